"""The one file that speaks playwright: a page that scripts draw, as a browser would show it. Needs the `browser` extra.

What belongs here: rendering a page whose bytes were already fetched. What must never be here: dialling. The browser
itself reaches nothing: every request that its scripts make is answered from here by the caller's own fetch, which
checks addresses, robots and caps like any other; whatever slips past that meets a proxy that is not there.

A rendered page is not what the server sent, so it is an exchange without a status line that says which payload it was
made from (a WARC `conversion`), and its metadata names the browser.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.gathering.errors import GatheringError
from pipeline.gathering.exchange import Exchange, Hop
from pipeline.gathering.timestamps import Now
from pipeline.gathering.warc import sha256_hex

if TYPE_CHECKING:
    from playwright.async_api import Browser as RunningBrowser
    from playwright.async_api import Page, Route, WebSocketRoute

Fetch = Callable[[str], Awaitable[Exchange]]
"""The caller's way to get an address; it may raise `GatheringError`, and the script then sees a failed request."""

MOST_REQUESTS = 150
"""Requests that a page's scripts may make."""
AT_ONCE = 4
"""Of these, how many may be under way at once: scripts ask a host no faster than a look does."""
_READING = 5.0
"""Seconds in which the drawn document must be read out of the browser."""
_NEEDED = frozenset({"document", "script", "xhr", "fetch", "stylesheet"})
"""What a page needs to show its text; pictures, fonts and media are left away."""
_NOBODY = "http://127.0.0.1:9"
_ARGUMENTS = (
    f"--proxy-server={_NOBODY}",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
)
_OWN_HEADERS = frozenset({"content-encoding", "content-length", "transfer-encoding", "set-cookie", "connection"})


class BrowserError(GatheringError):
    """The browser could not be started, or failed on the page."""


class Browser:
    """One browser for a round, started when the first page needs it; an async context manager."""

    def __init__(self, executable: Path | None = None, *, at_once: int = 2) -> None:
        """`executable` is the browser's path; by default playwright's own Chromium. `at_once` bounds open pages."""
        self._executable = executable
        self._turn = asyncio.Semaphore(at_once)
        self._starting = asyncio.Lock()
        self._opened = AsyncExitStack()
        self._browser: RunningBrowser | None = None
        self._broken: str | None = None

    async def __aenter__(self) -> Browser:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._opened.aclose()

    async def render(self, page: Exchange, fetch: Fetch, *, now: Now, deadline: float) -> Exchange:
        """The page as it stands when its scripts have come to rest, or after `deadline` seconds.

        The exchange is one without an answer: its payload is the document as HTML, its `final_url` the address that
        the scripts had led to by then, `fetched_at` the instant it was taken. Raises `BrowserError`.
        """
        async with self._turn:
            browser = await self._start()
            context = await browser.new_context(service_workers="block", accept_downloads=False)
            try:
                answers = _Answers(page, fetch)
                await context.route("**/*", answers.give)
                await context.route_web_socket("**/*", _refuse_socket)
                html, url = await _draw(await context.new_page(), page.final_url, deadline)
            finally:
                with suppress(Exception):  # a browser that died has closed it already
                    await context.close()
            return _drawn(page, html, url, now(), f"Chromium {browser.version}", answers.count)

    async def _start(self) -> RunningBrowser:
        """The running browser. What kept it from starting once is not tried again in this round."""
        async with self._starting:
            if self._broken:
                raise BrowserError(self._broken)
            if self._browser is None or not self._browser.is_connected():
                try:
                    self._browser = await self._launch()
                except BrowserError as error:
                    self._broken = str(error)
                    raise
            return self._browser

    async def _launch(self) -> RunningBrowser:
        if find_spec("playwright") is None:
            raise BrowserError("drawing a page needs the extra `browser`: pip install 'claims[browser]'")
        from playwright.async_api import Error, async_playwright

        playwright = await self._opened.enter_async_context(async_playwright())
        try:
            browser = await playwright.chromium.launch(
                executable_path=self._executable, args=list(_ARGUMENTS), chromium_sandbox=os.geteuid() != 0
            )
        except Error as error:
            first_line = str(error).partition("\n")[0]
            raise BrowserError(
                f"no browser could be started ({first_line}); run `playwright install chromium`, or name the path of "
                "one in CLAIMS_BROWSER_PATH"
            ) from error
        self._opened.push_async_callback(browser.close)
        return browser


def _drawn(page: Exchange, html: str, url: str, at: dt.datetime, browser: str, requests: int) -> Exchange:
    """The drawn document as an exchange of its own, with where it came from."""
    source = sha256_hex(page.payload)
    led_on = Hop(url=page.final_url, status_line="", request_headers=(), response_headers=())
    return replace(
        page,
        final_url=url,
        fetched_at=at,
        status_line=None,
        request_headers=(),
        response_headers=(("Content-Type", "text/html; charset=utf-8"),),  # whatever the document says of its charset
        payload=html.encode("utf-8", "surrogatepass"),
        wire=None,
        media_type="text/html",
        ip=None,
        redirects=page.redirects if url == page.final_url else (*page.redirects, led_on),
        converted_from=source,
        metadata=(
            ("rendered-by", browser),
            ("rendered-from", f"sha256:{source}"),
            ("rendered-requests", str(requests)),
        ),
    )


async def _draw(opened: Page, url: str, deadline: float) -> tuple[str, str]:
    """The document and its address once its scripts rest, or when the time is up. Raises `BrowserError`."""
    from playwright.async_api import Error

    with suppress(Error, TimeoutError):  # scripts that never rest, or leave the page: what is drawn by then counts
        async with asyncio.timeout(deadline):
            await opened.goto(url, wait_until="networkidle", timeout=deadline * 1000)
    try:
        async with asyncio.timeout(_READING):
            return await opened.content(), opened.url
    except (Error, TimeoutError) as error:
        first_line = str(error).partition("\n")[0]
        raise BrowserError(f"the browser could not draw {url} ({first_line or 'no answer'})") from error


async def _refuse_socket(socket: WebSocketRoute) -> None:
    await socket.close()


@dataclass  # playwright hangs an attribute on the owner of its handlers: no slots
class _Answers:
    """Answers a page's requests: the page itself from its bytes, what scripts ask for through the caller's fetch."""

    page: Exchange
    fetch: Fetch
    count: int = 0
    _known: dict[str, Exchange] = field(default_factory=dict)
    _turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def give(self, route: Route) -> None:
        request = route.request
        answer: Exchange | None = None
        if request.url == self.page.final_url and request.is_navigation_request():
            answer = self.page
        else:
            self.count += 1
            if request.method == "GET" and request.resource_type in _NEEDED and self.count <= MOST_REQUESTS:
                answer = await self._find(request.url)
        await _settle(route, answer)

    async def _find(self, url: str) -> Exchange | None:
        async with self._turn:
            if url not in self._known:
                try:
                    self._known[url] = await self.fetch(url)
                except GatheringError:
                    return None
            return self._known[url]


async def _settle(route: Route, answer: Exchange | None) -> None:
    """Give the browser the answer, or a failed request where there is none."""
    from playwright.async_api import Error

    with suppress(Error):  # the page was closed in the meantime
        if answer is None:
            await route.abort()
            return
        headers = {name: value for name, value in answer.response_headers if name.lower() not in _OWN_HEADERS}
        await route.fulfill(status=answer.status or 200, headers=headers, body=answer.payload)
