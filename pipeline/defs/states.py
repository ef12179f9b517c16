"""What results rest on, as one digest a chapter or claim, so that a run finds what changed without reading the rest.

What belongs here: digests over whole tables, in columns. What must never be here: what is done about a change. A digest
is DuckDB's hash summed over rows: another version of DuckDB may give another one, and then things are done once more.
"""

from __future__ import annotations

import datetime as dt

import duckdb

from pipeline.defs.records import Records
from pipeline.judging import part_claims
from pipeline.model import READABLE, Claim
from pipeline.publishing.columns import from_arrow

_EVIDENCE = ("evidence_id", "claim_id", "relation", "agreement", "score", "part", "circular", "quote")
"""What tells one row of evidence from another; the rest of it follows from these and from the code that made it."""
_CANDIDATES = "SELECT source_id, unnest(candidate_of) AS claim_id FROM sources"
_SOURCES = "SELECT source_id, hash(s) AS state FROM (SELECT * EXCLUDE (candidate_of) FROM sources) AS s"
_VERSIONS = """
SELECT source_id, hash(source_id, payload_sha256, min(fetched_at), arg_min(snapshot_id, (fetched_at, snapshot_id)))
    AS state
FROM looks WHERE readable GROUP BY source_id, payload_sha256
"""
_STANDING = f"""
{_VERSIONS}
UNION ALL
SELECT source_id, hash(
    source_id, noted, count(*) FILTER (WHERE noted),
    max(day), arg_max(if(readable AND payload_sha256 IS NOT NULL, 'read', outcome), (fetched_at, snapshot_id)),
    max(day) FILTER (WHERE readable),
    arg_max(payload_sha256, (fetched_at, snapshot_id)) FILTER (WHERE readable),
    max(fetched_at) FILTER (WHERE outcome = 'gone') > max(fetched_at) FILTER (WHERE readable)
)
FROM looks GROUP BY source_id, noted
"""
_LOOKS = """
CREATE VIEW looks AS SELECT
    *, list_contains(getvariable('readable'), outcome) AS readable, origin = 'transcript' AS noted,
    CAST(fetched_at AT TIME ZONE 'UTC' AS DATE) AS day
FROM snapshots WHERE getvariable('until') IS NULL OR fetched_at < getvariable('until')
"""
_OF_CHAPTERS = f"""
WITH candidates AS MATERIALIZED (
    SELECT DISTINCT c.chapter_id, k.source_id FROM ({_CANDIDATES}) AS k JOIN claims AS c USING (claim_id)
),
pieces AS (
    SELECT chapter_id, hash(c) AS piece FROM claims AS c
    UNION ALL SELECT chapter_id, hash(claim_id, source_id) FROM claims AS c JOIN ({_CANDIDATES}) USING (claim_id)
    UNION ALL SELECT chapter_id, state FROM candidates JOIN ({_SOURCES}) USING (source_id)
    UNION ALL SELECT chapter_id, state FROM candidates JOIN ({_VERSIONS}) USING (source_id)
)
SELECT chapter_id, CAST(sum(piece::HUGEINT) AS VARCHAR) FROM pieces GROUP BY chapter_id
"""
_OF_CLAIMS = f"""
WITH candidates AS MATERIALIZED ({_CANDIDATES}),
pieces AS (
    SELECT claim_id, hash(c) AS piece FROM claims AS c
    UNION ALL SELECT claim_id, hash(source_id) FROM candidates
    UNION ALL SELECT claim_id, state FROM candidates JOIN ({_SOURCES}) USING (source_id)
    UNION ALL SELECT claim_id, state FROM candidates JOIN ({_STANDING}) USING (source_id)
    UNION ALL SELECT claim_id, hash(e) FROM evidence AS e
    UNION ALL SELECT claim_id, hash(r) FROM reviews AS r
    UNION ALL SELECT claim_id, hash(a) FROM model_answers AS a
)
SELECT claim_id, CAST(sum(piece::HUGEINT) AS VARCHAR) FROM pieces
WHERE claim_id IN (SELECT claim_id FROM claims) GROUP BY claim_id
"""

_OF_HISTORIES = """
SELECT claim_id, CAST(sum(hash(v)::HUGEINT) AS VARCHAR) FROM (SELECT DISTINCT * FROM verdicts) AS v GROUP BY claim_id
"""


def chapter_states(records: Records) -> dict[str, str]:
    """By chapter, a digest of what its evidence rests on: its claims, their candidates, and what those said first."""
    with _tables(records, ("claims", "sources"), None) as connection:
        return dict(connection.execute(_OF_CHAPTERS).fetchall())


def claim_states(records: Records, until: dt.datetime, *, signed: bool = True) -> dict[str, str]:
    """By claim, a digest of what its verdict at `until` rests on: the claim, its evidence, its sources and how they
    stand, and when `signed` also its reviews and what models answered. Of a formula, that of its claims as well."""
    tables = ("claims", "sources", "evidence", "reviews", "model_answers")
    with _tables(records, tables, until) as connection:
        if not signed:
            for name in ("reviews", "model_answers"):
                connection.unregister(name)
                connection.register(name, records.arrow(name, parts=()))
        states: dict[str, str] = dict(connection.execute(_OF_CLAIMS).fetchall())
        composed = connection.execute("SELECT * FROM claims WHERE formula IS NOT NULL").to_arrow_table()
    alone = dict(states)
    claim: Claim
    for claim in from_arrow(Claim, composed):
        states[claim.claim_id] = " ".join(alone.get(name, "") for name in (claim.claim_id, *sorted(part_claims(claim))))
    return states


def history_states(records: Records) -> dict[str, str]:
    """By claim, a digest of the verdicts it ever had."""
    columns = ("claim_id", "decided_at", "as_of", "status", "reason", "explanation")
    with duckdb.connect() as connection:
        connection.register("verdicts", records.arrow("verdicts", columns=columns))
        return dict(connection.execute(_OF_HISTORIES).fetchall())


def _tables(records: Records, names: tuple[str, ...], until: dt.datetime | None) -> duckdb.DuckDBPyConnection:
    """A connection in which some tables, and the looks before `until`, can be asked."""
    connection = duckdb.connect()
    for name in names:
        connection.register(name, records.arrow(name, columns=_EVIDENCE if name == "evidence" else None))
    columns = ("snapshot_id", "source_id", "fetched_at", "outcome", "payload_sha256", "origin")
    connection.register("snapshots", records.arrow("snapshots", columns=columns))
    connection.execute("SET VARIABLE readable = ?", [sorted(READABLE)])
    connection.execute("SET VARIABLE until = ?::TIMESTAMPTZ", [until])
    connection.execute(_LOOKS)
    return connection
