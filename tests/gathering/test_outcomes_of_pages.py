"""Every answer gets the outcome that tells the truth about it, and a good page is never taken for a wall."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.gathering.exchange import Exchange, Hop
from pipeline.gathering.media_types import is_text
from pipeline.gathering.outcomes import Finding, classify, confirm_gone
from pipeline.model import Outcome, Snapshot
from tests.gathering.answers import Answer
from tests.gathering.answers_bot_walls import BOT_WALLS
from tests.gathering.answers_disguised import DISGUISED
from tests.gathering.answers_good import GOOD
from tests.gathering.answers_missing import OTHERS, SOFT_MISSING
from tests.gathering.answers_other_walls import CONSENT_WALLS, LOGIN_WALLS, SHELLS
from tests.gathering.answers_short import SHORT
from tests.gathering.answers_tongues import TONGUES
from tests.gathering.answers_unseen import UNSEEN

ALL = (
    *BOT_WALLS,
    *CONSENT_WALLS,
    *LOGIN_WALLS,
    *SHELLS,
    *SOFT_MISSING,
    *OTHERS,
    *GOOD,
    *SHORT,
    *DISGUISED,
    *TONGUES,
    *UNSEEN,
)

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def exchange_of(answer: Answer) -> Exchange:
    final = answer.final or answer.requested
    hop = Hop(url=answer.requested, status_line="HTTP/1.1 302 Found", request_headers=(), response_headers=())
    return Exchange(
        requested_url=answer.requested,
        final_url=final,
        fetched_at=NOW,
        status_line=f"HTTP/1.1 {answer.status} Whatever",
        response_headers=answer.headers,
        payload=answer.body.encode(),
        media_type=answer.media_type,
        redirects=(hop,) if answer.final else (),
    )


@pytest.mark.parametrize("answer", ALL, ids=lambda answer: answer.name)
def test_an_answer_has_the_outcome_that_tells_the_truth(answer: Answer) -> None:
    text = answer.body if is_text(answer.media_type) else ""
    finding = classify(exchange_of(answer), text, kind=answer.kind)  # type: ignore[arg-type]
    assert finding.outcome == answer.outcome, finding.why


def test_every_bad_outcome_says_why() -> None:
    for answer in ALL:
        finding = classify(exchange_of(answer), answer.body if is_text(answer.media_type) else "", kind="page")
        assert finding.outcome == "fetched" or finding.why


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(alphabet="<>/=\"' abcdhiprtnosx0&;!-", max_size=3000),
    status=st.sampled_from([200, 202, 204, 206, 300, 304, 400, 403, 404, 410, 429, 500, 503, 999]),
)
def test_any_text_has_an_outcome(text: str, status: int) -> None:
    answer = Answer("any", "any", text, status)
    assert classify(exchange_of(answer), text).outcome


@pytest.mark.parametrize(
    "hostile",
    ["<" * 300_000, "<script" * 50_000, "<!--" * 70_000, "<h1>" * 70_000,
     "<noscript>" * 30_000, "<div id=root " * 25_000,
     "<meta http-equiv=refresh " * 12_000, "<input " * 40_000, "not found " * 30_000, "cookie consent " * 20_000],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_hostile_markup_costs_no_more_than_honest_markup(hostile: str) -> None:
    began = time.process_time()
    classify(exchange_of(Answer("hostile", "any", hostile)), hostile)
    assert time.process_time() - began < 10.0  # a quadratic scan of 300 000 characters takes minutes


def look(outcome: Outcome, days_ago: float) -> Snapshot:
    return Snapshot(
        snapshot_id=f"{days_ago}", source_id="s", fetched_at=NOW - dt.timedelta(days=days_ago), outcome=outcome
    )


ABSENT = Finding("not_found", "404")


@pytest.mark.parametrize(
    ("looks", "outcome"),
    [
        ([], "not_found"),
        ([look("not_found", 3)], "not_found"),
        ([look("not_found", 7), look("not_found", 3.5)], "gone"),
        ([look("soft_not_found", 7), look("not_found", 3.5)], "gone"),
        ([look("not_found", 4), look("not_found", 2)], "not_found"),
        ([look("not_found", 9), look("not_found", 8), look("not_found", 1), look("not_found", 0.5)], "not_found"),
        ([look("not_found", 9), look("not_found", 4), look("not_found", 1)], "gone"),
        ([look("not_found", 9), look("fetched", 6), look("not_found", 3)], "not_found"),
        ([look("not_found", 9), look("not_modified", 6), look("not_found", 3)], "not_found"),
        ([look("not_found", 9), look("timeout", 6), look("not_found", 3)], "gone"),
        ([look("timeout", 9), look("blocked", 6), look("network_error", 3)], "not_found"),
    ],
)
def test_gone_takes_three_looks_at_least_three_days_apart_and_one_success_resets(
    looks: list[Snapshot], outcome: str
) -> None:
    assert confirm_gone(ABSENT, looks, NOW).outcome == outcome


def test_a_410_is_gone_at_once_and_a_block_never_becomes_gone() -> None:
    assert confirm_gone(Finding("gone", "410"), [], NOW).outcome == "gone"
    blocked = Finding("blocked", "wall")
    assert confirm_gone(blocked, [look("not_found", 9), look("not_found", 5)], NOW) is blocked
