"""SearXNG: a metasearch instance of one's own; JSON must be among its formats. There is no public default."""

from __future__ import annotations

from pipeline.gathering.errors import FinderError
from pipeline.gathering.finders.service import FinderSettings, Question, Service, candidate, held, texts
from pipeline.model import Source


class SearXNG:
    """Finds pages of the web."""

    name = "searxng"
    url = ""
    interval = 1.0
    advice = "its settings must list json among search.formats"

    async def find(self, question: Question, service: Service, settings: FinderSettings) -> list[Source]:
        """Pages that fit the question."""
        if not service.url:
            raise FinderError("searxng has no address; name your instance in the finder settings")
        answer = await service.ask_json("/search", {"q": question.text[:400], "format": "json", "safesearch": "0"})
        found = []
        for hit in held(answer, "results") or []:
            place = texts(held(hit, "url"))
            if place and place.startswith(("http://", "https://")):
                published = texts(held(hit, "publishedDate"))
                found.append(
                    candidate(
                        self.name,
                        question,
                        place,
                        title=texts(held(hit, "title")),
                        published=published[:10] if published else None,
                    )
                )
        return found[: settings.limit]
