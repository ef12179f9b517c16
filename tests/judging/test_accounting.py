"""Every word that a sentence adds around a figure has to be known as harmless; what nobody has listed is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.judging import judge
from pipeline.judging.doubting.accounting import unaccounted
from pipeline.judging.doubting.standing import Pair
from pipeline.quantities import find_quantities

ADDED = [
    ("Bakers earn 2,300 euros.", "Bakers with certificates earn 2,300 euros.", "certificates"),
    ("The flood damaged 40 barns.", "The flood spared or damaged 40 barns.", "spared"),
    ("Anglers caught 900 trout.", "In dams anglers caught 900 trout.", "dams"),
    ("The rate of theft is 3 percent.", "The rate of theft among porters is 3 percent.", "porters"),
]
HARMLESS = [
    ("Bakers earn 2,300 euros.", "In May bakers usually earn about 2,300 euros."),
    ("The flood damaged 40 barns.", "A report says that the flood damaged a total of 40 barns."),
    ("The mill ground 60 tonnes in 2021.", "The mill ground 60 tonnes of barley in 2021."),
    ("The rate of theft is 3 percent.", "The overall rate of theft is now 3 percent."),
    ("The theatre seats 900 people.", "The theatre next to the old bridge seats 900 people."),
    ("The pass costs 49 euros.", "The pass costs 49 euros instead of the previous 63 euros."),
]


def _pair(claim: str, sentence: str) -> Pair:
    mine, theirs = find_quantities(claim)[0], find_quantities(sentence)[0]
    return Pair(claim, mine.start, mine.end, sentence, theirs.start, theirs.end, kind=mine.kind)


@pytest.mark.parametrize(("claim", "sentence", "word"), ADDED)
def test_a_word_that_is_not_known_to_be_harmless_is_named(claim: str, sentence: str, word: str) -> None:
    assert unaccounted(_pair(claim, sentence)) == word
    assert judge(claim, sentence).status == "unverified"


@pytest.mark.parametrize(("claim", "sentence"), HARMLESS)
def test_harmless_words_may_be_added(claim: str, sentence: str) -> None:
    assert unaccounted(_pair(claim, sentence)) is None
    judged = judge(claim, sentence)
    assert judged.status == "supported", judged.explanation


def test_a_sentence_that_lacks_words_of_the_claim_says_it_in_its_own() -> None:
    assert unaccounted(_pair("The mill ground 60 sacks.", "The miller filled 60 sacks.")) is None


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=12))
def test_a_word_that_nobody_knows_is_never_passed_over(word: str) -> None:
    """Whatever is put before the counted noun is either named or one of the listed words."""
    claim = "The mill ground 60 sacks."
    found = unaccounted(_pair(claim, f"The mill ground 60 {word}x sacks."))
    assert found == f"{word}x"
