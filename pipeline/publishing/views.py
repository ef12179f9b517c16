"""The views that people ask: SQL and the meaning of every column, as data.

What belongs here: SELECT statements over the published tables. What must never be here: Python that touches a
database; `prepared` creates the views and puts the comments on, and `search` holds what a search reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class View:
    """One published view: its name, what it answers, its SELECT, and the meaning of each column."""

    name: str
    comment: str
    select: str
    columns: dict[str, str]
    prepared: Prepared | None = None
    """How its rows are laid down in a table `prepared_<name>` when the database is published. The view then reads them,
    so that people wait for no join. All stand in one schema: Datasette looks into no other."""

    @property
    def laid(self) -> str:
        """The name of the table of its prepared rows."""
        return f"prepared_{self.name}"


@dataclass(frozen=True, slots=True)
class Prepared:
    """How the rows of a view are laid down, and which of them are laid down again when tables changed."""

    key: str
    """A column whose values divide the rows: those of one value depend on nothing but what `stirs` finds it by. The
    SELECT leaves the others out where `{chosen}`, a condition on that column, stands."""
    order: str
    """The order of the rows, by columns of the view."""
    stirs: Mapping[str, str] = field(default_factory=dict)
    """By table or view that is read, a SELECT of the values of `key` that are touched by its rows that came or went:
    they stand in `moved_<name>`; of a view, its keys do. Too many do no harm. Where one is missing, all are."""


CLAIM_STATUS = View(
    name="claim_status",
    comment="One row per claim: the latest verdict after reviews, with the evidence it rests on. Loudest first.",
    prepared=Prepared(
        key="claim_id",
        order="loudness, chapter_id, start_char, claim_id",
        stirs={
            "claims": "SELECT claim_id FROM moved_claims",
            "chapters": "SELECT claim_id FROM claims WHERE chapter_id IN (SELECT chapter_id FROM moved_chapters)",
            "verdicts": "SELECT claim_id FROM moved_verdicts",
            "evidence": "SELECT claim_id FROM verdicts "
            "WHERE evidence_ids[1] IN (SELECT evidence_id FROM moved_evidence)",
            "sources": "SELECT v.claim_id FROM verdicts AS v JOIN evidence AS e ON e.evidence_id = v.evidence_ids[1] "
            "WHERE e.source_id IN (SELECT source_id FROM moved_sources)",
            "snapshots": "SELECT v.claim_id FROM verdicts AS v JOIN evidence AS e ON e.evidence_id = v.evidence_ids[1] "
            "WHERE e.snapshot_id IN (SELECT snapshot_id FROM moved_snapshots)",
            "reviews": "SELECT claim_id FROM moved_reviews",
            "digests": "SELECT claim_id FROM moved_digests",
        },
    ),
    select="""
WITH latest AS (
    SELECT * FROM verdicts WHERE {chosen}
    QUALIFY row_number() OVER (PARTITION BY claim_id ORDER BY as_of DESC, decided_at DESC) = 1
),
signed AS (
    SELECT * FROM reviews WHERE valid AND {chosen}
    QUALIFY row_number() OVER (PARTITION BY claim_id ORDER BY reviewed_at DESC) = 1
)
SELECT
    c.claim_id, c.chapter_id, h.title AS chapter, c.section, c.start_char, c.quote, c.statement AS chapter_says,
    v.status, v.reason, v.explanation,
    e.quote AS evidence_quote, e.arithmetic, e.as_of AS evidence_as_of,
    s.source_id, s.title AS source_title, s.url AS source_url, s.publisher AS source_publisher, s.authority,
    n.snapshot_id, n.payload_sha256 AS snapshot_sha256, n.fetched_at, n.origin,
    v.last_supported_at, v.judged_by, r.reviewer, r.decision AS review, r.reviewed_at,
    c.kind, c.value, c.low, c.high, c.comparator, c.unit, c.date, c.subject, c.as_of AS claim_as_of, c.scope,
    c.checkable, c.registered, c.orphan, c.last_seen, v.as_of, v.decided_at, v.evidence_ids,
    d.claim_digest, d.evidence_digest,
    CASE v.reason
        WHEN 'contradicted' THEN 1 WHEN 'conflicting' THEN 2 WHEN 'figure_moved' THEN 3 WHEN 'source_changed' THEN 4
        WHEN 'source_gone' THEN 5 WHEN 'review_due' THEN 6 WHEN 'needs_review' THEN 7 WHEN 'passage_missing' THEN 8
        WHEN 'fetch_failed' THEN 9 WHEN 'no_source' THEN 10 WHEN 'not_checkable' THEN 12 ELSE 11
    END AS loudness
