"""More nasty answers: lengths and codings that lie, heads that do not end, charsets that contradict one another."""

from __future__ import annotations

import asyncio
import gzip
import json
import zlib
from pathlib import Path

import brotli
import pytest
import zstandard

from pipeline.gathering import read_page
from pipeline.gathering.charset import find_charset
from pipeline.model import READABLE
from tests.gathering.answers import page, prose
from tests.gathering.raw_server import Asked, RawServer, Saying, http
from tests.gathering.rounds import look_at, payload, run, source
from tests.gathering.test_nasty_answers import ARTICLE, one_look


def bomb(coding: str) -> bytes:
    """Two hundred megabytes of nothing."""
    block = bytes(1_000_000)
    if coding == "zstd":
        return zstandard.ZstdCompressor(level=3).compress(block * 200)
    if coding == "br":
        compressor = brotli.Compressor(quality=1)
        return b"".join(compressor.process(block) for _ in range(200)) + compressor.finish()
    deflate = zlib.compressobj(9, zlib.DEFLATED, {"gzip": 31, "deflate": 15, "raw": -15}[coding])
    return b"".join(deflate.compress(block) for _ in range(200)) + deflate.flush()


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw", "br", "zstd"])
def test_a_bomb_in_any_coding_is_too_large(tmp_path: Path, coding: str) -> None:
    found = one_look(
        tmp_path, http(bomb(coding), Content_Encoding="deflate" if coding == "raw" else coding), payload_cap=5_000_000
    )
    assert (found.outcome, found.payload_sha256) == ("too_large", None)


def test_a_bomb_in_a_bomb_is_too_large(tmp_path: Path) -> None:
    found = one_look(tmp_path, http(gzip.compress(bomb("gzip")), Content_Encoding="gzip, gzip"), payload_cap=5_000_000)
    assert found.outcome == "too_large"


def test_many_members_of_gzip_are_one_body_and_share_the_cap(tmp_path: Path) -> None:
    half = len(ARTICLE) // 2
    members = gzip.compress(ARTICLE[:half]) + gzip.compress(ARTICLE[half:])
    found = one_look(tmp_path / "whole", http(members, Content_Encoding="gzip"))
    assert (found.outcome, payload(tmp_path / "whole", found)) == ("fetched", ARTICLE)
    many = gzip.compress(bytes(900_000)) * 10
    assert one_look(tmp_path, http(many, Content_Encoding="gzip"), payload_cap=5_000_000).outcome == "too_large"


def test_deflate_without_its_header_is_read(tmp_path: Path) -> None:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    raw = deflate.compress(ARTICLE) + deflate.flush()
    found = one_look(tmp_path, http(raw, Content_Encoding="deflate"))
    assert (found.outcome, payload(tmp_path, found)) == ("fetched", ARTICLE)


def test_a_coding_that_nobody_knows_is_no_version_of_the_page(tmp_path: Path) -> None:
    found = one_look(tmp_path, http(b"\x00\x01\x02" * 900, Content_Encoding="x-secret", Content_Type="text/html"))
    assert "unknown_coding" in found.flags
    assert found.outcome not in READABLE


def test_chunks_with_trailers_and_extensions_are_whole(tmp_path: Path) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n"
    half = len(ARTICLE) // 2
    chunks = b"%x;name=value\r\n%s\r\n%X\r\n%s\r\n0\r\nX-Sum: 1\r\n\r\n" % (
        half, ARTICLE[:half], len(ARTICLE) - half, ARTICLE[half:],
    )  # fmt: skip
    found = one_look(tmp_path, head + chunks)
    assert (found.outcome, payload(tmp_path, found)) == ("fetched", ARTICLE)


def test_a_body_longer_than_its_length_ends_where_the_length_says(tmp_path: Path) -> None:
    found = one_look(tmp_path, http(ARTICLE) + b"<p>smuggled: 999 million</p>")
    assert (found.outcome, payload(tmp_path, found)) == ("fetched", ARTICLE)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [("204 No Content", "unsupported"), ("205 Reset Content", "unsupported"), ("200 OK", "unsupported")],
)
def test_an_answer_without_a_body_is_no_version(tmp_path: Path, status: str, outcome: str) -> None:
    assert one_look(tmp_path, http(b"", status)).outcome == outcome


def test_a_part_that_nobody_asked_for_is_no_version(tmp_path: Path) -> None:
    part = http(ARTICLE[:900], "206 Partial Content", Content_Range=f"bytes 0-899/{len(ARTICLE)}")
    found = one_look(tmp_path, part)
    assert found.outcome == "truncated"
    assert payload(tmp_path, found) == ARTICLE[:900]


def test_two_lengths_that_differ_are_a_network_error(tmp_path: Path) -> None:
    lying = http(ARTICLE).replace(b"\r\n\r\n", b"\r\nContent-Length: 12\r\n\r\n", 1)
    assert one_look(tmp_path, lying).outcome == "network_error"


