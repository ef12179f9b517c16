"""The galley of a 500-page book: built and opened in a time that a person does not notice as waiting.

Both are held as seconds of CPU, which a busy machine does not stretch as it stretches the clock; the clock's seconds
and those of the same text as a bare page are reported beside them.
"""

from __future__ import annotations

import html
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from pipeline.publishing.galley import render_galleys
from pipeline.publishing.warehouse import reading
from tests.chromium import chromium, in_chromium
from tests.publishing.galley_book import book
from tests.publishing.galley_example import publish_example

CHARACTERS, MENTIONS = 1_000_000, 10_000
BUILD_SECONDS, OPEN_SECONDS = 10.0, 2.0

_PAINTED = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0)))"


def _build(database: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    with reading(database) as connection:
        (path,) = render_galleys(connection, folder).pages
    return path


def _open(browser: Any, path: Path) -> tuple[float, float]:
    """Seconds of the renderer's CPU and of the clock, until the page has loaded, run its script and painted."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    page.goto(path.as_uri(), wait_until="load")
    milliseconds: float = page.evaluate(_PAINTED)
    metrics = {row["name"]: row["value"] for row in session.send("Performance.getMetrics")["metrics"]}
    context.close()
    return metrics["ProcessTime"], milliseconds / 1000


@pytest.mark.slow
def test_a_500_page_book_is_built_within_ten_seconds_of_cpu(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    database = publish_example(tmp_path / "claims.duckdb", book(CHARACTERS, MENTIONS))
    began = time.process_time()
    path = benchmark.pedantic(_build, args=(database, tmp_path / "reports"), rounds=1)
    spent = time.process_time() - began
    benchmark.extra_info.update(cpu=round(spent, 2), megabytes=round(path.stat().st_size / 1e6, 1))
    assert spent < BUILD_SECONDS


@pytest.mark.slow
@in_chromium
def test_a_500_page_book_opens_within_two_seconds_of_cpu(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    content = book(CHARACTERS, MENTIONS)
    path = _build(publish_example(tmp_path / "claims.duckdb", content), tmp_path / "reports")
    bare = tmp_path / "bare.html"
    paragraphs = "".join(f"<p>{html.escape(part)}</p>" for part in content["chapters"][0].text.split("\n\n"))
    bare.write_text(f"<!doctype html><meta charset=utf-8><title>bare</title>{paragraphs}", encoding="utf-8")
    with chromium() as browser:
        cpu, clock = min(_open(browser, path) for _ in range(3))
        bare_cpu, bare_clock = min(_open(browser, bare) for _ in range(3))
        benchmark.pedantic(_open, args=(browser, path), rounds=1)
    benchmark.extra_info.update(cpu=cpu, clock=clock, bare_cpu=bare_cpu, bare_clock=bare_clock)
    assert cpu < OPEN_SECONDS
