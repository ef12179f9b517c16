"""Books of any length with figures, claims and evidence, as published records."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from pipeline.model import Block, Chapter, Claim, Evidence, Mention, Page, Passage, Snapshot, Source, Verdict

_AT = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)
_FILLER = (
    "The ledger was kept by hand, in a script that leaned to the right whenever the harvest was poor, and nobody who "
    "read it later could say whether that was a habit or a warning. "
)
_REASONS = (
    ("supported", "exact"), ("unverified", "no_source"), ("stale", "figure_moved"), ("unverified", "contradicted"),
    ("unverified", "needs_review"),
)  # fmt: skip


def book(characters: int, mentions: int, *, evidenced_every: int = 4, paragraph: int = 900) -> dict[str, list[Any]]:
    """A chapter of about `characters` characters with `mentions` figures; one in `evidenced_every` has evidence."""
    text, blocks, found = _text(characters, mentions, paragraph)
    chapter = Chapter(
        chapter_id="book", title="The Ledger", path="seeds/book.txt", sha256="0" * 64, characters=len(text), text=text,
        blocks=tuple(blocks),
    )  # fmt: skip
    rows: dict[str, list[Any]] = {
        name: [] for name in ("mentions", "claims", "verdicts", "evidence", "passages", "pages")
    }
    rows |= {
        "chapters": [chapter],
        "sources": [Source(source_id="s", url="https://example.org/ledger", title="The ledger, transcribed")],
        "snapshots": [],
    }
    for number, (start, end, value) in enumerate(found):
        status, reason = _REASONS[number % len(_REASONS)]
        claim_id, quote = f"claim-{number}", text[start:end]
        figure: dict[str, Any] = {"kind": "count", "value": value, "low": value, "high": value, "unit": "sack"}
        line = text.rfind("\n", 0, start) + 1
        sentence = text[max(line, start - 60) : end + 20]
        rows["mentions"].append(
            Mention(mention_id=f"m{number:06d}", chapter_id="book", claim_id=claim_id, start_char=start, end_char=end,
                    quote=quote, sentence=sentence, **figure)
        )  # fmt: skip
        evidenced = number % evidenced_every == 0
        rows["claims"].append(
            Claim(claim_id=claim_id, chapter_id="book", statement=sentence, quote=quote, registered=evidenced,
                  start_char=start, sources=("s",) if evidenced else (), **figure)
        )  # fmt: skip
        rows["verdicts"].append(
            Verdict(claim_id=claim_id, decided_at=_AT, status=status, reason=reason, as_of=_AT.date(),  # type: ignore[arg-type]
                    explanation=f"Chapter says {value:,}; source says {value + 3:,} as of 2026-08.",
                    evidence_ids=(f"e{number}",) if evidenced else ())
        )  # fmt: skip
        if evidenced:
            _add_evidence(rows, number, claim_id, value, figure)
    return rows


def _text(characters: int, mentions: int, paragraph: int) -> tuple[str, list[Block], list[tuple[int, int, int]]]:
    every = characters / max(mentions, 1)
    parts: list[str] = []
    blocks: list[Block] = []
    found: list[tuple[int, int, int]] = []
    length = start = 0
    while length < characters:
        if len(found) < mentions and length >= every * len(found):
            value = 1000 + 7 * len(found)
            quote = f"more than {value:,} sacks"
            found.append((length, length + len(quote), value))
            parts.append(f"{quote} were carried. ")
        else:
            parts.append(_FILLER[: max(12, min(len(_FILLER), int(every * len(found)) - length))])
        length += len(parts[-1])
        if length - start >= paragraph:
            parts.append("\n\n")
            blocks.append(Block(start=start, end=length, kind="paragraph"))
            length += 2
            start = length
    if length > start:
        blocks.append(Block(start=start, end=length, kind="paragraph"))
    return "".join(parts), blocks, found


def _add_evidence(rows: dict[str, list[Any]], number: int, claim_id: str, value: int, figure: dict[str, Any]) -> None:
    words = f"The transcript of page {number} counts {value + 3:,} sacks."
    page = f"{_FILLER}{words} {_FILLER}"
    sha = hashlib.sha256(page.encode()).hexdigest()
    start = len(_FILLER)
    rows["pages"].append(Page(payload_sha256=sha, reader="html-1", text=page))
    rows["snapshots"].append(
        Snapshot(snapshot_id=f"n{number}", source_id="s", fetched_at=_AT, outcome="fetched", payload_sha256=sha,
                 media_type="text/html", final_url="https://example.org/ledger")
    )  # fmt: skip
    rows["passages"].append(
        Passage(passage_id=f"p{number}", snapshot_id=f"n{number}", payload_sha256=sha, text=words, start_char=start,
                end_char=start + len(words), **figure)
    )  # fmt: skip
    rows["evidence"].append(
        Evidence(evidence_id=f"e{number}", claim_id=claim_id, passage_id=f"p{number}", source_id="s",
                 snapshot_id=f"n{number}", payload_sha256=sha, relation="agrees", score=0.9, quote=words,
                 arithmetic=f"{value + 3:,} > {value:,}", fetched_at=_AT, as_of="2026-08", as_of_basis="page", **figure)
    )  # fmt: skip
