"""Web pages written for the tests: where figures stand on real pages, and the furniture around them.

`kept` are figures that reading must not lose, `dropped` are words of navigation, teasers and notices that it must
leave out.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Site:
    """One page and what a reader should take from it."""

    name: str
    html: str
    kept: tuple[str, ...]
    dropped: tuple[str, ...]


ARTICLE = Site(
    "article",
    """<!doctype html><html lang="en"><head><title>Storks return | Marsh Gazette</title>
<meta property="og:site_name" content="Marsh Gazette">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Storks return",
"datePublished":"2024-05-03T08:00:00+02:00","dateModified":"2026-01-01T00:00:00Z",
"publisher":{"@type":"Organization","name":"Marsh Gazette Ltd"}}</script></head><body>
<div class="cookie-banner"><p>We and our 842 partners use cookies.</p><button>Accept</button></div>
<nav class="navbar"><ul><li><a href="/">Home</a></li><li><a href="/top">Top 10 walks</a></li></ul></nav>
<main><article><header><h1>Storks return to the marsh</h1><p class="byline">By A. Writer</p></header>
<p>The spring count found <strong>1,204</strong> breeding pairs along the river, its authors said, after years in
which the number had fallen without a break and many of the nests on the old chimneys had stayed empty.</p>
<p>Nearly two thirds of them nest on platforms that volunteers have built since 2009, and the society that looks after
the platforms expects to build another forty before the next winter sets in.</p>
<ul><li>Young birds ringed: 2,310</li><li>Nests lost in storms: 57</li></ul>
<figure><img src="m.png" alt=""><figcaption>Map: pairs per parish. Eastmoor alone has 318.</figcaption></figure>
<table><tr><th>Year</th><th>Pairs</th></tr><tr><td>2022</td><td>977</td></tr><tr><td>2023</td><td>1,088</td></tr>
</table>
<aside class="factbox"><h3>In figures</h3><p>A nest can weigh 800 kg.</p></aside>
<div class="related-articles"><h2>Related</h2><a href="/x">Otters seen 66 times this year</a></div>
</article></main>
<aside class="sidebar"><h3>Most read</h3><ol><li><a href="/y">Bridge closed for 12 weeks</a></li></ol></aside>
<footer><p>© 2024 Marsh Gazette, registered no. 445566</p></footer></body></html>""",
    kept=("1,204", "two thirds", "2,310", "57", "318", "977", "1,088", "800 kg"),
    dropped=("842", "Top 10", "Otters", "66 times", "12 weeks", "445566"),
)

COUNTERS = Site(
    "counters",
    """<html><head><title>Open Seed Library</title></head><body>
<div class="topnav"><a href="/a">About</a><a href="/b">Blog 24</a></div>
<header class="hero"><h1>Seeds for everyone</h1>
<div class="stats"><div class="stat"><div class="num">48,213</div><div class="cap">varieties</div></div>
<div class="stat"><div class="num">3.1M</div><div class="cap">packets sent</div></div></div></header>
<section class="tiles"><div><span class="k">Members</span><span class="v">91,400</span></div>
<div><span class="k">Countries</span><span class="v">74</span></div></section>
<section><h2>How it works</h2><p>Anyone may ask for up to <b>6</b> packets a year, and a donation is never expected,
although
many members send one and the library depends on them for its rent.</p>
<dl><dt>Founded</dt><dd>1998</dd><dt>Germination rate</dt><dd>87%</dd></dl></section>
<form class="newsletter"><p>Join 20,000 readers of our letter.</p><input></form>
<footer>Reg. charity 1122334</footer></body></html>""",
    kept=("48,213 varieties", "3.1M packets sent", "Members: 91,400", "Countries: 74", "6 packets", "1998", "87%"),
    dropped=("Blog 24", "20,000 readers", "1122334"),
)

ENCYCLOPEDIA = Site(
    "encyclopedia",
    """<html><head><title>Lake Verra - OpenPedia</title><meta name="generator" content="MediaWiki 1.43">
<script type="application/ld+json">{"@type":"Article","datePublished":"2004-02-01","dateModified":"2026-10-02"}</script>
</head><body><div id="mw-navigation"><ul><li><a href="/r">Random page</a></li></ul></div>
<div id="content"><h1>Lake Verra</h1>
<table class="infobox"><tr><th colspan="2">Lake Verra</th></tr>
<tr><th>Surface area</th><td>412 km<sup>2</sup></td></tr><tr><th>Max. depth</th><td>96 m<sup class="reference"><a
href="#n1">[1]</a></sup></td></tr><tr><th colspan="2">Settlements</th></tr><tr><th>Largest town</th>
<td>Orla (23,900)</td></tr></table>
<p><b>Lake Verra</b> is a lake with a volume of about 1.6×10<sup>10</sup> m<sup>3</sup>.<sup class="reference"><a
href="#n2">[2]</a></sup> In 2019 some 140,000 people lived on its shores,<sup>3</sup> most of them in the towns of
the north,
which grew quickly after the railway came and the salt works opened.</p>
<h2>Fauna<span class="mw-editsection">[<a href="/e">edit</a>]</span></h2>
<p>Of 31 species of fish, 4 are found nowhere else, and all four are protected by a law that both countries passed.</p>
<div class="navbox"><a href="/l1">Lakes above 1,000 m</a></div>
<ol class="references"><li id="n1">Survey of Waters, 2011, p. 77.</li></ol></div>
<div id="footer"><p>This page was viewed 5,551 times.</p></div></body></html>""",
    kept=("412 km²", "96 m", "23,900", "1.6×10¹⁰", "140,000", "31 species", "4 are found"),
    dropped=("Random page", "1,000 m", "5,551", "[edit", "shores,3"),
)

REPORT = Site(
    "report",
    """<html><head><title>Transit report</title><meta name="date" content="2025-09"></head><body><form id="aspnetForm">
<div class="wrapper"><div class="menu"><a href="/1">Line 1</a> <a href="/2">Line 2</a></div>
<div class="body-text"><h1>Transit in numbers</h1>
<p>Ridership grew by 4.2 percent to 61 million trips.<br>Fares covered 38
percent of the cost.</p>
<table><caption>Trips (millions)</caption><thead><tr><th rowspan="2">Mode</th><th colspan="2">Year</th></tr><tr>
<th>2023</th>
<th>2024</th></tr></thead><tbody><tr><th>Tram</th><td>20.5</td><td>22.1</td></tr><tr><th>Bus</th><td>37.9</td>
<td>38.9</td>
</tr></tbody></table>
<details><summary>Method</summary><p>Counts come from 1,900 gates.</p></details>
<blockquote>“We were short of 85 drivers in winter,” the director said.</blockquote>
<p style="display:none">Draft: 99 million trips.</p></div></div></form></body></html>""",
    kept=("4.2 percent", "61 million", "38\npercent", "20.5", "22.1", "37.9", "38.9", "1,900", "85 drivers"),
    dropped=("99 million",),
)

SITES = (ARTICLE, COUNTERS, ENCYCLOPEDIA, REPORT)
