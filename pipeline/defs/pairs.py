"""Which claim is compared with which stored version of which source.

What belongs here: pure bookkeeping over claims, sources and snapshots. What must never be here: the comparison.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.model import READABLE, Claim, Snapshot, Source


@dataclass(frozen=True, slots=True)
class Pair:
    """One claim against one version of one source; `look` is the first snapshot that held the version."""

    claim: Claim
    source: Source
    look: Snapshot

    @property
    def payload_sha256(self) -> str:
        """The version."""
        return self.look.payload_sha256 or ""


def pair_key(claim_id: str, source_id: str, payload_sha256: str) -> str:
    """The name of a pair."""
    return f"{claim_id} {source_id} {payload_sha256}"


def first_looks(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """The first readable snapshot of every version of every source, oldest first."""
    first: dict[tuple[str, str], Snapshot] = {}
    for look in sorted(snapshots, key=lambda row: (row.fetched_at, row.snapshot_id)):
        if look.outcome in READABLE and look.payload_sha256:
            first.setdefault((look.source_id, look.payload_sha256), look)
    return list(first.values())


def find_pairs(claims: Iterable[Claim], sources: Iterable[Source], looks: Sequence[Snapshot]) -> dict[str, Pair]:
    """Every claim with every version of its candidate sources, by pair key. Not checkable claims have none."""
    candidates: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        for claim_id in source.candidate_of:
            candidates[claim_id].append(source)
    versions: dict[str, list[Snapshot]] = defaultdict(list)
    for look in looks:
        versions[look.source_id].append(look)
    pairs = (
        Pair(claim, source, look)
        for claim in claims
        if claim.checkable
        for source in candidates[claim.claim_id]
        for look in versions[source.source_id]
    )
    return {pair_key(pair.claim.claim_id, pair.source.source_id, pair.payload_sha256): pair for pair in pairs}
