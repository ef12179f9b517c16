"""The one file that speaks httpx: one request out, one answer back, as received.

What belongs here: sending a request through the checked backend, streaming its raw body under a cap, and translating
the libraries' exceptions into this room's. What must never be here: redirects, robots, retries, meaning.

Of httpx this uses what it knows of addresses and cookies; its requests and answers are written for every way of using
one, and cost twice what the connection does. There is no total deadline (callers wrap a look in `asyncio.timeout`), and
nothing is decoded (decoding.py does). Proxies and credentials in the environment are not looked at: a proxy would dial
addresses that were never checked.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Final
from urllib.parse import urlencode

import certifi
import h11
import httpcore
import httpx

from pipeline.gathering.connections import Connections
from pipeline.gathering.decoding import accepted_codings
from pipeline.gathering.errors import FetchError, PassingError
from pipeline.gathering.exchange import Headers, Truncation, first_header
from pipeline.gathering.http1 import BrokenOffError, Head, HttpConnection, Origin, Request, UnansweredError
from pipeline.gathering.settings import GatherSettings

ACCEPT: Final = "text/html, application/xhtml+xml, application/json;q=0.9, application/pdf;q=0.9, */*;q=0.8"

_IDLE_SECONDS: Final = 15.0
"""How long a connection stays open after its last answer."""
_SENT_AS_IT_IS: Final = re.compile(
    r"(?!.*/\.)(https?://[a-z0-9.-]+(?::(?!80/|443/)\d+)?)(/[A-Za-z0-9/._~?&=+,;:@!$()*-]*)"
)
"""Addresses that normalising would not change: the origin, and what is asked of it."""
_USUAL_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer to one request; a redirect is an answer like any other."""

    url: str
    status: int
    status_line: str
    request_headers: Headers
    response_headers: Headers
    body: bytes
    """As received, content coding and all."""
    truncated: Truncation | None = None
    too_large: bool = False
    """The body exceeds the cap; it was not read further and must not be used."""
    closed_by_peer: bool = False
    """Nothing but the end of the connection says that the body is whole."""
    ip: str | None = None

    def header(self, name: str) -> str | None:
        """The first header of that name, in any case."""
        return first_header(self.response_headers, name)


class CookieJar:
    """Cookies of one look: some sites set one and redirect to the same address until it comes back."""

    def __init__(self) -> None:
        self._cookies: httpx.Cookies | None = None  # most sites set none, and a jar costs as much as a request

    def offer(self, url: str) -> Headers:
        """The header with the cookies that belong to a request."""
        if self._cookies is None:
            return ()
        request = httpx.Request("GET", url)
        self._cookies.set_cookie_header(request)
        cookie = request.headers.get("cookie")
        return (("Cookie", cookie),) if cookie else ()

    def take(self, url: str, headers: Headers) -> None:
        """Keep what the answer to a request sets."""
        if first_header(headers, "set-cookie") is not None:
            if self._cookies is None:
                self._cookies = httpx.Cookies()
            raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
            self._cookies.extract_cookies(httpx.Response(200, headers=raw, request=httpx.Request("GET", url)))

    def state(self) -> str:
        """What is kept, as one string: the same address with other cookies is not a circle."""
        if self._cookies is None:
            return ""
        return "; ".join(
            sorted(f"{cookie.domain}{cookie.path} {cookie.name}={cookie.value}" for cookie in self._cookies.jar)
        )


