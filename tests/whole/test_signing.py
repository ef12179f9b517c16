"""The reviewer's loop as a person goes it: refresh, sign in the annotated chapter, export, import, see it signed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.chromium import IN_CHROMIUM, chromium
from tests.whole.project import Project

pytestmark = IN_CHROMIUM


@pytest.fixture
def browser() -> Iterator[Any]:
    with chromium() as opened:
        yield opened


def sign(page: Any, claim: str, decision: str, why: str) -> None:
    """Sign one claim as a person does, from its figure in the text, by keyboard."""
    page.locator(f'article a.m[href="#claim-{claim}"]').first.click()
    page.keyboard.press("s")
    form = page.locator("form.sign")
    form.locator(f"[value='{decision}']").check()
    form.get_by_label("Reviewer").fill("A. Checker")
    form.get_by_label("Why").fill(why)
    form.get_by_role("button", name="Sign", exact=True).click()
    page.keyboard.press("Escape")


def test_what_is_signed_in_the_page_is_in_the_register_and_on_the_page_after_the_import(
    project: Project, browser: Any, tmp_path: Path
) -> None:
    project.start("refresh", "--offline").communicate(timeout=120)
    galley = project.home / "warehouse" / "reports" / "ferry-town.html"
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(galley.as_uri())
    sign(page, "wall-cost", "override:unverified", "The minutes were amended: see “item 7”, page 3.")
    sign(page, "vote", "accept", "Nobody can read it.")
    unregistered = page.locator("article .note:has(.stub)").first.get_attribute("data-for")
    page.locator(f"#m{unregistered}").click()
    assert page.locator("#panel .stub").count() == 1
    assert page.locator("#panel .begin").count() == 0, "what the register does not name cannot be signed"
    page.locator("#open-signed").click()
    with page.expect_download() as download:
        page.locator("#export").click()
    assert download.value.suggested_filename == "ferry-town.reviews.json"
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)

    said, _ = project.start("review", "--import", str(file)).communicate(timeout=120)
    assert "wall-cost: override:unverified by A. Checker; now unverified (reviewed)" in said
    assert "see “item 7”, page 3." in (project.home / "claims.yaml").read_text(encoding="utf-8")
    page.goto(galley.as_uri())
    note = page.locator('article .note:has([data-claim="wall-cost"])')
    assert note.locator(".signed").count() == 1
    page.locator('article a.m[href="#claim-wall-cost"]').first.click()
    assert "The minutes were amended: see “item 7”, page 3." in (page.locator("#panel").text_content() or "")
    assert page.locator("#signed-count").text_content() == "0", "what was taken in waits for no export"
