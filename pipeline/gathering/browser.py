"""The one file that speaks playwright: a page that scripts draw, as a browser would show it. Needs the `browser` extra.

What belongs here: rendering a page whose bytes were already fetched. What must never be here: dialling. The browser
itself reaches nothing: every request that its scripts make is answered from here by the caller's own fetch, which
checks addresses, robots and caps like any other; whatever slips past that meets a proxy that is not there.

A rendered page is not what the server sent, so it is an exchange without a status line (a WARC `resource`), and its
metadata names the browser and the payload that it was drawn from.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

from pipeline.gathering.errors import GatheringError
from pipeline.gathering.exchange import Exchange
from pipeline.gathering.warc import sha256_hex

if TYPE_CHECKING:
    from playwright.async_api import Page, Route, WebSocketRoute

Fetch = Callable[[str], Awaitable[Exchange]]
"""The caller's way to get an address; it may raise `GatheringError`, and the script then sees a failed request."""

MOST_REQUESTS = 150
"""Requests that a page's scripts may make."""
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


class BrowserMissingError(GatheringError):
    """Rendering was asked for, but there is no browser to do it with."""


def is_available() -> bool:
    """Whether the extra is installed; the browser's own program may still be missing."""
    return find_spec("playwright") is not None


async def render(page: Exchange, fetch: Fetch, *, executable: str | None = None, deadline: float = 30.0) -> Exchange:
    """The page as it stands when its scripts have come to rest, or after `deadline` seconds.

    `executable` is the browser's path; by default playwright's own Chromium. Raises `BrowserMissingError` without the
    extra or the browser.
    """
    if not is_available():
        raise BrowserMissingError("rendering needs the extra `browser`: pip install 'claims[browser]'")
    from playwright.async_api import Error, async_playwright

    answers = _Answers(page, fetch)
    async with async_playwright() as playwright:
        try:
            browser = await playwright.chromium.launch(
                executable_path=executable, args=list(_ARGUMENTS), chromium_sandbox=os.geteuid() != 0
            )
        except Error as error:
            first_line = str(error).partition("\n")[0]
            raise BrowserMissingError(
                f"no browser could be started ({first_line}); run `playwright install chromium` or name its path"
            ) from error
        try:
            context = await browser.new_context(service_workers="block", accept_downloads=False)
            opened = await context.new_page()
            await opened.route("**/*", answers.give)
            await opened.route_web_socket("**/*", _refuse_socket)
            html = await _draw(opened, page.final_url, deadline)
            name = f"Chromium {browser.version}"
        finally:
            await browser.close()
    drawn_from = (("rendered-by", name), ("rendered-from", f"sha256:{sha256_hex(page.payload)}"))
    return replace(
        page,
        status_line=None,
        request_headers=(),
        response_headers=(),
        payload=html.encode(),
        wire=None,
        media_type="text/html",
        redirects=(),
        metadata=(*page.metadata, *drawn_from, ("rendered-requests", str(answers.count))),
    )


async def _draw(opened: Page, url: str, deadline: float) -> str:
    from playwright.async_api import Error

    with suppress(Error, TimeoutError):  # scripts that never rest, or leave the page: what is drawn by then counts
        async with asyncio.timeout(deadline):
            await opened.goto(url, wait_until="networkidle", timeout=deadline * 1000)
    return await opened.content()


async def _refuse_socket(socket: WebSocketRoute) -> None:
    await socket.close()


@dataclass  # playwright hangs an attribute on the owner of its handlers: no slots
class _Answers:
    """Answers a page's requests: the page itself from its bytes, what scripts ask for through the caller's fetch."""

    page: Exchange
    fetch: Fetch
    count: int = 0
    _known: dict[str, Exchange] = field(default_factory=dict)

    async def give(self, route: Route) -> None:
        request = route.request
        if request.url == self.page.final_url and request.is_navigation_request():
            await _fulfil(route, self.page)
            return
        self.count += 1
        if request.method != "GET" or request.resource_type not in _NEEDED or self.count > MOST_REQUESTS:
            await route.abort()
            return
        try:
            answer = self._known.get(request.url) or await self.fetch(request.url)
        except GatheringError:
            await route.abort()
            return
        self._known[request.url] = answer
        await _fulfil(route, answer)


async def _fulfil(route: Route, answer: Exchange) -> None:
    headers = {name: value for name, value in answer.response_headers if name.lower() not in _OWN_HEADERS}
    await route.fulfill(status=answer.status or 200, headers=headers, body=answer.payload)
