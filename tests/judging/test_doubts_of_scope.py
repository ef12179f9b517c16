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
    ],
)
def test_it_says_nothing(statement: str, quote: str, evidence: str) -> None:
    rows = evidence_of(claim_of(statement, quote), evidence)
    assert not [row for row in rows if row.relation == "agrees"]
