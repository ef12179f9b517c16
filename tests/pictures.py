"""The pictures of the documentation, made from a real run: `python -m tests.pictures [FOLDER]` (default `.readme/`).

Refreshes a copy of the repository's own chapter and register, then photographs the galley, a stored snapshot, the
terminal and the Dagster UI in headless Chromium.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from tests.chromium import chromium
from tests.whole.dagster_ui import served

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / ".readme"
CLAIM = "hf-models-2m"
COLUMNS = 96
GROUPS = ("reading", "gathering", "judging", "publishing")
_TERMINAL = """<!doctype html><meta charset="utf-8"><title>terminal</title>
<style>
body {{ margin: 0; background: #fbfaf7; }}
pre {{ margin: 0; padding: 16px 22px; color: #1f1c18; font: 13px/1.45 "DejaVu Sans Mono", monospace; }}
</style>
<pre>{code}</pre>"""
"""The page around what the terminal showed, for `rich` to fill."""


def take(folder: Path) -> list[Path]:
    """Make every picture in `folder`, and return their files."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made, chromium() as browser:
        home, environment = _project(Path(made))
        return [
            *_of_the_galley(browser, home, folder),
            _of_the_terminal(browser, environment, folder / "terminal.png"),
            *_of_dagster(browser, environment, folder),
        ]


def _project(folder: Path) -> tuple[Path, dict[str, str]]:
    """A copy of what is committed, refreshed for the spring and for today, so that something has moved."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copy(ROOT / "claims.yaml", folder / "claims.yaml")
    environment = {**os.environ, "CLAIMS_HOME": str(folder)}
    for arguments in (["refresh"], ["refresh", "--offline", "--as-of", "2026-03-20"], ["refresh", "--offline"]):
        _claims(environment, *arguments)
    return folder, environment


def _claims(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *arguments], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def _photograph(
    browser: Any, address: str, path: Path, size: tuple[int, int], prepare: Callable[[Any], None] | None = None
) -> Path:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    if prepare is not None:
        prepare(page)
    page.wait_for_timeout(300)
    page.screenshot(path=path)
    context.close()
    return path


def _of_the_galley(browser: Any, home: Path, folder: Path) -> list[Path]:
    address = (home / "warehouse" / "reports" / "chapter-10.html").as_uri()
    stored: list[str] = []

    def note(page: Any) -> None:
        stored.append(page.locator(f"#claim-{CLAIM} .doors a").first.evaluate("link => link.href"))
        page.evaluate("document.activeElement.blur()")

    def sign(page: Any) -> None:
        page.keyboard.press("s")
        page.get_by_label("Accept the verdict").check()
        form = page.locator("form.sign")
        form.get_by_label("Reviewer").fill("A. Checker")
        form.get_by_label("Why").fill("The counter has passed three million; the sentence wants a new figure.")
        form.scroll_into_view_if_needed()

    taken = [
        _photograph(browser, address, folder / "galley.png", (1280, 900)),
        _photograph(browser, f"{address}#claim-{CLAIM}", folder / "note.png", (1280, 900), note),
        _photograph(browser, f"{address}#claim-{CLAIM}", folder / "signing.png", (1280, 620), sign),
    ]
    return [*taken, _photograph(browser, stored[0], folder / "snapshot.png", (900, 620))]


def _of_the_terminal(browser: Any, environment: dict[str, str], path: Path) -> Path:
    screen = {**environment, "FORCE_COLOR": "1", "COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    commands = (("status", "--status", "stale"), ("show", CLAIM))
    recorder = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    for command in commands:
        recorder.print(Text(f"$ claims {' '.join(command)}", "bold"))
        recorder.print(Text.from_ansi(_claims(screen, *command)))
    page = path.with_suffix(".html")
    page.write_text(recorder.export_html(code_format=_TERMINAL, inline_styles=True), encoding="utf-8")
    try:
        return _photograph(browser, page.as_uri(), path, (820, 900))
    finally:
        page.unlink()


def _of_dagster(browser: Any, environment: dict[str, str], folder: Path) -> list[Path]:
    def unfold(page: Any) -> None:
        for group in GROUPS:
            page.locator("svg").get_by_text(group, exact=True).first.dblclick(timeout=60_000)
            page.wait_for_timeout(1500)

    def plot(page: Any) -> None:
        page.get_by_text("Plots", exact=True).first.click(timeout=60_000)
        page.get_by_text("contradicted", exact=True).first.scroll_into_view_if_needed()
        page.wait_for_timeout(1500)

    with served(environment) as address:
        return [
            _photograph(browser, f"{address}/asset-groups", folder / "graph.png", (1900, 900), unfold),
            _photograph(browser, f"{address}/assets/published?view=overview", folder / "plots.png", (1280, 860), plot),
        ]


if __name__ == "__main__":
    for picture in take(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER):
        print(picture, f"{picture.stat().st_size / 1000:.0f} kB")  # noqa: T201
