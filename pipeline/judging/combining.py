"""Claims over several figures: "more than A and B combined" is three figures and one inequality.

What belongs here: reading a claim's formula, choosing the figures found for it, holding what they come to against the
claim. What must never be here: finding the passages (part_matching), the sums themselves (formula), the verdict.

The figures of a formula are put together on the day it is decided, from what every part's source stated by then.
All of one version of one source are put together first, for they are of one time; only when no source has them all are
the best figures of several put together.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.judging.arithmetic import compare
from pipeline.judging.evidence_time import evidence_period, is_dated
from pipeline.judging.formula import (
    COMPARISONS,
    PIECE,
    ReckoningError,
    Tree,
    Value,
    in_percent,
    in_unit_of,
    reckon,
    say_comparison,
    say_result,
)
from pipeline.judging.intervals import half_width, point, same
from pipeline.judging.looks import Looks
from pipeline.judging.outcome import Comparison, agrees, differs, undecided
from pipeline.judging.periods import read_period
from pipeline.judging.policy import Policy
from pipeline.judging.weighing import best_first, dated
from pipeline.model import Claim, Evidence, Figure

_EXACT = 1e-9
"""Relative width below which a result is a point."""


@dataclass(frozen=True, slots=True)
class Part:
    """One figure that a formula needs."""

    name: str
    """Its name in the formula."""
    claim: str | None = None
    """Claim whose evidence gives the figure; None when words mark its passage."""
    look_for: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """Sources to look in; empty for those of the claim."""
    as_of: str | None = None
    """The time its figure has to be of; None for the time of the others."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A formula and the figures it needs."""

    tree: Tree
    all: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Combined:
    """One putting-together of figures: a row that stands for all of them, and their names."""

    evidence: Evidence
    members: tuple[str, ...]


def read_parts(claim: Claim) -> Parts | None:
    """The formula that the register has for a claim; None when it has none."""
    if not claim.formula:
        return None
    stored = json.loads(claim.formula)
    parts = tuple(
        Part(
            name=name,
            claim=entry.get("claim"),
            look_for=tuple(entry.get("look_for", ())),
            not_for=tuple(entry.get("not_for", ())),
            sources=tuple(entry.get("sources", ())),
            as_of=entry.get("as_of"),
        )
        for name, entry in stored["figures"].items()
    )
    return Parts(stored["tree"], parts)


def part_claims(claim: Claim) -> frozenset[str]:
    """The other claims whose evidence a formula needs."""
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
        own = [row for row in decisive if (row.claim_id == part.claim if part.claim else row.part == part.name)]
        own = [row for row in own if _is_of_time(row, part)]
        if own:
            found[part.name] = own
    return found


def _choose(
    parts: Parts, found: dict[str, list[Evidence]], looks: Looks, version: tuple[str, str] | None
) -> dict[str, Evidence] | None:
    """The best row of every part, out of one version of one source, or out of all that is still stated."""
    chosen: dict[str, Evidence] = {}
    for part in parts.all:
        fitting = [
            row
            for row in found.get(part.name, ())
            if ((row.source_id, looks.version(row)) == version if version else looks.still_says(row))
        ]
        if fitting:
            chosen[part.name] = best_first(dated(row) for row in fitting)[0].evidence
    return chosen or None


def _combined(claim: Claim, parts: Parts, chosen: dict[str, Evidence], policy: Policy) -> Combined:
    missing = [part.name for part in parts.all if part.name not in chosen]
    rows = list(chosen.values())
    if missing:
        result = undecided(f"no figure was found for {', '.join(missing)}")
    elif _are_apart([chosen[part.name] for part in parts.all if part.as_of is None], policy):
        result = undecided("the figures are of different times")
    else:
        result = _reckon(claim, parts, chosen, policy)
    weakest = best_first(dated(row) for row in rows)[-1].evidence
    # What is said of one time is as old as its oldest figure; what spans a time was known when its last one was.
    spans = any(part.as_of for part in parts.all) or any(row.kind == "date" for row in rows)
    anchor = (max if spans else min)(rows, key=lambda row: (evidence_period(row), row.evidence_id))
    lead = rows[0]
    row = replace(
        lead,
        claim_id=claim.claim_id,
        relation=result.relation,
        agreement=result.agreement,
        arithmetic=result.arithmetic,
        score=min(row.score for row in rows),
        authority=weakest.authority,
        as_of=anchor.as_of,
        as_of_basis=anchor.as_of_basis if all(is_dated(row) for row in rows) else "fetch",
        origin="transcript" if any(row.origin == "transcript" for row in rows) else lead.origin,
        fetched_at=max(row.fetched_at for row in rows),
        circular=any(row.circular for row in rows),
        part=None,
    )
    return Combined(row, tuple(dict.fromkeys(row.evidence_id for row in rows)))


