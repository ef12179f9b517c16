"""What stands beside the text: one note per claim, with its verdict and its evidence.

What belongs here: putting the rows of one claim together for a reader. What must never be here: markup, and choosing a
verdict or evidence; both come from the tables, in their order.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.publishing.galley.contexts import Context, cut_context
from pipeline.publishing.galley.figures import Row, show_day, show_figure
from pipeline.publishing.galley.links import VIEWS_FOLDER, claim_anchor, live_href, passage_href, view_name
from pipeline.publishing.galley.rows import ChapterRows
from pipeline.publishing.galley.tones import Tone, reason_words, tone_of

ORIGINS = {
    "live": "fetched from the live page",
    "wayback": "fetched from the Wayback Machine",
    "transcript": "a person’s note of what the source says, not the source itself",
}
_BASES = {
    "passage": "dated in the passage",
    "page": "dated by the page",
    "fetch": "the day it was read; the page may be older",
}
OUTCOMES = {
    "fetched": "read", "transcript": "read from a person’s note",
    "gone": "gone", "blocked": "blocked by the site", "disallowed": "robots.txt disallows it",
    "not_found": "not found", "soft_not_found": "not found, says the page", "rate_limited": "asked to wait",
    "timeout": "timed out", "network_error": "no connection", "tls_error": "no secure connection",
    "too_large": "too large", "truncated": "incomplete", "refused_address": "address refused",
    "unsupported": "format cannot be read",
}  # fmt: skip
_PROSE = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
"""Media types in which a browser finds a text fragment."""
_SCOPES = {"standing": "said as true now", "dated": "said of a named time", "attributed": "somebody said so"}
_SEEN = ("status", "reason", "as_of", "claim_digest", "evidence_digest")
_RELATIONS = {"agrees": "agrees", "disagrees": "disagrees", "moved": "has moved on", "unrelated": "does not decide"}


@dataclass(frozen=True, slots=True)
class EvidenceCard:
    """One comparison as it is shown."""

    relation: str
    word: str
    found: str
    """The source's figure; empty when it has none."""
    when: str
    basis: str
    arithmetic: str
    context: Context
    heading: str
    pointer: str
    source: str
    publisher: str
    authority: str
    origin: str
    origin_words: str
    read_on: str
    sha256: str
    score: str
    parts: str
    live: str | None
    view: str | None
    circular: bool


@dataclass(frozen=True, slots=True)
class LookLine:
    """A candidate source of a claim, and what came of looking at it."""

    source: str
    href: str | None
    outcome: str
    first: str
    """The day that first brought the same answer."""
    error: str


@dataclass(frozen=True, slots=True)
class Note:
    """One claim with everything that is known of it."""

    claim_id: str
    anchor: str
    tone: Tone
    status: str
    reason: str
    reason_words: str
    quote: str
    says: tuple[str, str, str]
    """The asserting sentence, cut before and after the quote; the quote is empty when it is not found in it."""
    figure: str
    explanation: str
    facts: Sequence[str]
    evidence: Sequence[EvidenceCard]
    left_out: int
    """Comparisons that are not shown."""
    looks: Sequence[LookLine]
    history: Sequence[tuple[str, Tone, str, str]]
    """Earlier verdicts: day, tone, reason, explanation; the newest first."""
    reviews: Sequence[tuple[str, str, str, str, bool]]
    """Decision, reviewer, day, why, still valid; the newest first."""
    signed: str
    """Decision, reviewer and reason of the review that holds, a line each; empty when none does."""
    elsewhere: Sequence[int]
    """Numbers of the other mentions that restate the claim."""
    registered: bool
    stub: str
    seen: Mapping[str, str]
    """What a reviewer signs: status, reason and day of the verdict, and the digests where they are published."""


def make_note(
    claim: Row, rows: ChapterRows, pages: Mapping[str, Row], elsewhere: Sequence[int], stub: str, sentence_tally: str
) -> Note:
    """Put together the note of one claim."""
    claim_id = claim["claim_id"]
    evidence = rows.evidence.get(claim_id, ())
    verdicts = rows.verdicts.get(claim_id, ())
    return Note(
        claim_id=claim_id,
        anchor=claim_anchor(claim_id),
        tone=tone_of(claim["status"], claim["reason"]),
        status=claim["status"] or "undecided",
        reason=claim["reason"] or "",
        reason_words=reason_words(claim["reason"]),
        quote=claim["quote"],
        says=_around(claim["chapter_says"] or "", claim["quote"]),
        figure=show_figure(claim),
        explanation=claim["explanation"] or claim["why_not_checkable"] or "",
        facts=_facts(claim, sentence_tally),
        evidence=[_card(row, rows, pages) for row in evidence],
        left_out=max(0, evidence[0]["compared"] - len(evidence)) if evidence else 0,
        looks=_looks(claim, rows),
        history=[
            (
                show_day(row["as_of"]),
                tone_of(row["status"], row["reason"]),
                reason_words(row["reason"]),
                row["explanation"],
            )
            for row in reversed(verdicts[:-1])
        ],
        reviews=[
            (row["decision"], row["reviewer"], show_day(row["reviewed_at"]), row["why"], bool(row["valid"]))
            for row in rows.reviews.get(claim_id, ())
        ],
        signed=next(
            (
                f"{row['decision']}\n{row['reviewer']}\n{row['why']}"
                for row in rows.reviews.get(claim_id, ())
                if row["valid"]
            ),
            "",
        ),
        elsewhere=elsewhere,
        registered=bool(claim["registered"]),
        stub=stub,
        seen={name: str(claim[name]) for name in _SEEN if claim.get(name)},
    )


