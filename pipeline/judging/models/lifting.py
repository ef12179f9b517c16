"""What a model's yes is allowed to do: lift a weakly matching passage over the threshold; then the table decides anew.

What belongs here: which passages are doubtful, what an answer on record does, the mark on the verdict. What must never
be here: asking, and a decision of its own. Pure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.judging.deciding.today import Today, earliest
from pipeline.judging.deciding.verdicts import Decision, decide
from pipeline.judging.deciding.weighing import needed_score
from pipeline.judging.models.asking import Question, read_answer
from pipeline.judging.policy import Policy
from pipeline.model import Claim, Evidence, ModelAnswer, Review, Snapshot, Source

PER_CLAIM = 5
"""Passages that are asked about per claim, the best first."""


def find_doubtful(decision: Decision, claim: Claim, evidence: Iterable[Evidence], policy: Policy) -> list[Evidence]:
    """The passages to ask a model about: their figure decides but their words are too weak. The best first.

    Only a decision that `needs_review` has any. Passages whose figures do not compare are never asked about, nor the
    figures of a formula: no yes would make them decide.
    """
    if decision.reason != "needs_review" or claim.formula:
        return []
    named = set(decision.evidence_ids)
    weak = {
        row.evidence_id: row
        for row in evidence
        if row.evidence_id in named and row.relation != "unrelated" and row.score < needed_score(row, claim, policy)
    }
    return sorted(weak.values(), key=lambda row: (-row.score, row.evidence_id))[:PER_CLAIM]


def redecide(
    decision: Decision,
    claim: Claim,
    evidence: Iterable[Evidence],
    snapshots: Iterable[Snapshot],
    policy: Policy,
    as_of: dt.date,
    reviews: Iterable[Review] = (),
    *,
    sources: Sequence[Source] = (),
    model: str,
    answers: Mapping[str, ModelAnswer],
) -> Decision:
    """The decision after what `model` answered by the day `as_of` about the claim's doubtful passages.

    `answers` are those on record, by the digest of their question. The figures were compared before; a yes only lets
    the comparison decide. As long as one of the questions has no answer, the decision stands as it is.
    """
    rows, today = list(evidence), Today(as_of)
    confirmed = _confirmed(find_doubtful(decision, claim, rows, policy), claim, rows, model, answers, today)
    if not confirmed:
        return _held_back(decision, today.holds_until)
    lifted = [
        replace(row, score=needed_score(row, claim, policy)) if row.evidence_id in confirmed else row for row in rows
    ]
    again = _held_back(decide(claim, lifted, snapshots, policy, as_of, reviews, sources=sources), today.holds_until)
    used = list(dict.fromkeys(why for name, why in confirmed.items() if name in again.evidence_ids and why))
    if again.reason in ("needs_review", "reviewed") or not confirmed.keys() & set(again.evidence_ids):
        return _held_back(decision, again.holds_until)
    mark = f"That the passage speaks of the same thing was judged by a model ({model})"
    explained = f"{again.explanation} {mark}: {'; '.join(used) or 'it gave no reason'}."
    return _held_back(replace(again, explanation=explained, judged_by=model), decision.holds_until)


def _held_back(decision: Decision, until: dt.date | None) -> Decision:
    """The decision, which holds no longer than what led to it does."""
    return replace(decision, holds_until=earliest(decision.holds_until, until))


def _confirmed(
    doubtful: Sequence[Evidence],
    claim: Claim,
    rows: Sequence[Evidence],
    model: str,
    answers: Mapping[str, ModelAnswer],
    today: Today,
) -> dict[str, str]:
    """Why the model says yes, by the passages that its yes may lift; none while a question waits for its answer."""
    confirmed: dict[str, str] = {}
    for row in doubtful:
        question = Question.of(claim, row)
        known = answers.get(question.digest(model))
        if known is None or not today.has_come(known.asked_at.date()):
            return {}
        answer = read_answer(known.reply, question)
        if answer.same == "yes" and not _is_outdone(row, rows):
            confirmed[row.evidence_id] = answer.why.rstrip(".")
    return {} if _told_nothing_apart([row for row in doubtful if row.evidence_id in confirmed]) else confirmed


def _is_outdone(row: Evidence, rows: Iterable[Evidence]) -> bool:
    """Whether a passage of the same text that fits the claim's words better gives another figure of the kind: no yes
    takes that one's place."""
    version = (row.source_id, row.payload_sha256 or row.snapshot_id)
    return row.relation == "agrees" and any(
        other.relation != "agrees" and other.score > row.score and (other.kind, other.unit) == (row.kind, row.unit)
        for other in rows
        if (other.source_id, other.payload_sha256 or other.snapshot_id) == version
    )


def _told_nothing_apart(confirmed: Sequence[Evidence]) -> bool:
    """Whether a yes fell both on the claimed figure and on another in one version of one source, which states the
    claim's quantity once: such a model cannot tell what the figures are of."""
    said: dict[tuple[str, str], set[str]] = {}
    for row in confirmed:
        said.setdefault((row.source_id, row.payload_sha256 or row.snapshot_id), set()).add(row.relation)
    return any(len(relations) > 1 for relations in said.values())
