"""What results rest on, as one digest a chapter or claim, so that a run finds what changed without reading the rest.

What belongs here: digests over the tables of some chapters, in columns. What must never be here: what is done about a
change. A digest is DuckDB's hash summed over rows: another version of DuckDB may give another one, and then things are
done once more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.defs.keeping.pairs import candidates_among, chapters_by_claim
from pipeline.defs.keeping.records import Records
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
    source_id, noted, count(*) FILTER (WHERE noted), min(day),
    arg_max(if(readable AND payload_sha256 IS NOT NULL, 'read', outcome), (fetched_at, snapshot_id)),
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
SELECT claim_id, min(chapter_id) AS chapter_id, CAST(sum(piece::HUGEINT) AS VARCHAR) AS state
FROM pieces JOIN (SELECT claim_id, chapter_id FROM claims) USING (claim_id) GROUP BY claim_id
"""

_OF_HISTORIES = """
SELECT claim_id, CAST(sum(hash(v)::HUGEINT) AS VARCHAR) FROM (SELECT DISTINCT * FROM verdicts) AS v GROUP BY claim_id
"""


def chapter_states(records: Records, chapters: Collection[str]) -> dict[str, str]:
    """By chapter, a digest of what its evidence rests on: its claims, their candidates, and what those said first."""
    with _tables(records, chapters, None) as connection:
        return dict(connection.execute(_OF_CHAPTERS).fetchall())


def claim_states(records: Records, until: dt.datetime, chapters: Collection[str]) -> pa.Table:
    """By claim of some chapters (claim_id, chapter_id, state), a digest of what its verdict at `until` rests on: the
    claim, its evidence, its sources and how they stand, its reviews and what models answered. Of a formula, that of its
    claims as well. Not the day, nor when a source was looked at last: until when a verdict holds without either being
    news, its decision says. In columns, for they are all claims of a library."""
    composed = _composed(records, chapters)
    named = {name for claim in composed for name in part_claims(claim)}
    elsewhere = set(chapters_by_claim(records, named).values()) if named else set()
    with _tables(records, {*chapters, *elsewhere}, until) as connection:
        connection.register("evidence", records.arrow("evidence", columns=_EVIDENCE, parts={*chapters, *elsewhere}))
        for name in ("reviews", "model_answers"):
            connection.register(name, records.arrow(name))
        found = connection.execute(_OF_CLAIMS).to_arrow_table().combine_chunks()
    own = found.filter(pc.is_in(found["chapter_id"], pa.array(sorted(chapters), pa.string()))) if elsewhere else found
    if not composed:
        return own
    alone = dict(zip(found["claim_id"].to_pylist(), found["state"].to_pylist(), strict=True))
    names = {
        one.claim_id: " ".join(alone.get(name, "") for name in (one.claim_id, *sorted(part_claims(one))))
        for one in composed
    }
    states = [names.get(claim_id, alone[claim_id]) for claim_id in own["claim_id"].to_pylist()]
    return own.set_column(2, "state", pa.array(states, pa.string()))


def _composed(records: Records, chapters: Collection[str]) -> list[Claim]:
    """The claims of some chapters that are formulas over figures."""
    found = records.arrow("claims", parts=chapters)
    return from_arrow(Claim, found.filter(pc.is_valid(found["formula"])))


def history_states(records: Records) -> dict[str, str]:
    """By claim, a digest of the verdicts it ever had."""
    columns = ("claim_id", "decided_at", "as_of", "status", "reason", "explanation")
    with duckdb.connect() as connection:
        connection.register("verdicts", records.arrow("verdicts", columns=columns))
        return dict(connection.execute(_OF_HISTORIES).fetchall())


def _tables(records: Records, chapters: Collection[str], until: dt.datetime | None) -> duckdb.DuckDBPyConnection:
    """A connection in which the claims of some chapters, their candidates, and the looks at those before `until` can be
    asked."""
    connection = duckdb.connect()
    claims = records.arrow("claims", parts=chapters)
    connection.register("claims", claims)
    found = candidates_among(records, claims["claim_id"])
    connection.register("sources", found)
    columns = ("snapshot_id", "source_id", "fetched_at", "outcome", "payload_sha256", "origin")
    looks = records.arrow("snapshots", columns=columns)
    connection.register("snapshots", looks.filter(pc.is_in(looks["source_id"], found["source_id"].combine_chunks())))
    connection.execute("SET VARIABLE readable = ?", [sorted(READABLE)])
    connection.execute("SET VARIABLE until = ?::TIMESTAMPTZ", [until])
    connection.execute(_LOOKS)
    return connection
