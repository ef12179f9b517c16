"""What a number in a sentence is read as: value, bounds, comparator, unit, kind, digits."""

from __future__ import annotations

import pytest

from pipeline.quantities import Quantity, find_quantities

Expected = tuple[str, float | None, float | None, float | None, str, str | None, str]


def only(text: str, language: str = "en") -> Quantity:
    found = find_quantities(text, language=language)
    assert len(found) == 1, found
    return found[0]


def shape(quantity: Quantity) -> tuple[object, ...]:
    return (
        quantity.text,
        quantity.value,
        quantity.low,
        quantity.high,
        quantity.comparator,
        quantity.unit,
        quantity.kind,
    )


POINTS: list[Expected] = [
    ("1,500", 1500, 1500, 1500, "eq", None, "count"),
    ("113k", 113000, 113000, 113000, "eq", None, "count"),
    ("2.03 million", 2030000, 2030000, 2030000, "eq", None, "count"),
    ("thirteen million", 13e6, 13e6, 13e6, "eq", None, "count"),
    ("one hundred and thirteen thousand", 113000, 113000, 113000, "eq", None, "count"),
    ("two and a half million", 2.5e6, 2.5e6, 2.5e6, "eq", None, "count"),
    ("a quarter of a million", 250000, 250000, 250000, "eq", None, "count"),
    ("half a billion", 5e8, 5e8, 5e8, "eq", None, "count"),
    ("1 414 021 100", 1414021100, 1414021100, 1414021100, "eq", None, "count"),
    ("13萬", 130000, 130000, 130000, "eq", None, "count"),
    ("2億3000万", 230e6, 230e6, 230e6, "eq", None, "count"),
    ("−12.5", -12.5, -12.5, -12.5, "eq", None, "count"),
    ("minus twelve", -12, -12, -12, "eq", None, "count"),
    ("5.5×10^3", 5500, 5500, 5500, "eq", None, "count"),
    ("forty percent", 40, 40, 40, "eq", "percent", "percent"),
    ("0.2 percentage points", 0.2, 0.2, 0.2, "eq", "percentage point", "percent"),
    ("twenty cents", 0.2, 0.2, 0.2, "eq", "USD", "money"),
    ("$2.3bn", 2.3e9, 2.3e9, 2.3e9, "eq", "USD", "money"),
    ("HK$40", 40, 40, 40, "eq", "HKD", "money"),
    ("three dollars and fifty cents", 3.5, 3.5, 3.5, "eq", "USD", "money"),
    ("forty years", 40, 40, 40, "eq", "year", "duration"),
    ("a year and a half old", 1.5, 1.5, 1.5, "eq", "year", "age"),
    ("twenty-five-year-old", 25, 25, 25, "eq", "year", "age"),
    ("80 km/h", 80, 80, 80, "eq", "kilometer per hour", "measure"),
    ("2,400 square feet", 2400, 2400, 2400, "eq", "square foot", "measure"),
    ("5 ft 6 in", 5.5, 5.5, 5.5, "eq", "foot", "measure"),
    ("two in five", 0.4, 0.4, 0.4, "eq", None, "ratio"),
    ("a third", 1 / 3, 1 / 3, 1 / 3, "eq", None, "ratio"),
    ("2:1", 2, 2, 2, "eq", None, "ratio"),
    ("tenfold", 10, 10, 10, "eq", "time", "comparison"),
    ("3×", 3, 3, 3, "eq", "time", "comparison"),
    ("21st", 21, 21, 21, "eq", None, "ordinal"),
    ("13 per 100,000", 13, 13, 13, "eq", "per 100000", "count"),
    ("for free", 0, 0, 0, "eq", None, "money"),
]


@pytest.mark.parametrize("expected", POINTS, ids=lambda case: case[0])
def test_a_figure_is_read_with_its_unit(expected: Expected) -> None:
    found = only(f"They said it was {expected[0]}, no less.")
    assert shape(found)[0] == expected[0]
    assert shape(found)[1:4] == pytest.approx(expected[1:4])
    assert shape(found)[4:] == expected[4:]


