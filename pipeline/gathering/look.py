"""One look at one source: ask if it may be asked, tell what came of it, keep the bytes.

What belongs here: the way from a source and its past looks to one snapshot. What must never be here: the order of
looks and their pace (round.py), HTTP (client.py, fetching.py), meaning (outcomes.py).
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import stamina

from pipeline.gathering.archive import Archive
from pipeline.gathering.browser import Browser, BrowserError
from pipeline.gathering.charset import find_charset
from pipeline.gathering.errors import FetchError, PassingError, RestingError
from pipeline.gathering.exchange import Exchange
from pipeline.gathering.fetching import Fetched, Fetcher, Validators
from pipeline.gathering.media_types import is_text
from pipeline.gathering.outcomes import EMPTY_SHELL, Finding, classify, confirm_gone
from pipeline.gathering.politeness import host_of, not_before
from pipeline.gathering.reachability import Reachability
from pipeline.gathering.settings import GatherSettings
from pipeline.gathering.timestamps import Now
from pipeline.model import Origin, Snapshot, Source

_BINARY = 4096
"""Bytes in which a body that is no text shows it; some servers name a charset as coding of plain text."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A snapshot with what the next look at the same host should know."""

    snapshot: Snapshot
    crawl_delay: float | None = None


class Looker:
    """Looks at sources one by one; shared by all workers of a round."""

    def __init__(
        self,
        fetcher: Fetcher,
        archive: Archive,
        settings: GatherSettings,
        network: Reachability,
        now: Now,
        browser: Browser | None = None,
    ) -> None:
        self._fetcher = fetcher
        self._archive = archive
        self._settings = settings
        self._network = network
        self._now = now
        self._browser = browser

    async def look(self, source: Source, url: str, looks: Sequence[Snapshot]) -> Looked:
        """The snapshot of a live look, whatever came of it. `looks` are the source's past snapshots, oldest first."""
        began = self._now()
        time = asyncio.get_running_loop().time
        must_end = time() + self._settings.deadline
        known = last_version(looks)
        if known is not None and not self._archive.has_payload(known.payload_sha256 or ""):
            known = None
        try:
            async with asyncio.timeout(self._settings.deadline):
                fetched = await self._fetch(url, _validators(known))
        except TimeoutError:
            finding = Finding("timeout", f"no whole answer within {self._settings.deadline:g} s; try again later")
            return Looked(_row(source, url, began, finding))
        except RestingError as error:
            row = _row(source, url, began, Finding(error.outcome, str(error)))
            until = error.until if host_of(error.url) == host_of(url) else None  # else a redirect led to that host
            return Looked(replace(row, not_before=until, redirects=error.redirects))
        except FetchError as error:
            return Looked(self._failed(source, url, began, error, looks))
        snapshot = self._keep(source, fetched, known, looks)
        if self._browser is not None and EMPTY_SHELL in snapshot.flags:
            snapshot = await self._draw(self._browser, source, fetched.exchange, snapshot, looks, must_end - time())
        return Looked(snapshot, fetched.crawl_delay)

    async def _fetch(self, url: str, validators: Validators | None) -> Fetched:
        """Fetch, again when the failure may pass by itself, and learn about the network on the way.

        The retry machinery costs a tenth of a request, so it is set up only once there is a failure to hand to it.
        """
        failure: FetchError | None = None
        fetched: Fetched | None = None
        try:
            return await self._fetch_once(url, validators)
        except FetchError as error:
            failure = error
        async for attempt in stamina.retry_context(
            on=self._is_worth_another_try,
            attempts=self._settings.attempts,
            timeout=None,
            wait_initial=self._settings.retry_wait,
            wait_jitter=self._settings.retry_wait,
            wait_max=4 * self._settings.retry_wait,
        ):
            with attempt:
                if failure is not None:
                    first, failure = failure, None
                    raise first
                fetched = await self._fetch_once(url, validators)
        if fetched is None:
            raise FetchError("network_error", f"{url} was not tried; raise the attempts in the settings above zero")
        return fetched

    async def _fetch_once(self, url: str, validators: Validators | None) -> Fetched:
        fetched = await self._fetcher.fetch(url, now=self._now, validators=validators)
        self._network.reached()
        return fetched

    def _is_worth_another_try(self, error: Exception) -> bool:
        """Whether to try again; asked at every failure, so this is also where the network's state is learned."""
        if not isinstance(error, FetchError):
            return False
        if error.host:
            self._network.missed(error.host)
        elif error.outcome != "refused_address" and not isinstance(error, RestingError):
            self._network.reached()
        return isinstance(error, PassingError) and not self._network.seems_down

    def _failed(
        self, source: Source, url: str, began: dt.datetime, error: FetchError, looks: Sequence[Snapshot]
    ) -> Snapshot:
        flags = tuple(flag for flag in error.flags if flag == "name_unknown")
        finding = confirm_gone(Finding(error.outcome, str(error), flags), looks, began)
        return replace(_row(source, url, began, finding), redirects=error.redirects)

    def _keep(self, source: Source, fetched: Fetched, known: Snapshot | None, looks: Sequence[Snapshot]) -> Snapshot:
        """Judge what was fetched, store it, and write its row."""
        exchange = fetched.exchange
        charset, text = read_text(exchange)
        finding = classify(exchange, text, kind=source.kind, pointer=source.pointer)
        if "unknown_coding" in fetched.flags and finding.outcome == "fetched" and b"\0" in exchange.payload[:_BINARY]:
            coding = exchange.header("content-encoding")
            finding = Finding("unsupported", f"the body has the content coding {coding!r}, which nobody here can undo")
        finding = confirm_gone(finding, looks, exchange.fetched_at)
        if fetched.flags:
            finding = replace(finding, flags=(*fetched.flags, *finding.flags))
        row = self._store(source, exchange, finding, charset, known if finding.outcome == "not_modified" else None)
        if finding.outcome == "rate_limited":
            until = not_before(exchange.header("retry-after"), exchange.fetched_at, looks)
            self._fetcher.rests.keep(exchange.final_url, until)
            row = replace(row, not_before=until)
        return row

    async def _draw(
        self,
        browser: Browser,
        source: Source,
        shell: Exchange,
        row: Snapshot,
        looks: Sequence[Snapshot],
        patience: float,
    ) -> Snapshot:
        """The look at an empty shell as a browser shows it; the shell's own row, when that cannot be had.

        `row` is the shell's snapshot, `patience` what is left of the look's seconds. The shell stays in the archive,
        and the drawn document, which points back to it, is judged like any other answer.
        """
        try:
            async with asyncio.timeout(patience):
                drawn = await browser.render(shell, self._fetch_for_page, now=self._now, deadline=patience * 0.8)
        except (BrowserError, TimeoutError) as error:
            why = str(error) or "the browser did not finish in time"
            return replace(row, error=f"{row.error}; {why}")
        charset, text = read_text(drawn)
        finding = classify(drawn, text, kind=source.kind, pointer=source.pointer)
        finding = confirm_gone(finding, looks, drawn.fetched_at)
        finding = replace(finding, flags=("rendered", *finding.flags))
        return replace(self._store(source, drawn, finding, charset), http_status=shell.status)

    async def _fetch_for_page(self, url: str) -> Exchange:
        """What a page's scripts ask for: fetched like any source, every address checked, robots.txt obeyed."""
        return (await self._fetcher.fetch(url, now=self._now)).exchange

    def _store(
        self,
        source: Source,
        exchange: Exchange,
        finding: Finding,
        charset: str | None,
        known: Snapshot | None = None,
    ) -> Snapshot:
        """Store an exchange and give its row. `known` is what a 304 says still holds: the payload is the one stored
        then, and the look at it is recorded as a revisit."""
        name = name_snapshot(source.source_id, exchange.fetched_at, "live")
        charset = known.charset if known else charset
        remarks = (*_remarks(source, name, finding, charset), *exchange.metadata)
        stored = self._archive.append(replace(exchange, metadata=remarks))
        etag, last_modified = exchange.header("etag"), exchange.header("last-modified")
        has_body = bool(exchange.payload)
        return Snapshot(
            snapshot_id=name,
            source_id=source.source_id,
            requested_url=exchange.requested_url,
            final_url=exchange.final_url,
            fetched_at=exchange.fetched_at,
            outcome=finding.outcome,
            http_status=exchange.status,
            media_type=known.media_type if known else exchange.media_type,
            payload_sha256=known.payload_sha256 if known else stored.payload_sha256 if has_body else None,
            bytes=known.bytes if known else stored.bytes if has_body else None,
            etag=etag or known.etag if known else etag,
            last_modified=last_modified or known.last_modified if known else last_modified,
            content_date=known.content_date if known else None,
            archive_path=stored.path,
            archive_offset=stored.offset,
            archive_length=stored.length,
            error=finding.why,
            charset=charset,
            redirects=tuple(hop.url for hop in exchange.redirects),
            flags=finding.flags,
        )


