"""One claim against the passages of one snapshot: which speak of the same thing, and what their figures say of it.

What belongs here: candidates, score, comparison and relation, put together as evidence. What must never be here: the
verdict, and any I/O; `match` is pure.

The score and the arithmetic are kept apart: words decide whether a passage speaks of the claim, figures whether it
agrees. A passage below `policy.related_score` is left out, one below `policy.decisive_score` only asks for a look.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.judging.comparing.arithmetic import compare
from pipeline.judging.comparing.intervals import significant_digits
from pipeline.judging.comparing.outcome import Comparison, undecided
from pipeline.judging.comparing.rates import with_rate
from pipeline.judging.doubting.doubts import (
    ChapterWords,
    dates_another_event,
    find_doubt,
    is_table_cell,
    of_a_namesake,
    of_another_subject,
    words_of_chapter,
)
from pipeline.judging.doubting.doubts_of_tables import find_table_doubt
from pipeline.judging.evidence.evidence_rows import evidence_row
from pipeline.judging.evidence.table_matching import TableAnswer, ask_tables
from pipeline.judging.finding.changes_told import as_change, direction_of
from pipeline.judging.finding.retrieval import PassageIndex
from pipeline.judging.finding.scoring import (
    ClaimView,
    PassageView,
    match_parts,
    view_claim,
    view_passage,
    weigh,
    weigh_claim,
)
from pipeline.judging.finding.shares import as_share
from pipeline.judging.policy import Policy
from pipeline.judging.tabular.places import Tables
from pipeline.judging.wording.modifiers import complements
from pipeline.model import Claim, Evidence, Figure, Page, Passage, Snapshot, Source, figure_columns
from pipeline.phrasing import say_number

CANDIDATES = 60
"""Passages that are looked at closely, per claim and snapshot."""
MOST_EVIDENCE = 12
"""Pieces of evidence kept per claim and snapshot, the best first."""
_SAME_SLOT = 0.3
"""From this value of the part `counted` on, another value stands in the claim's own place."""
_SAME_CLAUSE = 0.85
"""Where nothing is counted (a price, a duration), the share of the claim's clause that marks its own place instead."""
_NAMED = 0.5
"""Share of the claim's names that mark its place together with the word before the figure and its unit."""
_FAR_OFF = 10
"""How many times another a figure is that is hardly the same thing, unless the words before both are the same."""
_HALF = 0.5
"""Share of the claim's clause that a figure so far off has to have beside it."""
_CLEARLY = 0.2
"""How much more of the claim's clause a passage has to hold to be clearly the better one."""

_OPENING = 400
"""Characters at the top of a page in which it says what it is about."""


@dataclass(frozen=True, slots=True)
class Match:
    """One passage held against one claim."""

    passage: Passage
    comparison: Comparison
    score: float
    parts: dict[str, float]


def match(
    claim: Claim,
    passages: Sequence[Passage] | PassageIndex,
    *,
    source: Source | None,
    snapshot: Snapshot,
    page: Page,
    policy: Policy,
    chapter_text: str | None = None,
) -> list[Evidence]:
    """The evidence that one snapshot holds for one claim, best first; at most `MOST_EVIDENCE` rows. Never raises.

    Hand over a `PassageIndex` when many claims meet the same page: a plain list is indexed anew for each claim.
    """
    index = passages if isinstance(passages, PassageIndex) else PassageIndex(passages)
    view = view_claim(claim)
    return [
        evidence_row(
            claim.claim_id, each.passage, each.comparison, score=each.score, score_parts=each.parts, source=source,
            snapshot=snapshot, page=page, chapter_text=chapter_text,
        )
        for each in compare_all(view, index, source=source, page=page, policy=policy, chapter_text=chapter_text)
    ]  # fmt: skip


def compare_all(
    view: ClaimView,
    index: PassageIndex,
    *,
    source: Source | None,
    page: Page,
    policy: Policy,
    chapter_text: str | None = None,
) -> list[Match]:
    """The passages that speak of a claim, each with its score and comparison, best first."""
    claim = view.claim
    chapter_words = words_of_chapter(chapter_text) if chapter_text else None
    namesake = of_a_namesake(page.title, page.text[:_OPENING], chapter_words) if chapter_words else None
    figure = claim if _has_figure(claim) else None
    direction = direction_of(view)
    weights = weigh_claim(view, index.rarity)
    found: list[Match] = []
    for passage in index.search(view.stems, figure, CANDIDATES):
        if figure is not None and not _comparable(figure, passage):
            continue
        share = as_share(view, passage, page) if claim.kind in ("percent", "ratio") else None
        change = as_change(view, direction, passage, page) if share is None and direction is not None else None
        derived = share or change
        if derived is None:
            other, step = index.view(passage, page, source), None
        else:
            other, step = view_passage(derived[0], page, source, index.rarity), derived[1]
        each = _match(view, other, match_parts(view, weights, other), policy, step)
        if each is not None:
            if change is not None and each.comparison.relation == "disagrees":
                each = replace(
                    each, comparison=undecided(f"{each.comparison.arithmetic}; but both ends may be rounded")
                )
            each = _doubted(each, view, other, chapter_words, index.tables(page) if is_table_cell(passage) else None)
            found.append(_told_apart(each, claim, namesake, policy) if namesake else each)
    told = ask_tables(view, index, page, source, policy)
    if told is not None:
        found = [each for each in found if each.passage.passage_id != told.passage.passage_id]
        found.append(_told_by_table(told, namesake))
    found = _without_shadows(_without_rivals(found))
    found.sort(key=lambda each: (-each.score, each.passage.start_char, each.passage.figure_start or 0))
    return found[:MOST_EVIDENCE]


