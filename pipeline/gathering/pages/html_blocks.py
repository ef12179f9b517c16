"""HTML into blocks: one walk over the tree that keeps structure, place and the figures.

What belongs here: which element starts a block, how inline text is joined, where each block stands (an XPath). What
must never be here: which blocks belong to the page's own content (html_content.py), metadata, tables' headings.

Superscripts are kept apart from the digits before them (10<sup>6</sup> is no 106), and reference marks are dropped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from pipeline.gathering.pages.draft import tidy
from pipeline.gathering.pages.html_counters import counter_texts
from pipeline.gathering.pages.html_tables import is_data_table

BLOCK_TAGS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_UNSEEN_TAGS = frozenset({
    "script", "style", "template", "svg", "canvas", "iframe", "object", "embed", "audio", "video", "select",
    "option", "datalist", "head", "link", "meta", "noscript", "map", "textarea", "math", "annotation",
})  # fmt: skip
_KINDS = {"blockquote": "quote", "pre": "code", "li": "list_item", "dd": "list_item", "dt": "list_item"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FOOTNOTES = re.compile(r"(?<![a-z])(?:footnotes?|endnotes?|references?|reflist|citations?)(?![a-z])", re.IGNORECASE)
_REFERENCE_MARK = re.compile(r"[\[(]?\s*(?:\w{1,3}|note \d+|citation needed)\s*[\])]?", re.IGNORECASE)
_SUPERSCRIPT = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_EDIT_MARKS = re.compile(r"\b(?:mw-editsection|headerlink|anchor-?link|noprint)\b")
_SHORT_DEFINITION = 80
_BOXES = frozenset({"span", "a", "label", "button", "time", "data", "strong", "b", "small", "img"})


@dataclass(slots=True)
class HtmlBlock:
    """One block of a page, or one data table."""

    kind: str
    text: str
    xpath: str
    level: int | None = None
    labels: tuple[str, ...] = ()
    table: etree._Element | None = None
    """The table element when the block is a data table; `text` is then its caption."""
    linked: int = 0
    """Characters of the text that are links."""
    regions: tuple[etree._Element, ...] = ()
    """The elements around the block that could decide whether it is content, the outermost first."""


@dataclass(slots=True)
class _Open:
    """A block element that the walk is inside of."""

    kind: str
    xpath: str
    level: int | None


@dataclass(slots=True)
class _Walk:
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    in_link: int = 0
    term: str = ""
    """The last `<dt>`, which labels the `<dd>` after it."""
    open: list[_Open] = field(default_factory=list)
    regions: list[etree._Element] = field(default_factory=list)

    def text(self, text: str | None) -> None:
        if text:
            if self.open and self.open[-1].kind != "code":
                text = re.sub(r"\s*[\r\n]+\s*", " ", text)
            self.parts.append(text)
            if self.in_link:
                self.linked += len(text.strip())

    def flush(self) -> Iterator[HtmlBlock]:
        """The block that the collected inline text makes."""
        text = (
            "".join(self.parts).strip("\n") if self.open and self.open[-1].kind == "code" else tidy("".join(self.parts))
        )
        linked, self.parts, self.linked = self.linked, [], 0
        if not text.strip():
            return
        around = self.open[-1] if self.open else _Open("paragraph", "/html/body", None)
        yield HtmlBlock(
            around.kind, text, around.xpath, around.level, linked=min(linked, len(text)), regions=tuple(self.regions)
        )


def find_blocks(body: etree._Element) -> Iterator[HtmlBlock]:
    """Every visible block under `body` in reading order. Iterative: any depth, time linear in the tree."""
    walk = _Walk()
    paths = _Paths(body)
    unseen: etree._Element | None = None
    walker = etree.iterwalk(body, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if event in ("comment", "pi"):
            walk.text(element.tail)
            continue
        tag = element.tag.lower() if isinstance(element.tag, str) else ""
        if event == "end":
            if element is unseen:
                unseen = None
            elif tag in BLOCK_TAGS:
                yield from _label_definitions(walk, tag)
                walk.open.pop()
                walk.regions.pop()
            elif tag == "a":
                walk.in_link -= 1
            paths.leave()
            if element is not body:
                _space_between_boxes(walk, element)
                walk.text(element.tail)
            continue
        xpath = paths.enter(element, tag)
        whole = _whole_element(walk, element, tag, xpath)
        if whole is not None:
            if whole:
                yield from walk.flush()
                yield from (replace(block, regions=(*walk.regions, element)) for block in whole)
            unseen = element
            walker.skip_subtree()
            continue
        if tag in BLOCK_TAGS:
            yield from walk.flush()
            walk.open.append(_open(walk, element, tag, xpath))
            walk.regions.append(element)
        elif tag == "a":
            walk.in_link += 1
        elif tag in ("br", "wbr"):
            walk.parts.append("\n" if tag == "br" else "")
        walk.text(element.text)
    yield from walk.flush()


def _whole_element(walk: _Walk, element: etree._Element, tag: str, xpath: str) -> list[HtmlBlock] | None:
    """The blocks of an element that is read as a whole (none, when it is not read), or None to walk into it."""
    if tag in _UNSEEN_TAGS or not tag or is_hidden(element) or _EDIT_MARKS.search(element.get("class") or ""):
        return []
    if tag in ("sup", "sub"):
        walk.parts.append(_raised(element) if tag == "sup" else _lowered(element, walk.parts))
        return []
    if tag == "table" and is_data_table(element):
        return [HtmlBlock("table", "", xpath, table=element)]
    if tag in BLOCK_TAGS and tag not in ("body", "table", "dl", "dt", "dd", "pre"):
        texts = counter_texts(element)
        if texts:
            return [HtmlBlock("paragraph", text, xpath) for text in texts]
    return None


def is_hidden(element: etree._Element) -> bool:
    """Whether a browser would not show the element (as far as its own attributes tell)."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return bool(style and _UNSEEN_STYLE.search(style))


