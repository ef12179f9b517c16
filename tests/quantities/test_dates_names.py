"""A period's ISO name leads back to its days."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.quantities.dates_calendar import Period, bounds, iso_name
from pipeline.quantities.dates_names import span_of_name


@pytest.mark.parametrize(
    ("name", "first", "after"),
    [
        ("2026", "2026-01-01", "2027-01-01"),
        ("2026-12", "2026-12-01", "2027-01-01"),
        ("2026-03-11", "2026-03-11", "2026-03-12"),
        ("2026-03-11T10:00:00Z", "2026-03-11", "2026-03-12"),
        ("2026-winter", "2026-12-01", "2027-03-01"),
        ("2025-Q3", "2025-07-01", "2025-10-01"),
        ("1990s", "1990-01-01", "2000-01-01"),
        ("2019/2021-06", "2019-01-01", "2021-07-01"),
    ],
)
def test_names_of_every_grain(name: str, first: str, after: str) -> None:
    assert span_of_name(name) == (dt.date.fromisoformat(first), dt.date.fromisoformat(after))


@pytest.mark.parametrize("name", ["", "soon", "2026-13", "2026-02-30", "0000", "2021/2019", "2026-W60", "20260311"])
def test_what_is_no_name_of_days(name: str) -> None:
    assert span_of_name(name) is None


@given(
    st.sampled_from(["year", "month", "season", "quarter", "half", "decade", "century"]),
    st.integers(1, 99),
    st.integers(0, 99),
    st.sampled_from(["", "early", "mid", "late"]),
)
def test_the_way_back_from_a_name_gives_the_same_days(grain: str, century: int, rest: int, part: str) -> None:
    year = {"decade": century * 100 + rest // 10 * 10, "century": century * 100}.get(grain, century * 100 + rest)
    index = {"month": 1 + rest % 12, "season": rest % 4, "quarter": 1 + rest % 4, "half": 1 + rest % 2}.get(grain, 0)
    if year > 9000:
        return
    period = Period(grain, year, index, part=part)  # type: ignore[arg-type]
    assert span_of_name(iso_name(period)) == bounds(period)


@given(st.text(max_size=20))
def test_no_text_is_too_strange(text: str) -> None:
    span = span_of_name(text)
    assert span is None or span[0] < span[1]
