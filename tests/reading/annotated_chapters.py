"""The annotated chapters of `annotated/`, and how found mentions are scored against them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import Block, Chapter, Link, Mention
from pipeline.reading.formats.html import read_html
from pipeline.reading.formats.markdown import read_markdown
from pipeline.reading.formats.plain import read_plain

FOLDER = Path(__file__).parent / "annotated"
_MARK = re.compile(r"\[\[(.+?)\|(.*?)\]\]")
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARKED = re.compile(f"{_OPEN}(.+?){_CLOSE}")


@dataclass(frozen=True, slots=True)
class Gold:
    """One marked figure; `value` as the README of the folder says, empty when only its place counts, `?` when it may
    be called checkable or not; `as_of` the time it must speak of, `-` for none; `subject` words of which its subject
    must have one (parted by `/`); `scope` s, d or a; `comparator`; `unit`. Empty is not marked."""

    start: int
    end: int
    quote: str
    value: str
    as_of: str = ""
    subject: str = ""
    scope: str = ""
    comparator: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Annotated:
    """One chapter without its marks, with what was marked."""

    chapter: Chapter
    gold: tuple[Gold, ...]
    conflicts: tuple[tuple[str, str], ...]


def annotated_chapters() -> list[Annotated]:
    """Every annotated chapter, by file name."""
    return [_read(path) for path in sorted(FOLDER.iterdir()) if path.name != "README.md"]


def _read(path: Path) -> Annotated:
    whole = path.read_text(encoding="utf-8")
    body, parted, notes = whole.rpartition("\n---\n")
    body, notes = (body, notes) if parted else (whole, "")
    marked, _, _ = _formatted(_MARK.sub(rf"{_OPEN}\1{_CLOSE}", body), path.suffix)
    text, blocks, links = _formatted(_MARK.sub(r"\1", body), path.suffix)
    assert marked.replace(_OPEN, "").replace(_CLOSE, "") == text, f"{path.name}: a mark changes how the file is read"
    places = [(found.start() - 2 * order, found.group(1)) for order, found in enumerate(_MARKED.finditer(marked))]
    written = _by_quote(_MARK.findall(body))
    gold = [_gold(start, quote, written[quote].pop(0)) for start, quote in places]
    chapter = Chapter(
        chapter_id=path.stem,
        title=path.stem,
        path=path.name,
        sha256="0" * 64,
        published="2024-06",
        characters=len(text),
        text=text,
        blocks=tuple(blocks),
        links=links,
    )
    pairs = [line.partition(" <> ") for line in notes.splitlines() if " <> " in line and "missed: " not in line]
    return Annotated(chapter, tuple(gold), tuple((first, second) for first, _, second in pairs))


def _formatted(text: str, suffix: str) -> tuple[str, list[Block], tuple[Link, ...]]:
    if suffix == ".txt":
        return *read_plain(text.encode()), ()
    manuscript = {".md": read_markdown, ".html": read_html}[suffix](text.encode())
    return manuscript.text(), manuscript.blocks, manuscript.all_links()


def _by_quote(marks: list[tuple[str, str]]) -> dict[str, list[str]]:
    """What each mark says, by its quote in the file's order: footnotes stand elsewhere in the text that is read."""
    written: dict[str, list[str]] = defaultdict(list)
    for quote, says in marks:
        written[quote].append(says)
    return written


def _gold(start: int, quote: str, written: str) -> Gold:
    says = written.split("|")
    return Gold(start, start + len(quote), quote, *says)


def overlaps(gold: Gold, mention: Mention) -> bool:
    """Whether a mention stands where a figure was marked."""
    return mention.start_char < gold.end and mention.end_char > gold.start


def says(gold: Gold, mention: Mention) -> bool:
    """Whether a mention was read with the marked value."""
    if gold.value in ("", "?"):
        return True
    if gold.value == "than":
        return mention.kind == "comparison"
    if mention.kind == "date":
        return _date_says(gold.value, mention)
    low, dots, high = gold.value.partition("..")
    if not dots:
        found = mention.value if mention.kind != "ratio" or mention.value is None else mention.value * 100
        return found is not None and abs(found - float(low)) <= 0.01 * abs(float(low))
    scale = 100 if mention.kind == "ratio" else 1
    return all(
        not side or (bound is not None and abs(bound * scale - float(side)) <= 0.01 * abs(float(side)))
        for side, bound in ((low, mention.low), (high, mention.high))
    )


def dates(gold: Gold, mention: Mention) -> bool:
    """Whether a mention speaks of the marked time."""
    return not gold.as_of or (mention.as_of or "-") == gold.as_of


def names_subject(gold: Gold, mention: Mention) -> bool:
    """Whether a mention's subject has one of the marked words."""
    subject = (mention.subject or "").lower()
    return not gold.subject or any(word.lower() in subject for word in gold.subject.split("/"))


def _date_says(value: str, mention: Mention) -> bool:
    if ".." not in value:
        return mention.date == value
    low, _, high = value.partition("..")
    return str(mention.date_low or "").startswith(low) and (not high or str(mention.date_high or "") >= high)
