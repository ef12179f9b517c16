"""A figure that a passage does not assert itself supports nothing: meant, one side's word, taken back."""

import pytest

from tests.judging.desks import claim_of, evidence_of, relations_of

QUAY = claim_of("The quay cost $3.4 million.", "$3.4 million", scope="dated")
EELS = claim_of("Nine percent of the eels were lost.", "Nine percent", scope="dated")
OYSTERS = claim_of("There are 5,300 oyster beds in the bay.", "5,300 oyster beds")


@pytest.mark.parametrize(
    "text",
    [
        "For the quay $3.4 million had been budgeted.",
        "The quay was to cost $3.4 million.",
        "For the cost of the quay $3.4 million was set aside.",
        "The council earmarked $3.4 million for the cost of the quay.",
    ],
)
def test_what_was_meant_is_not_what_was_spent(text: str) -> None:
    assert "agrees" not in relations_of(QUAY, text)


def test_a_claim_about_a_budget_rests_on_a_budget() -> None:
    budget = claim_of("The budget of the quay was $3.4 million.", "$3.4 million", scope="dated")
    assert "agrees" in relations_of(budget, "For the quay a sum of $3.4 million had been budgeted.")


@pytest.mark.parametrize(
    "text",
    [
        "The defence argued that only nine percent of the eels were lost.",
        "The prosecution had put the loss at nine percent of the eels.",
        "Nine percent of the eels were lost, the plaintiffs say.",
        "According to critics nine percent of the eels were lost.",
        "Only nine percent of the eels were lost, the owner insisted.",
    ],
)
def test_the_word_of_one_side_supports_nothing(text: str) -> None:
    assert "agrees" not in relations_of(EELS, text)


def test_a_claim_that_names_the_side_rests_on_its_word() -> None:
    said = claim_of("The defence said that nine percent of the eels were lost.", "nine percent", scope="attributed")
    assert "agrees" in relations_of(said, "The defence argued that nine percent of the eels were lost.")


@pytest.mark.parametrize(
    "text",
    [
        "Nine percent of the eels were lost; the rest claimed the lives of many otters.",
        "The warden said that nine percent of the eels were lost.",
    ],
)
def test_a_plain_report_is_no_side(text: str) -> None:
    assert "agrees" in relations_of(EELS, text)


def test_what_the_same_sentence_calls_unknown_is_not_told_by_its_other_figure() -> None:
    claim = claim_of("The bottom of the lake has a temperature of 281 kelvin.", "281 kelvin")
    assert "agrees" not in relations_of(
        claim, "The mean temperature of the lake is 281 K; the temperature at its bottom is not known."
    )


@pytest.mark.parametrize(
    "behind",
    [
        "New soundings have since brought the number down to some 900.",
        "The count has since been revised.",
        "It turned out to be too high.",
    ],
)
def test_a_figure_taken_back_supports_nothing(behind: str) -> None:
    text = f"A survey of 2016 found 5,300 oyster beds in the bay. {behind}"
    assert "agrees" not in {row.relation for row in evidence_of(OYSTERS, text)}
