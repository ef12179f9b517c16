"""The published rows that the export formats are made of, read in a handful of queries.

What belongs here: SQL over the published tables and views. What must never be here: any format.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import duckdb

from pipeline.publishing.warehouse import rows

Row = Mapping[str, Any]

_CHAPTERS = "SELECT chapter_id, title, path, sha256, published, media_type, text FROM chapters ORDER BY chapter_id"
_CLAIMS = """
SELECT s.*, n.final_url AS snapshot_url
FROM claim_status AS s LEFT JOIN snapshots AS n USING (snapshot_id) ORDER BY s.chapter_id, s.claim_id
"""
_MENTIONS = """
SELECT m.*, s.status, s.reason, s.explanation, s.decided_at
FROM mentions AS m LEFT JOIN claim_status AS s USING (claim_id) ORDER BY m.chapter_id, m.start_char, m.mention_id
"""
_CITATIONS = """
WITH read AS (
    SELECT * FROM snapshots WHERE payload_sha256 IS NOT NULL AND outcome IN ('fetched', 'not_modified', 'transcript')
    QUALIFY row_number() OVER (PARTITION BY source_id ORDER BY fetched_at DESC, snapshot_id DESC) = 1
),
cited AS (SELECT DISTINCT source_id FROM evidence_trail WHERE decisive)
SELECT
    s.source_id, s.title, s.url, s.kind, s.publisher, s.published, s.authority,
    n.fetched_at AS accessed, n.origin, n.payload_sha256, n.archive_path, n.archive_offset, n.media_type,
    CASE WHEN n.origin = 'wayback' THEN n.final_url END AS archived_url
FROM sources AS s LEFT JOIN read AS n USING (source_id)
WHERE s.found_by = 'register' OR s.source_id IN (SELECT source_id FROM cited)
ORDER BY s.source_id
"""


@dataclass(frozen=True, slots=True)
class ExportRows:
    """What is published, as far as the formats tell it."""

    chapters: Sequence[Row]
    """Manuscripts with their text."""
    claims: Sequence[Row]
    """Rows of `claim_status`, and the address that answered for the best evidence."""
    mentions: Sequence[Row]
    """Mentions with the verdict of their claim; null for a mention that states none."""
    citations: Sequence[Row]
    """Sources that the register names or that a verdict rests on, with their newest readable look."""


def read_export_rows(connection: duckdb.DuckDBPyConnection) -> ExportRows:
    """Read what the formats need from the published database."""
    return ExportRows(
        chapters=rows(connection, _CHAPTERS),
        claims=rows(connection, _CLAIMS),
        mentions=rows(connection, _MENTIONS),
        citations=rows(connection, _CITATIONS),
    )


def text_name(chapter_id: str) -> str:
    """Path, inside an evidence bundle, of the text that a chapter's offsets count in."""
    return f"texts/{quote(chapter_id, safe=' ')}.txt"