def _open(walk: _Walk, element: etree._Element, tag: str, xpath: str) -> _Open:
    around = walk.open[-1].kind if walk.open else "paragraph"
    if tag in _HEADINGS:
        return _Open("heading", xpath, _HEADINGS[tag])
    kind = _KINDS.get(tag)
    if around == "footnote" or _FOOTNOTES.search(f"{element.get('class', '')} {element.get('id', '')}"):
        kind = "footnote"
    elif kind is None:
        kind = around if around in ("quote", "list_item", "code") and tag in ("p", "div", "span") else "paragraph"
    return _Open(kind, xpath, None)


def _label_definitions(walk: _Walk, tag: str) -> Iterator[HtmlBlock]:
    for block in walk.flush():
        if tag == "dt":
            walk.term = block.text
        elif tag == "dd" and walk.term:
            block.labels = (walk.term,)
            if len(block.text) <= _SHORT_DEFINITION:
                block.kind = "table_cell"
        yield block


def _space_between_boxes(walk: _Walk, element: etree._Element) -> None:
    """Two elements without a space between them are mostly drawn apart; glued, "Models" and "41" would be one word."""
    following = element.getnext()
    if element.tail or following is None or not walk.parts:
        return
    if element.tag in _BOXES and following.tag in _BOXES:
        before = walk.parts[-1][-1:]
        after = "".join(following.itertext())[:1]
        if before.isalnum() and after.isalnum() and (before.isdigit() != after.isdigit() or after.isupper()):
            walk.parts.append(" ")


def _raised(element: etree._Element) -> str:
    text = "".join(element.itertext()).strip()
    is_reference = element.find(".//a") is not None or "ref" in (element.get("class") or "")
    if is_reference and _REFERENCE_MARK.fullmatch(text):
        return ""
    if re.fullmatch(r"[\[(].{1,4}[\])]", text):
        return ""
    return text.translate(_SUPERSCRIPT) if re.fullmatch(r"[\d+−-]+|n", text) else text


def _lowered(element: etree._Element, parts: list[str]) -> str:
    text = "".join(element.itertext()).strip()
    follows_digit = bool(parts) and parts[-1][-1:].isdigit()
    return text.translate(_SUBSCRIPT) if follows_digit else text


def xpath_of(element: etree._Element) -> str:
    """The XPath of an element as the walk writes it; counts its siblings, so it is for few elements."""
    steps: list[str] = []
    here: etree._Element | None = element
    while here is not None:
        number = 1 + sum(1 for _ in here.itersiblings(here.tag, preceding=True))
        steps.append(here.tag if here.tag in ("html", "body") else f"{here.tag}[{number}]")
        here = here.getparent()
    return "/" + "/".join(reversed(steps))


class _Paths:
    """The XPath of the element that the walk stands on, counted along the way: constant work per element."""

    def __init__(self, body: etree._Element) -> None:
        self._segments: list[str] = [f"/{element.tag}" for element in reversed(list(body.iterancestors()))]
        self._counters: list[Counter[str]] = [Counter()]

    def enter(self, element: etree._Element, tag: str) -> str:
        self._counters[-1][tag] += 1
        number = self._counters[-1][tag]
        self._segments.append(f"/{tag}" if tag == "body" else f"/{tag}[{number}]")
        self._counters.append(Counter())
        return "".join(self._segments)

    def leave(self) -> None:
        self._counters.pop()
        self._segments.pop()
