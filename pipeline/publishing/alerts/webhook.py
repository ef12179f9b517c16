"""Alerts to a webhook, as Slack-compatible JSON. The only file here that speaks HTTP.

What belongs here: one POST. What must never be here: what a message says.

The address of a webhook is a password: it stands in no error and in no log. Unlike the address of a source it is the
user's own choice, so it may be on a private network.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator

import httpx

from pipeline.publishing.alerts.channel import AlertError, TransientAlertError, attempts
from pipeline.publishing.alerts.message import Message

_SECONDS = 10.0
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})


class WebhookChannel:
    """One incoming webhook."""

    name = "webhook"

    def __init__(self, url: str, *, transport: httpx.BaseTransport | None = None) -> None:
        self._url = url
        self._transport = transport

    def __repr__(self) -> str:
        return "WebhookChannel(…)"

    def send(self, message: Message) -> None:
        """Post the message. Raises AlertError."""
        for attempt in attempts():
            with attempt, _unlogged():
                self._post(message)

    def _post(self, message: Message) -> None:
        try:
            with httpx.Client(timeout=_SECONDS, transport=self._transport) as client:
                status = client.post(self._url, json=message.as_slack()).status_code
        except httpx.TransportError as error:
            raise TransientAlertError(f"webhook: cannot be reached ({type(error).__name__})") from None
        except (httpx.InvalidURL, ValueError):
            raise AlertError("webhook: its address is not well formed; see CLAIMS_ALERT_WEBHOOK") from None
        if status in _BUSY:
            raise TransientAlertError(f"webhook: answered {status}; it is tried again with the next run")
        if not 200 <= status < 300:
            raise AlertError(f"webhook: answered {status}; is CLAIMS_ALERT_WEBHOOK still the right address?")


@contextlib.contextmanager
def _unlogged() -> Iterator[None]:
    """httpx logs every address that it calls; not this one."""
    logger = logging.getLogger("httpx")

    def drop(record: logging.LogRecord) -> bool:
        return False

    logger.addFilter(drop)
    try:
        yield
    finally:
        logger.removeFilter(drop)
