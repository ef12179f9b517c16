"""Comparisons over several figures: "more than A and B combined" is three figures and one inequality.

What belongs here: reading a claim's parts, adding up the figures found for them, holding the sums against one another.
What must never be here: finding the passages (part_matching), the verdict.

The figures of a comparison are put together on the day it is decided, from what every part's source stated by then.
All of one version of one source are put together first, for they are of one time; only when no source has them all are
the best figures of several put together.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.judging.arithmetic import compare
from pipeline.judging.dates import difference
from pipeline.judging.evidence_time import evidence_period, is_dated
from pipeline.judging.intervals import Interval, point, possible_values
from pipeline.judging.looks import Looks
from pipeline.judging.outcome import Comparison, agrees, differs, undecided
from pipeline.judging.phrasing import say_figure, say_number
from pipeline.judging.policy import Policy
from pipeline.judging.weighing import best_first, dated
from pipeline.model import Claim, Comparator, Evidence, Figure

_SIGNS = {"gt": ">", "gte": "≥", "lt": "<", "lte": "≤"}


@dataclass(frozen=True, slots=True)
class Part:
    """One figure that a comparison needs."""

    key: str
    """Its place: left.0, right.1."""
    claim: str | None = None
    """Claim whose evidence gives the figure; None when words mark its passage."""
    look_for: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """Sources to look in; empty for those of the comparison."""

    @property
    def name(self) -> str:
        """What the part is called in a line of arithmetic."""
        return self.claim or " ".join(self.look_for)


@dataclass(frozen=True, slots=True)
class Parts:
    """The sum of `left` stands in `relation` to the sum of `right`."""

    relation: str
    """gt, gte, lt, lte, eq: the inequality is the claim. difference, ratio, share: the result is the claim's figure."""
    left: tuple[Part, ...]
    right: tuple[Part, ...]

    @property
    def all(self) -> tuple[Part, ...]:
        """Every part, left before right."""
        return self.left + self.right


@dataclass(frozen=True, slots=True)
class Combined:
    """One putting-together of figures: a row that stands for all of them, and their names."""

    evidence: Evidence
    members: tuple[str, ...]


def read_parts(claim: Claim) -> Parts | None:
    """The parts that the register names for a claim; None when it has none."""
    if not claim.parts:
        return None
    stored = json.loads(claim.parts)
    sides = [
        tuple(
            Part(
                key=f"{side}.{number}",
                claim=entry.get("claim"),
                look_for=tuple(entry.get("look_for", ())),
                not_for=tuple(entry.get("not_for", ())),
                sources=tuple(entry.get("sources", ())),
            )
            for number, entry in enumerate(stored[side])
        )
        for side in ("left", "right")
    ]
    return Parts(stored["relation"], sides[0], sides[1])


def part_claims(claim: Claim) -> frozenset[str]:
    """The other claims whose evidence a comparison needs."""
    parts = read_parts(claim)
    return frozenset(part.claim for part in parts.all if part.claim) if parts else frozenset()


def combine(claim: Claim, parts: Parts, rows: Iterable[Evidence], looks: Looks, policy: Policy) -> list[Combined]:
    """Every putting-together of the figures found for a claim's parts, each a row that agrees, disagrees or is
    undecided. A part for which nothing decisive is found leaves the comparison undecided."""
    found = _by_part(parts, rows, policy)
    if not found:
        return []
    versions = {(row.source_id, looks.version(row)) for choices in found.values() for row in choices}
    whole = [
        chosen
        for version in sorted(versions)
        if (chosen := _choose(parts, found, looks, version)) is not None and len(chosen) == len(parts.all)
    ]
    if not whole:
        mixed = _choose(parts, found, looks, None)
        whole = [mixed] if mixed else []
    return [_combined(claim, parts, chosen, policy) for chosen in whole]


def _by_part(parts: Parts, rows: Iterable[Evidence], policy: Policy) -> dict[str, list[Evidence]]:
    decisive = [row for row in rows if row.score >= policy.decisive_score]
    found: dict[str, list[Evidence]] = {}
    for part in parts.all:
        own = [row for row in decisive if (row.claim_id == part.claim if part.claim else row.part == part.key)]
        if own:
            found[part.key] = own
    return found


def _choose(
    parts: Parts, found: dict[str, list[Evidence]], looks: Looks, version: tuple[str, str] | None
) -> dict[str, Evidence] | None:
    """The best row of every part, out of one version of one source, or out of all that is still stated."""
    chosen: dict[str, Evidence] = {}
    for part in parts.all:
        fitting = [
            row
            for row in found.get(part.key, ())
            if ((row.source_id, looks.version(row)) == version if version else looks.still_says(row))
        ]
        if fitting:
            chosen[part.key] = best_first(dated(row) for row in fitting)[0].evidence
    return chosen or None


