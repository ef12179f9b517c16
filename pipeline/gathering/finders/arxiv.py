"""arXiv: preprints, as an Atom feed. https://export.arxiv.org/api, one request in three seconds."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.gathering.errors import FinderError
from pipeline.gathering.finders.service import FinderSettings, Question, Service, candidate
from pipeline.model import Source

_ATOM = {"a": "http://www.w3.org/2005/Atom"}
_WORD = re.compile(r"[^\W_]{3,}")
_MOST_WORDS = 8


class ArXiv:
    """Finds preprints whose title or abstract has the question's words."""

    name = "arxiv"
    url = "https://export.arxiv.org"
    interval = 3.0
    advice = ""

    async def find(self, question: Question, service: Service, settings: FinderSettings) -> list[Source]:
        """Preprints that fit the question."""
        words = list(dict.fromkeys(_WORD.findall(question.text)))[:_MOST_WORDS]
        if not words:
            return []
        fields = {
            "search_query": " AND ".join(f"all:{word}" for word in words),
            "max_results": str(settings.limit),
            "sortBy": "relevance",
        }
        payload = await service.ask("/api/query", fields)
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            feed = etree.fromstring(payload, parser)
        except etree.XMLSyntaxError as error:
            raise FinderError(f"{self.name} did not answer in Atom; check its address {service.url}") from error
        return [found for entry in feed.iterfind("a:entry", _ATOM) if (found := _read(entry, question))]


def _read(entry: etree._Element, question: Question) -> Source | None:
    place = (entry.findtext("a:id", default="", namespaces=_ATOM) or "").strip()
    if "/abs/" not in place:
        return None
    published = entry.findtext("a:published", default="", namespaces=_ATOM) or ""
    return candidate(
        ArXiv.name,
        question,
        place.replace("http://", "https://", 1),
        title=" ".join((entry.findtext("a:title", default="", namespaces=_ATOM) or "").split()) or None,
        publisher="arXiv",
        published=published[:10] or None,
        authority="primary",
    )
