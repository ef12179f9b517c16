"""The archive's index: which record of which file holds a payload, and how far each file has been committed.

What belongs here: the SQLite file beside the records. What must never be here: reading or writing records. The index
is a convenience, never the truth: everything in it is rebuilt from the record files alone, and a damaged index is set
aside and rebuilt.

SQLite because lookups then cost neither start-up time nor memory however large the archive is, several processes can
use it at once, and a kill at any point leaves the last committed state (write-ahead log).
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pipeline.gathering.warc import Original

INDEX_NAME = "index.sqlite"
_SCHEMA_VERSION = 2
_PATIENCE = 60.0
"""Seconds to wait for another process; it only ever holds the index for one commit."""
_FOUND_AT_MOST = 256
"""Payloads whose records are remembered: each is asked for before its source is looked at, and again after."""
_FORESEEN_AT_MOST = 50_000
"""Payloads whose records are fetched beforehand; some thirty megabytes."""
_FORESEEN_AT_ONCE = 500
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS files (
    file_id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
    committed INTEGER NOT NULL, verified_size INTEGER, verified_mtime INTEGER);
CREATE TABLE IF NOT EXISTS records (
    file_id INTEGER NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL, sha256 BLOB NOT NULL,
    run_offset INTEGER NOT NULL, run_length INTEGER NOT NULL, holds_payload INTEGER NOT NULL,
    bytes INTEGER NOT NULL, record_id TEXT NOT NULL, uri TEXT NOT NULL, date TEXT NOT NULL,
    PRIMARY KEY (file_id, offset)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS records_by_payload ON records (sha256) WHERE holds_payload = 1;
CREATE INDEX IF NOT EXISTS records_by_date ON records (date);
"""
_COLUMNS = (
    "r.sha256, f.name, r.offset, r.length, r.run_offset, r.run_length, r.holds_payload, r.bytes, r.record_id, "
    "r.uri, r.date"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One principal record: the answer to one look at a source."""

    sha256: bytes
    """Digest of the payload, 32 bytes."""
    name: str
    """File name without the `.open` of an unfinished file."""
    offset: int
    """First byte of the record's gzip member in the file."""
    length: int
    """Bytes of the member."""
    run_offset: int
    """First byte of the run of records that belong to the same exchange."""
    run_length: int
    """Bytes of that run."""
    holds_payload: bool
    """False for a revisit."""
    bytes: int
    """Size of the payload; 0 for a revisit."""
    record_id: str
    """WARC-Record-ID without the angle brackets."""
    uri: str
    """WARC-Target-URI."""
    date: str
    """WARC-Date."""

    @property
    def original(self) -> Original:
        """What a revisit says of this record."""
        return Original(self.record_id, self.uri, self.date)


class ArchiveIndex:
    """The index of one archive folder; safe for several processes, not for several threads at once."""

    def __init__(self, root: Path) -> None:
        """Opens or creates the index; in a folder that cannot be written it lives in memory."""
        self._path = root / INDEX_NAME
        self._found: dict[bytes, tuple[Entry, ...]] = {}
        self._foreseen: dict[bytes, tuple[Entry, ...]] = {}
        self.in_memory = False
        try:
            self._db = self._open_patiently()
        except sqlite3.OperationalError:
            self._db = self._open(":memory:")
            self.in_memory = True
        except sqlite3.DatabaseError:
            self._set_aside()
            self._db = self._open_patiently()

    def close(self) -> None:
        """Closes the index."""
        self._db.close()

    def find_payload(self, sha256: bytes) -> tuple[Entry, ...]:
        """The records that hold the payload, the oldest first."""
        known = self._foreseen.get(sha256) or self._found.get(sha256)
        if known is not None:
            return known
        where = "WHERE r.sha256 = ? AND r.holds_payload = 1 ORDER BY r.date, r.file_id, r.offset"
        found = tuple(self._entries(where, (sha256,)))
        if found:  # what is not there may be a moment later
            if len(self._found) >= _FOUND_AT_MOST:
                self._found.clear()
            self._found[sha256] = found
        return found

    def foresee(self, payloads: Iterable[bytes]) -> None:
        """Fetch the records that hold some payloads, many with one query, which takes a tenth of asking for each."""
        wanted = list(islice(dict.fromkeys(payloads), _FORESEEN_AT_MOST))
        found: dict[bytes, list[Entry]] = {}
        for start in range(0, len(wanted), _FORESEEN_AT_ONCE):
            some = wanted[start : start + _FORESEEN_AT_ONCE]
            marks = ", ".join("?" * len(some))
            where = f"WHERE r.sha256 IN ({marks}) AND r.holds_payload = 1 ORDER BY r.date, r.file_id, r.offset"
            for entry in self._entries(where, some):
                found.setdefault(entry.sha256, []).append(entry)
        self._foreseen = {sha256: tuple(entries) for sha256, entries in found.items()}

    def find_look(self, uri: str, date: str) -> list[Entry]:
        """The records of that address and WARC-Date."""
        return list(self._entries("WHERE r.date = ? AND r.uri = ? ORDER BY r.file_id, r.offset", (date, uri)))

    def find_place(self, name: str, offset: int) -> Entry | None:
        """The record that starts there."""
        return next(self._entries("WHERE f.name = ? AND r.offset = ?", (name, offset)), None)

    def overlapping(self, name: str, offset: int, length: int) -> list[Entry]:
        """The records of that file that share a byte with the stretch."""
        where = "WHERE f.name = ? AND r.offset < ? AND r.offset + r.length > ? ORDER BY r.offset"
        return list(self._entries(where, (name, offset + length, offset)))

    def entries(self) -> Iterator[Entry]:
        """Every record, file by file in the order of the bytes."""
        return self._entries("ORDER BY f.name, r.offset", ())

    def unresolved_revisits(self) -> Iterator[Entry]:
        """Revisits whose payload no record holds."""
        return self._entries(
            "WHERE r.holds_payload = 0 AND NOT EXISTS "
            "(SELECT 1 FROM records o WHERE o.sha256 = r.sha256 AND o.holds_payload = 1) ORDER BY f.name, r.offset",
            (),
        )

    def committed(self) -> dict[str, int]:
        """How many bytes of each file are committed and indexed."""
        return dict(self._db.execute("SELECT name, committed FROM files").fetchall())

    def verified(self) -> dict[str, tuple[int, int]]:
        """Size and modification time (ns) at which each file was last found whole."""
        rows = self._db.execute("SELECT name, verified_size, verified_mtime FROM files WHERE verified_size NOT NULL")
        return {name: (size, mtime) for name, size, mtime in rows}

    def commit(self, name: str, committed: int, entries: Iterable[Entry]) -> None:
        """Adds the entries of one file and how far it now reaches, all or nothing."""
        self._found.clear()
        entries = list(entries)
        for entry in entries:
            if entry.holds_payload:
                self._foreseen.pop(entry.sha256, None)
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute(
                "INSERT INTO files (name, committed) VALUES (?, ?) "
                "ON CONFLICT (name) DO UPDATE SET committed = max(committed, excluded.committed)",
                (name, committed),
            )
            (file_id,) = self._db.execute("SELECT file_id FROM files WHERE name = ?", (name,)).fetchone()
            self._db.executemany(
                "INSERT OR IGNORE INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (
                        file_id, e.offset, e.length, e.sha256, e.run_offset, e.run_length, int(e.holds_payload),
                        e.bytes, e.record_id, e.uri, e.date,
                    )
                    for e in entries
                ),
            )  # fmt: skip

    def mark_verified(self, name: str, size: int, mtime_ns: int) -> None:
        """Remembers that the file was found whole in this state."""
        with self._db:
            self._db.execute(
                "UPDATE files SET verified_size = ?, verified_mtime = ? WHERE name = ?", (size, mtime_ns, name)
            )

    def forget_records(self, name: str) -> None:
        """Drops the records of a file that is gone or was cut; what was committed in it is still remembered."""
        self._found.clear()
        self._foreseen.clear()
        with self._db:
            self._db.execute("DELETE FROM records WHERE file_id = (SELECT file_id FROM files WHERE name = ?)", (name,))

    def _entries(self, where: str, values: Sequence[object]) -> Iterator[Entry]:
        query = f"SELECT {_COLUMNS} FROM records r JOIN files f USING (file_id) {where}"
        for row in self._db.execute(query, values):
            sha256, name, offset, length, run_offset, run_length, holds, size, record_id, uri, date = row
            yield Entry(sha256, name, offset, length, run_offset, run_length, bool(holds), size, record_id, uri, date)

    def _open_patiently(self) -> sqlite3.Connection:
        """Opens the file; SQLite does not wait by itself while another process switches it to write-ahead."""
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                return self._open(str(self._path))
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode not in _BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.01)

    def _open(self, where: str) -> sqlite3.Connection:
        db = sqlite3.connect(where, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            if where != ":memory:":
                db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            (version,) = db.execute("PRAGMA user_version").fetchone()
            if version not in (0, _SCHEMA_VERSION):
                raise sqlite3.DatabaseError(f"index of schema {version}")
            if version == 0:
                db.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {_SCHEMA_VERSION}; COMMIT;")
        except sqlite3.Error:
            db.close()
            raise
        return db

    def _set_aside(self) -> None:
        aside = self._path.with_name(f"{INDEX_NAME}.damaged-{time.time_ns()}")
        for suffix in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                Path(f"{self._path}{suffix}").replace(f"{aside}{suffix}")
