"""OpenAlex: scholarly works with their open copies. https://api.openalex.org. Since 2026 it wants a key (free)."""

from __future__ import annotations

from typing import Any

from pipeline.gathering.finders.service import FinderSettings, Question, Service, candidate, held, texts
from pipeline.model import Source


class OpenAlex:
    """Finds works by full-text search."""

    name = "openalex"
    url = "https://api.openalex.org"
    interval = 0.2
    advice = "it wants a key, free of charge, in CLAIMS_OPENALEX_KEY"

    async def find(self, question: Question, service: Service, settings: FinderSettings) -> list[Source]:
        """Works that fit the question; the open copy's address where there is one."""
        fields = {
            "search": question.text,
            "per_page": str(settings.limit),
            "select": "id,doi,display_name,publication_date,primary_location,best_oa_location",
        }
        if settings.openalex_key:
            fields["api_key"] = settings.openalex_key
        answer = await service.ask_json("/works", fields)
        return [found for work in held(answer, "results") or [] if (found := _read(work, question))]


def _read(work: Any, question: Question) -> Source | None:
    place = (
        texts(held(work, "best_oa_location", "landing_page_url"))
        or texts(held(work, "doi"))
        or texts(held(work, "primary_location", "landing_page_url"))
    )
    if place is None:
        return None
    return candidate(
        OpenAlex.name,
        question,
        place,
        title=texts(held(work, "display_name")),
        publisher=texts(held(work, "primary_location", "source", "display_name")),
        published=texts(held(work, "publication_date")),
        authority="primary",
    )
