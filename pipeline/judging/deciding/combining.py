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

from pipeline.judging.comparing.formula import (
    COMPARISONS,
    ReckoningError,
    Tree,
    in_unit_of,
    reckon,
)
from pipeline.judging.comparing.outcome import Comparison, undecided
from pipeline.judging.comparing.periods import read_period
from pipeline.judging.comparing.reckoned import hold_against, hold_sides
from pipeline.judging.deciding.evidence_time import evidence_period, is_dated
from pipeline.judging.deciding.looks import Looks
from pipeline.judging.deciding.weighing import best_first, dated
from pipeline.judging.policy import Policy
from pipeline.model import Claim, Evidence


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
            return hold_sides(tree[0], left, in_unit_of(right, left), claim, policy)
        return hold_against(claim, reckon(tree, chosen, policy), policy)
    except ReckoningError as why:
        return undecided(str(why))
