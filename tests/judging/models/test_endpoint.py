"""Both dialects of model servers, and every way in which they fail."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import pytest

from pipeline.judging.models import JudgeSettings, Model, ModelError, Question, open_model
from tests.judging.models.cases import ABOUT, decided, weak
from tests.judging.models.servers import ModelServer, says, serving

QUESTION = Question.of(ABOUT, weak())


@pytest.fixture(params=["openai", "anthropic"])
def server(request: pytest.FixtureRequest) -> Iterator[ModelServer]:
    with serving(request.param) as running:
        running.reply = says("yes", "41 percent of the output")
        yield running


def at(server: ModelServer, timeout: float = 10) -> Model:
    return open_model(
        JudgeSettings(kind=server.dialect, model="small-judge", url=server.url, key="s3cret", timeout=timeout)  # type: ignore[arg-type]
    )


def test_the_question_goes_out_in_the_dialect_of_the_server(server: ModelServer) -> None:
    reply = at(server).answer(QUESTION)
    assert json.loads(reply.text)["same"] == "yes"
    assert reply.tokens == 250
    (request,) = server.seen
    assert (request["model"], request["temperature"]) == ("small-judge", 0)
    if server.dialect == "anthropic":
        assert server.paths == ["/v1/messages"]
        assert server.keys == ["s3cret"]
        assert "fact-checker" in request["system"]
        assert [message["role"] for message in request["messages"]] == ["user"]
    else:
        assert server.paths == ["/v1/chat/completions"]
        assert server.keys == ["Bearer s3cret"]
        assert [message["role"] for message in request["messages"]] == ["system", "user"]


def test_its_yes_decides(server: ModelServer) -> None:
    assert decided(at(server), weak())[1].judged_by == "small-judge"


@pytest.mark.parametrize(
    ("status", "raw", "says_what"),
    [
        (500, b"x", "answered 500; check the address"),
        (401, b"x", "check CLAIMS_JUDGE_KEY"),
        (429, b"x", r"asks for patience \(429, 7 s\)"),
        (302, b"x", "answered 302"),
        (200, b"not json", "no JSON"),
        (200, b'{"choices": [], "content": []}', "does not speak"),
        (200, b'{"choices": [{"message": {"content": null}}], "content": [{"type": "image"}]}', "does not speak"),
        (200, b"[]", "does not speak"),
        (200, b'{"choices": 7, "content": 7}', "does not speak"),
        (200, b" " * 1_000_001, "without end"),
    ],
)
def test_a_server_that_fails_leaves_the_verdict_and_says_what_to_check(
    server: ModelServer, status: int, raw: bytes, says_what: str
) -> None:
    server.status, server.raw, server.headers = status, raw, {"Retry-After": "7"}
    before, after = decided(at(server), weak())
    assert before == after
    with pytest.raises(ModelError, match=says_what) as failed:
        at(server).answer(QUESTION)
    assert "s3cret" not in str(failed.value)


def test_a_slow_server_is_not_waited_for(server: ModelServer) -> None:
    server.delay = 1.0
    began = time.monotonic()
    with pytest.raises(ModelError, match=r"did not answer within 0\.2 s"):
        at(server, timeout=0.2).answer(QUESTION)
    assert time.monotonic() - began < 1.0


def test_a_server_that_is_not_there_says_so() -> None:
    settings = JudgeSettings(kind="openai", model="none", url="http://user:pass@127.0.0.1:9/v1", timeout=2)
    with pytest.raises(ModelError, match="cannot be reached") as failed:
        open_model(settings).answer(QUESTION)
    assert "pass" not in str(failed.value)
    assert "pass" not in repr(settings)


def test_a_server_that_repeats_the_key_does_not_put_it_on_record(server: ModelServer) -> None:
    server.reply = says("unsure", "", "your key is s3cret")
    assert "s3cret" not in at(server).answer(QUESTION).text
