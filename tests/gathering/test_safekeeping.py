"""Pages that the Wayback Machine is asked to keep, through a local server that speaks Save Page Now."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from pipeline.gathering import GatherSettings, WaybackSettings
from pipeline.gathering.safekeeping import SavePageNow
from pipeline.model import Snapshot
from tests.gathering.answers import page, prose
from tests.gathering.raw_server import Asked, RawServer, http
from tests.gathering.rounds import LOOPBACK, Clock, look_at, run, source

ARTICLE = page("Tram numbers", prose(3)).encode()
ACCESS, SECRET = "ACCESSKEYOFTESTS", "a-secret-of-tests"


class SaveServer(RawServer):
    """Save Page Now: jobs for those with keys, single requests for strangers."""

    def __init__(self) -> None:
        super().__init__({"*": self.say})
        self.states: dict[str, list[dict[str, str]]] = {}
        self.jobs: list[str] = []
        self.start: dict[str, str] | None = None

    def settings(self, **changes: object) -> GatherSettings:
        wayback = WaybackSettings(
            save=True, save_url=f"{self.origin}/save/", save_interval=0, interval=0, status_interval=0.01,
            patience=2, access_key=ACCESS, secret_key=SECRET,
        )  # fmt: skip
        return replace(LOOPBACK, wayback=replace(wayback, **changes))  # type: ignore[arg-type]

    def say(self, asked: Asked) -> bytes:
        if asked.path == "/save":
            if asked.headers.get("authorization") != f"low {ACCESS}:{SECRET}".lower():
                return http(b'{"message": "You need to be logged in"}', "401 Unauthorized")
            self.jobs.append(f"job-{len(self.jobs)}")
            return _json(self.start or {"url": "x", "job_id": self.jobs[-1]})
        if asked.path.startswith("/save/status/"):
            states = self.states.get(asked.path.rpartition("/")[2]) or self.states.get("*", [])
            return _json(states.pop(0) if len(states) > 1 else states[0])
        if asked.path.startswith("/save/"):
            return http(status="302 Found", Location="/web/20261124120000/" + asked.path.removeprefix("/save/"))
        return http(b"saved", Content_Type="text/plain")


def _json(value: object) -> bytes:
    return http(json.dumps(value).encode(), Content_Type="application/json")


def saved(folder: Path, server: SaveServer, pages: int = 1, **changes: object):  # type: ignore[no-untyped-def]
    async def save() -> list[Snapshot]:
        async with RawServer({"*": http(ARTICLE)}) as site:
            wanted = [source(f"{site.origin}/{number}", str(number)) for number in range(pages)]
            return await look_at(wanted, folder, settings=server.settings(**changes))

    return save()


def test_a_job_is_followed_to_its_end_and_the_capture_is_a_remark_on_the_snapshot(tmp_path: Path) -> None:
    async def test() -> None:
        async with SaveServer() as server:
            server.states["*"] = [{"status": "pending"}, {"status": "success", "timestamp": "20261124120007"}]
            (found,) = await saved(tmp_path, server)
            assert (found.outcome, found.origin) == ("fetched", "live")
            assert "kept_by_wayback 20261124120007" in found.flags
            assert server.count("/save/status/job-0") == 2
            (form,) = (parse_qs(asked.body.decode()) for asked in server.asked if asked.path == "/save")
            assert form["url"] == [found.final_url]

    run(test)


@pytest.mark.parametrize(
    ("start", "state", "remark"),
    [
        (None, {"status": "error", "status_ext": "error:blocked-url"}, "not_kept_by_wayback error:blocked-url"),
        (None, {"status": "pending"}, "not_kept_by_wayback still_pending job job-0"),
        (None, {"status": "success"}, "not_kept_by_wayback no_timestamp"),
        ({"message": "too new", "timestamp": "20261124110000"}, {}, "kept_by_wayback 20261124110000"),
        ({"status_ext": "error:user-session-limit"}, {}, "not_kept_by_wayback error:user-session-limit"),
        ({"unexpected": "answer"}, {}, "not_kept_by_wayback no_answer"),
    ],
)
def test_a_page_that_was_not_kept_says_why(
    tmp_path: Path, start: dict[str, str] | None, state: dict[str, str], remark: str
) -> None:
    async def test() -> None:
        async with SaveServer() as server:
            server.start, server.states["*"] = start, [state]
            (found,) = await saved(tmp_path, server, patience=0.2)
            assert remark in found.flags
            assert found.outcome == "fetched"

    run(test)


def test_wrong_keys_end_the_asking_at_once(tmp_path: Path) -> None:
    async def test() -> None:
        async with SaveServer() as server:
            found = await saved(tmp_path, server, pages=12, secret_key="wrong")
            assert server.count("/save") <= 6
            assert all(look.flags[-1].startswith("not_kept_by_wayback") for look in found if look.flags)

    run(test)


def test_an_account_s_limit_ends_the_asking(tmp_path: Path) -> None:
    async def test() -> None:
        async with SaveServer() as server:
            server.start = {"status_ext": "error:user-session-limit"}
            await saved(tmp_path, server, pages=10)
            assert server.count("/save") <= 6

    run(test)


def test_keys_go_to_the_service_alone_and_are_written_nowhere(tmp_path: Path) -> None:
    async def test() -> None:
        async with SaveServer() as server, RawServer({"*": http(b"{}")}) as elsewhere:
            server.says["/save"] = http(status="302 Found", Location=f"{elsewhere.origin}/stolen")
            (found,) = await saved(tmp_path, server)
            assert elsewhere.count("/stolen") == 1
            assert all("authorization" not in asked.headers for asked in elsewhere.asked)
            assert SECRET not in repr(found)
            assert SECRET not in repr(server.settings())
        stored = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert SECRET.encode() not in stored
        with sqlite3.connect(next(tmp_path.rglob("*.sqlite*"))) as index:
            assert "web.archive" not in "".join(index.iterdump())

    run(test)


def test_without_keys_new_versions_are_saved_as_a_stranger_up_to_the_limit(tmp_path: Path) -> None:
    async def test() -> None:
        async with RawServer({"*": http(ARTICLE)}) as site, SaveServer() as server:
            wanted = [source(f"{site.origin}/{i}", str(i)) for i in range(4)]
            settings = server.settings(most_saves=2, access_key=None)
            found = await look_at(wanted, tmp_path, settings=settings)
            saves = [asked.path for asked in server.asked if asked.path.startswith("/save/")]
            assert saves == [f"/save/{site.origin}/{i}" for i in range(2)]
            assert [look.flags for look in found] == [("kept_by_wayback 20261124120000",)] * 2 + [()] * 2
            past = {look.source_id: [look] for look in found}
            await look_at(wanted, tmp_path, settings=settings, looks=past)
            assert len([asked for asked in server.asked if asked.path.startswith("/save/")]) == 2

    run(test)


def test_no_page_is_asked_for_twice(tmp_path: Path) -> None:
    async def test() -> None:
        async with RawServer({}) as nobody:
            service = SavePageNow(None, WaybackSettings(save_url=nobody.origin, most_saves=0), Clock())  # type: ignore[arg-type]
            assert await service.keep(["https://a.example/"] * 3) == {}

    run(test)
