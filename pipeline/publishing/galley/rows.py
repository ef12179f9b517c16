"""The published rows of chapters, read in a handful of queries.

What belongs here: SQL over the published tables and views, and the grouping of rows by what they belong to. What must
never be here: markup, and rows of a chapter that is not asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from pipeline.publishing.galley.figures import Row
from pipeline.publishing.warehouse import rows

EVIDENCE_SHOWN = 5
"""Comparisons shown per claim: those its verdict rests on, then the surest."""
MOVED = ("figure_moved", "source_changed")
"""Reasons whose figure has a history to show; a look that is overdue has none."""
CHAPTERS_AT_ONCE = 200
"""Chapters whose rows are read and held in memory together: every query for them passes over all passages."""

_WANTED = "(SELECT unnest(string_split($1, chr(31))))"
"""The names that a query is asked about, as one string: a list costs a module lookup for each of its items."""


_PAGE = "concat_ws(' ', payload_sha256, nullif(selector, '')) AS page"
"""The name of a stored page, as rows of evidence name it."""


def _utc(column: str) -> str:
    """An instant as naive UTC: of one with its zone, the zone is looked up each time that one is fetched."""
    return f"timezone('UTC', {column}) AS {column.rpartition('.')[2]}"


_OF_CLAIMS = f"JOIN claims AS c USING (claim_id) WHERE c.chapter_id IN {_WANTED}"
_MENTIONS = f"""
SELECT chapter_id, mention_id, claim_id, start_char, end_char, quote, subject, as_of, checkable, why_not_checkable
FROM mentions WHERE chapter_id IN {_WANTED} ORDER BY start_char, end_char DESC, mention_id
"""
_CLAIMS = f"""
SELECT s.claim_id, s.chapter_id, s.quote, s.chapter_says, s.status, s.reason, s.explanation, s.last_supported_at,
    s.kind, s.value, s.low, s.high, s.comparator, s.unit, s.date, s.subject, s.claim_as_of, s.scope, s.checkable,
    s.registered, s.orphan, s.last_seen, s.as_of, s.claim_digest, s.evidence_digest, {_utc("s.decided_at")},
    s.evidence_ids, c.why_not_checkable, c.sources, c.freshness_days
FROM claim_status AS s JOIN claims AS c USING (claim_id)
WHERE c.chapter_id IN {_WANTED} ORDER BY s.loudness, c.start_char NULLS LAST, s.claim_id
"""
_RANK = """
    list_position(s.evidence_ids, e.evidence_id) NULLS LAST, e.relation = 'unrelated', e.circular, e.score DESC,
    e.evidence_id
