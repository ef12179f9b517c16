"""Plots of a chapter's figures as inline SVG: shapes and numbers only, coloured by the style sheet.

What belongs here: geometry. What must never be here: colours, scripts and the text around a plot. Every plot has its
numbers in words beside it; the SVG itself is named for readers who cannot see it.
"""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.phrasing import say_number
from pipeline.publishing.galley.figures import Row, moment, point, show_day, show_figure

WIDEST_RATIO = 8.0
"""A found figure further than this factor from the claimed one is drawn at the edge, as an arrow."""
_HISTORY_SHOWN = 24


@dataclass(frozen=True, slots=True)
class Comparison:
    """A claimed figure beside the one that was found."""

    claimed: str
    found: str
    ratio: float
    words: str
    svg: str


@dataclass(frozen=True, slots=True)
class History:
    """What sources said of one claim over time."""

    svg: str
    claimed: str
    points: Sequence[tuple[str, str, str]]
    """When, figure, relation; the oldest first."""


def stacked_bar(counts: Sequence[tuple[str, int]], total: int) -> str:
    """One bar of `total` units, cut by tone; drawn 1000 wide so that it stretches to any width."""
    parts, left = [], 0.0
    for key, count in counts:
        if not count:
            continue
        width = 1000 * count / max(total, 1)
        parts.append(f'<rect class="b-{key}" x="{left:.1f}" y="0" width="{max(width - 3, 1):.1f}" height="12"/>')
        left += width
    return (
        '<svg class="bar-svg" viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f"{''.join(parts)}</svg>"
    )


def compare(claim: Row, evidence: Row) -> Comparison | None:
    """The found figure as a multiple of the claimed one; None when the two are not of one kind and unit."""
    claimed, found = point(claim), point(evidence)
    if not _same_measure(claim, evidence) or claimed is None or found is None or claimed <= 0 or found <= 0:
        return None
    ratio = found / claimed
    claimed_words, found_words = show_figure(claim), show_figure(evidence)
    return Comparison(
        claimed_words, found_words, ratio, _ratio_words(ratio), _ratio_plot(claim, ratio, evidence["relation"])
    )


def _ratio_words(ratio: float) -> str:
    """With as many digits as tell it from 1: two figures that differ are never called the same."""
    if math.isclose(ratio, 1, rel_tol=1e-9):
        return "the same"
    places = max(2, -math.floor(math.log10(abs(ratio - 1))))
    return f"× {ratio:.{places}f}"


def _same_measure(a: Row, b: Row) -> bool:
    return bool(a["kind"] == b["kind"] and (a["unit"] or "") == (b["unit"] or ""))


def _ratio_plot(claim: Row, ratio: float, relation: str) -> str:
    """A line of ratios, claimed at the centre, with the claimed range as a band and the found figure as a mark."""
    claimed = point(claim) or 1.0
    low = claim["low"] / claimed if claim["low"] is not None else 1 / WIDEST_RATIO
    high = claim["high"] / claimed if claim["high"] is not None else WIDEST_RATIO
    left, right = _across(low), _across(high)
    x = _across(ratio)
    if abs(math.log(ratio)) > math.log(WIDEST_RATIO):
        tip = 5 if ratio > 1 else -5
        mark = f'<path class="mark r-{relation}" d="M{x - tip:.1f} 3L{x:.1f} 8L{x - tip:.1f} 13"/>'
    elif relation == "agrees":
        mark = f'<circle class="mark r-agrees" cx="{x:.1f}" cy="8" r="4"/>'
    else:
        mark = f'<path class="mark r-{relation}" d="M{x:.1f} 2.5L{x + 5.5:.1f} 8L{x:.1f} 13.5L{x - 5.5:.1f} 8Z"/>'
    ticks = "".join(f'<path class="tick" d="M{_across(tick):.1f} 5V11"/>' for tick in (0.25, 0.5, 2.0, 4.0))
    return (
        '<svg class="ratio" viewBox="0 0 220 16" aria-hidden="true" focusable="false">'
        f'<path class="axis" d="M6 8H214"/>{ticks}'
        f'<rect class="band" x="{left:.1f}" y="4" width="{max(right - left, 2):.1f}" height="8"/>'
        f'<path class="centre" d="M110 1V15"/>{mark}</svg>'
    )


def _across(ratio: float) -> float:
    """Position of a ratio on the line: logarithmic, 1 in the middle of 220."""
    if ratio <= 0:
        return 6.0
    limit = math.log(WIDEST_RATIO)
    return 110 + 104 * max(-limit, min(limit, math.log(ratio))) / limit


