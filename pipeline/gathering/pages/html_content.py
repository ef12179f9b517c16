"""Which blocks of an HTML page are its own content, and which are navigation, teasers and other furniture.

What belongs here: the choice among blocks. What must never be here: finding blocks, metadata.

Furniture is known by its element, role or class, unless it holds most of the page's text. What is left out that way
comes back when trafilatura, which looks at text density instead of names, counts it as main text and only a class name
spoke against it. Tables, lists, captions, definition lists and counters, which main-text
extractors drop, never depend on trafilatura.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence

from lxml import etree

from pipeline.gathering.pages.html_blocks import HtmlBlock

TRAFILATURA_LIMIT = 1_500_000
"""Characters of HTML above which trafilatura is not asked: its time grows faster than the page."""
_FURNITURE_TAGS = frozenset({"nav", "footer", "aside", "dialog", "menu", "search", "form", "fieldset"})
_FURNITURE_ROLES = frozenset({
    "navigation", "contentinfo", "search", "dialog", "alertdialog", "complementary", "menu", "menubar",
    "banner", "toolbar", "alert",
})  # fmt: skip
_FURNITURE_NAMES = re.compile(
    r"(?<![a-z])(?:(?:top|main|site|sub|global|side)?nav(?:bar|igation|box|s)?|menus?|breadcrumbs?|cookies?|consent|gdpr|share|sharing|social|newsletter|"
    r"subscri(?:be|ption)|sign-?up|log-?in|related|recommend(?:ed|ations?)?|promos?|promoted|adverts?|advertisement|ads?|"
    r"sponsor(?:ed)?|side-?bar|comments?|disqus|footer|masthead|skip-?links?|pagination|pager|toc|table-of-contents|modal|"
    r"pop-?up|overlay|teasers?|trending|popular|more-(?:stories|news|from|articles)|read-?(?:more|next)|also-?like|"
    r"mw-editsection|catlinks|metadata|noprint|hatnote|authority-control|feedback|survey|paywall|carousel)(?![a-z])",
    re.IGNORECASE,
)
_TEASER_HEADING = re.compile(
    r"(?:related|recommended|popular|trending|latest|more|other|further|top|recent)\s+(?:\w+\s+){0,2}"
    r"(?:articles?|stories|posts?|news|reading|content|from|in|on|videos?|topics?|links?)\b.*|"
    r"read (?:more|next|also).*|more from .*|you (?:may|might) (?:also )?(?:like|enjoy).*|see also|external links|"
    r"further reading|navigation menu|related|recommended(?: for you)?|trending(?: now)?|"
    r"most (?:read|popular|viewed)|what to read next|up next|"
    r"(?:leave a )?(?:comments?|repl(?:y|ies))(?: \(\d+\))?|\d+ comments?|share this.*|tags?|categories|newsletter.*",
    re.IGNORECASE,
)
_MOST_OF_PAGE = 0.4
"""Share of the page's text from which an element is content whatever it is called."""
_RUNNING_TEXT = 60
"""Characters from which a block is more than a caption or a link."""
_MAIN_LEAST = 200
"""Characters from which `<main>` (or a lone `<article>`) is believed to hold the content."""


def choose_content(root: etree._Element, blocks: Sequence[HtmlBlock], url: str | None, size: int) -> list[HtmlBlock]:
    """The blocks that belong to the page's content, in reading order."""
    verdicts = _Regions(root, blocks)
    keep = [verdicts.is_content(block) for block in blocks]
    _drop_teasers(blocks, keep)
    doubtful = [at for at, block in enumerate(blocks) if not keep[at] and verdicts.is_doubtful(block)]
    if doubtful and size <= TRAFILATURA_LIMIT:
        main_text = _flat(_main_text(root, url))
        for at in doubtful:
            keep[at] = _flat(blocks[at].text) in main_text
    return [block for block, kept in zip(blocks, keep, strict=True) if kept]


