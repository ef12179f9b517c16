"""Every nasty case of the web gets its promised outcome, and no bytes that arrived are lost."""

from __future__ import annotations

import asyncio
import datetime as dt
import gzip
import resource
import zlib
from dataclasses import replace
from pathlib import Path

import brotli
import pytest
import zstandard

from pipeline.gathering.charset import find_charset
from pipeline.model import READABLE, Outcome
from tests.gathering.answers import page, prose
from tests.gathering.raw_server import Asked, RawServer, Saying, http
from tests.gathering.rounds import LOOPBACK, START, Clock, look_at, payload, run, source

ARTICLE = page("Tram numbers", prose(4)).encode()


def one_look(tmp_path: Path, saying: Saying, *, robots: Saying | None = None, **changes: object):  # type: ignore[no-untyped-def]
    """The snapshot of one look at a server that says this."""
    found = []

    async def test() -> None:
        says: dict[str, Saying] = {"/x": saying}
        if robots is not None:
            says["/robots.txt"] = robots
        async with RawServer(says) as server:
            settings = replace(LOOPBACK, **changes)  # type: ignore[arg-type]
            found.extend(await look_at([source(f"{server.origin}/x")], tmp_path, settings=settings))

    run(test)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("coding", "encode"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress), ("zstd", zstandard.compress)],
)
def test_content_codings_are_removed_and_the_payload_is_what_the_digest_names(
    tmp_path: Path, coding: str, encode
) -> None:  # type: ignore[no-untyped-def]
    found = one_look(tmp_path, http(encode(ARTICLE), Content_Encoding=coding))
    assert found.outcome == "fetched"
    assert payload(tmp_path, found) == ARTICLE


def test_a_body_shorter_than_its_length_is_truncated_and_its_bytes_are_kept(tmp_path: Path) -> None:
    short = http(ARTICLE).replace(ARTICLE, ARTICLE[:700]) + b""
    found = one_look(tmp_path, short.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1))
    assert found.outcome == "truncated"
    assert found.outcome not in READABLE
    assert payload(tmp_path, found) == ARTICLE[:700]


@pytest.mark.parametrize("cut", [1, 8, 40])
def test_a_gzip_body_without_its_end_is_truncated_although_its_length_is_right(tmp_path: Path, cut: int) -> None:
    found = one_look(tmp_path, http(gzip.compress(ARTICLE)[:-cut], Content_Encoding="gzip"))
    assert found.outcome == "truncated"
    assert ARTICLE.startswith(payload(tmp_path, found))


def test_chunks_without_their_end_are_truncated(tmp_path: Path) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    found = one_look(tmp_path, head + b"%x\r\n" % 500 + ARTICLE[:500] + b"\r\n")
    assert found.outcome == "truncated"
    assert payload(tmp_path, found) == ARTICLE[:500]


def test_a_body_ended_by_close_is_fetched_and_flagged(tmp_path: Path) -> None:
    found = one_look(tmp_path, http(ARTICLE, length=False))
    assert found.outcome == "fetched"
    assert "closed_by_peer" in found.flags
    assert payload(tmp_path, found) == ARTICLE


def test_a_body_that_claims_gzip_and_is_plain_is_fetched_and_flagged(tmp_path: Path) -> None:
    found = one_look(tmp_path, http(ARTICLE, Content_Encoding="gzip"))
    assert (found.outcome, found.flags) == ("fetched", ("coding_not_applied",))


def test_a_bomb_is_too_large_and_memory_stays_within_the_cap(tmp_path: Path) -> None:
    compressor = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(compressor.compress(bytes(4_000_000)) for _ in range(50)) + compressor.flush()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = one_look(tmp_path, http(bomb, Content_Encoding="gzip"), payload_cap=8_000_000)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    assert found.outcome == "too_large"
    assert grown < 40_000_000, f"200 MB were unpacked under a cap of 8 MB, memory grew by {grown:,}"


