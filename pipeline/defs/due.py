"""Which claims wait for a look: their sources were last read longer ago than the register allows.

What belongs here: comparing looks with what each claim asks for, for the check that says so and the sensor that acts on
it. What must never be here: a verdict; whether a claim is stale is decided by `judging`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow.compute as pc

from pipeline.defs.keeping.looks import telling_looks
from pipeline.defs.keeping.records import Records
from pipeline.judging.deciding.looks import find_looks
from pipeline.judging.deciding.today import Today
from pipeline.judging.policy import Policy
from pipeline.model import Claim, Snapshot
from pipeline.publishing.columns import from_arrow


@dataclass(frozen=True, slots=True)
class Due:
    """One claim whose sources want a look."""

    claim_id: str
    chapter_id: str
    days: int
    """Days since any of its sources was read."""
    limit: int
    """Days that the register allows."""

    def __str__(self) -> str:
        return f"{self.claim_id} was looked at {self.days} days ago and asks for {self.limit}"


def claims_due(claims: Iterable[Claim], looks: Iterable[Snapshot], policy: Policy, day: dt.date) -> list[Due]:
    """The claims that wait for a look on `day`, the longest first. What was never read is no look that grew old."""
    states = find_looks(looks, policy, Today(day)).states
    due = []
    for claim in claims:
        read = [state.read_on for name in claim.sources if (state := states.get(name)) and state.read_on]
        if claim.freshness_days is not None and read and (day - max(read)).days > claim.freshness_days:
            due.append(Due(claim.claim_id, claim.chapter_id, (day - max(read)).days, claim.freshness_days))
    return sorted(due, key=lambda one: (one.limit - one.days, one.claim_id))


def find_due(records: Records, policy: Policy, day: dt.date) -> tuple[list[Due], int]:
    """The claims on record that wait for a look on `day`, the longest first, and how many ask for looks at all."""
    asking = records.arrow("claims")
    claims: list[Claim] = from_arrow(Claim, asking.filter(pc.is_valid(asking["freshness_days"])))
    looks = telling_looks(records, sources={name for claim in claims for name in claim.sources}) if claims else []
    return claims_due(claims, looks, policy, day), len(claims)
