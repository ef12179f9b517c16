"""What the Dagster UI shows of a table: counts, column schema, a status breakdown, a Markdown preview.

What belongs here: turning records into Dagster metadata. What must never be here: reading or deciding anything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import dagster as dg
import pyarrow as pa

from pipeline.publishing.columns import BY_NAME, meanings, schema

PREVIEW_ROWS = 20
_CELL = 120
"""Characters of a value that a table shows."""
_MARKS = re.compile(r"[\\|<>\[\]!`*~]|(?<!\w)_|_(?!\w)")
"""What Markdown would take for markup: words of a page must not become a link, a picture that is fetched, or HTML."""


def column_schema(name: str) -> dg.TableSchema:
    """The columns of a published table, with their types and meanings."""
    record = BY_NAME[name].record
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name=column.name,
                type=str(column.type),
                description=meanings(record)[column.name],
                constraints=dg.TableColumnConstraints(nullable=column.nullable),
            )
            for column in schema(record)
        ]
    )


def described(rows: Sequence[Any], preview: Sequence[str], *, total: int, **more: Any) -> dict[str, Any]:
    """Metadata of a materialised table of `total` rows: the count, a preview of some columns of the rows that the run
    made, and whatever `more` adds."""
    return {"dagster/row_count": total, "preview": markdown(rows[:PREVIEW_ROWS], preview), **more}


def summarised(table: pa.Table, preview: Sequence[str], *, total: int | None = None, **more: Any) -> dict[str, Any]:
    """The same of a table in columns; `total` is given where it holds only the rows that are worth a look."""
    shown = table.slice(0, PREVIEW_ROWS).select(list(preview)).to_pylist()
    return described(shown, preview, total=table.num_rows if total is None else total, **more)


def breakdown_of(table: pa.Table, *columns: str) -> dg.MarkdownMetadataValue:
    """How many rows of a table in columns there are of each combination of some columns, most first."""
    return breakdown_table(counted(table, *columns), *columns)


def counted(table: pa.Table, *columns: str) -> Counter[tuple[str, ...]]:
    """The same as numbers."""
    groups = table.group_by(list(columns)).aggregate([([], "count_all")]).to_pylist()
    return Counter({tuple(str(row[column]) for column in columns): row["count_all"] for row in groups})


def breakdown(rows: Iterable[Any], *columns: str) -> dg.MarkdownMetadataValue:
    """How many rows there are of each combination of some columns, most first."""
    return breakdown_table(Counter(tuple(str(getattr(row, column)) for column in columns) for row in rows), *columns)


def breakdown_table(counts: Counter[tuple[str, ...]], *columns: str) -> dg.MarkdownMetadataValue:
    """The same of combinations that were counted before."""
    table = [dict(zip((*columns, "rows"), (*key, count), strict=True)) for key, count in counts.most_common()]
    return markdown(table, (*columns, "rows"))


def markdown(rows: Sequence[Any], columns: Sequence[str]) -> dg.MarkdownMetadataValue:
    """Some columns of some rows (records or mappings) as a Markdown table."""
    if not rows:
        return dg.MetadataValue.md("*no rows*")
    lines = ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]
    lines += ["| " + " | ".join(_cell(row, column) for column in columns) + " |" for row in rows]
    return dg.MetadataValue.md("\n".join(lines))


def _cell(row: Any, column: str) -> str:
    value = row[column] if isinstance(row, Mapping) else getattr(row, column)
    text = "" if value is None else " ".join(str(value).split())
    return _MARKS.sub(r"\\\g<0>", text if len(text) <= _CELL else text[: _CELL - 1] + "…")
