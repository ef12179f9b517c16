"""A host that asked to be left alone is left alone: by every source of it, on every way to it, and across runs."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import defaultdict
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.gathering.politeness import HostRests, host_of
from pipeline.model import Snapshot
from tests.gathering.answers import page, prose
from tests.gathering.raw_server import Asked, RawServer, http
from tests.gathering.rounds import START, Clock, look_at, run, source

ARTICLE = page("Tram numbers", prose(4)).encode()
HOURS = st.integers(-5, 50).map(lambda hours: START + dt.timedelta(hours=hours))
URLS = st.sampled_from(
    ["https://a.example/x", "https://A.example:443/y", "http://a.example/z", "https://b.example/", "not an address"]
)


def look(url: str, until: dt.datetime | None) -> Snapshot:
    return Snapshot(
        snapshot_id=f"{url} {until}", source_id="s", requested_url=url, fetched_at=START, outcome="rate_limited",
        not_before=until,
    )  # fmt: skip


@given(st.lists(st.tuples(URLS, st.none() | HOURS)), URLS, HOURS)
def test_a_host_rests_until_the_latest_time_that_it_named(
    said: list[tuple[str, dt.datetime | None]], url: str, now: dt.datetime
) -> None:
    told = [until for place, until in said if until and until > now and host_of(place) == host_of(url)]
    rests = HostRests((look(place, until) for place, until in said), now)
    assert rests.until(url, now) == max(told, default=None)
    heard = HostRests()
    for place, until in said:
        if until:
            heard.keep(place, until)
    assert heard.until(url, now) == max(told, default=None)


def test_a_host_is_a_name_with_its_port() -> None:
    assert host_of("https://Example.ORG/a") == host_of("http://example.org:80/b") == "example.org"
    assert host_of("http://example.org:8080/") == "example.org:8080" != host_of("http://example.org/")


@settings(max_examples=25, deadline=None)
@given(
    runs=st.lists(
        st.tuples(st.integers(1, 90), st.sets(st.integers(0, 4)), st.none() | st.integers(1, 7200)),
        min_size=1,
        max_size=6,
    )
)
def test_no_request_reaches_a_host_before_the_time_that_it_named(
    runs: list[tuple[int, set[int], int | None]],
) -> None:
    """Runs of five sources of one host: minutes since the run before, the sources refused, Retry-After in seconds."""

    async def test() -> None:
        with tempfile.TemporaryDirectory() as folder:
            async with RawServer({}) as server:
                clock, until, looks = Clock(), START, defaultdict[str, list[Snapshot]](list)
                for minutes, refused, wait in runs:
                    clock.at += dt.timedelta(minutes=minutes)

                    def answer(asked: Asked, refused: set[int] = refused, wait: int | None = wait) -> bytes:
                        nonlocal until
                        assert clock.at >= until, "the host was asked although it wanted to be left alone"
                        if int(asked.path[1:]) not in refused:
                            return http(ARTICLE)
                        until = clock.at + dt.timedelta(seconds=wait or 15 * 60)
                        return http(b"", "429 Too Many Requests", **({"Retry_After": str(wait)} if wait else {}))

                    server.says = {f"/{number}": answer for number in range(5)}
                    wanted = [source(f"{server.origin}/{number}", str(number)) for number in range(5)]
                    found = await look_at(wanted, Path(folder), looks=looks, now=clock)
                    assert {row.outcome for row in found} <= {"fetched", "not_modified", "rate_limited"}
                    for row in found:
                        looks[row.source_id].append(row)

    run(test)


def test_a_refusal_holds_for_the_other_sources_of_the_host_and_for_no_other_host(tmp_path: Path) -> None:
    async def test() -> None:
        refusal = http(b"", "429 Too Many Requests", Retry_After="600")
        async with RawServer({"*": refusal}) as tired, RawServer({"*": http(ARTICLE)}) as fresh:
            wanted = [source(f"{tired.origin}/{n}", f"tired{n}") for n in range(6)]
            wanted.append(source(f"{fresh.origin}/x", "fresh"))
            found = await look_at(wanted, tmp_path)
            assert [row.outcome for row in found] == ["rate_limited"] * 6 + ["fetched"]
            assert len([asked for asked in tired.asked if asked.path != "/robots.txt"]) == 1
            assert all(row.not_before and row.error for row in found[:6])
            tired.asked.clear()
            past = {"tired0": [found[0]]}  # only the source that was asked remembers, and yet all are left alone
            again = await look_at(wanted, tmp_path, looks=past, now=Clock(START + dt.timedelta(seconds=599)))
            assert [row.outcome for row in again] == ["rate_limited"] * 6 + ["fetched"]
            assert not tired.asked
            tired.says = {"*": http(ARTICLE)}
            later = await look_at(wanted, tmp_path, looks=past, now=Clock(START + dt.timedelta(seconds=602)))
            assert {row.outcome for row in later} == {"fetched"}

    run(test)


def test_a_redirect_to_a_host_that_is_to_be_left_alone_is_not_followed(tmp_path: Path) -> None:
    async def test() -> None:
        async with RawServer({"*": http(b"", "503 Busy", Retry_After="600")}) as tired:
            there = http(status="302 Found", Location=f"{tired.origin}/there")
            async with RawServer({"/x": there, "/y": http(ARTICLE)}) as site:
                first = await look_at([source(f"{tired.origin}/there", "a")], tmp_path)
                asked = len(tired.asked)
                wanted = [source(f"{site.origin}/x", "b"), source(f"{site.origin}/y", "c")]
                found = await look_at(wanted, tmp_path, looks={"a": first})
                assert [row.outcome for row in found] == ["rate_limited", "fetched"]
                assert len(tired.asked) == asked
                assert found[0].redirects == (f"{site.origin}/x",)
                assert found[0].not_before is None, "the host that redirected did not ask to be left alone"

    run(test)
