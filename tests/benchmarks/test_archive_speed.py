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
PAGES = 250
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


def _best(
    write: Callable[[list[bytes], Path], int], pages: list[bytes], folder: Path, rounds: int
) -> tuple[float, int]:
    times: list[float] = []
    size = 0
    for number in range(rounds):
        place = folder / f"{write.__name__}-{number}"
        place.mkdir()
        began = time.process_time()
        size = write(pages, place)
        times.append(time.process_time() - began)
    return min(times), size


def test_archive_writing_is_three_times_as_fast_as_warcio(
    pages: list[bytes], tmp_path: Path, benchmark: BenchmarkFixture
) -> None:
    peer_time, peer_size = _best(_with_warcio, pages, tmp_path, 3)
    own_time, own_size = _best(_with_ours, pages, tmp_path, 5)
    benchmark.extra_info.update(faster=peer_time / own_time, larger=own_size / peer_size)
    (tmp_path / "once").mkdir()
    benchmark.pedantic(_with_ours, args=(pages, tmp_path / "once"), rounds=1)
    assert peer_time / own_time >= FASTER_AT_LEAST
    assert own_size / peer_size <= LARGER_AT_MOST
