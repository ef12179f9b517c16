"""The archive of payloads: what every source said, in WARC files that prove it.

What belongs here: storing exchanges, giving payloads back with their digest checked, keeping files and index in step.
What must never be here: the form of the records (warc.py), bytes on disk and locks (archive_files.py), verified
reading (archive_reading.py), the index's SQL (archive_index.py), or a judgement on what was fetched.

Durability: what `append` stored is promised once `commit` has returned; `append` commits by itself after every few
megabytes, and leaving the `with` block commits the rest. Several archives may be open on one folder at once, each
writes a file of its own.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

from pipeline.gathering import warc
from pipeline.gathering.archive_files import FolderShelf
from pipeline.gathering.archive_index import ArchiveIndex, Entry
from pipeline.gathering.archive_reading import Placed, entries, read_record, scan_stream
from pipeline.gathering.archive_shelf import Shelf, Writable
from pipeline.gathering.archive_verify import VerifyReport, verify_files
from pipeline.gathering.errors import ArchiveError, PayloadDamagedError, PayloadMissingError
from pipeline.gathering.exchange import Exchange
from pipeline.gathering.gzip_members import LIBRARY, MemberError, write_member
from pipeline.model import Snapshot

SOFTWARE = f"claims (gzip by {LIBRARY})"


@dataclass(frozen=True, slots=True)
class Stored:
    """Where the payload of an exchange stands."""

    path: str
    """File that holds the bytes: the archive folder's name and the file's final name, such as `archive/x.warc.gz`."""
    offset: int
    """First byte of the record's gzip member."""
    length: int
    """Bytes of the gzip member."""
    payload_sha256: str
    """SHA-256 of the payload in hex."""
    bytes: int
    """Size of the payload."""
    is_revisit: bool
    """Whether the payload was stored before; path, offset and length are then those of the record that holds it."""


