"""The verdict history of claims: which verdict holds on a day, and whether a new one says anything new.

What belongs here: order in time. What must never be here: deciding. The history is ordered by the day a verdict holds
for, then by when it was decided, so a replay of a past day fills in the past and leaves the present alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from pipeline.model import Verdict


def standing(verdicts: Iterable[Verdict], day: dt.date) -> dict[str, Verdict]:
    """The verdict of each claim that holds on a day."""
    newest: dict[str, Verdict] = {}
    for row in verdicts:
        held = newest.get(row.claim_id)
        if row.as_of <= day and (held is None or (row.as_of, row.decided_at) >= (held.as_of, held.decided_at)):
            newest[row.claim_id] = row
    return newest


def says_the_same(before: Verdict | None, after: Verdict) -> bool:
    """Whether a verdict repeats the one that held: same status, reason, explanation, evidence and policy."""
    return before is not None and _content(before) == _content(after)


def _content(verdict: Verdict) -> tuple[object, ...]:
    return (
        verdict.status,
        verdict.reason,
        verdict.explanation,
        verdict.last_supported_at,
        verdict.evidence_ids,
        verdict.policy,
        verdict.judged_by,
    )
