"""Asking the finders: every question to every finder that is switched on, politely, failures told.

What belongs here: the list of finders and the search over them. What must never be here: a service's own format.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.gathering.errors import FinderError
from pipeline.gathering.fetching import Fetcher
from pipeline.gathering.finders.arxiv import ArXiv
from pipeline.gathering.finders.crossref import Crossref
from pipeline.gathering.finders.huggingface import HuggingFace
from pipeline.gathering.finders.openalex import OpenAlex
from pipeline.gathering.finders.searxng import SearXNG
from pipeline.gathering.finders.service import Finder, FinderSettings, Question, Service
from pipeline.gathering.finders.wikipedia import Wikipedia
from pipeline.gathering.pacing import TurnBook
from pipeline.gathering.resolver import Resolver, resolve_with_system
from pipeline.gathering.round import open_fetcher
from pipeline.gathering.settings import GatherSettings
from pipeline.gathering.timestamps import Now
from pipeline.model import Source

FINDERS: Final[dict[str, Finder]] = {
    finder.name: finder for finder in (Crossref(), OpenAlex(), ArXiv(), Wikipedia(), HuggingFace(), SearXNG())
}


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to."""

    sources: tuple[Source, ...]
    """Candidates, each once; `candidate_of` names every claim it was found for."""
    problems: tuple[str, ...]
    """What went wrong, one sentence each; the other finders' candidates stand."""


async def find_candidates(
    questions: Sequence[Question],
    settings: FinderSettings,
    gather_settings: GatherSettings,
    *,
    now: Now,
    resolve: Resolver = resolve_with_system,
) -> Found:
    """Ask every finder that is switched on every question. Raises FinderError for an unknown finder only."""
    unknown = [name for name in settings.enabled if name not in FINDERS]
    if unknown:
        raise FinderError(f"no finder {unknown[0]!r}; there are {', '.join(FINDERS)}")
    if not settings.enabled or gather_settings.offline:
        return Found((), ())
    async with open_fetcher(gather_settings, resolve) as (fetcher, _):
        answers = await asyncio.gather(
            *(
                _ask(FINDERS[name], questions, settings, fetcher, now, gather_settings.turns)
                for name in settings.enabled
            )
        )
    merged: dict[str, Source] = {}
    for source in (source for found, _ in answers for source in found):
        known = merged.setdefault(source.source_id, source)
        if known is not source:
            claims = dict.fromkeys((*known.candidate_of, *source.candidate_of))
            merged[source.source_id] = replace(known, candidate_of=tuple(claims))
    return Found(tuple(merged.values()), tuple(problem for _, problem in answers if problem))


async def _ask(
    finder: Finder,
    questions: Sequence[Question],
    settings: FinderSettings,
    fetcher: Fetcher,
    now: Now,
    turns: TurnBook | None,
) -> tuple[list[Source], str]:
    """One finder's candidates for all questions; it is left alone after its first failure, which is told."""
    interval = finder.interval if settings.interval is None else settings.interval
    service = Service(
        finder.name, settings.urls.get(finder.name, finder.url), interval, fetcher, now, turns, finder.advice
    )
    found: list[Source] = []
    for question in questions:
        try:
            found.extend(await finder.find(question, service, settings))
        except FinderError as error:
            return found, str(error)
    return found, ""
