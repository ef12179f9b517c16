"""HTML, by a plain walk over lxml's tree; also the chapters inside an EPUB.

What belongs here: which elements are blocks, links and footnotes. What must never be here: guessing which part of a web
page is its main text (a manuscript is all main text), or file access.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from typing import Any

import lxml.html
from lxml import etree

from pipeline.reading.formats.manuscript import FormatError, Manuscript, Run, lowered, raised
from pipeline.reading.formats.plain import decode

_SKIPPED = {
    "script",
    "style",
    "template",
    "noscript",
    "head",
    "nav",
    "svg",
    "math",
    "button",
    "form",
    "iframe",
    "object",
}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html",
    "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_DECLARED_CHARSET = re.compile(
    rb"""<meta[^>]+charset=["']?\s*([\w-]+)|<\?xml[^>]+encoding=["']([\w-]+)""", re.IGNORECASE
)
_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,4}|[*†‡§]+|[a-z])[\])]?$")
_EMPHASES = {"em": "em", "i": "em", "cite": "em", "dfn": "em", "strong": "strong", "b": "strong"}
_DATE_NAMES = {"article:published_time", "date", "dc.date", "dcterms.date", "dcterms.created", "datepublished"}


def read_html(data: bytes) -> Manuscript:
    """Blocks, links and footnotes of an HTML file. Raises FormatError when nothing readable is in it."""
    manuscript = Manuscript(media_type="text/html")
    add_html(manuscript, [("", data)])
    return manuscript


def add_html(manuscript: Manuscript, documents: Sequence[tuple[str, bytes]]) -> None:
    """Append the blocks of HTML documents, each with its file name inside a book ("" outside of one), which goes before
    its locations. A note may stand in another document than its mark."""
    roots: list[tuple[str, Any]] = []
    for file, data in documents:
        try:
            roots.append((file, lxml.html.document_fromstring(_decode(data))))
        except (etree.ParserError, ValueError):
            where = f"no readable HTML is in {file or 'it'}"
            raise FormatError(where, "Open it in a browser and save it again as HTML.") from None
    marked = {target for file, root in roots for target in _marked_targets(root, file)}
    notes = {key for file, root in roots for key in _footnotes(root, file, marked)}
    for file, root in roots:
        _read_head(manuscript, root)
        _Walk(manuscript, root, file, notes).read()


def _decode(data: bytes) -> str:
    declared = _DECLARED_CHARSET.search(data[:4096])
    text = None
    if declared:
        try:
            text = data.decode((declared.group(1) or declared.group(2)).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            text = None
    text = decode(data) if text is None else text
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)


def _read_head(manuscript: Manuscript, root: Any) -> None:
    title = root.findtext(".//head/title")
    if title and manuscript.title is None:
        manuscript.title = " ".join(title.split()) or None
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name in _DATE_NAMES and meta.get("content") and manuscript.published is None:
            manuscript.published = meta.get("content")[:10]


class _Walk:
    """Collects inline text until a block begins or ends, then hands it on as one block."""

    def __init__(self, manuscript: Manuscript, root: Any, file: str, notes: set[str]) -> None:
        self.manuscript = manuscript
        self.root = root
        self.file = file
        self.place = f"{file}, " if file else ""
        self.runs: list[Run] = []
        self.emphases: list[str] = []
        self.count = 0
        self.notes = notes

    def read(self) -> None:
        body = self.root.find("body")
        stack: list[tuple[Any, bool]] = [(self.root if body is None else body, False)]
        url: list[str | None] = [None]
        while stack:
            element, leaving = stack.pop()
            if leaving:
                self._leave(element, url)
            else:
                self._enter(element, url, stack)

    def _enter(self, element: Any, url: list[str | None], stack: list[tuple[Any, bool]]) -> None:
        tag = element.tag if isinstance(element.tag, str) else None
        if tag is None or tag in _SKIPPED or element.get("hidden") is not None:
            self._text(element.tail, url[-1])
            return
        if tag == "br":
            self._text(" ", url[-1])
            self._text(element.tail, url[-1])
            return
        note = self._note_of(element)
        if note is not None:
            self.runs.append(Run("", footnote=note))
            self._text(element.tail, url[-1])
            return
        if tag in _BLOCKS:
            self._flush(element.getparent())
        if tag == "a":
            url.append(_absolute(element.get("href")) or url[-1])
        if tag in _EMPHASES:
            self.emphases.append(_EMPHASES[tag])
        stack.append((element, True))
        self._text(_scripted(element, element.text), url[-1])
        stack.extend((child, False) for child in reversed(element))

    def _leave(self, element: Any, url: list[str | None]) -> None:
        if element.tag == "a":
            url.pop()
        if element.tag in _EMPHASES:
            self.emphases.pop()
        if element.tag in _BLOCKS:
            self._flush(element)
        self._text(element.tail, url[-1])

    def _text(self, text: str | None, url: str | None) -> None:
        if text:
            self.runs.append(Run(text, url=url, emphasis=frozenset(self.emphases)))

    def _note_of(self, element: Any) -> str | None:
        """The footnote that a mark such as <sup><a href="#n1">1</a></sup> leads to, or None."""
        link = element if element.tag == "a" else element.find("a") if element.tag == "sup" else None
        target = _target(link, self.file) if link is not None else None
        return target if target in self.notes and _is_mark(element) else None

    def _flush(self, element: Any) -> None:
        runs, self.runs = self.runs, []
        if not any(run.text.strip() or run.footnote for run in runs):
            return
        self.count += 1
        kind, level, labels, note = _place(element, self.file, self.notes)
        location = f"{self.place}paragraph {self.count}"
        self.manuscript.add(runs, kind, level=level, location=location, labels=labels, note=note)


