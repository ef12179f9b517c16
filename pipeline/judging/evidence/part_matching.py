"""The passages that give the figures of a comparison, found by the words that the register names for each part.

What belongs here: one version of one source against the parts of one claim. What must never be here: what the
figures come to (combining), the verdict.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.judging.comparing.outcome import undecided
from pipeline.judging.deciding.combining import Part, read_parts
from pipeline.judging.evidence.evidence_rows import evidence_row
from pipeline.judging.finding.retrieval import PassageIndex
from pipeline.judging.finding.scoring import PassageView, view_claim
from pipeline.judging.policy import Policy
from pipeline.judging.wording.terms import read_terms
from pipeline.model import Claim, Evidence, Page, Passage, Snapshot, Source

_CANDIDATES = 60
_NAMED, _SUBJECT = 0.7, 0.3
"""What the words of the part are worth, and those that the comparison itself shares with the passage."""


def match_parts(
    claim: Claim,
    passages: Sequence[Passage] | PassageIndex,
    *,
    source: Source | None,
    snapshot: Snapshot,
    page: Page,
    policy: Policy,
    chapter_text: str | None = None,
) -> list[Evidence]:
    """For each part of the claim that words mark, the row of the passage that gives its figure in this snapshot.

    A part whose best passages give different figures is left out: nobody could say which one is meant. Empty for a
    claim without parts. Never raises.
    """
    parts = read_parts(claim)
    if parts is None:
        return []
    index = passages if isinstance(passages, PassageIndex) else PassageIndex(passages)
    subject = view_claim(claim).known
    rows = []
    for part in parts.all:
        if part.claim is None and (not part.sources or snapshot.source_id in part.sources):
            found = _best(part, index, subject, page, source)
            if found is not None and found[1] >= policy.related_score:
                passage, score = found
                told = undecided(f"one figure of the formula: {part.name}")
                rows.append(
                    evidence_row(
                        claim.claim_id, passage, told, score=score, score_parts={"named": 1.0}, source=source,
                        snapshot=snapshot, page=page, chapter_text=chapter_text, part=part.name,
                    )
                )  # fmt: skip
    return rows


def _best(
    part: Part, index: PassageIndex, subject: frozenset[str], page: Page, source: Source | None
) -> tuple[Passage, float] | None:
    wanted, unwanted = _groups(part.look_for), _groups(part.not_for)
    stems = sorted({stem for group in wanted for stem in group})
    scored: list[tuple[float, Passage]] = []
    for passage in index.search(stems, None, _CANDIDATES):
        view = index.view(passage, page, source)
        if _is_named(view, wanted, unwanted) and _states_a_figure(passage):
            others = subject - {stem for group in wanted for stem in group}
            shared = len(others & view.own) / len(others) if others else 0.0
            scored.append((_NAMED + _SUBJECT * shared, passage))
    if not scored:
        return None
    top = max(score for score, _ in scored)
    best = [passage for score, passage in scored if score == top]
    if len({(passage.value, passage.low, passage.high, passage.date) for passage in best}) > 1:
        return None
    return min(best, key=lambda passage: (passage.start_char, passage.passage_id)), top


def _groups(words: Sequence[str]) -> list[frozenset[str]]:
    groups = (frozenset(term.stem for term in read_terms(phrase)) for phrase in words)
    return [group for group in groups if group]


def _is_named(view: PassageView, wanted: list[frozenset[str]], unwanted: list[frozenset[str]]) -> bool:
    return any(group <= view.own for group in wanted) and not any(group <= view.own for group in unwanted)


def _states_a_figure(passage: Passage) -> bool:
    return passage.value is not None or passage.low is not None or passage.high is not None or passage.date is not None
