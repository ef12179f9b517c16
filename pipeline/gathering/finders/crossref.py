"""Crossref: works with a DOI. https://api.crossref.org, polite pool by `mailto`, which bears one search a second."""

from __future__ import annotations

from typing import Any

from pipeline.gathering.finders.service import FinderSettings, Question, Service, candidate, held, texts
from pipeline.model import Source


class Crossref:
    """Finds works by their bibliographic data."""

    name = "crossref"
    url = "https://api.crossref.org"
    interval = 1.0
    advice = "name a contact in CLAIMS_CONTACT for its polite pool"

    async def find(self, question: Question, service: Service, settings: FinderSettings) -> list[Source]:
        """Works whose bibliographic data fit the question."""
        fields = {
            "query.bibliographic": question.text,
            "rows": str(settings.limit),
            "select": "DOI,title,publisher,container-title,issued,URL",
        }
        if settings.contact:
            fields["mailto"] = settings.contact
        answer = await service.ask_json("/works", fields)
        works = held(answer, "message", "items")
        return [found for work in works or [] if (found := _read(work, question))]


def _read(work: Any, question: Question) -> Source | None:
    doi = texts(held(work, "DOI"))
    if doi is None:
        return None
    return candidate(
        Crossref.name,
        question,
        texts(held(work, "URL")) or f"https://doi.org/{doi}",
        title=texts(held(work, "title", 0)),
        publisher=texts(held(work, "container-title", 0)) or texts(held(work, "publisher")),
        published=_date(held(work, "issued", "date-parts", 0)),
        authority="primary",
    )


def _date(parts: Any) -> str | None:
    numbers = [part for part in parts or [] if isinstance(part, int)]
    return "-".join(f"{part:02d}" if place else f"{part:04d}" for place, part in enumerate(numbers[:3])) or None
