"""Of several figures in one sentence, the one that stands with the claim's own words is meant."""

import pytest

from tests.judging.desks import claim_of, relations_of


@pytest.mark.parametrize(
    ("statement", "quote", "evidence"),
    [
        (
            "Fever killed 326 people in the port.",
            "326 people",
            "In the district of Lindvik 326 people were killed by the fever, 141 of them in the port itself.",
        ),
        (
            "Ninety-four percent of all crossings were on time.",
            "Ninety-four percent",
            "94 percent of planned crossings were carried out; 87 percent of crossings were on time.",
        ),
    ],
)
def test_the_figure_with_fewer_of_the_claims_words_behind_it_is_another(
    statement: str, quote: str, evidence: str
) -> None:
    assert "agrees" not in relations_of(claim_of(statement, quote, scope="dated"), evidence)


def test_a_rival_with_other_words_behind_it_changes_nothing() -> None:
    claim = claim_of("The line takes 48 percent of the cars that cross the sound.", "48 percent")
    text = "The line takes 48 percent of the cars and 61 percent of the passengers that cross the sound."
    assert "agrees" in relations_of(claim, text)


def test_a_rival_that_counts_another_noun_changes_nothing() -> None:
    claim = claim_of("The inspector took 6,100 samples.", "6,100 samples", scope="dated")
    assert "agrees" in relations_of(claim, "In all 6,100 samples were taken by the inspector from 4,770 wells.")