"""
"""What is shown of a claim's evidence stands before the rest."""
_EVIDENCE = f"""
WITH ranked AS (
    SELECT e.*, s.chapter_id, count(*) OVER (PARTITION BY e.claim_id) AS compared,
        row_number() OVER (PARTITION BY e.claim_id ORDER BY {_RANK}) AS place
    FROM evidence AS e JOIN claim_status AS s USING (claim_id)
    WHERE s.chapter_id IN {_WANTED}
)
SELECT r.kind, r.value, r.low, r.high, r.comparator, r.unit, r.date, r.chapter_id, r.claim_id, r.passage_id,
    r.source_id, r.snapshot_id, r.payload_sha256, r.relation, r.agreement, r.score, r.score_parts, r.arithmetic,
    r.quote, r.as_of, r.as_of_basis, {_utc("r.fetched_at")}, r.authority, r.origin, r.circular, r.compared,
    p.start_char, p.end_char, p.figure_start, p.figure_end, p.pointer, p.heading,
    concat_ws(' ', r.payload_sha256, nullif(p.selector, '')) AS page
FROM ranked AS r LEFT JOIN prepared_evidence_trail AS p USING (evidence_id)
WHERE place <= {EVIDENCE_SHOWN} ORDER BY r.claim_id, place
"""
"""Where a passage stands is asked of the prepared trail: of the table of passages it would mean to pass over all."""
_CITED = f"""
SELECT DISTINCT concat_ws(' ', r.payload_sha256, nullif(p.selector, '')) AS page FROM (
    SELECT e.payload_sha256, e.evidence_id FROM evidence AS e LEFT JOIN claim_status AS s USING (claim_id)
    QUALIFY row_number() OVER (PARTITION BY e.claim_id ORDER BY {_RANK}) <= {EVIDENCE_SHOWN}
) AS r LEFT JOIN prepared_evidence_trail AS p USING (evidence_id)
"""
_HISTORY = f"""
SELECT evidence_id, claim_id, kind, value, low, high, comparator, unit, as_of, {_utc("fetched_at")}, relation,
    agreement, payload_sha256, score
FROM evidence WHERE claim_id IN {_WANTED} AND relation <> 'unrelated' AND NOT circular
ORDER BY claim_id, score DESC, evidence_id
"""
_CANDIDATES = """
    SELECT chapter_id, unnest(sources) AS source_id FROM claims
    UNION
    SELECT c.chapter_id, k.source_id
    FROM (SELECT source_id, unnest(candidate_of) AS claim_id FROM sources) AS k JOIN claims AS c USING (claim_id)
"""
_SOURCES = f"""
SELECT k.chapter_id, s.source_id, s.url, s.title, s.publisher, s.published, s.authority, s.candidate_of
FROM ({_CANDIDATES}) AS k JOIN sources AS s USING (source_id)
WHERE k.chapter_id IN {_WANTED} ORDER BY s.source_id
"""
_SENTENCES = f"""
SELECT chapter_id, claim_id, explanation FROM (
    SELECT chapter_id, unnest(claim_ids) AS claim_id, explanation, start_char
    FROM sentence_status WHERE chapter_id IN {_WANTED}
) QUALIFY row_number() OVER (PARTITION BY claim_id ORDER BY start_char) = 1 ORDER BY claim_id
"""
_OUTCOME = "CASE WHEN outcome = 'not_modified' THEN 'fetched' ELSE outcome END"
"""A source that answers that nothing changed was read: which of the two it says from day to day redraws no chapter."""
_ANSWERS = f"""
SELECT source_id, {_OUTCOME} AS outcome, payload_sha256, min(fetched_at) AS first, max(fetched_at) AS last,
    arg_max_null(error, fetched_at) AS error
FROM snapshots GROUP BY ALL
"""
"""What sources answered, each answer once: the same page, or the same failure. Of its looks a page shows the first, for
one more that finds the same is no news, and redraws no chapter."""
_LOOKS = f"""
SELECT source_id, arg_max(outcome, last) AS outcome, arg_max_null(error, last) AS error,
    timezone('UTC', arg_max(first, last)) AS first
FROM ({_ANSWERS}) WHERE source_id IN {_WANTED} GROUP BY source_id
"""
_READS = f"""
SELECT snapshot_id, payload_sha256, final_url, media_type, archive_path, archive_offset
FROM snapshots WHERE payload_sha256 IS NOT NULL AND source_id IN {_WANTED}
    AND snapshot_id IN (SELECT snapshot_id FROM evidence)
"""
_VERDICTS = f"""
SELECT c.chapter_id, claim_id, v.status, v.reason, v.explanation, v.as_of, v.policy
FROM verdicts AS v {_OF_CLAIMS} ORDER BY claim_id, v.as_of, decided_at
"""
_REVIEWS = f"SELECT c.chapter_id, r.* FROM reviews AS r {_OF_CLAIMS} ORDER BY claim_id, reviewed_at DESC, review_id"
_CHANGES = f"""
SELECT c.chapter_id, claim_id, {_utc("g.changed_at")}, g.status_before, g.status_after, g.reason_before, g.reason_after,
    g.what_moved
FROM changes AS g {_OF_CLAIMS} ORDER BY g.changed_at DESC, claim_id
"""
_CONFLICTS = f"""
SELECT m.chapter_id, f.* FROM conflicts AS f JOIN mentions AS m ON m.mention_id = f.mention_a
WHERE m.chapter_id IN {_WANTED} ORDER BY m.start_char, f.conflict_id
"""
_CITING = f"""
SELECT DISTINCT c.chapter_id FROM evidence AS e JOIN claims AS c USING (claim_id) WHERE e.payload_sha256 IN {_WANTED}
"""
_STATES = f"""
WITH chapters AS (SELECT * FROM main.chapters WHERE chapter_id IN {_WANTED}),
mentions AS (SELECT * FROM main.mentions WHERE chapter_id IN {_WANTED}),
claims AS (SELECT * FROM main.claims WHERE chapter_id IN {_WANTED}),
candidates AS MATERIALIZED ({_CANDIDATES}),
answers AS MATERIALIZED ({_ANSWERS}),
pieces AS (
    SELECT chapter_id, hash(h) AS piece FROM chapters AS h
    UNION ALL SELECT chapter_id, hash(m) FROM mentions AS m
    UNION ALL SELECT chapter_id, hash(c) FROM claims AS c
    UNION ALL SELECT c.chapter_id, hash(d) FROM digests AS d JOIN claims AS c USING (claim_id)
    UNION ALL SELECT c.chapter_id, hash(e) FROM evidence AS e JOIN claims AS c USING (claim_id)
    UNION ALL SELECT c.chapter_id, hash(v) FROM verdicts AS v JOIN claims AS c USING (claim_id)
    UNION ALL SELECT c.chapter_id, hash(r) FROM reviews AS r JOIN claims AS c USING (claim_id)
    UNION ALL SELECT c.chapter_id, hash(g) FROM changes AS g JOIN claims AS c USING (claim_id)
    UNION ALL SELECT m.chapter_id, hash(f) FROM conflicts AS f JOIN mentions AS m ON m.mention_id = f.mention_a
    UNION ALL SELECT k.chapter_id, hash(s) FROM candidates AS k JOIN sources AS s USING (source_id)
    UNION ALL SELECT k.chapter_id, n.seen FROM candidates AS k JOIN (
        SELECT source_id, hash(
            source_id, arg_max(outcome, last), arg_max_null(error, last), arg_max(first, last)
        ) AS seen
        FROM answers GROUP BY source_id
    ) AS n USING (source_id)
    UNION ALL SELECT k.chapter_id, hash(n.source_id, n.payload_sha256, n.first)
    FROM candidates AS k JOIN answers AS n USING (source_id) WHERE n.payload_sha256 IS NOT NULL
)
SELECT chapter_id, CAST(sum(piece::HUGEINT) AS VARCHAR) AS state FROM pieces
WHERE chapter_id IN (SELECT chapter_id FROM chapters) GROUP BY chapter_id
"""


