"""How a claimed figure and a found one are held against one another, one readable line per case."""

from __future__ import annotations

import pytest

from pipeline.judging.comparing.arithmetic import compare
from pipeline.judging.policy import DEFAULT_POLICY
from pipeline.model import Figure
from tests.judging.cases import above, below, between, point

EXACT, ROUNDED, HOLDS, SUM = ("agrees/exact", "agrees/within_rounding", "agrees/bound_holds", "agrees/arithmetic")
MOVED, DIFFERS, UNDECIDED = ("disagrees/figure_moved", "disagrees/differs", "unrelated/undecided")


def pct(value: float, **more: bool) -> Figure:
    return point(value, "percent", "percent", **more)


def usd(value: float) -> Figure:
    return point(value, "money", "USD")


def span(value: float, unit: str) -> Figure:
    return point(value, "duration", unit)


def magnitude(low: float) -> Figure:
    return Figure(kind="count", low=low, high=10 * low, comparator="range", significant_digits=1)


def share(value: float) -> Figure:
    return point(value, "ratio", digits=1)


CASES: list[tuple[str, Figure, Figure, str]] = [
    ("a third: 34 percent", share(1 / 3), pct(34), SUM),
    ("a third: 38 percent", share(1 / 3), pct(38), DIFFERS),
    ("half: 52 percent", share(0.5), pct(52), SUM),
    ("half: 55 percent", share(0.5), pct(55), DIFFERS),
    ("nine out of ten: 93 percent", share(0.9), pct(93), DIFFERS),
    ("kroner: the same in NOK", point(189, "money", "krone"), point(189, "money", "NOK"), EXACT),
    ("kroner: the same in Swiss francs", point(189, "money", "krone"), point(189, "money", "CHF"), UNDECIDED),
    ("more than two million: within the next step", above(2e6), point(2_963_204), HOLDS),
    ("more than two million: beyond the next step", above(2e6), point(3_012_377), MOVED),
    ("more than two million: the next step itself", above(2e6), point(3e6), MOVED),
    ("more than two million: not reached", above(2e6), point(1_960_000), DIFFERS),
    ("more than two million: just the bound", above(2e6), point(2e6), UNDECIDED),
    ("more than two million: the same bound", above(2e6), above(2e6), EXACT),
    ("more than two million: a looser bound", above(2e6), above(1e6), UNDECIDED),
    ("more than two million: a tighter bound", above(2e6), above(2_500_000), HOLDS),
    ("more than two million: a bound far beyond", above(2e6), above(5e6), MOVED),
    ("more than two million: at least as much", above(2e6), above(2e6, comparator="gte"), ROUNDED),
    ("more than two million: a ceiling below", above(2e6), below(1_500_000), DIFFERS),
    ("more than two million: a ceiling above", above(2e6), below(5e6), UNDECIDED),
    ("more than two million: a range above", above(2e6), between(2_100_000, 2_400_000), HOLDS),
    ("more than two million: a range across", above(2e6), between(1_900_000, 2_400_000), UNDECIDED),
    ("more than two million: about so many", above(2e6), point(2_050_000, about=True), UNDECIDED),
    ("at least three: three", above(3, comparator="gte"), point(3), HOLDS),
    ("more than ten: ten", above(10), point(10), DIFFERS),
    ("more than 113,000: a step later", above(113_000), point(134_553), MOVED),
    ("under twenty cents: within", below(0.20, "money", "USD"), usd(0.15), HOLDS),
    ("under twenty cents: above", below(0.20, "money", "USD"), usd(0.25), DIFFERS),
    ("under twenty cents: far below", below(0.20, "money", "USD"), usd(0.05), MOVED),
    ("thirteen million: more than ten million", point(13e6), above(10e6), UNDECIDED),
    ("thirteen million: more than fifteen million", point(13e6), above(15e6), DIFFERS),
    ("thirteen million: rounded", point(13e6), point(13_240_000), ROUNDED),
    ("two million: 1.96 million", point(2e6), point(1_960_000), ROUNDED),
    ("two million: 2.03 million", point(2e6), point(2_030_000), ROUNDED),
    ("two million: 1.6 million", point(2e6), point(1_600_000), DIFFERS),
    ("two million: about two million", point(2e6), point(2e6, about=True), ROUNDED),
    ("2.03 million: 1.96 million", point(2_030_000), point(1_960_000), DIFFERS),
    ("2.03 million: two million", point(2_030_000), point(2e6), UNDECIDED),
    ("thirty countries: thirty-three", point(30), point(33), DIFFERS),
    ("thirty countries: thirty-one", point(30), point(31), DIFFERS),
    ("three judges: about three", point(3), point(3, about=True), UNDECIDED),
    ("120 ships: 122", point(120), point(122), UNDECIDED),
    ("120 ships: 190", point(120), point(190), DIFFERS),
    ("about six thousand: 5,800", point(6000, about=True), point(5800), ROUNDED),
    ("about six thousand: 7,439", point(6000, about=True), point(7439), DIFFERS),
    ("about six thousand: over six thousand", point(6000, about=True), above(6000), ROUNDED),
    ("roughly fifteen percent: 16.2 %", pct(15, about=True), pct(16.2), ROUNDED),
    ("roughly eighty percent: 73.8 %", pct(80, about=True), pct(73.8), DIFFERS),
    ("41 %: 41.4 %", pct(41), pct(41.4), ROUNDED),
    ("41 %: 43 %", pct(41), pct(43), DIFFERS),
    ("5 %: 5.3 %", pct(5), pct(5.3), ROUNDED),
    ("2 %: 1.6 %", pct(2), pct(1.6), DIFFERS),
    ("41.3 %: 41 %", pct(41.3), pct(41), UNDECIDED),
    ("40 %: two in five", pct(40), point(0.4, "ratio"), SUM),
    ("two in five: 40 %", point(0.4, "ratio"), pct(40), SUM),
    ("40 %: 3 to 1", pct(40), point(3, "ratio"), UNDECIDED),
    ("40 %: 40 points", pct(40), point(40, "percent", "percentage point"), UNDECIDED),
    ("40 %: 40", pct(40), point(40), UNDECIDED),
    ("twenty dollars: twenty euros", usd(20), point(20, "money", "EUR"), UNDECIDED),
    ("twenty dollars: unknown money", usd(20), point(20, "money"), UNDECIDED),
    ("twenty dollars: 19.99", usd(20), usd(19.99), ROUNDED),
    ("twenty dollars: twenty cents", usd(20), usd(0.2), DIFFERS),
    ("1,000-2,000: 1,500", between(1000, 2000), point(1500), HOLDS),
    ("1,000-2,000: 3,200", between(1000, 2000), point(3200), DIFFERS),
    ("1,000-2,000: the same", between(1000, 2000), between(1000, 2000), EXACT),
    ("1,000-2,000: inside", between(1000, 2000), between(1200, 1400), HOLDS),
    ("1,000-2,000: wider", between(1000, 2000), between(500, 4000), UNDECIDED),
    ("1,000-2,000: over 900", between(1000, 2000), above(900), UNDECIDED),
    ("1,000-2,000: over 3,000", between(1000, 2000), above(3000), DIFFERS),
    ("3-5 people: 6", between(3, 5), point(6), DIFFERS),
    ("180: 150-200", point(180), between(150, 200), UNDECIDED),
    ("180: 190-200", point(180), between(190, 200), DIFFERS),
    ("about 2,000: 1,950-2,050", point(2000, about=True), between(1950, 2050), ROUNDED),
    ("thousands: 2,238", magnitude(1000), point(2238), HOLDS),
    ("thousands: 11,635", magnitude(1000), point(11_635), MOVED),
    ("thousands: 300", magnitude(1000), point(300), DIFFERS),
    ("a day: a week", point(500, unit="per day"), point(3500, unit="per week"), SUM),
    ("a day: in total", point(500, unit="per day"), point(500), UNDECIDED),
    ("per 100,000: per million", point(10, unit="per 100000"), point(100, unit="per 1000000"), SUM),
    ("5 km: 3.1 miles", point(5, "measure", "kilometer"), point(3.1, "measure", "mile"), SUM),
    ("60 mph: 96.6 km/h", point(60, "measure", "mile per hour"), point(96.6, "measure", "kilometer per hour"), SUM),
    ("5 km: 5 kg", point(5, "measure", "kilometer"), point(5, "measure", "kilogram"), UNDECIDED),
    ("20 °C: 68 °F", point(20, "measure", "celsius"), point(68, "measure", "fahrenheit"), UNDECIDED),
    ("two weeks: fifteen days", span(2, "week"), span(15, "day"), SUM),
    ("two weeks: seventeen days", span(2, "week"), span(17, "day"), DIFFERS),
    ("twenty years: twenty-one", span(20, "year"), span(21, "year"), DIFFERS),
    ("25 years old: 25 years", point(25, "age", "year"), span(25, "year"), UNDECIDED),
    ("25 years old: 24", point(25, "age", "year"), point(24, "age", "year"), DIFFERS),
    ("the third: three", point(3, "ordinal"), point(3), UNDECIDED),
    ("the third: the fourth", point(3, "ordinal"), point(4, "ordinal"), DIFFERS),
    ("twice: 2.6 times", point(2, "comparison", "time"), point(2.6, "comparison", "time"), DIFFERS),
    ("none: none", point(0), point(0), EXACT),
    ("none: one", point(0), point(1), DIFFERS),
    ("more than none: nine", above(0), point(9), HOLDS),
]


