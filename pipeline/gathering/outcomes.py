"""What an answer is worth: the outcome of a look, told from the exchange alone.

What belongs here: pure rules from status, headers and content to an outcome with its reason. What must never be here:
fetching, clocks, stores. The signatures of walls and error pages stand in walls.py and notices.py.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.gathering.exchange import Exchange
from pipeline.gathering.media_types import is_readable
from pipeline.model import READABLE, Outcome, Snapshot, SourceKind

_CHECKS_BEFORE_GONE: Final = 3
_BETWEEN_CHECKS: Final = dt.timedelta(days=3)
_ABSENT: Final[frozenset[Outcome]] = frozenset({"not_found", "soft_not_found", "gone"})


@dataclass(frozen=True, slots=True)
class Finding:
    """What an answer is worth, and why."""

    outcome: Outcome
    why: str | None = None
    flags: tuple[str, ...] = ()


def classify(exchange: Exchange, text: str, *, kind: SourceKind = "page", pointer: str | None = None) -> Finding:
    """The outcome of an answered request.

    `text` is the decoded payload of a textual media type, "" otherwise. `kind` and `pointer` are what the register
    expects of the source. Total: every exchange has a finding.
    """
    status = exchange.status or 200
    if status == 304:
        return _judge_unchanged(exchange)
    if status in (429, 503) and (status == 429 or exchange.header("retry-after")):
        return Finding("rate_limited", f"the server answered {exchange.status_line}; it is asked again later")
    if status == 410:
        return Finding("gone", "the server says the page is gone for good (410)")
    if status == 404:
        return Finding("not_found", "the server has no such page (404); look for its new address")
    if status in (401, 402, 403, 405, 406, 407, 418, 451, 999):
        return Finding("blocked", f"the server refuses the page ({exchange.status_line})")
    if status >= 500:
        return Finding("network_error", f"the server failed ({exchange.status_line}); try again later")
    if status >= 400 or 300 <= status < 400:
        return Finding("not_found", f"the server does not give the page ({exchange.status_line})")
    if exchange.truncated:
        return Finding("truncated", "the body ends before its announced end; the bytes are kept, never evidence")
    if not exchange.payload:
        return Finding("unsupported", f"the answer has no body ({exchange.status_line})")
    media_type = exchange.media_type or ""
    if not is_readable(media_type):
        return Finding("unsupported", f"no reader for {media_type}; give the address of a page, PDF, table or JSON")
    return Finding("fetched")


def _judge_unchanged(exchange: Exchange) -> Finding:
    if exchange.unchanged_sha256:
        return Finding("not_modified")
    return Finding("network_error", "the server says 'not modified' to a request without conditions; try again later")


def confirm_gone(finding: Finding, looks: Sequence[Snapshot], now: dt.datetime) -> Finding:
    """Turn an absence into `gone` once it has been seen in three looks at least three days apart (IABot's rule).

    `looks` are the source's past snapshots, oldest first. One success in between starts the count anew; looks that
    neither found the page nor its absence (timeouts, blocks) count for nothing.
    """
    if finding.outcome not in _ABSENT or finding.outcome == "gone":
        return finding
    checks, latest = 1, now
    for look in reversed(looks):
        if look.origin != "live":
            continue
        if look.outcome in READABLE:
            break
        if look.outcome in _ABSENT and latest - look.fetched_at >= _BETWEEN_CHECKS:
            checks, latest = checks + 1, look.fetched_at
    if checks < _CHECKS_BEFORE_GONE:
        return finding
    return Finding("gone", f"absent in {checks} looks since {latest:%Y-%m-%d}: {finding.why}", finding.flags)
