"""What the Dagster UI is given to show of rows whose words come from pages and manuscripts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pipeline.defs.metadata import markdown

PARSER = MarkdownIt("commonmark").enable("table")


def shown(quote: str) -> str:
    return PARSER.render(markdown([{"claim_id": "wells", "quote": quote}], ("claim_id", "quote")).value)


def test_words_of_a_page_become_no_markup() -> None:
    hostile = "<img src=x onerror=alert(1)> ![p](http://tracker/p.png) [l](javascript:alert(1)) a | b `c` \\| *d* _e_"
    html = shown(hostile)
    assert not any(tag in html for tag in ("<img", "<a ", "<code>", "<em>"))
    assert html.count("<td>") == 2
    assert "a | b `c` \\| *d* _e_</td>" in html


@given(st.text(max_size=80))
def test_a_row_keeps_its_cells_whatever_they_say(quote: str) -> None:
    assert shown(quote).count("<td>") == 2
