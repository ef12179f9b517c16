"""The text of a manuscript while it is being put together, block by block.

What belongs here: joining blocks to one text with exact offsets, and keeping where each came from. What must never be
here: knowledge of any file format.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from lxml import etree

from pipeline.model import Block, Emphasis, Link

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_SCRIPTS = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")
_SUBSCRIPTS = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
_RAISABLE = re.compile(r"[0-9+\-−()]+")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text inside a block; `url` when it is linked, `footnote` when a footnote mark follows it.

    `emphasis` is how it is set: "em", "strong", both or none.
    """

    text: str
    url: str | None = None
    footnote: str | None = None
    emphasis: frozenset[str] = frozenset()


class FormatError(ValueError):
    """The bytes are not what the format promises. `advice` says what the author can do."""

    def __init__(self, problem: str, advice: str) -> None:
        super().__init__(problem)
        self.advice = advice


BROKEN_PACKAGE: tuple[type[Exception], ...] = (
    zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, LookupError, ValueError, TypeError, AttributeError, EOFError,
    NotImplementedError, AssertionError,
)  # fmt: skip
"""What the libraries raise, undocumented, for a zipped format whose container or XML is damaged."""


@dataclass(slots=True)
class Manuscript:
    """Text, blocks, links and emphases of one file, growing in reading order.

    Blocks are separated by a blank line. White space inside a block is folded to single spaces unless `verbatim`.
    """

    title: str | None = None
    published: str | None = None
    media_type: str = "text/plain"
    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    emphases: list[Emphasis] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _marks: list[tuple[int, str]] = field(default_factory=list)
    _notes: dict[str, str] = field(default_factory=dict)
    _note_urls: dict[str, str] = field(default_factory=dict)

    def add(
        self,
        runs: Iterable[Run],
        kind: str,
        *,
        level: int | None = None,
        location: str | None = None,
        labels: tuple[str, ...] = (),
        note: str | None = None,
    ) -> None:
        """Append one block. `note` is the footnote's key when the block is a footnote's own text."""
        start = self._length + (2 if self._parts else 0)
        pieces, links, emphases, marks = _fold(runs, start)
        body = "".join(pieces).rstrip(" ")
        if note is not None:
            self._notes[note] = f"{self._notes[note]} {body}" if note in self._notes else body
            for link in links:
                self._note_urls.setdefault(note, link.url)
        if not body:
            self._marks.extend((max(self._length - 1, 0), key) for _, key in marks)
            return
        end = start + len(body)
        if self._parts:
            self._parts.append("\n\n")
        self._parts.append(body)
        self._length = end
        self.blocks.append(Block(start=start, end=end, kind=kind, level=level, location=location, labels=labels))
        self.links.extend(
            Link(start=link.start, end=min(link.end, end), url=link.url) for link in links if link.start < end
        )
        self.emphases.extend(
            Emphasis(start=one.start, end=min(one.end, end), kind=one.kind) for one in emphases if one.start < end
        )
        self._marks.extend((min(position, end), key) for position, key in marks)

    def text(self) -> str:
        """The whole text so far; every offset of `blocks`, `links` and `emphases` counts in it."""
        return "".join(self._parts)

    def all_links(self) -> tuple[Link, ...]:
        """Hyperlinks, and footnotes as zero-width links at their mark, with the note's text and first address."""
        noted = [
            Link(
                start=position,
                end=position,
                url=self._note_urls.get(key) or bare_url(self._notes.get(key, "")) or "",
                kind="footnote",
                note=self._notes.get(key),
            )
            for position, key in self._marks
        ]
        return tuple(sorted([*self.links, *noted], key=lambda link: (link.start, link.end)))


def _fold(runs: Iterable[Run], start: int) -> tuple[list[str], list[Link], list[Emphasis], list[tuple[int, str]]]:
    pieces: list[str] = []
    links: list[Link] = []
    emphases: dict[str, list[Emphasis]] = {"em": [], "strong": []}
    marks: list[tuple[int, str]] = []
    position, after_blank = start, True
    for run in runs:
        folded = _BLANKS.sub(" ", run.text)
        if after_blank:
            folded = folded.lstrip(" ")
        if folded:
            pieces.append(folded)
            if run.url and folded.strip():
                lead = len(folded) - len(folded.lstrip(" "))
                links.append(Link(start=position + lead, end=position + len(folded.rstrip(" ")), url=run.url))
            for kind in run.emphasis:
                _lengthen(emphases[kind], Emphasis(start=position, end=position + len(folded), kind=kind))
            position += len(folded)
            after_blank = folded.endswith(" ")
        if run.footnote is not None:
            marks.append((position, run.footnote))
    return pieces, links, [*emphases["em"], *emphases["strong"]], marks


def _lengthen(before: list[Emphasis], following: Emphasis) -> None:
    """Add a stretch; where it follows the last one at once, as one with it: editors cut words into runs at will."""
    if before and before[-1].end == following.start:
        following = replace(following, start=before.pop().start)
    before.append(following)


_BARE_URL = re.compile(r"https?://[^\s<>\"'\]\)}]+[^\s<>\"'\]\)}.,;:!?]")


def bare_url(text: str) -> str | None:
    """The first web address written out in `text`, or None."""
    found = _BARE_URL.search(text)
    return found.group() if found else None


def bare_links(text: str, known: Iterable[Link]) -> list[Link]:
    """Web addresses written out in `text` that no link of `known` covers yet."""
    taken = {link.url for link in known}
    return [
        Link(start=found.start(), end=found.end(), url=found.group())
        for found in _BARE_URL.finditer(text)
        if found.group() not in taken
    ]


def raised(text: str) -> str:
    """Superscript text in plain characters: `2` becomes `²`, so that m<sup>2</sup> and 10<sup>6</sup> keep their
    meaning; letters (`th`) stay as they are."""
    return text.translate(_SCRIPTS) if _RAISABLE.fullmatch(text.strip()) else text


def lowered(text: str) -> str:
    """Subscript text in plain characters: CO<sub>2</sub> becomes CO₂."""
    return text.translate(_SUBSCRIPTS) if _RAISABLE.fullmatch(text.strip()) else text
