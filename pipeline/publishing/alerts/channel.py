"""What every channel has in common: its name, sending, how it fails, and how patient it is.

What belongs here: the contract. What must never be here: any protocol.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import stamina

from pipeline.publishing.alerts.message import Message

ATTEMPTS = 4
"""How often a channel that may recover is tried, within seconds; after that the next run tries again."""


class AlertError(RuntimeError):
    """A message could not be delivered. Names the channel and what to do, never an address or a password."""


class TransientAlertError(AlertError):
    """The same message may be deliverable a moment later."""


class Channel(Protocol):
    """One way to reach people."""

    name: str
    """webhook, email or file."""

    def send(self, message: Message) -> None:
        """Deliver one message. Raises AlertError."""
        ...


def attempts() -> Iterator[stamina.Attempt]:
    """A few attempts with growing pauses, as long as the failure is a TransientAlertError."""
    return iter(stamina.retry_context(on=TransientAlertError, attempts=ATTEMPTS, wait_initial=0.5, wait_max=5.0))
