"""Dates are compared at the granularity that each text has."""

from __future__ import annotations

import pytest

from pipeline.judging.comparing.arithmetic import compare
from pipeline.judging.comparing.dates import difference
from pipeline.judging.policy import DEFAULT_POLICY
from pipeline.model import Figure
from tests.judging.cases import day, point

CASES = [
    ("late 2023: a day in it", day("2023-late"), day("2023-10-05"), "agrees/within_rounding"),
    ("late 2023: the year", day("2023-late"), day("2023"), "unrelated/undecided"),
    ("late 2023: the next spring", day("2023-late"), day("2024-05"), "disagrees/differs"),
    ("a day: the same", day("2026-03-11"), day("2026-03-11"), "agrees/exact"),
    ("a day: the next", day("2026-03-11"), day("2026-03-12"), "disagrees/differs"),
    ("a day: its month", day("2026-03-11"), day("2026-03"), "unrelated/undecided"),
    ("by August 2025: in July", day("2025-08", "lte"), day("2025-07-10"), "agrees/bound_holds"),
    ("by August 2025: in August", day("2025-08", "lte"), day("2025-08-20"), "agrees/bound_holds"),
    ("by August 2025: in September", day("2025-08", "lte"), day("2025-09-01"), "disagrees/differs"),
    ("by August 2025: in that year", day("2025-08", "lte"), day("2025"), "unrelated/undecided"),
    ("by August 2025: by August 2025", day("2025-08", "lte"), day("2025-08", "lte"), "agrees/exact"),
    ("before 2020: in 2020", day("2020", "lt"), day("2020-02"), "disagrees/differs"),
    ("since 2019: in 2019", day("2019", "gte"), day("2019-06"), "agrees/within_rounding"),
    ("since 2019: in 2021", day("2019", "gte"), day("2021"), "unrelated/undecided"),
    ("since 2019: in 2018", day("2019", "gte"), day("2018"), "disagrees/differs"),
    ("after 2019: in 2021", day("2019", "gt"), day("2021"), "agrees/bound_holds"),
    ("in 2021: before 2020", day("2021"), day("2020", "lt"), "disagrees/differs"),
    ("around 2019: in 2020", day("2019", "approx"), day("2020"), "agrees/within_rounding"),
    ("around 2019: in 2022", day("2019", "approx"), day("2022"), "disagrees/differs"),
    ("a date: a number", day("2019"), point(2019), "unrelated/undecided"),
    ("no such day", day("2026-02-30"), day("2026-02-28"), "unrelated/undecided"),
]


@pytest.mark.parametrize(("claimed", "found", "outcome"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_how_two_dates_stand(claimed: Figure, found: Figure, outcome: str) -> None:
    result = compare(claimed, found, DEFAULT_POLICY)
    assert f"{result.relation}/{result.agreement}" == outcome, result.arithmetic


def test_two_days_after_is_worked_out_from_two_dates() -> None:
    apart = difference(day("2026-03-09"), day("2026-03-11"))
    assert apart is not None
    claimed = point(2, "duration", "day")
    result = compare(claimed, apart, DEFAULT_POLICY, derived="2026-03-11 − 2026-03-09 = 2 days")
    assert (result.relation, result.agreement) == ("agrees", "arithmetic")
    assert result.arithmetic.startswith("2026-03-11 − 2026-03-09 = 2 days; ")


def test_a_coarse_date_gives_a_range_of_days() -> None:
    apart = difference(day("2026-03-09"), day("2026-03"))
    assert apart is not None
    assert (apart.low, apart.high, apart.comparator) == (-8, 22, "range")
    assert compare(point(2, "duration", "day"), apart, DEFAULT_POLICY).agreement == "undecided"


def test_an_open_date_has_no_difference() -> None:
    assert difference(day("2026-03-09"), day("2026-03-11", "lte")) is None
