"""What an answer is worth: the outcome of a look, told from the exchange alone.

What belongs here: pure rules from status, headers and content to an outcome with its reason. What must never be here:
fetching, clocks, stores. The signatures of walls and error pages stand in walls.py and notices.py.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from pipeline.gathering.exchange import Exchange
from pipeline.gathering.media_types import HTML, is_readable
from pipeline.gathering.notices import (
    find_breakdown,
    find_missing,
    find_onward,
    find_parked,
    find_plain_notice,
    find_too_often,
)
from pipeline.gathering.page_signs import PageSigns, read_signs
from pipeline.gathering.walls import (
    find_barrier,
    find_challenge,
    find_consent_wall,
    find_login_wall,
    find_shell,
    leads_to_wall,
)
from pipeline.model import READABLE, Outcome, Snapshot, SourceKind

_CHECKS_BEFORE_GONE: Final = 3
_BETWEEN_CHECKS: Final = dt.timedelta(days=3)
_REFUSALS: Final = frozenset({401, 402, 403, 405, 406, 407, 412, 418, 423, 444, 451, 498, 499, 999})
"""Client errors by which servers turn somebody away rather than say that there is nothing."""
_HOME_PATH: Final = re.compile(
    r"/?(?:(?:index|default|home|main)(?:\.\w{2,5})?/?|[a-z]{2}(?:[-_][a-z]{2})?/?(?:(?:index|home"
    r"|default)(?:\.\w{2,5})?/?)?)?"
)
"""Paths of home pages, those of a language or country included."""
_NAMES_SOMETHING: Final = re.compile(
    r"(?:^|&)(?:p|id|page|page_id|article|story|q|query|s|search|post|doc|item|v)=[^&]"
)
EMPTY_SHELL: Final = "empty_shell"
"""Flag of a page that has nothing to read until a browser runs its scripts."""
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
    media_type = exchange.media_type or ""
    if status == 304:
        return _judge_unchanged(exchange)
    signs = read_signs(text) if media_type in HTML else None
    if status >= 300:
        return _judge_refusal(exchange, status, signs)
    if status == 206 and not _is_whole(exchange.header("content-range")):
        return Finding(
            "truncated", "the server gave a part that nobody asked for (206); the bytes are kept, never evidence"
        )
    if exchange.truncated:
        return Finding("truncated", "the body ends before its announced end; the bytes are kept, never evidence")
    challenged = find_challenge(exchange, signs)
    if challenged:
        return Finding("blocked", challenged)
    if not exchange.payload or (signs is not None and not text.strip()):
        return Finding("unsupported", f"the answer has no content ({exchange.status_line})")
    if _leads_home(exchange):
        return Finding("soft_not_found", f"redirected to the home page {exchange.final_url}")
    if signs is not None:
        finding = Finding("fetched") if signs.is_plainly_content or signs.is_report else _judge_page(exchange, signs)
        return finding if finding.outcome != "fetched" else _compare_kinds(kind, pointer)
    if not is_readable(media_type):
        return Finding("unsupported", f"no reader for {media_type}; give the address of a page, PDF, table or JSON")
    if text and (notice := find_plain_notice(text, media_type)):
        return Finding(*notice)
    return Finding("fetched")


def _is_whole(content_range: str | None) -> bool:
    """Whether a Content-Range spans everything there is (RFC 9110, section 14.4)."""
    span = re.fullmatch(r"bytes 0-(\d+)/(\d+)", content_range or "")
    return span is not None and int(span[1]) + 1 == int(span[2])


def _judge_refusal(exchange: Exchange, status: int, signs: PageSigns | None) -> Finding:
    """The outcome of an answer that is no success, by its status; a wall in front of the page wins over it."""
    line = exchange.status_line or str(status)
    if status == 410:
        return Finding("gone", "the server says the page is gone for good (410)")
    if status == 404:
        return Finding("not_found", "the server has no such page (404); look for its new address")
    challenged = find_challenge(exchange, signs)
    waits = exchange.header("retry-after") is not None
    if status in (429, 503) and not (challenged and (status == 503 or not waits)) and (status == 429 or waits):
        return Finding("rate_limited", f"the server answered {line}; it is asked again later")
    if challenged:
        return Finding("blocked", f"{challenged} ({line})")
    if status in _REFUSALS:
        return Finding("blocked", f"the server refuses the page ({line})")
    if status >= 500:
        return Finding("network_error", f"the server failed ({line}); try again later")
    return Finding("not_found", f"the server does not give the page ({line})")


def _compare_kinds(kind: SourceKind, pointer: str | None) -> Finding:
    """The outcome of a good page, where the register may have expected something else."""
    if kind == "pdf" or (kind == "api" and pointer is not None and pointer.startswith("/")):
        expected = "a PDF" if kind == "pdf" else "JSON"
        return Finding("unsupported", f"{expected} was expected, a web page came; correct the source's url or kind")
    return Finding("fetched")


def _judge_page(exchange: Exchange, signs: PageSigns) -> Finding:
    """The outcome of an HTML page that came with a good status."""
    if broken := find_breakdown(signs):
        return Finding("network_error", broken)
    if refused := find_too_often(signs):
        return Finding("rate_limited", refused)
    if barrier := find_barrier(signs):
        return Finding("blocked", barrier)
    for find in (find_login_wall, find_consent_wall):
        if wall := find(exchange, signs):
            return Finding("blocked", wall)
    missing = find_missing(signs, exchange.final_url, exchange.requested_url) or find_parked(signs)
    if missing:
        return Finding("soft_not_found", missing)
    if shell := find_shell(signs):
        return Finding("blocked", shell, (EMPTY_SHELL,))
    return _judge_onward(exchange, find_onward(signs))


def _judge_onward(exchange: Exchange, onward: str | None) -> Finding:
    """The outcome of a page that may do nothing but send its reader on (`<meta http-equiv=refresh>`)."""
    if onward is None:
        return Finding("fetched")
    target = urljoin(exchange.final_url, onward)
    if target.partition("#")[0] in (exchange.final_url, exchange.requested_url):
        return Finding("blocked", "the page does nothing but load itself again")
    where = "the home page" if _is_home(target) else target
    return Finding(
        "soft_not_found", f"the page does nothing but send its reader on to {where}; correct the source's url"
    )


def _leads_home(exchange: Exchange) -> bool:
    """Whether a page's address led to a home page: the site no longer has it."""
    if not exchange.redirects or _is_home(exchange.requested_url) or leads_to_wall(exchange.final_url):
        return False
    return _is_home(exchange.final_url)


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    if parts.query and _NAMES_SOMETHING.search(parts.query):
        return False
    return bool(_HOME_PATH.fullmatch(parts.path.lower()))


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
