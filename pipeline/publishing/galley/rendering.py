"""From published tables to files: one page per chapter, and a view of every stored payload that a page cites.

What belongs here: the order of the work, the templates' environment, and writing files whole. What must never be here:
a clock. The same rows give the same bytes, and a file whose bytes stay the same is not touched.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

import duckdb
import jinja2
from markupsafe import Markup

from pipeline.publishing.galley.figures import Row, show_day
from pipeline.publishing.galley.links import VIEWS_FOLDER, claim_anchor, view_name
from pipeline.publishing.galley.margins import MarginNote, body, margin, out, word
from pipeline.publishing.galley.notes import Note, make_note
from pipeline.publishing.galley.prose import Mark, Stretch, set_prose
from pipeline.publishing.galley.references import find_references
from pipeline.publishing.galley.rows import (
    ChapterRows,
    read_chapter_ids,
    read_chapters,
    read_citing_chapters,
    read_page_facts,
    read_page_texts,
)
from pipeline.publishing.galley.snapshot_views import Citations, read_state
from pipeline.publishing.galley.stubs import Stubs
from pipeline.publishing.galley.summary import summarise
from pipeline.publishing.galley.tones import QUIET, TONES, Tone, tone_of

Item = TypeVar("Item")
_TEMPLATES = Path(__file__).parent / "templates"
_STYLES = ("tones.css", "page.css", "summary.css", "prose.css", "notes.css", "print.css")
_SCRIPTS = ("reading.js", "signing.js")
_START = ("Opening", "start")
TEXT_AT_ONCE = 50_000_000
"""Bytes of stored pages that are read and held in memory together: every query passes over all pages."""
LONG_TEXT = 120_000
"""From so many characters on, a browser lays out only the paragraphs that are near the screen."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One stretch of the chapter with what stands beside it."""

    stretch: Stretch
    margin: str
    """HTML of the notes beside it; empty when there are none."""
    figures: Sequence[tuple[int, Tone]]
    """Number and tone of its mentions."""
    section: str
    anchor: str | None = None
    """Where a footnote's mark leads; None for what is none."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with everything up to the next one."""

    name: str
    anchor: str
    passages: Sequence[Passage]

    def figures(self) -> Iterator[tuple[int, Tone]]:
        """Number and tone of every mention of the section."""
        for passage in self.passages:
            yield from passage.figures


@dataclass(frozen=True, slots=True)
class Galleys:
    """The files that were drawn, or are as they would be drawn."""

    pages: list[Path]
    """Of all published chapters, in the order of their ids."""
    views: Mapping[Path, str]
    """Of stored pages that the chapters drawn now cite: those that were drawn again, with the state of each."""


def render_galleys(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    chapters: Collection[str] | None = None,
    *,
    code: str = "",
    drawn_in: Callable[[str], str] | None = None,
) -> Galleys:
    """Write `folder/<chapter_id>.html` for published chapters, and the snapshot views that they link to.

    Only those among `chapters` when it is given. Files are replaced whole, and only when their bytes change. A view
    that shows what it showed is not drawn: `drawn_in` tells in which state the one of some name was, by default as the
    file in the folder says; `code` stands for who draws.
    """
    published = read_chapter_ids(connection)
    drawn = [chapter_id for chapter_id in published if chapters is None or chapter_id in chapters]
    citations = Citations()
    facts: dict[str, Row] = {}
    for together in read_chapters(connection, drawn):
        facts |= read_page_facts(connection, {name for rows in together for name in rows.pages})
        for some in _within_memory(together, facts, lambda rows: rows.pages):
            pages = read_page_texts(connection, {name for rows in some for name in rows.pages})
            for rows in some:
                write_if_changed(folder / f"{rows.chapter['chapter_id']}.html", render_galley(rows, pages))
                citations.add(rows)
    also = read_citing_chapters(connection, citations.pages()).difference(drawn)
    for together in read_chapters(connection, sorted(also)):
        for rows in together:
            citations.add(rows, only_known=True)
    states = {name: citations.state(name, code, facts[name]["state"]) for name in citations.pages() if name in facts}
    drawn_in = drawn_in or (lambda name: read_state(folder / VIEWS_FOLDER / name))
    wanted = [name for name, state in states.items() if drawn_in(view_name(name)) != state]
    views: dict[Path, str] = {}
    for names in _within_memory(wanted, facts, lambda name: {name}):
        for name, row in read_page_texts(connection, names).items():
            path = folder / VIEWS_FOLDER / view_name(name)
            write_if_changed(path, citations.view(row, environment(), states[name]))
            views[path] = states[name]
    return Galleys([folder / f"{chapter_id}.html" for chapter_id in published], views)


def _within_memory(
    items: Iterable[Item], facts: Mapping[str, Row], pages: Callable[[Item], Set[str]]
) -> list[list[Item]]:
    """The items in their order, so many together as `TEXT_AT_ONCE` allows of the texts of their pages; each once."""
    groups: list[list[Item]] = []
    cited: set[str] = set()
    room = 0
    for item in items:
        more = pages(item) - cited
        needed = sum(facts[name]["bytes"] for name in more if name in facts)
        if not groups or needed > room:
            groups.append([])
            cited, room = set(), TEXT_AT_ONCE
            needed = sum(facts[name]["bytes"] for name in pages(item) if name in facts)
        groups[-1].append(item)
        cited |= pages(item)
        room -= needed
    return groups


