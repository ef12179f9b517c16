"""What belongs to a claim: its candidate sources, the looks at them, their versions to compare with, its evidence.

What belongs here: bookkeeping over records. What must never be here: comparing and deciding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.defs.records import Records
from pipeline.judging import part_claims
from pipeline.model import READABLE, Claim, Evidence, Passage, Snapshot, Source


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

    @property
    def page(self) -> tuple[str, str]:
        """The key of the page that is compared: the version, and the selector it was narrowed to."""
        return self.payload_sha256, selector_of(self.source, self.look.media_type)


def selector_of(source: Source, media_type: str | None) -> str:
    """The selector to which a source's pages are narrowed when they are read; empty when they are read whole.

    Pages of markup are read once for each selector that a source has. Elsewhere (JSON, CSV, XLSX) the page is read
    whole, and a source's passages are those at its pointer (`at_pointer`).
    """
    is_markup = (media_type or "").endswith(("html", "/xml", "+xml"))
    return source.pointer or "" if is_markup else ""


def at_pointer(passages: Sequence[Passage], source: Source, media_type: str | None) -> Sequence[Passage]:
    """The passages of a source's page that stand at its pointer or below it; all of them when it has none."""
    if not source.pointer or selector_of(source, media_type):
        return passages
    below = source.pointer.rstrip("/") + "/"
    return [row for row in passages if row.pointer == source.pointer or (row.pointer or "").startswith(below)]


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
    candidates = _candidates(sources)
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


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that is on record about one claim, and about the claims whose figures it compares."""

    claim: Claim
    evidence: list[Evidence]
    snapshots: list[Snapshot]
    sources: list[Source]


def find_cases(
    records: Records, claim_ids: Collection[str] | None = None, *, chapters: Collection[str] | None = None
) -> Iterator[Case]:
    """The records of every claim, or of those named, or of some chapters'; evidence of removed candidates left out."""
    parts = records.parts("claims") if chapters is None else chapters
    if not parts:
        return
    candidates = _candidates(records.rows("sources"))
    looks: dict[str, list[Snapshot]] = defaultdict(list)
    for look in records.rows("snapshots"):
        looks[look.source_id].append(look)
    for part in parts:
        evidence: dict[str, list[Evidence]] = defaultdict(list)
        for row in records.rows("evidence", [part]):
            evidence[row.claim_id].append(row)
        for claim in records.rows("claims", [part]):
            if claim_ids is None or claim.claim_id in claim_ids:
                needed = [claim.claim_id, *sorted(part_claims(claim))]
                found = [row for claim_id in needed for row in evidence[claim_id]]
                sources = list({row.source_id: row for claim_id in needed for row in candidates[claim_id]}.values())
                seen = [look for source in sources for look in looks[source.source_id]]
                yield Case(claim, found, seen, sources)


def _candidates(sources: Iterable[Source]) -> dict[str, list[Source]]:
    """The candidate sources of each claim."""
    candidates: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        for claim_id in source.candidate_of:
            candidates[claim_id].append(source)
    return candidates
