"""Dates that lean on something else: numbered weeks, arrangements, the same time of another year, ends of a range."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.quantities import find_quantities, read_quantities

TODAY = dt.date(2026, 6, 3)  # a Wednesday


def dates(text: str) -> list[tuple[str, object, object, object]]:
    """Text, value, low and high of the dates that `text` asserts."""
    found = find_quantities(text, TODAY)
    return [(date.text, date.value, date.low, date.high) for date in found if date.kind == "date"]


@pytest.mark.parametrize(
    ("text", "quote", "value", "low", "high"),
    [
        ("Sales rose in week 31 of 2018.", "week 31 of 2018", "2018-W31", "2018-07-30", "2018-08-06"),
        ("The shop closes in week 9.", "week 9", "2026-W09", "2026-02-23", "2026-03-02"),
        ("We will be away in weeks 3 to 5.", "weeks 3 to 5", "2026-W03/2026-W05", "2026-01-12", "2026-02-02"),
        ("The list for w/c 4 May is out.", "w/c 4 May", "2026-W19", "2026-05-04", "2026-05-11"),
        ("It snowed the weekend of 9 May.", "the weekend of 9 May", "2026-W19-WE", "2026-05-09", "2026-05-11"),
        ("They met over the weekend.", "the weekend", "2026-W22-WE", "2026-05-30", "2026-06-01"),
        ("We will sail over the weekend.", "the weekend", "2026-W23-WE", "2026-06-06", "2026-06-08"),
        ("I paint next week from Monday to Wednesday.", "next week from Monday to Wednesday",
         "2026-06-08/2026-06-10", "2026-06-08", "2026-06-11"),
        ("They sat from Monday to Friday of last week.", "from Monday to Friday of last week",
         "2026-05-25/2026-05-29", "2026-05-25", "2026-05-30"),
        ("It was quiet the week before Easter 2019.", "the week before Easter 2019",
         "2019-04-14/2019-04-20", "2019-04-14", "2019-04-21"),
        ("The lease ends a week from Friday.", "a week from Friday", "2026-06-12", "2026-06-12", "2026-06-13"),
        ("I'll be back on 15.", "15", "2026-06-15", "2026-06-15", "2026-06-16"),
        ("We leave 6/18.", "6/18", "2026-06-18", "2026-06-18", "2026-06-19"),
        ("The dam broke a century ago.", "a century ago", "1926", "1926-01-01", "1927-01-01"),
        ("He left a year and a half ago.", "a year and a half ago", "2024-12", "2024-12-01", "2025-01-01"),
        ("She won two years ago today.", "two years ago today", "2024-06-03", "2024-06-03", "2024-06-04"),
        ("Costs fell from the middle of 2007 to the start of 2009.", "from the middle of 2007 to the start of 2009",
         "2007-mid/2009-early", "2007-07-02", "2009-01-01"),
        ("It has traded since at least 1904.", "since at least 1904", "1904", "1904-01-01", None),
        ("The law is due by year-end.", "by year-end", "2026-late", None, "2027-01-01"),
        ("Assets at year-end 2021 were small.", "year-end 2021", "2021-late", "2021-09-01", "2022-01-01"),
        ("The index is down YTD.", "YTD", "2026-01-01/2026-06-03", "2026-01-01", "2026-06-04"),
        ("The strike of '84 was long.", "'84", "1984", "1984-01-01", "1985-01-01"),
        ("Filed on 15-Mar-19 in Delhi.", "15-Mar-19", "2019-03-15", "2019-03-15", "2019-03-16"),
        ("The clock stopped three Mondays ago.", "three Mondays ago", "2026-05-18", "2026-05-18", "2026-05-19"),
        ("He signed less than two weeks ago.", "less than two weeks ago", "2026-05-20", "2026-05-21", None),
        ("He signed over ten days ago.", "over ten days ago", "2026-05-24", None, "2026-05-24"),
        ("Rents were lower prior to last year.", "prior to last year", "2025", None, "2025-01-01"),
        ("It opens on or after May 9.", "on or after May 9", "2026-05-09", "2026-05-09", None),
        ("Grain ripened in 1H 2019 already.", "1H 2019", "2019-H1", "2019-01-01", "2019-07-01"),
        ("Sales doubled in FY18 Q3 alone.", "FY18 Q3", "2018-Q3", "2018-07-01", "2018-10-01"),
        ("Sales doubled in H2 FY 19 alone.", "H2 FY 19", "2019-H2", "2019-07-01", "2020-01-01"),
        ("Songs of the summer of 69 linger.", "the summer of 69", "1969-summer", "1969-06-01", "1969-09-01"),
        ("It rained in week 3 of April 2026.", "week 3 of April 2026", "2026-W16", "2026-04-13", "2026-04-20"),
        ("The fair fills the week of the 18th.", "the week of the 18th", "2026-W25", "2026-06-15", "2026-06-22"),
        ("It froze the closing days of March 2021.", "the closing days of March 2021", "2021-03-late",
         "2021-03-16", "2021-04-01"),
        ("A comet passed last night.", "last night", "2026-06-02", "2026-06-02", "2026-06-03"),
        ("Rain fell on Thanksgiving 2019.", "Thanksgiving 2019", "2019-11-28", "2019-11-28", "2019-11-29"),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)  # fmt: skip
def test_one_date(text: str, quote: str, value: str, low: str | None, high: str | None) -> None:
    assert dates(text) == [(quote, value, low, high)]


def test_the_same_quarter_of_another_year_is_that_of_the_text() -> None:
    found = dates("In the third quarter of 2024 it earned more than in the same quarter of the previous year.")
    assert found[1][1:] == ("2023-Q3", "2023-07-01", "2023-10-01")


def test_the_same_period_last_year_is_the_last_one_named() -> None:
    found = dates("In April 2026 traffic was lighter than in the same period last year.")
    assert found[1][1:] == ("2025-04", "2025-04-01", "2025-05-01")


@pytest.mark.parametrize(
    "text",
    [
        "Pain had eased at week 12.",
        "Accuracy rose in week 3.",
        "The year-end report is thick.",
        "Holocaust Remembrance Day is kept in spring.",
        "By week 24 of treatment most patients slept better.",
        "The story is set the year before independence.",
        "The office opens every Monday.",
        "After 9/11 flights stopped.",
        "The bus leaves at 3 p.m. sharp.",
    ],
)
def test_no_date(text: str) -> None:
    assert dates(text) == []


def test_a_time_of_day_with_full_stops_counts_nothing() -> None:
    assert [figure.why_not for figure in read_quantities("The bus leaves at 3 p.m. sharp.")] == ["time of day"]
