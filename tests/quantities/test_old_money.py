"""Pounds, shillings and pence of before 1971, as parts of a pound."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "pounds", "unit"),
    [
        ("A cooper got 4s. 6d. for each barrel.", 0.225, "GBP"),
        ("The repair was put down at £312 11s. 4d. in the book.", 312.5667, "GBP"),
        ("A seat in the gallery was one and ninepence.", 0.0875, "GBP"),
        ("The tax on a dog was seven shillings.", 7, "shilling"),
        ("He was paid two pounds, four shillings and threepence a week.", 2.2125, "GBP per week"),
        ("A pint went up by tuppence.", 0.00833, "GBP"),
        ("The mare fetched sixty guineas.", 63.0, "GBP"),
        ("She earned £2 5s. a month.", 2.25, "GBP per month"),
    ],
)
def test_old_money_is_read_in_pounds(text: str, pounds: float, unit: str) -> None:
    found = [figure for figure in find_quantities(text) if figure.kind == "money"]
    assert [figure.unit for figure in found] == [unit]
    assert found[0].value == pytest.approx(pounds, rel=1e-3)


@pytest.mark.parametrize(
    "text",
    [
        "The sprint took 5s and the relay 42s.",
        "One and six others came.",
        "A 4d film was shown.",
        "She has 3s in hand.",
    ],
)
def test_seconds_and_counts_are_no_old_money(text: str) -> None:
    assert not [figure for figure in find_quantities(text) if figure.kind == "money"]


@settings(deadline=None)
@given(st.integers(1, 999), st.integers(1, 19), st.integers(1, 11))
def test_any_sum_of_three_parts_is_read_whole(pounds: int, shillings: int, pence: int) -> None:
    written = f"£{pounds} {shillings}s. {pence}d."
    (found,) = find_quantities(f"The bill came to {written} that spring.")
    assert found.value == pytest.approx(pounds + shillings / 20 + pence / 240)