@pytest.mark.parametrize("kind", ["one long line", "many lines", "never ends"])
def test_a_head_without_end_costs_little(tmp_path: Path, kind: str) -> None:
    sent = 0

    async def pour(asked: Asked, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\n" + (b"X-Long: " if kind == "one long line" else b""))
        for number in range(5000):
            piece = b"x" * 2000 if kind == "one long line" else b"X-%d: %s\r\n" % (number, b"y" * 2000)
            writer.write(piece)
            await writer.drain()
            sent += len(piece)
            if kind == "never ends":
                await asyncio.sleep(0.05)

    found = one_look(tmp_path, pour, deadline=2, read_timeout=1)
    assert found.outcome in ("network_error", "timeout", "too_large")
    assert sent < 6_000_000, "what the sockets hold, of ten million"


def test_a_slow_head_times_out_at_the_deadline(tmp_path: Path) -> None:
    async def drip(asked: Asked, writer: asyncio.StreamWriter) -> None:
        for byte in http(ARTICLE):
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(0.05)

    assert one_look(tmp_path, drip, deadline=0.7, read_timeout=0.5).outcome == "timeout"


def test_a_site_that_sets_cookies_without_end_ends(tmp_path: Path) -> None:
    async def test() -> None:
        counted = 0

        def again(asked: Asked) -> bytes:
            nonlocal counted
            counted += 1
            return http(status="302 Found", Location="/x", Set_Cookie=f"visit={counted}; Path=/")

        async with RawServer({"/x": again}) as server:
            (found,) = await look_at([source(f"{server.origin}/x")], tmp_path)
            assert found.outcome == "not_found"
            assert counted <= 12

    run(test)


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/html,<p>5</p>", "javascript:alert(1)", "http://", "//", "http://[",
     "http://user:secret@127.0.0.1/", "http://127.0.0.1:99999/"],
)  # fmt: skip
def test_a_redirect_to_what_is_no_web_address_is_refused_or_not_found(tmp_path: Path, target: str) -> None:
    found = one_look(tmp_path, http(status="302 Found", Location=target))
    assert found.outcome in ("refused_address", "not_found")
    assert 1 <= len(found.redirects) <= 2
    assert "secret" not in (found.error or "")


def test_a_hundred_redirects_end(tmp_path: Path) -> None:
    async def test() -> None:
        says: dict[str, Saying] = {f"/{n}": http(status="301 Moved", Location=f"/{n + 1}") for n in range(100)}
        says["/100"] = http(ARTICLE)
        async with RawServer(says) as server:
            (found,) = await look_at([source(f"{server.origin}/0")], tmp_path)
            assert found.outcome == "not_found"
            assert len(found.redirects) == 11
            assert len(server.asked) < 20

    run(test)


@pytest.mark.parametrize(
    ("body", "content_type", "word"),
    [
        ("<p>大型模型发布了三百万个</p>".encode("gbk"), "text/html; charset=gb2312", "三百万"),
        ("<meta charset=gb2312><p>大型模型发布了三百万个</p>".encode("gb18030"), "text/html", "三百万"),
        ("<p>Zahl: 5\u202f000 — „drei“</p>".encode("utf-16"), "text/html", "„drei“"),
        ("<p>naïve café – 5 €</p>".encode("cp1252"), "text/html; charset=iso-8859-1", "– 5 €"),
        ("<?xml version='1.0' encoding='iso-8859-2'?><p>Łódź".encode("iso-8859-2"), "application/xhtml+xml", "Łódź"),
        ("<p>서울 시민 천만 명</p>".encode("euc-kr"), "text/html; charset=ks_c_5601-1987", "천만"),
        ("<p>臺北市兩百萬人</p>".encode("big5"), "text/html; charset=big5", "兩百萬"),
        ("<meta charset='utf-8'><meta charset='latin1'><p>Zürich</p>".encode(), "text/html", "Zürich"),
        ("<p>Zürich 5</p>".encode(), "text/html; charset=nonsense", "Zürich"),
        ("<p>東京の人口は千四百万人</p>".encode("euc_jp"), "text/html; charset=EUC-JP", "千四百万"),
        ("<p>東京の人口は千四百万人である。</p>".encode("iso2022_jp"), "text/html; charset=iso-2022-jp", "千四百万"),
    ],
)  # fmt: skip
def test_text_is_decoded_rightly_whatever_the_labels_say(body: bytes, content_type: str, word: str) -> None:
    text = body.decode(find_charset(body, content_type), errors="replace")
    assert word in text
    assert (
        word
        in read_page(body, media_type=content_type.partition(";")[0], charset=find_charset(body, content_type)).text
    )


@pytest.mark.parametrize(
    "payload",
    [b'{"a": NaN}', b'{"a": Infinity, "b": -Infinity}', b"[" * 100_000, b'{"a":' * 50_000, b'{"a": 1',
     b'{"a": 1e99999}',
     b'{"a": ' + b"9" * 10_000 + b"}", b"\xef\xbb\xbf" + json.dumps({"total": 41}).encode(), b"\x00" * 500,
     json.dumps({"total": "41 models"}).encode("utf-16"), b'{"a": "\\ud800"}', b"{'a': 1}", b'{"a": 1, "a": 2}'],
    ids=range(13),
)  # fmt: skip
def test_json_of_any_sort_is_a_page_or_a_row_that_says_why_not(payload: bytes) -> None:
    read = read_page(payload, media_type="application/json", charset=find_charset(payload, "application/json"))
    assert read.error or read.text or json.loads(payload), "a document without figures is read and holds none"
    if b"total" in payload.replace(b"\0", b""):
        assert "41" in read.text


def test_html_of_fifty_megabytes_is_a_row_that_says_so(tmp_path: Path) -> None:
    huge = page("Huge", prose(8) * 28_000).encode()
    assert len(huge) > 50_000_000
    found = one_look(tmp_path, http(huge), deadline=25, wire_cap=60_000_000)
    assert found.outcome == "fetched"
    read = read_page(huge, media_type="text/html", charset="utf-8")
    assert read.error
    assert "characters of HTML" in read.error
