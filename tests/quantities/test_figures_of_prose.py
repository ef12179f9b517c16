"""Figures as books of any subject write them: each sentence with all that it asserts."""

from __future__ import annotations

import datetime as dt
import math

import pytest

from pipeline.quantities import Quantity, find_quantities

TODAY = dt.date(2026, 4, 15)


def brief(quantity: Quantity) -> str:
    """Text, comparator, bounds and unit of a figure in one line."""
    ends = "..".join("" if end is None else end if isinstance(end, str) else f"{end:.6g}" for end in bounds(quantity))
    return " | ".join(filter(None, (quantity.text, quantity.kind, quantity.comparator, ends, quantity.unit)))


def bounds(quantity: Quantity) -> tuple[float | str | None, float | str | None]:
    return quantity.low, quantity.high


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mill earned $64.3 billion a year before.",
            [
                "$64.3 billion | money | eq | 6.43e+10..6.43e+10 | USD",
                "a year before | date | eq | 2025-01-01..2026-01-01",
            ],
        ),
        ("Rent was $700 a week before tax.", ["$700 a week | money | eq | 700..700 | USD per week"]),
        (
            "Catches grew from 3 million tonnes in 1970 to 8 million tonnes.",
            [
                "3 million tonnes | measure | eq | 3e+06..3e+06 | metric_ton",
                "1970 | date | eq | 1970-01-01..1971-01-01",
                "8 million tonnes | measure | eq | 8e+06..8e+06 | metric_ton",
            ],
        ),
        (
            "Members rose from 40 in 1950 to 3,200 in 1965.",
            [
                "40 | count | eq | 40..40",
                "1950 | date | eq | 1950-01-01..1951-01-01",
                "3,200 | count | eq | 3200..3200",
                "1965 | date | eq | 1965-01-01..1966-01-01",
            ],
        ),
        ("It fell in the last quarter of 2018.", ["the last quarter of 2018 | date | eq | 2018-10-01..2019-01-01"]),
        ("In the 1921-1930 decade wages doubled.", ["1921-1930 | date | range | 1921-01-01..1931-01-01",
                                                    "doubled | comparison | eq | 2..2 | time"]),
        ("Some 12,000 BC they planted it.", ["12,000 BC | date | eq | .."]),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)  # fmt: skip
def test_figures_and_dates_stand_side_by_side(text: str, expected: list[str]) -> None:
    assert [brief(quantity) for quantity in find_quantities(text, TODAY)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("More than a third drowned.", ["More than a third | ratio | gt | 0.333333.."]),
        ("Less than a tenth came back.", ["Less than a tenth | ratio | lt | ..0.1"]),
        ("A fifth were empty.", ["A fifth | ratio | eq | 0.2..0.2"]),
        ("Over a third refused.", ["Over a third | ratio | gt | 0.333333.."]),
        ("One sailor in five was ill.", ["One sailor in five | ratio | eq | 0.2..0.2"]),
        ("One girl in four, he wrote, sang.", ["One girl in four | ratio | eq | 0.25..0.25"]),
        ("Nine of every ten letters burned.", ["Nine of every ten | ratio | eq | 0.9..0.9"]),
        ("three ships out of seven sank", ["three ships out of seven | ratio | eq | 0.428571..0.428571"]),
        ("There was one in a hundred thousand.", ["one in a hundred thousand | ratio | eq | 1e-05..1e-05"]),
        ("They had half as many cows.", ["half | comparison | eq | 0.5..0.5 | time"]),
        ("It shrank by a factor of ten.", ["factor of ten | comparison | eq | 10..10 | time"]),
        ("It shrank by a factor of more than 20.", ["factor of more than 20 | comparison | gt | 20.. | time"]),
        ("Four-fifths of the roofs fell.", ["Four-fifths | ratio | eq | 0.8..0.8"]),
    ],
)
def test_shares_and_multiples(text: str, expected: list[str]) -> None:
    assert [brief(quantity) for quantity in find_quantities(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The march took three hours and twenty minutes.",
         ["three hours and twenty minutes | duration | eq | 200..200 | minute"]),
        ("The error was plus or minus 1.7 points.", ["plus or minus 1.7 | count | eq | 1.7..1.7"]),
        ("It was 60 plus or minus 4 grams.", ["60 plus or minus 4 grams | measure | range | 56..64 | gram"]),
        ("Tax was 6, 11 and 19 percent.", ["6 | percent | eq | 6..6 | percent", "11 | percent | eq | 11..11 | percent",
                                            "19 percent | percent | eq | 19..19 | percent"]),
        ("They lent $80 million over seven years.", ["$80 million | money | eq | 8e+07..8e+07 | USD",
                                                     "seven years | duration | eq | 7..7 | year"]),
        ("They lent $80 million for over seven years.", ["$80 million | money | eq | 8e+07..8e+07 | USD",
                                                         "over seven years | duration | gt | 7.. | year"]),
        ("The siege lasted over seven years.", ["over seven years | duration | gt | 7.. | year"]),
        ("It cost one peso.", ["one peso | money | eq | 1..1 | peso"]),
        ("His pressure was 130/85 mmHg.", ["130 | measure | eq | 130..130 | millimeter_Hg",
                                           "85 mmHg | measure | eq | 85..85 | millimeter_Hg"]),
        ("He was in his mid-forties.", ["mid-forties | age | range | 43..46 | year"]),
        ("She rode in her eighties.", ["eighties | age | range | 80..89 | year"]),
        ("Most were in their early 20s.", ["early 20s | age | range | 20..23 | year"]),
        ("He drew a six-figure pension.", ["six-figure | count | range | 100000..999999"]),
        ("Sales stayed in the low hundreds.", ["low hundreds | count | range | 100..400"]),
        ("It took two-and-a-half years.", ["two-and-a-half years | duration | eq | 2.5..2.5 | year"]),
        ("A million and a half fled.", ["A million and a half | count | eq | 1.5e+06..1.5e+06"]),
        ("It came at nearly no cost.", ["nearly no cost | money | approx | 0..0"]),
        ("It cost Rs 3 crore.", ["Rs 3 crore | money | eq | 3e+07..3e+07 | INR"]),
        ("It was shy of 4 million.", ["shy of 4 million | count | lt | ..4e+06"]),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)  # fmt: skip
