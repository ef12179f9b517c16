"""Checking a whole archive and saying exactly what is wrong where.

What belongs here: the comparison of files, index and snapshots. What must never be here: repair. Nothing is changed
but the index's note of which files were found whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.gathering.archive_index import ArchiveIndex
from pipeline.gathering.archive_reading import Placed, scan_stream
from pipeline.gathering.archive_shelf import Shelf
from pipeline.model import Snapshot


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong."""

    path: str
    """File name in the archive folder."""
    offset: int
    """First byte concerned."""
    length: int
    """Bytes concerned."""
    what: str
    """What is wrong, which looks at which address it concerns, and what to do."""

    def overlaps(self, other: Problem) -> bool:
        """Whether a byte is concerned by both."""
        before, after = sorted((self, other), key=lambda problem: problem.offset)
        return self.path == other.path and after.offset < before.offset + before.length

    def __str__(self) -> str:
        return f"{self.path}, bytes {self.offset} to {self.offset + self.length}: {self.what}"


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What a verification read and what it found wrong."""

    files: int
    """Files read."""
    skipped: int
    """Files not read again, because they were found whole before and have not changed."""
    records: int
    """Whole records found."""
    bytes: int
    """Bytes read."""
    problems: tuple[Problem, ...]
    """Everything wrong, file by file."""

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify_files(
    shelf: Shelf, index: ArchiveIndex, *, changed_only: bool, expected: Iterable[Snapshot]
) -> VerifyReport:
    """Reads every record of every file; `Archive.verify` says what the arguments mean."""
    problems: list[Problem] = []
    committed = index.committed()
    verified = index.verified() if changed_only else {}
    files = shelf.files()
    for name in sorted(committed.keys() - files.keys()):
        problems.append(Problem(name, 0, committed[name], "the file is gone; restore it from a copy"))
    read = skipped = records = size_read = 0
    for name, standing in files.items():
        live = standing.being_written
        state = (standing.size, standing.stamp)
        if verified.get(name) == state and not live:
            skipped += 1
            continue
        end = committed.get(name, 0) if live else standing.size
        found = list[Problem]()
        file, _ = shelf.open_at(name, 0, None)
        with file:
            for item in scan_stream(file):
                if item.offset >= end:
                    break  # another writer has not committed it yet
                if isinstance(item, Placed):
                    records += 1
                else:
                    what = _damage(index, name, item.offset, item.length, item.what)
                    found.append(Problem(name, item.offset, item.length, what))
        if standing.size < committed.get(name, 0):
            missing = committed[name] - standing.size
            found.append(
                Problem(
                    name,
                    standing.size,
                    missing,
                    "committed bytes are missing from the end; restore the file from a copy",
                )
            )
        if not found and not live:
            index.mark_verified(name, *state)
        problems += found
        read += 1
        size_read += end
    problems += _unresolved(index)
    problems += list(_unexpected(shelf, index, expected, tuple(problems)))
    return VerifyReport(read, skipped, records, size_read, tuple(problems))


def _damage(index: ArchiveIndex, name: str, offset: int, length: int, what: str) -> str:
    concerned = [f"{entry.uri} at {entry.date}" for entry in index.overlapping(name, offset, length)]
    looks = f"; it held the look at {', '.join(concerned)}" if concerned else ""
    return f"{what}{looks}; restore the file from a copy"


def _unresolved(index: ArchiveIndex) -> Iterator[Problem]:
    for entry in index.unresolved_revisits():
        what = (
            f"the look at {entry.uri} at {entry.date} refers to the payload {entry.sha256.hex()}, which no record holds"
        )
        yield Problem(entry.name, entry.offset, entry.length, f"{what}; restore the file that held it")


def _unexpected(
    shelf: Shelf, index: ArchiveIndex, expected: Iterable[Snapshot], damaged: Sequence[Problem]
) -> Iterator[Problem]:
    """What is wrong with the records that snapshots name."""
    for snapshot in expected:
        if snapshot.archive_path is None or snapshot.archive_offset is None:
            continue
        name, length = Path(snapshot.archive_path).name, snapshot.archive_length or 0
        place = Problem(name, snapshot.archive_offset, length, "")
        entry = index.find_place(name, snapshot.archive_offset) if shelf.has(name) else None
        if shelf.has(name) and any(place.overlaps(problem) for problem in damaged):
            what = "rests on these damaged bytes, and what it said cannot be shown"
        elif entry is None:
            what = f"has its record here, but none starts here{_elsewhere(shelf, index, snapshot)}"
        elif entry.sha256.hex() != snapshot.payload_sha256:
            what = f"promises payload {snapshot.payload_sha256}, the record holds {entry.sha256.hex()}"
        else:
            continue
        who = f"snapshot {snapshot.snapshot_id} of source {snapshot.source_id}"
        yield replace(place, what=f"{who} {what}; restore the file from a copy")


def _elsewhere(shelf: Shelf, index: ArchiveIndex, snapshot: Snapshot) -> str:
    """Where the payload of a misplaced snapshot stands, if it does, and what that tells."""
    found = index.find_payload(bytes.fromhex(snapshot.payload_sha256 or ""))
    here = next((entry for entry in found if shelf.has(entry.name)), None)
    if here is None:
        return ""
    name = Path(snapshot.archive_path or "").name
    why = "bytes before it were cut out or put in" if here.name == name else f"{name} was renamed or joined with it"
    return f"; its payload stands whole in {here.name} at byte {here.offset}: {why}"
