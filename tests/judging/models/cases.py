"""A claim, weak evidence about it, and one run of a judge over them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pipeline.judging.deciding.verdicts import Decision, decide
from pipeline.judging.models import Inquiry, Model, find_doubtful, redecide
from pipeline.judging.policy import DEFAULT_POLICY
from pipeline.model import Claim, Evidence, ModelAnswer
from tests.judging.cases import claim, evidence, look, point

TODAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 6, tzinfo=dt.UTC)
WORDS = "Widgets made up 41 percent of the output."
ABOUT = claim(point(41, "percent"), statement="The works say widgets made up 41 percent of output.", quote="41 percent")


def weak(value: float = 41, quote: str = WORDS, **more: Any) -> Evidence:
    given = {"as_of": "2026-03-17", "score": 0.5} | more
    return evidence(ABOUT, point(value, "percent", "percent"), quote=quote, **given)


def inquire(model: Model, *rows: Evidence, about: Claim = ABOUT, **limits: int) -> tuple[Inquiry, list[ModelAnswer]]:
    """One run's inquiry about a claim, and the answers it brought."""
    inquiry = Inquiry(model, limits.get("calls", 100), limits.get("tokens", 100_000))
    decision = decide(about, rows, [look("report", "2026-03-20")], DEFAULT_POLICY, TODAY)
    return inquiry, inquiry.ask(about, find_doubtful(decision, about, rows, DEFAULT_POLICY), (), NOW)


def decided(
    model: Model, *rows: Evidence, about: Claim = ABOUT, as_of: dt.date = TODAY, **limits: int
) -> tuple[Decision, Decision]:
    """The decision without the model, and the one with its answers."""
    looks = [look("report", "2026-03-20")]
    before = decide(about, rows, looks, DEFAULT_POLICY, as_of)
    _, answers = inquire(model, *rows, about=about, **limits)
    by_name = {row.question: row for row in answers}
    after = redecide(
        before, about, rows, looks, DEFAULT_POLICY, as_of, model=model.name, answers=by_name
    )  # fmt: skip
    return before, after