def test_a_huge_body_is_too_large_and_is_not_read_to_its_end(tmp_path: Path) -> None:
    sent = 0

    async def pour(asked: Asked, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        for _ in range(2000):
            writer.write(b"x" * 100_000)
            await writer.drain()
            sent += 100_000

    found = one_look(tmp_path, pour, wire_cap=1_000_000)
    assert found.outcome == "too_large"
    assert sent < 20_000_000
    announced = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"
    assert one_look(tmp_path, announced, wire_cap=1_000_000).outcome == "too_large"


def test_a_slow_drip_times_out_at_the_total_deadline(tmp_path: Path) -> None:
    async def drip(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n")
        for _ in range(200):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.05)

    found = one_look(tmp_path, drip, deadline=0.6, read_timeout=0.4)
    assert found.outcome == "timeout"


def test_a_server_that_accepts_and_says_nothing_times_out(tmp_path: Path) -> None:
    async def silence(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(20)

    assert one_look(tmp_path, silence, deadline=2, read_timeout=0.3).outcome == "timeout"


def test_a_circle_of_redirects_is_not_found_with_the_chain_kept(tmp_path: Path) -> None:
    async def test() -> None:
        says: dict[str, Saying] = {
            "/x": http(status="302 Found", Location="/y"),
            "/y": http(status="301 Moved", Location="/x"),
            "/z": http(status="302 Found", Location="/z"),
        }
        async with RawServer(says) as server:
            urls = [f"{server.origin}/x", f"{server.origin}/z"]
            x, z = await look_at([source(url, url) for url in urls], tmp_path)
            assert (x.outcome, z.outcome) == ("not_found", "not_found")
            assert x.redirects == (f"{server.origin}/x", f"{server.origin}/y", f"{server.origin}/x")[: len(x.redirects)]
            assert len(x.redirects) >= 2
            assert server.count("/x") <= 3

    run(test)


def test_endless_redirects_end(tmp_path: Path) -> None:
    async def test() -> None:
        def onward(asked: Asked) -> bytes:
            return http(status="302 Found", Location=f"/{int(asked.path[1:]) + 1}")

        async with RawServer({"*": onward}) as server:
            (found,) = await look_at([source(f"{server.origin}/1")], tmp_path)
            assert found.outcome == "not_found"
            assert len(found.redirects) == LOOPBACK.redirects + 1

    run(test)


def test_a_site_that_wants_its_cookie_back_is_fetched(tmp_path: Path) -> None:
    async def test() -> None:
        def gate(asked: Asked) -> bytes:
            if "seen=1" in asked.headers.get("cookie", ""):
                return http(ARTICLE)
            return http(status="302 Found", Location="/x", Set_Cookie="seen=1; Path=/")

        async with RawServer({"/x": gate}) as server:
            (found,) = await look_at([source(f"{server.origin}/x")], tmp_path)
            assert found.outcome == "fetched"

    run(test)


@pytest.mark.parametrize(
    ("body", "content_type", "charset", "word"),
    [
        ("<meta charset=utf-8><p>Zürich grew</p>".encode(), "text/html; charset=iso-8859-1", "utf-8", "Zürich"),
        ("<meta charset=utf-8><p>Zürich, café, naïve</p>".encode("cp1252"), "text/html; charset=utf-8", None, "Zürich"),
        ("<meta charset=windows-1252><p>Zürich “grew”</p>".encode("cp1252"), "text/html", "cp1252", "“grew”"),
        ("<p>三百万モデルが公開されている</p>".encode("shift_jis"), "text/html; charset=Shift_JIS", "cp932", "三百万"),
        ("\ufeff<p>Zürich</p>".encode("utf-16-le"), "text/html; charset=utf-8", "utf-16-le", "Zürich"),
        (("<p>Пять миллионов жителей, город растёт.</p>" * 9).encode("cp1251"), "text/html", "cp1251", "миллионов"),
    ],
)
def test_a_wrong_charset_is_put_right_and_the_bytes_are_kept(
    tmp_path: Path, body: bytes, content_type: str, charset: str | None, word: str
) -> None:
    found = one_look(tmp_path, http(body, Content_Type=content_type))
    assert payload(tmp_path, found) == body
    assert found.charset
    assert word in body.decode(found.charset, errors="replace")
    assert charset in (None, found.charset)
    assert find_charset(body, content_type) == found.charset


def test_a_refused_connection_is_a_network_error(tmp_path: Path) -> None:
    async def test() -> None:
        async with RawServer({}) as server:
            port = server.port
        (found,) = await look_at([source(f"http://127.0.0.1:{port}/x")], tmp_path)
        assert found.outcome == "network_error"
        assert found.error

    run(test)


@pytest.mark.parametrize("saying", [b"", b"SSH-2.0-OpenSSH_9\r\n", b"HTTP/1.1 abc\r\n\r\n"])
def test_what_is_not_http_is_a_network_error(tmp_path: Path, saying: bytes) -> None:
    async def say(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(saying)
        await writer.drain()

    assert one_look(tmp_path, say).outcome == "network_error"


@pytest.mark.parametrize(
    ("status", "wait", "until"),
    [
        ("429 Too Many Requests", "120", START + dt.timedelta(seconds=120)),
        ("503 Service Unavailable", "120", START + dt.timedelta(seconds=120)),
        ("429 Too Many Requests", "Wed, 25 Nov 2026 08:00:00 GMT", dt.datetime(2026, 11, 25, 8, tzinfo=dt.UTC)),
        ("503 Service Unavailable", "Wed, 25 Nov 2026 08:00:00 GMT", dt.datetime(2026, 11, 25, 8, tzinfo=dt.UTC)),
    ],
)
def test_retry_after_is_kept_across_runs_and_never_slept_on(
    tmp_path: Path, status: str, wait: str, until: dt.datetime
) -> None:
    async def test() -> None:
        async with RawServer({"/x": http(b"slow down", status, Retry_After=wait)}) as server:
            wanted = [source(f"{server.origin}/x")]
            (first,) = await look_at(wanted, tmp_path)
            assert first.outcome == "rate_limited"
            assert first.not_before
            assert abs(first.not_before - until) < dt.timedelta(seconds=1)
            (second,) = await look_at(
                wanted, tmp_path, looks={"s": [first]}, now=Clock(START + dt.timedelta(seconds=60))
            )
            assert (second.outcome, second.not_before) == ("rate_limited", first.not_before)
            assert server.count("/x") == 1
            server.says["/x"] = http(ARTICLE)
            later = Clock(until + dt.timedelta(seconds=1))
            (third,) = await look_at(wanted, tmp_path, looks={"s": [first, second]}, now=later)
            assert third.outcome == "fetched"

    run(test)


def test_a_429_without_a_time_waits_longer_each_time(tmp_path: Path) -> None:
    async def test() -> None:
        async with RawServer({"/x": http(b"", "429 Too Many Requests")}) as server:
            looks, waits = [], []
            at = START
            for _ in range(3):
                (found,) = await look_at([source(f"{server.origin}/x")], tmp_path, looks={"s": looks}, now=Clock(at))
                assert found.not_before
                waits.append(found.not_before - found.fetched_at)
                at = found.not_before + dt.timedelta(seconds=1)
                looks.append(found)
            assert waits[0] < waits[1] < waits[2]

    run(test)


def robots_silence() -> Saying:
    async def silence(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(20)

    return silence


@pytest.mark.parametrize(
    ("robots", "outcome"),
    [
        (http(b"gone", "404 Not Found"), "fetched"),
        (http(b"no", "403 Forbidden"), "fetched"),
        (http(b"oops", "500 Internal Server Error"), "disallowed"),
        (http(b"oops", "503 Service Unavailable"), "disallowed"),
        (http(b"User-agent: *\nDisallow: /x\n", Content_Type="text/plain"), "disallowed"),
        (http(b"User-agent: claims-pipeline\nDisallow: /\n", Content_Type="text/plain"), "disallowed"),
        (http(b"User-agent: other\nDisallow: /\n", Content_Type="text/plain"), "fetched"),
        (http(b"User-agent: *\nDisallow: /\nAllow: /x\n", Content_Type="text/plain"), "fetched"),
        (http(gzip.compress(b"User-agent: *\nDisallow: /"), Content_Encoding="gzip"), "disallowed"),
        (robots_silence(), "disallowed"),
    ],
    ids=["404", "403", "500", "503", "disallow", "disallow us", "disallow others", "allow", "gzip", "silence"],
)  # fmt: skip
def test_robots(tmp_path: Path, robots: Saying, outcome: Outcome) -> None:
    found = one_look(tmp_path, http(ARTICLE), robots=robots, robots_timeout=0.5)
    assert found.outcome == outcome
    assert found.outcome == "fetched" or "robots" in (found.error or "")


def test_robots_is_asked_once_per_host_and_round_and_says_who_asks(tmp_path: Path) -> None:
    async def test() -> None:
        async with RawServer({"*": http(ARTICLE)}) as server:
            found = await look_at([source(f"{server.origin}/{i}", str(i)) for i in range(9)], tmp_path)
            assert {look.outcome for look in found} == {"fetched"}
            assert server.count("/robots.txt") == 1
            agents = {asked.headers["user-agent"] for asked in server.asked}
            assert len(agents) == 1
            assert "claims-pipeline/" in agents.pop()

    run(test)


def test_a_304_without_the_stored_body_is_fetched_again_without_conditions(tmp_path: Path) -> None:
    def serve(asked: Asked) -> bytes:
        return http(b"", "304 Not Modified") if "if-none-match" in asked.headers else http(ARTICLE, ETag='"1"')

    async def test() -> None:
        async with RawServer({"/x": serve}) as server:
            wanted = [source(f"{server.origin}/x")]
            (first,) = await look_at(wanted, tmp_path)
            (second,) = await look_at(wanted, tmp_path, looks={"s": [first]})
            assert (second.outcome, second.payload_sha256) == ("not_modified", first.payload_sha256)
            (third,) = await look_at(wanted, tmp_path / "other", looks={"s": [first, second]})
            assert third.outcome == "fetched"
            assert payload(tmp_path / "other", third) == ARTICLE

    run(test)


def test_the_same_payload_is_stored_once_and_observed_each_time(tmp_path: Path) -> None:
    async def test() -> None:
        async with RawServer({"*": http(ARTICLE)}) as server:
            wanted = [source(f"{server.origin}/{i}", str(i)) for i in range(4)]
            found = await look_at(wanted, tmp_path)
            past = {str(i): [look] for i, look in enumerate(found)}
            again = await look_at(wanted, tmp_path, looks=past, now=Clock(START + dt.timedelta(days=1)))
            assert len({look.payload_sha256 for look in (*found, *again)}) == 1
            assert len({look.archive_offset for look in (*found, *again)}) == 1
            assert len({look.snapshot_id for look in (*found, *again)}) == 8

    run(test)


def test_a_failed_server_is_tried_again_at_once_only_when_the_connection_broke(tmp_path: Path) -> None:
    async def test() -> None:
        turns = iter([b"", http(ARTICLE)])

        async def flaky(asked: Asked, writer: asyncio.StreamWriter) -> None:
            writer.write(next(turns))
            await writer.drain()

        async with RawServer({"/x": flaky}) as server:
            (found,) = await look_at([source(f"{server.origin}/x")], tmp_path)
            assert found.outcome == "fetched"
            assert server.count("/x") == 2

    run(test)


def test_a_changed_page_is_a_new_version_and_a_block_is_not(tmp_path: Path) -> None:
    async def test() -> None:
        async with RawServer({"/x": http(ARTICLE, ETag='"1"')}) as server:
            wanted = [source(f"{server.origin}/x")]
            (first,) = await look_at(wanted, tmp_path)
            server.says["/x"] = http(b"<title>Just a moment...</title><script>_cf_chl_opt={}</script>")
            (wall,) = await look_at(wanted, tmp_path, looks={"s": [first]})
            assert wall.outcome == "blocked"
            server.says["/x"] = lambda asked: (
                http(b"", "304 Not Modified") if asked.headers.get("if-none-match") == '"1"' else http(b"x")
            )
            (third,) = await look_at(wanted, tmp_path, looks={"s": [first, wall]})
            assert (third.outcome, third.payload_sha256) == ("not_modified", first.payload_sha256)

    run(test)


def test_an_entity_tag_of_odd_bytes_is_given_back_as_it_came(tmp_path: Path) -> None:
    """A tag may hold bytes above ASCII (RFC 9110, section 8.8.3); one such page once ended the looks at all others."""

    async def test() -> None:
        tag = 'ETag: "caf\xe9"\r\n'.encode("latin-1")

        def answer(asked: Asked) -> bytes:
            if asked.headers.get("if-none-match") == '"caf\xe9"':
                return b"HTTP/1.1 304 Not Modified\r\n" + tag + b"\r\n"
            return http(ARTICLE).replace(b"\r\n", b"\r\n" + tag, 1)

        async with RawServer({"/x": answer, "/y": http(ARTICLE)}) as server:
            wanted = [source(f"{server.origin}/x", "x"), source(f"{server.origin}/y", "y")]
            first = await look_at(wanted, tmp_path)
            again = await look_at(wanted, tmp_path, looks={"x": first[:1]})
            assert [look.outcome for look in again] == ["not_modified", "fetched"]

    run(test)
