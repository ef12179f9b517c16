"""Headless Chromium, for the tests and pictures that look at pages as people do.

What belongs here: finding and starting it. What must never be here: any page.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import pytest

Test = TypeVar("Test", bound=Callable[..., Any])

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
IN_CHROMIUM = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium here; install the Debian package `chromium`"),
]
"""Marks of a file of tests that drive it."""
_ARGUMENTS = [
    "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def in_chromium(test: Test) -> Test:
    """The same marks on one test or class."""
    for mark in IN_CHROMIUM:
        test = mark(test)
    return test


@contextmanager
def chromium() -> Iterator[Any]:
    """A running browser (playwright's), until the end of the block."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
