"""Records in a store: one folder of Parquet files per table, each file replaced as a whole.

What belongs here: reading and writing record files so that a reader or a crash never meets half of one. What must
never be here: what the records mean, and where the files lie (see `storage`). One run writes at a time (see
`occupancy`), but many of its steps may, on many machines: each writes files of its own. Any number may read.
"""

from __future__ import annotations

import io
import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, BinaryIO
from urllib.parse import quote, unquote

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.model import Table
from pipeline.publishing.columns import BY_NAME, conform, from_arrow, in_order, schema, to_arrow
from pipeline.storage import Store

COMPACT_ABOVE = 64
"""Number of appended files of one table above which they are merged into one."""
ROW_GROUP = 16_384
"""Rows that are read together; a read of some payloads skips the groups that hold none of them."""
_APPENDED = "part-"
_SUFFIX = ".parquet"


class Records:
    """The record files in one store.

    A table is either replaced part by part (`replace`) or appended to (`append`), and rows with the same key are one
    row. Of an append-only table they are equal wherever they stand, so a crash between two files never doubles a row.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def rows(
        self, name: str | Table, parts: Iterable[str] | None = None, *, where: tuple[str, Collection[str]] | None = None
    ) -> list[Any]:
        """The rows of a table as records; only those of the named parts, or whose column is among some values."""
        if where and not where[1]:
            return []  # pyarrow cannot compare a column with values of which there are none to tell the type by
        table = _table(name)
        filters = [(where[0], "in", where[1])] if where else None
        unique: dict[tuple[Any, ...], Any] = {}
        row: Any
        for arrow in self._read(table.name, parts, filters=filters):
            for row in from_arrow(table.record, arrow):
                unique[tuple(getattr(row, column) for column in table.key)] = row
        return in_order(table, list(unique.values()))

    def arrow(self, name: str, *, columns: Sequence[str] | None = None, parts: Iterable[str] | None = None) -> pa.Table:
        """The rows of a table in columns, none of them made into records; in no order, and a row that a crash left in
        two files stands twice."""
        whole = schema(BY_NAME[name].record)
        wanted = pa.schema([whole.field(one).with_nullable(True) for one in columns or whole.names])
        found = [*self.batches(name, columns=columns, parts=parts)]
        return pa.concat_tables(found) if found else wanted.empty_table()

    def batches(
        self, name: str, *, columns: Sequence[str] | None = None, parts: Iterable[str] | None = None
    ) -> Iterator[pa.Table]:
        """The same, file by file."""
        for arrow in self._read(name, parts, columns=columns):
            yield conform(BY_NAME[name].record, arrow, columns)

    def stream(self, name: str, *, columns: Sequence[str] | None = None) -> pa.RecordBatchReader:
        """The same for one passing over, with one file in memory at a time."""
        whole = schema(BY_NAME[name].record)
        wanted = pa.schema([whole.field(one).with_nullable(True) for one in columns or whole.names])
        batches = (batch for table in self.batches(name, columns=columns) for batch in table.to_batches())
        return pa.RecordBatchReader.from_batches(wanted, batches)

    def parts(self, name: str) -> list[str]:
        """The names of a table's parts."""
        return [unquote(file.removesuffix(_SUFFIX)) for file in self._files(name)]

    def replace(self, name: str | Table, rows: Sequence[Any], part: str = "all") -> bool:
        """Make `rows` the whole content of one part. Returns whether that changed anything."""
        table = _table(name)
        arrow = to_arrow(table.record, in_order(table, rows))
        for before in self._read(table.name, [part]):
            if before.schema.names == arrow.schema.names and before.equals(arrow):
                return False
        self._write(table.name, part, arrow)
        return True

    def keep_only(self, name: str | Table, parts: Iterable[str]) -> None:
        """Drop the parts of a table that are not among `parts`."""
        wanted = set(parts)
        self.drop(name, [part for part in self.parts(_table(name).name) if part not in wanted])

    def drop(self, name: str | Table, parts: Iterable[str]) -> None:
        """Drop some parts of a table."""
        for part in parts:
            self._store.delete(self._path(_table(name).name, part))

    def append(self, name: str, rows: Sequence[Any], *, batch: str = "", edition: str = "") -> None:
        """Add rows to an append-only table; they are there after this call or, after a crash, not at all.

        `batch` names them; rows that are appended under the same name again take the place of the first ones.
        """
        if rows:
            table = BY_NAME[name]
            part = f"{edition}{_APPENDED}{batch or uuid.uuid4()}"
            self._write(name, part, to_arrow(table.record, in_order(table, list(rows))))

    def has_batch(self, name: str, batch: str, *, edition: str = "") -> bool:
        """Whether rows were appended under that name, and not merged with others since."""
        return f"{edition}{_APPENDED}{batch}" in self.parts(name)

    def compact(self, name: str, *, edition: str = "") -> None:
        """Merge what was appended once it stands in many files. Not while another step appends to the table.

        The merged file comes first: whatever a crash leaves of the old ones repeats keys that it also holds, and
        changes nothing.
        """
        parts = [part for part in self.parts(name) if part.startswith(f"{edition}{_APPENDED}")]
        if len(parts) > COMPACT_ABOVE:
            table, whole = BY_NAME[name], self.arrow(name, parts=parts)
            last = whole.append_column("row", pa.array(range(whole.num_rows))).group_by(list(table.key))
            rows = last.aggregate([("row", "max")])["row_max"]
            merged = whole.take(rows).sort_by([(column, "ascending") for column in table.order or table.key])
            self._write(name, f"{edition}{_APPENDED}{uuid.uuid4()}", merged)
            self.drop(name, parts)

    def keep_edition(self, name: str, edition: str) -> None:
        """Drop what another edition (another version of the code) appended to a table that can be made again."""
        self.keep_only(name, [part for part in self.parts(name) if part.startswith(f"{edition}{_APPENDED}")])

    def keys(self, name: str, *, edition: str = "") -> set[tuple[Any, ...]]:
        """The key of every row, read without the other columns; only of one edition when it is named."""
        key = list(BY_NAME[name].key)
        parts = [part for part in self.parts(name) if part.startswith(edition)]
        return {
            row
            for arrow in self._read(name, parts, columns=key)
            for row in zip(*(arrow.column(column).to_pylist() for column in key), strict=True)
        }

    def count(self, name: str) -> int:
        """How many rows the files of a table hold, read from their ends alone."""
        total = 0
        for part in self.parts(name):
            with self._store.open(self._path(name, part)) as stream:
                total += pq.read_metadata(stream).num_rows
        return total

    def column(self, name: str, column: str, part: str) -> list[Any]:
        """The values of one column of one part, read without the others."""
        return [value for arrow in self._read(name, [part], columns=[column]) for value in arrow[column].to_pylist()]

    def values(self, name: str, column: str, *, edition: str = "") -> set[Any]:
        """The different values of one column, read without the others; only of one edition when it is named."""
        parts = [part for part in self.parts(name) if part.startswith(edition)]
        return {
            value
            for arrow in self._read(name, parts, columns=[column])
            for value in arrow.column(column).unique().to_pylist()
        }

    def _read(
        self,
        name: str,
        parts: Iterable[str] | None,
        *,
        columns: Sequence[str] | None = None,
        filters: list[tuple[str, str, Collection[str]]] | None = None,
    ) -> Iterator[pa.Table]:
        for part in self.parts(name) if parts is None else parts:
            try:
                stream = self._store.open(self._path(name, part))
            except FileNotFoundError:
                if parts is None:
                    raise
                continue
            with stream:
                yield _read_parquet(stream, columns, filters)

    def _write(self, name: str, part: str, arrow: pa.Table) -> None:
        content = io.BytesIO()
        pq.write_table(arrow, content, compression="zstd", row_group_size=ROW_GROUP)
        self._store.write(self._path(name, part), content.getvalue())

    def _path(self, name: str, part: str) -> str:
        return f"{name}/{quote(part, safe=' ')}{_SUFFIX}"

    def _files(self, name: str) -> list[str]:
        return [file for file in self._store.sizes(name) if file.endswith(_SUFFIX)]


def _read_parquet(
    stream: BinaryIO, columns: Sequence[str] | None, filters: list[tuple[str, str, Collection[str]]] | None
) -> pa.Table:
    """Rows of one file. Files are small and many, so they are read without threads, and without pyarrow's search for
    data sets unless rows are chosen, which its scanner does: a third of the time."""
    if filters is not None:
        return pq.read_table(stream, partitioning=None, columns=columns, filters=filters)
    file = pq.ParquetFile(stream)
    known = file.schema_arrow.names
    return file.read(columns=None if columns is None else [one for one in columns if one in known], use_threads=False)


def _table(name: str | Table) -> Table:
    return name if isinstance(name, Table) else BY_NAME[name]
