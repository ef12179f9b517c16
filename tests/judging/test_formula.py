"""Interval arithmetic is sound: whatever the figures mean, the result's interval holds what they come to."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.judging.comparing.formula import ReckoningError, reckon
from pipeline.judging.comparing.intervals import possible_values
from pipeline.judging.policy import DEFAULT_POLICY
from pipeline.model import Figure
from pipeline.reading.formulas import COMPARISONS, FormulaError, compares, names_in, parse_formula
from tests.judging.cases import above, below, between, day, point

NAMES = ("alder", "birch", "elm-2")
numbers = st.integers(-50, 5000).map(float) | st.floats(-1e6, 1e6, allow_nan=False).map(lambda one: round(one, 2))


def counts() -> st.SearchStrategy[Figure]:
    spans = st.tuples(numbers, numbers).map(lambda ends: between(min(ends), max(ends)))
    rounded = numbers.map(lambda value: point(value, "measure", "meter", digits=2))
    return numbers.map(lambda value: point(value, "measure", "meter", about=True)) | rounded | spans.map(_metres)


def _metres(figure: Figure) -> Figure:
    return Figure(
        kind="measure", unit="meter", low=figure.low, high=figure.high, value=figure.value, comparator=figure.comparator
    )


def trees(signs: str) -> st.SearchStrategy[Any]:
    leaves = st.sampled_from(NAMES)
    return st.recursive(leaves, lambda inner: st.tuples(st.sampled_from(signs), inner, inner).map(list), max_leaves=5)


def worked_out(tree: Any, values: dict[str, float]) -> float:
    if isinstance(tree, str):
        return values[tree]
    if not isinstance(tree, list):
        return float(tree)
    if tree[0] == "%":
        return float(tree[1]) / 100
    one, two = worked_out(tree[1], values), worked_out(tree[2], values)
    return {"+": lambda: one + two, "-": lambda: one - two, "*": lambda: one * two, "/": lambda: one / two}[tree[0]]()


@settings(max_examples=150, deadline=None)
@given(st.data(), trees("+-*/"), st.fixed_dictionaries({name: counts() for name in NAMES}))
def test_every_combination_of_possible_values_lies_in_the_result(
    data: st.DataObject, tree: Any, figures: dict[str, Figure]
) -> None:
    try:
        result = reckon(tree, figures, DEFAULT_POLICY)
    except ReckoningError:
        return
    values = {}
    for name, figure in figures.items():
        span = possible_values(figure, DEFAULT_POLICY)
        share = data.draw(st.floats(0, 1), label=name)
        values[name] = min(max(span.low + share * (span.high - span.low), span.low), span.high)
    try:
        exact = worked_out(tree, values)
    except ZeroDivisionError:
        raise AssertionError("a divisor that may be nothing was let through") from None
    room = 1e-6 * max(1.0, abs(exact), abs(result.interval.low), abs(result.interval.high))
    if math.isfinite(exact) and math.isfinite(room):
        assert result.interval.low - room <= exact <= result.interval.high + room


@settings(max_examples=100, deadline=None)
@given(trees("+-"), st.fixed_dictionaries({name: numbers.map(above) | numbers.map(below) for name in NAMES}))
def test_open_bounds_stay_open_on_the_side_they_are_open(tree: Any, figures: dict[str, Figure]) -> None:
    result = reckon(tree, figures, DEFAULT_POLICY)
    assert math.isinf(result.interval.low) or math.isinf(result.interval.high) or not isinstance(tree, str)
    assert result.interval.low <= result.interval.high
    assert result.value is None


@pytest.mark.parametrize(
    ("formula", "figures", "low", "high"),
    [
        ("a + b", {"a": between(10, 20), "b": between(1, 2)}, 11, 22),
        ("a - b", {"a": between(10, 20), "b": between(1, 2)}, 8, 19),
        ("a * b", {"a": between(-10, 20), "b": between(-1, 2)}, -20, 40),
        ("a / b", {"a": between(10, 20), "b": between(2, 4)}, 2.5, 10),
        ("a / b", {"a": between(10, 20), "b": between(-4, -2)}, -10, -2.5),
        ("a - b", {"a": day("2026-03"), "b": day("2026-02-28")}, 1, 31),
        ("a + b", {"a": above(10), "b": between(1, 2)}, 11, math.inf),
        ("a - b", {"a": above(10), "b": above(1)}, -math.inf, math.inf),
    ],
)
def test_the_ends_of_a_result(formula: str, figures: dict[str, Figure], low: float, high: float) -> None:
    found = reckon(parse_formula(formula), figures, DEFAULT_POLICY).interval
    assert (found.low, found.high) == (low, high)


def test_money_of_two_currencies_is_never_added_up_whatever_the_formula() -> None:
    figures = {"a": point(1, "money", "USD"), "b": point(1, "money", "EUR")}
    for formula in ("a + b", "a - b", "(a + b) * 2", "2 * a + 3 * b"):
        with pytest.raises(ReckoningError, match="currency"):
            reckon(parse_formula(formula), figures, DEFAULT_POLICY)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("alder > birch + elm-2", [">", "alder", ["+", "birch", "elm-2"]]),
        ("alder − birch − 1,250.5", ["-", ["-", "alder", "birch"], 1250.5]),
        ("alder - birch * 2 / 3", ["-", "alder", ["/", ["*", "birch", 2.0], 3.0]]),
        ("(alder - birch) × 40 %", ["*", ["-", "alder", "birch"], ["%", 40.0]]),
        ("alder - 2 days < 1 week", ["<", ["-", "alder", ["day", 2.0]], ["week", 1.0]]),
        ("alder ≥ 100%", [">=", "alder", ["%", 100.0]]),
        ("alder == größe", ["=", "alder", "größe"]),
    ],
)
def test_a_formula_reads_as_a_person_means_it(text: str, tree: Any) -> None:
    assert parse_formula(text) == tree
    assert json.loads(json.dumps(tree)) == tree


@pytest.mark.parametrize(
    ("text", "message", "at"),
    [
        ("", "missing before the end", 0),
        ("alder >", "missing before the end", 7),
        ("alder birch", "no operator before 'birch'", 6),
        ("a > b > c", "compares once", 6),
        ("a + ; b", "means nothing", 4),
        ("(a + b", r"'\)' is missing before the end", 6),
        ("a + b)", r"'\)' does not belong here", 5),
        ("a + * b", r"missing before \*", 4),
        ("(" * 50 + "a", "too many brackets", 40),
    ],
)
def test_a_mistake_is_told_with_its_place(text: str, message: str, at: int) -> None:
    with pytest.raises(FormulaError, match=message) as found:
        parse_formula(text)
    assert found.value.at == at


@given(st.text(alphabet="ab1 .,%()+-*/<>=≥−é", max_size=30))
def test_any_text_is_a_formula_or_a_mistake_inside_it(text: str) -> None:
    try:
        tree = parse_formula(text)
    except FormulaError as error:
        where = error.at
        tree = None
    else:
        where = 0
        assert compares(tree) == any(sign in text for sign in COMPARISONS)
        assert all(name in text for name in names_in(tree))
    assert 0 <= where <= len(text)


def _written(tree: Any) -> str:
    return tree if isinstance(tree, str) else f"({_written(tree[1])} {tree[0]} {_written(tree[2])})"


@given(trees("+-*/"))
def test_what_is_written_down_reads_back(tree: Any) -> None:
    assert parse_formula(_written(tree)) == tree
