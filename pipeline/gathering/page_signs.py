"""What an HTML answer looks like from afar: title, headings, visible text, and the machinery around it.

What belongs here: a quick linear scan that tells a page from a wall. What must never be here: reading the page for
evidence (pages/), which costs fifty times as much and is done once per payload.

The scan is made of expressions that never look at a character more than a fixed number of times, whatever the page:
hostile markup costs no more than honest markup.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Final

_SCANNED: Final = 400_000
"""Characters that are looked at; walls and error pages are far smaller."""
PROSE_BLOCK: Final = 10
"""Words from which on a block reads as prose rather than as a menu entry or a label."""

_HIDDEN: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|svg|iframe|head|select)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_NOSCRIPT: Final = re.compile(r"<noscript\b[^<>]*>(.*?)(?:</noscript\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_HEAD: Final = re.compile(r"<head\b.*?(?:</head\s*>|<body\b|\Z)", re.DOTALL | re.IGNORECASE)
_TITLE: Final = re.compile(r"<title\b[^<>]*>([^<]{0,1000})", re.IGNORECASE)
_BLOCK_TAG: Final = re.compile(
    r"</?(?:p|div|li|ul|ol|dl|dd|dt|h[1-6]|table|thead|tbody|tr|td|th|section|article|header|footer|nav|main|aside"
    r"|form"
    r"|button|label|option|blockquote|figure|figcaption|pre|br|hr|fieldset|legend|body|details|summary|address)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"<[^<>]*>")
_HEADING: Final = re.compile(r"<h([12])\b[^<>]*>(.{0,600}?)</h\1", re.DOTALL | re.IGNORECASE)
_SCRIPT: Final = re.compile(r"<script\b", re.IGNORECASE)
_PASSWORD: Final = re.compile(r"""<input\b[^<>]{0,500}?type\s*=\s*["']?password""", re.IGNORECASE)
_REFRESH: Final = re.compile(
    r"""<meta\b[^<>]{0,200}?http-equiv\s*=\s*["']?refresh["']?[^<>]{0,200}?content\s*=\s*["']?\s*(\d{1,4})[\d.]*\s*[;,]\s*(?:url\s*=\s*)?["']?([^"'<>\s]{1,2000})""",
    re.IGNORECASE,
)
_EMPTY_MOUNT: Final = re.compile(
    r"""<(div|main|section)\b[^<>]{0,300}?\bid\s*=\s*["']?(?:root|app|__next|__nuxt|___gatsby"
    r"|svelte|main|mount|app-root"""
    r"""|react-root|react-app|container|application|ember[\w-]{0,20}|q-app|app-container|app-mount"
    r"|page|content|wrapper)"""
    r"""(?=["'\s>])[^<>]{0,300}>\s*</\1|<(app-root|[a-z]{1,20}-app|app-[a-z]{1,20})\b[^<>]{0,300}>\s*</\2""",
    re.IGNORECASE,
)
_ARTICLE: Final = re.compile(
    r"""<article\b|property\s*=\s*["']og:type["'][^<>]{0,80}content\s*=\s*["']article|"@type"\s*:\s*"(?:News|Blog|Scholarly|Tech)?(?:Article|Posting|Report)""",
    re.IGNORECASE,
)
_PARAGRAPH: Final = re.compile(r"<p(?:\s[^<>]{0,300})?>\s*([^<>]{60,})", re.IGNORECASE)
_LONG: Final = 3600
"""Characters of paragraphs beyond which a page is plainly an article; about 600 words."""
_LONG_WORDS: Final = 600
_REPORT_WORDS: Final = 240
_OPENING: Final = 12_000
_CONSENT_WORDS: Final = ("ookie", "onsent", "artners", "ersonal data", "inwilligung", "ersonenbezogen", "onfidential")
_TITLE_SEPARATOR: Final = re.compile(r"\s*(?:\||–|—|·|»|«|•|::|\s-\s)\s*")
_SPACE: Final = re.compile(r"\s+")
_CJK: Final = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_REPORT: Final = re.compile(
    r"(?<![\d.])(?:19|20)\d\d(?![\d.])|\d ?[%％]|\b(?:per ?cent|pro[cs]ent|prozent|pour cent"
    r"|por cien(?:to)?|por cento"
    r"|per cento|million|billion|milliard|millionen|milliarden|yüzde|процент|відсот|százalék|τοις εκατό)\w*"
    r"|\d ?(?:tys|тыс|тисяч|bin |tuhat|ألف|אלף)|\d[百千万亿萬億만천]|[百분]分之"
    r"|\b\d{1,3}(?:[,.]\d{3})+\b(?! (?:[\w-]+ ){0,2}(?:partners?|vendors?|partenaires|anbieter))"
    r"|(?<![#\w./,-])\d{2,}(?:[.,]\d+)? (?!(?:partners?|vendors?|seconds?|minutes?|hours?|days?"
    r"|days'|partenaires|anbieter"
    r"|error|not|who|that|which|of|in|im|forbidden|access|page|or|and|years?)\b)[a-z]{3,}"
)
"""Figures as reports have them and walls do not: years, shares, thousands, numbers of all but partners and waits."""
_NUMBER: Final = re.compile(r"(?<![#\w./-])(?!40[0-9]\b|429\b|410\b|5\d\d\b)\d{2,}(?![\w/-])")


