"""What a person does at the desk, for the doors to call: sign a review, put a claim into the register.

What belongs here: joining the rooms for one act of a person. What must never be here: options and printing.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.defs.foreseen import InputError
from pipeline.defs.installation import Installation
from pipeline.defs.keeping.pairs import find_cases
from pipeline.gathering.finders import FinderSettings, Found, Question, find_candidates
from pipeline.judging import ReviewError, sign
from pipeline.model import Chapter, Claim, Review, Source
from pipeline.reading import (
    ChapterEntry,
    ClaimEntry,
    ForgottenEntry,
    RegisterDraft,
    SourceEntry,
    chapter_name,
    comparable_address,
    edit_register,
    find_nearest,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedReview:
    """What a person decided about a claim, before it is taken down."""

    claim_id: str
    decision: str
    reviewer: str
    why: str
    claim_digest: str | None = None
    """Digest of the claim that the person saw; null when it is the claim as it is now."""
    evidence_digest: str | None = None
    """Digest of the evidence that the person saw; null when it is the evidence as it is now."""


def review_claims(installation: Installation, wanted: Sequence[WantedReview], *, at: dt.datetime) -> list[Review]:
    """Take down reviews of claims, bound to what was known at `at`: all of them, or none when one is refused.

    Raises InputError when there is no such claim, a review is not complete, or the claim or its evidence is no longer
    what the reviewer saw; RegisterError when the register is not well formed.
    """
    signed, refused = [], []
    for one in wanted:
        try:
            signed.append(_sign(installation, one, at))
        except InputError as error:
            refused.append(str(error))
    if refused:
        raise InputError("\n".join([*refused, *(["nothing was taken in"] if len(wanted) > 1 else [])]))

    def take_down(draft: RegisterDraft) -> list[Review]:
        for review in signed:
            draft.add_review(review)
        return signed

    return edit_register(installation.settings.register, take_down)


def _sign(installation: Installation, wanted: WantedReview, at: dt.datetime) -> Review:
    case = next(iter(find_cases(installation.records, {wanted.claim_id})), None)
    if case is None:
        raise InputError(f"there is no claim {wanted.claim_id!r}; `claims status --all` lists them")
    try:
        review = sign(
            case.claim,
            case.evidence,
            case.snapshots,
            installation.policy,
            as_of=at.date(),
            decision=wanted.decision,
            reviewer=wanted.reviewer,
            why=wanted.why,
            reviewed_at=at,
        )
    except ReviewError as error:
        raise InputError(f"{wanted.claim_id}: {error}") from error
    moved = [
        f"the {what} is no longer what {wanted.reviewer} saw (digest {seen[:12]}, now {now[:12]})"
        for what, seen, now in (
            ("claim", wanted.claim_digest, review.claim_digest),
            ("evidence", wanted.evidence_digest, review.evidence_digest),
        )
        if seen is not None and seen != now
    ]
    if moved:
        raise InputError(
            f"{wanted.claim_id}: {' and '.join(moved)}; open the annotated chapter of the latest run, review it again"
        )
    return review


def read_reviews(path: Path) -> list[WantedReview]:
    """Every review in a file that a galley exported. Raises InputError."""
    try:
        exported = json.loads(path.read_text(encoding="utf-8"))
        return [
            WantedReview(
                claim_id=entry["claim_id"],
                decision=entry["decision"],
                reviewer=entry["reviewer"],
                why=entry["why"],
                claim_digest=entry.get("claim_digest"),
                evidence_digest=entry.get("evidence_digest"),
            )
            for entry in exported["reviews"]
        ]
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror or error}); name the file that the annotated chapter gave you"
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path}: no file of reviews out of a galley ({type(error).__name__}: {error}); export it again"
        ) from error


def register_claim(
    installation: Installation, *, quote: str, chapter_id: str, claim_id: str, sources: Sequence[str]
) -> tuple[str, list[str]]:
    """Put a claim and its sources into the register; sources that are addresses become entries of their own.

    Where `quote` is the name of a registered claim, only the sources are added to it. Returns the claim's name and the
    sources of claims in the same section, which may serve. Raises InputError when the quote stands in no chapter or
    the chapter is not said, RegisterError when an entry does not fit.
    """
    known = installation.register().claims.get(quote)
    seen: list[Source] = installation.records.rows("sources")
    if known is not None:

        def give(draft: RegisterDraft) -> str:
            for name in _with_sources(draft, known.chapter, sources, seen):
                draft.add_candidate(quote, name)
            return quote

        return edit_register(installation.settings.register, give), []
    chapter = _chapter_with(installation, quote, chapter_id)

    def put(draft: RegisterDraft) -> str:
        if chapter.chapter_id not in draft.register.chapters:
            draft.add_chapter(chapter.chapter_id, ChapterEntry(path=chapter.path, published=chapter.published))
        names = _with_sources(draft, chapter.chapter_id, sources, seen)
        name = claim_id or chapter_name(quote)[:60].strip("-")
        draft.add_claim(name, ClaimEntry(chapter=chapter.chapter_id, quote=quote, sources=names))
        return name

    return edit_register(installation.settings.register, put), _sources_nearby(installation, chapter, quote)


def forget_claims(installation: Installation, claims: Sequence[str], *, by: str, why: str, on: dt.date) -> None:
    """Take down that orphans need not be shown any more. Raises InputError when one is no orphan that an earlier run
    found, RegisterError when the register is not well formed."""
    rows: dict[str, Claim] = {row.claim_id: row for row in installation.records.rows("claims")}
    for name in claims:
        row = rows.get(name)
        if row is None:
            raise InputError(f"there is no claim {name!r}; `claims status --all` lists them")
        if row.registered:
            raise InputError(f"{name} is registered; take its entry out of the register instead")
        if not row.orphan:
            raise InputError(f"{name} still stands in {row.chapter_id}; only what a chapter lost can be forgotten")

    def take_down(draft: RegisterDraft) -> None:
        for name in claims:
            draft.forget(name, rows[name].chapter_id, ForgottenEntry(by=by, on=on.isoformat(), why=why or None))

    edit_register(installation.settings.register, take_down)


def _with_sources(draft: RegisterDraft, chapter_id: str, sources: Sequence[str], seen: Sequence[Source]) -> list[str]:
    """The names of `sources`; an address among them becomes an entry of the register. One that was `seen` under a link
    of the chapter keeps its name, for by it everything is kept that was read there."""
    register, names = draft.register, []
    known = {comparable_address(row.url): row.source_id for row in seen if row.url}
    known |= {comparable_address(entry.url): name for name, entry in register.sources.items() if entry.url}
    for given in sources:
        if given in register.sources:
            names.append(given)
        elif _is_address(given):
            made = chapter_name(urlsplit(given).netloc + urlsplit(given).path)[:60].strip("-")
            names.append(known.get(comparable_address(given), made))
            if names[-1] not in register.sources:
                draft.add_source(names[-1], SourceEntry(url=given), chapter_id=chapter_id)
        else:
            raise InputError(
                f"{given!r} is neither a source of the register nor an address; write for example https://example.org/a"
            )
    return names


def _is_address(given: str) -> bool:
    try:
        parts = urlsplit(given)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # a bracket that is open, a port that is none
        return False


def search_candidates(installation: Installation, claim_id: str, question: str, services: Sequence[str]) -> Found:
    """Candidate sources that search services know for a claim. Raises GatheringError for an unknown service."""
    settings = installation.settings
    key = settings.openalex_key
    wanted = FinderSettings(
        enabled=tuple(services),
        contact=settings.contact,
        openalex_key=key.get_secret_value() if key else None,
        urls=settings.finder_urls,
    )
    return asyncio.run(
        find_candidates(
            [Question(claim_id, question)],
            wanted,
            installation.gather_settings(offline=False),
            now=lambda: dt.datetime.now(dt.UTC),
        )
    )


def _chapter_with(installation: Installation, quote: str, chapter_id: str) -> Chapter:
    chapters: list[Chapter] = installation.records.rows("chapters")
    wanted = [row for row in chapters if chapter_id in ("", row.chapter_id)]
    holding = [row for row in wanted if quote in row.text]
    if not holding:
        close = [(row, find_nearest(row.text, quote)) for row in wanted]
        row, best = max(close, key=lambda pair: pair[1].score if pair[1] else 0.0, default=(None, None))
        hint = f"; the nearest in {row.chapter_id} is “{row.text[best.start : best.end]}”" if row and best else ""
        raise InputError(
            f"“{quote}” stands in no chapter that was read{hint}; copy the words letter for letter, or `claims refresh`"
            " first if the chapter was edited"
        )
    if len(holding) > 1:
        raise InputError(
            f"“{quote}” stands in {', '.join(row.chapter_id for row in holding)}; say which with --chapter"
        )
    return holding[0]


def _sources_nearby(installation: Installation, chapter: Chapter, quote: str) -> list[str]:
    """Sources of the registered claims of the section in which the quote stands."""
    claims: list[Claim] = installation.records.rows("claims", [chapter.chapter_id])
    at = chapter.text.index(quote)
    nearest = min((row for row in claims if row.sources), key=lambda row: abs((row.start_char or 0) - at), default=None)
    section = nearest.section if nearest else None
    return sorted({source for row in claims if row.section == section for source in row.sources})
