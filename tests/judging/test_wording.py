"""Spelling, units and turns that only introduce a statement make no difference to what it says."""

import pytest

from pipeline.judging import judge
from pipeline.judging.wording.spellings import american
from pipeline.judging.wording.terms import stem_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("flavour", "flavor"), ("organisation", "organization"), ("centre", "center"), ("kilometres", "kilometers"),
        ("programme", "program"), ("neighbouring", "neighboring"), ("analysed", "analyzed"), ("television", "TV"),
    ],
)  # fmt: skip
def test_one_word_has_one_form_however_it_is_spelt(one: str, other: str) -> None:
    assert stem_of(one) == stem_of(other)


@pytest.mark.parametrize("word", ["hour", "four", "tour", "basis", "rais"])
def test_words_that_only_look_british_stay_as_they_are(word: str) -> None:
    assert american(word) == word


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The archive is 3.15 MB large.", "The archive is 3 MiB large."),
        ("The tunnel is 7 km long.", "The tunnel is 7,000 metres long."),
        ("Notably, the mill employs 310 people.", "The mill employs 310 people."),
        ("It should be noted that the mill, on the other hand, employs 310 people.", "The mill employs 310 people."),
        ("Ada Quist scored 3 goals.", "Ada Quist was born in Holm in 1971. Quist scored 3 goals."),
    ],
)
def test_the_same_statement_in_another_wording_is_supported(claim: str, evidence: str) -> None:
    assert judge(claim, evidence).status == "supported"


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The archive is 3.15 MB large.", "The archive is 4 MiB large."),
        ("The tunnel is 7 km long.", "The bridge is 7,000 metres long."),
        ("The shop sold 12 crates.", "The shop sold 12 bottles."),
        ("It is not certain that the mill employs 310 people.", "The mill employs 310 people."),
        ("In part, the mill employs 310 people from Holm.", "The mill employs 310 people."),
    ],
)
def test_what_is_more_than_wording_still_counts(claim: str, evidence: str) -> None:
    assert judge(claim, evidence).status == "unverified"
