"""Nothing that was committed is lost, and nothing wrong is readable: kills, full disks, torn tails, two writers."""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.gathering.archive import Archive
from pipeline.gathering.archive_files import recover
from pipeline.gathering.archive_index import INDEX_NAME
from pipeline.gathering.archive_reading import Damage, Placed, scan
from pipeline.gathering.errors import ArchiveWriteError
from tests.gathering.exchanges import answer

ROOT = Path(__file__).parents[2]


def _torture(folder: Path, kills: int, seed: int, writers: int) -> dict[str, int]:
    command = [
        sys.executable,
        "-m",
        "tests.gathering.archive_torture",
        str(folder),
        str(kills),
        str(seed),
        str(writers),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=500, check=True)
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("writers", [1, 2])
def test_kill_9_while_archiving_loses_nothing_committed(tmp_path: Path, writers: int) -> None:
    report = _torture(tmp_path / "archive", 6, 11, writers)
    assert report["promised"] > 0
    assert (report["lost"], report["wrong"], report["problems"]) == (0, 0, 0)


@pytest.mark.slow
@pytest.mark.parametrize(("kills", "writers"), [(200, 1), (100, 2)])
def test_200_kills_lose_nothing_committed(tmp_path: Path, kills: int, writers: int) -> None:
    report = _torture(tmp_path / "archive", kills, 5, writers)
    assert report["promised"] > 100
    assert report["left_open"] > kills // 4, "the kills must hit writers at work"
    assert (report["lost"], report["wrong"], report["problems"]) == (0, 0, 0)


def _two_looks(root: Path) -> tuple[Path, int, int]:
    """An unfinished file as a dead writer leaves it: two looks, of which the first was committed."""
    archive = Archive(root)
    archive.append(answer(1, b"committed"))
    archive.commit()
    (path,) = root.glob("*.open")
    committed = path.stat().st_size
    archive.append(answer(2, b"in flight"))
    return path, committed, path.stat().st_size


def test_a_tail_torn_at_any_byte_reads_as_the_whole_records_before_it_and_a_torn_end(tmp_path: Path) -> None:
    path, committed, size = _two_looks(tmp_path / "archive")
    whole = path.read_bytes()
    ends = [placed.offset + placed.length for placed in scan(path) if isinstance(placed, Placed)]
    torn = tmp_path / "torn.warc.gz.open"
    for cut in range(committed, size + 1):
        torn.write_bytes(whole[:cut])
        found = list(scan(torn))
        kept = [placed.offset + placed.length for placed in found if isinstance(placed, Placed)]
        assert kept == [end for end in ends if end <= cut]
        assert [(damage.offset, damage.at_end) for damage in found if isinstance(damage, Damage)] == (
            [] if cut in ends else [(kept[-1], True)]
        )


def test_recovery_cuts_a_torn_tail_to_the_last_whole_record(tmp_path: Path) -> None:
    path, committed, size = _two_looks(tmp_path / "archive")
    whole = path.read_bytes()
    ends = [placed.offset + placed.length for placed in scan(path) if isinstance(placed, Placed)]
    for cut in [*range(committed, size, 23), *ends[-3:], size - 1]:
        torn = tmp_path / f"{cut}.warc.gz.open"
        torn.write_bytes(whole[:cut])
        expected = max(end for end in ends if end <= cut)
        assert recover(torn, committed if cut % 2 else 0) == cut - expected
        assert torn.with_suffix("").read_bytes() == whole[:expected]


@pytest.mark.parametrize("index_survives", [True, False])
def test_the_next_run_goes_on_after_a_torn_tail(tmp_path: Path, index_survives: bool) -> None:
    path, committed, size = _two_looks(tmp_path / "made")
    for cut in range(committed, size, 97):
        root = tmp_path / f"archive-{cut}"
        shutil.copytree(tmp_path / "made", root)
        with (root / path.name).open("r+b") as file:
            file.truncate(cut)
        if not index_survives:
            (root / INDEX_NAME).unlink()
            shutil.rmtree(root / f"{INDEX_NAME}-wal", ignore_errors=True)
        with Archive(root) as archive:
            committed_digest = archive.append(answer(3, b"committed"))
            assert committed_digest.is_revisit, "the committed body is known again"
            assert archive.payload(committed_digest.payload_sha256) == b"committed"
            assert archive.verify().ok
        assert not list(root.glob("*.open"))


@pytest.mark.parametrize("garbage", [b"\x00" * 500, b"\x1f\x8b\x08" + b"\x00" * 50, b"WARC/1.1\r\n" * 40])
def test_garbage_after_the_last_record_is_cut(tmp_path: Path, garbage: bytes) -> None:
    path, _, size = _two_looks(tmp_path / "archive")
    torn = tmp_path / "torn.warc.gz.open"
    torn.write_bytes(path.read_bytes() + garbage)
    assert recover(torn, 0) == len(garbage)
    assert torn.with_suffix("").stat().st_size == size


