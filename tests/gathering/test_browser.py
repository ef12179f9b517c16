"""A page that scripts draw is read as a browser shows it, and the browser itself dials nothing."""

from __future__ import annotations

import asyncio
import socket
import threading
from pathlib import Path

import pytest

from pipeline.gathering import browser
from pipeline.gathering.browser import BrowserMissingError, render
from pipeline.gathering.errors import GatheringError
from pipeline.gathering.exchange import Exchange
from pipeline.gathering.pages import read_page
from tests.gathering.exchanges import answer

CHROMIUM = Path("/usr/bin/chromium")
SHELL = """<html><head><title>Seeds</title></head><body><div id="app"></div><script>
fetch('/api/count').then(r => r.json()).then(d => {
  document.getElementById('app').innerHTML = '<p>The library keeps ' + d.count.toLocaleString('en') + ' varieties.</p>';
});
%s
</script></body></html>"""


def _json(payload: bytes) -> Exchange:
    return answer(2, payload, headers=(("Content-Type", "application/json"),))


async def _api(url: str) -> Exchange:
    if url == "https://example.test/api/count":
        return _json(b'{"count": 48213}')
    raise GatheringError(f"refused {url}; it is not in this test")


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium on this machine")
class TestWithChromium:
    def test_what_scripts_draw_can_be_read(self) -> None:
        shell = answer(1, (SHELL % "").encode())
        assert "48,213" not in read_page(shell.payload, media_type="text/html").text
        drawn = asyncio.run(render(shell, _api, executable=str(CHROMIUM)))
        assert "The library keeps 48,213 varieties." in read_page(drawn.payload, media_type="text/html").text
        assert drawn.status_line is None
        assert any(name == "rendered-from" for name, _ in drawn.metadata)

    def test_nothing_is_dialled_whatever_the_scripts_try(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.settimeout(0.5)
            port = server.getsockname()[1]
            tries = f"""
              fetch('http://127.0.0.1:{port}/a').catch(() => 0);
              new Image().src = 'http://127.0.0.1:{port}/b';
              try {{ new WebSocket('ws://127.0.0.1:{port}/c') }} catch (e) {{}}
              navigator.sendBeacon('http://127.0.0.1:{port}/d', 'x');
              const frame = document.createElement('iframe'); frame.src = 'http://127.0.0.1:{port}/e';
              document.body.appendChild(frame);"""
            visitors: list[object] = []
            watcher = threading.Thread(target=_accept_all, args=(server, visitors))
            watcher.start()
            asyncio.run(render(answer(1, (SHELL % tries).encode()), _api, executable=str(CHROMIUM), deadline=8))
            watcher.join()
        assert visitors == []

    def test_scripts_that_never_rest_are_cut_off(self) -> None:
        busy = answer(
            1, (SHELL % "setInterval(() => fetch('/api/count?' + Math.random()).catch(() => 0), 50);").encode()
        )
        drawn = asyncio.run(render(busy, _api, executable=str(CHROMIUM), deadline=4))
        assert b"48,213" in drawn.payload


def _accept_all(server: socket.socket, visitors: list[object]) -> None:
    for _ in range(16):
        try:
            connection, address = server.accept()
        except TimeoutError:
            continue
        visitors.append(address)
        connection.close()


def test_a_browser_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    if not browser.is_available():
        pytest.skip("the extra is not installed")
    with pytest.raises(BrowserMissingError, match="playwright install"):
        asyncio.run(render(answer(1, b"<p>5</p>"), _api, executable=str(tmp_path / "missing")))
