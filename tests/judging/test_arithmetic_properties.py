"""What holds of every comparison of two figures."""

from __future__ import annotations

import math
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.judging.comparing.arithmetic import compare
from pipeline.judging.comparing.intervals import point as point_of
from pipeline.judging.policy import DEFAULT_POLICY
from pipeline.model import Figure
from tests.judging.cases import above, below, between, point
from tests.judging.strategies import figures

quick = settings(max_examples=80, deadline=None)
sizes = st.floats(1, 1e9).map(lambda value: float(f"{value:.3g}"))


@quick
@given(figures(), figures())
def test_every_pair_has_one_outcome_and_a_line(claimed: Figure, found: Figure) -> None:
    result = compare(claimed, found, DEFAULT_POLICY)
    expected = {
        "agrees": {"exact", "within_rounding", "bound_holds", "arithmetic"},
        "disagrees": {"figure_moved", "differs"},
        "unrelated": {"undecided"},
    }
    assert result.agreement in expected[result.relation]
    assert result.arithmetic
    assert result == compare(claimed, found, DEFAULT_POLICY)


@quick
@given(figures())
def test_a_figure_establishes_itself(figure: Figure) -> None:
    result = compare(figure, figure, DEFAULT_POLICY)
    hedged_count = figure.comparator == "approx"
    assert result.relation == "agrees", (result, hedged_count)


@quick
@given(sizes, sizes)
def test_a_denial_between_two_points_of_equal_precision_is_mutual(first: float, second: float) -> None:
    one, two = point(first), point(second)
    assume(len(f"{first:g}") == len(f"{second:g}"))
    there, back = compare(one, two, DEFAULT_POLICY), compare(two, one, DEFAULT_POLICY)
    if there.agreement == "exact":
        assert back.agreement == "exact"
    if there.relation == "disagrees":
        assert back.relation != "agrees" or _close(first, second)


def _close(first: float, second: float) -> bool:
    return abs(first - second) <= 0.05 * max(first, second)


@quick
@given(figures(), figures(), st.sampled_from([10.0, 100.0, 1000.0]))
def test_the_unit_of_measure_does_not_matter(claimed: Figure, found: Figure, factor: float) -> None:
    """Kilometres or metres: figures with a stated precision compare alike when both are scaled by a power of ten."""

    def measured(figure: Figure, by: float) -> Figure:
        ends = {name: None if (end := getattr(figure, name)) is None else end * by for name in ("value", "low", "high")}
        return replace(figure, kind="measure", unit="gram", significant_digits=3, **ends)

    smallest = min(abs(end) for fig in (claimed, found) for end in (fig.value, fig.low, fig.high) if end is not None)
    assume(smallest > 100)
    plain = compare(measured(claimed, 1), measured(found, 1), DEFAULT_POLICY)
    scaled = compare(measured(claimed, factor), measured(found, factor), DEFAULT_POLICY)
    assert (plain.relation, plain.agreement) == (scaled.relation, scaled.agreement)


@quick
@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_bounds_mirror_one_another(bound: int, value: int) -> None:
    over, under = (
        compare(above(bound), point(value), DEFAULT_POLICY),
        compare(below(bound), point(value), DEFAULT_POLICY),
    )
    assert not (over.relation == "agrees" and under.relation == "agrees")
    if over.agreement in ("bound_holds", "figure_moved"):
        assert under.agreement in ("differs", "undecided")


@quick
@given(sizes, sizes, sizes)
def test_no_value_outside_a_range_agrees_with_it_but_for_rounding(first: float, second: float, value: float) -> None:
    low, high = sorted((first, second))
    result = compare(between(low, high), point(value), DEFAULT_POLICY)
    if result.relation == "agrees":
        assert 0.95 * low <= value <= 1.05 * high


@quick
@given(figures(), figures())
def test_agreement_is_never_far_off(claimed: Figure, found: Figure) -> None:
    """Whatever agrees with a claimed point lies within a tenth of it, and within the policy's widest reading."""
    stated, value = point_of(claimed), point_of(found)
    if stated is None or value is None or compare(claimed, found, DEFAULT_POLICY).relation != "agrees":
        return
    assert math.isclose(value, stated, rel_tol=0.1)
