"""Tables that a test holds in memory, published as if each were one record file that was just written."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from pipeline.publishing.warehouse import Publication, publish


@dataclass(frozen=True, slots=True)
class HeldParts:
    """Parts by table and name. They count as written anew whenever they are held anew."""

    parts: Mapping[str, Mapping[str, pa.Table]]
    edition: str = field(default_factory=lambda: uuid.uuid4().hex)

    def marks(self, name: str) -> dict[str, str]:
        """The parts of a table, each with a mark."""
        return dict.fromkeys(self.parts.get(name, {}), self.edition)

    def read_parts(self, name: str, parts: Sequence[str]) -> Iterator[tuple[str, pa.Table]]:
        """The rows of some parts."""
        for part in parts:
            yield part, self.parts[name][part]


def publish_tables(tables: Mapping[str, pa.Table], path: Path) -> Publication:
    """Publish whole tables."""
    return publish(HeldParts({name: {"all": table} for name, table in tables.items()}), path)