FROM (FROM claims WHERE {chosen}) AS c
LEFT JOIN chapters AS h USING (chapter_id)
LEFT JOIN latest AS v USING (claim_id)
LEFT JOIN evidence AS e ON e.evidence_id = v.evidence_ids[1]
LEFT JOIN sources AS s ON s.source_id = e.source_id
LEFT JOIN snapshots AS n ON n.snapshot_id = e.snapshot_id
LEFT JOIN signed AS r ON r.claim_id = c.claim_id
LEFT JOIN digests AS d ON d.claim_id = c.claim_id
""",
    columns={
        "claim_id": "Claim",
        "chapter_id": "Chapter that asserts it",
        "chapter": "Title of the chapter",
        "section": "Heading it first stands under",
        "start_char": "First character of its first mention in the chapter",
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
        "last_supported_at": "Date of the newest evidence that agreed; the day it was first read where it has none",
        "judged_by": "Model that said that the passage speaks of the claim; null when words did",
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
        "orphan": "No longer found in the chapter; kept until a person takes it out or forgets it",
        "last_seen": "Of an orphan: day of the last run that found it in the chapter",
        "as_of": "First day for which the verdict holds",
        "decided_at": "When the verdict was reached (UTC)",
        "evidence_ids": "Evidence the verdict rests on, the best first",
        "claim_digest": "SHA-256 of what the claim asserts; a review is bound to it",
        "evidence_digest": "SHA-256 of what its sources state; a review is bound to it",
        "loudness": "1 is the loudest: contradicted, conflicting, moved … supported, not checkable",
    },
)

EVIDENCE_TRAIL = View(
    name="evidence_trail",
    comment="Everything a claim was compared with: source, words, figures, arithmetic, stored bytes. Best first.",
    prepared=Prepared(
        key="claim_id",
        order="claim_id, decisive DESC, score DESC, evidence_id",
        stirs={
            "evidence": "SELECT claim_id FROM moved_evidence",
            "claims": "SELECT claim_id FROM moved_claims",
            "sources": "SELECT claim_id FROM evidence WHERE source_id IN (SELECT source_id FROM moved_sources)",
            "passages": "SELECT claim_id FROM evidence WHERE passage_id IN (SELECT passage_id FROM moved_passages)",
            "snapshots": "SELECT claim_id FROM evidence WHERE snapshot_id IN (SELECT snapshot_id FROM moved_snapshots)",
            "claim_status": "SELECT claim_id FROM moved_claim_status",
        },
    ),
    select="""
SELECT
    e.claim_id, c.quote AS chapter_quote, e.relation, e.agreement, e.score, e.arithmetic,
    e.quote AS source_quote, e.value, e.low, e.high, e.comparator, e.unit, e.date, e.as_of, e.as_of_basis,
    s.source_id, s.title AS source_title, s.url AS source_url, e.authority, e.origin, e.circular,
    p.heading, p.pointer, p.selector, p.start_char, p.end_char, p.figure_start, p.figure_end,
    e.snapshot_id, e.payload_sha256, n.fetched_at, n.archive_path, n.archive_offset, n.archive_length,
    e.evidence_id, list_contains(v.evidence_ids, e.evidence_id) AS decisive
