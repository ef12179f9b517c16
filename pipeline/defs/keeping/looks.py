"""The looks that tell something: of thousands of answers that say the same, the first and the last.

What belongs here: choosing among snapshots, in columns, before any of them becomes a record. What must never be here:
what a look says of a claim. A source that is looked at every hour has some nine thousand looks a year; what it said
when, and how it stands, is told by a handful of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.defs.keeping.records import Records
from pipeline.model import READABLE, Snapshot
from pipeline.publishing.columns import from_arrow

_TELLING = """
WITH looks AS (
    SELECT
        row, source_id, payload_sha256, fetched_at, snapshot_id,
        list_contains($readable, outcome) AS readable, origin = 'transcript' AS noted
    FROM snapshots WHERE $until IS NULL OR fetched_at < $until
),
placed AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY source_id, payload_sha256, noted ORDER BY readable DESC, fetched_at, snapshot_id
        ) AS place,
        max(fetched_at) FILTER (WHERE readable AND NOT noted) OVER (PARTITION BY source_id) AS last_read
    FROM looks
)
SELECT row FROM placed
WHERE noted OR (readable AND place = 1) OR last_read IS NULL OR fetched_at >= last_read
ORDER BY fetched_at, snapshot_id
"""


def telling_looks(
    records: Records,
    *,
    until: dt.datetime | None = None,
    sources: Collection[str] | None = None,
    payloads: Collection[str] | None = None,
) -> list[Snapshot]:
    """The first look at every version of every source, its notes, and all looks from the last that read it on; oldest
    first, and as they were known at `until` (UTC).

    Only looks at some `sources`, or whose payload is among `payloads`. Nothing that depends on what a source said, when
    it was last read, or how it answered since, can tell these looks from all of them.
    """
    telling = telling_table(records, until=until)
    for column, wanted in (("source_id", sources), ("payload_sha256", payloads)):
        if wanted is not None:
            telling = telling.filter(pc.is_in(telling[column], pa.array(sorted(wanted), pa.string())))
    return from_arrow(Snapshot, telling)


def telling_table(records: Records, *, until: dt.datetime | None = None) -> pa.Table:
    """The same of all sources in columns; chosen once for all steps of a run between which nobody looked."""
    if until is not None:
        return _choose(records, until)
    return records.derived("snapshots", "telling looks", lambda: _choose(records, None))


def _choose(records: Records, until: dt.datetime | None) -> pa.Table:
    found = records.arrow("snapshots")
    numbered = found.select(["source_id", "payload_sha256", "fetched_at", "snapshot_id", "outcome", "origin"])
    numbered = numbered.append_column("row", pa.array(np.arange(found.num_rows)))
    with duckdb.connect() as connection:
        connection.register("snapshots", numbered)
        chosen = connection.execute(_TELLING, {"readable": sorted(READABLE), "until": until}).fetchnumpy()["row"]
    telling = found.take(pa.array(chosen, pa.int64())).combine_chunks()
    names = telling["snapshot_id"].to_pylist()
    last = {name: row for row, name in enumerate(names)}  # what a crash left in two files stands twice
    return telling if len(last) == len(names) else telling.take(pa.array(sorted(last.values()), pa.int64()))
