"""What a sentence adds to the noun groups of a claim: another body, another head, a kind of them."""

from __future__ import annotations

import pytest

from pipeline.judging import judge
from pipeline.judging.doubting.groups import other_group
from pipeline.judging.doubting.standing import Pair
from pipeline.quantities import find_quantities

OTHER_GROUPS = [
    ("The surgery takes 40 minutes.", "The preparation of the surgery takes 40 minutes.", "preparation of the surgery"),
    ("A family spends 95 euros.", "A person in a family spends 95 euros.", "person in a family"),
    ("Elm Bank has 90 tellers.", "Elm Mortgage Bank has 90 tellers.", "Mortgage Bank"),
    ("Salland exports 70 ships.", "Southern Salland exports 70 ships.", "Southern Salland"),
    ("The number of readers is 40,000.", "The number of paying readers is 40,000.", "paying readers"),
    ("The pier takes 300 boats.", "Section 4 of the pier takes 300 boats.", "Section 4 of the pier"),
    ("The tunnel is 900 metres long.", "The pipe in the tunnel is 900 metres long.", "pipe in the tunnel"),
    ("The orchard has 400 trees.", "The orchard shop has 400 trees.", "orchard shop"),
    ("The choir met 70 fans.", "The choir met the parents of 70 fans.", "parents of"),
]
SAME_GROUPS = [
    ("Elm Bank has 90 tellers.", "Elm Bank, which lends to farmers, has 90 tellers."),
    ("Salland exports 70 ships.", "Shipbuilder Salland exports 70 ships."),
    ("The number of readers is 40,000.", "The total number of readers is 40,000."),
    ("The pier takes 300 boats.", "The pier of the town takes 300 boats."),
    ("The tunnel is 900 metres long.", "The length of the tunnel is 900 metres, so it is 900 metres long."),
    ("The orchard has 400 trees.", "The orchard on the hill has 400 trees."),
    ("The choir met 70 fans.", "The choir met a group of 70 fans."),
]


def _pair(claim: str, sentence: str) -> Pair:
    mine, theirs = find_quantities(claim)[-1], find_quantities(sentence)[-1]
    return Pair(claim, mine.start, mine.end, sentence, theirs.start, theirs.end, kind=mine.kind)


@pytest.mark.parametrize(("claim", "sentence", "words"), OTHER_GROUPS)
def test_the_words_that_make_another_group_are_named(claim: str, sentence: str, words: str) -> None:
    found = other_group(_pair(claim, sentence))
    assert found is not None
    assert words in found
    assert judge(claim, sentence).status == "unverified"


@pytest.mark.parametrize(("claim", "sentence"), SAME_GROUPS)
def test_a_group_that_says_the_same_thing_supports(claim: str, sentence: str) -> None:
    assert other_group(_pair(claim, sentence)) is None
    judged = judge(claim, sentence)
    assert judged.status == "supported", judged.explanation


def test_a_kind_of_them_bears_out_a_figure_that_only_tells_the_magnitude() -> None:
    claim, sentence = "The archive keeps thousands of maps.", "The archive keeps 4,100 printed maps."
    at, there = claim.index("thousands"), sentence.index("4,100")
    pair = Pair(claim, at, at + len("thousands"), sentence, there, there + len("4,100"))
    assert pair.is_magnitude
    assert other_group(pair) is None