FROM (FROM evidence WHERE {chosen}) AS e
JOIN claims AS c USING (claim_id)
LEFT JOIN sources AS s USING (source_id)
LEFT JOIN passages AS p USING (passage_id)
LEFT JOIN snapshots AS n ON n.snapshot_id = e.snapshot_id
LEFT JOIN claim_status AS v ON v.claim_id = e.claim_id
""",
    columns={
        "claim_id": "Claim",
        "chapter_quote": "The words of the figure in the chapter",
        "relation": "agrees, disagrees or unrelated",
        "agreement": "How the figures stand to one another",
        "score": "How surely the passage speaks of the same thing, 0..1",
        "arithmetic": "The comparison of the figures, in one line",
        "source_quote": "The passage's words, as they stand in the stored page",
        "value": "Point value that the source states",
        "low": "Lower bound that the source states; null is open",
        "high": "Upper bound that the source states; null is open",
        "comparator": "How the source hedges it",
        "unit": "Unit",
        "date": "Date that the source states, ISO 8601",
        "as_of": "Time the evidence speaks of",
        "as_of_basis": "Where that time comes from: passage, page or fetch",
        "source_id": "Source",
        "source_title": "Its title",
        "source_url": "Its address",
        "authority": "primary, secondary or unknown",
        "origin": "live, wayback or transcript (a person's note)",
        "circular": "The page quotes the chapter itself; never counts",
        "heading": "Heading the passage stands under",
        "pointer": "Place in the payload",
        "selector": "CSS selector or XPath that the page was narrowed to; empty for the whole page",
        "start_char": "First character of the passage in the page's text",
        "end_char": "Character after the last",
        "figure_start": "First character of the figure in the page's text; null when none stands there",
        "figure_end": "Character after the figure's last",
        "snapshot_id": "First snapshot that held it",
        "payload_sha256": "SHA-256 of the stored bytes",
        "fetched_at": "When they were fetched (UTC)",
        "archive_path": "Archive file that holds them, relative to the warehouse",
        "archive_offset": "Offset of the record in that file",
        "archive_length": "Length of the record",
        "evidence_id": "Name of the comparison",
        "decisive": "Whether the latest verdict rests on it",
    },
)

CLAIM_HISTORY = View(
    name="claim_history",
    comment="Every verdict of every claim in the order of the days it holds for, with how long it held.",
    prepared=Prepared(
        key="claim_id",
        order="claim_id, as_of, decided_at",
        stirs={
            "verdicts": "SELECT claim_id FROM moved_verdicts",
            "claims": "SELECT claim_id FROM moved_claims",
        },
    ),
    select="""
SELECT
    v.claim_id, c.quote, v.as_of, lead(v.as_of) OVER claim AS until,
    v.status, v.reason, v.explanation, v.last_supported_at, v.decided_at, v.policy, v.run_id
FROM (FROM verdicts WHERE {chosen}) AS v
LEFT JOIN claims AS c USING (claim_id)
WINDOW claim AS (PARTITION BY v.claim_id ORDER BY v.as_of, v.decided_at)
""",
    columns={
        "claim_id": "Claim",
        "quote": "The words of the figure in the chapter; null when the claim is no longer in it",
        "as_of": "Day from which the verdict holds",
        "until": "Day of the next verdict; null for the latest",
        "status": "supported, stale or unverified",
        "reason": "Why, in one word",
        "explanation": "Why, in sentences",
        "last_supported_at": "Date of the newest evidence that agreed; the day it was first read where it has none",
        "decided_at": "When it was reached (UTC)",
        "policy": "Policy that decided",
        "run_id": "Run that decided",
    },
)

SOURCE_HEALTH = View(
    name="source_health",
    comment="How each source answers: its latest look, its latest readable one, and how many claims hang on it.",
    select="""
WITH looks AS (
    SELECT
        source_id,
        count(*) AS looks,
        count(*) FILTER (WHERE outcome IN ('fetched', 'not_modified', 'transcript')) AS readable_looks,
        count(DISTINCT payload_sha256) AS versions,
        max(fetched_at) AS last_look,
        arg_max(outcome, fetched_at) AS last_outcome,
        arg_max_null(error, fetched_at) AS last_error,
        max(fetched_at) FILTER (WHERE outcome IN ('fetched', 'not_modified')) AS last_fetched,
        max(not_before) AS not_before
    FROM snapshots
    GROUP BY source_id
)
SELECT
    s.source_id, s.title, s.url, s.kind, s.authority, s.found_by, len(s.candidate_of) AS candidate_claims,
    coalesce(l.looks, 0) AS looks, coalesce(l.readable_looks, 0) AS readable_looks, coalesce(l.versions, 0) AS versions,
    l.last_look, l.last_outcome, l.last_error, l.last_fetched, l.not_before
FROM sources AS s
LEFT JOIN looks AS l USING (source_id)
ORDER BY readable_looks, candidate_claims DESC, s.source_id
""",
    columns={
        "source_id": "Source",
        "title": "Title",
        "url": "Address",
        "kind": "page, api, pdf, table or transcript",
        "authority": "primary, secondary or unknown",
        "found_by": "Who named it",
        "candidate_claims": "How many claims it may speak of",
        "looks": "How often it was looked at",
        "readable_looks": "How often something could be read",
        "versions": "How many different payloads it gave",
        "last_look": "When it was last looked at (UTC)",
        "last_outcome": "What came of it",
        "last_error": "What went wrong then",
        "last_fetched": "When it last answered itself, notes aside (UTC)",
        "not_before": "It asked not to be called again before (UTC)",
    },
)

NEXT_TO_REVIEW = View(
    name="next_to_review",
    comment="The queue of a fact-checker: registered claims that nobody signed off, the loudest first.",
    select="""
