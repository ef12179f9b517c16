"""The chapter's own words with every mention underlined exactly where it stands.

What belongs here: cutting the text at the mentions' offsets and at its blocks. What must never be here: a change to the
text. Without its tags the markup made here is the chapter's text, character for character.
"""

from __future__ import annotations

import html
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.publishing.galley.figures import Row
from pipeline.publishing.galley.references import Reference, covering
from pipeline.publishing.galley.tones import LOUDNESS, Tone

_EMPHASES = ("em", "strong")
"""Kinds of emphasis; each is the name of its HTML element too."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mention as it is underlined."""

    number: int
    """Place among the chapter's mentions, from 1; its `id` is `m` and this number."""
    start: int
    end: int
    tone: Tone
    label: str
    """Sign and word that follow the underlined words."""
    href: str
    """Anchor of the note that explains it."""
    loud: bool = False
    """It takes part in a conflict of the manuscript with itself."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One block of the chapter, or what stands between two."""

    start: int
    end: int
    kind: str
    """Kind of the block, or `gap` for white space between blocks."""
    level: int
    """Level of its heading in the document, 0 for what is none."""
    location: str | None
    labels: tuple[str, ...]
    """Row and column headings of a table cell."""
    markup: str
    """HTML of its text."""
    marks: tuple[Mark, ...]
    """Mentions that start in it."""


def set_prose(
    text: str,
    blocks: Sequence[Row],
    marks: Sequence[Mark],
    references: Sequence[Reference] = (),
    emphases: Sequence[Row] = (),
) -> list[Stretch]:
    """The whole text in stretches, in order; their markup without tags is the text again."""
    stretches = []
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    previous_level, following = 1, 0
    unfinished: list[Mark] = []
    for start, end, block in _spans(text, blocks):
        first = following
        while following < len(ordered) and ordered[following].start < end:
            following += 1
        inside = ordered[first:following]
        linked = [one for one in references if one.touches(start, end)]
        stressed = [one for one in emphases if one["start"] < end and start < one["end"]]
        level = _heading_level(block, previous_level)
        previous_level = level or previous_level
        stretches.append(
            Stretch(
                start=start,
                end=end,
                kind=block["kind"] if block else "gap",
                level=level,
                location=block["location"] if block else None,
                labels=tuple(block["labels"] or ()) if block else (),
                markup=_underlined(text, start, end, [*unfinished, *inside], linked, stressed),
                marks=tuple(inside),
            )
        )
        unfinished = [mark for mark in (*unfinished, *inside) if mark.end > end]
    return stretches


def _spans(text: str, blocks: Sequence[Row]) -> Iterable[tuple[int, int, Row | None]]:
    """Blocks and the gaps between them; words that no block holds become a paragraph."""
    stray: Row = {"kind": "paragraph", "level": None, "location": None, "labels": ()}
    position = 0
    for block in sorted(blocks, key=lambda block: (block["start"], block["end"])):
        start, end = max(position, block["start"]), min(len(text), block["end"])
        if end <= start:
            continue
        if start > position:
            yield position, start, stray if text[position:start].strip() else None
        yield start, end, block
        position = end
    if position < len(text):
        yield position, len(text), stray if text[position:].strip() else None


def _heading_level(block: Row | None, previous: int) -> int:
    """The page's own title is level 1; the chapter's headings follow it without leaving a level out."""
    if block is None or block["kind"] not in ("title", "heading"):
        return 0
    wanted = 2 if block["kind"] == "title" else (block["level"] or 2) + 1
    return max(2, min(wanted, previous + 1, 6))


def _underlined(
    text: str,
    start: int,
    end: int,
    marks: Sequence[Mark],
    references: Sequence[Reference],
    emphases: Sequence[Row],
) -> str:
    """The stretch with its marks, links and emphases; where marks overlap, the shorter holds the link and the longer
    lies inside it. A mark's own link goes before the manuscript's, which then follows as a sign. Italics and bold lie
    innermost, so that they cut no link in two."""
    edges = [(one.start, one.end) for one in marks] + [(one.start, one.end) for one in references]
    cuts = {start, end, *(min(end, max(start, edge)) for both in edges for edge in both)}
    pieces = [one.mark() for one in references if one.end == start]
    shown: set[Reference] = set()
    for left, right in itertools.pairwise(sorted(cuts)):
        over = [mark for mark in marks if mark.start <= left and right <= mark.end]
        piece = _stressed(text, left, right, emphases)
        under = covering(references, left, right)
        if under is not None and not over:
            piece = under.around(piece)
            shown.add(under)
        over.sort(key=lambda mark: (mark.start - mark.end, -LOUDNESS[mark.tone.key]))
        for depth, mark in enumerate(over):
            piece = _tagged(piece, mark, left, right, link=depth == len(over) - 1)
        pieces.append(piece)
        pieces.extend(one.mark() for one in references if one.end == right and one not in shown)
    return "".join(pieces)


def _stressed(text: str, start: int, end: int, emphases: Sequence[Row]) -> str:
    """Text with its italics and bold."""
    if not emphases:
        return escape_text(text[start:end])
    cuts = {start, end, *(min(end, max(start, edge)) for one in emphases for edge in (one["start"], one["end"]))}
    pieces = []
    for left, right in itertools.pairwise(sorted(cuts)):
        piece = escape_text(text[left:right])
        for kind in _EMPHASES:
            if any(one["kind"] == kind and one["start"] <= left and right <= one["end"] for one in emphases):
                piece = f"<{kind}>{piece}</{kind}>"
        pieces.append(piece)
    return "".join(pieces)


def _tagged(piece: str, mark: Mark, left: int, right: int, *, link: bool) -> str:
    names = f"m t-{mark.tone.key}{' clash' if mark.loud else ''}"
    label = f' data-l="{html.escape(mark.label)}"' if right == mark.end else ""
    if not link:
        return f'<span class="{names}" data-m="{mark.number}"{label}><u>{piece}</u></span>'
    name = f' id="m{mark.number}"' if left == mark.start else ""
    href = html.escape(mark.href)
    return f'<a class="{names}" href="#{href}"{name} data-m="{mark.number}"{label}><u>{piece}</u></a>'


def escape_text(text: str) -> str:
    """Text as HTML that gives the same text back: a carriage return survives, a NUL cannot and is shown as such."""
    return html.escape(text, quote=False).replace("\r", "&#13;").replace("\x00", "\N{REPLACEMENT CHARACTER}")
