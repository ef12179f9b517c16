"""What every finder has in common: its settings, its question, and a paced call to its service.

What belongs here: the contract of a finder. What must never be here: any service's own format.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlencode

from pipeline.gathering.errors import FetchError, FinderError
from pipeline.gathering.exchange import Headers
from pipeline.gathering.fetching import Fetcher
from pipeline.gathering.pacing import Pace, TurnBook
from pipeline.gathering.timestamps import Now
from pipeline.model import Authority, Source, SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class FinderSettings:
    """Which finders are asked, where they are, and what they want to know of the asker."""

    enabled: tuple[str, ...] = ()
    """Names of the finders to ask; none unless a person names them."""
    limit: int = 5
    """Candidates per question and finder."""
    contact: str | None = None
    """Mail address that Crossref and OpenAlex ask for (their polite pools)."""
    openalex_key: str | None = field(default=None, repr=False)
    """OpenAlex wants a key for more than a few calls."""
    interval: float | None = None
    """Seconds between two calls to one service, where it is one's own; None is what each public service asks for."""
    urls: Mapping[str, str] = field(default_factory=dict)
    """Base address of a finder's service, by name, where it is not the public one; SearXNG has no public one."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a source is looked for."""

    claim_id: str
    text: str
    """The claim in words: statement or subject, without its figure if possible."""


class Finder(Protocol):
    """One service. Stateless but for its pace."""

    name: str
    url: str
    """Base address of the public service."""
    interval: float
    """Seconds between two calls that the service asks for."""
    advice: str
    """What a person can do when the service refuses; empty where there is nothing but to wait."""

    async def find(self, question: Question, service: Service, settings: FinderSettings) -> list[Source]:
        """Candidates, the best first. Raises FinderError."""
        ...


_QUERY = re.compile(r"(?<=\S)\?\S+=\S*")
"""The query of an address: there a service takes its key, which no error may tell."""


class Service:
    """A finder's service during one search: its address, its pace, its answers as JSON or bytes."""

    def __init__(
        self,
        name: str,
        url: str,
        interval: float,
        fetcher: Fetcher,
        now: Now,
        turns: TurnBook | None = None,
        advice: str = "",
    ) -> None:
        self.name = name
        self.url = url.rstrip("/")
        self._pace = Pace(interval, now, turns, name)
        self._fetcher = fetcher
        self._advice = f"; {advice}" if advice else ""
        self._now = now

    async def ask(self, path: str, fields: Mapping[str, str] | None = None, headers: Headers = ()) -> bytes:
        """The payload of one paced call. Raises FinderError."""
        if not await self._pace.wait():
            raise FinderError(f"{self.name} asked to be left alone for a while; try again later")
        address = f"{self.url}{path}" + (f"?{urlencode(fields)}" if fields else "")
        try:
            fetched = await self._fetcher.fetch(address, now=self._now, headers=headers, obey_robots=False)
        except FetchError as error:
            raise FinderError(f"{self.name} cannot be asked: {_QUERY.sub('', str(error))}") from None
        exchange = fetched.exchange
        if exchange.status in (429, 503) or exchange.header("mediawiki-api-error") == "maxlag":
            self._pace.rest(exchange.header("retry-after"))
        if exchange.status != 200 or exchange.truncated:
            raise FinderError(
                f"{self.name} answered {exchange.status_line}; try again later, or switch the finder off{self._advice}"
            )
        return exchange.payload

    async def ask_json(self, path: str, fields: Mapping[str, str] | None = None, headers: Headers = ()) -> Any:
        """The same, as a JSON value. Raises FinderError."""
        payload = await self.ask(path, fields, headers)
        try:
            answer = json.loads(payload)
        except ValueError as error:
            raise FinderError(
                f"{self.name} did not answer in JSON; check its address {self.url}{self._advice}"
            ) from error
        if refusal := held(answer, "error"):  # said with a good status by some, such as MediaWiki under load
            why = texts(held(refusal, "info")) or texts(held(answer, "message")) or texts(refusal) or "an error"
            raise FinderError(f"{self.name} answered: {why}; try again later, or switch the finder off{self._advice}")
        return answer


def candidate(
    finder: str,
    question: Question,
    url: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    kind: SourceKind = "page",
    authority: Authority = "unknown",
    pointer: str | None = None,
) -> Source:
    """A candidate source; its id is made from the finder and the address, so that the same find has the same id."""
    digest = hashlib.sha256(url.encode()).hexdigest()[:10]
    return Source(
        source_id=f"{finder}-{digest}",
        url=url,
        kind=kind,
        title=title,
        publisher=publisher,
        published=published,
        authority=authority,
        pointer=pointer,
        candidate_of=(question.claim_id,),
        found_by=finder,
    )


def held(value: Any, *path: str | int) -> Any:
    """The value at a path of keys and indices, or None where the path ends early."""
    for key in path:
        if isinstance(value, dict) and isinstance(key, str):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int) and -len(value) <= key < len(value):
            value = value[key]
        else:
            return None
    return value


def texts(value: Any) -> str | None:
    """A string, or None for anything else and for an empty one."""
    return value.strip() or None if isinstance(value, str) else None
