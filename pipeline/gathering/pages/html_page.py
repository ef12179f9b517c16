"""Reading an HTML page: its content as blocks, with what it says of itself.

What belongs here: the order of the steps. What must never be here: any of the steps.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from itertools import islice

from lxml import etree, html
from lxml.cssselect import CSSSelector

from pipeline.gathering.pages.draft import MOST_BLOCKS, PageDraft, UnreadableError, tidy
from pipeline.gathering.pages.grid import add_grid
from pipeline.gathering.pages.html_blocks import HtmlBlock, find_blocks, xpath_of
from pipeline.gathering.pages.html_content import choose_content
from pipeline.gathering.pages.html_metadata import read_metadata
from pipeline.gathering.pages.html_tables import caption, table_rows

HTML_LIMIT = 12_000_000
"""Characters of HTML that are read at most: about two seconds of work."""
_MOST_SELECTED = 2_000
READER = f"html/1 (lxml {version('lxml')}, trafilatura {version('trafilatura')}, htmldate {version('htmldate')})"


def read_html(text: str, url: str | None, pointer: str | None) -> PageDraft:
    """The page's content; with `pointer`, a CSS selector or XPath, only what stands in the elements that it selects.

    Raises `UnreadableError` when the page is too long, holds no element, or the selector is wrong or selects nothing.
    """
    if len(text) > HTML_LIMIT:
        raise UnreadableError(
            f"the page has {len(text):,} characters of HTML, more than the {HTML_LIMIT:,} that are read; "
            "look for a shorter page or an API of the same source"
        )
    body = _parse(text)
    root = body.getroottree().getroot()
    draft = PageDraft(READER)
    found = read_metadata(root, url, len(text))
    draft.title, draft.publisher, draft.published = found.title, found.publisher, found.published
    blocks = list(islice(find_blocks(body), MOST_BLOCKS + 1))
    chosen = blocks if pointer else choose_content(root, blocks, url, len(text))
    if draft.title and not any(block.level == 1 and _same(block.text, draft.title) for block in chosen):
        draft.add(draft.title, "title", location="/html/head/title")
    for block in chosen:
        _add(draft, block)
    if not draft.blocks:
        raise UnreadableError("the page holds no text that can be read; scripts may draw it: look for an API of it")
    return _keep_selected(root, draft, pointer) if pointer else draft


def _parse(text: str) -> etree._Element:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        root = None
    body = root.find(".//body") if root is not None else None
    if body is None:
        raise UnreadableError("the page holds no HTML that can be read; look at its stored bytes")
    return body


def _keep_selected(root: etree._Element, draft: PageDraft, pointer: str) -> PageDraft:
    """A draft with nothing but what the pointer names: whole blocks and cells, or a stretch inside one."""
    selected = _select(root, pointer)
    if not selected:
        raise UnreadableError(f"nothing on the page matches {pointer!r}; look whether the page changed")
    alone = PageDraft(draft.reader, draft.title, draft.publisher, draft.published)
    paths = {xpath_of(element): element for element in selected[:_MOST_SELECTED]}
    text, unmatched = draft.text, set(paths)
    for block in draft.blocks:
        around = set(_around(block.location or "")) & paths.keys()
        inside = {path for path in unmatched if block.kind == "table_cell" and path.startswith(f"{block.location}/")}
        if around or inside:
            unmatched -= around | inside
            alone.add(
                text[block.start : block.end],
                block.kind,
                location=block.location,
                level=block.level,
                labels=block.labels,
            )
    for path in sorted(unmatched):
        alone.add(tidy(" ".join("".join(paths[path].itertext()).split())), "paragraph", location=path)
    return alone


def _select(root: etree._Element, pointer: str) -> list[etree._Element]:
    """The elements that a CSS selector names, or an XPath, as blocks are located by."""
    try:
        found = root.xpath(pointer) if pointer.startswith("/") else CSSSelector(pointer, translator="html")(root)
    except Exception as error:
        raise UnreadableError(f"{pointer!r} is neither a CSS selector nor an XPath ({error}); correct it") from error
    return [each for each in found if isinstance(each, etree._Element)] if isinstance(found, list) else []


def _around(path: str) -> Iterator[str]:
    """The path itself and those of the elements around it."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def _add(draft: PageDraft, block: HtmlBlock) -> None:
    if block.table is None:
        draft.add(block.text, block.kind, location=block.xpath, level=block.level, labels=block.labels)
        return
    title = caption(block.table)
    draft.add(title, "paragraph", location=f"{block.xpath}/caption[1]")
    add_grid(draft, table_rows(block.table, block.xpath), title)


def _same(left: str, right: str) -> bool:
    return left.casefold().strip() == right.casefold().strip()
