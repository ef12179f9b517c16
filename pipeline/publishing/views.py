"""The views that people ask: SQL and the meaning of every column, as data.

What belongs here: SELECT statements over the published tables. What must never be here: Python that touches a
database; `warehouse` creates the views and puts the comments on.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """One published view: its name, what it answers, its SELECT, and the meaning of each column."""

    name: str
    comment: str
    select: str
    columns: dict[str, str]


CLAIM_STATUS = View(
    name="claim_status",
    comment="One row per claim: the latest verdict after reviews, with the evidence it rests on. Loudest first.",
    select="""
WITH latest AS (
    SELECT * FROM verdicts
    QUALIFY row_number() OVER (PARTITION BY claim_id ORDER BY as_of DESC, decided_at DESC) = 1
),
signed AS (
    SELECT * FROM reviews WHERE valid
    QUALIFY row_number() OVER (PARTITION BY claim_id ORDER BY reviewed_at DESC) = 1
)
SELECT
    c.claim_id, c.chapter_id, h.title AS chapter, c.section, c.quote, c.statement AS chapter_says,
    v.status, v.reason, v.explanation,
    e.quote AS evidence_quote, e.arithmetic, e.as_of AS evidence_as_of,
    s.source_id, s.title AS source_title, s.url AS source_url, s.publisher AS source_publisher, s.authority,
    n.snapshot_id, n.payload_sha256 AS snapshot_sha256, n.fetched_at, n.origin,
    v.last_supported_at, r.reviewer, r.decision AS review, r.reviewed_at,
    c.kind, c.value, c.low, c.high, c.comparator, c.unit, c.date, c.subject, c.as_of AS claim_as_of, c.scope,
    c.checkable, c.registered, c.orphan, v.as_of, v.decided_at,
    CASE v.reason
        WHEN 'contradicted' THEN 1 WHEN 'conflicting' THEN 2 WHEN 'figure_moved' THEN 3 WHEN 'source_changed' THEN 4
        WHEN 'source_gone' THEN 5 WHEN 'review_due' THEN 6 WHEN 'needs_review' THEN 7 WHEN 'passage_missing' THEN 8
        WHEN 'fetch_failed' THEN 9 WHEN 'no_source' THEN 10 WHEN 'not_checkable' THEN 12 ELSE 11
    END AS loudness
FROM claims AS c
LEFT JOIN chapters AS h USING (chapter_id)
LEFT JOIN latest AS v USING (claim_id)
LEFT JOIN evidence AS e ON e.evidence_id = v.evidence_ids[1]
LEFT JOIN sources AS s ON s.source_id = e.source_id
LEFT JOIN snapshots AS n ON n.snapshot_id = e.snapshot_id
LEFT JOIN signed AS r ON r.claim_id = c.claim_id
ORDER BY loudness, c.chapter_id, c.start_char, c.claim_id
""",
    columns={
        "claim_id": "Claim",
        "chapter_id": "Chapter that asserts it",
        "chapter": "Title of the chapter",
        "section": "Heading it first stands under",
        "quote": "The words of the figure in the chapter",
        "chapter_says": "The sentence that asserts it",
        "status": "supported, stale or unverified",
        "reason": "Why, in one word",
        "explanation": "Why, in sentences a person can check",
        "evidence_quote": "Words of the best passage, as they stand in the stored page",
        "arithmetic": "The comparison of the figures, in one line",
        "evidence_as_of": "Time that evidence speaks of",
        "source_id": "Source of the best passage",
        "source_title": "Its title",
        "source_url": "Its address",
        "source_publisher": "Its publisher",
        "authority": "primary, secondary or unknown",
        "snapshot_id": "Snapshot the passage was read from",
        "snapshot_sha256": "SHA-256 of the stored bytes",
        "fetched_at": "When they were fetched (UTC); for a transcript, the day its note speaks for",
        "origin": "live, wayback or transcript (a person's note)",
        "last_supported_at": "Date of the newest evidence that agreed",
        "reviewer": "Who signed it off, if anybody and if still valid",
        "review": "What the reviewer decided",
        "reviewed_at": "When (UTC)",
        "kind": "What sort of quantity it is",
        "value": "Point value that the chapter states",
        "low": "Lower bound that the chapter states; null is open",
        "high": "Upper bound that the chapter states; null is open",
        "comparator": "How the chapter hedges it",
        "unit": "Unit",
        "date": "Date that the chapter states, ISO 8601",
        "subject": "What is counted or measured, and of whom",
        "claim_as_of": "Time the claim speaks of",
        "scope": "standing, dated or attributed",
        "checkable": "Whether a source could confirm it",
        "registered": "Whether the register names it",
        "orphan": "Registered, but its quote is no longer in the chapter",
        "as_of": "Day for which the verdict holds",
        "decided_at": "When the verdict was reached (UTC)",
        "loudness": "1 is the loudest: contradicted, conflicting, moved … supported, not checkable",
    },
)

VIEWS: tuple[View, ...] = (CLAIM_STATUS,)
