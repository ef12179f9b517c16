"""A model may say that a passage speaks of the claim, and nothing else."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.judging.deciding.verdicts import decide
from pipeline.judging.models import ModelError, Question, Reply, read_answer, redecide
from pipeline.judging.policy import DEFAULT_POLICY
from tests.judging.cases import claim, evidence, look, point
from tests.judging.models.cases import ABOUT, TODAY, WORDS, decided, inquire, weak
from tests.judging.strategies import as_of_days, worlds


@dataclass
class Told:
    """A model that says what it was told to say."""

    say: Callable[[Question], str]
    name: str = "small-judge"
    tokens: int = 250
    seen: list[Question] = field(default_factory=list)

    def foresee(self, question: Question) -> int:
        return 300

    def answer(self, question: Question) -> Reply:
        self.seen.append(question)
        said = self.say(question)
        if said == "fail":
            raise ModelError("no answer; check it")
        return Reply(said, self.tokens)

    def close(self) -> None:
        """Nothing is held."""


def says(same: str, quote: str = "41 percent of the output") -> Told:
    return Told(lambda question: json.dumps({"same": same, "quote": quote, "why": "Both speak of widgets."}))


def test_a_yes_with_the_figure_quoted_lets_the_arithmetic_decide() -> None:
    before, after = decided(says("yes"), weak())
    assert (before.reason, before.judged_by) == ("needs_review", None)
    assert (after.status, after.reason, after.judged_by) == ("supported", "exact", "small-judge")
    assert "judged by a model (small-judge): Both speak of widgets." in after.explanation


def test_a_yes_about_another_figure_contradicts() -> None:
    _, after = decided(says("yes", "17 percent"), weak(17, "Widgets made up 17 percent of the output."))
    assert (after.status, after.reason) == ("unverified", "contradicted")


@pytest.mark.parametrize(
    "reply",
    [
        {"same": "no", "quote": "41 percent", "why": "x"},
        {"same": "unsure", "quote": "41 percent", "why": "x"},
        {"same": "yes", "quote": "43 percent of the output", "why": "not in the passage"},
        {"same": "yes", "quote": "Widgets made up", "why": "no figure"},
        {"same": "yes", "quote": "41", "why": "a bare number is no percentage"},
        {"same": "yes", "quote": "1 percent of the output", "why": "half a number"},
        {"same": "yes", "quote": "", "why": "x"},
        {"same": "yes", "quote": 41, "why": None},
        {"same": ["yes"], "quote": "41 percent", "why": "x"},
        {"same": "YES", "quote": "41 percent", "why": "x"},
        ["yes"],
        "yes",
    ],
)
def test_whatever_is_no_quoted_yes_changes_nothing(reply: object) -> None:
    before, after = decided(Told(lambda question: json.dumps(reply)), weak())
    assert after == before


@given(st.text() | st.from_regex(r"\{.*\}"))
def test_no_reply_is_too_strange_to_be_read(reply: str) -> None:
    assert read_answer(reply, Question.of(ABOUT, weak())).same != "yes"


def test_an_answer_may_stand_in_a_fence_and_quote_with_other_spaces() -> None:
    reply = '```json\n{"same": "yes", "quote": "made  up 41 percent", "why": "w"}\n``` and {more}'
    assert read_answer(reply, Question.of(ABOUT, weak())).same == "yes"


def test_a_model_is_not_asked_where_the_arithmetic_decided() -> None:
    model = says("yes")
    before, after = decided(model, evidence(ABOUT, point(41.2, "percent", "percent"), as_of="2026-03-17"), weak())
    assert before == after
    assert after.reason == "within_rounding"
    assert model.seen == []


def test_a_model_cannot_make_a_vague_figure_decide() -> None:
    exact = claim(point(41.37, "percent"))
    row = evidence(exact, point(41, "percent", "percent"), as_of="2026-03-17", score=0.5, quote=WORDS)
    model = says("yes")
    before, after = decided(model, row, about=exact)
    assert before == after
    assert model.seen == []


def test_a_yes_to_two_figures_of_one_text_tells_nothing_apart() -> None:
    against = weak(17, "Widgets made up 17 percent of the output.", evidence_id="against")
    model = Told(
        lambda question: json.dumps({"same": "yes", "quote": question.passage, "why": "Both speak of widgets."})
    )
    before, after = decided(model, weak(), against)
    assert before == after


def test_a_yes_to_two_sources_that_disagree_is_a_conflict() -> None:
    against = weak(17, "Widgets made up 17 percent of the output.", source="blog", evidence_id="against")
    model = Told(
        lambda question: json.dumps({"same": "yes", "quote": question.passage, "why": "Both speak of widgets."})
    )
    assert decided(model, weak(), against)[1].reason == "conflicting"


def test_a_claim_is_asked_about_whole_or_not_at_all() -> None:
    rows = [weak(), weak(17, "Widgets made up 17 percent of the output.", evidence_id="against")]
    model = says("yes")
    before, after = decided(model, *rows, calls=1)
    assert before == after
    assert model.seen == []
    inquiry, _ = inquire(model, *rows, calls=1)
    assert inquiry.summary().endswith("2 questions left because a run may ask 1 (CLAIMS_JUDGE_CALLS)")


def test_half_an_answered_claim_stays_as_it_is() -> None:
    rows = [weak(), weak(17, "Widgets made up 17 percent of the output.", evidence_id="against")]
    honest = Told(
        lambda question: (
            "fail" if "17" in question.passage
            else json.dumps({"same": "yes", "quote": "41 percent of the output", "why": "w"})
        )
    )  # fmt: skip
    before, after = decided(honest, *rows)
    assert before == after


def test_tokens_are_capped_before_they_are_spent() -> None:
    inquiry, answers = inquire(says("yes"), weak(), tokens=299)
    assert (answers, inquiry.tokens) == ([], 0)
    assert "a run may use 299 tokens (CLAIMS_JUDGE_TOKENS)" in inquiry.summary()


def test_a_model_that_fails_is_left_alone_after_three_failures_and_said_so() -> None:
    model = Told(lambda question: "fail")
    inquiry, _ = inquire(model, weak())
    for number in range(5):
        inquiry.ask(
            ABOUT, [weak(evidence_id=f"row-{number}", quote=f"{WORDS} Hall {number}.")], (), dt.datetime.now(dt.UTC)
        )
    assert len(model.seen) == 3
    assert "3 failed: no answer; check it" in inquiry.summary()
    assert "3 questions left because it failed 3 times in a row" in inquiry.summary()


def test_a_question_on_record_is_not_asked_again() -> None:
    model = says("yes")
    inquiry, answers = inquire(model, weak())
    assert inquiry.ask(ABOUT, [weak()], {row.question for row in answers}, answers[0].asked_at) == []
    assert len(model.seen) == 1


def test_an_answer_counts_from_the_day_it_was_given_and_for_its_model_only() -> None:
    looks, rows = [look("report", "2026-03-20")], [weak()]
    _, answers = inquire(says("yes"), *rows)
    by_name = {row.question: row for row in answers}
    for day, model, status in (
        (TODAY, "small-judge", "supported"),
        (TODAY - dt.timedelta(days=1), "small-judge", "unverified"),
        (TODAY, "other-judge", "unverified"),
    ):
        before = decide(ABOUT, rows, looks, DEFAULT_POLICY, day)
        after = redecide(before, ABOUT, rows, looks, DEFAULT_POLICY, day, model=model, answers=by_name)
        assert after.status == status


@settings(max_examples=60, deadline=None)
@given(worlds(), as_of_days, st.sampled_from(["yes", "no", "unsure"]))
def test_a_model_only_ever_touches_needs_review_and_lends_no_figure(world: object, as_of: dt.date, said: str) -> None:
    about, rows, looks = world  # type: ignore[misc]
    before = decide(about, rows, looks, DEFAULT_POLICY, as_of)
    model = Told(lambda question: json.dumps({"same": said, "quote": question.passage, "why": "w"}))
    _, answers = inquire(model, *rows, about=about)
    after = redecide(
        before, about, rows, looks, DEFAULT_POLICY, as_of, model=model.name,
        answers={row.question: row for row in answers},
    )  # fmt: skip
    if after == before:
        return
    assert before.reason == "needs_review"
    assert after.judged_by == model.name
    assert said == "yes"
    if after.status == "supported":
        named = [row for row in rows if row.evidence_id in after.evidence_ids]
        assert all(row.relation == "agrees" for row in named)


def test_a_yes_does_not_outdo_a_passage_whose_words_fit_better() -> None:
    better = replace(weak(17, "Widgets made up 17 percent of the output."), relation="unrelated", score=0.59)
    _, after = decided(says("yes"), replace(weak(), score=0.45), better)
    assert after.status == "unverified"
