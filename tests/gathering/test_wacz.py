"""A bundle proves with nothing but itself what the archive proves, and replay tools can find everything in it."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from pipeline.gathering.archive import Archive
from pipeline.gathering.cdxj import CdxjLine, pack, parse_line, surt
from pipeline.gathering.errors import BundleError
from pipeline.gathering.exchange import Exchange
from pipeline.gathering.gzip_members import MemberError, read_member, write_member
from pipeline.gathering.wacz import write_wacz
from pipeline.gathering.wacz_verify import verify_wacz
from pipeline.model import Snapshot
from tests.gathering.exchanges import NOON, answer, redirect, taken_in, unchanged


def _store(archive: Archive, exchange: Exchange, name: str) -> Snapshot:
    stored = archive.append(exchange)
    return Snapshot(
        snapshot_id=name, source_id=name, final_url=exchange.final_url, fetched_at=exchange.fetched_at,
        outcome="fetched", payload_sha256=stored.payload_sha256, archive_path=stored.path,
        archive_offset=stored.offset, archive_length=stored.length,
    )  # fmt: skip


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    with Archive(tmp_path / "archive", finish_at=2_000) as archive:
        first = _store(archive, answer(1, b"<title>Stats</title>" * 40), "s-first")
        for number in range(20, 25):
            _store(archive, answer(number, b"not chosen %d" % number), f"s-{number}")
        again = _store(archive, unchanged(5, first.payload_sha256 or ""), "s-again")
        moved = _store(archive, answer(3, b"moved here", redirects=(redirect(2, 3),)), "s-moved")
        note = _store(archive, taken_in(4, b"# A note"), "s-note")
        failed = Snapshot(snapshot_id="s-failed", source_id="x", fetched_at=NOON, outcome="timeout")
        archive.commit()
        made = write_wacz(
            archive,
            [again, moved, note, failed],
            tmp_path / "evidence.wacz",
            created=NOON,
            titles={first.payload_sha256 or "": "Stats"},
        )
        repeat = write_wacz(
            archive, [moved, failed, note, again], tmp_path / "repeat.wacz", created=NOON,
            titles={first.payload_sha256 or "": "Stats"},
        )  # fmt: skip
    assert made.left_out == ("s-failed",)
    assert made.looks == 3
    assert (tmp_path / "evidence.wacz").read_bytes() == (tmp_path / "repeat.wacz").read_bytes()
    assert repeat.sha256 == made.sha256
    return tmp_path / "evidence.wacz"


def test_a_bundle_is_whole_and_says_so(bundle: Path) -> None:
    report = verify_wacz(bundle)
    assert report.ok, report.problems
    assert report.pages == 3


def test_a_bundle_has_the_parts_of_the_format_and_replay_tools_can_seek_in_its_records(bundle: Path) -> None:
    with zipfile.ZipFile(bundle) as opened:
        assert set(opened.namelist()) == {
            "archive/data.warc.gz", "datapackage.json", "datapackage-digest.json", "indexes/index.cdx.gz",
            "indexes/index.idx", "pages/pages.jsonl",
        }  # fmt: skip
        assert opened.getinfo("archive/data.warc.gz").compress_type == zipfile.ZIP_STORED
        package = json.loads(opened.read("datapackage.json"))
        assert (package["profile"], package["wacz_version"]) == ("data-package", "1.1.1")
        head, *pages = [json.loads(line) for line in opened.read("pages/pages.jsonl").splitlines()]
        assert head["format"] == "json-pages-1.0"
        assert {page["id"] for page in pages} == {"s-again", "s-moved", "s-note"}
        assert next(page for page in pages if page["id"] == "s-again")["title"] == "Stats"
        assert next(page for page in pages if page["id"] == "s-moved")["ts"] == "2026-11-24T12:00:03Z"


def test_a_revisit_brings_the_look_that_holds_its_body_and_redirects_come_along(bundle: Path) -> None:
    with zipfile.ZipFile(bundle) as opened:
        records = opened.read("archive/data.warc.gz")
        lines = [
            parse_line(line) for line in gzip.decompress(opened.read("indexes/index.cdx.gz")).decode().splitlines()
        ]
    read = {
        (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"))
        for record in ArchiveIterator(io.BytesIO(records), check_digests="raise")
    }
    assert {
        ("revisit", "https://example.test/page/5"), ("response", "https://example.test/page/1"),
        ("response", "https://example.test/page/2"), ("response", "https://example.test/page/3"),
        ("resource", "file:///seeds/transcripts/4.md"), ("warcinfo", None),
    } <= read  # fmt: skip
    assert not any("page/20" in (uri or "") for _, uri in read)
    assert [line.url for line in lines] == sorted((line.url for line in lines), key=surt)
    for line in lines:
        (record,) = list(ArchiveIterator(io.BytesIO(records[line.offset : line.offset + line.length])))
        assert record.rec_headers.get_header("WARC-Target-URI") == line.url


def test_the_idx_leads_to_every_block_of_the_index(bundle: Path) -> None:
    with zipfile.ZipFile(bundle) as opened:
        index = opened.read("indexes/index.cdx.gz")
        meta, *blocks = opened.read("indexes/index.idx").decode().splitlines()
    assert '"format": "cdxj-gzip-1.0"' in meta
    for block in blocks:
        key, _, place = block.split(" ", 2)
        where = json.loads(place)
        text = gzip.decompress(index[where["offset"] : where["offset"] + where["length"]]).decode()
        assert text.startswith(f"{key} ")


def _tampered(bundle: Path, name: str, change: bytes | None) -> Path:
    """A copy in which one part is replaced, or left out."""
    target = bundle.with_name("tampered.wacz")
    with zipfile.ZipFile(bundle) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
            elif change is not None:
                new.writestr(info, change)
    return target


@pytest.mark.parametrize(
    "name", ["archive/data.warc.gz", "indexes/index.cdx.gz", "pages/pages.jsonl", "datapackage.json"]
)
def test_any_part_that_was_changed_or_left_out_is_named(bundle: Path, name: str) -> None:
    with zipfile.ZipFile(bundle) as opened:
        data = bytearray(opened.read(name))
    data[len(data) // 2] ^= 0x01
    for change in (bytes(data), None):
        report = verify_wacz(_tampered(bundle, name, change))
        assert any(name.partition("/")[0] in problem for problem in report.problems), report


def test_a_stray_file_in_a_bundle_is_named(bundle: Path) -> None:
    with zipfile.ZipFile(bundle, "a") as opened:
        opened.writestr("archive/extra.txt", "smuggled in")
    assert any("not listed" in problem for problem in verify_wacz(bundle).problems)


def test_a_bundle_that_was_made_to_fill_disk_or_memory_is_refused(bundle: Path) -> None:
    with zipfile.ZipFile(bundle, "a", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("archive/more.warc.gz", bytes(60_000_000))
    with pytest.raises(BundleError, match=r"more\.warc\.gz would unpack from"):
        verify_wacz(bundle)


def test_a_record_that_promises_more_than_any_answer_is_damage() -> None:
    packed = io.BytesIO(write_member(bytes(1000)))
    with pytest.raises(MemberError, match="more than 999 bytes"):
        read_member(packed.read, most=999)
    packed.seek(0)
    assert read_member(packed.read, most=1000)[0] == bytes(1000)


def test_what_is_no_bundle_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "x.wacz").write_bytes(b"no zip")
    with pytest.raises(BundleError, match="not a readable WACZ"):
        verify_wacz(tmp_path / "x.wacz")
    with pytest.raises(BundleError, match="no such file"):
        verify_wacz(tmp_path / "y.wacz")


def test_a_bundle_with_any_byte_changed_is_reported_or_refused_never_a_crash(bundle: Path) -> None:
    whole = bundle.read_bytes()
    target = bundle.with_name("flipped.wacz")
    seen = 0
    for position in range(0, len(whole), 37):
        target.write_bytes(whole[:position] + bytes([whole[position] ^ 0x41]) + whole[position + 1 :])
        try:
            seen += not verify_wacz(target).ok
        except BundleError:
            seen += 1
    assert seen > 0.9 * len(range(0, len(whole), 37)), "only time stamps and the like may go unnoticed"


def test_a_damaged_record_is_never_bundled(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive") as archive:
        chosen = _store(archive, answer(1, b"will be damaged" * 20), "s-1")
    file = tmp_path / (chosen.archive_path or "")
    data = bytearray(file.read_bytes())
    data[(chosen.archive_offset or 0) + 60] ^= 0xFF
    file.write_bytes(data)
    with Archive(tmp_path / "archive") as archive, pytest.raises(BundleError, match="cannot be read"):
        write_wacz(archive, [chosen], tmp_path / "evidence.wacz", created=NOON)
    assert [path.name for path in tmp_path.iterdir()] == ["archive"]


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.Example.com/Path?b=2&a=1#f", "com,example)/path?a=1&b=2"),
        ("http://example.com", "com,example)/"),
        ("http://example.com:8080/a/", "com,example:8080)/a/"),
        ("https://example.com:443/", "com,example)/"),
        ("http://192.0.2.7/x", "192.0.2.7)/x"),
        ("http://[2001:db8::1]:81/", "2001:db8::1:81)/"),
        ("file:///a b", "file:///a%20b"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_addresses_become_sort_keys(url: str, key: str) -> None:
    assert surt(url) == key


_lines = st.builds(
    CdxjLine,
    key=st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=30),
    timestamp=st.from_regex(r"[0-9]{14}", fullmatch=True),
    url=st.text(min_size=1, max_size=40),
    mime=st.sampled_from(["", "text/html", "warc/revisit"]),
    status=st.sampled_from(["", "200", "404"]),
    digest=st.sampled_from(["", "sha256:ab"]),
    filename=st.just("data.warc.gz"),
    offset=st.integers(0, 2**50),
    length=st.integers(1, 2**40),
)


@given(lines=st.lists(_lines, max_size=20))
def test_an_index_reads_back_sorted(lines: list[CdxjLine]) -> None:
    packed, summary = pack(lines, "index.cdx.gz")
    read = [parse_line(line) for line in gzip.decompress(packed).decode().split("\n") if line] if packed else []
    assert read == sorted(lines)
    assert summary.count("\n") == 1 + -(-len(lines) // 300)