class Archive:
    """The record files of one folder and their index; a context manager. Safe to use from several threads."""

    def __init__(
        self, root: Path, shelf: Shelf | None = None, *, commit_every: int = 16_000_000, finish_at: int | None = None
    ) -> None:
        """Opens the archive in `root`, finishes what dead writers left behind, and indexes what the index lacks.

        The record files stand on `shelf` when one is given; `root` then holds this machine's index of them. Nothing is
        created before the first `append`. `commit_every` and `finish_at` are bytes: how much may wait for a commit,
        and the size at which a file is finished and the next begun; the latter is the shelf's when it is not given.
        """
        self.root = root
        self._shelf: Shelf = FolderShelf(root) if shelf is None else shelf
        self._commit_every = commit_every
        self._finish_at = self._shelf.finish_at if finish_at is None else finish_at
        self._lock = threading.RLock()
        self._file: Writable | None = None
        self._warcinfo_id = ""
        self._serial = 0
        self._pending: list[Entry] = []
        self._pending_payloads: dict[bytes, Entry] = {}
        self._index = ArchiveIndex(root)
        self._synchronise()

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def append(self, exchange: Exchange) -> Stored:
        """Stores one exchange: its payload once, this look at it always. Durable after `commit`.

        Raises `ArchiveWriteError` when the disk does not take it; the archive stays usable and whole.
        """
        with self._lock:
            digest = warc.sha256_hex(exchange.payload)
            original = self._readable_original(digest) if exchange.payload else None
            if exchange.status == 304 and exchange.unchanged_sha256:
                unchanged = self._find(exchange.unchanged_sha256)
                if unchanged:
                    digest, original = exchange.unchanged_sha256, unchanged[0]
            entry = self._write(exchange, digest, original)
            self._pending.append(entry)
            if entry.holds_payload:
                self._pending_payloads.setdefault(entry.sha256, entry)
            file = self._file
            if file and file.size >= self._finish_at:
                self._finish_file()
            elif file and file.size - file.committed >= self._commit_every:
                self.commit()
            holder = original or entry
            return Stored(
                f"{self.root.name}/{holder.name}", holder.offset, holder.length, digest, holder.bytes, bool(original)
            )

    def commit(self) -> None:
        """Makes everything appended so far durable. Raises `ArchiveWriteError` when that fails."""
        with self._lock:
            if self._file is None:
                return
            try:
                self._file.commit()
            finally:
                self._settle(self._file)

    def close(self) -> None:
        """Commits, finishes this writer's file and closes the index."""
        with self._lock:
            try:
                self._finish_file()
            finally:
                self._index.close()

    def has_payload(self, sha256: str) -> bool:
        """Whether a record with this payload is there. Its bytes are checked when they are read."""
        with self._lock:
            return bool(self._find(sha256))

    def foresee(self, payloads: Iterable[str]) -> None:
        """Look many payloads up at once, because each of them will be asked for."""
        with self._lock:
            self._index.foresee(map(bytes.fromhex, payloads))

    def payload(self, sha256: str) -> bytes:
        """The payload with this digest, read and checked.

        Raises `PayloadMissingError` when it is not there and `PayloadDamagedError` when it is there but not valid.
        """
        with self._lock:
            found = self._find(sha256)
        if not found:
            raise PayloadMissingError(
                f"no record in {self._shelf} holds the payload {sha256}; refresh its source, or restore its file"
            )
        problems: list[str] = []
        for entry in found:
            try:
                return self._read(entry).record.payload
            except ArchiveError as error:
                problems.append(str(error))
        raise PayloadDamagedError("; ".join(problems))

    def in_place_order(self, payloads: Iterable[str]) -> list[str]:
        """Payloads in the order of their places: read so, many come with one request of a shelf that is far away."""
        with self._lock:
            held = {sha256: self._find(sha256) for sha256 in payloads}
        return sorted(held, key=lambda one: (held[one][0].name, held[one][0].offset) if held[one] else ("", 0))

    def record(self, path: str, offset: int, length: int | None = None) -> warc.Record:
        """The record that starts at `offset` of the file `path` (as in `Stored.path`), checked.

        Raises `PayloadMissingError` when there is no such file, `PayloadDamagedError` when no whole record is there.
        """
        return self._read_at(Path(path).name, offset, length).record

    def look(self, uri: str, date: str) -> list[Entry]:
        """The principal records of that target URI and WARC-Date (`warc.warc_date`)."""
        with self._lock:
            return self._index.find_look(uri, date) + [e for e in self._pending if (e.uri, e.date) == (uri, date)]

    def run(self, entry: Entry) -> list[Placed]:
        """Every record of the exchange that `entry` stands for, in the order of the bytes, checked."""
        placed: list[Placed] = []
        offset = entry.run_offset
        while offset < entry.run_offset + entry.run_length:
            placed.append(self._read_at(entry.name, offset, None))
            offset += placed[-1].length
        return placed

    def raw(self, name: str, offset: int) -> tuple[Placed, bytes]:
        """The record that starts there, checked, and its gzip member byte for byte."""
        placed = self._read_at(name, offset, None)
        file, base = self._shelf.open_at(name, offset, placed.length)
        with file:
            file.seek(offset - base)
            return placed, file.read(placed.length)

    def holder(self, sha256: str) -> Entry | None:
        """The oldest record that holds the payload."""
        with self._lock:
            return next(iter(self._find(sha256)), None)

    def entries(self) -> Iterator[Entry]:
        """Every committed principal record, file by file in the order of the bytes."""
        self.commit()
        return self._index.entries()

    def verify(self, *, changed_only: bool = False, expected: Iterable[Snapshot] = ()) -> VerifyReport:
        """Reads everything back and says exactly what is wrong where.

        `changed_only` skips finished files that were found whole before and have the same size and modification time.
        `expected` are snapshots whose records must be there as they say.
        """
        with self._lock:
            self.commit()
            self._synchronise()
            return verify_files(self._shelf, self._index, changed_only=changed_only, expected=expected)

    def _write(self, exchange: Exchange, digest: str, original: Entry | None) -> Entry:
        file = self._writable(exchange)
        made_from = next(iter(self._find(exchange.converted_from)), None) if exchange.converted_from else None
        records = warc.exchange_records(
            exchange,
            payload_sha256=digest,
            original=original.original if original else None,
            warcinfo_id=self._warcinfo_id,
            converted=made_from.original if made_from else None,
        )
        members = [(principal, write_member(record)) for principal, record in records]
        start = file.append(b"".join(member for _, member in members))
        offset, length, record_id = start, 0, ""
        for identity, member in members:
            if identity:
                length, record_id = len(member), identity
                break
            offset += len(member)
        return Entry(
            sha256=bytes.fromhex(digest),
            name=file.name,
            offset=offset,
            length=length,
            run_offset=start,
            run_length=file.size - start,
            holds_payload=original is None,
            bytes=len(exchange.payload) if original is None else 0,
            record_id=record_id,
            uri=exchange.final_url,
            date=warc.warc_date(exchange.fetched_at),
        )

    def _writable(self, exchange: Exchange) -> Writable:
        """This writer's file; a new one names itself after the first exchange in it, so that no clock is read."""
        if self._file and not self._file.usable:
            self._settle(self._file)
            self._file.abandon()
            self._file = None
        if self._file is None:
            self._serial += 1
            file = self._shelf.create(exchange.fetched_at, self._serial)
            self._warcinfo_id = warc.new_id()
            self._file = file
        if self._file.size == 0:
            self._file.append(
                write_member(warc.warcinfo(self._file.name, self._warcinfo_id, SOFTWARE, exchange.fetched_at))
            )
        if self._index.in_memory:  # the folder did not exist when the archive was opened
            self._index.close()
            self._index = ArchiveIndex(self.root)
            self._synchronise()
        return self._file

    def _finish_file(self) -> None:
        file, self._file = self._file, None
        if file is None:
            return
        try:
            file.finish()
        finally:
            self._settle(file)

    def _settle(self, file: Writable) -> None:
        """Brings the index up to what is durable, and takes back what is not."""
        durable = [entry for entry in self._pending if entry.offset < file.committed]
        # The index is rebuilt from the files when it lacks something, so a full disk here loses nothing: the entries
        # stay in memory and go in with the next commit.
        self._shelf.note(file.name, file.committed, durable)
        with suppress(sqlite3.OperationalError):
            self._index.commit(file.name, file.committed, durable)
            durable = []
        self._pending = durable
        self._pending_payloads = {entry.sha256: entry for entry in durable if entry.holds_payload}

    def _find(self, sha256: str) -> list[Entry]:
        digest = bytes.fromhex(sha256)
        pending = self._pending_payloads.get(digest)
        found = (pending,) if pending else self._index.find_payload(digest)
        return [entry for entry in found if self._shelf.has(entry.name)]

    def _readable_original(self, sha256: str) -> Entry | None:
        """The stored record that holds this payload, provided that it can still be read."""
        for entry in self._find(sha256):
            with suppress(ArchiveError):
                self._read(entry)
                return entry
        return None

    def _read(self, entry: Entry) -> Placed:
        placed = self._read_at(entry.name, entry.offset, entry.length)
        if placed.record.payload_sha256 != entry.sha256.hex():
            raise PayloadDamagedError(f"{entry.name} at {entry.offset} holds another payload than the index says")
        return placed

    def _read_at(self, name: str, offset: int, length: int | None) -> Placed:
        try:
            file, base = self._shelf.open_at(name, offset, length)
        except FileNotFoundError as error:
            raise PayloadMissingError(
                f"{name} is not in the archive {self._shelf}; restore the file from a copy"
            ) from error
        try:
            with file:
                placed = read_record(file, offset - base, length)
                return replace(placed, offset=offset) if base else placed
        except (MemberError, warc.RecordError) as error:
            raise PayloadDamagedError(
                f"{self._shelf}, {name} at {offset}: {error}; "
                "run the archive's verification and restore the file from a copy"
            ) from error

    def _synchronise(self) -> None:
        """Finishes files of dead writers and indexes what the index lacks; files it knows cost one `stat` each."""
        committed = self._index.committed()
        files = self._shelf.files()
        for name in committed.keys() - files.keys():
            self._index.forget_records(name)
        own = self._file.name if self._file else None
        for name, standing in files.items():
            if name == own or standing.being_written:
                continue
            self._shelf.recover(name, committed.get(name, 0))
            self._index_file(name, committed.get(name, 0))

    def _index_file(self, name: str, committed: int) -> None:
        size = self._shelf.size(name)
        if size is None or size == committed:
            return
        if size < committed:
            self._index.forget_records(name)
        start = committed if size > committed else 0
        noted = self._shelf.indexed(name)
        with suppress(sqlite3.OperationalError, FileNotFoundError):
            if noted is not None and noted[0] == size:
                self._index.commit(name, *noted)
                return
            file, _ = self._shelf.open_at(name, start, None)
            with file:
                placed = (found for found in scan_stream(file, start) if isinstance(found, Placed))
                self._index.commit(name, size, entries(name, placed))
