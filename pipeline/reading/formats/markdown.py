"""Markdown (CommonMark with tables, footnotes and front matter), read with markdown-it-py.

What belongs here: how Markdown's tokens become blocks, links and notes. What must never be here: parsing of Markdown
itself, or file access.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from pipeline.reading.formats.manuscript import Manuscript, Run
from pipeline.reading.formats.plain import decode

_FRONT_MATTER_LINE = re.compile(r"^(title|date|published)\s*:\s*(.+?)\s*$", re.IGNORECASE | re.MULTILINE)
_TAG = re.compile(r"<[^>]*>")
_LEAVES = {"paragraph_open": "paragraph", "heading_open": "heading", "th_open": "table_cell", "td_open": "table_cell"}


def read_markdown(data: bytes) -> Manuscript:
    """Blocks, links and footnotes of a Markdown file. Raises FormatError when the bytes are no text."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(front_matter_plugin)
    manuscript = Manuscript(media_type="text/markdown")
    _Walk(manuscript).read(parser.parse(decode(data)))
    return manuscript


class _Walk:
    """One pass over the block tokens, with the containers that are open at each point."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.open: list[str] = []
        self.note: str | None = None
        self.header: list[str] = []
        self.row: list[str] = []
        self.line = 1

    def read(self, tokens: Sequence[Token]) -> None:
        for index, token in enumerate(tokens):
            if token.map:
                self.line = token.map[0] + 1
            if token.type == "front_matter":
                self._front_matter(token.content)
            elif token.type in ("fence", "code_block"):
                self._add([Run(token.content)], "code")
            elif token.type == "html_block":
                self._add([Run(_TAG.sub(" ", token.content))], "paragraph")
            elif token.type == "inline":
                self._leaf(token, tokens[index - 1])
            else:
                self._container(token)

    def _front_matter(self, content: str) -> None:
        for name, value in _FRONT_MATTER_LINE.findall(content):
            plain = value.strip("\"'")
            if name.lower() == "title":
                self.manuscript.title = plain
            else:
                self.manuscript.published = plain

    def _container(self, token: Token) -> None:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.type == "footnote_open":
            self.note = str(token.meta["id"])
        elif token.type == "footnote_close":
            self.note = None
        elif token.type == "table_open":
            self.header = []
        elif token.type == "tr_open":
            self.row = []
        if token.nesting == 1:
            self.open.append(name)
        elif token.nesting == -1 and self.open:
            self.open.pop()

    def _leaf(self, token: Token, opener: Token) -> None:
        kind = _LEAVES.get(opener.type, "paragraph")
        runs = list(_runs(token.children or ()))
        level = int(opener.tag[1]) if kind == "heading" else None
        if kind == "table_cell":
            self._cell(runs, heading=opener.type == "th_open")
        elif self.note is not None:
            self._add(runs, "footnote", note=self.note)
        elif kind == "paragraph" and "list_item" in self.open:
            self._add(runs, "list_item")
        elif kind == "paragraph" and "blockquote" in self.open:
            self._add(runs, "quote")
        else:
            self._add(runs, kind, level=level)

    def _cell(self, runs: list[Run], *, heading: bool) -> None:
        words = "".join(run.text for run in runs).strip()
        column = len(self.row)
        labels = tuple(label for label in (self.row[:1] + self.header[column : column + 1]) if label and not heading)
        self.row.append(words)
        if heading:
            self.header.append(words)
        self._add(runs, "table_cell", labels=labels if column or heading else labels[-1:])

    def _add(
        self,
        runs: Sequence[Run],
        kind: str,
        *,
        level: int | None = None,
        labels: tuple[str, ...] = (),
        note: str | None = None,
    ) -> None:
        self.manuscript.add(runs, kind, level=level, location=f"line {self.line}", labels=labels, note=note)


def _runs(children: Sequence[Token]) -> Iterator[Run]:
    url: str | None = None
    emphasis: list[str] = []
    for child in children:
        if child.type in ("em_open", "strong_open"):
            emphasis.append(child.tag)
        elif child.type in ("em_close", "strong_close"):
            emphasis.remove(child.tag)
        elif child.type == "link_open":
            url = str(child.attrGet("href") or "") or None
        elif child.type == "link_close":
            url = None
        elif child.type in ("text", "code_inline"):
            yield Run(child.content, url=url, emphasis=frozenset(emphasis))
        elif child.type in ("softbreak", "hardbreak"):
            yield Run(" ", url=url, emphasis=frozenset(emphasis))
        elif child.type == "footnote_ref":
            yield Run("", footnote=str(child.meta["id"]))
