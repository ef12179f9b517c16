"""Small pages and claims that tests of matching share."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pipeline.judging import DEFAULT_POLICY, find_passages, match
from pipeline.judging.sentences.layout import read_layout
from pipeline.model import Claim, Evidence, Snapshot, Source
from pipeline.quantities import find_quantities

DAY = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
SNAPSHOT = Snapshot(snapshot_id="look-1", source_id="almanac", fetched_at=DAY, outcome="fetched")
SOURCE = Source(source_id="almanac", url="https://almanac.example/birds", title="Almanac of the coast")


def claim_of(statement: str, quote: str, **fields: Any) -> Claim:
    """A claim whose figure is the quantity that `quote` holds."""
    quantity = find_quantities(quote)[0]
    return Claim(
        claim_id="claim-1", chapter_id="chapter-1", statement=statement, quote=quote, **{**quantity.figure(), **fields}
    )


def evidence_of(
    claim: Claim, text: str, *, chapter_text: str | None = None, published: str | None = None
) -> list[Evidence]:
    """What `match` finds for the claim in a plain text."""
    page = read_layout(text, published=published)
    return match(
        claim,
        find_passages(page, SNAPSHOT.snapshot_id),
        source=SOURCE,
        snapshot=SNAPSHOT,
        page=page,
        policy=DEFAULT_POLICY,
        chapter_text=chapter_text,
    )


def relations_of(claim: Claim, text: str) -> set[str]:
    """The decisive relations that a text has to a claim."""
    return {row.relation for row in evidence_of(claim, text) if row.score >= DEFAULT_POLICY.decisive_score}
