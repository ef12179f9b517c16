"""Where an archive's record files stand: what is asked of a folder on this machine and of a bucket alike.

What belongs here: the interface. What must never be here: how either keeps its promises (archive_files.py,
archive_objects.py), or what the bytes mean.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from pipeline.gathering.archive_index import Entry


class Writable(Protocol):
    """The file of one writer, which grows by whole records; `RecordFile` says what each of these means."""

    name: str
    size: int
    committed: int
    usable: bool

    def append(self, data: bytes) -> int:
        """Adds `data` at the end and returns its offset. On an error the file is as it was before."""
        ...

    def commit(self) -> None:
        """Makes everything appended so far durable."""
        ...

    def finish(self) -> None:
        """Commits and closes the file; it is never written again."""
        ...

    def abandon(self) -> None:
        """Lets go of the file as a dying process would."""
        ...


@dataclass(frozen=True, slots=True)
class Standing:
    """One record file as it stands on the shelf."""

    size: int
    """Bytes of it that can be read."""
    stamp: int
    """Changes whenever the content may have; 0 where the size alone tells."""
    being_written: bool
    """Whether a living writer holds it, so that its end may not be committed yet."""


class Shelf(Protocol):
    """The record files of one archive, by their final names."""

    finish_at: int
    """Bytes at which a file is finished and the next begun."""

    def __str__(self) -> str:
        """The place, as people are told it."""
        ...

    def create(self, now: dt.datetime, serial: int) -> Writable:
        """A new file, which nobody else writes. Raises `ArchiveWriteError`."""
        ...

    def files(self) -> dict[str, Standing]:
        """Every file, in the order of the names."""
        ...

    def size(self, name: str) -> int | None:
        """Bytes of one file; None when it is not there."""
        ...

    def has(self, name: str) -> bool:
        """Whether the file is there; quick, for it is asked at every lookup."""
        ...

    def open_at(self, name: str, offset: int, length: int | None) -> tuple[BinaryIO, int]:
        """A file to read from `offset` on, `length` bytes when that is known, and the offset of the first byte that
        can be read of it. Raises FileNotFoundError."""
        ...

    def recover(self, name: str, committed: int) -> None:
        """Finish the file when its writer died before it could."""
        ...

    def indexed(self, name: str) -> tuple[int, list[Entry]] | None:
        """The entries of the file that its writer noted, and how many bytes they cover; None when it noted none."""
        ...

    def note(self, name: str, committed: int, entries: Iterable[Entry]) -> None:
        """Note the entries that were committed, for those who read the file elsewhere."""
        ...
