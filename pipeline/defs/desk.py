"""What a person does at the desk, for the doors to call: sign a review, put a claim into the register.

What belongs here: joining the rooms for one act of a person. What must never be here: options and printing.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.defs.foreseen import InputError
from pipeline.defs.installation import Installation
from pipeline.defs.pairs import find_cases
from pipeline.gathering.finders import FinderSettings, Found, Question, find_candidates
from pipeline.judging import ReviewError, sign
from pipeline.model import Chapter, Claim, Review
from pipeline.reading import (
    ChapterEntry,
    ClaimEntry,
    Register,
    SourceEntry,
    add_candidate,
    add_chapter,
    add_claim,
    add_review,
    add_source,
    chapter_name,
    write_register,
)


def review_claim(
    installation: Installation, claim_id: str, *, decision: str, reviewer: str, why: str, at: dt.datetime
) -> Review:
    """Take down a review of a registered or found claim, bound to what was known at `at`.

    Raises InputError when there is no such claim or the review is not complete, RegisterError when it does not fit.
    """
    case = next(iter(find_cases(installation.records, {claim_id})), None)
    if case is None:
        raise InputError(f"there is no claim {claim_id!r}; `claims status --all` lists them")
    try:
        review = sign(
            case.claim,
            case.evidence,
            case.snapshots,
            installation.policy,
            as_of=at.date(),
            decision=decision,
            reviewer=reviewer,
            why=why,
            reviewed_at=at,
        )
    except ReviewError as error:
        raise InputError(str(error)) from error
    path = installation.settings.register
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    write_register(path, add_review(text, review))
    return review


def read_reviews(path: Path) -> list[tuple[str, str, str, str]]:
    """Claim, decision, reviewer and reason of every review in a file that a galley exported. Raises InputError."""
    try:
        exported = json.loads(path.read_text(encoding="utf-8"))
        entries = exported["reviews"]
        return [(entry["claim_id"], entry["decision"], entry["reviewer"], entry["why"]) for entry in entries]
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error})") from error
    except (ValueError, KeyError, TypeError) as error:
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
    register, path = installation.register(), installation.settings.register
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    text, names = _with_sources(text, register, sources)
    if quote in register.claims:
        for name in names:
            text = add_candidate(text, quote, name)
        write_register(path, text)
        return quote, []
    chapter = _chapter_with(installation, quote, chapter_id)
    if chapter.chapter_id not in register.chapters:
        text = add_chapter(text, chapter.chapter_id, ChapterEntry(path=chapter.path, published=chapter.published))
    name = claim_id or chapter_name(quote)[:60].strip("-")
    text = add_claim(text, name, ClaimEntry(chapter=chapter.chapter_id, quote=quote, sources=names))
    write_register(path, text)
    return name, _sources_nearby(installation, chapter, quote)


def _with_sources(text: str, register: Register, sources: Sequence[str]) -> tuple[str, list[str]]:
    """The register's text with an entry for every address among `sources`, and the names of all of them."""
    names = []
    for given in sources:
        if given in register.sources:
            names.append(given)
        elif urlsplit(given).scheme in ("http", "https"):
            known = next((name for name, entry in register.sources.items() if entry.url == given), None)
            names.append(known or chapter_name(urlsplit(given).netloc + urlsplit(given).path)[:60].strip("-"))
            text = text if known else add_source(text, names[-1], SourceEntry(url=given))
        else:
            raise InputError(f"{given!r} is neither a source of the register nor an http(s) address")
    return text, names


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
        raise InputError(
            f"“{quote}” stands in no chapter that was read; copy it letter for letter, then `claims refresh`"
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
