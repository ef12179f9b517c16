"""Reading plain text: paragraphs between empty lines, with their lines (RFC 5147).

What belongs here: text without markup. What must never be here: Markdown (markdown_page.py).
"""

from __future__ import annotations

import re

from pipeline.gathering.pages.draft import PageDraft, UnreadableError, tidy

READER = "text/1"
TEXT_LIMIT = 20_000_000
"""Characters that are read at most."""
_LIST_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+")
_LINES = re.compile(r"#?line=(\d{1,9})(?:,(\d{1,9}))?")


def read_text(text: str, pointer: str | None) -> PageDraft:
    """The text's paragraphs; with `pointer`, `line=10,12` (RFC 5147, counted from 0), only those lines."""
    if len(text) > TEXT_LIMIT:
        raise UnreadableError(f"the text has {len(text):,} characters, more than the {TEXT_LIMIT:,} that are read")
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first, last = _range(pointer, len(lines)) if pointer else (0, len(lines))
    draft = PageDraft(READER)
    begun = first
    for number in range(first, last + 1):
        ends = number == last or not lines[number].strip()
        if ends or (_LIST_ITEM.match(lines[number]) and number > begun):
            _add(draft, lines, begun, number)
            begun = number + 1 if ends else number
    return draft


def _add(draft: PageDraft, lines: list[str], begun: int, end: int) -> None:
    kept = [line for line in lines[begun:end] if line.strip()]
    kind = "list_item" if kept and _LIST_ITEM.match(kept[0]) else "paragraph"
    draft.add(tidy("\n".join(kept)), kind, location=f"line={begun},{end}")


def _range(pointer: str, count: int) -> tuple[int, int]:
    found = _LINES.fullmatch(pointer.strip())
    if not found or int(found[1]) >= count:
        raise UnreadableError(f"the text has {count} lines and none at {pointer!r}; write the pointer as line=10,12")
    return int(found[1]), min(count, int(found[2] or int(found[1]) + 1))