def test_damage_in_the_middle_is_never_taken_for_a_torn_tail(tmp_path: Path) -> None:
    path, _, size = _two_looks(tmp_path / "archive")
    data = bytearray(path.read_bytes())
    second = next(placed for placed in scan(path) if isinstance(placed, Placed) and placed.offset > 0)
    data[second.offset + 20] ^= 0xFF
    damaged = tmp_path / "damaged.warc.gz.open"
    damaged.write_bytes(data)
    assert recover(damaged, 0) == 0
    assert damaged.with_suffix("").stat().st_size == size


def test_a_file_that_another_writer_holds_is_left_alone(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    with Archive(root) as first:
        one = first.append(answer(1, b"one"))
        first.commit()
        with Archive(root) as second:
            assert second.payload(one.payload_sha256) == b"one", "committed by the other, readable here"
            two = second.append(answer(2, b"two"))
            second.commit()
            assert len(list(root.glob("*.open"))) == 2
            assert first.payload(two.payload_sha256) == b"two"
            assert first.verify().ok
            assert second.verify().ok
    with Archive(root) as archive:
        assert archive.verify().ok


def _append_many(root: Path, first: int, count: int) -> None:
    with Archive(root, commit_every=20_000) as archive:
        for number in range(first, first + count):
            archive.append(answer(number, b"%d " % (number % 150) * 300))


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_append_many, args=(root, first, 200)) for first in (0, 100)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
        assert writer.exitcode == 0
    with Archive(root) as archive:
        assert archive.verify().ok
        assert len({entry.sha256 for entry in archive.entries()}) == 150
        assert sum(1 for _ in archive.entries()) == 400


def _fill_a_limited_disk(root: Path, limit: int) -> None:
    """In a process of its own: a file may not grow beyond `limit`, as on a full disk (a short write, then EFBIG)."""
    archive = Archive(root)
    kept = [archive.append(answer(0, b"first"))]
    archive.commit()
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    number = 1
    try:
        while True:
            kept.append(archive.append(answer(number, os.urandom(3000))))
            number += 1
    except ArchiveWriteError as error:
        assert "Make room" in str(error)  # noqa: PT017  the loop must have run before
    assert [archive.has_payload(stored.payload_sha256) for stored in kept] == [True] * len(kept)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    kept.append(archive.append(answer(number, b"room again")))
    archive.close()
    with Archive(root) as again:
        for stored in kept:
            again.payload(stored.payload_sha256)
        assert again.verify().ok


@pytest.mark.parametrize("limit", [40_001])
def test_a_full_disk_is_a_clear_error_and_the_archive_stays_whole(tmp_path: Path, limit: int) -> None:
    child = multiprocessing.get_context("spawn").Process(
        target=_fill_a_limited_disk, args=(tmp_path / "archive", limit)
    )
    child.start()
    child.join(60)
    assert child.exitcode == 0


def test_a_folder_that_takes_no_file_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file where the folder should be")
    with Archive(tmp_path / "archive") as archive, pytest.raises(ArchiveWriteError, match="folder"):
        archive.append(answer(1, b"body"))


FULL_DISK = """
import os, pathlib
from pipeline.gathering.archive import Archive
from pipeline.gathering.errors import ArchiveWriteError
from tests.gathering.exchanges import answer
root = pathlib.Path("/mnt/archive")
archive = Archive(root)
kept = []
try:
    for number in range(10_000):
        kept.append(archive.append(answer(number, os.urandom(9_000))))
        archive.commit()
except ArchiveWriteError as error:
    assert "No space left" in str(error), error
else:
    raise AssertionError("the disk never filled up")
for stored in kept[:-1]:
    archive.payload(stored.payload_sha256)
try:
    archive.close()
except ArchiveWriteError:
    pass
with Archive(root) as again:
    assert again.verify().ok, again.verify()
    for stored in kept[:-1]:
        again.payload(stored.payload_sha256)
print(len(kept))
"""


def test_a_disk_without_space_loses_nothing_committed(tmp_path: Path) -> None:
    """A real ENOSPC: a file system of 2 MB in a name space of its own, index and all."""
    script = f"mount -t tmpfs -o size=2m none /mnt && exec {sys.executable} -c '{FULL_DISK}'"
    command = ["unshare", "--mount", "--map-root-user", "sh", "-c", script]
    try:
        probe = subprocess.run([*command[:-1], "mount -t tmpfs none /mnt"], capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("no unshare on this machine")
    if probe.returncode:
        pytest.skip("this machine lets no test mount a file system")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 20
