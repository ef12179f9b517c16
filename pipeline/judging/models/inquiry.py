"""Asking a model within limits: what a run may ask, what it asked, what it had to leave.

What belongs here: the cap, failures, the row that keeps an answer. What must never be here: the network (endpoint),
what an answer does (lifting).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from pipeline.judging.models.asking import Question, read_answer
from pipeline.judging.models.model import Model, ModelError
from pipeline.model import Claim, Evidence, ModelAnswer
from pipeline.phrasing import say_count

_FAILURES = 3
"""Failures in a row after which the model is left alone for the rest of the run."""


@dataclass(slots=True)
class Inquiry:
    """One run's questions to one model."""

    model: Model
    most_calls: int
    most_tokens: int
    calls: int = 0
    tokens: int = 0
    failures: list[str] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    """Questions that were not put, by the reason why."""
    _in_a_row: int = 0

    def ask(
        self, claim: Claim, doubtful: Iterable[Evidence], known: Collection[str], at: dt.datetime
    ) -> list[ModelAnswer]:
        """The answers about a claim's doubtful passages that are not on record yet; `known`: digests that are.

        A claim whose questions do not all fit under the cap is left whole: half the answers would be no judgement.
        """
        asked = {(question := Question.of(claim, row)).digest(self.model.name): (question, row) for row in doubtful}
        new = {name: pair for name, pair in asked.items() if name not in known}
        why = self._why_not([question for question, _ in new.values()])
        if why:
            self.left[why] += len(new)
            return []
        rows = []
        for name, (question, row) in new.items():
            if self._in_a_row >= _FAILURES:
                self.left[f"it failed {_FAILURES} times in a row"] += 1
                continue
            made = self._put(name, question, row, at)
            rows += [made] if made else []
        return rows

    def summary(self) -> str:
        """What was asked and what was left, in one line."""
        said = f"{say_count(self.calls, 'question')} to {self.model.name}, {self.tokens:,} tokens"
        said += f"; {len(self.failures)} failed: {self.failures[-1]}" if self.failures else ""
        return said + "".join(
            f"; {say_count(number, 'question')} left because {why}" for why, number in self.left.items()
        )

    def _why_not(self, questions: Collection[Question]) -> str:
        if not questions:
            return ""
        if self._in_a_row >= _FAILURES:
            return f"it failed {_FAILURES} times in a row"
        if self.calls + len(questions) > self.most_calls:
            return f"a run may ask {self.most_calls} (CLAIMS_JUDGE_CALLS)"
        if self.tokens + sum(self.model.foresee(question) for question in questions) > self.most_tokens:
            return f"a run may use {self.most_tokens:,} tokens (CLAIMS_JUDGE_TOKENS)"
        return ""

    def _put(self, name: str, question: Question, row: Evidence, at: dt.datetime) -> ModelAnswer | None:
        self.calls += 1
        try:
            reply = self.model.answer(question)
        except ModelError as error:
            self._in_a_row += 1
            self.failures.append(str(error))
            return None
        self._in_a_row = 0
        self.tokens += reply.tokens
        answer = read_answer(reply.text, question)
        return ModelAnswer(
            question=name,
            model=self.model.name,
            claim_id=row.claim_id,
            evidence_id=row.evidence_id,
            asked=question.asked(),
            reply=reply.text,
            same=answer.same,
            why=answer.why,
            tokens=reply.tokens,
            asked_at=at,
        )
