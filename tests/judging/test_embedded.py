"""A clause that stands under another one is asserted only where what stands over it is known to leave it so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.judging import judge
from pipeline.judging.doubting.embedded import embedded
from pipeline.judging.doubting.standing import Pair
from pipeline.quantities import find_quantities

LEFT_OPEN = [
    (
        "The spring heals 70 percent of rashes.",
        "A poster at the gate swears that the spring heals 70 percent of rashes.",
    ),
    (
        "The spring heals 70 percent of rashes.",
        "It was once a common belief that the spring heals 70 percent of rashes.",
    ),
    ("The forge made 300 ploughs.", "Neighbours put down to magic the night that the forge made 300 ploughs."),
    ("The forge made 300 ploughs.", "According to a ballad, the forge made 300 ploughs."),
    ("The forge made 300 ploughs.", "The forge made 300 ploughs, according to old tales."),
    ("The toll is 4 crowns.", "Unless the council objects, the toll is 4 crowns."),
    ("The toll is 4 crowns.", "Provided that it is paid at once, the toll is 4 crowns."),
    ("Hens lay 280 eggs a year.", "That hens lay 280 eggs a year is a boast of the breeders."),
    ("Hens lay 280 eggs a year.", "“Hens lay 280 eggs a year” became the joke of the fair."),
    ("The mill burned 40 logs.", "Rumour: the mill burned 40 logs."),
    ("The mill burned 40 logs.", "The mill burned 40 logs by some accounts and 60 by others."),
]
ASSERTED = [
    (
        "The spring heals 70 percent of rashes.",
        "Biologists at two hospitals found that the spring heals 70 percent of rashes.",
    ),
    ("The spring heals 70 percent of rashes.", "It is true that the spring heals 70 percent of rashes."),
    ("The forge made 300 ploughs.", "According to the county archive, the forge made 300 ploughs."),
    ("The forge made 300 ploughs.", "The forge that stood here made 300 ploughs."),
    ("The toll is 4 crowns.", "Although the council objects, the toll is 4 crowns."),
    ("Hens lay 280 eggs a year.", "“Hens lay 280 eggs a year,” said the inspector."),
    ("Hens lay 280 eggs a year.", "That hens lay 280 eggs a year is well established."),
    ("The mill burned 40 logs.", "News from Ardle: the mill burned 40 logs."),
]


def _pair(claim: str, sentence: str) -> Pair:
    mine, theirs = find_quantities(claim)[0], find_quantities(sentence)[0]
    return Pair(claim, mine.start, mine.end, sentence, theirs.start, theirs.end, kind=mine.kind)


@pytest.mark.parametrize(("claim", "sentence"), LEFT_OPEN)
def test_a_clause_under_another_one_is_left_open(claim: str, sentence: str) -> None:
    assert embedded(_pair(claim, sentence))
    assert judge(claim, sentence).status == "unverified"


@pytest.mark.parametrize(("claim", "sentence"), ASSERTED)
def test_what_finds_out_and_keeps_record_leaves_it_asserted(claim: str, sentence: str) -> None:
    assert embedded(_pair(claim, sentence)) is None


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=12))
def test_a_verb_that_nobody_knows_leaves_it_open(word: str) -> None:
    claim = "The mill ground 60 sacks."
    assert embedded(_pair(claim, f"The inspector {word}xq that the mill ground 60 sacks."))