def render_galley(rows: ChapterRows, pages: Mapping[str, Row]) -> str:
    """The page of one chapter. `pages`: stored page texts by name, for the passages' contexts."""
    text = rows.chapter["text"]
    stubs = Stubs(rows.chapter["chapter_id"], text, rows.claims)
    numbers = {row["mention_id"]: number for number, row in enumerate(rows.mentions, 1)}
    restated = defaultdict(list)
    for row in rows.mentions:
        restated[row["claim_id"]].append(row)
    notes = {}
    for claim_id, claim in rows.claims.items():
        places = restated.get(claim_id, [])
        wants_stub = bool(places) and not claim["registered"] and claim["checkable"]
        notes[claim_id] = make_note(
            claim,
            rows,
            pages,
            elsewhere=[numbers[row["mention_id"]] for row in places[1:]],
            stub=stubs.stub(places[0], claim["scope"]) if wants_stub else "",
            sentence_tally=rows.sentences.get(claim_id, ""),
        )
    sections, section_of = _set_sections(rows, notes, numbers)
    days = [claim["as_of"] for claim in rows.claims.values() if claim["as_of"]]
    style, script = _bundle(_STYLES), _bundle(_SCRIPTS)
    return (
        environment()
        .get_template("galley.html.j2")
        .render(
            chapter=rows.chapter,
            as_of=show_day(max(days)) if days else "",
            tones=TONES,
            policies=sorted({some[-1]["policy"] for some in rows.verdicts.values() if some[-1]["policy"]}),
            sections=sections,
            summary=summarise(rows, notes, section_of, numbers),
            mentions=len(rows.mentions),
            first_of=_first_of(sections),
            figures=Counter(tone.key for section in sections for _, tone in section.figures()),
            style=Markup(style),
            script=Markup(script),
            long=_is_long(rows.chapter),
            policy=_security_policy(style, script),
        )
    )


def _is_long(chapter: Row) -> bool:
    return bool(chapter["characters"] > LONG_TEXT)


def _first_of(sections: Sequence[Section]) -> dict[str, int]:
    """Number of the first figure of each tone."""
    first: dict[str, int] = {}
    for section in sections:
        for number, tone in section.figures():
            first[tone.key] = min(number, first.get(tone.key, number))
    return first


def _set_sections(
    rows: ChapterRows, notes: Mapping[str, Note], numbers: Mapping[str, int]
) -> tuple[list[Section], dict[str, tuple[str, str]]]:
    """The chapter's passages by section, and the section where each claim first stands."""
    clashing = {row[side] for row in rows.conflicts for side in ("mention_a", "mention_b")}
    by_number = dict(zip(range(1, len(rows.mentions) + 1), rows.mentions, strict=True))
    marks = [_mark(row, numbers[row["mention_id"]], notes, row["mention_id"] in clashing) for row in rows.mentions]
    references, anchors = find_references(rows.chapter)
    section_of: dict[str, tuple[str, str]] = {}
    gathered: list[tuple[str, str, list[Passage]]] = [(*_START, [])]
    chapter = rows.chapter
    for stretch in set_prose(chapter["text"], chapter["blocks"] or (), marks, references, chapter["emphases"] or ()):
        if stretch.level > 2 or (stretch.level == 2 and stretch.kind == "heading"):
            name = rows.chapter["text"][stretch.start : stretch.end]
            gathered.append((name, f"section-{len(gathered)}", []))
        name, anchor, passages = gathered[-1]
        full, quiet = [], []
        for mark in stretch.marks:
            mention = by_number[mark.number]
            note = notes.get(mention["claim_id"] or "")
            if note is None or mark.tone is QUIET:
                quiet.append(MarginNote(mark.number, None, mark.tone, mark.href, mention))
                continue
            is_first = note.claim_id not in section_of
            section_of.setdefault(note.claim_id, (name, anchor))
            full.append(MarginNote(mark.number, note if is_first else None, note.tone, note.anchor, mention))
        beside = margin(full, quiet, stretch.location, long=_is_long(chapter)) if full or quiet else ""
        figures = [(item.number, item.note_tone) for item in (*full, *quiet)]
        passages.append(Passage(stretch, beside, figures, name, anchors.get(stretch.start)))
    return [Section(*section) for section in gathered if section[2]], section_of


def _mark(mention: Row, number: int, notes: Mapping[str, Note], loud: bool) -> Mark:
    note = notes.get(mention["claim_id"] or "")
    unclaimed = tone_of(None, None) if mention["checkable"] else QUIET
    tone = unclaimed if note is None else note.tone
    is_quiet = note is None or tone is QUIET
    label = f"{tone.sign} {tone.word}" + (" ≠ clashes" if loud else "")
    return Mark(
        number=number,
        start=mention["start_char"],
        end=mention["end_char"],
        tone=tone,
        label=label,
        href=f"q{number}" if is_quiet else claim_anchor(mention["claim_id"]),
        loud=loud,
    )


@cache
def environment() -> jinja2.Environment:
    """Templates that escape everything they are given."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals.update(body=body, out=out, word=word)
    return made


@cache
def _bundle(names: tuple[str, ...]) -> str:
    """Own files, joined, to be put into the page."""
    return "".join((_TEMPLATES / name).read_text(encoding="utf-8") for name in names)


@cache
def _security_policy(style: str, script: str) -> str:
    """A Content-Security-Policy by which only this page's own style and script can ever take effect."""
    return (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(content: str) -> str:
    digest = base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def write_if_changed(path: Path, content: str) -> bool:
    """Put `content` at `path` whole, unless it is there already. Returns whether anything was written."""
    data = content.encode("utf-8")
    with contextlib.suppress(OSError):
        if path.read_bytes() == data:
            return False
    path.parent.mkdir(parents=True, exist_ok=True)
    building = path.with_name(f".{path.name}.{os.getpid()}.building")
    try:
        building.write_bytes(data)
        building.replace(path)
    finally:
        building.unlink(missing_ok=True)
    return True
