"""Records in a store: one folder of Parquet files per table, each file replaced as a whole.

What belongs here: reading and writing record files so that a reader or a crash never meets half of one. What must
never be here: what the records mean, and where the files lie (see `storage`). One run writes at a time (see
`occupancy`), but many of its steps may, on many machines: each writes files of its own. Any number may read.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import quote, unquote

import pyarrow as pa

from pipeline.defs.keeping import parquet
from pipeline.defs.keeping.packs import PACKED_FROM, Packs
from pipeline.model import Table
from pipeline.publishing.columns import BY_NAME, conform, from_arrow, in_order, schema, to_arrow
from pipeline.storage import Store, Version

COMPACT_ABOVE = 64
"""Number of small appended files of one table above which they are merged."""
LISTED_FROM = 5
"""Number of parts from which a table's files are listed, so that none is fetched of which this process has the version;
of fewer each is asked for."""
SMALL = 8 * 1024 * 1024
"""Bytes below which a file is small: it is merged with others, and copied into a pack."""
_APPENDED = "part-"
_SUFFIX = ".parquet"


class Records:
    """The record files in one store.

    A table is either replaced part by part (`replace`) or appended to (`append`), and rows with the same key are one
    row. Of an append-only table they are equal wherever they stand, so a crash between two files never doubles a row.
    """

    def __init__(self, store: Store, packs: Store | None = None) -> None:
        self._store = store
        self._packs = Packs(packs)
        self._derived: dict[Hashable, tuple[Mapping[str, Version], pa.Table]] = {}
        self._listed: dict[str, set[str] | None] = {}
        """The files of tables of which nobody else writes what is asked for; None before they were listed."""

    def rows(
        self, name: str | Table, parts: Iterable[str] | None = None, *, where: tuple[str, Collection[str]] | None = None
    ) -> list[Any]:
        """The rows of a table as records; only those of the named parts, or whose column is among some values."""
        if where and not where[1]:
            return []  # pyarrow cannot compare a column with values of which there are none to tell the type by
        table = _table(name)
        unique: dict[tuple[Any, ...], Any] = {}
        row: Any
        for arrow in self._read(table.name, parts, where=where):
            for row in from_arrow(table.record, arrow):
                unique[tuple(getattr(row, column) for column in table.key)] = row
        return in_order(table, list(unique.values()))

    def arrow(
        self,
        name: str | Table,
        *,
        columns: Sequence[str] | None = None,
        parts: Iterable[str] | None = None,
        where: tuple[str, Collection[str]] | None = None,
    ) -> pa.Table:
        """The rows of a table in columns, none of them made into records; in no order, and a row that a crash left in
        two files stands twice."""
        whole = schema(_table(name).record)
        wanted = pa.schema([whole.field(one).with_nullable(True) for one in columns or whole.names])
        found = [*self.batches(name, columns=columns, parts=parts, where=where)]
        return pa.concat_tables(found) if found else wanted.empty_table()

    def batches(
        self,
        name: str | Table,
        *,
        columns: Sequence[str] | None = None,
        parts: Iterable[str] | None = None,
        where: tuple[str, Collection[str]] | None = None,
    ) -> Iterator[pa.Table]:
        """The same, some files at a time."""
        table = _table(name)
        for arrow in self._read(table.name, parts, columns=columns, where=where):
            yield conform(table.record, arrow, columns)

    def stream(self, name: str, *, columns: Sequence[str] | None = None) -> pa.RecordBatchReader:
        """The same for one passing over, with some files in memory at a time."""
        whole = schema(BY_NAME[name].record)
        wanted = pa.schema([whole.field(one).with_nullable(True) for one in columns or whole.names])
        batches = (batch for table in self.batches(name, columns=columns) for batch in table.to_batches())
        return pa.RecordBatchReader.from_batches(wanted, batches)

    def derived(self, name: str, key: Hashable, make: Callable[[], pa.Table]) -> pa.Table:
        """What `make` makes of a table, held in memory and made again once any file of the table is another. `key`
        names what is made, of which the last one is held."""
        versions = self._store.versions(name)
        held = self._derived.get(key)
        if held is None or held[0] != versions or not all(version.mark for version in versions.values()):
            held = self._derived[key] = (versions, make())
        return held[1]

    def marks(self, name: str) -> dict[str, str]:
        """The parts of a table by their names, each with a mark that changes whenever its rows do."""
        files = self._store.versions(name)
        return {
            _part(file): version.mark or uuid.uuid4().hex  # a store that cannot tell leaves them all in doubt
            for file, version in files.items()
            if file.endswith(_SUFFIX)
        }

    def read_parts(self, name: str, parts: Sequence[str]) -> Iterator[tuple[str, pa.Table]]:
        """The rows of some parts in columns, some at a time, part by part; a part that is not there is passed over."""
        record, versions = _table(name).record, self._store.versions(name) if len(parts) >= LISTED_FROM else {}
        for part in parts:
            try:
                stream = self._store.open(f"{name}/{_file(part)}", versions.get(_file(part)))
            except FileNotFoundError:
                continue
            with stream:
                for rows in parquet.read_groups(stream):
                    yield part, conform(record, rows, None)

    def parts(self, name: str) -> list[str]:
        """The names of a table's parts."""
        return [_part(file) for file in self._files(name)]

    @contextmanager
    def alone_with(self, *names: str) -> Iterator[None]:
        """Work on parts of some tables that nobody else writes or drops meanwhile. Once one of them turns out not to be
        there its table is listed, and no other that is not there is asked for: each costs a request."""
        before = self._listed
        self._listed = {**before, **{name: before.get(name) for name in names}}
        try:
            yield
        finally:
            self._listed = before

    def replace(self, name: str | Table, rows: Sequence[Any], part: str = "all") -> bool:
        """Make `rows` the whole content of one part. Returns whether that changed anything."""
        table = _table(name)
        return self.replace_arrow(table, to_arrow(table.record, in_order(table, rows)), part)

    def replace_arrow(
        self, table: Table, arrow: pa.Table, part: str = "all", *, before: pa.Table | None = None
    ) -> bool:
        """The same with rows in columns: all of the record's columns, and in the table's order. `before` is what the
        part holds, where it was just read; otherwise it is read here."""
        for held in self._read(table.name, [part]) if before is None else [before.cast(arrow.schema)]:
            if held.schema.names == arrow.schema.names and held.equals(arrow):
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
            self._store.delete(f"{_table(name).name}/{_file(part)}")
            (self._listed.get(_table(name).name) or set()).discard(_file(part))

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
        """Merge what was appended once it stands in many small files. Not while another step appends to the table.

        A merged file comes first: whatever a crash leaves of the old ones repeats keys that it also holds, and changes
        nothing. It grows to `SMALL` and is then left alone, so that merging costs no more when a table is large.
        """
        prefix = f"{edition}{_APPENDED}"
        sizes = {_part(file): size for file, size in self._store.sizes(name).items() if file.endswith(_SUFFIX)}
        small = {part: size for part, size in sizes.items() if part.startswith(prefix) and size < SMALL}
        if len(small) > COMPACT_ABOVE:
            for some in _together(small):
                merged = _merged(BY_NAME[name], self.arrow(name, parts=some))
                self._write(name, f"{prefix}{uuid.uuid4()}", merged)
                self.drop(name, some)

    def keep_edition(self, name: str, edition: str) -> None:
        """Drop what another edition (another version of the code) appended to a table that can be made again."""
        self.keep_only(name, [part for part in self.parts(name) if part.startswith(f"{edition}{_APPENDED}")])

    def keys(self, name: str, *, edition: str = "") -> Collection[tuple[Any, ...]]:
        """The key of every row, read without the other columns, each once and in the order in which they stand in the
        files; only of one edition when it is named."""
        key = list(BY_NAME[name].key)
        return {
            row: None
            for arrow in self._read(name, self._edition(name, edition), columns=key)
            for row in zip(*(arrow.column(column).to_pylist() for column in key), strict=True)
        }.keys()

    def count(self, name: str) -> int:
        """How many rows the files of a table hold."""
        key = list(_table(name).key)[:1]
        return sum(arrow.num_rows for arrow in self._read(name, None, columns=key))

    def column(self, name: str, column: str, part: str) -> list[Any]:
        """The values of one column of one part, read without the others."""
        return [value for arrow in self._read(name, [part], columns=[column]) for value in arrow[column].to_pylist()]

    def values(self, name: str, column: str, *, parts: Iterable[str] | None = None) -> set[Any]:
        """The different values of one column, read without the others; only of the named parts."""
        return {
            value
            for arrow in self._read(name, parts, columns=[column])
            for value in arrow.column(column).unique().to_pylist()
        }

    def _edition(self, name: str, edition: str) -> list[str] | None:
        return [part for part in self.parts(name) if part.startswith(edition)] if edition else None

    def _read(
        self,
        name: str,
        parts: Iterable[str] | None,
        *,
        columns: Sequence[str] | None = None,
        where: tuple[str, Collection[str]] | None = None,
    ) -> Iterator[pa.Table]:
        """The rows of a whole table, or of the named parts that are there; of many small files from their packs."""
        chosen = None if parts is None else list(parts)
        if chosen is not None and len(chosen) < LISTED_FROM:
            for part in chosen:
                with suppress(FileNotFoundError):
                    yield self._ask_for(name, _file(part), columns, where)
            return
        versions = {file: one for file, one in self._store.versions(name).items() if file.endswith(_SUFFIX)}
        files = list(versions) if chosen is None else [file for part in chosen if (file := _file(part)) in versions]
        small = {file: one.mark for file, one in versions.items() if one.bytes < SMALL and one.mark}
        if where is None and name in BY_NAME and len(files) >= PACKED_FROM and self._packs.serve(len(small)):
            packed = [file for file in files if file in small]
            yield from self._packs.tables(
                BY_NAME[name],
                small,
                packed,
                lambda file, columns: _load(self._store, name, file, columns, version=versions[file]),
                columns,
            )
            files = [file for file in files if file not in small]
        for file in files:
            try:
                yield _load(self._store, name, file, columns, where, versions[file])
            except FileNotFoundError:
                if chosen is None:
                    raise

    def _ask_for(
        self, name: str, file: str, columns: Sequence[str] | None, where: tuple[str, Collection[str]] | None
    ) -> pa.Table:
        """One file, which may not be there; then FileNotFoundError is raised."""
        listed = self._listed.get(name)
        if listed is not None and file not in listed:
            raise FileNotFoundError(f"{name}/{file}")
        try:
            return _load(self._store, name, file, columns, where)
        except FileNotFoundError:
            if name in self._listed:
                self._listed[name] = set(self._store.sizes(name))
            raise

    def _write(self, name: str, part: str, arrow: pa.Table) -> None:
        self._store.write(f"{name}/{_file(part)}", parquet.write(arrow))
        if (listed := self._listed.get(name)) is not None:
            listed.add(_file(part))

    def _files(self, name: str) -> list[str]:
        return [file for file in self._store.sizes(name) if file.endswith(_SUFFIX)]