def _scripted(element: Any, text: str | None) -> str | None:
    if text and element.tag == "sup":
        return raised(text)
    if text and element.tag == "sub":
        return lowered(text)
    return text


def _absolute(href: str | None) -> str | None:
    return href.strip() if href and href.strip().lower().startswith(("http://", "https://")) else None


def _target(link: Any, file: str) -> str | None:
    """Where a link inside the book leads: file and id, "notes.xhtml#n1"; None for other links."""
    path, sign, name = (link.get("href") or "").strip().partition("#")
    if not sign or not name or "://" in path:
        return None
    return f"{posixpath.normpath(posixpath.join(posixpath.dirname(file), path)) if path else file}#{name}"


def _is_mark(element: Any) -> bool:
    """Whether an element's words are those of a footnote mark: 1, [2], *."""
    return _NOTE_MARK.match("".join(element.itertext()).strip()) is not None


def _marked_targets(root: Any, file: str) -> set[str]:
    """What footnote marks lead to."""
    return {target for link in root.iter("a") if _is_mark(link) and (target := _target(link, file))}


def _footnotes(root: Any, file: str, marked: set[str]) -> set[str]:
    """Footnotes and end notes: elements that a mark leads to and that are no headings."""
    return {
        f"{file}#{element.get('id')}"
        for element in root.iter("li", "p", "div", "aside", "dd", "td", "section")
        if f"{file}#{element.get('id')}" in marked and not element.xpath("ancestor::nav")
    }


def _place(element: Any, file: str, notes: set[str]) -> tuple[str, int | None, tuple[str, ...], str | None]:
    """Kind, heading level, table labels and footnote id of the nearest block around some text."""
    for around in _outwards(element):
        if f"{file}#{around.get('id')}" in notes:
            return "footnote", None, (), f"{file}#{around.get('id')}"
    for around in _outwards(element):
        tag = around.tag
        if re.fullmatch("h[1-6]", str(tag)):
            return "heading", int(tag[1]), (), None
        if tag in ("td", "th"):
            return "table_cell", None, _labels(around), None
        if tag in ("li", "dd", "dt"):
            return "list_item", None, (), None
        if tag == "blockquote":
            return "quote", None, (), None
        if tag == "pre":
            return "code", None, (), None
    return "paragraph", None, (), None


def _outwards(element: Any) -> Iterator[Any]:
    while element is not None:
        yield element
        element = element.getparent()


def _labels(cell: Any) -> tuple[str, ...]:
    row = cell.getparent()
    column = sum(int(_span(before)) for before in cell.itersiblings("td", "th", preceding=True))
    table = next((around for around in _outwards(cell) if around.tag == "table"), None)
    first = next(iter(table.iter("tr")), None) if table is not None else None
    caption = table.find("caption") if table is not None and column and first is not row else None
    labels = [] if caption is None else [" ".join(caption.text_content().split())]
    if column and row is not None and len(row):
        labels.append(" ".join(row[0].text_content().split()))
    if first is not None and first is not row and column < len(first) and first.find("th") is not None:
        labels.append(" ".join(first[column].text_content().split()))
    return tuple(label for label in labels if label)


def _span(cell: Any) -> str:
    span = cell.get("colspan") or "1"
    return span if span.isdigit() else "1"