def last_version(looks: Sequence[Snapshot]) -> Snapshot | None:
    """The newest look that read the source, whose validators a conditional request is made of."""
    for look in reversed(looks):
        if look.origin == "live" and look.outcome in ("fetched", "not_modified") and look.payload_sha256:
            return look
    return None


def read_text(exchange: Exchange) -> tuple[str | None, str]:
    """Charset and characters of a textual payload; (None, "") for others."""
    if not exchange.payload or not is_text(exchange.media_type or ""):
        return None, ""
    charset = find_charset(exchange.payload, exchange.header("content-type"))
    return charset, exchange.payload.decode(charset, errors="replace")


def name_snapshot(source_id: str, fetched_at: dt.datetime, origin: Origin, payload_sha256: str | None = None) -> str:
    """Stable name of an observation: the same look always has the same name."""
    parts = (source_id, fetched_at.astimezone(dt.UTC).isoformat(timespec="microseconds"), origin, payload_sha256 or "")
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def _validators(known: Snapshot | None) -> Validators | None:
    if known is None or known.payload_sha256 is None or not (known.etag or known.last_modified):
        return None
    url = known.final_url or known.requested_url or ""
    return Validators(url, known.etag, known.last_modified, known.payload_sha256)


def _row(source: Source, url: str, at: dt.datetime, finding: Finding) -> Snapshot:
    return Snapshot(
        snapshot_id=name_snapshot(source.source_id, at, "live"),
        source_id=source.source_id,
        requested_url=url,
        fetched_at=at,
        outcome=finding.outcome,
        error=finding.why,
        flags=finding.flags,
    )


def _remarks(source: Source, name: str, finding: Finding, charset: str | None) -> tuple[tuple[str, str], ...]:
    fields = (
        ("source", source.source_id),
        ("snapshot", name),
        ("outcome", finding.outcome),
        ("charset", charset or ""),
        ("flags", " ".join(finding.flags)),
    )
    return tuple((name, value) for name, value in fields if value)
