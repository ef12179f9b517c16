"""Verdicts, evidence and everything else that is published about the example chapter, and the database made of it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.model import TABLES, Change, Conflict, Evidence, Page, Passage, Review, Snapshot, Source, Verdict
from pipeline.publishing.columns import to_arrow
from tests.publishing.galley_chapter import CHAPTER_ID, chapter, claims, mentions
from tests.publishing.held_parts import publish_tables

__all__ = ["CHAPTER_ID", "publish_example", "records"]

DAY = dt.date(2026, 9, 1)
DECIDED = dt.datetime(2026, 9, 1, 6, 30, tzinfo=dt.UTC)

_VERDICTS: dict[str, tuple[str, str]] = {
    "count-began": ("supported", "exact"),
    "boat-price": ("unverified", "no_source"),
    "seals-2019": ("stale", "figure_moved"),
    "doubled": ("supported", "arithmetic"),
    "unread": ("unverified", "needs_review"),
    "fence-built": ("supported", "exact"),
    "fence-cost": ("unverified", "contradicted"),
    "left-when": ("supported", "bound_holds"),
    "share-left": ("unverified", "conflicting"),
    "share-left-official": ("stale", "source_changed"),
    "hauled-out": ("supported", "within_rounding"),
    "example": ("unverified", "not_checkable"),
    "correction": ("stale", "review_due"),
    "error": ("unverified", "passage_missing"),
    "counter-sold": ("stale", "source_gone"),
    "captain-age": ("supported", "reviewed"),
    "heads": ("unverified", "fetch_failed"),
    "per-seal": ("unverified", "contradicted"),
    "per-seal-text": ("supported", "exact"),
    "paid-from": ("unverified", "no_source"),
    "paid-out": ("supported", "within_rounding"),
    "boats": ("supported", "exact"),
    "gave-up": ("unverified", "no_source"),
    "youngest": ("unverified", "no_source"),
    "seals-2026": ("supported", "exact"),
    "flights": ("unverified", "no_source"),
    "pups": ("unverified", "no_source"),
    "lost-claim": ("unverified", "passage_missing"),
}

SURVEY = (
    "Survey of the northern coast\n\nThe colony of Saint Orm was counted four times. In 2019 "
    "there were 2,260 seals in the "
    "bay; in 2022 there were 2,640. By August 2026 the count had reached 3,010 seals. "
    "<script>document.title='owned'</script> "
    "The fence of the harbour cost 2.1 million euros in March 2023, and 41 % of the seals left "
    "within five weeks. The fund "
    "paid €309,870 to 46 boats, at two euros a seal."
)
NOTE = (
    "The harbour office says that 12 percent of the seals left. Its press officer says it was 29 percent of the adults."
)


# claim, passage words, figure words, relation, agreement, value, unit, as_of, arithmetic
_EVIDENCE: Sequence[tuple[Any, ...]] = (
    (
        "seals-2019",
        "In 2019 there were 2,260 seals in the bay",
        "2,260",
        "agrees",
        "bound_holds",
        2260,
        "seal",
        "2019",
        "2,260 > 2,000; inside 2,000 to 3,000",
    ),
    ("seals-2019", "in 2022 there were 2,640", "2,640", "agrees", "bound_holds", 2640, "seal", "2022", "2,640 > 2,000"),
    (
        "seals-2019",
        "By August 2026 the count had reached 3,010 seals.",
        "3,010",
        "disagrees",
        "figure_moved",
        3010,
        "seal",
        "2026-08",
        "3,010 > 2,000 holds, but 3,010 is outside 2,000 to 3,000",
    ),
    (
        "fence-cost",
        "The fence of the harbour cost 2.1 million euros in March 2023",
        "2.1 million euros",
        "disagrees",
        "differs",
        2.1e6,
        "EUR",
        "2023-03",
        "2,100,000 is not 1,400,000 (50 % more)",
    ),
    (
        "share-left",
        "41 % of the seals left within five weeks",
        "41 %",
        "agrees",
        "within_rounding",
        41,
        None,
        "2023-04",
        "41 within 36 to 44",
    ),
    (
        "count-began",
        "In 2019 there were 2,260 seals in the bay",
        "In 2019",
        "agrees",
        "exact",
        None,
        None,
        "2019",
        "2019 holds 2019-autumn",
    ),
    ("fence-built", "in March 2023", "in March 2023", "agrees", "exact", None, None, "2023-03", "2023-03 = 2023-03"),
    (
        "paid-out",
        "The fund paid €309,870 to 46 boats",
        "€309,870",
        "agrees",
        "within_rounding",
        309870,
        "EUR",
        None,
        "309,870 rounds to 310,000",
    ),
    ("boats", "The fund paid €309,870 to 46 boats", "46", "agrees", "exact", 46, "boat", None, "46 = 46"),
    (
        "seals-2026",
        "By August 2026 the count had reached 3,010 seals.",
        "3,010",
        "agrees",
        "exact",
        3010,
        "seal",
        "2026-08",
        "3,010 = 3,010",
    ),
    ("per-seal", "at two euros a seal.", "two euros", "disagrees", "differs", 2, "EUR", None, "2 is not 20"),
    ("per-seal-text", "at two euros a seal.", "two euros", "agrees", "exact", 2, "EUR", None, "2 = 2"),
    ("left-when", "within five weeks", "five weeks", "agrees", "bound_holds", 5, "week", None, "5 ≤ 6"),
)
_NOTED: Sequence[tuple[Any, ...]] = (
    (
        "share-left",
        "29 percent of the adults",
        "29 percent",
        "disagrees",
        "differs",
        29,
        None,
        "2023-05",
        "29 is outside 36 to 44",
    ),
    (
        "share-left-official",
        "12 percent of the seals left",
        "12 percent",
        "agrees",
        "exact",
        12,
        None,
        "2023-06",
        "12 = 12",
    ),
)


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _compared(
    rows: Sequence[tuple[Any, ...]], text: str, source: str, kinds: dict[str, Any], origin: Any
) -> tuple[list[Passage], list[Evidence]]:
    passages: dict[str, Passage] = {}
    evidence = []
    for number, (claim, words, figure, relation, agreement, value, unit, as_of, arithmetic) in enumerate(rows, 1):
        start = text.index(words)
        at = start + words.index(figure)
        passage_id = f"{source}-{start}"
        columns: dict[str, Any] = {"kind": kinds[claim], "value": value, "low": value, "high": value, "unit": unit}
        passages[passage_id] = Passage(
            passage_id=passage_id,
            snapshot_id=f"{source}-1",
            payload_sha256=_sha(text),
            text=words,
            start_char=start,
            end_char=start + len(words),
            figure_start=at,
            figure_end=at + len(figure),
            as_of=as_of,
            **columns,
        )
        evidence.append(
            Evidence(
                evidence_id=f"{source}-e{number:02d}",
                claim_id=claim,
                passage_id=passage_id,
                source_id=source,
                snapshot_id=f"{source}-1",
                payload_sha256=_sha(text),
                relation=relation,
                agreement=agreement,
                score=0.5 + number / 40,
                score_parts='{"names": 0.8, "counted": 1.1}',
                arithmetic=arithmetic,
                quote=words,
                as_of=as_of or "2026-08-20",
                as_of_basis="passage" if as_of else "fetch",
                fetched_at=dt.datetime(2026, 8, 20, 9, tzinfo=dt.UTC),
                authority="primary",
                origin=origin,
                **columns,
            )
        )
    return list(passages.values()), evidence


def records() -> dict[str, list[Any]]:
    """The rows of every table."""
    book = chapter()
    found = mentions(book.text)
    stated = claims(found)
    kinds: dict[str, Any] = {claim.claim_id: claim.kind for claim in stated}
    passages, evidence = _compared(_EVIDENCE, SURVEY, "orm-survey", kinds, "live")
    noted_passages, noted = _compared(_NOTED, NOTE, "harbour-note", kinds, "transcript")
    evidence += noted
    looked = dt.datetime(2026, 8, 20, 9, tzinfo=dt.UTC)
    sources = [
        Source(
            source_id="orm-survey",
            url="https://survey.example.org/orm?year=2026&tab=a#top",
            title="Survey of the northern coast",
            publisher="Coast Institute",
            published="2026-08",
            authority="primary",
            candidate_of=tuple(kinds),
        ),
        Source(
            source_id="harbour-note",
            url="https://harbour.example.org/press",
            kind="transcript",
            title="Harbour office, by telephone",
            authority="secondary",
            candidate_of=("share-left",),
        ),
        Source(
            source_id="blocked-page",
            url="javascript:alert(1)",
            title="An interview <i>behind</i> a wall",
            candidate_of=("heads",),
        ),
    ]
    snapshots = [
        Snapshot(
            snapshot_id="orm-survey-1",
            source_id="orm-survey",
            requested_url="https://survey.example.org/orm",
            final_url="https://survey.example.org/orm",
            fetched_at=looked,
            outcome="fetched",
            http_status=200,
            media_type="text/html",
            payload_sha256=_sha(SURVEY),
            bytes=len(SURVEY),
            archive_path="archive/0001.warc.gz",
            archive_offset=4096,
            archive_length=900,
        ),
        Snapshot(
            snapshot_id="orm-survey-2",
            source_id="orm-survey",
            fetched_at=looked + dt.timedelta(days=9),
            outcome="not_modified",
            payload_sha256=_sha(SURVEY),
        ),
        Snapshot(
            snapshot_id="harbour-note-1",
            source_id="harbour-note",
            fetched_at=looked,
            outcome="transcript",
            payload_sha256=_sha(NOTE),
            origin="transcript",
        ),
        Snapshot(
            snapshot_id="blocked-1",
            source_id="blocked-page",
            fetched_at=looked,
            outcome="blocked",
            http_status=403,
            error="the site asks for a browser",
        ),
    ]
    cited: dict[str, list[str]] = {}
    for row in sorted(evidence, key=lambda row: row.evidence_id, reverse=True):
        cited.setdefault(row.claim_id, []).append(row.evidence_id)
    verdicts = [
        Verdict(
            claim_id=claim_id,
            decided_at=DECIDED,
            status=status,
            reason=reason,  # type: ignore[arg-type]
            explanation=_explain(claim_id, reason),
            as_of=DAY,
            evidence_ids=tuple(cited.get(claim_id, ())),
            last_supported_at="2022" if status == "stale" else None,
            policy="default-1",
        )
        for claim_id, (status, reason) in _VERDICTS.items()
    ]
    before = DECIDED - dt.timedelta(days=30)
    verdicts.append(
        dataclasses.replace(
            next(row for row in verdicts if row.claim_id == "seals-2019"),
            decided_at=before,
            as_of=before.date(),
            status="supported",
            reason="bound_holds",
            explanation="2,640 in 2022 is more than two thousand.",
        )
    )
    return {
        "chapters": [book],
        "mentions": found,
        "claims": stated,
        "sources": sources,
        "snapshots": snapshots,
        "pages": [
            Page(
                payload_sha256=_sha(SURVEY),
                media_type="text/html",
                reader="html-1",
                text=SURVEY,
                title="Survey & <em>tables</em>",
            ),
            Page(payload_sha256=_sha(NOTE), media_type="text/markdown", reader="note-1", text=NOTE),
        ],
        "passages": [*passages, *noted_passages],
        "evidence": evidence,
        "verdicts": verdicts,
        "reviews": [
            Review(
                review_id="r1",
                claim_id="captain-age",
                decision="override:supported",
                reviewer="M. Aldous",
                why="Seen in the parish book.",
                reviewed_at=DECIDED,
                claim_digest="c",
                evidence_digest="e",
            ),
            Review(
                review_id="r2",
                claim_id="boats",
                decision="accept",
                reviewer="M. Aldous",
                why="Fine.",
                reviewed_at=before,
                claim_digest="c",
                evidence_digest="e",
                valid=False,
            ),
        ],
        "changes": [
            Change(
                claim_id="seals-2019",
                changed_at=DECIDED,
                status_before="supported",
                status_after="stale",
                reason_before="bound_holds",
                reason_after="figure_moved",
                what_moved=(
                    "You say more than two thousand; the source now says 3,010, as of 2026-08; last supported 2022."
                ),
                as_of=DAY,
            ),
            Change(
                claim_id="pups",
                changed_at=DECIDED,
                status_before=None,
                status_after="unverified",
                reason_before=None,
                reason_after="no_source",
                what_moved="New claim.",
                as_of=DAY,
            ),
        ],
        "conflicts": [
            Conflict(
                conflict_id="x",
                mention_a="mention-22",
                mention_b="mention-23",
                explanation="The heading says 20 euros a seal, the text says 2 euros.",
            )
        ],
    }


def _explain(claim_id: str, reason: str) -> str:
    return {
        "figure_moved": "Chapter says more than 2,000; source says 3,010 as of 2026-08; the bound still holds but the "
        "figure has left 2,000 to 3,000. Last supported 2022.",
        "contradicted": f"What the chapter says of {claim_id} is not what the survey says.",
        "conflicting": "The survey says 41 percent, the harbour office 29 percent of the adults (a person’s note).",
        "no_source": "No candidate source is named.",
        "fetch_failed": "None of 1 candidate source could be read: blocked.",
    }.get(reason, f"Decided as {reason.replace('_', ' ')}.")


def publish_example(path: Path, content: dict[str, list[Any]] | None = None) -> Path:
    """Write a published database of the example, or of `content`."""
    rows = content if content is not None else records()
    publish_tables({table.name: to_arrow(table.record, rows.get(table.name, [])) for table in TABLES}, path)
    return path
