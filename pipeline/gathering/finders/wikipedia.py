"""Wikipedia: articles, and through them their sources. The Action API; Wikimedia wants a contact in the User-Agent."""

from __future__ import annotations

from urllib.parse import quote

from pipeline.gathering.finders.service import FinderSettings, Question, Service, candidate, held, texts
from pipeline.model import Source


class Wikipedia:
    """Finds articles by full-text search."""

    name = "wikipedia"
    url = "https://en.wikipedia.org"
    interval = 0.5
    advice = "Wikimedia wants a contact in CLAIMS_CONTACT"

    async def find(self, question: Question, service: Service, settings: FinderSettings) -> list[Source]:
        """Articles that fit the question; secondary by nature."""
        fields = {
            "action": "query",
            "list": "search",
            "srsearch": question.text[:300],
            "srlimit": str(settings.limit),
            "srprop": "timestamp",
            "format": "json",
            "maxlag": "5",
        }
        answer = await service.ask_json("/w/api.php", fields)
        found = []
        for hit in held(answer, "query", "search") or []:
            title = texts(held(hit, "title"))
            if title:
                url = f"{service.url}/wiki/{quote(title.replace(' ', '_'))}"
                found.append(
                    candidate(self.name, question, url, title=title, publisher="Wikipedia", authority="secondary")
                )
        return found
