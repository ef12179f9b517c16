"""The structure of plain texts, and that none takes longer than its length warrants."""

from __future__ import annotations

import time

import pytest

from pipeline.judging.sentences.layout import read_layout


def kinds(text: str) -> list[str]:
    return [block.kind for block in read_layout(text).blocks]


@pytest.mark.parametrize(
    "line", ["Title: Of mills", "# Page title: Of mills", "- Title: Of mills", "**Title:** Of mills"]
)
def test_a_line_that_says_so_is_the_title(line: str) -> None:
    page = read_layout(f"{line}\n\nThe mill employs 310 people.")
    assert (page.title or "").endswith("Of mills")


def test_a_rule_of_a_table_is_no_row() -> None:
    table = "| mill | people |\n | :--- | ---: |\n| North | 310 |"
    assert kinds(table) == ["table_cell"] * 4


@pytest.mark.parametrize("sign", [" ", '"', "(", "-", "|", "- ", "$ € "])
def test_a_line_of_nothing_but_signs_takes_no_time(sign: str) -> None:
    begun = time.process_time()
    read_layout(f"{sign * 20_000} 310 people\n{sign * 20_000} 310 people")
    assert time.process_time() - begun < 2.0, "20,000 spaces took a minute"
