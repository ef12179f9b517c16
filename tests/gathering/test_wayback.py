"""Copies from the Wayback Machine, spoken to through a local server that speaks CDX, Memento and Save Page Now."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from pipeline.gathering import Archive, GatherSettings, WaybackSettings, recall
from pipeline.model import Snapshot, Source
from tests.gathering.answers import page, prose
from tests.gathering.raw_server import Asked, RawServer, http
from tests.gathering.rounds import LOOPBACK, Clock, look_at, names, payload, run, source

OLD = page("Tram numbers", prose(3)).encode()
CAPTURES = {
    "20240310080000": OLD,
    "20250601120000": OLD + b"<!-- later -->",
    "20260901000000": OLD + b"<!-- newest -->",
}


class WaybackServer(RawServer):
    """Speaks the three protocols over the captures it holds."""

    def __init__(self, captures: dict[str, bytes]) -> None:
        super().__init__({"*": self.say})
        self.captures = captures
        self.refuses = False

    def settings(self, **changes: object) -> GatherSettings:
        wayback = WaybackSettings(
            enabled=True,
            cdx_url=f"{self.origin}/cdx",
            replay_url=f"{self.origin}/web/",
            save_url=f"{self.origin}/save/",
            interval=0.0,
            save_interval=0.0,
        )
        return replace(LOOPBACK, wayback=replace(wayback, **changes))  # type: ignore[arg-type]

    def say(self, asked: Asked) -> bytes:
        if self.refuses:
            return http(b"", "429 Too Many Requests")
        if asked.path.startswith("/cdx"):
            return self._list(parse_qs(urlsplit(asked.path).query))
        if asked.path.startswith("/save/"):
            return http(status="302 Found", Location="/web/20261124120000/" + asked.path.removeprefix("/save/"))
        stamp = asked.path.removeprefix("/web/")[:14]
        if stamp not in self.captures:
            return http(b"saved", Content_Type="text/plain")
        at = dt.datetime.strptime(f"{stamp}+0000", "%Y%m%d%H%M%S%z").strftime("%a, %d %b %Y %H:%M:%S GMT")
        return http(self.captures[stamp], Memento_Datetime=at)

    def _list(self, query: Mapping[str, Sequence[str]]) -> bytes:
        stamps = sorted(self.captures)
        limit = int(query["limit"][0])
        if "closest" in query:
            wanted = int(query["closest"][0])
            stamps = sorted(stamps, key=lambda stamp: abs(int(stamp) - wanted))[:limit]
        else:
            stamps = stamps[limit:]
        rows = [["timestamp", "original", "statuscode"], *([stamp, query["url"][0], "200"] for stamp in stamps)]
        return http(json.dumps(rows).encode(), Content_Type="application/json")


def asked_for(folder: Path, wanted: list[tuple[Source, dt.date | None]], settings: GatherSettings):  # type: ignore[no-untyped-def]
    async def ask() -> list[Snapshot]:
        with Archive(folder / "archive") as archive:
            return await recall(wanted, {}, archive, settings, now=Clock(), resolve=names())

    return ask()


def test_a_source_that_is_gone_is_recalled_once_and_the_look_stays_a_row(tmp_path: Path) -> None:
    async def test() -> None:
        async with RawServer({"/x": http(b"", "410 Gone")}) as site, WaybackServer(CAPTURES) as machine:
            wanted = [source(f"{site.origin}/x")]
            live, copy = await look_at(wanted, tmp_path, settings=machine.settings())
            assert (live.outcome, live.origin) == ("gone", "live")
            assert (copy.outcome, copy.origin) == ("fetched", "wayback")
            assert copy.fetched_at == dt.datetime(2026, 9, 1, tzinfo=dt.UTC)
            assert payload(tmp_path, copy) == CAPTURES["20260901000000"]
            again = await look_at(wanted, tmp_path, settings=machine.settings(), looks={"s": [copy, live]})
            assert [look.outcome for look in again] == ["gone"]

    run(test)


def test_a_source_that_can_be_fetched_is_not_recalled_and_nothing_is_asked_unless_switched_on(tmp_path: Path) -> None:
    async def test() -> None:
        async with RawServer({"/x": http(OLD)}) as site, WaybackServer(CAPTURES) as machine:
            wanted = [source(f"{site.origin}/x"), source(f"{site.origin}/missing", "m")]
            off = machine.settings(enabled=False)
            assert len(await look_at(wanted, tmp_path, settings=off)) == 2
            assert not machine.asked
            found = await look_at(wanted, tmp_path, settings=machine.settings())
            assert [(look.source_id, look.origin) for look in found] == [("s", "live"), ("m", "live"), ("m", "wayback")]

    run(test)


def test_the_state_at_a_past_day_is_the_capture_nearest_to_it(tmp_path: Path) -> None:
    async def test() -> None:
        async with WaybackServer(CAPTURES) as machine:
            wanted = [(source("https://ledger.example/x?a=1&b=2"), dt.date(2025, 6, 20))]
            (copy,) = await asked_for(tmp_path, wanted, machine.settings())
            assert copy.fetched_at == dt.datetime(2025, 6, 1, 12, tzinfo=dt.UTC)
            assert copy.requested_url == "https://ledger.example/x?a=1&b=2"
            assert machine.asked[-1].path.startswith("/web/20250601120000id_/https://ledger.example/x?a=1")

    run(test)


def test_a_capture_of_a_wall_is_passed_over_for_an_older_one(tmp_path: Path) -> None:
    async def test() -> None:
        wall = b"<title>Just a moment...</title><script>_cf_chl_opt={}</script>"
        async with WaybackServer({**CAPTURES, "20260901000000": wall}) as machine:
            (copy,) = await asked_for(tmp_path, [(source("https://ledger.example/x"), None)], machine.settings())
            assert copy.fetched_at == dt.datetime(2025, 6, 1, 12, tzinfo=dt.UTC)

    run(test)


def test_after_one_refusal_the_machine_is_left_alone(tmp_path: Path) -> None:
    async def test() -> None:
        async with WaybackServer(CAPTURES) as machine:
            machine.refuses = True
            wanted = [(source(f"https://ledger.example/{i}", str(i)), None) for i in range(5)]
            assert await asked_for(tmp_path, wanted, machine.settings()) == []
            assert len(machine.asked) == 1

    run(test)


def test_calls_are_paced(tmp_path: Path) -> None:
    async def test() -> None:
        async with WaybackServer(CAPTURES) as machine:
            began = asyncio.get_running_loop().time()
            wanted = [(source(f"https://ledger.example/{i}", str(i)), None) for i in range(2)]
            await asked_for(tmp_path, wanted, machine.settings(interval=0.1))
            assert len(machine.asked) == 4
            assert asyncio.get_running_loop().time() - began >= 0.3

    run(test)


def test_new_versions_are_saved_on_request_up_to_the_limit(tmp_path: Path) -> None:
    async def test() -> None:
        async with RawServer({"*": http(OLD)}) as site, WaybackServer(CAPTURES) as machine:
            wanted = [source(f"{site.origin}/{i}", str(i)) for i in range(4)]
            settings = machine.settings(enabled=False, save=True, most_saves=2)
            found = await look_at(wanted, tmp_path, settings=settings)
            saved = [asked.path for asked in machine.asked if asked.path.startswith("/save/")]
            assert saved == [f"/save/{site.origin}/{i}" for i in range(2)]
            past = {look.source_id: [look] for look in found}
            await look_at(wanted, tmp_path, settings=settings, looks=past)
            assert len([asked for asked in machine.asked if asked.path.startswith("/save/")]) == 2

    run(test)
