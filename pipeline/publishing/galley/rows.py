"""The published rows of one chapter, read in a handful of queries.

What belongs here: SQL over the published tables and views, and the grouping of rows by what they belong to. What must
never be here: markup, and rows of a chapter that is not asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from pipeline.publishing.galley.figures import Row
from pipeline.publishing.warehouse import rows

EVIDENCE_SHOWN = 5
"""Comparisons shown per claim: those its verdict rests on, then the surest."""

_LATEST = """
    SELECT claim_id, evidence_ids, policy, run_id FROM verdicts
    QUALIFY row_number() OVER (PARTITION BY claim_id ORDER BY as_of DESC, decided_at DESC) = 1
"""
_CLAIMS = f"""
SELECT s.*, c.start_char, c.why_not_checkable, c.sources, c.freshness_days, c.anchor_score,
    v.evidence_ids, v.policy, v.run_id
FROM claim_status AS s JOIN claims AS c USING (claim_id) LEFT JOIN ({_LATEST}) AS v USING (claim_id)
WHERE c.chapter_id = ? ORDER BY s.loudness, c.start_char NULLS LAST, s.claim_id
"""
_EVIDENCE = f"""
WITH ranked AS (
    SELECT e.*, list_position(v.evidence_ids, e.evidence_id) AS cited,
        count(*) OVER (PARTITION BY e.claim_id) AS compared,
        row_number() OVER (
            PARTITION BY e.claim_id
            ORDER BY cited NULLS LAST, e.relation = 'unrelated', e.circular, e.score DESC, e.evidence_id
        ) AS place
    FROM evidence AS e JOIN claims AS c USING (claim_id) LEFT JOIN ({_LATEST}) AS v USING (claim_id)
    WHERE c.chapter_id = ?
)
SELECT r.*, p.text AS passage_text, p.start_char, p.end_char, p.figure_start, p.figure_end, p.pointer, p.heading,
    concat_ws(' ', r.payload_sha256, nullif(p.selector, '')) AS page
FROM ranked AS r LEFT JOIN passages AS p USING (passage_id)
WHERE place <= {EVIDENCE_SHOWN} ORDER BY claim_id, place
"""
_HISTORY = """
SELECT e.evidence_id, e.claim_id, e.kind, e.value, e.low, e.high, e.comparator, e.unit, e.as_of, e.fetched_at,
    e.relation, e.origin, e.score, e.source_id
FROM evidence AS e JOIN claims AS c USING (claim_id)
WHERE c.chapter_id = ? AND e.relation <> 'unrelated' AND NOT e.circular ORDER BY e.claim_id, e.score DESC, e.evidence_id
"""
_SOURCES = """
SELECT s.* FROM sources AS s
WHERE list_has_any(s.candidate_of, (SELECT list(claim_id) FROM claims WHERE chapter_id = $1))
    OR s.source_id IN (SELECT unnest(sources) FROM claims WHERE chapter_id = $1)
ORDER BY s.source_id
"""
_LOOKS = """
SELECT source_id, count(*) AS looks, min(fetched_at) AS first_look, max(fetched_at) AS last_look,
    arg_max(outcome, fetched_at) AS outcome, arg_max(http_status, fetched_at) AS http_status,
    arg_max(origin, fetched_at) AS origin, arg_max(error, fetched_at) AS error
FROM snapshots GROUP BY source_id ORDER BY source_id
"""
_READS = """
SELECT n.snapshot_id, n.source_id, n.payload_sha256, n.final_url, n.media_type, n.bytes, n.http_status, n.outcome,
    n.fetched_at, n.origin, n.content_date, n.archive_path, n.archive_offset,
    max(m.fetched_at) AS last_seen
