"""One Parquet file: its bytes from rows, its rows from bytes, and from a large one only the rows that are wanted.

What belongs here: pyarrow's Parquet reader and writer. What must never be here: which files there are, and what their
rows mean. Files are small and many, so they are read without threads and without pyarrow's search for data sets.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

ROW_GROUP = 16_384
"""Rows that are read together, at most; a reading of some rows skips the groups that hold none of them."""
GROUP_BYTES = 16 * 1024 * 1024
"""Bytes in memory of rows that are read together, about: of pages far fewer than so many rows."""
SMALL = 512 * 1024
"""Bytes in memory up to which rows are compressed quickly. Every column is compressed by itself: of a chapter's thirty
small columns zstd takes two thirds of the time that reading takes, and saves a fifth of the bytes."""
_AT_ONCE = 1024 * 1024
"""Bytes up to which a file is read at once: every column is several readings otherwise, each through Python."""


def write(table: pa.Table, notes: Mapping[str, str] | None = None) -> bytes:
    """The bytes of a file; equal rows and notes make equal bytes. `notes` are kept beside the schema."""
    content = io.BytesIO()
    kept = {key.encode(): value.encode() for key, value in notes.items()} if notes else None
    marked = table.replace_schema_metadata(kept) if notes else table
    size = table.nbytes
    rows = max(1, min(ROW_GROUP, GROUP_BYTES * table.num_rows // max(1, size)))
    pq.write_table(marked, content, compression="snappy" if size <= SMALL else "zstd", row_group_size=rows)
    return content.getvalue()


def read(stream: BinaryIO, columns: Sequence[str] | None = None) -> pa.Table:
    """All rows of a file; of some columns those that it has. The notes are in `schema.metadata`."""
    file = pq.ParquetFile(_source(stream))
    return file.read(columns=_known(file, columns), use_threads=False)


def read_groups(stream: BinaryIO) -> Iterator[pa.Table]:
    """All rows of a file, so many in memory at a time as are read together."""
    file = pq.ParquetFile(_source(stream))
    for group in range(file.num_row_groups):
        yield file.read_row_group(group, use_threads=False)


def read_where(
    stream: BinaryIO, column: str, values: Collection[str], columns: Sequence[str] | None = None
) -> pa.Table:
    """The rows of a file whose `column`, a text, is among some values, in their order.

    That column is read first, as a dictionary, and the others only of the groups of rows in which a value stands.
    """
    source = _source(stream)
    file = pq.ParquetFile(source, read_dictionary=[column])
    wanted, known = pa.array(sorted(values), pa.string()), _known(file, columns)
    plain = pa.schema([field for field in pq.ParquetFile(source).schema_arrow if known is None or field.name in known])
    found = []
    for group in range(file.num_row_groups):
        held = file.read_row_group(group, columns=[column], use_threads=False)[column]
        hits = pc.is_in(held, wanted)
        if pc.any(hits).as_py():
            rows = file.read_row_group(group, columns=known, use_threads=False)
            found.append(rows.filter(hits).cast(plain))
    return pa.concat_tables(found) if found else plain.empty_table()


def _source(stream: BinaryIO) -> BinaryIO | pa.BufferReader:
    """A small file in memory, a large one as it is."""
    content = stream.read(_AT_ONCE + 1)
    if len(content) <= _AT_ONCE:
        return pa.BufferReader(content)
    stream.seek(0)
    return stream


def _known(file: pq.ParquetFile, columns: Sequence[str] | None) -> list[str] | None:
    there = set(file.schema_arrow.names)
    return None if columns is None else [one for one in columns if one in there]