def _is_of_time(row: Evidence, part: Part) -> bool:
    """Whether a figure is of the time that the register asks for."""
    wanted = read_period(part.as_of)
    return wanted is None or (is_dated(row) and evidence_period(row).overlaps(wanted))


def _are_apart(rows: Sequence[Evidence], policy: Policy) -> bool:
    """Whether two figures are surely of different times. Dates are no figures of a time: each is one."""
    slack = dt.timedelta(days=policy.dated_slack_days)
    periods = sorted(evidence_period(row) for row in rows if is_dated(row) and row.kind != "date")
    return any(second.first - first.after > slack for first, second in pairwise(periods))


def _reckon(claim: Claim, parts: Parts, chosen: Mapping[str, Evidence], policy: Policy) -> Comparison:
    """The formula with the figures in it, held against the claim."""
    tree = parts.tree
    try:
        if isinstance(tree, list) and tree[0] in COMPARISONS:
            left, right = reckon(tree[1], chosen, policy), reckon(tree[2], chosen, policy)
            return _compare_sides(tree[0], left, in_unit_of(right, left), claim, policy)
        return _held_against(claim, reckon(tree, chosen, policy), policy)
    except ReckoningError as why:
        return undecided(str(why))


def _compare_sides(sign: str, left: Value, right: Value, claim: Claim, policy: Policy) -> Comparison:
    """Whether the sides stand in the relation for every value that the figures may mean."""
    line = say_comparison(sign, left, right)
    if sign == "=":
        return compare(right.figure(), left.figure(), policy, tolerance=claim.tolerance, derived=line)
    less, more = (right.interval, left.interval) if sign[0] == ">" else (left.interval, right.interval)
    or_equal = len(sign) > 1
    if less.below(more) or (or_equal and less.high <= more.low):
        return agrees("arithmetic", line)
    if more.below(less) or (not or_equal and more.high <= less.low):
        return differs(f"{line} does not hold")
    return undecided(f"{line} cannot be told from figures this coarse")


def _held_against(claim: Claim, result: Value, policy: Policy) -> Comparison:
    """The result of a formula against the claim's own figure.

    All that the result may be has to fit, or the result as it is written when it is no coarser than the claim, or is
    the claimed figure itself; but a claim that was counted is not met by figures that were rounded.
    """
    derived = f"{result.said} = {say_result(result)}" if result.rank < 3 else result.said
    found = _like(result, claim)
    written, stated = _compare(claim, found, policy, derived), point(claim)
    coarse = (found.interval.high - found.interval.low) / 2
    if found.value is not None and coarse <= _EXACT * abs(found.value):
        return written
    whole = _compare(claim, replace(found, value=None), policy, derived)
    if whole.relation != "unrelated" or written.relation != "agrees" or stated is None or found.value is None:
        return whole
    room = claim.tolerance * abs(stated) if claim.tolerance is not None else half_width(claim, stated, policy)
    as_written = same(found.value, stated) and room > 0 and not found.hedged
    return written if as_written or coarse <= room else whole


def _compare(claim: Claim, found: Value, policy: Policy, derived: str) -> Comparison:
    return compare(
        claim, _dated(found) or found.figure(), policy, tolerance=claim.tolerance, headroom=claim.headroom,
        derived=derived,
    )  # fmt: skip


def _like(result: Value, claim: Claim) -> Value:
    """The result in the terms of the claim: a quotient as a percentage or "times", money per piece as the claim has it.

    Raises ReckoningError when a plain number is held against something that has a unit.
    """
    if result.kind is None:
        if claim.kind == "percent":
            return in_percent(result)
        if claim.kind not in ("count", "ratio", "comparison", "other"):
            raise ReckoningError(f"{result.said} is a plain number, the claim a {claim.kind}")
        return replace(result, kind=claim.kind, unit=claim.unit)
    of, per, _ = (claim.unit or "").rpartition("per ")
    by_piece = per and result.unit == f"{of}per {PIECE}"
    if result.kind == claim.kind and (claim.kind == "percent" or by_piece):
        return replace(result, unit=claim.unit)
    return result


def _dated(found: Value) -> Figure | None:
    """A result that is a date, as one."""
    if found.kind != "date":
        return None
    try:
        first, last = dt.date.fromordinal(round(found.interval.low)), dt.date.fromordinal(round(found.interval.high))
        after = last + dt.timedelta(days=1)
    except (ValueError, OverflowError) as error:
        raise ReckoningError(f"{found.said} is beyond the calendar") from error
    name = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return Figure(kind="date", date=name, date_low=first, date_high=after)
