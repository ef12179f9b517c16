"""One Parquet file: of many rows only those that are wanted, in their order."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.defs.keeping import parquet


@given(
    rows=st.lists(st.tuples(st.sampled_from(["a", "b", "c", None]), st.integers(0, 9)), max_size=40),
    wanted=st.sets(st.sampled_from("abcd"), min_size=1),
    columns=st.sampled_from([None, ["number"], ["letter", "number"], ["number", "unknown"]]),
)
@settings(max_examples=60, deadline=None)
def test_rows_are_chosen_as_by_looking_at_all_of_them(
    rows: list[tuple[str | None, int]], wanted: set[str], columns: list[str] | None
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquet, "ROW_GROUP", 4)
        table = pa.table(
            {
                "letter": pa.array([letter for letter, _ in rows], pa.string()),
                "number": pa.array([number for _, number in rows], pa.int64()),
            }
        )
        content = parquet.write(table, {"about": "letters"})
    chosen = parquet.read_where(io.BytesIO(content), "letter", wanted, columns)
    whole = table if columns is None else table.select([one for one in columns if one != "unknown"])
    expected = whole.filter(pa.array([letter in wanted for letter, _ in rows], pa.bool_()))
    assert chosen.to_pylist() == expected.to_pylist()
    assert [field.type for field in chosen.schema] == [field.type for field in expected.schema]
    assert parquet.read(io.BytesIO(content), columns).schema.metadata[b"about"] == b"letters"


def test_equal_rows_and_notes_make_equal_bytes() -> None:
    table = pa.table({"letter": ["a", "b"]})
    assert parquet.write(table) == parquet.write(pa.table({"letter": ["a", "b"]}))
    assert parquet.write(table, {"about": "x"}) != parquet.write(table, {"about": "y"})


def test_few_rows_are_compressed_quickly_and_many_well_and_both_are_read_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parquet, "_AT_ONCE", 100_000)
    few = pa.table({"letter": ["a", "b"] * 100})
    many = pa.table({"letter": [f"letter {number}" for number in range(200_000)]})
    for table, compression in ((few, "SNAPPY"), (many, "ZSTD")):
        content = parquet.write(table)
        assert pq.ParquetFile(io.BytesIO(content)).metadata.row_group(0).column(0).compression == compression
        assert parquet.read(io.BytesIO(content)).equals(table)
