"""The galley in a browser: accessible, walked by keyboard, filtered, signed, printed, quiet without scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.publishing.galley import render_galleys
from pipeline.publishing.warehouse import reading
from tests.chromium import IN_CHROMIUM, chromium
from tests.publishing.galley_book import book
from tests.publishing.galley_example import CHAPTER_ID, publish_example

WIDTHS = (390, 900, 1440)

pytestmark = IN_CHROMIUM


@pytest.fixture(scope="module")
def galley(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("galley")
    publish_example(home / "claims.duckdb")
    with reading(home / "claims.duckdb") as connection:
        render_galleys(connection, home / "reports")
    return home / "reports" / f"{CHAPTER_ID}.html"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def page(browser: Any, galley: Path) -> Iterator[Any]:
    """The galley on a wide screen; a request for anything but the file itself, or an error, fails the test."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, reduced_motion="reduce", accept_downloads=True
    )
    opened = context.new_page()
    wrong: list[str] = []
    opened.on(
        "request", lambda request: None if request.url.startswith(("file:", "blob:")) else wrong.append(request.url)
    )
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    opened.goto(galley.as_uri())
    yield opened
    context.close()
    assert wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_violation_with_every_note_open(browser: Any, galley: Path, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(galley.as_uri())
    for opened in (False, True):
        if opened:
            page.set_viewport_size({"width": min(width, 1000), "height": 900})
            page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
        results = Axe().run(page, options={"resultTypes": ["violations"]})
        found = [
            (item["id"], [node["html"][:160] for node in item["nodes"][:3]]) for item in results.response["violations"]
        ]
        assert found == []
    context.close()


@pytest.mark.parametrize("width", [320, *WIDTHS])
def test_the_page_never_scrolls_sideways(browser: Any, galley: Path, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(galley.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_a_snapshot_view_is_accessible_and_runs_nothing_of_the_source(browser: Any, galley: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_context(bypass_csp=True).new_page()
    for view in sorted((galley.parent / "snapshots").iterdir()):
        page.goto(view.as_uri())
        assert "owned" not in page.title()
        assert Axe().run(page).response["violations"] == []
    page.context.close()


def test_figures_are_walked_by_keyboard_and_a_note_opens_beside_the_text_and_closes_again(page: Any) -> None:
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "m2"
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "m1"
    assert page.locator("#place").text_content() == "1 / 32"
    page.keyboard.press("Enter")
    assert page.locator("#panel").is_visible()
    assert page.evaluate("document.activeElement.id") == "claim-count-began"
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert "more than two thousand" in page.locator("#panel-title").text_content()
    assert page.locator("#panel #claim-seals-2019").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert page.evaluate("document.activeElement.id") == "m4"
    assert page.locator("article #claim-seals-2019").count() == 1


def test_an_open_note_is_never_covered_by_the_toolbar(page: Any) -> None:
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    tops = page.evaluate(
        "[0, document.querySelector('.tools').offsetTop - 100, document.querySelector('.tools').offsetTop + 400]"
    )
    for top in tops:
        page.evaluate(f"scrollTo({{top: {top}, behavior: 'instant'}})")
        page.wait_for_timeout(100)
        bar, note = page.locator(".tools").bounding_box(), page.locator("#panel").bounding_box()
        assert note["height"] > 200
        assert note["y"] >= bar["y"] + bar["height"] - 1 or note["y"] + note["height"] <= bar["y"] + 1


def test_single_keys_can_be_switched_off(page: Any) -> None:
    page.keyboard.press("?")
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('article')") is None


def test_filters_by_status_and_section_take_figures_out_of_the_walk(page: Any) -> None:
    page.locator("#show-supported").uncheck()
    page.locator("#show-quiet").uncheck()
    assert page.evaluate("getComputedStyle(document.querySelector('#m1 > u')).textDecorationLine") == "none"
    page.locator("#next").click()
    assert page.evaluate("document.activeElement.id") == "m3"
    page.locator("#section").select_option(label="Twenty euros a seal")
    assert page.locator("#m3").is_hidden()
    page.locator("#next").click()
    assert page.evaluate("document.activeElement.textContent") == "Twenty euros"


def test_a_reviewer_signs_in_the_page_and_exports_a_review_file(page: Any, tmp_path: Path) -> None:
    page.locator("#m8").click()
    page.locator("#panel .begin").click()
    form = page.locator("form.sign")
    form.locator("[value='override:stale']").check()
    form.locator("[name=reviewer]").fill("A. Checker")
    form.locator("[name=why]").fill("The fence was <b>rebuilt</b>.")
    form.get_by_role("button", name="Sign", exact=True).click()
    assert page.locator("#signed-count").text_content() == "1"
    page.locator("#open-signed").click()
    assert page.locator("#signed-list b").count() == 0
    with page.expect_download() as download:
        page.locator("#export").click()
    target = tmp_path / "reviews.json"
    download.value.save_as(target)
    exported = json.loads(target.read_text(encoding="utf-8"))
    (review,) = exported["reviews"]
    assert exported["chapter_id"] == CHAPTER_ID
    assert review["reviewed_at"].endswith("Z")
    assert {name: review[name] for name in ("claim_id", "decision", "reviewer", "why", "verdict")} == {
        "claim_id": "fence-cost",
        "decision": "override:stale",
        "reviewer": "A. Checker",
        "why": "The fence was <b>rebuilt</b>.",
        "verdict": {"status": "unverified", "reason": "contradicted", "as_of": "2026-09-01"},
    }
    page.reload()
    assert page.locator("#signed-count").text_content() == "1"


def test_a_long_chapter_folds_its_notes_without_details_and_opens_them_with_and_without_scripts(
    browser: Any, tmp_path: Path
) -> None:
    publish_example(tmp_path / "claims.duckdb", book(130_000, 200))
    with reading(tmp_path / "claims.duckdb") as connection:
        (path,) = render_galleys(connection, tmp_path / "reports").pages
    for scripted, width in ((True, 1440), (True, 900), (False, 900)):
        context = browser.new_context(java_script_enabled=scripted, viewport={"width": width, "height": 900})
        page = context.new_page()
        page.goto(path.as_uri())
        assert page.locator("article details").count() == 0
        assert page.locator("#claim-claim-4").is_hidden()
        page.locator("#m5").click()
        page.locator("#claim-claim-4 .sum").wait_for(state="visible", timeout=5_000)
        assert page.locator("#claim-claim-4 .begin").count() == (1 if scripted else 0)
        if scripted:
            page.keyboard.press("Escape")
            assert page.locator("#claim-claim-4").is_hidden()
        context.close()


def test_without_scripts_everything_can_be_read_and_statuses_be_filtered(browser: Any, galley: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 900, "height": 900})
    page = context.new_page()
    page.goto(f"{galley.as_uri()}#claim-seals-2019")
    page.locator("#claim-seals-2019 .sum").first.wait_for(state="visible", timeout=5_000)
    assert page.locator("#next").is_hidden()
    page.locator("#show-stale").uncheck()
    assert page.locator("article .note.t-stale").first.is_hidden()
    context.close()


def test_print_shows_the_evidence_and_hides_the_controls(page: Any) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(31, 28, 24)"
    assert page.locator(".tools").is_hidden()
    assert page.locator("#claim-seals-2019 .sum").first.is_visible()
    assert len(page.pdf()) > 20_000
