"""A table answers a claim by its rows and columns, or says nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.judging import judge
from pipeline.judging.sentences.layout import read_layout
from pipeline.judging.tabular import Grid, answer, read_grids

FERRIES = """Ferries of the northern sound
ferry | route | built | passengers | operator | captain
Aurora | Skerry to Holm | 1998 | 41200 | Sound Lines | Mette Dahl
Boreas | Skerry to Ness | 2004 | 38750 | Sound Lines | Olaf Brink
Cirrus | Holm to Ness | 2004 | 12400 | Blue Ferries | Ada Quist
Dione | Holm to Tarn | 2011 | 12400 | Blue Ferries | Per Lund
Eos | Ness to Tarn | 2011 | 9100 | Blue Ferries | Olaf Brink
"""


MATCHES = """Matches of the harbour cup
date | opponent | venue | attendance | goals | conceded
3 May 2011 | Rovers | home | 4100 | 3 | 1
10 May 2011 | United | away | 5200 | 0 | 2
7 June 2011 | City | home | 3900 | 2 | 2
14 June 2011 | Albion | home | 6100 | 1 | 0
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


@pytest.mark.parametrize(
    ("claim", "form"),
    [
        ("The Aurora and the Boreas are the only ferries of Sound Lines.", "members"),
        ("The Cirrus is one of the three ferries of Blue Ferries.", "members"),
        ("Most of the ferries are of Blue Ferries.", "proportion"),
        ("The Boreas had the second highest number of passengers.", "extreme"),
        ("The difference in passengers between the Aurora and the Boreas was 2,450.", "comparison"),
        ("The Dione and the Eos have the same operator.", "sameness"),
        ("There are 2 different operators.", "sameness"),
        ("The most common operator is Blue Ferries.", "sameness"),
        ("Between 2004 and 2011 the highest number of passengers was 38,750.", "extreme"),
        ("The average of the passengers was more than 20,000.", "total"),
    ],
)
def test_more_forms_of_question_are_borne_out(claim: str, form: str) -> None:
    told = answer(claim, _grid())
    assert told is not None
    assert (told.holds, told.form) == (True, form)


@pytest.mark.parametrize(
    "claim",
    [
        "The match with the latest date was against Albion.",
        "The attendance on 3 May 2011 and 10 May 2011 was 4,100 and 5,200.",
        "The total attendance against Rovers and United was 9,300.",
    ],
)
def test_dates_and_lists_are_asked_item_by_item(claim: str) -> None:
    assert judge(claim, MATCHES).status == "supported"


@pytest.mark.parametrize(
    ("table", "claim"),
    [
        (FERRIES, "The Aurora and the Cirrus are the only ferries of Sound Lines."),
        (FERRIES, "The Dione and the Eos are the only ferries of Blue Ferries."),
        (FERRIES, "The Aurora and the Boreas are the only ferries of Sound Lines that pay no duty."),
        (FERRIES, "The Cirrus is one of the two ferries of Blue Ferries."),
        (FERRIES, "The Cirrus is one of the three oldest ferries of Blue Ferries."),
        (FERRIES, "All of the ferries built in 2004 are of Blue Ferries."),
        (FERRIES, "All of the ferries were sold to Blue Ferries in 2011."),
        (FERRIES, "None of the ferries built in 2004 are of Sound Lines."),
        (FERRIES, "Most of the ferries are of Sound Lines."),
        (FERRIES, "Most of the passengers are of Blue Ferries."),
        (FERRIES, "The Cirrus had the third highest number of passengers."),
        (FERRIES, "The Dione and the Eos have the same route."),
        (FERRIES, "The Dione and the Eos had the same operator until 2020."),
        (FERRIES, "There are 3 different operators."),
        (FERRIES, "Between 2005 and 2011 the highest number of passengers was 38,750."),
        (FERRIES, "The highest number of passengers between 2004 and 2011 was 41,200."),
        (FERRIES, "Between 2004 and 2011 Blue Ferries built the Dione with 12,400 passengers for its captain."),
        (MATCHES, "The match with the earliest date was against Albion."),
        (MATCHES, "The attendance on 3 May 2011 and 10 May 2011 was 5,200 and 4,100."),
        (MATCHES, "The total attendance against Rovers and City was 9,300."),
        (MATCHES, "All of the matches were won at home."),
        (MATCHES, "None of the matches were lost at home."),
        (MATCHES, "Rovers and City were the only opponents beaten at home."),
    ],
)
def test_what_a_table_does_not_come_to_is_never_supported(table: str, claim: str) -> None:
    assert judge(claim, table).status == "unverified"


def test_a_row_is_asked_for_the_difference_of_two_of_its_columns() -> None:
    told = answer("The goals against Rovers were 2 more than those conceded.", read_grids(read_layout(MATCHES))[0])
    assert told is not None
    assert told.holds


def test_a_name_is_found_in_the_cell_that_turns_it_around() -> None:
    table = "keeper | games\nSipos, Bela | 112\nKova, Bela | 105\nRudas, Fero | 76\n"
    assert judge("Bela Sipos played 7 more games than Bela Kova.", table).status == "supported"
    assert judge("Bela Kova played 7 more games than Bela Sipos.", table).status == "unverified"


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
