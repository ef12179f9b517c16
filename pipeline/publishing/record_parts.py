"""The record files that the published database is made of, as publishing sees them.

What belongs here: the interface. What must never be here: where the files lie, and how they are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

import pyarrow as pa


class RecordParts(Protocol):
    """The rows of every published table, in parts. Rows with the same key are one row: that of the last part, by the
    order of their names, that has it."""

    def marks(self, name: str) -> Mapping[str, str]:
        """The parts of a table by their names, each with a mark that changes whenever its rows do."""
        ...

    def read_parts(self, name: str, parts: Sequence[str]) -> Iterator[tuple[str, pa.Table]]:
        """The rows of some parts, some rows at a time and part by part in the order given, with exactly the columns of
        the table's record. A part that is there no longer is passed over."""
        ...