class Client:
    """Sends requests; an async context manager. Safe to share between tasks."""

    def __init__(self, settings: GatherSettings, backend: httpcore.AsyncNetworkBackend) -> None:
        self._settings = settings
        self._connections = Connections(
            _trust(settings.ca_file),
            backend,
            connect_timeout=settings.connect_timeout,
            read_timeout=settings.read_timeout,
            keep=settings.idle_connections,
            keep_for=_IDLE_SECONDS,
        )
        self._base_headers: Headers = (
            ("User-Agent", settings.user_agent),
            ("Accept", ACCEPT),
            ("Accept-Language", "en, *;q=0.5"),
            ("Accept-Encoding", accepted_codings()),
        )

    async def __aenter__(self) -> Client:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._connections.aclose()

    async def send(
        self,
        url: str,
        *,
        headers: Headers = (),
        jar: CookieJar | None = None,
        cap: int | None = None,
        form: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send a GET, or a POST where there is a form, and read the body, at most `cap` bytes (default: the wire cap).

        Raises FetchError or PassingError; whatever the server answered is an Answer.
        """
        limit = self._settings.wire_cap if cap is None else cap
        with _Translated(url):
            request = _request(url, _merged(self._base_headers, headers), form)
            if jar is not None and (cookies := jar.offer(url)):
                request = request._replace(headers=(*request.headers, *cookies))
            connection, head = await self._connections.ask(request)
            try:
                if jar is not None:
                    jar.take(url, head.headers)
                return await _read(url, request, connection, head, limit)
            finally:
                await self._connections.release(connection, request.origin)


def join(base: str, reference: str) -> str:
    """The absolute address of a reference found at `base`, without its fragment. Raises FetchError."""
    try:
        return str(httpx.URL(base).join(reference).copy_with(fragment=None))
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError("not_found", f"{base} leads to {reference[:200]!r}, which is no address ({error})") from error


def normalise(url: str) -> str:
    """The address as it is sent: fragment removed, host in its ASCII form, path percent-encoded. Raises FetchError."""
    if _SENT_AS_IT_IS.fullmatch(url):
        return url
    try:
        return str(httpx.URL(url).copy_with(fragment=None))
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise FetchError("refused_address", f"{url!r} is no address ({error}); correct the source's url") from error


def _request(url: str, headers: Headers, form: Mapping[str, str] | None) -> Request:
    origin, target = _parts(url)
    host = ("Host", origin.netloc)
    if form is None:
        return Request(origin, target, (host, *headers))
    body = urlencode(form, doseq=True).encode("ascii")
    content = (("Content-Length", str(len(body))), ("Content-Type", "application/x-www-form-urlencoded"))
    return Request(origin, target, (host, *content, *headers), "POST", body)


def _parts(url: str) -> tuple[Origin, str]:
    """Where an address leads, and what is asked there."""
    plain = _SENT_AS_IT_IS.fullmatch(url)
    if plain is not None:
        return _origin(plain[1]), plain[2]
    return _origin(url), httpx.URL(url).raw_path.decode("ascii")


@lru_cache(maxsize=4096)
def _origin(url: str) -> Origin:
    """Read once per host: to read an address takes httpx as long as the rest of the request."""
    parsed = httpx.URL(url)
    port = parsed.port or _USUAL_PORTS[parsed.scheme]
    return Origin(parsed.scheme, parsed.raw_host.decode("ascii"), port, parsed.netloc.decode("ascii"))


@lru_cache(maxsize=4)
def _trust(ca_file: Path | None) -> ssl.SSLContext:
    """The public certificate authorities, and a person's own; read once, since that takes as long as a page."""
    trust = ssl.create_default_context(cafile=certifi.where())
    if ca_file:
        trust.load_verify_locations(cafile=ca_file)
    trust.set_alpn_protocols(["http/1.1"])
    return trust


async def _read(url: str, request: Request, connection: HttpConnection, head: Head, limit: int) -> Answer:
    """The answer with as much of its raw body as the limit allows."""
    chunks: list[bytes] = []
    size = 0
    truncated: Truncation | None = None
    announced = first_header(head.headers, "content-length") or ""
    too_large = announced.isdecimal() and int(announced) > limit
    if connection.has_body and not too_large:
        try:
            async for chunk in connection.body():
                chunks.append(chunk)
                size += len(chunk)
                if size > limit:
                    too_large = True
                    break
        except (h11.RemoteProtocolError, httpcore.ReadError, BrokenOffError):
            truncated = "disconnect"
    address = connection.stream.get_extra_info("server_addr")
    return Answer(
        url=url,
        status=head.status,
        status_line=head.status_line,
        request_headers=request.headers,
        response_headers=head.headers,
        body=b"" if too_large else b"".join(chunks),
        truncated="length" if too_large else truncated,
        too_large=too_large,
        closed_by_peer=_ends_by_close(head.status, head.headers),
        ip=str(address[0]) if isinstance(address, tuple) else None,
    )


def _ends_by_close(status: int, headers: Headers) -> bool:
    """No length and no chunks (RFC 9112, section 6.3, rule 8): a body cut short would look the same."""
    if status in (204, 304) or status < 200:
        return False
    return first_header(headers, "content-length") is None and first_header(headers, "transfer-encoding") is None


def _merged(base: Headers, extra: Headers) -> Headers:
    if not extra:
        return base
    given = {name.lower() for name, _ in extra}
    return (*(header for header in base if header[0].lower() not in given), *extra)


class _Translated:
    """Turns the library's exceptions into this room's, with the outcome and the advice of each."""

    def __init__(self, url: str) -> None:
        self._url = url

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if error is None or isinstance(error, FetchError) or not isinstance(error, Exception):
            return
        translate = next((make for kinds, make in _TRANSLATIONS if isinstance(error, kinds)), None)
        if translate is not None:
            raise translate(self._url, error) from error


def _connecting(url: str, error: Exception) -> FetchError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            reason = getattr(cause, "verify_message", "") or cause.reason or str(cause)
            return FetchError("tls_error", f"no secure connection to {url}: {reason}; check the address in a browser")
        cause = cause.__cause__ or cause.__context__
    message = f"no connection to {url}: {str(error) or 'refused'}; check the address and the network"
    return PassingError("network_error", message, host=httpx.URL(url).host)


def _no_connection_in_time(url: str, error: Exception) -> FetchError:
    return PassingError("timeout", f"no connection to {url} in time; try again later", host=httpx.URL(url).host)


def _silence(url: str, error: Exception) -> FetchError:
    return FetchError("timeout", f"{url} did not go on answering in time; try again later")


def _broken(url: str, error: Exception) -> FetchError:
    return PassingError("network_error", f"{url} broke the connection off: {error}; try again later")


def _malformed(url: str, error: Exception) -> FetchError:
    return FetchError("network_error", f"{url} does not speak HTTP as it should: {error}; check the address")


def _unfit(url: str, error: Exception) -> FetchError:
    return FetchError("refused_address", f"{url!r} cannot be asked for: {error}; correct the source's url")


_TRANSLATIONS: Final[tuple[tuple[tuple[type[Exception], ...], Callable[[str, Exception], FetchError]], ...]] = (
    ((httpcore.ConnectTimeout,), _no_connection_in_time),
    ((httpcore.TimeoutException,), _silence),
    ((httpcore.ConnectError,), _connecting),
    ((httpcore.UnsupportedProtocol, httpx.InvalidURL), _unfit),
    ((h11.RemoteProtocolError,), _malformed),
    ((h11.LocalProtocolError,), _unfit),
    ((httpcore.NetworkError, UnansweredError, ssl.SSLError, OSError), _broken),
)
