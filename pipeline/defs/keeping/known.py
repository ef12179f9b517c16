"""What was known by a day: the part of every table that a reader of that day may see.

What belongs here: cutting tables at an instant. What must never be here: deciding what the rest means.
"""

from __future__ import annotations

import datetime as dt


def known_by(day: dt.date, until: dt.datetime) -> dict[str, str]:
    """By table, the SQL condition that leaves out snapshots taken from `until` on, all that rests on them, and verdicts
    for later days. Tables are cut in the order of `pipeline.model.TABLES`: those that name a payload after the
    snapshots. A table that is not named is seen whole."""
    instant, last = f"TIMESTAMPTZ '{until.isoformat()}'", f"DATE '{day.isoformat()}'"
    stored = "payload_sha256 IN (SELECT payload_sha256 FROM snapshots)"
    return {
        "snapshots": f"fetched_at < {instant}",
        "pages": stored,
        "passages": stored,
        "evidence": f"fetched_at < {instant}",
        "model_answers": f"asked_at < {instant}",
        "verdicts": f"as_of <= {last}",
        "changes": f"as_of IS NULL OR as_of <= {last}",
        "reviews": f"reviewed_at < {instant}",
    }
