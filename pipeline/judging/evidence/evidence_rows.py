"""One passage held against one claim, written down as a row of evidence.

What belongs here: naming the row, dating it, copying what the passage says. What must never be here: scores and
comparisons; they were made before.
"""

from __future__ import annotations

import hashlib
import json

from pipeline.judging.comparing.outcome import Comparison
from pipeline.judging.evidence.circularity import quotes_chapter
from pipeline.model import Evidence, Page, Passage, Snapshot, Source, figure_columns


def evidence_row(
    claim_id: str,
    passage: Passage,
    comparison: Comparison,
    *,
    score: float,
    score_parts: dict[str, float],
    source: Source | None,
    snapshot: Snapshot,
    page: Page,
    chapter_text: str | None = None,
    part: str | None = None,
) -> Evidence:
    """The row: what the passage says, how it compares, where it stands and of which time it speaks."""
    as_of, basis = evidence_date(passage, page, snapshot, source)
    key = ":".join([claim_id, passage.passage_id, snapshot.snapshot_id, *([part] if part else [])])
    return Evidence(
        evidence_id="e-" + hashlib.sha256(key.encode()).hexdigest()[:20],
        claim_id=claim_id,
        passage_id=passage.passage_id,
        source_id=snapshot.source_id,
        snapshot_id=snapshot.snapshot_id,
        payload_sha256=snapshot.payload_sha256 or "",
        relation=comparison.relation,
        agreement=comparison.agreement,
        score=round(score, 4),
        score_parts=json.dumps({name: round(value, 3) for name, value in sorted(score_parts.items())}),
        arithmetic=comparison.arithmetic,
        quote=passage.text,
        as_of=as_of,
        as_of_basis=basis,
        fetched_at=snapshot.fetched_at,
        authority=source.authority if source else "unknown",
        origin=snapshot.origin,
        circular=quotes_chapter(passage.text, page.text, chapter_text),
        part=part,
        **figure_columns(passage),
    )


def evidence_date(passage: Passage, page: Page, snapshot: Snapshot, source: Source | None) -> tuple[str, str]:
    """The time a passage speaks of, ISO 8601, and what that rests on: its own date, its page's, or the day of the look.

    A page that gives no date has the one that the register knows. A person's note dates itself by the day it was taken,
    which is a look; only the register knows when the noted source was published. An API answers what holds when
    it is asked.
    """
    known = source.published if source else None
    page_date = known if snapshot.origin == "transcript" else page.published or snapshot.content_date or known
    if passage.as_of:
        return passage.as_of, "passage"
    if source is not None and source.kind == "api" and snapshot.origin == "live":
        return snapshot.fetched_at.date().isoformat(), "page"
    if page_date:
        return page_date, "page"
    return snapshot.fetched_at.date().isoformat(), "fetch"
