"""Sentence boundaries: abbreviations, decimals, initials, quotations, headings, list items."""

from __future__ import annotations

import pytest

from pipeline.quantities import split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Moor paid $3.50 to J. K. Vale of Acme Corp. in April.",
        "It rose 2.5 percent, i.e. less than in the U.S. Senate's forecast.",
        '"Why?" she asked, and left.',
        "See Fig. 3 and vol. 12, no. 3 of the series.",
        "He waited … and waited.",
    ],
)
def test_what_ends_no_sentence_splits_none(text: str) -> None:
    assert sentences(text) == [text]


def test_closing_quotation_marks_belong_to_their_sentence() -> None:
    assert sentences('He said "It is over." Then he left.') == ['He said "It is over."', "Then he left."]
    assert sentences("(Nobody knew.) It rained!") == ["(Nobody knew.)", "It rained!"]


def test_lines_that_carry_no_stop_stand_alone() -> None:
    assert sentences("The Heading\n\nA first line. A second.\n1. An item") == [
        "The Heading",
        "A first line.",
        "A second.",
        "1. An item",
    ]


def test_a_number_may_end_a_sentence() -> None:
    assert sentences("It was built in 1920. Forty men died.") == ["It was built in 1920.", "Forty men died."]


def test_ideographic_stops_need_no_space() -> None:
    assert sentences("人口は13萬。面積は広い。") == ["人口は13萬。", "面積は広い。"]


def test_a_text_without_words_has_no_sentence() -> None:
    assert sentences(" \n\t ") == []