def _load(
    store: Store,
    name: str,
    file: str,
    columns: Sequence[str] | None,
    where: tuple[str, Collection[str]] | None = None,
    version: Version | None = None,
) -> pa.Table:
    with store.open(f"{name}/{file}", version) as stream:
        return parquet.read_where(stream, *where, columns) if where else parquet.read(stream, columns)


def _together(small: Mapping[str, int]) -> Iterator[list[str]]:
    """The names of small files, by which of them are merged: so many that what they become is not small."""
    group: list[str] = []
    size = 0
    for part, length in sorted(small.items(), key=lambda one: one[1]):
        group.append(part)
        size += length
        if size >= SMALL:
            yield group
            group, size = [], 0
    if len(group) > 1:
        yield group


def _merged(table: Table, rows: pa.Table) -> pa.Table:
    """Rows of several files in their order, each key once."""
    last = rows.append_column("row", pa.array(range(rows.num_rows))).group_by(list(table.key))
    kept = rows.take(last.aggregate([("row", "max")])["row_max"])
    return kept.sort_by([(column, "ascending") for column in table.order or table.key])


def _file(part: str) -> str:
    return f"{quote(part, safe=' ')}{_SUFFIX}"


def _part(file: str) -> str:
    return unquote(file.removesuffix(_SUFFIX))


def _table(name: str | Table) -> Table:
    return name if isinstance(name, Table) else BY_NAME[name]