@dataclass(frozen=True)
class PageSigns:
    """The look of one HTML page. Everything but the source is worked out when it is first asked for."""

    source: str
    """The page's characters, at most the first 400 000."""

    @cached_property
    def title(self) -> str:
        """The text of `<title>`."""
        found = _TITLE.search(self.source)
        return _clean(found[1]) if found else ""

    @cached_property
    def title_segments(self) -> tuple[str, ...]:
        """The title and its parts in plain form, without the site's name: "Not found | Site" holds "not found".

        A colon parts a headline from its subtitle, so only what stands after a short site name counts as a part.
        """
        title = plain(self.title)[:300]
        parts = [part for part in _TITLE_SEPARATOR.split(title) if part]
        named = [after.strip() for part in parts for name, _, after in [part.partition(":")] if len(name.split()) <= 3]
        return tuple(dict.fromkeys((title, *parts, *filter(None, named))))

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """First and second level headings, at most eight."""
        body = self._shown_source
        found = (_clean(_TAG.sub(" ", match[2])) for match in _HEADING.finditer(body))
        return tuple(heading for heading, _ in zip((text for text in found if text), range(8), strict=False))

    @cached_property
    def blocks(self) -> tuple[str, ...]:
        """Visible text, one string per structural block."""
        text = _TAG.sub("", _BLOCK_TAG.sub("\n", self._shown_source))
        if "&" in text:
            text = html.unescape(text)
        lines = (_SPACE.sub(" ", line).strip() for line in text.split("\n"))
        return tuple(line for line in lines if line)

    @cached_property
    def opening(self) -> tuple[str, ...]:
        """The first blocks, about 12 000 characters: what a wall or a notice is, it says there."""
        sizes = accumulate(map(len, self.blocks))
        return tuple(block for block, size in zip(self.blocks, sizes, strict=True) if size <= _OPENING)

    @cached_property
    def text(self) -> str:
        """All visible text in lower case, typographic quotes made plain."""
        return _plain(" \n".join(self.blocks))

    @cached_property
    def words(self) -> int:
        """Visible words."""
        return sum(count_words(block) for block in self.blocks)

    @cached_property
    def prose(self) -> int:
        """Words in blocks that read as prose."""
        return sum(number for number in map(count_words, self.blocks) if number >= PROSE_BLOCK)

    @cached_property
    def is_report(self) -> bool:
        """Whether more of its prose holds figures than any wall or notice has words."""
        words = 0
        for block in self.blocks:
            number = count_words(block)
            words += number if number >= PROSE_BLOCK and holds_figures(plain(block)) else 0
            if words >= _REPORT_WORDS:
                return True
        return False

    @cached_property
    def is_plainly_content(self) -> bool:
        """Whether there is far more prose than any wall or notice has, and it is not all about consent.

        The first glance counts only what stands right behind a `<p>`; most articles need no second.
        """
        length = sum(map(len, _PARAGRAPH.findall(self.source)))
        words = length // 6 if length >= _LONG else self.prose
        return words >= _LONG_WORDS and words > 80 * sum(map(self.source.count, _CONSENT_WORDS))

    @cached_property
    def noscript(self) -> str:
        """What the page says to those without JavaScript, in lower case."""
        return _plain(_clean(" ".join(_TAG.sub(" ", match) for match in _NOSCRIPT.findall(self.source))))

    @cached_property
    def has_scripts(self) -> bool:
        """Whether there is any script."""
        return bool(_SCRIPT.search(self.source))

    @cached_property
    def has_password_field(self) -> bool:
        """Whether it asks for a password."""
        return bool(_PASSWORD.search(self.source))

    @cached_property
    def has_empty_mount(self) -> bool:
        """Whether there is an empty element for scripts to fill."""
        return bool(_EMPTY_MOUNT.search(self._shown_source))

    @cached_property
    def is_article(self) -> bool:
        """Whether it marks itself as an article."""
        return bool(_ARTICLE.search(self.source))

    @cached_property
    def refresh(self) -> tuple[int, str] | None:
        """Delay in seconds and address of a `<meta http-equiv=refresh>`."""
        found = _REFRESH.search(self.source)
        return (int(found[1]), html.unescape(found[2])) if found else None

    @cached_property
    def _shown_source(self) -> str:
        return _NOSCRIPT.sub(" ", _HIDDEN.sub(" ", _HEAD.sub("<body ", self.source, count=1)))


def read_signs(text: str) -> PageSigns:
    """The look of an HTML page, from its characters."""
    return PageSigns(text[:_SCANNED])


def count_words(text: str) -> int:
    """Words of a text; two CJK characters count as one."""
    if text.isascii():
        return len(text.split())
    return len(_CJK.sub("", text).split()) + len(_CJK.findall(text)) // 2


def _clean(text: str) -> str:
    return _SPACE.sub(" ", html.unescape(text)).strip()


@lru_cache(maxsize=512)
def _plain(text: str) -> str:
    return text.lower().replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').replace("…", "...")


@lru_cache(maxsize=512)
def holds_figures(words: str) -> bool:
    """Whether a block in plain form holds figures as reports do: one that is plainly so, or several numbers."""
    return bool(_REPORT.search(words)) or len(_NUMBER.findall(words)) >= 2


def plain(text: str) -> str:
    """Lower case, typographic quotes and ellipses made plain: the form that signatures are written in."""
    return _plain(text)
