"""A figure of a wider whole, of another phase or of a change is not the claim's."""

import pytest

from tests.judging.desks import claim_of, evidence_of


@pytest.mark.parametrize(
    ("statement", "quote", "evidence"),
    [
        ("In Ness 340 people wait for a bed.", "340", "Across the hospitals of the region 340 people wait for a bed."),
        ("The film ran on 3,480 screens.", "3,480", "In its third week the film ran on 3,480 screens."),
        ("The studio has 200 employees.", "200", "In April the studio let 200 employees go."),
        ("The wing has twelve theatres.", "twelve", "Two of the twelve planned theatres of the wing were never built."),
        ("The average keeper is 61 years old.", "61 years old", "A keeper retires when the keeper is 61 years old."),
        ("The average keeper is 61 years old.", "61 years old", "The keeper of Ness is 61 years old."),
        ("Most keepers are 61 years old.", "61 years old", "Keepers retire when most of them are 61 years old."),
    ],
)
def test_it_says_nothing(statement: str, quote: str, evidence: str) -> None:
    rows = evidence_of(claim_of(statement, quote), evidence)
    assert not [row for row in rows if row.relation == "agrees"]


def test_an_average_may_be_said_in_another_word() -> None:
    claim = claim_of("The average household pays $31 for its water.", "$31")
    assert "agrees" in {row.relation for row in evidence_of(claim, "Each household pays $31 for its water.")}


@pytest.mark.parametrize(
    ("statement", "quote", "evidence"),
    [
        (
            "Over the first winter the salve helped 58 percent of the old.",
            "58 percent",
            "Over three winters the salve helped 41 percent of the old.",
        ),
        (
            "The yard lays between twenty and thirty miles of rope a year.",
            "between twenty and thirty miles",
            "Our rope was 2,480 miles.",
        ),
    ],
)
def test_another_time_and_another_size_do_not_contradict(statement: str, quote: str, evidence: str) -> None:
    assert "disagrees" not in {row.relation for row in evidence_of(claim_of(statement, quote), evidence)}


def test_a_span_that_is_the_claim_is_contradicted_by_another_span() -> None:
    claim = claim_of("The salve keeps for nine months in a cellar.", "nine months")
    assert "disagrees" in {row.relation for row in evidence_of(claim, "The salve keeps for 18 months in a cellar.")}


@pytest.mark.parametrize(
    "evidence",
    [
        "Of the farmers who keep geese 71 percent trusted the forecast.",
        "The forecast was trusted by 71 percent among keepers of geese.",
    ],
)
def test_the_share_of_a_part_says_nothing_of_the_whole(evidence: str) -> None:
    claim = claim_of("The forecast was trusted by 71 percent of the farmers.", "71 percent")
    assert not [row for row in evidence_of(claim, evidence) if row.relation == "agrees"]


def test_the_share_of_the_part_that_the_claim_names_bears_it_out() -> None:
    claim = claim_of("Among farmers with geese 71 percent trusted the forecast.", "71 percent")
    rows = evidence_of(claim, "Of the farmers who keep geese 71 percent trusted the forecast.")
    assert [row for row in rows if row.relation == "agrees"]


def test_a_share_of_other_things_is_another_share() -> None:
    claim = claim_of(
        "The inspector took 6,100 samples, and 0.4 percent of them were foul.", "0.4 percent", scope="dated"
    )
    relations = {text: {row.relation for row in evidence_of(claim, text)} for text in (
        "0.4 percent of the samples that the inspector took were foul.",
        "The inspector found that 0.4 percent of the wells were foul.",
    )}  # fmt: skip
    assert ["agrees" in found for found in relations.values()] == [True, False]


@pytest.mark.parametrize(
    "evidence",
    [
        "Since the storm 640 mills have been closed or are threatened with ruin.",
        "Since the storm 640 mills were closed and damaged.",
    ],
)
def test_what_counts_two_fates_together_tells_neither(evidence: str) -> None:
    claim = claim_of("Since the storm 640 mills have been closed.", "640 mills", scope="dated")
    assert not [row for row in evidence_of(claim, evidence) if row.relation == "agrees"]
