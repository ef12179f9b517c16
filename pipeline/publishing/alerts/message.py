"""What an alert says, and its forms: plain text, Slack-compatible JSON, one line of JSON.

What belongs here: words. What must never be here: sending, the clock, and whether a change was told before.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SHOWN = 20
"""Items that a text or a Slack message shows; Slack takes no more than 50 blocks."""
_BLOCK = 2900
"""Characters of one Slack block; it takes 3000."""
_LOUDEST_FIRST = {"contradicted": 0, "conflicting": 1, "figure_moved": 2, "source_changed": 3, "source_gone": 4}
_MARKS = {"supported": ":white_check_mark:", "stale": ":warning:", "unverified": ":question:"}
_LOUD_MARK = ":rotating_light:"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that happened."""

    head: str
    """What it is about, in a few words."""
    text: str
    """What happened, in sentences."""
    mark: str = ""
    """Slack's name of an emoji."""
    facts: Mapping[str, Any] | None = None
    """The same for machines."""


@dataclass(frozen=True, slots=True)
class Message:
    """One alert: what it is about, and everything that happened, the loudest first."""

    subject: str
    items: tuple[Item, ...]
    rest: str
    """Where to read on."""

    def as_text(self) -> str:
        """Plain text, for a mail."""
        shown = [f"{item.head}\n    {item.text}" for item in self.items[:SHOWN]]
        return "\n\n".join([*shown, *self._more(), self.rest]) + "\n"

    def as_slack(self) -> dict[str, Any]:
        """The JSON of a Slack incoming webhook; Mattermost, Rocket.Chat and Discord (`/slack`) take it too."""
        sections = [
            f"{item.mark} *{_escaped(item.head)}*\n{_escaped(item.text)}".strip() for item in self.items[:SHOWN]
        ]
        texts = [f"*{_escaped(self.subject)}*", *sections, _escaped(" ".join([*self._more(), self.rest]))]
        blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": text[:_BLOCK]}} for text in texts]
        return {"text": _escaped(self.subject), "blocks": blocks}

    def as_line(self) -> str:
        """One line of JSON with every item."""
        items = [{"head": item.head, "text": item.text, **(item.facts or {})} for item in self.items]
        return json.dumps({"subject": self.subject, "items": items}, ensure_ascii=False, default=str) + "\n"

    def _more(self) -> list[str]:
        left = len(self.items) - SHOWN
        return [f"And {left} more."] if left > 0 else []


def tell_changes(changes: Sequence[Mapping[str, Any]]) -> Message:
    """An alert of changes: rows of `changes` with the claim's `quote` and `chapter`. There is at least one."""
    ordered = sorted(changes, key=lambda row: (_LOUDEST_FIRST.get(row["reason_after"], 9), row["claim_id"]))
    counted = f"{len(changes)} {'claim' if len(changes) == 1 else 'claims'} moved"
    chapters = sorted({row["chapter"] for row in changes if row["chapter"]})
    return Message(
        subject=f"{counted}{f' in {chapters[0]}' if len(chapters) == 1 else ''}",
        items=tuple(_item(row) for row in ordered),
        rest="`claims changes` lists them, `claims show CLAIM` has the evidence.",
    )


def tell_failure(job: str, run_id: str, error: str) -> Message:
    """An alert of a run that failed."""
    facts = {"job": job, "run_id": run_id}
    return Message(
        subject=f"Run of {job} failed",
        items=(Item(f"run {run_id[:8]}", error, _LOUD_MARK, facts),),
        rest="The database published before it still stands. `claims ui` shows the run.",
    )


def _item(row: Mapping[str, Any]) -> Item:
    before, after = (_verdict(row, when) for when in ("before", "after"))
    quote = f"“{row['quote']}”, " if row["quote"] else ""
    loud = row["reason_after"] in ("contradicted", "conflicting")
    return Item(
        head=f"{row['claim_id']}: {quote}{before} → {after}",
        text=row["what_moved"],
        mark=_LOUD_MARK if loud else _MARKS[row["status_after"]],
        facts={name: row[name] for name in ("claim_id", "status_before", "status_after", "reason_after", "as_of")},
    )


def _escaped(text: str) -> str:
    """Slack's three control characters, escaped as it asks, so that no quote can mention or link anything."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _verdict(row: Mapping[str, Any], when: str) -> str:
    return f"{row[f'status_{when}']} ({(row[f'reason_{when}'] or '').replace('_', ' ')})"
