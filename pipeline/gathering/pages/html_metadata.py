"""What an HTML page says of itself: title, publisher, date.

What belongs here: metadata. What must never be here: the page's text.

A page's date is a claim about when its figures held, so it is taken from what the page declares (schema.org in
JSON-LD, Open Graph, Dublin Core, `<time>`) or shows under a label (html_stamps.py), and only then from htmldate's
careful search; never from a guess over the running text. First published wins over modified, because publishing systems
touch "modified" without touching a figure; a wiki is the opposite, its "published" is the day the article was begun.
"""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from pipeline.gathering.pages.draft import tidy
from pipeline.gathering.pages.html_stamps import find_stamp

_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dc.date",
    "dcterms.created", "citation_publication_date", "citation_date", "citation_online_date", "parsely-pub-date",
    "sailthru.date", "pubdate", "publish-date", "publish_date", "date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "dcterms.modified", "last-modified",
    "lastmod", "revised",
)  # fmt: skip
_DATE = re.compile(r"\s*((?:19|20)\d\d)(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?=$|[T\s+Z-]|/)")
_HTMLDATE_LIMIT = 1_500_000


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page declares; None where it declares nothing."""

    title: str | None
    publisher: str | None
    published: str | None
    """ISO 8601 at the granularity that the page gives."""


def read_metadata(root: etree._Element, url: str | None, size: int) -> Metadata:
    """The metadata of a parsed page; never raises."""
    meta = _meta_tags(root)
    linked = list(_linked_data(root))
    title = meta.get("og:title") or _first(linked, "headline") or _title_tag(root) or meta.get("twitter:title")
    publisher = (
        meta.get("og:site_name") or _publisher(linked) or meta.get("dc.publisher") or meta.get("application-name")
    )
    return Metadata(
        title=tidy(title)[:500] or None if title else None,
        publisher=tidy(publisher)[:200] or None if publisher else None,
        published=_date(root, meta, linked, url, size),
    )


def iso_date(text: str | None) -> str | None:
    """`text` as an ISO 8601 date at its own granularity, when it starts with one; None otherwise."""
    found = _DATE.match(text or "")
    if not found:
        return None
    year, month, day = found[1], found[2], found[3]
    if month and not 1 <= int(month) <= 12:
        return year
    if day and not 1 <= int(day) <= monthrange(int(year), int(month))[1]:
        return None
    return "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)])


def _date(
    root: etree._Element, meta: dict[str, str], linked: list[dict[str, Any]], url: str | None, size: int
) -> str | None:
    published = iso_date(_first(linked, "datePublished")) or _first_date(meta, _PUBLISHED)
    modified = iso_date(_first(linked, "dateModified")) or _first_date(meta, _MODIFIED)
    if "mediawiki" in meta.get("generator", "").lower():
        published, modified = modified, None
    declared = published or modified or _time_element(root) or find_stamp(root)
    if declared or size > _HTMLDATE_LIMIT:
        return declared
    import htmldate  # slow to import, and commands that read no page do without

    try:
        found = htmldate.find_date(root, extensive_search=False, original_date=True, url=url)
    except Exception:  # noqa: BLE001  a heuristic that fails on an odd tree is no date
        return None
    return iso_date(found)


def _meta_tags(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), content.strip())
    return found


def _linked_data(root: etree._Element) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe the page itself, the most specific first."""
    objects: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or not script.text:
            continue
        try:
            objects += _objects(json.loads(script.text, strict=False))
        except (ValueError, RecursionError):
            continue
    pages = [found for found in objects if _is_page(found)]
    yield from sorted(pages, key=lambda found: "WebPage" in str(found.get("@type")))


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value[:50]:
            yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        if isinstance(value.get("@graph"), list):
            yield from _objects(value["@graph"])


def _is_page(found: dict[str, Any]) -> bool:
    return bool(re.search(r"Article|Posting|WebPage|Report|Dataset|Review|Page$", str(found.get("@type"))))


def _first(linked: Iterable[dict[str, Any]], key: str) -> str | None:
    for found in linked:
        value = found.get(key)
        if isinstance(value, str) and value.strip():
            return value
    return None


def _publisher(linked: Iterable[dict[str, Any]]) -> str | None:
    for found in linked:
        publisher = found.get("publisher")
        publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str) and name.strip():
            return name
    return None


def _first_date(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((date for name in names if (date := iso_date(meta.get(name)))), None)


def _title_tag(root: etree._Element) -> str | None:
    found = root.find(".//title")
    return "".join(found.itertext()) if found is not None else None


def _time_element(root: etree._Element) -> str | None:
    """The date of a `<time>` that is marked as the page's own."""
    for element in root.iter("time"):
        marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}"
        if "pubdate" in element.attrib or re.search(r"datePublished|published|(?:entry|post)-date", marks, re.I):
            date = iso_date(element.get("datetime"))
            if date:
                return date
    return None
