"""A model may say that a passage speaks of the claim, and nothing else."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from pipeline.judging.models import Endpoint, EndpointError, ModelJudge, redecide
from pipeline.judging.policy import DEFAULT_POLICY
from pipeline.judging.verdicts import Decision, decide
from pipeline.model import Claim, Evidence
from tests.judging.cases import claim, evidence, look, point

TODAY = dt.date(2026, 11, 23)
ABOUT = claim(point(41, "percent"))
WORDS = "Widgets made up 41 percent of the output."


class Local(BaseHTTPRequestHandler):
    """Answers like an OpenAI-compatible server; `reply` and `seen` are set on the server."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.seen.append((self.path, self.headers.get("Authorization"), body))  # type: ignore[attr-defined]
        reply: Any = self.server.reply  # type: ignore[attr-defined]
        told = (
            reply if isinstance(reply, bytes) else json.dumps({"choices": [{"message": {"content": reply}}]}).encode()
        )
        self.send_response(self.server.status)  # type: ignore[attr-defined]
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    local = HTTPServer(("127.0.0.1", 0), Local)
    local.seen, local.reply, local.status = [], "", 200  # type: ignore[attr-defined]
    thread = threading.Thread(target=local.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield local
    local.shutdown()
    local.server_close()


def judge_at(server: HTTPServer, **more: Any) -> ModelJudge:
    return ModelJudge(Endpoint(f"http://127.0.0.1:{server.server_port}/v1", "small-judge", key="k"), **more)


def weak(value: float = 41, quote: str = WORDS, **more: Any) -> Evidence:
    return evidence(ABOUT, point(value, "percent", "percent"), as_of="2026-03-17", score=0.5, quote=quote, **more)


def asked(judge: ModelJudge, *rows: Evidence, about: Claim = ABOUT) -> tuple[Decision, Decision]:
    looks = [look("report", "2026-03-20")]
    before = decide(about, rows, looks, DEFAULT_POLICY, TODAY)
    return before, redecide(judge, before, about, rows, looks, DEFAULT_POLICY, TODAY)


def says(same: str, quote: str = "41 percent of the output") -> str:
    return json.dumps({"same": same, "quote": quote, "why": "Both speak of the share of widgets."})


def test_a_yes_with_the_figure_quoted_lets_the_arithmetic_decide(server: HTTPServer) -> None:
    server.reply = says("yes")  # type: ignore[attr-defined]
    before, after = asked(judge_at(server), weak())
    assert before.reason == "needs_review"
    assert (after.status, after.reason) == ("supported", "exact")
    assert "Judged by a model (small-judge) to speak of the same thing: Both speak" in after.explanation
    path, key, body = server.seen[0]  # type: ignore[attr-defined]
    assert (path, key, body["model"]) == ("/v1/chat/completions", "Bearer k", "small-judge")


def test_a_yes_about_another_figure_contradicts(server: HTTPServer) -> None:
    server.reply = says("yes", "17 percent")  # type: ignore[attr-defined]
    _, after = asked(judge_at(server), weak(17, "Widgets made up 17 percent of the output."))
    assert (after.status, after.reason) == ("unverified", "contradicted")


@pytest.mark.parametrize(
    "reply",
    [
        says("no"),
        says("unsure"),
        says("yes", "43 percent of the output"),
        says("yes", "Widgets made up"),
        says("yes", ""),
        "yes",
        "{broken",
        '["yes"]',
        json.dumps({"same": "yes", "quote": 41, "why": None}),
    ],
)
def test_whatever_is_no_quoted_yes_changes_nothing(server: HTTPServer, reply: str) -> None:
    server.reply = reply  # type: ignore[attr-defined]
    before, after = asked(judge_at(server), weak())
    assert after == before


def test_a_model_is_not_asked_where_the_arithmetic_decided(server: HTTPServer) -> None:
    server.reply = says("yes")  # type: ignore[attr-defined]
    against = evidence(ABOUT, point(17, "percent", "percent"), as_of="2026-03-17")
    before, after = asked(judge_at(server), against, weak())
    assert before == after
    assert after.reason == "contradicted"
    assert server.seen == []  # type: ignore[attr-defined]


def test_a_model_cannot_make_a_vague_figure_decide(server: HTTPServer) -> None:
    server.reply = says("yes")  # type: ignore[attr-defined]
    exact = claim(point(41.37, "percent"))
    row = evidence(exact, point(41, "percent", "percent"), as_of="2026-03-17", score=0.5, quote=WORDS)
    before, after = asked(judge_at(server), row, about=exact)
    assert before == after
    assert after.reason == "needs_review"


def test_answers_are_cached_and_questions_are_capped(server: HTTPServer) -> None:
    server.reply = says("yes")  # type: ignore[attr-defined]
    judge = judge_at(server)
    assert asked(judge, weak())[1] == asked(judge, weak())[1]
    assert len(server.seen) == 1  # type: ignore[attr-defined]
    before, after = asked(judge_at(server, most_questions=0), weak())
    assert before == after


@pytest.mark.parametrize(("status", "reply"), [(500, "x"), (200, b"not json"), (200, b'{"choices": []}')])
def test_an_endpoint_that_fails_leaves_the_verdict_and_says_what_to_check(
    server: HTTPServer, status: int, reply: Any
) -> None:
    server.status, server.reply = status, reply  # type: ignore[attr-defined]
    judge = judge_at(server)
    before, after = asked(judge, weak())
    assert before == after
    with pytest.raises(EndpointError, match=r"check|speak"):
        judge.model.complete([])


def test_an_endpoint_that_is_not_there_says_so() -> None:
    with pytest.raises(EndpointError, match="cannot be reached"):
        Endpoint("http://127.0.0.1:9/v1", "none", timeout=2).complete([])
