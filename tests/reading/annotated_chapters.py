"""The annotated chapters of `annotated/`, and how found mentions are scored against them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import Chapter, Mention
from pipeline.reading.formats.plain import read_plain

FOLDER = Path(__file__).parent / "annotated"
_MARK = re.compile(r"\[\[(.+?)\|(.*?)\]\]")


@dataclass(frozen=True, slots=True)
class Gold:
    """One marked figure; `value` as the README of the folder says, empty when only its place counts, `?` when it may
    be called checkable or not; `as_of` the time it must speak of, `-` for none, empty when that is not marked."""

    start: int
    end: int
    quote: str
    value: str
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Annotated:
    """One chapter without its marks, with what was marked."""

    chapter: Chapter
    gold: tuple[Gold, ...]
    conflicts: tuple[tuple[str, str], ...]


def annotated_chapters() -> list[Annotated]:
    """Every annotated chapter, by file name."""
    return [_read(path) for path in sorted(FOLDER.glob("*.txt"))]


def _read(path: Path) -> Annotated:
    body, _, notes = path.read_text(encoding="utf-8").partition("\n---\n")
    gold, pieces, position, length = [], [], 0, 0
    for mark in _MARK.finditer(body):
        before = body[position : mark.start()]
        start = length + len(before)
        pieces += [before, mark.group(1)]
        length = start + len(mark.group(1))
        value, _, as_of = mark.group(2).partition("|")
        gold.append(Gold(start, length, mark.group(1), value, as_of))
        position = mark.end()
    text, blocks = read_plain("".join([*pieces, body[position:]]).encode())
    chapter = Chapter(
        chapter_id=path.stem,
        title=path.stem,
        path=path.name,
        sha256="0" * 64,
        published="2024-06",
        characters=len(text),
        text=text,
        blocks=tuple(blocks),
    )
    pairs = [line.partition(" <> ") for line in notes.splitlines() if " <> " in line]
    return Annotated(chapter, tuple(gold), tuple((first, second) for first, _, second in pairs))


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


def _date_says(value: str, mention: Mention) -> bool:
    if ".." not in value:
        return mention.date == value
    low, _, high = value.partition("..")
    return str(mention.date_low or "").startswith(low) and (not high or str(mention.date_high or "") >= high)
