"""Records survive the way through Arrow, and every column explains itself."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import TABLES, Claim, Table
from pipeline.publishing.columns import from_arrow, in_columns, in_order, meanings, schema, to_arrow
from tests.records_strategies import records


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_has_a_meaning_for_every_column_and_its_key_among_them(table: Table) -> None:
    names = schema(table.record).names
    assert set(table.key) <= set(names)
    assert all(meanings(table.record)[name].strip() for name in names)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_records_come_back_from_arrow_as_they_went_in(table: Table, data: st.DataObject) -> None:
    rows = data.draw(st.lists(records(table.record), max_size=3))
    assert from_arrow(table.record, to_arrow(table.record, rows)) == rows


@pytest.mark.parametrize("name", ["changes", "claims", "passages"])
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_records_join_others_in_columns_as_they_would_among_records(name: str, data: st.DataObject) -> None:
    (table,) = (table for table in TABLES if table.name == name)
    rows = data.draw(
        st.lists(records(table.record), max_size=6, unique_by=lambda row: tuple(getattr(row, one) for one in table.key))
    )
    some = data.draw(st.integers(0, len(rows)))
    joined = in_columns(table, rows[:some], to_arrow(table.record, rows[some:]))
    assert joined.equals(to_arrow(table.record, in_order(table, rows)))


def test_a_column_that_did_not_exist_when_a_file_was_written_takes_its_default() -> None:
    claim = Claim(claim_id="a", chapter_id="b", statement="c", quote="d", sources=("s",))
    older = to_arrow(Claim, [claim]).drop_columns(["orphan", "sources"])
    newer = pa.concat_tables([older, to_arrow(Claim, [claim])], promote_options="default")
    assert from_arrow(Claim, newer) == [
        Claim(claim_id="a", chapter_id="b", statement="c", quote="d"),
        claim,
    ]
