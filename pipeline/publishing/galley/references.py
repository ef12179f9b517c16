"""What the manuscript itself links to: web addresses under its words, and footnotes at its marks.

What belongs here: turning the chapter's links into anchors that hold none of its text. What must never be here: an
address that is not of the web; such a link is left undrawn.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.publishing.galley.figures import Row
from pipeline.publishing.galley.links import live_href

_LONGEST_LABEL = 300


@dataclass(frozen=True, slots=True)
class Reference:
    """One link of the manuscript: under the words `start` to `end`, or a footnote's mark where both are the same."""

    start: int
    end: int
    href: str | None
    """Where it leads: a web address, or the anchor of the footnote's text; None when there is nothing to open."""
    sign: str
    """What is shown after the words: an arrow, or the footnote's number."""
    label: str
    """What a screen reader says."""

    def touches(self, start: int, end: int) -> bool:
        """Whether some of it is drawn in this stretch; a footnote's mark follows the words before it."""
        if self.start < self.end:
            return self.start < end and start < self.end
        return start < self.start <= end or self.start == start == 0

    def around(self, piece: str) -> str:
        """Markup with the link around a piece of its words."""
        return f'<a class="out"{self._target()}>{piece}</a>' if self.href else piece

    def mark(self) -> str:
        """The sign as an element without text, for a footnote and for words that a figure's own link covers."""
        label = f'aria-label="{html.escape(self.label)}" title="{html.escape(self.label)}"'
        sign = f'data-s="{html.escape(self.sign)}"'
        if self.href is None:
            return f'<span class="ref" role="img" {sign} {label}></span>'
        return f'<a class="ref"{self._target()} {sign} {label}></a>'

    def _target(self) -> str:
        href = html.escape(self.href or "")
        away = "" if href.startswith("#") else ' rel="noopener noreferrer" target="_blank"'
        return f' href="{href}"{away}'


def find_references(chapter: Row) -> tuple[list[Reference], dict[int, str]]:
    """The chapter's links in order, and by the start of each footnote's own text the anchor that its mark leads to."""
    text: str = chapter["text"]
    references: list[Reference] = []
    anchors: dict[int, str] = {}
    notes = {
        text[block["start"] : block["end"]]: block["start"]
        for block in chapter["blocks"] or ()
        if block["kind"] == "footnote"
    }
    number = 0
    for link in sorted(chapter["links"] or (), key=lambda link: (link["start"], link["end"])):
        href = live_href(link["url"])
        if link["kind"] == "footnote":
            number += 1
            note = link["note"] or ""
            at = _standing(note, notes)
            if at is not None:
                anchors.setdefault(at, f"note-{number}")
                href = f"#{anchors[at]}"
            label = f"Footnote {number}: {note[:_LONGEST_LABEL]}"
            references.append(Reference(link["start"], link["start"], href, str(number), label))
        elif href and link["end"] > link["start"]:
            label = f"The chapter links to {urlsplit(href).netloc}"
            references.append(Reference(link["start"], link["end"], href, "↗", label))
    return references, anchors


def _standing(note: str, notes: dict[str, int]) -> int | None:
    """Where the text of a footnote begins in the chapter; its mark may know all its paragraphs, joined."""
    if note in notes:
        return notes[note]
    return next((start for words, start in notes.items() if words and note.startswith(words)), None)


def covering(references: Sequence[Reference], left: int, right: int) -> Reference | None:
    """The reference under the words `left` to `right`, if there is one."""
    return next((one for one in references if one.start <= left and right <= one.end and one.end > one.start), None)
