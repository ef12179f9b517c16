"""The rows of record files on their way into DuckDB: so many bytes at a time, however large the files are.

What belongs here: how rows are handed over, and counting them. What must never be here: what becomes of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import duckdb
import pyarrow as pa

from pipeline.model import Table
from pipeline.publishing.columns import schema
from pipeline.publishing.record_parts import RecordParts

ROWS_TOGETHER = 10_000
"""Rows of small record files that become one batch."""
BYTES_TOGETHER = 8 * 1024 * 1024
"""Bytes from which they do, however few."""
BYTES_AT_ONCE = 32 * 1024 * 1024
"""Bytes of rows that one statement takes in, about. They are in memory beside what DuckDB may hold, and DuckDB lets go
of some of what it read only when the statement ends."""
_NAME = "incoming"


class Incoming:
    """The rows of some record files of a table, each with the number of its file in column `_part`.

    DuckDB reads it by Arrow's PyCapsule interface (`__arrow_c_stream__`) as a relation that holds other rows from one
    statement to the next: relations that are registered one after another it keeps to the end of a transaction.
    """

    def __init__(self, table: Table, records: RecordParts, numbers: Mapping[str, int]) -> None:
        """`numbers` are the files by name, in the order in which they are read, each with its number."""
        fields = [one.with_nullable(True) for one in schema(table.record)]
        self.table = table
        self.numbers = numbers
        self.read = dict.fromkeys(numbers, 0)
        """How many rows were read of each file; none of one that was not there."""
        self._records = records
        self._columns = pa.schema([*fields, pa.field("_part", pa.int32())])
        self._now = self._columns.empty_table()

    def some_at_a_time(self, connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
        """The name of a relation that holds some rows, in their order; and each time again, while there are more. At
        least once, though it may hold none."""
        connection.register(_NAME, self)
        for rows in _some_at_a_time(self._pieces(), self._now):
            self._now = rows
            yield _NAME
        connection.unregister(_NAME)
        self._now = self._columns.empty_table()
        pa.default_memory_pool().release_unused()  # what it keeps for another time is beside what DuckDB may hold, too

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._now.__arrow_c_stream__(requested_schema)

    def _pieces(self) -> Iterator[pa.Table]:
        for part, rows in self._records.read_parts(self.table.name, [*self.numbers]):
            self.read[part] += rows.num_rows
            yield rows.append_column("_part", pa.repeat(pa.scalar(self.numbers[part], pa.int32()), rows.num_rows))


def _some_at_a_time(pieces: Iterable[pa.Table], none: pa.Table | None) -> Iterator[pa.Table]:
    """Rows in tables of `BYTES_AT_ONCE`, each of as few batches as can be: a batch costs DuckDB as much as a hundred
    rows. At least one table, `none` where there is no piece."""
    some, small = list[pa.Table](), list[pa.Table]()
    held = held_small = 0
    for piece in pieces:
        small.append(piece)
        held_small += piece.get_total_buffer_size()
        if held_small >= BYTES_TOGETHER or sum(one.num_rows for one in small) >= ROWS_TOGETHER:
            some.append(_together(small))
            held, small, held_small = held + held_small, [], 0
        if held >= BYTES_AT_ONCE:
            yield pa.concat_tables(some)
            some, held, none = [], 0, None
    if some or small:
        yield pa.concat_tables([*some, *([_together(small)] if small else [])])
    elif none is not None:
        yield none


def _together(tables: Sequence[pa.Table]) -> pa.Table:
    return pa.concat_tables(tables).combine_chunks() if len(tables) > 1 else tables[0]
