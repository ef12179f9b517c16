"""Alerts arrive, are tried again when that helps, and never tell an address or a password to a log or an error."""

from __future__ import annotations

import json
import logging
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import stamina
from pytest_httpserver import HTTPServer

from pipeline.publishing.alerts import (
    AlertError,
    FileChannel,
    MailChannel,
    WebhookChannel,
    tell_changes,
    tell_failure,
)
from tests.publishing.alerts.smtp_server import mail_server

SECRET = "T000-secret-path"


def change(claim_id: str = "boats", **more: Any) -> dict[str, Any]:
    row = {
        "claim_id": claim_id, "quote": "four hundred <boats> & more", "chapter": "The Ferry Town",
        "status_before": "supported", "reason_before": "bound_holds", "status_after": "stale",
        "reason_after": "figure_moved", "what_moved": "You say 400; the office now says 900.", "as_of": None,
    }  # fmt: skip
    return {**row, **more}


MESSAGE = tell_changes([change(), change("wall", status_after="unverified", reason_after="contradicted")])


@pytest.fixture(autouse=True)
def _no_pauses() -> Iterator[None]:
    stamina.set_testing(True, attempts=3)
    yield
    stamina.set_testing(False)


def test_a_message_names_what_moved_the_loudest_first() -> None:
    assert MESSAGE.subject == "2 claims moved in The Ferry Town"
    assert [item.head.split(":")[0] for item in MESSAGE.items] == ["wall", "boats"]
    text = MESSAGE.as_text()
    assert "supported (bound holds) → stale (figure moved)" in text
    assert "the office now says 900" in text


def test_a_slack_message_keeps_to_slacks_limits_and_its_words_cannot_mention_anybody() -> None:
    many = tell_changes([change(f"claim-{number}", what_moved="<!channel> " * 500) for number in range(60)])
    slack = many.as_slack()
    assert len(slack["blocks"]) <= 50
    assert all(len(block["text"]["text"]) <= 3000 for block in slack["blocks"])
    assert "<!channel>" not in json.dumps(slack)
    assert "And 40 more." in json.dumps(slack)


def test_a_webhook_is_posted_to_on_whatever_network_it_is(httpserver: HTTPServer) -> None:
    httpserver.expect_oneshot_request("/hook", method="POST").respond_with_data("ok")
    WebhookChannel(httpserver.url_for("/hook")).send(MESSAGE)
    (request, _) = httpserver.log[0]
    assert request.json["text"] == MESSAGE.subject
    assert request.headers["content-type"] == "application/json"


def test_a_busy_webhook_is_tried_again_and_a_refusing_one_is_not(httpserver: HTTPServer) -> None:
    httpserver.expect_ordered_request("/hook").respond_with_data("slow down", status=429)
    httpserver.expect_ordered_request("/hook").respond_with_data("later", status=503)
    httpserver.expect_ordered_request("/hook").respond_with_data("ok")
    WebhookChannel(httpserver.url_for("/hook")).send(MESSAGE)
    assert len(httpserver.log) == 3
    httpserver.clear()
    httpserver.expect_request("/hook").respond_with_data("no_service", status=404)
    with pytest.raises(AlertError, match=r"answered 404; is CLAIMS_ALERT_WEBHOOK"):
        WebhookChannel(httpserver.url_for("/hook")).send(MESSAGE)
    assert len(httpserver.log) == 1


@pytest.mark.parametrize("fate", ["delivered", "refused", "busy", "unreachable", "malformed"])
def test_the_address_of_a_webhook_stands_in_no_log_and_no_error(fate: str, caplog: pytest.LogCaptureFixture) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if fate == "unreachable":
            raise httpx.ConnectError(f"cannot connect to {request.url}")
        return httpx.Response({"delivered": 200, "refused": 403, "busy": 500}[fate])

    channel = WebhookChannel(
        f"https://hooks.example.org{':port' if fate == 'malformed' else ''}/{SECRET}",
        transport=httpx.MockTransport(answer),
    )
    said = ""
    with caplog.at_level(logging.DEBUG):
        try:
            channel.send(MESSAGE)
        except AlertError as error:
            said = f"{error} {error!r} {error.__cause__!r}"
    assert (said == "") == (fate == "delivered")
    assert SECRET not in said + caplog.text + repr(channel)


def test_a_mail_reaches_every_recipient() -> None:
    with mail_server() as server:
        server.answers = ["451 come back later"]
        MailChannel(["a@example.org", "b@example.org"], f"smtp://127.0.0.1:{server.port}").send(MESSAGE)
    mail = server.mails[-1]
    assert mail["to"] == "a@example.org, b@example.org"
    assert mail["subject"] == "[claims] 2 claims moved in The Ferry Town"
    assert "four hundred <boats> & more" in mail.get_content()


def test_a_refused_recipient_an_absent_server_and_a_bare_password_are_said_without_secrets() -> None:
    with mail_server() as server:
        address = f"127.0.0.1:{server.port}"
        server.answers = ["550 nobody of that name"]
        with pytest.raises(AlertError, match="refused the recipients"):
            MailChannel(["a@example.org"], f"smtp://{address}").send(MESSAGE)
        with pytest.raises(AlertError, match="a password is not sent without") as refused:
            MailChannel(["a@example.org"], f"smtp://me:{SECRET}@{address}").send(MESSAGE)
        assert SECRET not in str(refused.value)
    with pytest.raises(AlertError, match="is not an address such as"):
        MailChannel(["a@example.org"], f"carrier-pigeon://{SECRET}").send(MESSAGE)
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        with pytest.raises(AlertError, match="cannot be reached"):
            MailChannel(["a@example.org"], f"smtp://127.0.0.1:{reserved.getsockname()[1]}").send(MESSAGE)


def test_a_file_grows_by_one_line_of_json_per_alert(tmp_path: Path) -> None:
    path = tmp_path / "alerts" / "told.jsonl"
    FileChannel(path).send(MESSAGE)
    FileChannel(path).send(tell_failure("refresh_all", "0123456789", "a stage failed"))
    first, second = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    assert first["items"][1]["status_after"] == "stale"
    assert second["items"][0]["run_id"] == "0123456789"
    with pytest.raises(AlertError, match="CLAIMS_ALERT_FILE"):
        FileChannel(tmp_path).send(MESSAGE)