def _combined(claim: Claim, parts: Parts, chosen: dict[str, Evidence], policy: Policy) -> Combined:
    missing = [part.name for part in parts.all if part.key not in chosen]
    rows = list(chosen.values())
    if missing:
        result = undecided(f"no figure was found for {', '.join(missing)}")
    elif _are_apart(rows):
        result = undecided("the figures are of different times")
    else:
        result = _reckon(claim, parts, chosen, policy)
    weakest = best_first(dated(row) for row in rows)[-1].evidence
    oldest = min(rows, key=lambda row: (evidence_period(row), row.evidence_id))
    lead = rows[0]
    row = replace(
        lead,
        claim_id=claim.claim_id,
        relation=result.relation,
        agreement=result.agreement,
        arithmetic=result.arithmetic,
        score=min(row.score for row in rows),
        authority=weakest.authority,
        as_of=oldest.as_of,
        as_of_basis=oldest.as_of_basis if all(is_dated(row) for row in rows) else "fetch",
        origin="transcript" if any(row.origin == "transcript" for row in rows) else lead.origin,
        fetched_at=max(row.fetched_at for row in rows),
        circular=any(row.circular for row in rows),
        part=None,
    )
    return Combined(row, tuple(dict.fromkeys(row.evidence_id for row in rows)))


def _are_apart(rows: Sequence[Evidence]) -> bool:
    """Whether two figures are surely of different times, and not of one version of one source."""
    periods = sorted(evidence_period(row) for row in rows if is_dated(row))
    return any(first.precedes(second) for first, second in pairwise(periods))


def _reckon(claim: Claim, parts: Parts, chosen: dict[str, Evidence], policy: Policy) -> Comparison:
    left = [chosen[part.key] for part in parts.left]
    right = [chosen[part.key] for part in parts.right]
    if any(row.kind == "date" for row in left + right):
        return _between_dates(claim, parts, left, right, policy)
    if len({(row.kind, row.unit) for row in left + right}) > 1:
        return undecided("the figures are not of one kind and unit")
    if parts.relation in _SIGNS:
        return _inequality(parts.relation, left, right, policy)
    return _result(claim, parts.relation, left, right, policy)


def _inequality(relation: str, left: Sequence[Figure], right: Sequence[Figure], policy: Policy) -> Comparison:
    """Whether the sums stand in the relation for every value that the figures may mean."""
    one, two = _sum(left, policy), _sum(right, policy)
    upward = relation in ("gt", "gte")
    less, more = (two, one) if upward else (one, two)
    line = f"{_said(left)} {_SIGNS[relation]} {_said(right)}"
    if less.below(more) or (relation in ("gte", "lte") and less.high <= more.low):
        return agrees("arithmetic", line)
    if more.below(less) or (relation in ("gt", "lt") and more.high <= less.low):
        return differs(f"{line} does not hold")
    return undecided(f"{line} cannot be told from figures this coarse")


def _result(claim: Claim, relation: str, left: Sequence[Figure], right: Sequence[Figure], policy: Policy) -> Comparison:
    """The sums' difference, ratio, share or equality, held against the claim's own figure."""
    values = [[point(figure) for figure in side] for side in (left, right)]
    known = [[value for value in side if value is not None] for side in values]
    if [len(side) for side in known] != [len(left), len(right)]:
        return undecided("only plain figures can be reckoned with")
    one, two = sum(known[0]), sum(known[1])
    hedged: Comparator = "approx" if any(figure.comparator == "approx" for figure in [*left, *right]) else "eq"
    unit, kind = left[0].unit, left[0].kind
    if relation == "eq":
        first = Figure(kind=kind, value=two, low=two, high=two, unit=unit)
        second = Figure(kind=kind, value=one, low=one, high=one, unit=unit, comparator=hedged)
        return compare(first, second, policy, tolerance=claim.tolerance, derived=f"{_said(left)} and {_said(right)}")
    if relation != "difference" and two == 0:
        return undecided("the right side adds up to nothing")
    value = {"difference": one - two, "ratio": one / two if two else 0.0, "share": 100 * one / two if two else 0.0}[
        relation
    ]
    sign = {"difference": "−", "ratio": "÷", "share": "as a share of"}[relation]
    derived = f"{_said(left)} {sign} {_said(right)} = {say_number(value)}"
    of_kind = {"difference": kind, "ratio": claim.kind, "share": "percent"}[relation]
    of_unit = {"difference": unit, "ratio": claim.unit, "share": "percent"}[relation]
    found = Figure(kind=of_kind, value=value, low=value, high=value, unit=of_unit, comparator=hedged)
    return compare(claim, found, policy, tolerance=claim.tolerance, headroom=claim.headroom, derived=derived)


def _between_dates(
    claim: Claim, parts: Parts, left: Sequence[Figure], right: Sequence[Figure], policy: Policy
) -> Comparison:
    if parts.relation != "difference" or len(left) != 1 or len(right) != 1:
        return undecided("of dates only the difference of two can be taken")
    apart = difference(right[0], left[0])
    if apart is None:
        return undecided("an open date has no difference")
    derived = f"{say_figure(left[0])} − {say_figure(right[0])} = {say_figure(apart)}"
    return compare(claim, apart, policy, tolerance=claim.tolerance, headroom=claim.headroom, derived=derived)


def _sum(figures: Sequence[Figure], policy: Policy) -> Interval:
    ends = [possible_values(figure, policy) for figure in figures]
    return Interval(
        sum(end.low for end in ends),
        sum(end.high for end in ends),
        any(end.low_open for end in ends),
        any(end.high_open for end in ends),
    )


def _said(figures: Sequence[Figure]) -> str:
    """A side of a comparison: "74,703 + 38,818 + 14,116 = 127,637"; one figure alone stands without a sum."""
    text = " + ".join(say_figure(figure) for figure in figures)
    values = [point(figure) for figure in figures]
    if len(figures) < 2 or any(value is None for value in values):
        return text
    return f"({text} = {say_number(sum(value for value in values if value is not None))})"
