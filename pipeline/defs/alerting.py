"""Which changes people are told of, through which channels, each once.

What belongs here: the channels of an installation and the memory of what was told. What must never be here: the words
of a message and how a channel carries it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.defs.installation import Installation
from pipeline.defs.keeping.ledger import LEDGER, done, remember
from pipeline.publishing.alerts import (
    AlertError,
    Channel,
    FileChannel,
    MailChannel,
    Message,
    WebhookChannel,
    tell_changes,
)
from pipeline.publishing.warehouse import reading, rows
from pipeline.settings import Settings

_CHANGES = """
SELECT g.*, s.quote, s.chapter FROM changes AS g LEFT JOIN claim_status AS s USING (claim_id)
WHERE g.status_before IS NOT NULL ORDER BY g.changed_at, g.claim_id
"""
_TOLD = "told"


def find_channels(settings: Settings) -> list[Channel]:
    """The channels that the settings switch on; none by default."""
    channels: list[Channel] = []
    if settings.alert_file:
        channels.append(FileChannel(settings.warehouse / settings.alert_file))
    if settings.alert_webhook:
        channels.append(WebhookChannel(settings.alert_webhook.get_secret_value()))
    if settings.alert_email:
        channels.append(
            MailChannel(settings.alert_email, settings.alert_smtp.get_secret_value(), sender=settings.alert_from or "")
        )
    return channels


def tell_untold(
    installation: Installation, channels: Sequence[Channel], *, now: dt.datetime, replay: bool
) -> dict[str, str]:
    """Tell every channel the published changes that it was not told yet. Returns what came of it, by channel.

    `now` is when the run began, which is when its changes were decided. A channel that is new is told this run's
    changes, not the whole history; the changes of a replay of a past day are history too. What could not be delivered
    stays untold, and the next run tries again.
    """
    with reading(installation.settings.database) as connection:
        changes = {_key(row): row for row in rows(connection, _CHANGES)}
    return {channel.name: _tell(installation, channel, changes, now, replay) for channel in channels}


def send_everywhere(channels: Sequence[Channel], message: Message) -> list[str]:
    """Send one message through every channel. Returns what could not be delivered, in words."""
    problems = []
    for channel in channels:
        try:
            channel.send(message)
        except AlertError as error:
            problems.append(str(error))
    return problems


def _tell(
    installation: Installation,
    channel: Channel,
    changes: Mapping[str, Mapping[str, Any]],
    now: dt.datetime,
    replay: bool,
) -> str:
    records, step = installation.records, f"alerts {channel.name}"
    is_new = step not in records.parts(LEDGER.name)
    told = done(records, step)
    untold = {key: row for key, row in changes.items() if key not in told}
    due = {key: row for key, row in untold.items() if not _is_history(row["changed_at"] == now, is_new, replay)}
    problems = send_everywhere([channel], tell_changes(list(due.values()))) if due else []
    missed = due if problems else {}
    remember(records, step, {key: _TOLD for key in changes if key not in missed} | told)
    return problems[0] if problems else f"told {len(due)}"


def _is_history(of_this_run: bool, is_new: bool, replay: bool) -> bool:
    return replay if of_this_run else is_new


def _key(change: Mapping[str, Any]) -> str:
    return f"{change['claim_id']} {change['changed_at'].astimezone(dt.UTC).isoformat()}"
