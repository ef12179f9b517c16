"""Copies from the Wayback Machine, spoken to through a local server that speaks CDX and Memento."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from pipeline.gathering import Archive, GatherSettings, WaybackSettings, recall
from pipeline.gathering.pacing import TurnFolder
from pipeline.model import Snapshot, Source
from tests.gathering.answers import page, prose
from tests.gathering.raw_server import Asked, RawServer, http
from tests.gathering.rounds import LOOPBACK, START, Clock, look_at, names, payload, run, source

OLD = page("Tram numbers", prose(3)).encode()
CAPTURES = {
    "20240310080000": OLD,
    "20250601120000": OLD + b"<!-- later -->",
    "20260901000000": OLD + b"<!-- newest -->",
}


class WaybackServer(RawServer):
    """Speaks CDX and Memento over the captures it holds."""

    def __init__(self, captures: dict[str, bytes]) -> None:
        super().__init__({"*": self.say})
        self.captures = captures
        self.refuses = False

    def settings(self, **changes: object) -> GatherSettings:
        wayback = WaybackSettings(
            enabled=True,
            cdx_url=f"{self.origin}/cdx",
            replay_url=f"{self.origin}/web/",
            interval=0.0,
        )
        return replace(LOOPBACK, wayback=replace(wayback, **changes))  # type: ignore[arg-type]

    def say(self, asked: Asked) -> bytes:
        if self.refuses:
            return http(b"", "429 Too Many Requests")
        if asked.path.startswith("/cdx"):
            return self._list(parse_qs(urlsplit(asked.path).query))
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
            return list((await recall(wanted, {}, archive, settings, now=Clock(), resolve=names())).snapshots)

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


def test_a_source_that_is_gone_is_recalled_as_it_was_when_its_claims_speak_of_it(tmp_path: Path) -> None:
    async def test() -> None:
        async with RawServer({"/x": http(b"", "410 Gone")}) as site, WaybackServer(CAPTURES) as machine:
            wanted = [source(f"{site.origin}/x")]
            days = {"s": (dt.date(2024, 3, 1), dt.date(2025, 6, 20), None)}
            live, *copies = await look_at(wanted, tmp_path, settings=machine.settings(), days=days)
            assert [copy.fetched_at.year for copy in copies] == [2024, 2025, 2026]
            assert "for 2025-06-20" in copies[1].flags
            asked = len(machine.asked)
            past = {"s": [*copies, live]}
            again = await look_at(wanted, tmp_path, settings=machine.settings(), looks=past, days=days)
            assert (len(again), len(machine.asked)) == (1, asked), "what was answered is not asked again"

    run(test)


def test_a_copy_that_is_not_there_is_a_row_and_is_asked_for_again_after_a_month(tmp_path: Path) -> None:
    async def test() -> None:
        async with RawServer({"/x": http(b"", "404 Not Found")}) as site, WaybackServer({}) as machine:
            wanted = [source(f"{site.origin}/x")]
            live, copy = await look_at(wanted, tmp_path, settings=machine.settings())
            assert (copy.outcome, copy.origin, copy.payload_sha256) == ("not_found", "wayback", None)
            assert copy.error
            asked = len(machine.asked)
            for days, calls in ((29, 0), (31, 1)):
                later = Clock(START + dt.timedelta(days=days))
                await look_at(wanted, tmp_path, settings=machine.settings(), looks={"s": [live, copy]}, now=later)
                assert len(machine.asked) == asked + calls

    run(test)


def test_one_round_looks_for_so_many_copies_and_no_more(tmp_path: Path) -> None:
    async def test() -> None:
        async with RawServer({}) as site, WaybackServer({}) as machine:
            wanted = [source(f"{site.origin}/{number}", str(number)) for number in range(5)]
            found = await look_at(wanted, tmp_path, settings=machine.settings(most_recalls=3))
            assert len([look for look in found if look.origin == "wayback"]) == 3

    run(test)


def test_a_refusal_holds_across_runs(tmp_path: Path) -> None:
    async def test() -> None:
        async with WaybackServer(CAPTURES) as machine:
            settings = replace(machine.settings(), turns=TurnFolder(tmp_path / "pace"))
            machine.refuses = True
            wanted = [(source("https://ledger.example/x"), None)]
            assert await asked_for(tmp_path, wanted, settings) == []
            machine.refuses = False
            assert await asked_for(tmp_path, wanted, settings) == []
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