@pytest.mark.parametrize(("claimed", "found", "outcome"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_how_two_figures_stand(claimed: Figure, found: Figure, outcome: str) -> None:
    result = compare(claimed, found, DEFAULT_POLICY)
    assert f"{result.relation}/{result.agreement}" == outcome, result.arithmetic


def test_the_line_can_be_checked_by_hand() -> None:
    line = compare(above(2e6), point(3_012_377), DEFAULT_POLICY).arithmetic
    assert line == "2,000,000 < 3,012,377, but beyond 3,000,000 (next step at 1 significant digit)"
    reached = compare(above(2e6), point(3e6), DEFAULT_POLICY).arithmetic
    assert reached == "2,000,000 < 3,000,000, but already at 3,000,000 (next step at 1 significant digit)"
    weekly = compare(point(500, unit="per day"), point(3500, unit="per week"), DEFAULT_POLICY).arithmetic
    assert weekly == "3,500 per week = 500 per day; 500 per day = 500 per day"


def test_a_tolerance_of_the_claim_takes_the_place_of_rounding() -> None:
    assert compare(pct(41), pct(43), DEFAULT_POLICY, tolerance=0.05).agreement == "within_rounding"
    assert compare(pct(41), pct(41.2), DEFAULT_POLICY, tolerance=0.0).agreement == "differs"
    assert compare(point(30), point(31), DEFAULT_POLICY, tolerance=0.05).agreement == "within_rounding"


def test_a_headroom_of_the_claim_moves_the_far_end_of_a_bound() -> None:
    assert compare(above(113_000), point(150_000), DEFAULT_POLICY, headroom=0.5).agreement == "bound_holds"
    assert compare(above(113_000), point(114_500), DEFAULT_POLICY, headroom=0.0).agreement == "figure_moved"


def test_a_complement_that_matching_worked_out_is_agreement_by_arithmetic() -> None:
    result = compare(pct(81.2), pct(100 - 18.8), DEFAULT_POLICY, derived="100 − 18.8 = 81.2")
    assert (result.agreement, result.arithmetic) == ("arithmetic", "100 − 18.8 = 81.2; 81.2 % = 81.2 %")


@pytest.mark.parametrize(
    "broken",
    [Figure(), Figure(value=float("nan")), Figure(low=float("inf")), Figure(low=5, high=1, comparator="range")],
    ids=["no number", "not a number", "infinite", "upside down"],
)
def test_a_broken_figure_is_undecided(broken: Figure) -> None:
    assert compare(point(1), broken, DEFAULT_POLICY).agreement == "undecided"
    assert compare(broken, point(1), DEFAULT_POLICY).agreement == "undecided"


def test_kinds_that_do_not_compare_are_called_by_words() -> None:
    told = compare(point(1 / 3, "ratio"), point(63_000, "money", "USD"), DEFAULT_POLICY)
    assert told.relation == "unrelated"
    assert "an amount of money does not compare with a share" in told.arithmetic


def test_how_far_a_figure_is_off_is_told_with_what_rounding_would_allow() -> None:
    allowed = compare(point(41_300), point(41_287), DEFAULT_POLICY)
    assert allowed.arithmetic == "41,287 is 13 off 41,300; up to 50 is rounding"
    beyond = compare(point(41_300), point(41_987), DEFAULT_POLICY)
    assert beyond.arithmetic.startswith("41,987 is 687 off 41,300; at most 50 is rounding")