def _told_apart(found: Match, claim: Claim, namesake: str, policy: Policy) -> Match:
    """A page that may be about a namesake bears a claim out only by a figure too particular for chance."""
    if found.comparison.relation != "agrees" or _is_the_very_figure(claim, found.passage, found.parts, policy):
        return found
    return replace(found, comparison=undecided(f"{found.comparison.arithmetic}; but {namesake}"))


def _is_the_very_figure(claim: Claim, found: Passage, parts: dict[str, float], policy: Policy) -> bool:
    """Whether a figure too particular to stand there by chance stands there in other words: worth a person's look,
    whatever the words, and never more than that."""
    value = claim.value
    if value is None or found.value != value or parts["unit"] < 0:
        return False
    return significant_digits(value, claim.significant_digits) >= policy.telling_digits


def _has_figure(figure: Figure) -> bool:
    return any(
        bound is not None for bound in (figure.value, figure.low, figure.high, figure.date_low, figure.date_high)
    )


def _comparable(claim: Figure, found: Figure) -> bool:
    """Whether two figures can be held against one another at all: dates with dates, numbers with numbers."""
    return _has_figure(found) and (claim.kind == "date") == (found.kind == "date")


def _match(
    claim: ClaimView, passage: PassageView, parts: dict[str, float], policy: Policy, derived: str | None = None
) -> Match | None:
    """Score and comparison of one pair, with the complement of a share where the words ask for it; None when the
    passage speaks of something else, so that its figure need not be compared. `derived` is how the passage's figure was
    worked out, where the source does not say it itself."""
    found: Figure = passage.passage
    parted = _parted(claim, passage)
    if parted and _is_share(found) and _is_share(claim.claim):
        found, turned = _complement(found)
        derived = "; ".join(step for step in (derived, turned) if step) or None
        parts = {**parts, "opposite": 0.0, "negation": 0.0, "complement": 1.0}
    score = weigh(parts)
    if score < policy.related_score:
        if not _is_the_very_figure(claim.claim, passage.passage, parts, policy):
            return None
        score = policy.related_score
    if not _has_figure(claim.claim):
        return Match(passage.passage, undecided("the claim states no figure"), score, parts)
    told = with_rate(claim.claim, found, claim.own_clause, claim.rate)
    stated = with_rate(found, claim.claim, passage.own_clause, passage.rate)
    comparison = compare(
        told, stated, policy, tolerance=claim.claim.tolerance, headroom=claim.claim.headroom, derived=derived
    )
    return Match(passage.passage, _read(comparison, parts, far_off=_are_far_apart(told, stated)), score, parts)


def _parted(claim: ClaimView, passage: PassageView) -> bool:
    """Whether claim and passage name the two sides of one whole, or one of them denies what the other says."""
    sides = bool(complements(claim.exact, passage.exact))
    return sides != (claim.denies != passage.denies)


def _is_share(figure: Figure) -> bool:
    """Whether a figure is a share of one whole: a percentage, or "two in ten"."""
    ends = [end for end in (figure.value, figure.low, figure.high) if end is not None]
    if figure.kind == "percent":
        return "point" not in (figure.unit or "")
    return figure.kind == "ratio" and not figure.unit and all(0 <= end <= 1 for end in ends)


def _complement(found: Figure) -> tuple[Figure, str | None]:
    if found.value is None and (found.low is None or found.high is None):
        return found, None
    whole = 100 if found.kind == "percent" else 1
    flipped = {"gt": "lt", "gte": "lte", "lt": "gt", "lte": "gte"}
    value = None if found.value is None else round(whole - found.value, 9)
    turned = replace(
        _figure_of(found),
        value=value,
        low=None if found.high is None else round(whole - found.high, 9),
        high=None if found.low is None else round(whole - found.low, 9),
        comparator=flipped.get(found.comparator, found.comparator),  # type: ignore[arg-type]
    )
    line = (
        f"{whole} − {say_number(found.value)} = {say_number(value)}"
        if found.value is not None and value is not None
        else None
    )
    return turned, line or "the complement of the range"


def _figure_of(found: Figure) -> Figure:
    return Figure(**figure_columns(found))