@dataclass(frozen=True, slots=True)
class ChapterRows:
    """Everything that the tables hold about one chapter."""

    chapter: Row
    mentions: Sequence[Row]
    """In the order of the text."""
    claims: Mapping[str, Row]
    """Claims with their latest verdict, by id, the loudest first."""
    sentences: Mapping[str, str]
    """How the first sentence with several claims that a claim stands in is supported, by claim."""
    evidence: Mapping[str, Sequence[Row]]
    """Comparisons to show, by claim; those that the verdict rests on come first."""
    found: Mapping[str, Sequence[Row]]
    """Every related figure that was found for claims whose figure moved, by claim, for charts."""
    sources: Mapping[str, Row]
    candidates: Mapping[str, Sequence[str]]
    """The sources that are candidates of a claim, by claim; those that the claim itself names come first."""
    looks: Mapping[str, Row]
    """What came of the latest look at a source, and the day that first brought the same, by source."""
    reads: Mapping[str, Row]
    """The snapshots that evidence was read from, by snapshot id."""
    verdicts: Mapping[str, Sequence[Row]]
    """Every verdict, by claim, the oldest first."""
    reviews: Mapping[str, Sequence[Row]]
    """Sign-offs by claim, the newest first."""
    changes: Sequence[Row]
    """The newest first."""
    conflicts: Sequence[Row]

    @property
    def pages(self) -> set[str]:
        """The names of the stored pages that the comparisons to show were made with."""
        return {row["page"] for some in self.evidence.values() for row in some}


