"""A table answers a claim by its rows and columns, or says nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.judging import judge
from pipeline.judging.layout import read_layout
from pipeline.judging.tabular import Grid, answer, read_grids

FERRIES = """Ferries of the northern sound
ferry | route | built | passengers | operator | captain
Aurora | Skerry to Holm | 1998 | 41200 | Sound Lines | Mette Dahl
Boreas | Skerry to Ness | 2004 | 38750 | Sound Lines | Olaf Brink
Cirrus | Holm to Ness | 2004 | 12400 | Blue Ferries | Ada Quist
Dione | Holm to Tarn | 2011 | 12400 | Blue Ferries | Per Lund
Eos | Ness to Tarn | 2011 | 9100 | Blue Ferries | Olaf Brink
"""


def _grid() -> Grid:
    return read_grids(read_layout(FERRIES))[0]


@pytest.mark.parametrize(
    ("claim", "form"),
    [
        ("The Aurora was built in 1998.", "lookup"),
        ("The Boreas carried 38,750 passengers under captain Olaf Brink.", "lookup"),
        ("Blue Ferries is the operator of the Dione, built in 2011.", "lookup"),
        ("The highest number of passengers was 41,200.", "extreme"),
        ("The Eos had the fewest passengers.", "extreme"),
        ("Three of the ferries are run by Blue Ferries.", "count"),
        ("There are 2 ferries built in 2004.", "count"),
        ("The Aurora carried 2,450 more passengers than the Boreas.", "comparison"),
        ("The Eos had fewer passengers than the Dione.", "comparison"),
        ("The total of passengers of Blue Ferries was 33,900.", "total"),
        ("The average of the passengers was 22,770.", "total"),
    ],
)
def test_what_the_table_bears_out_is_borne_out(claim: str, form: str) -> None:
    told = answer(claim, _grid())
    assert told is not None
    assert (told.holds, told.form) == (True, form)


@pytest.mark.parametrize(
    "claim",
    [
        "The Aurora was built in 2004.",
        "The captain of the Aurora was Ada Quist.",
        "The Eos had the most passengers.",
        "Two of the ferries are run by Blue Ferries.",
        "The Aurora carried 3,000 more passengers than the Boreas.",
        "The Boreas had fewer passengers than the Dione.",
        "The average of the passengers was 30,000.",
    ],
)
def test_what_the_table_says_otherwise_is_denied(claim: str) -> None:
    told = answer(claim, _grid())
    assert told is not None
    assert not told.holds


@pytest.mark.parametrize(
    "claim",
    [
        "The Aurora was rebuilt in 1998 after a fire.",  # a word the table knows nothing of
        "The Aurora was not built in 1998.",
        "The Aurora carried 41,200 passengers and 900 cars.",
        "The Aurora carried 41,200 passengers in 2019.",
        "Olaf Brink was born in 2004.",
        "Most ferries were built in 2011.",
    ],
)
def test_a_claim_of_which_the_table_does_not_speak_in_full_is_left_alone(claim: str) -> None:
    assert answer(claim, _grid()) is None


def test_the_answer_shows_its_rows_and_its_sum() -> None:
    told = answer("The Aurora carried 2,450 more passengers than the Boreas.", _grid())
    assert told is not None
    assert "41,200 − 38,750 = 2,450" in told.arithmetic
    assert FERRIES[told.start : told.end].startswith("Aurora")


def test_judge_reasons_over_the_table_of_its_evidence() -> None:
    said = judge("Three of the ferries are run by Blue Ferries.", FERRIES)
    assert (said.status, said.reason) == ("supported", "arithmetic")
    said = judge("The Aurora was built in 2004.", FERRIES)
    assert (said.status, said.reason) == ("unverified", "contradicted")


def test_a_changed_cell_makes_a_claim_of_the_table_stale() -> None:
    said = judge("The Aurora was built in 1998.", FERRIES.replace("1998", "1999"), earlier_text=FERRIES)
    assert said.status == "stale"


def test_two_values_of_one_column_are_looked_for_in_a_row_each() -> None:
    table = "driver | year | car\nIda Moe | 1986 | Falke 2\nIda Moe | 1987 | Falke 2\nIda Moe | 1988 | Falke 3\n"
    grid = read_grids(read_layout(table))[0]
    told = answer("The Falke 2 car was driven in 1986 and 1987.", grid)
    assert told is None or told.holds
    assert answer("Ida Moe, car Falke 3, year 1987.", grid) is not None


def test_a_table_without_headings_or_rows_is_no_grid() -> None:
    assert read_grids(read_layout("only | one\n")) == []
    assert read_grids(read_layout("No table here, just a sentence of 12 words.")) == []


@given(st.text(max_size=120), st.text(alphabet="ab 12|\n.,%", max_size=200))
def test_any_claim_against_any_table_has_an_answer_or_none(claim: str, text: str) -> None:
    for grid in read_grids(read_layout(text)):
        answer(claim, grid)


@given(st.sampled_from(["The Aurora was built in 1998.", "The Eos had the fewest passengers."]), st.randoms())
def test_the_order_of_rows_changes_no_answer(claim: str, random: object) -> None:
    title, head, *rows = FERRIES.splitlines()
    random.shuffle(rows)  # type: ignore[attr-defined]
    grid = read_grids(read_layout("\n".join([title, head, *rows, ""])))[0]
    told, before = answer(claim, grid), answer(claim, _grid())
    assert told is not None
    assert before is not None
    assert told.holds == before.holds
