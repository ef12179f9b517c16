"""What a model's yes is allowed to do: lift a weakly matching passage over the threshold; then the table decides anew.

What belongs here: which passages are asked about, the cache, the cap, the mark on the verdict. What must never be here:
the network (endpoint), a decision of its own.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from pipeline.judging.models.asking import Answer, Question, read_answer
from pipeline.judging.models.endpoint import EndpointError
from pipeline.judging.policy import Policy
from pipeline.judging.verdicts import Decision, decide
from pipeline.judging.weighing import needed_score
from pipeline.model import Claim, Evidence, Review, Snapshot, Source


class Model(Protocol):
    """Something that answers a conversation with text, or raises EndpointError."""

    model: str

    def complete(self, messages: Sequence[dict[str, str]]) -> str:
        """The reply."""
        ...


@dataclass(slots=True)
class ModelJudge:
    """A model with a cache and a cap on what it may be asked."""

    model: Model
    most_questions: int = 100
    """Questions that may go to the model; answers from the cache are free."""
    per_claim: int = 3
    """Passages that are asked about per claim, the best first."""
    cache: MutableMapping[str, str] = field(default_factory=dict)
    """Replies by the digest of model and question; hand over a stored mapping to keep them across runs."""
    asked: int = 0

    def ask(self, question: Question) -> Answer | None:
        """The answer; None when the cap is reached or the model cannot be asked."""
        messages = question.messages()
        digest = hashlib.sha256(json.dumps([self.model.model, messages]).encode()).hexdigest()
        if digest not in self.cache:
            if self.asked >= self.most_questions:
                return None
            self.asked += 1
            try:
                self.cache[digest] = self.model.complete(messages)
            except EndpointError:
                return None
        return read_answer(self.cache[digest], question)


def redecide(
    judge: ModelJudge,
    decision: Decision,
    claim: Claim,
    evidence: Iterable[Evidence],
    snapshots: Iterable[Snapshot],
    policy: Policy,
    as_of: dt.date,
    reviews: Iterable[Review] = (),
    *,
    sources: Sequence[Source] = (),
) -> Decision:
    """The decision after a model was asked about the passages that words alone did not match surely enough.

    Only a decision that `needs_review` is looked at; every other comes back as it is. The figures were compared before,
    and only passages whose figure agrees or differs are asked about. Every decision that a model's yes brought about
    names the model and its reason in the explanation.
    """
    if decision.reason != "needs_review":
        return decision
    rows, reviewed, looks = list(evidence), list(reviews), list(snapshots)
    confirmed: dict[str, str] = {}
    for row in _doubtful(rows, decision, claim, policy)[: judge.per_claim]:
        answer = judge.ask(Question.of(claim, row))
        if answer is not None and answer.same == "yes":
            confirmed[row.evidence_id] = answer.why.strip().rstrip(".")
    if not confirmed:
        return decision
    lifted = [
        replace(row, score=needed_score(row, claim, policy)) if row.evidence_id in confirmed else row for row in rows
    ]
    again = decide(claim, lifted, looks, policy, as_of, reviewed, sources=sources)
    used = [why for name, why in confirmed.items() if name in again.evidence_ids]
    if again.reason in ("needs_review", "reviewed") or not used:
        return decision
    mark = f"Judged by a model ({judge.model.model}) to speak of the same thing: {'; '.join(used)}."
    return replace(again, explanation=f"{again.explanation} {mark}")


def _doubtful(rows: Sequence[Evidence], decision: Decision, claim: Claim, policy: Policy) -> list[Evidence]:
    """Passages of the decision whose figure decides but whose words are too weak, the best first."""
    named = set(decision.evidence_ids)
    weak = [
        row
        for row in rows
        if row.evidence_id in named and row.relation != "unrelated" and row.score < needed_score(row, claim, policy)
    ]
    return sorted(weak, key=lambda row: (-row.score, row.evidence_id))
