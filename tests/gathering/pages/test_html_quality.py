"""Pages of many sorts, each with what must be read from it: figures wherever they stand, and the date of the page."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from pipeline.gathering import read_page
from pipeline.model import Page
from tests.gathering.answers import BANNER, FOOTER, NAV, prose

TEXT = prose(4)


@dataclass(frozen=True)
class Wanted:
    """One page and what it holds."""

    name: str
    head: str
    body: str
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    title: str | None = None
    publisher: str | None = None


def read(head: str, body: str) -> Page:
    text = f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return read_page(text.encode(), media_type="text/html", url="https://ledger.example/a/b")


PAGES = (
    Wanted("news", '<title>Trams full again | Ledger</title><script type="application/ld+json">{"@type": '
                   '"NewsArticle", '
           '"headline": "Trams full again", "publisher": {"@type": "Organization", "name": "The Ledger"}}</script>',
           f"{NAV}{BANNER}<article><h1>Trams full again</h1><figure><img><figcaption>A full tram on line "
           f"two, with 240 "
           f"riders.</figcaption></figure>{TEXT}<ul><li>Line one: 41 trams</li><li>Line two: 14 trams</li>"
           f"</ul></article>"
           f"<aside><h2>Most read</h2><p>Buses lost 99,999 riders in a year, and more words.</p></aside>{FOOTER}",
           ("A full tram on line two, with 240 riders.", "Line one: 41 trams", "412,000 riders"),
           ("99,999", "843 partners", "Privacy policy"), "Trams full again", "The Ledger"),
    Wanted("blog with comments", '<meta property="og:title" content="How we count"><meta property="og:site_name" '
           'content="Count '
           'Blog">', f"{NAV}<main><div class=post><h1>How we count</h1>{TEXT}<blockquote><p>We counted 1,204 "
           "twice.</p></blockquote><pre>total = 1204</pre></div><div class=comments><p>I counted 7,777,777 "
           "and I am right "
           f"about it, believe me.</p></div></main>"
           f"{FOOTER}", ("We counted 1,204 twice.", "total = 1204"), ("7,777,777",),
           "How we count", "Count Blog"),
    Wanted("encyclopedia", '<title>Lindvik</title><meta name="generator" content="MediaWiki 1.43">',
           "<div id=mw-navigation><p>Main page Contents Random</p></div><div id=content><h1>Lindvik</h1>"
           "<table class=infobox>"
           "<tr><th colspan=2>Lindvik</th></tr><tr><th>Population</th><td>12,431 (2025)</td></tr><tr><th>"
           "Area</th><td>41.2 "
           "km<sup>2</sup></td></tr></table><p><b>Lindvik</b> is a town on the sound with 12,431 people.<sup "
           "class=reference>"
           "<a href='#c1'>[1]</a></sup></p><h2>History<span class=mw-editsection>[edit]</span></h2><p>It was "
           "founded in 1788 "
           "by fishermen from the south of the country.</p><table class=wikitable><caption>"
           "Population</caption><tr><th>Year"
           "</th><th>People</th></tr><tr><td>1900</td><td>2,104</td></tr></table><div class=navbox><p>Towns "
           "of the region: "
           "Nordby 88,888</p></div></div>",
           ("12,431 (2025)", "41.2 km²", "founded in 1788", "2,104"), ("[edit]", "88,888", "[1]"), "Lindvik"),
    Wanted("documentation", "<title>Limits</title>", "<nav class=sidebar><ul><li>Start</li></ul></nav><main>"
                                                     "<h1>Limits</h1><p>"
           "These limits hold for every account of the service, unless agreed otherwise.</p><dl><dt>Requests "
           "per minute</dt>"
           "<dd>600</dd><dt>Largest file</dt><dd>5 GB</dd></dl></main>", ("Requests per minute", "600", "5 GB")),
    Wanted("forum", "<title>How many "
                    "trams?</title>", "<div class=thread><div class=post><p>How many trams does the city have "
           "now, does anyone know?</p></div><div class=post><p>They have 55 trams since last spring, I asked "
           "at the depot."
           "</p></div></div>", ("They have 55 trams since last spring",)),
    Wanted("hidden", "<title>Hidden</title>", f"<main><h1>Seen</h1><p style='display:none'>Secret 666,666</p>"
                                              f"<p hidden>Other "
           f"777,777</p><template><p>Form 888,888</p></template>"
           f"{TEXT}</main>", ("412,000",), ("666,666", "777,777", "888,888")),
    Wanted("tables for layout", "<title>Old</title>", f"<table width='100%'><tr><td><b>Menu</b></td><td><h1>"
                                                      f"Report</h1>{TEXT}"
           "<table border=1><tr><td>Boats</td><td>431</td></tr></table></td></tr>"
           "</table>", ("412,000 riders", "431")),
    Wanted("folded answers", "<title>Questions</title>", f"<main><h1>Questions</h1><details><summary>How "
                                                         f"many boats?</summary>"
           f"<p>There are 431 boats in the harbour now.</p></details>{TEXT}</main>", ("431 boats",)),
    Wanted("counters", "<title>C</title>", "<main><h1>Counters</h1><div class=counter><span>3,012,377</span>"
                                           "<span>models</span>"
           "</div><div class=stat><strong>41%</strong><span>of downloads</span></div></main>", ("3,012,377", "41%")),
)  # fmt: skip


@pytest.mark.parametrize("wanted", PAGES, ids=lambda wanted: wanted.name)
def test_what_a_page_says_is_read_and_its_furniture_is_not(wanted: Wanted) -> None:
    found = read(wanted.head, wanted.body)
    assert [words for words in wanted.has if words not in found.text] == []
    assert [words for words in wanted.lacks if words in found.text] == []
    assert wanted.title in (None, found.title)
    assert wanted.publisher in (None, found.publisher)
    assert all(found.text[block.start : block.end].strip() for block in found.blocks)


def test_cells_under_two_rows_of_headings_know_both() -> None:
    found = read("<title>Catch</title>", "<h1>Catch</h1><table><tr><th rowspan=2>Year</th><th colspan=2>"
                                         "Catch (t)</th></tr><tr>"
                 "<th>Herring</th><th>Cod</th></tr><tr><td>2025</td><td>1,350</td><td>280</td></tr>"
                 "</table>")  # fmt: skip
    (cell,) = (block for block in found.blocks if found.text[block.start : block.end] == "1,350")
    assert any("2025" in label for label in cell.labels)
    assert any("Herring" in label for label in cell.labels)


DATED = [
    ('<meta name="pubdate" content="Tue, 03 Mar 2026 09:00:00 GMT">', "", "2026-03-03"),
    ('<meta name="citation_publication_date" content="3 March 2026">', "", "2026-03-03"),
    ('<meta name="citation_date" content="2026/3/3">', "", "2026-03-03"),
    ('<meta name="dc.date" content="20260303">', "", "2026-03-03"),
    ('<meta property="article:modified_time" content="2026-03-03">', "", "2026-03-03"),
    (
        '<meta name="date" content="2026-02-30">',
        '<time class="entry-date" datetime="2026-03-03">x</time>',
        "2026-03-03",
    ),
    ("", '<time itemprop="datePublished" datetime="2026-03-03">3 March</time>', "2026-03-03"),
    ("", "<p class=byline>By Ann Berg, published March 3, 2026</p>", "2026-03-03"),
    ("", "<p>Last updated: 3 March 2026</p>", "2026-03-03"),
    ("", "<p>Updated on March 3, 2026</p>", "2026-03-03"),
    ("", "<p>Published on <time>March 3rd, 2026</time> by Ann</p>", "2026-03-03"),
    ("", "<dl><dt>Last updated</dt><dd>3 March 2026</dd></dl>", "2026-03-03"),
    ("", "<p>Data as of 2026-03-03</p>", "2026-03-03"),
    ("", "<p>Last modified 23/03/2026</p>", "2026-03-23"),
    ("", "<p>Updated 03/04/2026</p>", "2026"),
    ("", "<p>Published 3 March 2026</p><p>Updated 5 March 2026</p>", "2026-03-03"),
    ("", "<p>Stand: 3. März 2026</p>", "2026-03-03"),
    ("", "<p>Mis à jour le 3 mars 2026</p>", "2026-03-03"),
    ("", "<p>Última actualización: 3 de marzo de 2026</p>", "2026-03-03"),
    ("", "<p>Opublikowano 3 marca 2026</p>", "2026-03-03"),
    ("", "<p>Son güncellenme: 3 Mart 2026</p>", "2026-03-03"),
    ("", "<p>Обновлено: 3 марта 2026</p>", "2026-03-03"),
    ("", "<p>更新时间：2026年3月3日</p>", "2026-03-03"),
    ("", "<p>最終更新日：2026年3月3日</p>", "2026-03-03"),
    ("", "<div>Posted on 3 March 2026</div><div>Posted on 4 April 2026</div>", None),
    ("", "<p>On 12 March 2024 the council voted to raise the wall by two metres at a cost of 14 million.</p>", None),
    (
        "",
        "<p>The list was last updated by the council on 12 March 2024, when nine members voted for the wall.</p>",
        None,
    ),
    ("", "<p>Published in 2019 and revised on 3 March 2024, the report by the council is long and dull.</p>", None),
    ("", "<p>Saturday, 12 December 2026, 8 pm</p>", None),
    ("", "<footer>© 2019 Harbour office</footer>", None),
]


@pytest.mark.parametrize(("head", "body", "day"), DATED)
def test_a_page_has_the_date_that_it_gives_itself_and_no_other(head: str, body: str, day: str | None) -> None:
    assert read(f"<title>Boats</title>{head}", f"<main><h1>Boats</h1><p>431 boats</p>{body}</main>").published == day
