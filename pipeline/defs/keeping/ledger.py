"""What was done before, and from which inputs: the reason why an unchanged input is never worked on again.

What belongs here: remembering, per step and item, the digest of everything the result depends on. What must never be
here: the results themselves, which are records.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

import pyarrow as pa

import pipeline
from pipeline.defs.keeping.records import Records
from pipeline.defs.keeping.shards import WHOLE, Shard
from pipeline.model import Table
from pipeline.publishing.columns import schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One item that a step has worked on."""

    key: Annotated[str, "The item"]
    digest: Annotated[str, "Digest of everything its result depends on, a day aside"]
    since: Annotated[dt.date | None, "Day that the result was made for; null where none matters"] = None
    until: Annotated[dt.date | None, "First later day on which it may be another; null where there is none"] = None


LEDGER = Table("ledger", Done, ("key",), "Items that steps have worked on, and from which inputs")


def done(records: Records, step: str, shard: Shard | None = None) -> dict[str, str]:
    """The digest with which each item of a step was last worked on, by this shard or, where it is new, by others."""
    if shard is None:
        return _recall(records, [step])
    found = done_in_columns(records, step, shard)
    return dict(zip(found["key"].to_pylist(), found["digest"].to_pylist(), strict=True))


def done_in_columns(records: Records, step: str, shard: Shard) -> pa.Table:
    """The same in the columns of `Done`, for a step that remembers every claim of a library."""
    found = records.arrow(LEDGER, parts=[shard.part(step)])
    if found.num_rows:
        return found
    others = records.arrow(
        LEDGER, parts=[part for part in records.parts(LEDGER.name) if part.partition("#")[0] == step]
    )
    row_of = {key: row for row, key in enumerate(others["key"].to_pylist()) if key in shard}
    return others.take(pa.array(list(row_of.values()), pa.int64()))


def done_by_all(records: Records, step: str) -> dict[str, str]:
    """The same of all shards of a step, in whatever number they are."""
    return _recall(records, [part for part in records.parts(LEDGER.name) if part.partition("#")[0] == step])


def done_by_each(records: Records, step: str) -> list[tuple[str, str]]:
    """The same, an item as often as shards have worked on it."""
    parts = [part for part in records.parts(LEDGER.name) if part.partition("#")[0] == step]
    return [one for part in parts for one in _recall(records, [part]).items()]


def remember(
    records: Records,
    step: str,
    digests: Mapping[str, str],
    shard: Shard = WHOLE,
    *,
    known: Mapping[str, str] | None = None,
) -> None:
    """Make `digests` all that the step, or this shard of it, has done. `known` is what was remembered of it, where that
    was just read."""
    before = None if known is None else _in_columns(known)
    records.replace_arrow(LEDGER, _in_columns(digests), shard.part(step), before=before)


def remember_columns(records: Records, step: str, done: pa.Table, shard: Shard = WHOLE) -> None:
    """The same of columns like those of `Done`, in any order."""
    records.replace_arrow(LEDGER, done.cast(schema(Done)).sort_by("key").combine_chunks(), shard.part(step))


def _in_columns(digests: Mapping[str, str]) -> pa.Table:
    never = pa.nulls(len(digests), pa.date32())
    columns = [sorted(digests), [digests[key] for key in sorted(digests)], never, never]
    return pa.table(columns, schema=schema(Done))


def _recall(records: Records, parts: list[str]) -> dict[str, str]:
    rows = records.arrow(LEDGER, parts=parts)
    return dict(zip(rows["key"].to_pylist(), rows["digest"].to_pylist(), strict=True))


def forget_other_shards(records: Records, step: str, count: int) -> None:
    """Drop what the step remembered when its items were divided into another number of shards."""
    parts = [part for part in records.parts(LEDGER.name) if part.partition("#")[0] == step]
    kept = {Shard(index, count).part(step) for index in range(count)}
    records.drop(LEDGER, [part for part in parts if part not in kept])


def digest(*parts: object) -> str:
    """One digest of several values, told apart by their `repr`."""
    return hashlib.sha256("\x1f".join(repr(part) for part in parts).encode()).hexdigest()[:32]


@cache
def code_digest(rooms: tuple[str, ...]) -> str:
    """Digest of the source of some rooms: a result made by other code is made again."""
    root = Path(pipeline.__file__).parent
    sources: Iterable[Path] = (path for room in rooms for path in _sources(root / room))
    return digest(*((path.relative_to(root).as_posix(), path.read_bytes()) for path in sources))


def _sources(room: Path) -> list[Path]:
    if room.is_file():
        return [room]
    return sorted(path for path in room.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