BOUNDS: list[Expected] = [
    ("more than 5", 5, 5, None, "gt", None, "count"),
    ("upwards of sixty", 60, 60, None, "gt", None, "count"),
    ("exceeded two hundred thousand", 2e5, 2e5, None, "gt", None, "count"),
    ("no fewer than 12 miles", 12, 12, None, "gte", "mile", "measure"),
    ("at least ten percent", 10, 10, None, "gte", "percent", "percent"),
    ("500 or more", 500, 500, None, "gte", None, "count"),
    ("20+ years", 20, 20, None, "gte", "year", "duration"),
    ("fewer than 300", 300, None, 300, "lt", None, "count"),
    ("under a year", 1, None, 1, "lt", "year", "duration"),
    ("up to 5", 5, None, 5, "lte", None, "count"),
    ("as many as 20,000", 20000, None, 20000, "lte", None, "count"),
    ("no more than $3 million", 3e6, None, 3e6, "lte", "USD", "money"),
    ("roughly fifteen", 15, 15, 15, "approx", None, "count"),
    ("nearly one in five", 0.2, 0.2, 0.2, "approx", None, "ratio"),
    ("a dozen or so", 12, 12, 12, "approx", None, "count"),
    ("more than about forty", 40, 40, None, "gt", None, "count"),
    ("more than doubled", 2, 2, None, "gt", "time", "comparison"),
]


@pytest.mark.parametrize("expected", BOUNDS, ids=lambda case: case[0])
def test_a_hedge_belongs_to_the_quote_and_sets_the_bounds(expected: Expected) -> None:
    assert shape(only(f"It was {expected[0]} then.")) == expected


RANGES: list[Expected] = [
    ("between one thousand and two thousand", None, 1000, 2000, "range", None, "count"),
    ("two or three million", None, 2e6, 3e6, "range", None, "count"),
    ("$5–7 million", None, 5e6, 7e6, "range", "USD", "money"),
    ("10 to 12 percent", None, 10, 12, "range", "percent", "percent"),
    ("8- to 16-meter", None, 8, 16, "range", "meter", "measure"),
    ("from 100 to 1000 g", None, 100, 1000, "range", "gram", "measure"),
    ("45.2 ± 0.2 mm", None, 45.0, 45.4, "range", "millimeter", "measure"),
    ("more than 10 and less than 40", None, 10, 40, "range", None, "count"),
    ("hundreds of thousands", None, 1e5, 1e6, "range", None, "count"),
    ("several", None, 3, 9, "range", None, "count"),
    ("18 to 64 years old", None, 18, 64, "range", "year", "age"),
]


@pytest.mark.parametrize("expected", RANGES, ids=lambda case: case[0])
def test_a_range_has_bounds_and_no_point(expected: Expected) -> None:
    found = only(f"It took {expected[0]} before.")
    assert shape(found)[:2] == expected[:2]
    assert shape(found)[2:4] == pytest.approx(expected[2:4])
    assert shape(found)[4:] == expected[4:]


def test_two_figures_may_share_one_unit() -> None:
    assert [(q.value, q.unit) for q in find_quantities("Of them 40 and 50 percent agreed.")] == [
        (40, "percent"),
        (50, "percent"),
    ]


def test_a_change_from_one_point_to_another_is_no_range() -> None:
    found = find_quantities("Its share rose from 12 percent to 19 percent.")
    assert [(q.value, q.comparator) for q in found] == [(12, "eq"), (19, "eq")]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("two million", 1),
        ("thirteen million", 2),
        ("2.03 million", 3),
        ("113k", 3),
        ("1,500", 2),
        ("20", 2),
        ("0.50", 2),
    ],
)
def test_significant_digits_are_those_the_text_commits_to(text: str, digits: int) -> None:
    assert only(f"There are {text} here.").significant_digits == digits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mehr als zwei Millionen", ("mehr als zwei Millionen", 2e6, 2e6, None, "gt", None, "count")),
        ("3,5 Mio", ("3,5 Mio", 3.5e6, 3.5e6, 3.5e6, "eq", None, "count")),
        ("1.234.567", ("1.234.567", 1234567, 1234567, 1234567, "eq", None, "count")),
        ("bis zu 12,5 %", ("bis zu 12,5 %", 12.5, None, 12.5, "lte", "percent", "percent")),
        ("rund dreizehntausend", ("rund dreizehntausend", 13000, 13000, 13000, "approx", None, "count")),
        ("zwei bis drei Jahre", ("zwei bis drei Jahre", None, 2, 3, "range", "year", "duration")),
        ("zwanzig Cent", ("zwanzig Cent", 0.2, 0.2, 0.2, "eq", "EUR", "money")),
    ],
)
def test_german_is_a_lexicon_and_no_other_engine(text: str, expected: Expected) -> None:
    assert shape(only(f"Es waren {text} davon.", "de")) == expected
