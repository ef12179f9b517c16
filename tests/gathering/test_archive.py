"""The archive stores every look, every payload once, and gives back only what it can prove."""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from pipeline.gathering.archive import Archive, Stored
from pipeline.gathering.archive_index import INDEX_NAME
from pipeline.gathering.errors import PayloadDamagedError, PayloadMissingError
from pipeline.gathering.warc import warc_date
from pipeline.model import Snapshot
from tests.gathering.exchanges import NOON, answer, redirect, taken_in, unchanged


def _files(root: Path) -> list[Path]:
    return sorted(root.glob("*.warc.gz"))


def _flip(path: Path, offset: int) -> None:
    data = bytearray(path.read_bytes())
    data[offset] ^= 0x55
    path.write_bytes(bytes(data))


def _snapshot(stored: Stored) -> Snapshot:
    return Snapshot(
        snapshot_id="s-1", source_id="source", fetched_at=NOON, outcome="fetched", payload_sha256=stored.payload_sha256,
        archive_path=stored.path, archive_offset=stored.offset, archive_length=stored.length,
    )  # fmt: skip


def test_an_archive_that_was_never_written_to_leaves_nothing_behind(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive") as archive:
        assert archive.verify().ok
        assert not archive.has_payload("00" * 32)
    assert not (tmp_path / "archive").exists()


def test_a_payload_comes_back_by_its_digest_before_and_after_the_file_is_finished(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    body = b"<p>Three million models.</p>"
    with Archive(root) as archive:
        stored = archive.append(answer(1, body))
        assert stored.payload_sha256 == hashlib.sha256(body).hexdigest()
        assert archive.payload(stored.payload_sha256) == body
    with Archive(root) as archive:
        assert archive.payload(stored.payload_sha256) == body
        assert archive.record(stored.path, stored.offset, stored.length).payload == body
    assert (tmp_path / stored.path).is_file()


def test_the_same_payload_is_stored_once_and_every_look_at_it_is_a_revisit(tmp_path: Path) -> None:
    body = b"the same words " * 1000
    with Archive(tmp_path / "archive") as archive:
        first = archive.append(answer(1, body))
        archive.commit()
        again = archive.append(answer(2, body))
        not_modified = archive.append(unchanged(3, first.payload_sha256))
        assert (again.offset, again.is_revisit, not_modified.is_revisit) == (first.offset, True, True)
        assert not_modified.payload_sha256 == first.payload_sha256
        assert not_modified.bytes == again.bytes == len(body)
    (file,) = _files(tmp_path / "archive")
    with file.open("rb") as stream:
        kinds = [(record.rec_type, record.rec_headers.get_header("WARC-Profile")) for record in ArchiveIterator(stream)]
    assert [kind for kind, _ in kinds].count("response") == 1
    assert [profile.rpartition("/")[2] for kind, profile in kinds if kind == "revisit"] == [
        "identical-payload-digest",
        "server-not-modified",
    ]


def test_a_body_that_can_no_longer_be_read_is_stored_again_rather_than_referred_to(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    with Archive(root) as archive:
        stored = archive.append(answer(1, b"precious " * 50))
    _flip(tmp_path / stored.path, stored.offset + stored.length // 2)
    with Archive(root) as archive:
        assert not archive.append(answer(2, b"precious " * 50)).is_revisit
        assert archive.payload(stored.payload_sha256) == b"precious " * 50


def test_not_there_and_not_valid_are_different_answers(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    with Archive(root) as archive:
        stored = archive.append(answer(1, b"a body that will be damaged"))
        with pytest.raises(PayloadMissingError, match="refresh"):
            archive.payload("ab" * 32)
    _flip(tmp_path / stored.path, stored.offset + stored.length - 20)
    with Archive(root) as archive, pytest.raises(PayloadDamagedError, match="restore"):
        archive.payload(stored.payload_sha256)
    (tmp_path / stored.path).unlink()
    with Archive(root) as archive:
        assert not archive.has_payload(stored.payload_sha256)
        with pytest.raises(PayloadMissingError):
            archive.payload(stored.payload_sha256)


def test_redirects_requests_and_remarks_stand_beside_the_answer(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive") as archive:
        archive.append(answer(2, b"moved here", redirects=(redirect(1, 2),)))
        archive.commit()
        (entry,) = archive.look("https://example.test/page/2", warc_date(answer(2, b"").fetched_at))
        run = archive.run(entry)
    assert [placed.record.type for placed in run] == ["request", "response", "request", "response", "metadata"]
    hop, final, remarks = run[1].record, run[3].record, run[4].record
    assert (hop.http_status, hop.http_header("location")) == (301, "/page/2")
    assert hop.principal_id == final.record_id == remarks.principal_id
    assert b"snapshot: snapshot-2" in remarks.block


def test_headers_that_no_longer_fit_the_decoded_body_are_set_aside_under_the_replay_prefix(tmp_path: Path) -> None:
    headers = (("Content-Encoding", "gzip"), ("Content-Length", "31"), ("Transfer-Encoding", "chunked"))
    with Archive(tmp_path / "archive") as archive:
        stored = archive.append(answer(1, b"plain after decoding", headers=headers))
        record = archive.record(stored.path, stored.offset)
    assert record.http_header("content-encoding") is None
    assert record.http_header("x-archive-orig-content-encoding") == "gzip"
    assert record.http_header("content-length") == "20"


def test_a_header_value_cannot_smuggle_a_field_into_a_record(tmp_path: Path) -> None:
    evil = (("X-Evil", "a\r\nWARC-Type: resource\r\n\r\nforged"),)
    with Archive(tmp_path / "archive") as archive:
        stored = archive.append(answer(1, b"body", headers=evil))
        record = archive.record(stored.path, stored.offset)
    assert record.type == "response"
    assert record.payload == b"body"


def test_record_files_are_read_and_checked_by_warcio(tmp_path: Path) -> None:
    bodies = [f"page {number} ".encode() * 200 for number in range(5)]
    with Archive(tmp_path / "archive") as archive:
        for number, body in enumerate(bodies):
            archive.append(answer(number, body))
        archive.append(answer(9, bodies[0]))
        archive.append(taken_in(10, b"# A note\n\nIt says 5."))
    (file,) = _files(tmp_path / "archive")
    with file.open("rb") as stream:
        read = {
            record.rec_headers.get_header("WARC-Target-URI"): record.content_stream().read()
            for record in ArchiveIterator(stream, check_digests="raise")
            if record.rec_type in ("response", "resource")
        }
    assert list(read.values()) == [*bodies, b"# A note\n\nIt says 5."]
    command = type("Command", (), {"inputs": [str(file)], "verbose": False})()
    checker = Checker(command)
    checker.process_all()
    assert checker.exit_value == 0


def test_the_index_is_rebuilt_from_the_files_alone(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    with Archive(root, finish_at=4_000) as archive:
        stored = [archive.append(answer(number, f"body {number % 7}".encode() * 99)) for number in range(20)]
        before = list(archive.entries())
    assert len(_files(root)) > 1
    for left in root.glob(f"{INDEX_NAME}*"):
        left.unlink()
    with Archive(root) as archive:
        assert list(archive.entries()) == before
        for number, each in enumerate(stored):
            assert archive.payload(each.payload_sha256) == f"body {number % 7}".encode() * 99


@pytest.mark.parametrize("content", [b"not a database at all", b"SQLite format 3\x00" + b"\xff" * 3000])
def test_a_damaged_index_is_set_aside_and_rebuilt(tmp_path: Path, content: bytes) -> None:
    root = tmp_path / "archive"
    with Archive(root) as archive:
        stored = archive.append(answer(1, b"body"))
    (root / INDEX_NAME).write_bytes(content)
    with Archive(root) as archive:
        assert archive.payload(stored.payload_sha256) == b"body"


def test_an_archive_on_a_medium_that_cannot_be_written_is_read_all_the_same(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    with Archive(root) as archive:
        stored = archive.append(answer(1, b"body"))
    for left in root.glob(f"{INDEX_NAME}*"):
        left.unlink()
    (root / INDEX_NAME).mkdir()  # SQLite cannot open it: stands for a folder it may not write, which root may
    with Archive(root) as archive:
        assert archive.payload(stored.payload_sha256) == b"body"
        assert archive.verify().ok


def test_opening_again_reads_no_record(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    with Archive(root) as archive:
        stored = archive.append(answer(1, b"body " * 100))
    (file,) = _files(root)
    whole = file.read_bytes()
    file.write_bytes(b"\x00" * len(whole))  # same size: nothing to catch up with, so nothing is read
    with Archive(root) as archive:
        assert archive.has_payload(stored.payload_sha256)
        assert not archive.verify().ok


class TestVerification:
    def test_it_says_which_bytes_of_which_file_are_damaged_and_whose_they_were(self, tmp_path: Path) -> None:
        root = tmp_path / "archive"
        with Archive(root) as archive:
            stored = [archive.append(answer(number, f"body {number}".encode() * 50)) for number in range(3)]
        _flip(tmp_path / stored[1].path, stored[1].offset + stored[1].length // 2)
        with Archive(root) as archive:
            report = archive.verify()
            assert archive.payload(stored[2].payload_sha256) == b"body 2" * 50
        (problem,) = report.problems
        assert (problem.offset, problem.length) == (stored[1].offset, stored[1].length)
        assert "https://example.test/page/1" in problem.what
        assert report.records == 3 * 3  # 1 warcinfo, 3 requests, 2 responses, 3 remarks

    def test_a_file_that_is_gone_and_bytes_that_are_gone_are_named(self, tmp_path: Path) -> None:
        root = tmp_path / "archive"
        with Archive(root, finish_at=1) as archive:
            first = archive.append(answer(1, b"one"))
            second = archive.append(answer(2, b"two"))
        (tmp_path / first.path).unlink()
        with (tmp_path / second.path).open("r+b") as file:
            file.truncate(second.offset)
        with Archive(root) as archive:
            problems = {problem.path: problem.what for problem in archive.verify().problems}
        assert "gone" in problems[Path(first.path).name]
        assert "missing from the end" in problems[Path(second.path).name]

    def test_a_revisit_whose_body_is_gone_is_named(self, tmp_path: Path) -> None:
        root = tmp_path / "archive"
        with Archive(root, finish_at=1) as archive:
            first = archive.append(answer(1, b"one"))
            archive.append(answer(2, b"one"))
        (tmp_path / first.path).unlink()
        with Archive(root) as archive:
            assert any("which no record holds" in problem.what for problem in archive.verify().problems)

    def test_snapshots_must_find_their_record_at_their_place(self, tmp_path: Path) -> None:
        root = tmp_path / "archive"
        with Archive(root) as archive:
            stored = archive.append(answer(1, b"one"))
            other = archive.append(answer(2, b"two"))
            good, bad = _snapshot(stored), _snapshot(other)
            moved = Snapshot(**{name: getattr(bad, name) for name in bad.__slots__} | {"archive_offset": 7})
            wrong = Snapshot(**{name: getattr(bad, name) for name in bad.__slots__} | {"payload_sha256": "00" * 32})
            assert archive.verify(expected=[good, bad]).ok
            assert len(archive.verify(expected=[good, moved, wrong]).problems) == 2

    def test_only_changed_files_are_read_again_when_asked(self, tmp_path: Path) -> None:
        root = tmp_path / "archive"
        with Archive(root, finish_at=1) as archive:
            archive.append(answer(1, b"one"))
            stored = archive.append(answer(2, b"two"))
            assert (archive.verify().files, archive.verify(changed_only=True).skipped) == (2, 2)
        _flip(tmp_path / stored.path, stored.offset + 40)
        with Archive(root) as archive:
            report = archive.verify(changed_only=True)
        assert (report.files, report.skipped, report.ok) == (1, 1, False)

    def test_an_archive_inside_a_stored_body_is_not_mistaken_for_records(self, tmp_path: Path) -> None:
        """Somebody's page may be a WARC file; damage before it must not let its records pass for ours."""
        inner = tmp_path / "inner"
        with Archive(inner) as archive:
            forged = archive.append(answer(7, b"forged"))
        body = b"".join(file.read_bytes() for file in _files(inner))
        root = tmp_path / "archive"
        with Archive(root) as archive:
            stored = archive.append(answer(1, body))
        _flip(tmp_path / stored.path, stored.offset + 5 + 10)
        (root / INDEX_NAME).unlink()
        with Archive(root) as archive:
            assert not archive.has_payload(forged.payload_sha256)


def test_the_index_is_plain_sqlite_that_anyone_can_look_into(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    with Archive(root) as archive:
        archive.append(answer(1, b"one"))
    with sqlite3.connect(root / INDEX_NAME) as db:
        assert db.execute("SELECT count(*) FROM records").fetchone() == (1,)
    db.close()


def test_a_payload_can_be_cut_out_with_nothing_but_gzip(tmp_path: Path) -> None:
    """What a stranger does years later: seek, gunzip, skip two headers, hash."""
    import gzip

    with Archive(tmp_path / "archive") as archive:
        stored = archive.append(answer(1, json.dumps({"count": 5}).encode()))
    data = (tmp_path / stored.path).read_bytes()[stored.offset : stored.offset + stored.length]
    content = gzip.GzipFile(fileobj=io.BytesIO(data)).read()
    payload = content.split(b"\r\n\r\n", 2)[2].removesuffix(b"\r\n\r\n")
    assert hashlib.sha256(payload).hexdigest() == stored.payload_sha256
