"""One passage held against one claim, written down as a row of evidence.

What belongs here: naming the row, dating it, copying what the passage says. What must never be here: scores and
comparisons; they were made before.
"""

from __future__ import annotations

import hashlib
import json

from pipeline.judging.circularity import quotes_chapter
from pipeline.judging.outcome import Comparison
from pipeline.model import Evidence, Figure, Page, Passage, Snapshot, Source


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
    """The row. Its time is the passage's own date, else the page's, else the day of the look."""
    page_date = page.published or snapshot.content_date
    if passage.as_of:
        as_of, basis = passage.as_of, "passage"
    elif page_date:
        as_of, basis = page_date, "page"
    else:
        as_of, basis = snapshot.fetched_at.date().isoformat(), "fetch"
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
        **{name: getattr(passage, name) for name in Figure.__dataclass_fields__},
    )