def _read(comparison: Comparison, parts: dict[str, float], *, far_off: bool) -> Comparison:
    """Figures that agree about another noun agree by chance; figures that differ contradict only in the same place."""
    if comparison.relation == "agrees" and parts["counted"] <= -1:
        return undecided(f"{comparison.arithmetic}; but another thing is counted")
    if comparison.relation == "disagrees" and far_off and parts["slot"] < 1 and parts["clause"] < _HALF:
        return undecided(f"{comparison.arithmetic}; but so far off that it is likely another figure")
    if comparison.relation == "disagrees" and (not _in_its_place(parts) or parts["measured_as"] >= 1):
        return undecided(f"{comparison.arithmetic}; but not clearly the same figure")
    return comparison


def _are_far_apart(claim: Figure, found: Figure) -> bool:
    """Whether one of two figures of one unit is many times the other."""
    ours, theirs = ([end for end in (each.value, each.low, each.high) if end] for each in (claim, found))
    if claim.unit != found.unit or not ours or not theirs or min(*ours, *theirs) <= 0:
        return False
    return min(theirs) > _FAR_OFF * max(ours) or min(ours) > _FAR_OFF * max(theirs)


def _in_its_place(parts: dict[str, float]) -> bool:
    """Whether the figure stands where the claim's does: of the same noun, or without one in the same clause."""
    if parts["counted"] >= _SAME_SLOT:
        return True
    if parts["counted"] == 0 and parts["unit"] == 1 and parts["slot"] == 1 and parts["names"] >= _NAMED:
        return True
    if parts["counted"] == 0 and parts["unit"] == 1 and parts["focus"] == 1 and parts["look_for"] == 1:
        return True  # the register marks the passage as the right one, and nothing strange stands beside the figure
    told = parts["clause"] if parts["unit"] == 1 else min(parts["clause"], parts["statement"])
    return parts["counted"] == 0 and parts["unit"] > 0 and told >= _SAME_CLAUSE


def _told_by_table(told: TableAnswer, namesake: str | None) -> Match:
    found = Match(told.passage, told.comparison, told.score, told.parts)
    if namesake and found.comparison.relation == "agrees":
        return replace(found, comparison=undecided(f"{found.comparison.arithmetic}; but {namesake}"))
    return found


def _doubted(
    found: Match,
    claim: ClaimView,
    passage: PassageView,
    chapter_words: ChapterWords | None,
    tables: Tables | None,
) -> Match:
    """A figure that is likely another one decides nothing."""
    if found.comparison.relation == "unrelated":
        return found
    doubt = find_doubt(claim, passage, chapter_words, agrees=found.comparison.relation == "agrees")
    if doubt is None and tables is not None and (spot := tables.spot_of(passage.passage)) is not None:
        doubt = find_table_doubt(claim, spot, tables)
    if found.parts["not_for"] >= 1:
        doubt = "the register marks such a passage as the wrong one (not_for)"
    elif doubt is None and found.comparison.relation == "disagrees" and dates_another_event(claim, passage):
        doubt = "it dates another event"
    elif doubt is None and found.comparison.relation == "disagrees":
        doubt = of_another_subject(claim, passage, chapter_words)
    if doubt is None:
        return found
    return replace(found, comparison=undecided(f"{found.comparison.arithmetic}; but {doubt}"))


def _without_rivals(found: list[Match]) -> list[Match]:
    """A figure that agrees by chance gives way to one of another sentence that the page clearly says of the claim. What
    a table answers as a whole is no chance, and has no clause of its own to be held against others."""
    kept = []
    told = [each for each in found if "table" not in each.parts]
    for each in found:
        if each.comparison.relation == "agrees" and "table" not in each.parts:
            rival = next((other for other in told if _fits_better(other, each)), None)
            if rival is not None:
                said = f"{each.comparison.arithmetic}; but “{rival.passage.text[:120]}” fits better"
                each = replace(each, comparison=undecided(said))
        kept.append(each)
    return kept


def _fits_better(rival: Match, agreeing: Match) -> bool:
    return (
        rival.comparison.relation == "disagrees"
        and rival.passage.start_char != agreeing.passage.start_char
        and rival.parts["time"] >= max(agreeing.parts["time"], 0.0)
        and rival.parts["unit"] >= agreeing.parts["unit"]
        and rival.parts["statement"] >= agreeing.parts["statement"]
        and rival.parts["clause"] >= agreeing.parts["clause"] + _CLEARLY
    )


def _without_shadows(found: list[Match]) -> list[Match]:
    """A sentence that holds the claimed figure does not contradict itself by the other figures it holds."""
    agreeing: dict[int, float] = {}
    for each in found:
        if each.comparison.relation == "agrees":
            start = each.passage.start_char
            agreeing[start] = max(agreeing.get(start, 0.0), each.score)
    return [
        each
        for each in found
        if each.comparison.relation != "disagrees" or each.score > agreeing.get(each.passage.start_char, -1.0) + 0.05
    ]