def history(claim: Row, found: Sequence[Row]) -> History | None:
    """What was found over time against what the chapter claims; None with fewer than two moments or figures.

    Drawn is only what decides as surely as the weakest evidence that the verdict rests on, one figure of each text and
    time: beside the figure in question a text has many others, of other things.
    """
    claimed = point(claim)
    points = _dated_points(_one_of_each_text(_deciding(claim, found)))
    if claimed is None or len(points) < 2 or points[0][0] == points[-1][0]:
        return None
    values = [claimed, *(value for _, value, _, _, _ in points)]
    pad = (max(values) - min(values)) * 0.12 or abs(claimed) * 0.1 or 1.0
    low, high = min(values) - pad, max(values) + pad
    first, last = points[0][0], points[-1][0]

    def across(when: float) -> float:
        return 14 + 246 * (when - first) / (last - first)

    def down(value: float) -> float:
        return 104 - 92 * (min(max(value, low), high) - low) / (high - low)

    line = down(claimed)
    top = down(high if claim["high"] is None else claim["high"])
    bottom = down(low if claim["low"] is None else claim["low"])
    marks = "".join(_history_mark(across(when), down(value), relation) for when, value, relation, _, _ in points)
    labels = "".join(
        f'<text class="value" x="346" y="{down(value) + 3.5:.1f}" text-anchor="end">{say_number(value)}</text>'
        for value in _apart([points[-1][1], claimed, max(values), min(values)], (high - low) * 0.13)
    )
    said = "; ".join(f"{day}: {words}, {relation}" for _, _, relation, day, words in points)
    svg = (
        f'<svg class="history" viewBox="0 0 350 128" role="img" aria-label="{html.escape(said)}" focusable="false">'
        f'<rect class="band" x="6" y="{top:.1f}" width="264" height="{max(bottom - top, 1.5):.1f}"/>'
        f'<path class="centre" d="M6 {line:.1f}H270"/><path class="axis" d="M6 110H270"/>{marks}{labels}'
        f'<text x="6" y="124">{html.escape(points[0][3])}</text>'
        f'<text x="270" y="124" text-anchor="end">{html.escape(points[-1][3])}</text></svg>'
    )
    return History(svg, show_figure(claim), [(day, words, relation) for _, _, relation, day, words in points])


def _deciding(claim: Row, found: Sequence[Row]) -> list[Row]:
    """What agrees or disagrees in the claim's measure, and fits no worse than the weakest that its verdict rests on."""
    cited = [row["score"] for row in found if row["evidence_id"] in (claim["evidence_ids"] or ())]
    weakest = min(cited, default=math.inf)
    deciding = [row for row in found if row["relation"] != "unrelated" and row["score"] >= weakest]
    return [row for row in deciding if _same_measure(claim, row)]


def _one_of_each_text(found: Sequence[Row]) -> list[Row]:
    """Of what one text says of one time, the figure that is most surely the one in question: it agrees, or it is the
    claimed one that has moved on, or it fits best."""

    def nearest(row: Row) -> tuple[object, ...]:
        return row["relation"] != "agrees", row["agreement"] != "figure_moved", -row["score"], row["evidence_id"]

    chosen: dict[tuple[str, str], Row] = {}
    for row in sorted(found, key=nearest):
        chosen.setdefault((row["payload_sha256"], row["as_of"] or show_day(row["fetched_at"])), row)
    return list(chosen.values())


def _apart(values: Sequence[float], distance: float) -> list[float]:
    """Of values in order of their importance, those whose labels do not run into one another."""
    kept: list[float] = []
    for value in values:
        if all(abs(value - other) >= distance for other in kept):
            kept.append(value)
    return kept


def _dated_points(found: Sequence[Row]) -> list[tuple[float, float, str, str, str]]:
    """Moment, number, relation, day and words of figures, the oldest first."""
    points = []
    for row in found:
        value, day = point(row), row["as_of"] or show_day(row["fetched_at"])
        when = moment(day)
        if value is not None and when is not None:
            points.append((when, value, row["relation"], day, show_figure(row)))
    return sorted(dict.fromkeys(points[:_HISTORY_SHOWN]))


def _history_mark(x: float, y: float, relation: str) -> str:
    if relation == "agrees":
        return f'<circle class="mark r-agrees" cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>'
    return f'<path class="mark r-disagrees" d="M{x:.1f} {y - 6:.1f}l6 6l-6 6l-6 -6Z"/>'
