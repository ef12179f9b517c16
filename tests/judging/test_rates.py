"""A rate may stand away from its number, and a total is still no rate."""

from __future__ import annotations

import pytest

from tests.judging.desks import claim_of, relations_of

BAGS = claim_of("The port of Brindal handles 2.5 million bags a year.", "2.5 million bags a year")


@pytest.mark.parametrize(
    "text",
    [
        "About 2.5 million bags pass through the port of Brindal each year.",
        "The port of Brindal handles 2.5 million bags annually.",
        "Every year 2.5 million bags go through the port of Brindal.",
    ],
)
def test_a_rate_that_stands_apart_from_its_number_is_read_with_it(text: str) -> None:
    assert "agrees" in relations_of(BAGS, text)


@pytest.mark.parametrize(
    "text",
    [
        "The port of Brindal has handled 2.5 million bags.",
        "The port of Brindal handles 2.5 million bags each month.",
        "A year earlier the port of Brindal had handled 2.5 million bags.",
    ],
)
def test_a_total_or_another_rate_does_not_agree(text: str) -> None:
    assert "agrees" not in relations_of(BAGS, text)


def test_what_one_unit_costs_is_a_price_by_unit() -> None:
    price = claim_of("A kilometre of the line cost 18 million euros.", "18 million euros")
    assert "agrees" in relations_of(price, "The line cost 18 million euros per kilometre.")
    assert "agrees" not in relations_of(price, "The line cost 18 million euros per station.")