SELECT
    row_number() OVER (ORDER BY loudness, chapter_id, start_char, claim_id) AS place,
    claim_id, chapter_id, section, quote, status, reason, explanation, source_title, source_url, last_supported_at
FROM claim_status
WHERE registered AND checkable AND reviewer IS NULL AND status IS NOT NULL
ORDER BY place
""",
    columns={
        "place": "Place in the queue",
        "claim_id": "Claim",
        "chapter_id": "Chapter that asserts it",
        "section": "Heading it first stands under",
        "quote": "The words of the figure in the chapter",
        "status": "supported, stale or unverified",
        "reason": "Why, in one word",
        "explanation": "Why, in sentences a person can check",
        "source_title": "Title of the best source",
        "source_url": "Its address",
        "last_supported_at": "Date of the newest evidence that agreed; the day it was first read where it has none",
    },
)

SENTENCE_STATUS = View(
    name="sentence_status",
    comment="Sentences that assert several figures: supported only when all of them are. Partial support is said.",
    prepared=Prepared(
        key="sentence",
        order="chapter_id, start_char, sentence",
        stirs={
            "mentions": "SELECT sentence FROM moved_mentions",
            "claim_status": "SELECT sentence FROM mentions WHERE claim_id IN (SELECT claim_id FROM moved_claim_status)",
        },
    ),
    select="""
WITH figures AS (
    SELECT
        m.chapter_id, m.section, m.sentence, m.claim_id, s.status, s.reason,
        min(m.start_char) AS start_char, arg_min(m.quote, m.start_char) AS quote
    FROM (FROM mentions WHERE {chosen}) AS m JOIN claim_status AS s USING (claim_id)
    WHERE m.sentence <> '' AND s.checkable AND s.status IS NOT NULL
    GROUP BY ALL
)
SELECT
    chapter_id, section, sentence, min(start_char) AS start_char,
    CASE
        WHEN count(*) FILTER (WHERE status = 'supported') = count(*) THEN 'supported'
        WHEN count(*) FILTER (WHERE status = 'unverified') > 0 THEN 'unverified'
        ELSE 'stale'
    END AS status,
    count(*) AS figures,
    count(*) FILTER (WHERE status = 'supported') AS supported,
    count(*) FILTER (WHERE status = 'stale') AS stale,
    count(*) FILTER (WHERE status = 'unverified') AS unverified,
    concat(
        count(*) FILTER (WHERE status = 'supported'), ' of ', count(*), ' figures in this sentence supported: ',
        string_agg(
            concat(
                '“', quote, '” ',
                CASE reason
                    WHEN 'bound_holds' THEN 'still holds' WHEN 'figure_moved' THEN 'has moved'
                    WHEN 'source_changed' THEN 'is no longer said by its source'
                    WHEN 'source_gone' THEN 'was said by a source that is gone'
                    WHEN 'review_due' THEN 'was not looked at lately' WHEN 'contradicted' THEN 'is contradicted'
                    WHEN 'conflicting' THEN 'is said otherwise by an equally good source'
                    WHEN 'needs_review' THEN 'is not decided' WHEN 'passage_missing' THEN 'was not found'
                    WHEN 'fetch_failed' THEN 'could not be looked up' WHEN 'no_source' THEN 'has no source'
                    WHEN 'reviewed' THEN concat('is ', status, ' by a review') ELSE 'holds'
                END
            ),
            '; ' ORDER BY start_char, claim_id
        ),
        '.'
    ) AS explanation,
    list(claim_id ORDER BY start_char, claim_id) AS claim_ids
FROM figures
GROUP BY chapter_id, section, sentence
HAVING count(*) > 1
""",
    columns={
        "chapter_id": "Chapter",
        "section": "Heading it stands under",
        "sentence": "The sentence",
        "start_char": "First character of its first figure in the chapter",
        "status": "supported when all of its figures are; else unverified when any of them is; else stale",
        "figures": "How many claims it asserts",
        "supported": "How many of them are supported",
        "stale": "How many are stale",
        "unverified": "How many are unverified",
        "explanation": "How each of its figures stands, in a sentence",
        "claim_ids": "Its claims, in the order of the text",
    },
)

VIEWS: tuple[View, ...] = (
    CLAIM_STATUS,
    EVIDENCE_TRAIL,
    CLAIM_HISTORY,
    SOURCE_HEALTH,
    NEXT_TO_REVIEW,
    SENTENCE_STATUS,
)
