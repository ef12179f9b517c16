"""The one file that speaks httpx: one request out, one answer back, as received.

What belongs here: sending a request through the checked backend, streaming its raw body under a cap, and translating
the library's exceptions into this room's. What must never be here: redirects, robots, retries, meaning.

httpx has no total deadline (callers wrap a look in `asyncio.timeout`) and decodes without a limit (the raw stream is
read here, decoding.py does the rest). Proxies and credentials in the environment are not looked at: a proxy would dial
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

import certifi
import h11
import httpcore
import httpx

from pipeline.gathering.connections import Connections
from pipeline.gathering.decoding import accepted_codings
from pipeline.gathering.errors import FetchError, PassingError
from pipeline.gathering.exchange import Headers, Truncation, first_header
from pipeline.gathering.http1 import UnansweredError
from pipeline.gathering.settings import GatherSettings

ACCEPT: Final = "text/html, application/xhtml+xml, application/json;q=0.9, application/pdf;q=0.9, */*;q=0.8"

_IDLE_SECONDS: Final = 15.0
"""How long a connection stays open after its last answer."""
_SENT_AS_IT_IS: Final = re.compile(r"(?!.*/\.)https?://[a-z0-9.-]+(?::(?!80/|443/)\d+)?/[A-Za-z0-9/._~?&=+,;:@!$()*-]*")
"""Addresses that normalising would not change."""


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

    def offer(self, request: httpx.Request) -> None:
        """Add the cookies that belong to the request."""
        if self._cookies is not None:
            self._cookies.set_cookie_header(request)

    def take(self, response: httpx.Response) -> None:
        """Keep what the answer sets."""
        if "set-cookie" in response.headers:
            if self._cookies is None:
                self._cookies = httpx.Cookies()
            self._cookies.extract_cookies(response)

    def state(self) -> str:
        """What is kept, as one string: the same address with other cookies is not a circle."""
        if self._cookies is None:
            return ""
        return "; ".join(
            sorted(f"{cookie.domain}{cookie.path} {cookie.name}={cookie.value}" for cookie in self._cookies.jar)
        )


class Client:
    """Sends requests; an async context manager. Safe to share between tasks."""

    def __init__(
        self,
        settings: GatherSettings,
        backend: httpcore.AsyncNetworkBackend,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._settings = settings
        self._transport = transport or Connections(
            _trust(settings.ca_file),
            backend,
            connect_timeout=settings.connect_timeout,
            read_timeout=settings.read_timeout,
            keep=settings.idle_connections,
            keep_for=_IDLE_SECONDS,
        )
        self._base_headers = (
            ("User-Agent", settings.user_agent),
            ("Accept", ACCEPT),
            ("Accept-Language", "en, *;q=0.5"),
            ("Accept-Encoding", accepted_codings()),
        )

    async def __aenter__(self) -> Client:
        await self._transport.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._transport.__aexit__(kind, error, traceback)

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
            if jar is not None:
                jar.offer(request)
            response = await self._transport.handle_async_request(request)
            stream = _raw(response)
            try:
                response.request = request
                if jar is not None:
                    jar.take(response)
                return await _read(url, request, response, stream, limit)
            finally:
                await stream.aclose()


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


def _request(url: str, headers: Headers, form: Mapping[str, str] | None) -> httpx.Request:
    """A GET, or a POST of the form. Left to itself httpx takes as long to find that a GET has no body as to read its
    address, so it is told."""
    if form is not None:
        return httpx.Request("POST", url, data=form, headers=headers)
    parsed = httpx.URL(url)
    host = ("Host", parsed.netloc.decode("ascii"))
    return httpx.Request("GET", parsed, headers=(host, *headers), stream=httpx.ByteStream(b""))


@lru_cache(maxsize=4)
def _trust(ca_file: Path | None) -> ssl.SSLContext:
    """The public certificate authorities, and a person's own; read once, since that takes as long as a page."""
    trust = ssl.create_default_context(cafile=certifi.where())
    if ca_file:
        trust.load_verify_locations(cafile=ca_file)
    trust.set_alpn_protocols(["http/1.1"])
    return trust


async def _read(
    url: str, request: httpx.Request, response: httpx.Response, stream: httpx.AsyncByteStream, limit: int
) -> Answer:
    """The answer with as much of its raw body as the limit allows."""
    chunks: list[bytes] = []
    size = 0
    truncated: Truncation | None = None
    headers = _text(response.headers.raw)
    announced = first_header(headers, "content-length") or ""
    too_large = announced.isdecimal() and int(announced) > limit
    if not too_large:
        try:
            async for chunk in stream:
                chunks.append(chunk)
                size += len(chunk)
                if size > limit:
                    too_large = True
                    break
        except (httpx.RemoteProtocolError, h11.RemoteProtocolError, httpx.ReadError, httpcore.ReadError):
            truncated = "disconnect"
    return Answer(
        url=url,
        status=response.status_code,
        status_line=_status_line(response),
        request_headers=_text(request.headers.raw),
        response_headers=headers,
        body=b"" if too_large else b"".join(chunks),
        truncated="length" if too_large else truncated,
        too_large=too_large,
        closed_by_peer=_ends_by_close(response.status_code, headers),
        ip=_ip(response),
    )


def _raw(response: httpx.Response) -> httpx.AsyncByteStream:
    """The body as received; httpx's own `aiter_raw` and `aclose` add bookkeeping that costs a tenth of the request."""
    if not isinstance(response.stream, httpx.AsyncByteStream):
        raise TypeError("an asynchronous transport gives an asynchronous stream")
    return response.stream


def _ends_by_close(status: int, headers: Headers) -> bool:
    """No length and no chunks (RFC 9112, section 6.3, rule 8): a body cut short would look the same."""
    if status in (204, 304) or status < 200:
        return False
    return first_header(headers, "content-length") is None and first_header(headers, "transfer-encoding") is None


def _ip(response: httpx.Response) -> str | None:
    stream = response.extensions.get("network_stream")
    address = stream.get_extra_info("server_addr") if stream is not None else None
    return str(address[0]) if isinstance(address, tuple) else None


def _status_line(response: httpx.Response) -> str:
    version = response.extensions.get("http_version", b"HTTP/1.1").decode("latin-1")
    reason = response.extensions.get("reason_phrase", b"").decode("latin-1")
    return f"{version} {response.status_code} {reason}".rstrip()


def _text(raw: list[tuple[bytes, bytes]]) -> Headers:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in raw)


def _merged(base: Headers, extra: Headers) -> Headers:
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
    ((httpx.ConnectTimeout, httpcore.ConnectTimeout), _no_connection_in_time),
    ((httpx.TimeoutException, httpcore.TimeoutException), _silence),
    ((httpx.ConnectError, httpcore.ConnectError), _connecting),
    ((httpx.UnsupportedProtocol, httpx.InvalidURL), _unfit),
    ((httpx.RemoteProtocolError, h11.RemoteProtocolError), _malformed),
    ((httpx.LocalProtocolError, h11.LocalProtocolError), _unfit),
    ((httpx.NetworkError, httpcore.NetworkError, UnansweredError, ssl.SSLError, OSError), _broken),
)
