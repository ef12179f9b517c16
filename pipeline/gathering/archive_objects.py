"""The record files of an archive in a store that many machines share: each file is one object, a whole valid WARC.

What belongs here: putting and getting objects. What must never be here: what the bytes mean.

A writer gathers records in memory and puts the object at every commit, each time with all that it holds so far. A PUT
replaces an object as a whole, so whatever stands in the store are whole records, and a writer that dies leaves what it
had committed; there are no torn tails and nothing to recover. Beside the object lies what its writer knows of it, so
that other machines need not read the records to find them; where that is missing they read them.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import uuid
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import BinaryIO

from pipeline.gathering.archive_files import FINISHED
from pipeline.gathering.archive_index import Entry
from pipeline.gathering.archive_shelf import Standing
from pipeline.gathering.errors import ArchiveWriteError
from pipeline.storage import Store

_FINISH_AT = 32_000_000
"""Bytes of a file that a writer holds in memory."""
_READ_AHEAD = 1_000_000
"""Bytes that are fetched at once when what is read follows what was read before."""
_NEAR = 64_000
"""Bytes between two readings that still follow one another."""
_INDEX = "index"


class ObjectFile:
    """The object of one writer; see `archive_files.RecordFile`."""

    def __init__(self, store: Store, name: str) -> None:
        self.name = name
        self.size = 0
        self.committed = 0
        self.usable = True
        self._store = store
        self._content = bytearray()

    def append(self, data: bytes) -> int:
        """Adds `data` at the end and returns its offset."""
        offset = self.size
        self._content += data
        self.size += len(data)
        return offset

    def commit(self) -> None:
        """Puts the object, when there is something new in it."""
        if self.committed == self.size:
            return
        try:
            self._store.write(self.name, bytes(self._content))
        except OSError as error:
            del self._content[self.committed :]
            self.size = self.committed
            raise ArchiveWriteError(f"{error}; what was stored since the last commit is taken back") from error
        self.committed = self.size

    def finish(self) -> None:
        """Commits; there is nothing to close."""
        self.commit()

    def abandon(self) -> None:
        """Nothing to let go of."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Some bytes of a file, as they were read last."""

    name: str
    start: int
    content: bytes

    @property
    def end(self) -> int:
        return self.start + len(self.content)

    def holds(self, name: str, offset: int, length: int) -> bool:
        """Whether the asked bytes are all among them."""
        return name == self.name and self.start <= offset and offset + length <= self.end


class StoreShelf:
    """The record files in one folder of a store."""

    finish_at = _FINISH_AT

    def __init__(self, store: Store, place: str) -> None:
        """`place` is how the store is called when people are told of it."""
        self._store = store
        self._place = place
        self._notes: dict[str, list[Entry]] = {}
        self._known: dict[str, int] = {}
        self._ahead = _Stretch("", 0, b"")

    def __str__(self) -> str:
        return self._place

    def create(self, now: dt.datetime, serial: int) -> ObjectFile:
        """A new file with a name that no other machine gives."""
        stamp = f"{now.astimezone(dt.UTC):%Y%m%dT%H%M%S%f}"
        file = ObjectFile(self._store, f"claims-{stamp}-{uuid.uuid4().hex[:12]}-{os.getpid()}-{serial:05d}{FINISHED}")
        self._known[file.name] = 0
        return file

    def files(self) -> dict[str, Standing]:
        """Every file that was committed."""
        sizes = self._store.sizes("")
        found = {name: Standing(size, 0, False) for name, size in sizes.items() if name.endswith(FINISHED)}
        self._known.update((name, standing.size) for name, standing in found.items())
        return found

    def size(self, name: str) -> int | None:
        """Bytes of one file when the store was last looked through."""
        return self._known.get(name)

    def has(self, name: str) -> bool:
        """Whether the file was there when the store was last looked through."""
        return name in self._known

    def open_at(self, name: str, offset: int, length: int | None) -> tuple[BinaryIO, int]:
        """Only the bytes that are asked for, when it is known how many they are, and those behind them for a reader
        who goes through the file: a committed byte never changes."""
        if length is None:
            return self._store.open(name), 0
        ahead = self._ahead
        if ahead.holds(name, offset, length):
            start = offset - ahead.start
            return io.BytesIO(ahead.content[start : start + length]), offset
        follows = name == ahead.name and 0 <= offset - ahead.end <= _NEAR
        wanted = max(length, _READ_AHEAD) if follows else length
        self._ahead = ahead = _Stretch(name, offset, self._store.read(name, offset, wanted))
        return io.BytesIO(ahead.content[:length]), offset

    def recover(self, name: str, committed: int) -> None:
        """Nothing is ever torn."""

    def indexed(self, name: str) -> tuple[int, list[Entry]] | None:
        """What the writer noted last."""
        with suppress(FileNotFoundError, ValueError, KeyError, TypeError), self._store.open(_note(name)) as stream:
            noted = json.load(stream)
            rows = ({**row, "sha256": bytes.fromhex(row["sha256"])} for row in noted["entries"])
            return noted["committed"], [Entry(**row) for row in rows]
        return None

    def note(self, name: str, committed: int, entries: Iterable[Entry]) -> None:
        """Put all that is known of the file beside it. A failure costs others the reading, nothing else."""
        new = list(entries)
        if not new:
            return
        known = self._notes.setdefault(name, [])
        known += new
        rows = [asdict(entry) | {"sha256": entry.sha256.hex()} for entry in known]
        with suppress(OSError):
            self._store.write(_note(name), json.dumps({"committed": committed, "entries": rows}).encode())


def _note(name: str) -> str:
    return f"{_INDEX}/{name.removesuffix(FINISHED)}.json"