def read_chapter_ids(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Every published chapter."""
    return [row["chapter_id"] for row in rows(connection, "SELECT chapter_id FROM chapters ORDER BY chapter_id")]


def read_chapter_states(connection: duckdb.DuckDBPyConnection, chapter_ids: Iterable[str]) -> dict[str, str]:
    """A digest of all that is shown of some chapters, each. One more look that finds the same changes none, on whatever
    day."""
    return {row["chapter_id"]: row["state"] for row in rows(connection, _STATES, [_listed(chapter_ids)])}


def read_citing_chapters(connection: duckdb.DuckDBPyConnection, pages: Iterable[str]) -> set[str]:
    """The chapters that have evidence from the payload of any of some pages."""
    return {row["chapter_id"] for row in rows(connection, _CITING, [_listed(page.split(" ")[0] for page in pages)])}


def read_cited_pages(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The name of every stored page that is shown as evidence in any published chapter."""
    return {row["page"] for row in rows(connection, _CITED)}


def read_chapters(connection: duckdb.DuckDBPyConnection, chapter_ids: Sequence[str]) -> Iterator[list[ChapterRows]]:
    """Read published chapters, some at a time: every query passes over whole tables, however few rows it wants."""
    for start in range(0, len(chapter_ids), CHAPTERS_AT_ONCE):
        yield list(_read_together(connection, chapter_ids[start : start + CHAPTERS_AT_ONCE]))


def _read_together(connection: duckdb.DuckDBPyConnection, chapter_ids: Sequence[str]) -> Iterator[ChapterRows]:
    def ask(query: str, names: Iterable[str] = chapter_ids) -> list[dict[str, Any]]:
        return rows(connection, query, [_listed(names)])

    def by_chapter(query: str) -> dict[str, list[Row]]:
        return _grouped(ask(query), "chapter_id")

    chapters = {row["chapter_id"]: row for row in ask(f"SELECT * FROM chapters WHERE chapter_id IN {_WANTED}")}
    mentions, claims, evidence = map(by_chapter, (_MENTIONS, _CLAIMS, _EVIDENCE))
    moved = (row["claim_id"] for some in claims.values() for row in some if row["reason"] in MOVED)
    found = _grouped(ask(_HISTORY, moved), "claim_id")
    sentences = by_chapter(_SENTENCES)
    sources, verdicts, reviews, changes, conflicts = map(
        by_chapter, (_SOURCES, _VERDICTS, _REVIEWS, _CHANGES, _CONFLICTS)
    )
    named = {row["source_id"] for own in (sources, evidence) for some in own.values() for row in some}
    looks = {row["source_id"]: row for row in ask(_LOOKS, named)}
    reads = {row["snapshot_id"]: row for row in ask(_READS, named)}
    for one in chapter_ids:
        own_claims = {row["claim_id"]: row for row in claims.get(one, [])}
        own_sources = {row["source_id"]: row for row in sources.get(one, [])}
        yield ChapterRows(
            chapter=chapters[one],
            mentions=mentions.get(one, []),
            claims=own_claims,
            sentences={row["claim_id"]: row["explanation"] for row in sentences.get(one, [])},
            evidence=_grouped(evidence.get(one, []), "claim_id"),
            found=found,
            sources=own_sources,
            candidates=_candidates(own_claims, own_sources),
            looks=looks,
            reads=reads,
            verdicts=_grouped(verdicts.get(one, []), "claim_id"),
            reviews=_grouped(reviews.get(one, []), "claim_id"),
            changes=changes.get(one, []),
            conflicts=conflicts.get(one, []),
        )


def _candidates(claims: Mapping[str, Row], sources: Mapping[str, Row]) -> dict[str, list[str]]:
    candidates = {claim_id: dict.fromkeys(claim["sources"] or ()) for claim_id, claim in claims.items()}
    for source_id, source in sources.items():
        for claim_id in candidates.keys() & (source["candidate_of"] or ()):
            candidates[claim_id][source_id] = None
    return {claim_id: list(named) for claim_id, named in candidates.items()}


def read_page_facts(connection: duckdb.DuckDBPyConnection, pages: Iterable[str]) -> dict[str, Row]:
    """Of stored pages by name: the `bytes` of the text, and a `state` that changes with what is shown of the page."""
    found = rows(
        connection,
        f"SELECT {_PAGE}, strlen(text) AS bytes, hash(text, title, publisher, published, media_type, reader) AS state "
        f"FROM pages WHERE page IN {_WANTED}",
        [_listed(pages)],
    )
    return {row["page"]: row for row in found}


def read_page_texts(connection: duckdb.DuckDBPyConnection, pages: Iterable[str]) -> dict[str, Row]:
    """Stored pages by name (`page` of an evidence row: payload and selector): text, title, what they were read as."""
    found = rows(
        connection,
        f"SELECT {_PAGE}, payload_sha256, text, title, publisher, published, media_type, reader FROM pages "
        f"WHERE page IN {_WANTED}",
        [_listed(pages)],
    )
    return {row["page"]: row for row in found}


def _listed(names: Iterable[str]) -> str:
    return "\x1f".join(sorted(set(names)))


def _grouped(found: Iterable[Row], column: str) -> dict[str, list[Row]]:
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in found:
        groups[row[column]].append(row)
    return dict(groups)
