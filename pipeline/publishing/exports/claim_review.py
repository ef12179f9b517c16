"""Verdicts as schema.org ClaimReview in JSON-LD, one review per claim that was looked into.

What belongs here: the terms of https://schema.org/ClaimReview. What must never be here: a rating that the verdict does
not give: where nothing decides a claim, the review says so in words and has no number.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from pipeline.publishing.exports.rows import Row

_NOT_LOOKED_INTO = frozenset({None, "not_checkable", "no_source", "fetch_failed"})
_WHOLE_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_BEST, _WORST = 3, 1
_RATINGS = {"supported": 3, "stale": 2, "contradicted": 1}
_SYSTEM = "claims, an automatic comparison of figures with stored sources"


def to_claim_reviews(claims: Sequence[Row], chapters: Sequence[Row]) -> str:
    """A JSON-LD document with the reviews of all claims that a source was read for, or that a person reviewed."""
    books = {row["chapter_id"]: row for row in chapters}
    graph = [_review(row, books.get(row["chapter_id"])) for row in claims if row["reason"] not in _NOT_LOOKED_INTO]
    return json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, indent=2) + "\n"


def _review(row: Row, chapter: Row | None) -> dict[str, Any]:
    return _without_gaps(
        {
            "@type": "ClaimReview",
            "@id": f"urn:claims:review:{quote(row['claim_id'], safe='')}",
            "claimReviewed": row["chapter_says"],
            "reviewBody": row["explanation"],
            "datePublished": row["decided_at"].date().isoformat(),
            "author": _person(row["reviewer"]) if row["reviewer"] else {"@type": "Organization", "name": _SYSTEM},
            "reviewRating": _rating(row["status"], row["reason"]),
            "itemReviewed": _claim(row, chapter),
            "citation": _evidence(row),
        }
    )


def _rating(status: str, reason: str) -> dict[str, Any]:
    words = f"{status.capitalize()} ({reason.replace('_', ' ')})"
    value = _RATINGS.get(reason, _RATINGS.get(status))
    scale = {"ratingValue": value, "bestRating": _BEST, "worstRating": _WORST} if value else {}
    return {"@type": "Rating", "alternateName": words, **scale}


def _claim(row: Row, chapter: Row | None) -> dict[str, Any]:
    return {
        "@type": "Claim",
        "name": row["quote"],
        "text": row["chapter_says"],
        "temporal": row["claim_as_of"],
        "appearance": _appearance(chapter) if chapter else None,
    }


def _appearance(chapter: Row) -> dict[str, Any]:
    return {
        "@type": "Chapter",
        "name": chapter["title"],
        "identifier": f"sha256:{chapter['sha256']}",
        "datePublished": _date(chapter["published"]),
    }


def _evidence(row: Row) -> dict[str, Any] | None:
    """The best evidence; what it says is its text, and the digest of the stored bytes its identifier."""
    if row["source_id"] is None:
        return None
    return {
        "@type": "CreativeWork" if row["origin"] == "transcript" else "WebPage",
        "name": row["source_title"] or row["source_url"] or row["source_id"],
        "url": row["source_url"],
        "text": row["evidence_quote"],
        "publisher": {"@type": "Organization", "name": row["source_publisher"]} if row["source_publisher"] else None,
        "temporal": row["evidence_as_of"],
        "identifier": f"sha256:{row['snapshot_sha256']}" if row["snapshot_sha256"] else None,
        "archivedAt": row["snapshot_url"] if row["origin"] == "wayback" else None,
        "abstract": "A person's note of what the source says" if row["origin"] == "transcript" else None,
    }


def _person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": name}


def _date(text: str | None) -> str | None:
    return text if text and _WHOLE_DATE.fullmatch(text) else None


def _without_gaps(item: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _without_gaps(value) if isinstance(value, dict) else value
        for name, value in item.items()
        if value is not None
    }
