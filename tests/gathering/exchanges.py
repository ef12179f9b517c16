"""Exchanges to store, made up; nothing here touches a network."""

from __future__ import annotations

import datetime as dt

from pipeline.gathering.exchange import Exchange, Headers, Hop

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def answer(number: int, payload: bytes, *, redirects: tuple[Hop, ...] = (), headers: Headers = ()) -> Exchange:
    """A successful GET of page `number`, one second after the page before."""
    return Exchange(
        requested_url=redirects[0].url if redirects else f"https://example.test/page/{number}",
        final_url=f"https://example.test/page/{number}",
        fetched_at=NOON + dt.timedelta(seconds=number),
        request_headers=(("Host", "example.test"), ("User-Agent", "claims-test")),
        status_line="HTTP/1.1 200 OK",
        response_headers=headers or (("Content-Type", "text/html"), ("Content-Length", str(len(payload)))),
        payload=payload,
        media_type="text/html",
        ip="192.0.2.1",
        redirects=redirects,
        metadata=(("snapshot", f"snapshot-{number}"),),
    )


def unchanged(number: int, sha256: str) -> Exchange:
    """A 304 for the payload with that digest."""
    return Exchange(
        requested_url=f"https://example.test/page/{number}",
        final_url=f"https://example.test/page/{number}",
        fetched_at=NOON + dt.timedelta(seconds=number),
        request_headers=(("Host", "example.test"), ("If-None-Match", '"a"')),
        status_line="HTTP/1.1 304 Not Modified",
        response_headers=(("ETag", '"a"'),),
        unchanged_sha256=sha256,
    )


def taken_in(number: int, payload: bytes) -> Exchange:
    """A transcript: a file, not an answer."""
    return Exchange(
        requested_url=f"file:///seeds/transcripts/{number}.md",
        final_url=f"file:///seeds/transcripts/{number}.md",
        fetched_at=NOON + dt.timedelta(seconds=number),
        payload=payload,
        media_type="text/markdown",
    )


def redirect(number: int, target: int) -> Hop:
    """A 301 from one page to another."""
    return Hop(
        url=f"https://example.test/page/{number}",
        status_line="HTTP/1.1 301 Moved Permanently",
        request_headers=(("Host", "example.test"),),
        response_headers=(("Location", f"/page/{target}"), ("Content-Length", "162")),
        ip="192.0.2.1",
    )
