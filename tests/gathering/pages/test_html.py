"""Reading HTML keeps every figure of the content, knows its headings and place, and leaves the furniture out."""

from __future__ import annotations

import re

import pytest
import trafilatura
from lxml import html as lxml_html

from pipeline.gathering.pages import read_page
from pipeline.model import Page
from tests.gathering.pages.sites import ARTICLE, COUNTERS, ENCYCLOPEDIA, REPORT, SITES, Site


def _read(text: str, **arguments: str) -> Page:
    return read_page(text.encode(), media_type="text/html", **arguments)


def _body(markup: str) -> Page:
    return _read(f"<html><head><title>T</title></head><body>{markup}</body></html>")


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _labels(page: Page, cell: str) -> tuple[str, ...]:
    (labels,) = [block.labels for block in page.blocks if page.text[block.start : block.end] == cell]
    return labels


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_figures_are_kept_and_furniture_is_left_out(site: Site) -> None:
    text = _plain(_read(site.html).text)
    assert [figure for figure in site.kept if _plain(figure) not in text] == []
    assert [words for words in site.dropped if words in text] == []


def test_more_figures_are_kept_than_by_trafilatura_alone() -> None:
    ours = alone = 0
    for site in SITES:
        text = _plain(_read(site.html).text)
        main_text = _plain(trafilatura.extract(site.html, include_tables=True, favor_recall=True) or "")
        ours += sum(_plain(figure) in text for figure in site.kept)
        alone += sum(_plain(figure) in main_text for figure in site.kept)
    assert ours == sum(len(site.kept) for site in SITES)
    assert alone < ours


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_every_block_stands_at_its_offsets_and_its_xpath_leads_back_to_its_words(site: Site) -> None:
    page = _read(site.html)
    tree = lxml_html.document_fromstring(site.html).getroottree()
    assert page.blocks
    position = 0
    for block in page.blocks:
        assert page.text[position : block.start].strip() == ""
        position = block.end
        text = page.text[block.start : block.end]
        assert text == text.strip()
        assert text
        (element,) = tree.xpath(block.location)
        assert set(re.findall("[A-Za-z]{2,}", text)) <= set(re.findall("[A-Za-z]{2,}", " ".join(element.itertext())))
    assert page.text[position:].strip() == ""


def test_a_page_says_its_title_publisher_and_first_date() -> None:
    page = _read(ARTICLE.html)
    assert (page.title, page.publisher, page.published) == ("Storks return", "Marsh Gazette", "2024-05-03")
    assert "trafilatura" in page.reader


def test_a_wiki_speaks_from_its_last_edit_and_a_month_stays_a_month() -> None:
    assert _read(ENCYCLOPEDIA.html).published == "2026-10-02"
    assert _read(REPORT.html).published == "2025-09"


def test_a_date_in_the_running_text_is_not_the_page_s_own() -> None:
    assert _body("<p>The bridge opened on 12 March 1931 and closed on 4 May 1999.</p>").published is None


def test_cells_know_their_row_column_and_caption() -> None:
    report = _read(REPORT.html)
    assert _labels(report, "22.1") == ("Trips (millions)", "Tram", "Year", "2024")
    assert _labels(_read(ARTICLE.html), "1,088") == ("2023", "Pairs")


def test_an_infobox_names_its_section_and_row() -> None:
    page = _read(ENCYCLOPEDIA.html)
    assert _labels(page, "412 km²") == ("Lake Verra", "Surface area")
    assert _labels(page, "Orla (23,900)") == ("Settlements", "Largest town")


def test_a_definition_is_labelled_by_its_term() -> None:
    page = _read(COUNTERS.html)
    assert _labels(page, "87%") == ("Germination rate",)


def test_blocks_follow_their_headings() -> None:
    page = _read(ENCYCLOPEDIA.html)
    kinds = [(block.kind, block.level, page.text[block.start : block.end][:9]) for block in page.blocks]
    assert kinds.index(("heading", 2, "Fauna")) < kinds.index(("paragraph", None, "Of 31 spe"))
    assert ("heading", 1, "Lake Verr") in kinds


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>10<sup>6</sup> and 2,000<sup>1</sup> and CO<sub>2</sub></p>", "10⁶ and 2,000¹ and CO2"),
        ("<p>It rose to 41<sup><a href='#f'>12</a></sup> percent.</p>", "It rose to 41 percent."),
        ("<p>Grew by <b>41</b> percent</p>", "Grew by 41 percent"),
        ("<div><p>First</p>second<p>third</p></div>", "First\n\nsecond\n\nthird"),
        ("<div><span>Users</span><span>41,000</span></div>", "Users: 41,000"),
        ("<div><b>12</b><span>boats</span><b>7</b><span>piers</span></div>", "12 boats\n\n7 piers"),
        ("<div><span>Boats</span><b>12</b><span>Piers</span><b>7</b></div>", "Boats: 12\n\nPiers: 7"),
        ("<p>a<!-- 5 -->b<script>6</script>c</p>", "abc"),
        ("<p>one<br>two</p>", "one\ntwo"),
        ("<p>5&nbsp;000&thinsp;km</p>", "5 000\u2009km"),
        ("<ul><li>a <b>1</b><ul><li>b 2</li></ul></li></ul>", "a 1\nb 2"),
        ("<p>see <a href=x>3</a><a href=y>Years</a></p>", "see 3 Years"),
    ],
)
def test_inline_text_reads_as_it_is_drawn(markup: str, text: str) -> None:
    page = _body(markup)
    assert page.text.removeprefix("T\n\n") == text


def test_a_page_whose_name_looks_like_furniture_is_read_all_the_same() -> None:
    page = _body(f"<div class='sidebar menu'><p>{'The dam holds 5 million tons of water. ' * 20}</p></div>")
    assert "5 million" in page.text


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        (".stat .num", ["48,213", "3.1M"]),
        ("dd:nth-of-type(2)", ["87%"]),
        ("section.tiles", ["Members: 91,400", "Countries: 74"]),
        ("p b", ["6"]),
    ],
)
def test_a_css_selector_picks_one_place(selector: str, expected: list[str]) -> None:
    page = _read(COUNTERS.html, pointer=selector)
    assert [page.text[block.start : block.end] for block in page.blocks] == expected


def test_a_place_that_reading_gave_can_be_given_back_as_a_pointer() -> None:
    page = _read(REPORT.html)
    for block in page.blocks:
        if block.location and block.location.startswith("/html/body"):
            again = _read(REPORT.html, pointer=block.location)
            assert page.text[block.start : block.end] in again.text


def test_a_selected_cell_keeps_its_headings() -> None:
    page = _read(REPORT.html, pointer="tbody tr:nth-child(2) td:last-child")
    assert [(page.text[block.start : block.end], block.labels) for block in page.blocks] == [
        ("38.9", ("Trips (millions)", "Bus", "Year", "2024"))
    ]


@pytest.mark.parametrize("selector", ["#not-there", "p[", "//p[", "//video"])
def test_a_selector_that_picks_nothing_is_said(selector: str) -> None:
    page = _read(COUNTERS.html, pointer=selector)
    assert page.text == ""
    assert page.error
    assert selector in page.error


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1251", "shift_jis"])
def test_a_page_in_another_charset_is_decoded_as_it_declares(declared: str) -> None:
    words = {"iso-8859-1": "Größe 5", "windows-1251": "Число 5", "shift_jis": "数は5です"}[declared]
    markup = f"<html><head><meta charset={declared}></head><body><p>{words}</p></body></html>"
    assert words in read_page(markup.encode(declared), media_type="text/html").text
