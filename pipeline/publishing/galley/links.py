"""Addresses and anchors: what may become a link, and how a link finds the passage.

What belongs here: making `href` and `id` values. What must never be here: fetching anything. Only http and https
addresses are ever linked; whatever else a register or a page names is shown as text.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote, urlsplit

VIEWS_FOLDER = "snapshots"
"""Where the views of stored pages lie, beside the chapters that link to them."""
_DIRECT_WORDS = 10
_EDGE_WORDS = 4
_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]+")


def live_href(url: str | None) -> str | None:
    """The address when it is a web address that a reader may follow, else None."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None


def passage_href(url: str | None, passage: str) -> str | None:
    """The address with a text fragment that scrolls to `passage` (WICG scroll-to-text-fragment)."""
    href = live_href(url)
    words = passage.split()
    if href is None or not words:
        return href
    if len(words) <= _DIRECT_WORDS:
        directive = _encoded(words)
    else:
        directive = f"{_encoded(words[:_EDGE_WORDS])},{_encoded(words[-_EDGE_WORDS:])}"
    return f"{href}{'' if '#' in href else '#'}:~:text={directive}"


def _encoded(words: list[str]) -> str:
    """Percent-encoded; the directive's own syntax also needs its dashes encoded."""
    return quote(" ".join(words), safe="").replace("-", "%2D")


def claim_anchor(claim_id: str) -> str:
    """The `id` of a claim's note; the same claim has the same anchor in every rendering."""
    return f"claim-{_UNSAFE.sub('-', claim_id)}"


def view_name(page: str) -> str:
    """File name of the view of one stored page, made from its name: a payload's SHA-256, and a selector or none."""
    payload, _, selector = page.partition(" ")
    place = f"-{hashlib.sha256(selector.encode()).hexdigest()[:8]}" if selector else ""
    return f"{_UNSAFE.sub('-', payload)[:16]}{place}.html"
