"""What belongs to a claim: its candidate sources, the looks at them, their versions to compare with, its evidence.

What belongs here: bookkeeping over records. What must never be here: comparing and deciding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.defs.keeping.ledger import digest
from pipeline.defs.keeping.looks import telling_looks
from pipeline.defs.keeping.records import Records
from pipeline.judging import part_claims
from pipeline.model import READABLE, Claim, Evidence, Passage, Snapshot, Source
from pipeline.publishing.columns import BY_NAME, from_arrow, in_order

CHAPTERS_AT_ONCE = 100
"""Chapters whose claims and evidence are in memory together."""
CLAIMS_AT_ONCE = 5_000
"""Claims up to which they and their evidence are in memory together, in however many chapters they stand."""


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


def first_looks(looks: Iterable[Snapshot]) -> list[Snapshot]:
    """The first readable snapshot of every version of every source. `looks` come oldest first."""
    first: dict[tuple[str, str], Snapshot] = {}
    for look in looks:
        if look.outcome in READABLE and look.payload_sha256:
            first.setdefault((look.source_id, look.payload_sha256), look)
    return list(first.values())


class Candidates:
    """The candidate sources of some claims, and the looks at them that tell something."""

    def __init__(self, records: Records, claim_ids: Collection[str]) -> None:
        self._records = records
        self._of_claim: dict[str, list[Source]] = defaultdict(list)
        wanted = set(claim_ids)
        named = sources_of(records, wanted)
        for source in named:
            for claim_id in wanted.intersection(source.candidate_of):
                self._of_claim[claim_id].append(source)
        self._looks: dict[str, list[Snapshot]] = defaultdict(list)
        for look in telling_looks(records, sources={source.source_id for source in named}) if named else ():
            self._looks[look.source_id].append(look)

    def sources(self, claim_ids: Iterable[str]) -> list[Source]:
        """The candidates of some claims, each once."""
        return list({row.source_id: row for name in claim_ids for row in self._of_claim[name]}.values())

    def looks(self, sources: Iterable[Source]) -> list[Snapshot]:
        """The looks at some sources, of each the oldest first."""
        return [look for source in sources for look in self._looks[source.source_id]]


def sources_of(records: Records, claim_ids: Collection[str]) -> list[Source]:
    """The sources that are candidates of any of some claims, in the order of their names."""
    return from_arrow(Source, candidates_among(records, pa.array(sorted(claim_ids), pa.string())))


def candidates_among(records: Records, claim_ids: pa.Array | pa.ChunkedArray) -> pa.Table:
    """The same in columns."""
    found = records.arrow("sources").combine_chunks()
    candidates = found["candidate_of"].combine_chunks()
    wanted = claim_ids.combine_chunks() if isinstance(claim_ids, pa.ChunkedArray) else claim_ids
    hits = pc.is_in(pc.list_flatten(candidates), wanted)
    return found.take(pc.unique(pc.list_parent_indices(candidates).filter(hits)))


def chapters_by_claim(
    records: Records, claim_ids: Collection[str] | None = None, *, chapters: Collection[str] | None = None
) -> dict[str, str]:
    """The chapter of every claim, of those of some chapters, or of those named that are still there."""
    found = records.arrow("claims", columns=("claim_id", "chapter_id"), parts=chapters)
    pairs = zip(found["claim_id"].to_pylist(), found["chapter_id"].to_pylist(), strict=True)
    return {claim: chapter for claim, chapter in pairs if claim_ids is None or claim in claim_ids}


def find_pairs(claims: Iterable[Claim], candidates: Candidates) -> dict[str, Pair]:
    """Every claim with every version of its candidate sources, by pair key. Not checkable claims have none."""
    pairs = (
        Pair(claim, source, look)
        for claim in claims
        if claim.checkable
        for source in candidates.sources([claim.claim_id])
        for look in first_looks(candidates.looks([source]))
    )
    return {pair_key(pair.claim.claim_id, pair.source.source_id, pair.payload_sha256): pair for pair in pairs}


def pair_digests(pairs: Mapping[str, Pair], *rules: str) -> dict[str, str]:
    """Of each pair a digest of what its evidence depends on, `rules` among it: not the other claims that its source may
    speak of. What several pairs share is digested once."""
    told: dict[int, str] = {}

    def once(part: Claim | Source | Snapshot) -> str:
        if id(part) not in told:
            told[id(part)] = digest(replace(part, candidate_of=()) if isinstance(part, Source) else part)
        return told[id(part)]

    return {key: digest(once(one.claim), once(one.source), once(one.look), *rules) for key, one in pairs.items()}


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
    """The records of every claim, or of those named, or of some chapters'; evidence of removed candidates left out.

    Chapters are read some at a time: every reading of the sources and looks passes over all of them.
    """
    parts = records.parts("claims") if chapters is None else chapters
    if claim_ids is not None and chapters is None:
        parts = set(chapters_by_claim(records, set(claim_ids)).values())
    few = claim_ids is not None and len(claim_ids) <= CLAIMS_AT_ONCE
    for some in [sorted(parts)] if few else _batches(sorted(parts)):
        claims: list[Claim] = rows_of_claims(records, "claims", some, claim_ids)
        needed = {claim.claim_id: [claim.claim_id, *sorted(part_claims(claim))] for claim in claims}
        named = {name for names in needed.values() for name in names}
        candidates = Candidates(records, named)
        others = named.difference(needed)
        elsewhere = set(chapters_by_claim(records, others).values()).difference(some) if others else ()
        evidence: dict[str, list[Evidence]] = defaultdict(list)
        row: Evidence
        for row in rows_of_claims(
            records, "evidence", [*some, *sorted(elsewhere)], None if claim_ids is None else named
        ):
            evidence[row.claim_id].append(row)
        for claim in claims:
            sources = candidates.sources(needed[claim.claim_id])
            found = [row for name in needed[claim.claim_id] for row in evidence[name]]
            yield Case(claim, found, candidates.looks(sources), sources)


def rows_of_claims(records: Records, name: str, parts: Sequence[str], claim_ids: Collection[str] | None) -> list[Any]:
    """The rows of some parts of a table in its order; only those of some claims are made into records."""
    if claim_ids is None:
        return records.rows(name, parts)
    wanted = pa.array(sorted(claim_ids), pa.string())
    found = [table.filter(pc.is_in(table["claim_id"], wanted)) for table in records.batches(name, parts=parts)]
    return in_order(BY_NAME[name], from_arrow(BY_NAME[name].record, pa.concat_tables(found)) if found else [])


def _batches(parts: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(parts), CHAPTERS_AT_ONCE):
        yield parts[start : start + CHAPTERS_AT_ONCE]
