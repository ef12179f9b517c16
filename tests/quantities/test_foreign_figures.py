"""Figures as other countries write them, in English sentences: what is read is right, and what is unclear is left."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The loan came to 200 k€.", 200_000, "EUR"),
        ("They lost 3 m€ on it.", 3_000_000, "EUR"),
        ("They lost 1.4 M£ on it.", 1_400_000, "GBP"),
        ("The bank holds EUR 5 Mrd. in bonds.", 5e9, "EUR"),
        ("They paid 3,5 Mio. Euro for it.", 3_500_000, "EUR"),
        ("It raised R$ 1,5 bilhão at once.", 1.5e9, "BRL"),
        ("A seat costs 5 000 kr in Malmö.", 5_000, "krone"),
        ("They paid kr 5.000,- for it.", 5_000, "krone"),
        ("It went for 300,000.- francs.", 300_000, "franc"),
        ("It went for €12.500 in the end.", 12_500, "EUR"),
        ("The sum was 10.000 euros.", 10_000, "EUR"),
        ("The fee was $10.000 then.", 10, "USD"),
        ("A litre was €1.459 there.", 1.459, "EUR"),
        ("The share stood at $12.125 then.", 12.125, "USD"),
        ("The profit was €12.500 million.", 12.5e6, "EUR"),
        ("It fell by 25bps overnight.", 25, "basis point"),
        ("The margin rose by 3 ppts.", 3, "percentage point"),
        ("The driver had 1.2 ‰ in his blood.", 1.2, "per 1000"),
        ("Some 10.000 people came.", 10_000, None),
        ("The show cost half a crown.", 0.5, "crown"),
        ("They drove a score of sheep.", 20, None),
        ("The wire is 1.000 m long.", 1, "meter"),
        ("The map is drawn at 1:25,000.", 1 / 25_000, None),
        ("She ran 5k, and won it, in 14'30\".", 870, "second"),
        ("He was clocked in 29:30.", 1_770, "second"),
        ("She swam a time of 2:12:40.", 7_960, "second"),
        ("His best is 3:55.2 over the mile.", 235.2, "second"),
        ("He is 5'11\" tall.", 5 + 11 / 12, "foot"),
    ],
)
def test_it_is_worth_what_its_writer_means(text: str, value: float, unit: str | None) -> None:
    found = find_quantities(text)[-1]
    assert (found.value, found.unit) == (pytest.approx(value), unit)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Some 12-15,000 people fled.", 12_000, 15_000),
        ("They asked £12–15,000 for it.", 12_000, 15_000),
        ("It weighed 5.0 ± 10% of that.", 4.5, 5.5),
        ("Support is 45 ± 3%.", 42, 48),
        ("Admissions were in the low twenties.", 20, 23),
        ("It was in the high thirties by noon.", 36, 39),
    ],
)
def test_a_range_has_the_ends_that_its_writer_means(text: str, low: float, high: float) -> None:
    assert [(found.low, found.high) for found in find_quantities(text)] == [(low, high)]


@pytest.mark.parametrize(
    "text",
    [
        "He left at 10:30, and the check-in was 14:30.",
        "Interview, Oirschot, 19 March 2024, 10.30.",
        "Version 1.234.567 shipped at last.",
        "She won 6-4, 3-6, 7-5 in the end.",
        "They quoted Genesis 1:1 at him.",
        "The log began at 10:15:30 UTC.",
    ],
)
def test_hours_versions_and_sets_count_nothing(text: str) -> None:
    assert [found for found in find_quantities(text) if found.kind != "date"] == []


@settings(deadline=None)
@given(st.integers(1, 59), st.integers(0, 59), st.integers(0, 9))
def test_minutes_and_seconds_make_the_seconds_they_are(minutes: int, seconds: int, tenths: int) -> None:
    found = find_quantities(f"The lap took {minutes}:{seconds:02d}.{tenths} in the end.")
    assert [one.value for one in found] == [pytest.approx(60 * minutes + seconds + tenths / 10)]


def test_circa_before_a_year_dates_and_before_a_sum_counts() -> None:
    found = find_quantities("It was built ca. 1450, sold c. 1470 and had a total of ca. 1480; c. 1500 men came.")
    assert [one.kind for one in found] == ["date", "date", "count", "count"]


def test_a_date_behind_a_rate_is_no_count() -> None:
    found = find_quantities("It cost the club €6,000 a year in 2018, and 40 kg a day in May 1911.")
    assert [(one.kind, one.value) for one in found][1::2] == [("date", "2018"), ("date", "1911-05")]
