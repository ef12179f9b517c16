"""Figures set in type as boxes: a big number and its caption, which only style sheets hold together.

What belongs here: joining "3,012" and "models" when they stand in boxes of one small container. What must never be
here: running text, tables and definition lists, which hold together by themselves.
"""

from __future__ import annotations

import re

from lxml import etree

from pipeline.gathering.pages.draft import tidy
from pipeline.gathering.pages.grid import is_date, looks_like_figure

_MOST_ELEMENTS = 24
_LONGEST = 160
_LONGEST_PIECE = 60
_INLINE_TEXT = re.compile(r"\S")
_NEVER = frozenset({
    "script", "style", "svg", "table", "ul", "ol", "dl", "pre", "form", "input", "button", "select", "textarea",
    "noscript",
})  # fmt: skip


def counter_texts(element: etree._Element) -> list[str]:
    """One text per figure with its caption ("3,012 models", "Models: 3,012"), or [] when this is no such container."""
    pieces = _pieces(element)
    if not 2 <= len(pieces) <= 12:
        return []
    figures = [looks_like_figure(piece) for piece in pieces]
    captions = [not any(char.isdigit() for char in piece) for piece in pieces]
    if not any(figures) or not all(figure or caption for figure, caption in zip(figures, captions, strict=True)):
        return []
    if len(pieces) % 2 or any(figures[at] == figures[at + 1] for at in range(0, len(pieces), 2)):
        return []
    if any(figures[at] != figures[0] for at in range(0, len(pieces), 2)):
        return []
    pairs = zip(pieces[::2], pieces[1::2], strict=True)
    return [f"{first} {second}" if figures[0] else f"{first.rstrip(':')}: {second}" for first, second in pairs]


def _pieces(element: etree._Element) -> list[str]:
    """The texts of the small boxes inside, or [] when there is more than boxes or too much."""
    if element.text and _INLINE_TEXT.search(element.text):
        return []
    pieces: list[str] = []
    length = 0
    for count, inner in enumerate(element.iter()):
        if count > _MOST_ELEMENTS or not isinstance(inner.tag, str) or inner.tag in _NEVER:
            return []
        if inner is not element and inner.tail and _INLINE_TEXT.search(inner.tail):
            return []
        if inner.text and _INLINE_TEXT.search(inner.text):
            piece = tidy(inner.text)
            length += len(piece)
            if len(piece) > _LONGEST_PIECE or length > _LONGEST or is_date(piece):
                return []
            pieces.append(piece)
    return pieces
