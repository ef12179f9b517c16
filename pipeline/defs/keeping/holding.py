"""Which decisions still hold on a day, so that only the others are taken again.

What belongs here: what is remembered of decisions, held against how things stand on the day of a run. What must never
be here: until when a decision holds, which it says itself (`judging.deciding.today`), and reading or writing files.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc


def still_hold(states: pa.Table, known: pa.Table, verdicts: pa.Table, day: dt.date) -> pa.Array:
    """Of each claim in `states` (key, digest), whether its decision, if there is one in `known` (the columns of
    `Done`), holds on the day: it rests on the same, was taken for that day or an earlier one, and no day has come since
    on which it may be another. Nor may another verdict stand between the two days in `verdicts` (claim_id, as_of), as
    one does that a replay of a past day has put there."""
    today = pa.scalar(day, pa.date32())
    by_then = verdicts.filter(pc.less_equal(verdicts["as_of"], today)).group_by("claim_id")
    newest = by_then.aggregate([("as_of", "max")])
    standing = newest["as_of_max"].take(pc.index_in(states["key"], newest["claim_id"]))
    held = known.take(pc.index_in(states["key"], known["key"]))
    has_not_ended = pc.fill_null(pc.greater(held["until"], today), True)
    holds = pc.equal(held["digest"], states["digest"])
    for condition in (
        pc.less_equal(held["since"], today),
        pc.less_equal(standing, held["since"]),  # null, and so not known to hold, where no verdict stands by then
        has_not_ended,
    ):
        holds = pc.and_(holds, condition)
    return pc.fill_null(holds, False)


def remembered(
    states: pa.Table, known: pa.Table, holds: pa.Array, until: Mapping[str, dt.date | None], day: dt.date
) -> pa.Table:
    """The columns of `Done` for the claims in `states`: of those that hold what is `known` of them, of the others that
    they were decided for the day, `until` what their decisions say. Those that were not decided are left out."""
    at = pc.index_in(states["key"], known["key"])
    since = pc.if_else(holds, known["since"].take(at), pa.scalar(day, pa.date32()))
    decided = pa.array([until.get(key) for key in states["key"].to_pylist()], pa.date32())
    columns = {
        "key": states["key"],
        "digest": states["digest"],
        "since": since,
        "until": pc.if_else(holds, known["until"].take(at), decided),
    }
    done = pc.or_(holds, pc.is_in(states["key"], pa.array(list(until), pa.string())))
    return pa.table(columns).filter(done)
