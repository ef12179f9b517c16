"""Reading Markdown (CommonMark with tables), YAML front matter included: transcripts and published notes.

What belongs here: markdown-it-py's tokens into blocks. What must never be here: a transcript's own checks
(transcripts.py).

The body is the text. The front matter says what the page says of itself: title, publisher, and the date it speaks
from (`as_of` before `published`, `updated` or `date`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from pipeline.gathering.pages.draft import PageDraft, tidy
from pipeline.gathering.pages.grid import Cell, add_grid
from pipeline.gathering.pages.text_page import read_text

READER = f"markdown/1 (markdown-it-py {version('markdown-it-py')})"
MARKDOWN_LIMIT = 1_000_000
"""Characters above which the marks are left as they are: the parser's time grows faster than the text."""
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_DATE_KEYS = ("as_of", "published", "updated", "date")
_TAG = re.compile(r"<[^<>]{0,500}>")


def read_markdown(text: str) -> PageDraft:
    """The body's blocks, located by their lines (RFC 5147, counted from 0 in the whole file)."""
    if len(text) > MARKDOWN_LIMIT:
        return read_text(text, None)
    text = text.replace("\r\n", "\n")
    draft = PageDraft(READER)
    front = _FRONT_MATTER.match(text)
    first_line = 0
    if front:
        about = _front_matter(front[1])
        draft.title = _string(about.get("title"))
        draft.publisher = _string(about.get("publisher"))
        draft.published = next((date for key in _DATE_KEYS if (date := _string(about.get(key)))), None)
        first_line = text.count("\n", 0, front.end())
        text = text[front.end() :]
        if draft.title:
            draft.add(draft.title, "title", location="line=0")
    _Reading(draft, first_line).read(MarkdownIt("commonmark").enable("table").parse(text))
    return draft


def _front_matter(text: str) -> dict[str, Any]:
    try:
        found = YAML(typ="safe", pure=True).load(text)
    except (YAMLError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _string(value: Any) -> str | None:
    if isinstance(value, (dt.datetime, dt.date)):
        return value.isoformat()[:10]
    return str(value).strip() or None if isinstance(value, (str, int, float)) else None


@dataclass(slots=True)
class _Reading:
    draft: PageDraft
    first_line: int
    kinds: list[str] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)

    def read(self, tokens: Sequence[Token]) -> None:
        level: int | None = None
        for token in tokens:
            if token.type in ("list_item_open", "blockquote_open"):
                self.kinds.append("list_item" if token.type == "list_item_open" else "quote")
            elif token.type in ("list_item_close", "blockquote_close"):
                self.kinds.pop()
            elif token.type == "heading_open":
                level = int(token.tag[1])
            elif token.type == "heading_close":
                level = None
            elif token.type in ("fence", "code_block"):
                self.draft.add(token.content.rstrip("\n"), "code", location=self._lines(token))
            elif token.type == "html_block":
                self.draft.add(tidy(_TAG.sub(" ", token.content)), "paragraph", location=self._lines(token))
            elif token.type.startswith(("table", "tr", "th", "td")):
                self._table(token)
            elif token.type == "inline":
                self._inline(token, level)

    def _inline(self, token: Token, level: int | None) -> None:
        text = tidy(_shown(token.children or []))
        if self.rows:
            last = self.rows[-1][-1]
            self.rows[-1][-1] = Cell(text, f"{self._lines(token)} column {len(self.rows[-1])}", last.is_heading)
            return
        kind = "heading" if level else self.kinds[-1] if self.kinds else "paragraph"
        self.draft.add(text, kind, location=self._lines(token), level=level)

    def _table(self, token: Token) -> None:
        if token.type == "tr_open":
            self.rows.append([])
        elif token.type in ("th_open", "td_open"):
            self.rows[-1].append(Cell("", None, is_heading=token.type == "th_open"))
        elif token.type == "table_close":
            add_grid(self.draft, self.rows)
            self.rows = []

    def _lines(self, token: Token) -> str:
        begin, end = token.map or (0, 0)
        return f"line={begin + self.first_line},{end + self.first_line}"


def _shown(tokens: Sequence[Token]) -> str:
    """Inline tokens as the text that a reader sees."""
    parts: list[str] = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" " if token.type == "softbreak" else "\n")
        elif token.type == "image":
            parts.append(_shown(token.children or []))
        elif token.type == "html_inline":
            parts.append(" " if token.content.startswith("<br") else "")
    return "".join(parts)
