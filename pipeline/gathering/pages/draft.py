"""The text of a page while it is being read: blocks one after the other, with their places.

What belongs here: joining blocks into one text and counting offsets. What must never be here: any file format.

All text of a page belongs to a block; between blocks there is only white space, so that no reader of the page meets
words that nobody placed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.model import Block

LONGEST_LABEL = 200
"""Characters of a heading or key that are kept as a label."""
MOST_BLOCKS = 100_000
"""Blocks of a page at most: some seconds of work, whatever the payload is made of."""
_SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")
_AROUND_BREAKS = re.compile(r" ?\n[ \n]*")


class UnreadableError(Exception):
    """The payload cannot be read; the message becomes `Page.error`, so it says why in words."""


@dataclass(slots=True)
class PageDraft:
    """What a reader of one format has found so far."""

    reader: str
    """Name of the reader and versions of what it reads with."""
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    blocks: list[Block] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def add(
        self,
        text: str,
        kind: str,
        *,
        location: str | None,
        level: int | None = None,
        labels: tuple[str, ...] = (),
        after: str | None = None,
    ) -> None:
        """Adds one block; a text of white space only is none.

        `after` is the white space before it: by default a line break between list items and a free line elsewhere.
        """
        if not text.strip():
            return
        if len(self.blocks) >= MOST_BLOCKS:
            raise UnreadableError(
                f"it has more than {MOST_BLOCKS:,} paragraphs, cells or values; point at the place, or use an extract"
            )
        if self._parts:
            in_list = kind == "list_item" and self.blocks[-1].kind == "list_item"
            self._append(after or ("\n" if in_list else "\n\n"))
        start = self._length
        self._append(text)
        self.blocks.append(
            Block(
                start=start,
                end=self._length,
                kind=kind,
                level=level,
                location=location,
                labels=tuple(label[:LONGEST_LABEL] for label in labels if label),
            )
        )

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def tidy(text: str) -> str:
    """White space as a browser shows it: runs are one space, line breaks stay, none at the ends.

    No-break spaces become plain ones too; thin spaces stay, because they group digits.
    """
    return _AROUND_BREAKS.sub("\n", _SPACES.sub(" ", text)).strip()