FROM snapshots AS n LEFT JOIN snapshots AS m ON m.source_id = n.source_id AND m.payload_sha256 = n.payload_sha256
WHERE n.payload_sha256 IS NOT NULL GROUP BY ALL ORDER BY n.fetched_at, n.snapshot_id
"""


@dataclass(frozen=True, slots=True)
class ChapterRows:
    """Everything that the tables hold about one chapter."""

    chapter: Row
    mentions: Sequence[Row]
    """In the order of the text."""
    claims: Mapping[str, Row]
    """Claims with their latest verdict, by id, the loudest first."""
    evidence: Mapping[str, Sequence[Row]]
    """Comparisons to show, by claim; those that the verdict rests on come first."""
    found: Mapping[str, Sequence[Row]]
    """Every related figure that was found, by claim, for charts."""
    sources: Mapping[str, Row]
    looks: Mapping[str, Row]
    """Number, time and outcome of the looks at a source, by source."""
    reads: Mapping[str, Row]
    """Snapshots with a payload, by snapshot id."""
    verdicts: Mapping[str, Sequence[Row]]
    """Every verdict, by claim, the oldest first."""
    reviews: Mapping[str, Sequence[Row]]
    """Sign-offs by claim, the newest first."""
    changes: Sequence[Row]
    """The newest first."""
    conflicts: Sequence[Row]


def read_chapter_ids(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Every published chapter."""
    return [row["chapter_id"] for row in rows(connection, "SELECT chapter_id FROM chapters ORDER BY chapter_id")]


def read_chapter_rows(connection: duckdb.DuckDBPyConnection, chapter_id: str) -> ChapterRows:
    """Read one published chapter."""
    of_claims = "WHERE claim_id IN (SELECT claim_id FROM claims WHERE chapter_id = ?)"

    def ask(query: str) -> list[dict[str, Any]]:
        return rows(connection, query, [chapter_id])

    sources = {row["source_id"]: row for row in ask(_SOURCES)}
    return ChapterRows(
        chapter=ask("SELECT * FROM chapters WHERE chapter_id = ?")[0],
        mentions=ask("SELECT * FROM mentions WHERE chapter_id = ? ORDER BY start_char, end_char DESC, mention_id"),
        claims={row["claim_id"]: row for row in ask(_CLAIMS)},
        evidence=_grouped(ask(_EVIDENCE), "claim_id"),
        found=_grouped(ask(_HISTORY), "claim_id"),
        sources=sources,
        looks={row["source_id"]: row for row in rows(connection, _LOOKS)},
        reads={row["snapshot_id"]: row for row in rows(connection, _READS)},
        verdicts=_grouped(ask(f"SELECT * FROM verdicts {of_claims} ORDER BY claim_id, as_of, decided_at"), "claim_id"),
        reviews=_grouped(
            ask(f"SELECT * FROM reviews {of_claims} ORDER BY claim_id, reviewed_at DESC, review_id"), "claim_id"
        ),
        changes=ask(f"SELECT * FROM changes {of_claims} ORDER BY changed_at DESC, claim_id"),
        conflicts=ask(
            "SELECT f.* FROM conflicts AS f JOIN mentions AS m ON m.mention_id = f.mention_a WHERE m.chapter_id = ? "
            "ORDER BY m.start_char, f.conflict_id"
        ),
    )


def read_page_texts(connection: duckdb.DuckDBPyConnection, pages: Iterable[str]) -> dict[str, Row]:
    """Stored pages by name (`page` of an evidence row: payload and selector): text, title, what they were read as."""
    wanted = "\n".join(sorted(set(pages)))  # one string: a list costs a module lookup for each of its items
    found = rows(
        connection,
        "SELECT concat_ws(' ', payload_sha256, nullif(selector, '')) AS page, payload_sha256, text, title, publisher, "
        "published, media_type, reader FROM pages WHERE page IN (SELECT unnest(string_split(?, chr(10))))",
        [wanted],
    )
    return {row["page"]: row for row in found}


def _grouped(found: Iterable[Row], column: str) -> dict[str, list[Row]]:
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in found:
        groups[row[column]].append(row)
    return dict(groups)
