"""What was known by a day: the part of every table that a reader of that day may see.

What belongs here: cutting tables at an instant. What must never be here: deciding what the rest means.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any


def known_by(day: dt.date, until: dt.datetime, tables: Mapping[str, Sequence[Any]]) -> dict[str, Sequence[Any]]:
    """The tables without snapshots taken from `until` on, all that rests on them, and verdicts for later days."""
    snapshots = [row for row in tables["snapshots"] if row.fetched_at < until]
    payloads = {row.payload_sha256 for row in snapshots}
    cut: dict[str, Sequence[Any]] = {
        "snapshots": snapshots,
        "pages": [row for row in tables["pages"] if row.payload_sha256 in payloads],
        "passages": [row for row in tables["passages"] if row.payload_sha256 in payloads],
        "evidence": [row for row in tables["evidence"] if row.fetched_at < until],
        "model_answers": [row for row in tables["model_answers"] if row.asked_at < until],
        "verdicts": [row for row in tables["verdicts"] if row.as_of <= day],
        "changes": [row for row in tables["changes"] if row.as_of is None or row.as_of <= day],
        "reviews": [row for row in tables["reviews"] if row.reviewed_at < until],
    }
    return {name: cut.get(name, rows) for name, rows in tables.items()}
