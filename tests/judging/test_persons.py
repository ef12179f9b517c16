"""What a reader supplies about persons."""

import pytest

from pipeline.judging import judge


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Ada Quist was born on 4 May 1871.", "Ada Quist (4 May 1871 – 9 March 1952) was a Norse painter."),
        ("Ada Quist died on 9 March 1952.", "Ada Quist (4 May 1871 – 9 March 1952) was a Norse painter."),
        ("Ada Quist was mayor of Ness in 1911.", "A painter by trade, Quist was mayor of Ness in 1911."),
    ],
)
def test_what_goes_without_saying_is_supplied(claim: str, evidence: str) -> None:
    assert judge(claim, evidence).status == "supported"


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Ada Quist was born on 9 March 1952.", "Ada Quist (4 May 1871 – 9 March 1952) was a Norse painter."),
        ("Ada Quist was mayor of Ness in 1911.", "A painter by trade, Bodil Quist was mayor of Ness in 1911."),
    ],
)
def test_nothing_else_is(claim: str, evidence: str) -> None:
    assert judge(claim, evidence).status == "unverified"
