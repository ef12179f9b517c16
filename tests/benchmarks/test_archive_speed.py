"""Archive writing against warcio, in one run, by CPU time: the same pages, the same three records a page, gzip both."""

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.gathering.archive import Archive
from tests.gathering.exchanges import answer

WORDS = (Path(__file__).read_text(encoding="utf-8") + str(dir(io)) + str(dir(time))).split()
PAGES = 500
ROUNDS = 3
FASTER_AT_LEAST = 3.0
LARGER_AT_MOST = 1.15


def _page(number: int) -> bytes:
    """20 kB of HTML: words that repeat and attributes that do not, packing about as well as real pages."""
    chance = random.Random(number)
    parts = [f"<html><head><title>{number}</title></head><body>"]
    length = 0
    while length < 20_000:
        words = " ".join(chance.choice(WORDS) for _ in range(60))
        parts.append(f'<p class="c{chance.randrange(9)}" id="{chance.getrandbits(64):x}">{words}</p>\n')
        length += len(parts[-1])
    return "".join(parts).encode()


@pytest.fixture(scope="module")
def pages() -> list[bytes]:
    return [_page(number) for number in range(PAGES)]


def _with_warcio(pages: list[bytes], folder: Path) -> int:
    with (folder / "peer.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True, warc_version="1.1")
        for number, page in enumerate(pages):
            url = f"https://example.test/page/{number}"
            asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "example.test")], is_http_request=True)
            fields = [("Content-Type", "text/html"), ("Content-Length", str(len(page)))]
            answered = StatusAndHeaders("200 OK", fields, protocol="HTTP/1.1")
            request = writer.create_warc_record(url, "request", http_headers=asked)
            response = writer.create_warc_record(url, "response", payload=io.BytesIO(page), http_headers=answered)
            writer.write_request_response_pair(request, response)
            remarks = io.BytesIO(b"snapshot: 1\r\n")
            writer.write_record(
                writer.create_warc_record(url, "metadata", payload=remarks, warc_content_type="application/warc-fields")
            )
        return file.tell()


def _with_ours(pages: list[bytes], folder: Path) -> int:
    with Archive(folder / "archive") as archive:
        for number, page in enumerate(pages):
            archive.append(answer(number, page))
    return sum(file.stat().st_size for file in (folder / "archive").glob("*.warc.gz"))


def _cpu_time(write: Callable[[list[bytes], Path], int], pages: list[bytes], folder: Path) -> tuple[float, int]:
    folder.mkdir()
    began = time.process_time()
    size = write(pages, folder)
    return time.process_time() - began, size


@pytest.mark.slow
def test_archive_writing_is_three_times_as_fast_as_warcio(
    pages: list[bytes], tmp_path: Path, benchmark: BenchmarkFixture
) -> None:
    """Both by turns, the best of each counts, so that a busy machine slows neither more than the other."""
    peer: list[tuple[float, int]] = []
    own: list[tuple[float, int]] = []
    for number in range(ROUNDS):
        peer.append(_cpu_time(_with_warcio, pages, tmp_path / f"peer-{number}"))
        own.append(_cpu_time(_with_ours, pages, tmp_path / f"own-{number}"))
    faster, larger = min(peer)[0] / min(own)[0], own[0][1] / peer[0][1]
    (tmp_path / "once").mkdir()
    benchmark.extra_info.update(faster=faster, larger=larger)
    benchmark.pedantic(_with_ours, args=(pages, tmp_path / "once"), rounds=1)
    assert faster >= FASTER_AT_LEAST
    assert larger <= LARGER_AT_MOST
