"""What must hold of the records, as queries: each gives the rows that break one promise, and none when it is kept.

What belongs here: SELECT statements over whole tables, in columns, and the sentence that each holds. What must never be
here: what is done about a broken promise.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from pipeline.defs.keeping.records import Records


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise. `$day` in its queries is the day that a run decides for."""

    sentence: str
    broken: str
    """Gives one column: what breaks the promise, in words."""
    examined: str
    """Gives how many rows were held against it."""
    reads: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The columns that the queries need, by table."""
    streamed: str = ""
    """A table that is passed over once, file by file, because it is too large to hold."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a look at a promise came to."""

    broken: list[str]
    examined: int


QUOTES_IN_PLACE = Promise(
    "Every quote stands at its offsets in the chapter.",
    broken="""
    SELECT mention_id || ' at ' || start_char FROM mentions LEFT JOIN chapters USING (chapter_id)
    WHERE substring(coalesce(text, ''), start_char + 1, end_char - start_char) <> quote ORDER BY ALL
    """,
    examined="SELECT count(*) FROM mentions",
    reads={
        "chapters": ("chapter_id", "text"),
        "mentions": ("mention_id", "chapter_id", "start_char", "end_char", "quote"),
    },
)
QUOTES_FOUND = Promise(
    "What was registered or found before is still found in its chapter.",
    broken="""
    SELECT claim_id || ': “' || quote || '”' || coalesce(', last seen ' || last_seen, '') FROM claims WHERE orphan
    ORDER BY ALL
    """,
    examined="SELECT count(*) FROM claims",
    reads={"claims": ("claim_id", "quote", "orphan", "last_seen")},
)
ONE_VERDICT = Promise(
    "Every claim has exactly one verdict at a time.",
    broken="""
    SELECT claim_id || ' has none' FROM claims WHERE claim_id NOT IN (SELECT claim_id FROM verdicts)
    UNION ALL
    SELECT claim_id || ' has two of ' || decided_at FROM (SELECT DISTINCT * FROM verdicts)
    GROUP BY claim_id, decided_at HAVING count(*) > 1
    ORDER BY ALL
    """,
    examined="SELECT count(DISTINCT claim_id) FROM claims",
    reads={"claims": ("claim_id",), "verdicts": ("claim_id", "decided_at", "status", "reason", "explanation")},
)
_STANDING = """
    SELECT claim_id, status, reason, evidence_ids FROM verdicts
    WHERE as_of <= $day AND claim_id IN (SELECT claim_id FROM claims)
    QUALIFY row_number() OVER (PARTITION BY claim_id ORDER BY as_of DESC, decided_at DESC) = 1
"""
GROUNDED = Promise(
    "No claim is supported without agreeing evidence whose quote stands in its stored page.",
    broken=f"""
    WITH supported AS MATERIALIZED (
        SELECT * FROM ({_STANDING}) WHERE status = 'supported' AND reason <> 'reviewed'
    ),
    cited AS MATERIALIZED (
        SELECT DISTINCT s.claim_id, e.payload_sha256, e.quote
        FROM (SELECT claim_id, unnest(evidence_ids) AS evidence_id FROM supported) AS s
        JOIN evidence AS e USING (evidence_id)
        WHERE (e.relation = 'agrees' OR e.part IS NOT NULL) AND NOT e.circular AND e.quote <> ''
    ),
    grounded AS (
        SELECT DISTINCT c.claim_id FROM pages AS p JOIN cited AS c USING (payload_sha256)
        WHERE contains(p.text, c.quote)
    )
    SELECT claim_id FROM supported WHERE claim_id NOT IN (SELECT claim_id FROM grounded) ORDER BY ALL
    """,
    examined=f"SELECT count(*) FROM ({_STANDING})",
    reads={
        "claims": ("claim_id",),
        "verdicts": ("claim_id", "as_of", "decided_at", "status", "reason", "evidence_ids"),
        "evidence": ("evidence_id", "relation", "part", "circular", "quote", "payload_sha256"),
        "pages": ("payload_sha256", "text"),
    },
    streamed="pages",
)


def examine(records: Records, promise: Promise, day: dt.date) -> Found:
    """Hold the records against a promise."""
    with duckdb.connect() as connection:
        for name, columns in promise.reads.items():
            if name == promise.streamed:
                connection.register(name, records.stream(name, columns=columns))
            else:
                connection.register(name, records.arrow(name, columns=columns))
        broken = [row[0] for row in _ask(connection, promise.broken, day)]
        examined = _ask(connection, promise.examined, day)[0][0]
    return Found(broken, examined)


def _ask(connection: duckdb.DuckDBPyConnection, query: str, day: dt.date) -> list[tuple[Any, ...]]:
    return connection.execute(query, {"day": day} if "$day" in query else {}).fetchall()
