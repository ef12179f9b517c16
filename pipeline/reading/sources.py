"""The register and the chapters' links -> candidate sources.

What belongs here: which places of evidence are named, and for which claims. What must never be here: fetching.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit, urlunsplit

from pipeline.model import Chapter, Link, Mention, Source, SourceKind
from pipeline.reading.identity import short_digest, slug
from pipeline.reading.register_model import Register
from pipeline.reading.statements import Outline

_KINDS: dict[str, SourceKind] = {".pdf": "pdf", ".json": "api", ".csv": "table", ".xlsx": "table"}


def find_sources(register: Register, chapters: Iterable[Chapter], mentions: Iterable[Mention] = ()) -> list[Source]:
    """The register's sources, then every linked address and footnote of the chapters that the register does not name.

    A link on a figure is a candidate for that figure's claim, any other link for every claim of its sentence. A
    footnote is one for the claims told since the mark before it in the sentence; without an address it is none.
    `mentions` carry their claims.
    """
    wanted: dict[str, list[str]] = defaultdict(list)
    for claim_id, entry in register.claims.items():
        for source_id in [*entry.sources, *_part_sources(register, claim_id)]:
            if claim_id not in wanted[source_id]:
                wanted[source_id].append(claim_id)
    linked = _linked(chapters, mentions)
    rows = []
    known = {}
    for source_id, source in register.sources.items():
        known[comparable_address(source.url)] = source_id
    for link, _, candidates in linked:
        named = known.get(comparable_address(link.url))
        for claim_id in candidates if named else []:
            if claim_id not in wanted[named or ""]:
                wanted[named or ""].append(claim_id)
    for source_id, source in register.sources.items():
        rows.append(
            Source(
                source_id=source_id, candidate_of=tuple(wanted[source_id]), found_by="register", **source.model_dump()
            )
        )
    return rows + _found(linked, set(known))


def _part_sources(register: Register, claim_id: str) -> list[str]:
    return [name for figure in register.claims[claim_id].figures.values() for name in figure.sources]


def _linked(chapters: Iterable[Chapter], mentions: Iterable[Mention]) -> list[tuple[Link, str, list[str]]]:
    """Every link with an address, its words, and the claims that it stands on."""
    by_chapter: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.claim_id is not None:
            by_chapter[mention.chapter_id].append(mention)
    found = []
    for chapter in chapters:
        outline = Outline(chapter)
        told: dict[tuple[int, int], list[Mention]] = defaultdict(list)
        for mention in by_chapter[chapter.chapter_id]:
            told[outline.sentence_span(mention.start_char)].append(mention)
        marks: dict[tuple[int, int], list[int]] = defaultdict(list)
        for link in chapter.links:
            if link.kind == "footnote":
                marks[outline.sentence_span(_place_of(link))].append(link.start)
        for link in chapter.links:
            if link.url:
                sentence = outline.sentence_span(_place_of(link))
                on = _stood_on(link, told.get(sentence, []), marks[sentence])
                words = link.note or chapter.text[link.start : link.end]
                found.append((link, words, list(dict.fromkeys(mention.claim_id or "" for mention in on))))
    return found


def _place_of(link: Link) -> int:
    """An offset in the sentence that a link belongs to; a footnote's mark stands behind it."""
    return max(0, link.start - 1) if link.kind == "footnote" else link.start


def _stood_on(link: Link, told: list[Mention], marks: list[int]) -> list[Mention]:
    """The mentions of a sentence that a link or footnote stands on; all of them when it stands on none."""
    if link.kind == "footnote":
        before = max((mark for mark in marks if mark < link.start), default=-1)
        on = [mention for mention in told if before < mention.end_char <= link.start]
    else:
        on = [mention for mention in told if mention.start_char < link.end and mention.end_char > link.start]
    return on or told


def _found(linked: list[tuple[Link, str, list[str]]], known: set[str]) -> list[Source]:
    rows: dict[str, tuple[Link, str, list[str]]] = {}
    for link, words, candidates in linked:
        address = comparable_address(link.url)
        if address in known:
            continue
        row = rows.setdefault(address, (link, words, []))
        row[2].extend(claim_id for claim_id in candidates if claim_id not in row[2])
    return [
        Source(
            source_id=f"{slug(urlsplit(link.url).netloc.removeprefix('www.'))}-{short_digest(address)}",
            url=link.url,
            kind=_kind(link.url),
            title=" ".join(words.split())[:200] if words and words != link.url else None,
            candidate_of=tuple(candidates),
            found_by=link.kind,
        )
        for address, (link, words, candidates) in rows.items()
    ]


def comparable_address(url: str | None) -> str:
    """An address as it is compared: without fragment, trailing slash, and case of the host."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path.rstrip("/"), parts.query, ""))


def _kind(url: str) -> SourceKind:
    try:
        path = urlsplit(url).path.lower()
    except ValueError:
        return "page"
    return next((kind for suffix, kind in _KINDS.items() if path.endswith(suffix)), "page")
