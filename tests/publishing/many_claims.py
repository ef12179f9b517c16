"""A warehouse of any number of claims, as Arrow tables, made by SQL in seconds.

Per claim: a mention, two verdicts, three comparisons with passages of two sources; a look at every source on three
days; one change in three; one review in fifty. Few words are common and many rare, as in a language.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from pipeline.model import TABLES
from pipeline.publishing.columns import schema

_DEFAULTS: dict[str, object] = {
    "kind": "count", "comparator": "eq", "unit": "boat", "scope": "standing", "authority": "secondary",
    "origin": "live", "checkable": True, "registered": True, "orphan": False, "circular": False, "valid": True,
    "found_by": "register", "as_of_basis": "page", "media_type": "text/html", "reader": "html-1", "score_parts": "{}",
    "policy": "p1", "run_id": "run", "outcome": "fetched",
}  # fmt: skip
_NUMBER = "number AS value, number AS low, number AS high"
_SQL = {
    "chapters": """
        SELECT 'chapter-' || c AS chapter_id, 'Chapter ' || c AS title, 'seeds/' || c || '.txt' AS path,
               sha256('chapter' || c) AS sha256, '2026-04' AS published, 20000 AS characters, said(c, 3000) AS text
        FROM range((SELECT n // 200 + 1 FROM size)) AS t(c)""",
    "mentions": f"""
        SELECT 'm' || i AS mention_id, 'chapter-' || (i // 200) AS chapter_id, 'claim-' || i AS claim_id,
               i % 200 * 100 AS start_char, i % 200 * 100 + 20 AS end_char, number || ' boats' AS quote,
               said(i, 18) AS sentence, 'Section ' || (i % 200 // 25) AS section, checkable,
               CASE WHEN NOT checkable THEN ['a chapter number', 'a version', 'rhetoric'][1 + i % 3] END
                   AS why_not_checkable, {_NUMBER}
        FROM base""",
    "claims": f"""
        SELECT 'claim-' || i AS claim_id, 'chapter-' || (i // 200) AS chapter_id, said(i, 18) AS statement,
               number || ' boats' AS quote, 'boats in harbour ' || i % 977 AS subject, checkable,
               'Section ' || (i % 200 // 25) AS section, i % 200 * 100 AS start_char, i % 4 <> 0 AS registered,
               ['source-' || i // 5, 'source-' || (i * 7 // 5) % (SELECT n // 5 + 1 FROM size)] AS sources,
               {_NUMBER}
        FROM base""",
    "sources": """
        SELECT 'source-' || s AS source_id, 'https://site-' || s % 997 || '.example/' || s AS url,
               'page' AS kind, 'Report ' || s || ' ' || said(s, 4) AS title, 'Publisher ' || s % 311 AS publisher,
               ['primary', 'secondary', 'unknown'][1 + s % 3] AS authority,
               ['claim-' || s * 5, 'claim-' || (s * 5 + 1), 'claim-' || (s * 5 + 2)] AS candidate_of
        FROM range((SELECT n // 5 + 1 FROM size)) AS t(s)""",
    "snapshots": """
        SELECT 'look-' || s || '-' || d AS snapshot_id, 'source-' || s AS source_id,
               TIMESTAMPTZ '2026-03-01 06:00:00+00' + to_days(CAST(d * 60 - s % 100 AS INTEGER)) AS fetched_at,
               CASE WHEN s % 11 = 0 THEN 'blocked' WHEN d > 0 THEN 'not_modified' ELSE 'fetched' END AS outcome,
               CASE WHEN s % 11 <> 0 THEN sha256('page' || s) END AS payload_sha256, 'warc/1.warc.gz' AS archive_path,
               s * 1000 + d AS archive_offset, 900 AS archive_length
        FROM range((SELECT n // 5 + 1 FROM size)) AS t(s), range(3) AS r(d)""",
    "pages": """
        SELECT sha256('page' || s) AS payload_sha256, said(s, 200) AS text, 'Report ' || s AS title
        FROM range((SELECT n // 5 + 1 FROM size)) AS t(s)""",
    "passages": f"""
        SELECT 'p' || i || '-' || k AS passage_id, 'look-' || i // 5 || '-0' AS snapshot_id,
               sha256('page' || i // 5) AS payload_sha256, said(i * 3 + k, 22) AS text,
               i % 5 * 600 + k * 200 AS start_char, i % 5 * 600 + k * 200 + 150 AS end_char, {_NUMBER}
        FROM base, range(3) AS r(k)""",
    "evidence": f"""
        SELECT 'e' || i || '-' || k AS evidence_id, 'claim-' || i AS claim_id, 'p' || i || '-' || k AS passage_id,
               'source-' || (i // 5 + k // 2) AS source_id, 'look-' || i // 5 || '-0' AS snapshot_id,
               sha256('page' || i // 5) AS payload_sha256, 0.9 - 0.2 * k AS score,
               ['agrees', 'disagrees', 'unrelated'][1 + (k + i // 3) % 3] AS relation, 'undecided' AS agreement,
               number || ' = ' || number AS arithmetic, said(i * 3 + k, 22) AS quote, '2026-02' AS as_of,
               TIMESTAMPTZ '2026-03-01 06:00:00+00' AS fetched_at,
               CASE WHEN (i + k) % 7 = 0 THEN 'transcript' ELSE 'live' END AS origin, {_NUMBER}
        FROM base, range(3) AS r(k)""",
    "verdicts": """
        SELECT 'claim-' || i AS claim_id, TIMESTAMPTZ '2026-03-01 06:00:00+00' + to_days(CAST(d * 90 AS INTEGER))
                   AS decided_at, reason(i + d)[1] AS status, reason(i + d)[2] AS reason,
               'Chapter says ' || number || '; ' || said(i, 20) AS explanation,
               DATE '2026-03-01' + CAST(d * 90 AS INTEGER) AS as_of, '2026-02' AS last_supported_at,
               ['e' || i || '-0', 'e' || i || '-1'] AS evidence_ids
        FROM base, range(2) AS r(d)""",
    "reviews": """
        SELECT 'r' || i AS review_id, 'claim-' || i AS claim_id, 'accept' AS decision, 'A. Checker' AS reviewer,
               'read it' AS why, TIMESTAMPTZ '2026-05-01 06:00:00+00' AS reviewed_at, '0' AS claim_digest,
               '0' AS evidence_digest, i % 3 <> 0 AS valid
        FROM base WHERE i % 50 = 0""",
    "digests": """
        SELECT 'claim-' || i AS claim_id, 'chapter-' || (i // 200) AS chapter_id, sha256('c' || i) AS claim_digest,
               sha256('e' || i) AS evidence_digest
        FROM base""",
    "changes": """
        SELECT 'claim-' || i AS claim_id, TIMESTAMPTZ '2026-05-30 06:00:00+00' AS changed_at,
               reason(i)[1] AS status_before, reason(i + 1)[1] AS status_after, reason(i)[2] AS reason_before,
               reason(i + 1)[2] AS reason_after, said(i, 15) AS what_moved, DATE '2026-05-30' AS as_of
        FROM base WHERE i % 3 = 0""",
    "conflicts": """
        SELECT 'x' || i AS conflict_id, 'm' || i AS mention_a, 'm' || (i + 1) AS mention_b,
               'cannot both be right' AS explanation
        FROM base WHERE i % 1000 = 0 AND i + 1 < (SELECT n FROM size)""",
}


def many_claims(claims: int) -> dict[str, pa.Table]:
    """Every published table, with `claims` claims; a table that has no query above is empty."""
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("CREATE TABLE size AS SELECT CAST($1 AS BIGINT) AS n", [claims])
        connection.execute(
            "CREATE MACRO said(seed, words) AS list_aggregate(list_transform(range(words), lambda k: "
            "'w' || CAST(floor(pow(20000, (hash(seed * 1000 + k) % 100000) / 100000.0)) AS INTEGER)), "
            "'string_agg', ' ')"
        )
        connection.execute(
            "CREATE MACRO reason(i) AS [['supported', 'exact'], ['supported', 'bound_holds'], "
            "['stale', 'figure_moved'], ['stale', 'review_due'], ['unverified', 'contradicted'], "
            "['unverified', 'needs_review'],"
            " ['unverified', 'passage_missing'], ['unverified', 'no_source']][1 + CAST(hash(i) % 8 AS BIGINT)]"
        )
        connection.execute(
            "CREATE TABLE base AS SELECT i, CAST(1000 + i % 90000 AS DOUBLE) AS number, i % 20 <> 19 AS checkable "
            "FROM size, range(n) AS t(i)"
        )
        made = {name: connection.sql(query).to_arrow_table() for name, query in _SQL.items()}
    nothing = pa.table({})
    return {table.name: _shaped(table.record, made.get(table.name, nothing)) for table in TABLES}


def _shaped(record: type, made: pa.Table) -> pa.Table:
    """The columns made, and a default or null for every other column of the record."""
    columns = []
    for field in schema(record):
        if field.name in made.column_names:
            columns.append(made.column(field.name).cast(field.type))
        elif pa.types.is_list(field.type):
            columns.append(pa.array([[]] * made.num_rows, field.type))
        else:
            columns.append(pa.repeat(pa.scalar(_DEFAULTS.get(field.name), field.type), made.num_rows))
    return pa.table(columns, schema=schema(record))