def test_measures_and_sums(text: str, expected: list[str]) -> None:
    assert [brief(quantity) for quantity in find_quantities(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fever took 13 small children per 100,000.", ["13 | count | eq | 13..13 | per 100000"]),
        ("It was one death per 10,000 births.", ["one | count | eq | 1..1 | per 10000"]),
        ("They baked three loaves a day.", ["three | count | eq | 3..3 | per day"]),
        ("They own 2 cars per household.", ["2 | count | eq | 2..2 | per household"]),
        ("Oil cost $3.50 a gallon.", ["$3.50 a gallon | money | eq | 3.5..3.5 | USD per gallon"]),
        ("They spend $90 per person per year.",
         ["$90 per person per year | money | eq | 90..90 | USD per person per year"]),
        ("It paid between £20 and £30 a week.", ["between £20 and £30 a week | money | range | 20..30 | GBP per week"]),
        ("They sent 2 to 3 times as many.", ["2 to 3 times | comparison | range | 2..3 | time"]),
        ("Profit was 48.5 MEUR.", ["48.5 MEUR | money | eq | 4.85e+07..4.85e+07 | EUR"]),
        ("Profit was MSEK 60.", ["MSEK 60 | money | eq | 6e+07..6e+07 | SEK"]),
        ("He had three million, two hundred and forty thousand.",
         ["three million, two hundred and forty thousand | count | eq | 3.24e+06..3.24e+06"]),
        ("A mile is about 1.6 kilometers.", ["A mile | measure | eq | 1..1 | mile",
                                             "about 1.6 kilometers | measure | approx | 1.6..1.6 | kilometer"]),
        ("He stood 6 ft 2 in more or less.", ["6 ft 2 in more or less | measure | approx | 6.16667..6.16667 | foot"]),
        ("The treaty of 1648 held.", ["1648 | date | eq | 1648-01-01..1649-01-01"]),
        ("A total of 1648 signed.", ["A total of 1648 | count | eq | 1648..1648"]),
        ("It was the year 800.", ["the year 800 | date | eq | 0800-01-01..0801-01-01"]),
        ("In the third quarter of 2012 it grew, as in the same quarter of 2011.",
         ["the third quarter of 2012 | date | eq | 2012-07-01..2012-10-01",
          "the same quarter of 2011 | date | eq | 2011-07-01..2011-10-01"]),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)  # fmt: skip
def test_rates_and_lengths_and_years(text: str, expected: list[str]) -> None:
    assert [brief(quantity) for quantity in find_quantities(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "See pages 14–17, Chapters 2, 3 and 5, and pages 20 to 31.",
        "She lived in Apartment 12B.",
        "They dammed the Three Gorges while the Group of Seven met.",
        "The S&P 500 fell, and so did the Nikkei 225.",
        "Windows 7 crashes on it.",
        "The coronavirus disease 2019 spread.",
        "COVID-19 spread along Route 66.",
        "Formula One came after World War II.",
        "The Fourteenth Amendment and Article 5 say so.",
        "They flew a Boeing 737 and admired Apollo 13.",
        "He quotes Federalist No. 51.",
        "It was all fin de siecle.",
        "A third option is to wait; a third time is too often.",
    ],
)
def test_names_assert_no_figure(text: str) -> None:
    assert [brief(quantity) for quantity in find_quantities(text) if quantity.kind != "ordinal"] == []


@pytest.mark.parametrize("text", ["one book in three volumes", "two men in five boats", "two goals in 2019"])
def test_a_noun_between_two_counts_makes_no_ratio_of_things_that_differ(text: str) -> None:
    assert all(quantity.kind != "ratio" for quantity in find_quantities(f"There was {text} then."))


@pytest.mark.parametrize("word", ["aged", "ages", "age", "aged over", "ages between", "aged 25", "aged -", "aged 5 to"])
@pytest.mark.parametrize("before", ["", "They were ", "1990 "])
def test_an_age_may_end_the_text(before: str, word: str) -> None:
    assert all(quantity.text in before + word for quantity in find_quantities(before + word))


def test_an_open_interval_has_no_point() -> None:
    (found,) = find_quantities("He drew a six-figure pension.")
    assert found.value is None
    assert not math.isnan(float(found.low or 0))