def _around(sentence: str, quote: str) -> tuple[str, str, str]:
    at = sentence.find(quote) if quote else -1
    return (sentence, "", "") if at < 0 else (sentence[:at], quote, sentence[at + len(quote) :])


def _facts(claim: Row, sentence_tally: str) -> list[str]:
    freshness, scope = claim["freshness_days"], _SCOPES.get(claim["scope"] or "", "")
    decided, day = show_day(claim["decided_at"]), show_day(claim["as_of"])
    facts = [
        sentence_tally,
        f"last seen in the chapter {claim['last_seen']}" if claim.get("last_seen") else "",
        f"speaks of {claim['claim_as_of']}" if claim["claim_as_of"] else "",
        scope,
        f"about {claim['subject']}" if claim["subject"] else "",
        f"last supported {claim['last_supported_at']}" if claim["last_supported_at"] else "",
        f"wants a look every {freshness} days" if freshness else "",
        f"decided {decided} for {day}" if decided != day else f"decided {decided}" if decided else "",
    ]
    return [fact for fact in facts if fact]


def _card(row: Row, rows: ChapterRows, pages: Mapping[str, Row]) -> EvidenceCard:
    source: Row = rows.sources.get(row["source_id"], {})
    read: Row = rows.reads.get(row["snapshot_id"], {})
    payload = row["payload_sha256"] or read.get("payload_sha256") or ""
    url = read.get("final_url") or source.get("url")
    noted = row["origin"] == "transcript"
    is_prose = (read.get("media_type") or "text/html").split(";")[0] in _PROSE
    relation = "moved" if row["agreement"] == "figure_moved" else str(row["relation"])
    return EvidenceCard(
        relation=relation,
        word=_RELATIONS.get(relation, relation),
        found=show_figure(row),
        when=row["as_of"] or "",
        basis=_BASES.get(row["as_of_basis"], "") if row["as_of"] else "",
        arithmetic=row["arithmetic"] or "",
        context=_context(row, pages.get(row["page"])),
        heading=row["heading"] or "",
        pointer=row["pointer"] or "",
        source=source.get("title") or row["source_id"],
        publisher=source.get("publisher") or "",
        authority=row["authority"],
        origin=row["origin"],
        origin_words=ORIGINS.get(str(row["origin"]), str(row["origin"])),
        read_on=show_day(row["fetched_at"]),
        sha256=payload,
        score=f"{row['score']:.2f}",
        parts=_parts(row["score_parts"]),
        live=passage_href(url, row["quote"] or "") if is_prose and not noted else live_href(source.get("url")),
        view=f"{VIEWS_FOLDER}/{view_name(row['page'])}#{claim_anchor(row['passage_id'])}"
        if row["page"] in pages
        else None,
        circular=bool(row["circular"]),
    )


def _context(row: Row, page: Row | None) -> Context:
    """The passage in its page; without the page, the quote alone."""
    start, end = row["start_char"], row["end_char"]
    if page is None or start is None or page["text"][start:end] != row["quote"]:
        return Context("", row["quote"] or "", "", "", "")
    figure = (row["figure_start"], row["figure_end"]) if row["figure_start"] is not None else None
    return cut_context(page["text"], start, end, figure)


@lru_cache(maxsize=1024)
def _parts(score_parts: str | None) -> str:
    """The named parts of a score, the weightiest first. Passages that fit as well have the same parts."""
    try:
        parts = json.loads(score_parts or "{}")
        named = [(name, float(part)) for name, part in parts.items()]
    except (ValueError, TypeError, AttributeError):
        return ""
    named.sort(key=lambda item: (-abs(item[1]), item[0]))
    return ", ".join(f"{name.replace('_', ' ')} {part:.2g}" for name, part in named if part)


def _looks(claim: Row, rows: ChapterRows) -> list[LookLine]:
    """Candidate sources of the claim; those that gave evidence are shown with it and left out here."""
    shown = {row["source_id"] for row in rows.evidence.get(claim["claim_id"], ())}
    return [look_line(name, rows) for name in rows.candidates[claim["claim_id"]] if name not in shown]


def look_line(source_id: str, rows: ChapterRows) -> LookLine:
    """What came of the last look at one source."""
    source: Row = rows.sources.get(source_id, {})
    look = rows.looks.get(source_id)
    return LookLine(
        source=source.get("title") or source_id,
        href=live_href(source.get("url")),
        outcome=OUTCOMES.get(str(look["outcome"]), str(look["outcome"])) if look else "not looked at yet",
        first=show_day(look["first"]) if look else "",
        error=(look["error"] or "") if look else "",
    )