class _Regions:
    """What is furniture on this page, decided once per element."""

    def __init__(self, root: etree._Element, blocks: Sequence[HtmlBlock]) -> None:
        self._sizes: dict[etree._Element, int] = {}
        for block in blocks:
            length = len(block.text) if block.table is None else len("".join(block.table.itertext()))
            for region in block.regions:
                self._sizes[region] = self._sizes.get(region, 0) + length
        self._total = max((self._sizes.get(body, 0) for body in root.iter("body")), default=0) or 1
        self._main = self._find_main(root)
        self._known: dict[etree._Element, bool] = {}

    def is_content(self, block: HtmlBlock) -> bool:
        inside_main = self._main is not None and any(region is self._main for region in block.regions)
        for region in block.regions:
            if self._is_furniture(region, inside_main=inside_main):
                return False
        if self._main is None or inside_main:
            return True
        return _states_a_figure(block)

    def is_doubtful(self, block: HtmlBlock) -> bool:
        """Whether a block that was left out is running text, and no element or role says that it is furniture."""
        sure = any(region.tag in _FURNITURE_TAGS or region.get("role") in _FURNITURE_ROLES for region in block.regions)
        return not sure and len(block.text) >= _RUNNING_TEXT

    def _find_main(self, root: etree._Element) -> etree._Element | None:
        mains = [element for element in root.iter("main") if self._is_large(element)]
        mains += [element for element in root.iterfind(".//*[@role='main']") if self._is_large(element)]
        if mains:
            return max(mains, key=lambda element: self._sizes.get(element, 0))
        articles = [element for element in root.iter("article") if self._is_large(element)]
        return articles[0] if len(articles) == 1 and self._share(articles[0]) >= _MOST_OF_PAGE else None

    def _is_large(self, element: etree._Element) -> bool:
        return self._sizes.get(element, 0) >= _MAIN_LEAST

    def _share(self, element: etree._Element) -> float:
        return self._sizes.get(element, 0) / self._total

    def _is_furniture(self, element: etree._Element, *, inside_main: bool) -> bool:
        known = self._known.get(element)
        if known is None:
            known = self._named_furniture(element, inside_main) and self._share(element) < _MOST_OF_PAGE
            known = known and not any(inner is self._main for inner in element.iterdescendants("main", "article"))
            self._known[element] = known
        return known

    def _named_furniture(self, element: etree._Element, inside_main: bool) -> bool:
        tag = element.tag
        if tag in ("body", "main", "article", "table") or element is self._main:
            return False
        # An aside inside the main content is a fact box, and some systems wrap a whole page in one form.
        if tag in _FURNITURE_TAGS and not (inside_main and tag in ("aside", "form", "fieldset")):
            return True
        if element.get("role") in _FURNITURE_ROLES and not inside_main:
            return True
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        return bool(_FURNITURE_NAMES.search(names)) and element.find(".//h1") is None


def _states_a_figure(block: HtmlBlock) -> bool:
    """Whether a block outside the main content says a number about something and is no link."""
    if block.table is not None:
        return True
    has_words = sum(char.isalpha() for char in block.text) >= 4
    return has_words and any(char.isdigit() for char in block.text) and block.linked < 0.5 * len(block.text)


def _drop_teasers(blocks: Sequence[HtmlBlock], keep: list[bool]) -> None:
    """Leaves out what stands under a heading like "Related articles", up to the next heading of its rank."""
    level: int | None = None
    for at, block in enumerate(blocks):
        if block.kind == "heading":
            rank = block.level or 6
            if level is not None and rank <= level:
                level = None
            if level is None and rank > 1 and _TEASER_HEADING.fullmatch(block.text.strip()):
                level = rank
        if level is not None and block.kind != "footnote":
            keep[at] = False


def _main_text(root: etree._Element, url: str | None) -> str:
    """What trafilatura holds to be the main text; it changes the tree, so it gets a copy."""
    import trafilatura  # slow to import, and commands that read no page do without

    try:
        found = trafilatura.bare_extraction(
            copy.deepcopy(root), url=url, fast=True, include_comments=False, include_tables=True
        )
    except Exception:  # noqa: BLE001  its many heuristics fail on odd trees; the page is read without it then
        return ""
    return getattr(found, "text", None) or ""


def _flat(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold()
