"""An archive in a store that machines share: what one committed every other reads, with or without its notes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.gathering import Archive, StoreShelf
from pipeline.gathering.errors import ArchiveWriteError, PayloadDamagedError, PayloadMissingError
from pipeline.gathering.warc import sha256_hex
from pipeline.storage import Folder
from tests.gathering.exchanges import answer, unchanged

PAYLOADS = [f"<p>{number} ships lie in the harbour</p>".encode() * 40 for number in range(12)]


@contextmanager
def on_machine(folder: Path, name: str, **limits: int) -> Iterator[Archive]:
    """The archive as one machine sees it: a shared store, an index of its own."""
    with Archive(folder / name / "archive", StoreShelf(Folder(folder / "shared"), "the store"), **limits) as archive:
        yield archive


def test_what_two_machines_stored_a_third_reads_and_finds_whole(tmp_path: Path) -> None:
    with on_machine(tmp_path, "one") as one, on_machine(tmp_path, "two") as two:
        for number, payload in enumerate(PAYLOADS):
            (one if number % 2 else two).append(answer(number, payload))
    with on_machine(tmp_path, "three") as three:
        assert [three.payload(sha256_hex(payload)) for payload in PAYLOADS] == PAYLOADS
        report = three.verify()
        assert report.ok
        assert report.files == 2
    assert not list((tmp_path / "three").rglob("*.warc.gz*"))


def test_a_payload_that_another_machine_stored_is_only_referred_to(tmp_path: Path) -> None:
    with on_machine(tmp_path, "one") as one:
        first = one.append(answer(1, PAYLOADS[0]))
    with on_machine(tmp_path, "two") as two:
        again = two.append(answer(2, PAYLOADS[0]))
        same = two.append(unchanged(3, first.payload_sha256))
    assert (again.is_revisit, same.is_revisit) == (True, True)
    assert (again.path, again.offset, again.length) == (first.path, first.offset, first.length)


def test_a_file_is_put_again_as_it_grows_and_begun_anew_when_it_is_large(tmp_path: Path) -> None:
    with on_machine(tmp_path, "one", finish_at=4_000) as one:
        for number, payload in enumerate(PAYLOADS):
            one.append(answer(number, payload))
            one.commit()
            with on_machine(tmp_path, "two") as two:
                assert two.payload(sha256_hex(payload)) == payload
    assert len(list((tmp_path / "shared").glob("*.warc.gz"))) > 1


def test_without_the_notes_of_its_writer_a_file_is_read(tmp_path: Path) -> None:
    with on_machine(tmp_path, "one") as one:
        for number, payload in enumerate(PAYLOADS):
            one.append(answer(number, payload))
    (note,) = (tmp_path / "shared" / "index").iterdir()
    for damaged in (b"", b"{}", note.read_bytes()[:-9]):
        note.write_bytes(damaged)
        with on_machine(tmp_path, f"after {len(damaged)}") as after:
            assert all(after.has_payload(sha256_hex(payload)) for payload in PAYLOADS)


def test_a_writer_that_dies_leaves_what_it_had_committed(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "one", StoreShelf(Folder(tmp_path / "shared"), "the store"))
    archive.append(answer(0, PAYLOADS[0]))
    archive.commit()
    archive.append(answer(1, PAYLOADS[1]))  # and no more
    with on_machine(tmp_path, "two") as two:
        assert two.payload(sha256_hex(PAYLOADS[0])) == PAYLOADS[0]
        assert not two.has_payload(sha256_hex(PAYLOADS[1]))
        assert two.verify().ok


def test_a_store_that_takes_nothing_costs_what_was_not_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with on_machine(tmp_path, "one") as one:
        one.append(answer(0, PAYLOADS[0]))
        one.commit()
        one.append(answer(1, PAYLOADS[1]))

        def full(self: Folder, name: str, data: bytes) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(Folder, "write", full)
            with pytest.raises(ArchiveWriteError, match="No space left"):
                one.commit()
        one.append(answer(2, PAYLOADS[2]))
    with on_machine(tmp_path, "two") as two:
        assert [two.has_payload(sha256_hex(payload)) for payload in PAYLOADS[:3]] == [True, False, True]
        assert two.verify().ok


def test_a_damaged_or_missing_object_is_never_passed_off_as_the_payload(tmp_path: Path) -> None:
    with on_machine(tmp_path, "one") as one:
        stored = one.append(answer(0, PAYLOADS[0]))
    (path,) = (tmp_path / "shared").glob("*.warc.gz")
    whole = path.read_bytes()
    middle = stored.offset + stored.length // 2
    path.write_bytes(whole[:middle] + bytes(20) + whole[middle + 20 :])
    with on_machine(tmp_path, "two") as two:
        with pytest.raises(PayloadDamagedError):
            two.payload(sha256_hex(PAYLOADS[0]))
        assert not two.verify().ok
    path.unlink()
    with on_machine(tmp_path, "two") as two, pytest.raises(PayloadMissingError):
        two.payload(sha256_hex(PAYLOADS[0]))
