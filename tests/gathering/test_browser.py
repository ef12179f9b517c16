"""A page that scripts draw is read as a browser shows it, and the browser itself dials nothing."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.gathering import Archive, read_page, verify_wacz, write_wacz
from pipeline.gathering.browser import Browser, BrowserError
from pipeline.gathering.errors import GatheringError
from pipeline.gathering.exchange import Exchange
from pipeline.model import Snapshot
from tests.chromium import CHROMIUM, in_chromium
from tests.gathering.answers import page, prose
from tests.gathering.exchanges import answer
from tests.gathering.raw_server import RawServer, Saying, http
from tests.gathering.rounds import LOOPBACK, START, Clock, look_at, payload, run, source

SHELL = """<html><head><title>Seeds</title></head><body><div id="app"></div><script>
fetch('/api/count').then(r => r.json()).then(d => {
  document.getElementById('app').innerHTML = '<p>The library keeps ' + d.count.toLocaleString('en') + ' varieties.</p>';
});
%s
</script></body></html>"""
EMPTY = (SHELL % "").encode()
PROGRAM = Path(CHROMIUM or "chromium")
DRAWING = replace(LOOPBACK, browser=True, browser_path=PROGRAM, deadline=20)

ATTEMPTS_TO_LEAVE = (
    "location = '{at}/a'",
    "document.body.innerHTML += '<form method=post action={at}/b></form>'; document.forms[0].submit()",
    "window.open('{at}/c')",
)
ATTEMPTS_TO_REACH = """\
fetch('{at}/a', {mode: 'no-cors'}).catch(() => 0)
new Image().src = '{at}/b'
new WebSocket('{at}/c'.replace('http', 'ws'))
navigator.sendBeacon('{at}/d', 'x')
document.body.appendChild(document.createElement('iframe')).src = '{at}/e'
document.head.innerHTML += '<link rel=preconnect href={at}><link rel=stylesheet href={at}/f>'
new Worker(URL.createObjectURL(new Blob(["fetch('{at}/g')"])))
new EventSource('{at}/h')
new WebTransport('{at}/i'.replace('http', 'https'))
turn = [{urls: '{at}?transport=tcp'.replace('http://', 'turn:'), username: 'u', credential: 'c'}]
peer = new RTCPeerConnection({iceServers: turn})
peer.createDataChannel('x')
peer.createOffer().then(o => peer.setLocalDescription(o))
import('{at}/j.js').catch(() => 0)"""


def _json(payload: bytes) -> Exchange:
    return answer(2, payload, headers=(("Content-Type", "application/json"),))


async def _api(url: str) -> Exchange:
    if url == "https://example.test/api/count":
        return _json(b'{"count": 48213}')
    raise GatheringError(f"refused {url}; it is not in this test")


def drawn(shell: Exchange, deadline: float = 15) -> Exchange:
    async def draw() -> Exchange:
        async with Browser(PROGRAM) as browser:
            return await browser.render(shell, _api, now=Clock(), deadline=deadline)

    return asyncio.run(draw())


@in_chromium
class TestWithChromium:
    def test_what_scripts_draw_can_be_read(self) -> None:
        shell = answer(1, EMPTY)
        assert "48,213" not in read_page(shell.payload, media_type="text/html").text
        page = drawn(shell)
        assert "The library keeps 48,213 varieties." in read_page(page.payload, media_type="text/html").text
        assert page.status_line is None
        assert page.converted_from
        assert any(name == "rendered-from" for name, _ in page.metadata)

    @pytest.mark.parametrize("attempts", [*ATTEMPTS_TO_LEAVE, ATTEMPTS_TO_REACH], ids=["go", "post", "open", "reach"])
    def test_nothing_is_dialled_whatever_the_scripts_try(self, attempts: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.settimeout(0.2)
            visitors: list[object] = []
            done = threading.Event()
            watcher = threading.Thread(target=_accept_all, args=(server, visitors, done))
            watcher.start()
            lines = attempts.replace("{at}", f"http://127.0.0.1:{server.getsockname()[1]}").splitlines()
            tries = "\n".join(f"try {{ {line} }} catch (e) {{}}" for line in lines)
            try:
                drawn(answer(1, (SHELL % tries).encode()), deadline=4)
            finally:
                done.set()
                watcher.join()
        assert visitors == []

    def test_scripts_that_never_rest_are_cut_off(self) -> None:
        busy = answer(
            1, (SHELL % "setInterval(() => fetch('/api/count?' + Math.random()).catch(() => 0), 50);").encode()
        )
        assert b"48,213" in drawn(busy, deadline=4).payload

    def test_an_empty_shell_is_drawn_and_kept_with_where_it_came_from(self, tmp_path: Path) -> None:
        says: dict[str, Saying] = {
            "/x": http(EMPTY, ETag='"1"'),
            "/api/count": http(b'{"count": 48213}', Content_Type="application/json"),
        }
        (off,) = looks_at(tmp_path / "off", says, browser=False)
        assert (off.outcome, off.flags) == ("blocked", ("empty_shell",))
        (found,) = looks_at(tmp_path, says)
        assert (found.outcome, found.origin, found.http_status) == ("fetched", "live", 200)
        assert "rendered" in found.flags
        assert found.etag is None, "an unchanged shell says nothing of what its scripts fetch"
        assert b"48,213 varieties" in payload(tmp_path, found)
        with Archive(tmp_path / "archive") as archive:
            entries = list(archive.entries())
            shell, conversion = (archive.record(f"archive/{entry.name}", entry.offset) for entry in entries)
            assert (shell.type, conversion.type) == ("response", "conversion")
            assert shell.payload == EMPTY
            assert conversion.fields["warc-refers-to"] == f"<{shell.record_id}>"
            assert archive.verify(expected=[found]).ok
            write_wacz(archive, [found], tmp_path / "x.wacz", created=START, title="one page")
        bundle = verify_wacz(tmp_path / "x.wacz")
        assert bundle.problems == ()
        assert bundle.records == 6, "warcinfo, the shell's three records, and the drawn page's two"

    def test_a_drawn_page_is_judged_like_any_other(self, tmp_path: Path) -> None:
        missing = SHELL % "document.title = 'Page not found'; document.body.innerHTML += '<h1>Page not found</h1>'"
        says: dict[str, Saying] = {"/x": http(missing.encode()), "/api/count": http(b"", "404 Not Found")}
        (found,) = looks_at(tmp_path / "missing", says)
        assert found.outcome == "soft_not_found", found.error
        (found,) = looks_at(tmp_path / "empty", {"/x": http(EMPTY)})
        assert (found.outcome, "empty_shell" in found.flags) == ("blocked", True)

    def test_what_scripts_ask_for_goes_through_the_checked_fetch(self, tmp_path: Path) -> None:
        """robots.txt, the ranges of addresses and the redirects hold inside the browser as they do outside."""
        tries = """fetch('/hidden').then(r => document.title = 'got' + 'hidden').catch(() => 0);
            fetch('/away').then(r => document.title = 'got' + 'away').catch(() => 0);
            fetch('http://169.254.169.254/latest/meta-data/').catch(() => 0);"""
        says: dict[str, Saying] = {
            "/robots.txt": http(b"User-agent: *\nDisallow: /hidden\n", Content_Type="text/plain"),
            "/x": http((SHELL % tries).encode()),
            "/api/count": http(b'{"count": 48213}', Content_Type="application/json"),
            "/away": http(status="302 Found", Location="http://10.0.0.1/"),
            "/hidden": http(b"secret"),
        }
        asked: list[str] = []
        (found,) = looks_at(tmp_path, says, asked=asked.append)
        assert found.outcome == "fetched"
        assert b"<title>Seeds" in payload(tmp_path, found)
        assert "/hidden" not in asked
        assert "/away" in asked

    def test_the_look_ends_at_its_deadline(self, tmp_path: Path) -> None:
        says: dict[str, Saying] = {"/x": http((SHELL % "for (;;) {}").encode())}
        (found,) = looks_at(tmp_path, says, deadline=4)
        assert found.outcome == "blocked"
        assert "empty_shell" in found.flags

    def test_a_page_with_text_needs_no_browser(self, tmp_path: Path) -> None:
        says: dict[str, Saying] = {"/x": http(page("Tram numbers", prose(3)).encode())}
        (found,) = looks_at(tmp_path, says, browser_path=tmp_path / "no browser at all")
        assert (found.outcome, found.flags) == ("fetched", ())


def looks_at(
    folder: Path, says: dict[str, Saying], *, asked: Callable[[str], None] = lambda _: None, **changes: object
) -> list[Snapshot]:
    """One look at `/x` of a server that says this, with the browser switched on."""
    found: list[Snapshot] = []

    async def test() -> None:
        async with RawServer(says) as server:
            settings = replace(DRAWING, **changes)  # type: ignore[arg-type]
            found.extend(await look_at([source(f"{server.origin}/x")], folder, settings=settings))
            for one in server.asked:
                asked(one.path)

    run(test)
    return found


def _accept_all(server: socket.socket, visitors: list[object], done: threading.Event) -> None:
    while not done.is_set():
        try:
            connection, address = server.accept()
        except TimeoutError:
            continue
        visitors.append(address)
        connection.close()


def test_a_browser_that_is_not_there_is_a_row_that_says_what_to_do(tmp_path: Path) -> None:
    (found,) = looks_at(tmp_path, {"/x": http(EMPTY)}, browser_path=tmp_path / "missing")
    assert found.outcome == "blocked"
    assert "playwright install" in (found.error or "")


def test_a_browser_that_cannot_be_started_is_a_clear_error(tmp_path: Path) -> None:
    async def draw() -> None:
        async with Browser(tmp_path / "missing") as browser:
            with pytest.raises(BrowserError, match="CLAIMS_BROWSER_PATH"):
                await browser.render(answer(1, b"<p>5</p>"), _api, now=Clock(), deadline=5)

    asyncio.run(draw())
