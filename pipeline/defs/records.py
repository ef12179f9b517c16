"""Records on disk: one folder of Parquet files per table, each file replaced as a whole.

What belongs here: reading and writing record files so that a reader or a crash never meets half of one. What must
never be here: what the records mean. One process writes at a time (see `occupancy`); any number may read.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.model import Table
from pipeline.publishing.columns import BY_NAME, from_arrow, in_order, to_arrow

COMPACT_ABOVE = 64
"""Number of appended files of one table above which they are merged into one."""
ROW_GROUP = 16_384
"""Rows that are read together; a read of some payloads skips the groups that hold none of them."""
_APPENDED = "part-"


class Records:
    """The record files below one folder.

    A table is either replaced part by part (`replace`) or appended to (`append`). Rows with the same key are one row;
    the one in the file that was written last holds, so a crash between two files never doubles a row.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def rows(
        self, name: str | Table, parts: Iterable[str] | None = None, *, where: tuple[str, Collection[str]] | None = None
    ) -> list[Any]:
        """The rows of a table as records; only those of the named parts, or whose column is among some values."""
        table = _table(name)
        filters = [(where[0], "in", where[1])] if where else None
        unique: dict[tuple[Any, ...], Any] = {}
        row: Any
        for path in self._files(table.name, parts):
            for row in from_arrow(table.record, pq.read_table(path, partitioning=None, filters=filters)):
                unique[tuple(getattr(row, column) for column in table.key)] = row
        return in_order(table, list(unique.values()))

    def parts(self, name: str) -> list[str]:
        """The names of a table's parts."""
        return [unquote(path.stem) for path in self._files(name, None)]

    def replace(self, name: str | Table, rows: Sequence[Any], part: str = "all") -> bool:
        """Make `rows` the whole content of one part. Returns whether that changed anything."""
        table = _table(name)
        arrow = to_arrow(table.record, in_order(table, rows))
        path = self._path(table.name, part)
        if path.exists() and _same(path, arrow):
            return False
        write_parquet(arrow, path)
        return True

    def keep_only(self, name: str, parts: Iterable[str]) -> None:
        """Drop the parts of a table that are not among `parts`."""
        wanted = set(parts)
        for path in self._files(name, None):
            if unquote(path.stem) not in wanted:
                path.unlink()

    def append(self, name: str, rows: Sequence[Any], *, edition: str = "") -> None:
        """Add rows to an append-only table; they are there after this call or, after a crash, not at all."""
        if not rows:
            return
        table = BY_NAME[name]
        stem = f"{edition}{_APPENDED}"
        files = [path for path in self._files(name, None) if path.stem.startswith(stem)]
        number = 1 + max((int(path.stem.removeprefix(stem)) for path in files), default=0)
        merge = len(files) >= COMPACT_ABOVE
        if merge:
            # The merged file comes first and under a new number: whatever a crash leaves of the old ones repeats keys
            # that the merged file also holds, and changes nothing.
            rows = [*self.rows(name), *rows]
        write_parquet(to_arrow(table.record, in_order(table, list(rows))), self._path(name, f"{stem}{number:06}"))
        for path in files if merge else ():
            path.unlink()

    def begin_edition(self, name: str, edition: str) -> None:
        """Drop what another edition (another version of the code) appended to a table that can be made again."""
        for path in self._files(name, None):
            if not path.stem.startswith(f"{edition}{_APPENDED}"):
                path.unlink()

    def values(self, name: str, column: str) -> set[Any]:
        """The different values of one column, read without the others."""
        return {
            value
            for path in self._files(name, None)
            for value in pq.read_table(path, columns=[column], partitioning=None).column(column).unique().to_pylist()
        }

    def _path(self, name: str, part: str) -> Path:
        return self.root / name / f"{quote(part, safe=' ')}.parquet"

    def _files(self, name: str, parts: Iterable[str] | None) -> list[Path]:
        if parts is not None:
            return [path for part in parts if (path := self._path(name, part)).exists()]
        return sorted((self.root / name).glob("*.parquet"))


def _table(name: str | Table) -> Table:
    return name if isinstance(name, Table) else BY_NAME[name]


def write_parquet(table: pa.Table, path: Path) -> None:
    """Write one Parquet file under another name, make it durable, and rename it into place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        pq.write_table(table, unfinished, compression="zstd", row_group_size=ROW_GROUP)
        with unfinished.open("rb+") as stream:
            os.fsync(stream.fileno())
        unfinished.replace(path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            unfinished.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _same(path: Path, arrow: pa.Table) -> bool:
    if pq.read_schema(path).names != arrow.schema.names or pq.read_metadata(path).num_rows != arrow.num_rows:
        return False
    return bool(pq.read_table(path, partitioning=None).equals(arrow))
