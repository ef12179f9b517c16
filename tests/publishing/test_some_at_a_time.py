"""A database that is laid down a few rows at a time, from files of any names, is the one that is laid down at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.model import TABLES
from pipeline.publishing import incoming, increments, search
from pipeline.publishing.columns import to_arrow
from pipeline.publishing.warehouse import publish, reading
from tests.publishing.galley_example import records
from tests.publishing.held_parts import HeldParts

SEARCHED = ("search_texts", "search_words", "search_size")


def _parts(rows: pa.Table, names: str) -> dict[str, pa.Table]:
    """A table's rows dealt out to one file for each letter of `names`."""
    return {
        name: rows.take(pa.array(range(at, rows.num_rows, len(names)), pa.int64())) for at, name in enumerate(names)
    }


def _published(path: Path, names: str) -> dict[str, list[Any]]:
    tables = {table.name: to_arrow(table.record, rows) for table in TABLES if (rows := records().get(table.name, []))}
    publish(HeldParts({name: _parts(rows, names) for name, rows in tables.items()}), path)
    with reading(path) as connection:
        wanted = [*(table.name for table in TABLES), *SEARCHED]
        return {name: sorted(connection.execute(f'FROM "{name}"').fetchall(), key=repr) for name in wanted}


def test_rows_that_come_a_few_at_a_time_make_the_same_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = _published(tmp_path / "at_once.duckdb", "abc")
    for module, name, value in (
        (incoming, "ROWS_TOGETHER", 2),
        (incoming, "BYTES_AT_ONCE", 1),
        (increments, "TURNS_TOGETHER", 2),
        (search, "TEXTS_TOGETHER", 2),
    ):
        monkeypatch.setattr(module, name, value)
    assert _published(tmp_path / "few.duckdb", "abc") == at_once
    assert at_once["search_texts"]


def test_what_record_files_are_called_shows_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "TEXTS_TOGETHER", 2)
    assert _published(tmp_path / "one.duckdb", "abc") == _published(tmp_path / "other.duckdb", "cba")
