"""What a refresh of a made library came to, beside what it should have come to.

What belongs here: reading the published database and comparing. What must never be here: what is right (library.py).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pipeline.publishing.warehouse import reading, rows
from tests.load.library import Library, all_facts


@dataclass(frozen=True, slots=True)
class Outcome:
    """Claims by what was expected of them and what they came to."""

    claims: int
    right: int
    """Status and reason as expected."""
    false_supported: tuple[str, ...]
    false_stale: tuple[str, ...]
    confused: dict[str, int]
    """The others, as "expected -> found"."""


def read_outcome(library: Library, home: Path, epochs: tuple[int, ...] = (0,)) -> Outcome:
    """Compare the published verdicts with those a library should have after refreshes in these epochs."""
    with reading(home / "warehouse" / "claims.duckdb") as connection:
        found = {
            row["claim_id"]: (row["status"], row["reason"])
            for row in rows(connection, "SELECT claim_id, status, reason FROM claim_status WHERE registered")
        }
    supported, stale = [], []
    confused: Counter[str] = Counter()
    right = total = 0
    for fact in all_facts(library):
        total += 1
        status, reasons = library.expected(fact, epochs)
        now = found.get(fact.claim_id, ("nothing", "nothing"))
        if now[0] == status and now[1] in reasons:
            right += 1
            continue
        confused[f"{status}/{reasons[0]} -> {now[0]}/{now[1]} ({fact.topic.name})"] += 1
        if now[0] == "supported":
            supported.append(fact.claim_id)
        if now[0] == "stale":
            stale.append(fact.claim_id)
    return Outcome(total, right, tuple(supported), tuple(stale), dict(confused.most_common()))
