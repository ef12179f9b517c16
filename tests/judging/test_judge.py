"""One claim sentence against one text: supported, stale or unverified, with the sum that a person can check."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.judging import judge

CLAIM = "The island is home to 12,400 puffins."


def test_a_text_that_states_the_claim_supports_it():
    found = judge(CLAIM, "The island is home to 12,400 puffins and a few seals.")
    assert (found.status, found.reason) == ("supported", "exact")
    assert "12,400 = 12,400" in found.explanation
    assert "The island is home" in found.explanation


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The island is home to 12,400 gannets.",
        "The island is not home to 12,400 puffins.",
        "Is the island home to 12,400 puffins?",
        "A viral post claims that the island is home to 12,400 puffins.",
        "The island welcomed 12,400 visitors, who came for the puffins.",
        "The island is home to puffins.",
        "The island is home to 9,100 puffins.",
    ],
)
def test_a_text_that_does_not_state_it_never_supports_it(text: str):
    assert judge(CLAIM, text).status == "unverified"


def test_another_value_in_the_same_place_contradicts():
    assert judge(CLAIM, "The island is home to 9,100 puffins.").reason == "contradicted"


def test_all_figures_of_a_sentence_must_be_stated():
    claim = "The island is home to 12,400 puffins and 300 seals."
    assert judge(claim, "The island is home to 12,400 puffins and 300 seals.").status == "supported"
    assert judge(claim, "The island is home to 12,400 puffins and 250 seals.").status == "unverified"
    assert judge(claim, "The island is home to 12,400 puffins and seals.").status == "unverified"


def test_partial_support_of_a_sentence_is_said_and_never_rounded_up():
    claim = "The island is home to 12,400 puffins and 300 seals."
    partly = judge(claim, "The island is home to 12,400 puffins and 250 seals.")
    assert partly.explanation.startswith("1 of 2 figures supported.")
    assert "“12,400” is supported (exact)" in partly.explanation
    assert "“300” is unverified (contradicted)" in partly.explanation
    assert judge(claim, claim).explanation.startswith("2 of 2 figures supported.")
    moved = judge(claim, "The island is home to 12,400 puffins and 250 seals.", earlier_text=claim)
    assert (moved.status, moved.reason) == ("stale", "figure_moved")
    assert moved.explanation.startswith("1 of 2 figures supported.")


def test_a_number_said_twice_must_stand_twice():
    claim = "North Bay elected 27 members, South Bay 27."
    assert judge(claim, "North Bay elected 27 members, South Bay 25.").status == "unverified"


def test_a_line_with_another_label_is_no_place_for_the_claim():
    claim = "Harbour dues - total: 48 crowns"
    assert judge(claim, "Harbour dues - small boats: 48 crowns\nHarbour dues - total: 51 crowns").status == "unverified"


def test_what_an_earlier_version_stated_and_the_newer_one_states_otherwise_is_stale():
    found = judge(CLAIM, "The island is home to 13,900 puffins.", earlier_text=CLAIM, evidence_date="2026-05-01")
    assert (found.status, found.reason) == ("stale", "figure_moved")
    assert "13,900" in found.explanation


def test_what_the_newer_version_no_longer_says_is_stale():
    found = judge(CLAIM, "The ferry runs twice a day.", earlier_text=CLAIM)
    assert (found.status, found.reason) == ("stale", "source_changed")


def test_a_rewording_keeps_the_claim_supported():
    found = judge(CLAIM, "Some 12,400 puffins live on the island.", earlier_text=CLAIM)
    assert found.status == "supported"


def test_a_figure_written_with_fewer_digits_has_not_moved():
    claim = "Bread prices - 2023: 4.85%"
    found = judge(claim, "Bread prices - 2023: 4.9%", earlier_text="Bread prices - 2023: 4.85%")
    assert found.status == "supported"


def test_a_correction_smaller_than_rounding_has_moved():
    claim = "Coast line: 140 km"
    found = judge(claim, "Coast line: 141 km", earlier_text="Coast line: 140 km")
    assert (found.status, found.reason) == ("stale", "figure_moved")


def test_what_neither_version_states_is_unverified():
    found = judge(CLAIM, "The island is home to 9,100 puffins.", earlier_text="The island is home to 8,000 puffins.")
    assert found.status == "unverified"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.text(max_size=300), st.one_of(st.none(), st.text(max_size=200)))
def test_any_texts_can_be_judged(claim: str, text: str, earlier: str | None):
    assert judge(claim, text, earlier_text=earlier).status in ("supported", "stale", "unverified")


NOISE = [
    "The museum sold 300 tickets.",
    "Bread costs 2 crowns.",
    "In 1912 the harbour froze.",
    "The choir has 41 singers.",
]


@settings(max_examples=30, deadline=None)
@given(st.permutations(NOISE), st.integers(min_value=0, max_value=4))
def test_irrelevant_sentences_never_support(lines: list[str], count: int):
    assert judge(CLAIM, "\n".join(lines[:count])).status == "unverified"


@pytest.mark.parametrize("claim", ["", ".", "[…]", "It is."])
def test_a_claim_that_says_nothing_is_not_supported(claim: str) -> None:
    assert judge(claim, "The yard has 730 workers. It was built in 1902.").status == "unverified"
