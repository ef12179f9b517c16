"""What a sentence adds to the nouns that a claim has too: what narrows them, and what leaves them what they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.judging.doubting.additions import narrowed
from pipeline.judging.doubting.standing import Pair
from pipeline.quantities import find_quantities

NARROWED = [
    ("Dentists see 14 patients a day.", "Dentists in training see 14 patients a day.", "Dentists in training see"),
    ("Solar covers 22 percent of demand.", "Solar covers 22 percent of demand at noon.", "demand at noon"),
    ("The storm killed 17 people.", "The storm killed 17 people's cattle.", "people's cattle"),
    (
        "Unemployment in Sarn is 7 percent.",
        "Unemployment in Sarn's northern valleys is 7 percent.",
        "Sarn's northern valleys",
    ),
    (
        "Most of the 70 guests came by train.",
        "Most of the 70 guests who came by car left by train.",
        "guests who came by car left by train",
    ),
    (
        "Arla Motors made 61,000 vans.",
        "Arla Motors was overtaken by Brisk, which made 61,000 vans.",
        "Brisk, which made",
    ),
    ("Arla Motors made 61,000 vans.", "Arla Motors lost to Brisk, maker of 61,000 vans.", "Brisk, maker of"),
    ("The museum opened 14 rooms.", "The museum delayed the opening of 14 rooms.", "delayed the opening of"),
    ("Pumps last 15 years.", "Pumps made of bronze last 15 years.", "Pumps made of bronze last"),
    ("Patients recovered in 9 days.", "Patients under sixty recovered in 9 days.", "Patients under sixty recovered in"),
]
LEFT_ALONE = [
    ("The bridge is 412 metres long.", "The length of the bridge is 412 metres."),
    ("The bridge is 412 metres long.", "The bridge, a listed monument which is 412 metres long, crosses the bay."),
    ("Brenmouth has 310,000 inhabitants.", "The city of Brenmouth has 310,000 inhabitants."),
    ("Lena Ohl wrote 12 plays.", "Lena Ohl was a Danish poet and critic who wrote 12 plays."),
    ("Volunteers planted 8,000 trees.", "Volunteers from three schools planted 8,000 trees along the river."),
    ("The team scored 90 goals.", "The team of the village scored 90 goals during the season."),
    ("The airline serves 60 cities.", "The airline serves 60 cities in Europe and Asia."),
    ("Students pay 500 euros a year.", "Students at the college pay 500 euros a year."),
    ("The ferry carries 900 passengers.", "The ferry carries 900 passengers on its upper and lower decks."),
    ("78 percent of flats have a lift.", "In 2021, 78 percent of flats in Varnholm had a lift."),
    ("Half of the coral is dead.", "Half of the coral on the reef is dead."),
    ("Dentists in training see 14 patients.", "Dentists in training see 14 patients."),
]


def _pair(claim: str, sentence: str, above: str = "") -> Pair:
    mine, theirs = find_quantities(claim)[-1], find_quantities(sentence)[-1]
    return Pair(claim, mine.start, mine.end, sentence, theirs.start, theirs.end, kind=mine.kind, above=above)


@pytest.mark.parametrize(("claim", "sentence", "words"), NARROWED)
def test_what_makes_another_thing_of_a_noun_is_named(claim: str, sentence: str, words: str) -> None:
    assert narrowed(_pair(claim, sentence)) == words


@pytest.mark.parametrize(("claim", "sentence"), LEFT_ALONE)
def test_what_leaves_a_noun_what_it_is_is_no_addition(claim: str, sentence: str) -> None:
    assert narrowed(_pair(claim, sentence)) is None


def test_what_the_heading_says_is_no_addition() -> None:
    claim, sentence = "Dentists see 14 patients a day.", "Dentists in training see 14 patients a day."
    assert narrowed(_pair(claim, sentence, above="Training of young doctors")) is None


@pytest.mark.parametrize("sentence", [pair[1] for pair in (*NARROWED, *LEFT_ALONE)])
def test_a_sentence_adds_nothing_to_itself(sentence: str) -> None:
    assert narrowed(_pair(sentence, sentence)) is None


@given(st.text(alphabet="aefnorst's ,;.WhichOfThe", max_size=60), st.text(alphabet="aefnorst's ,.whoinof", max_size=60))
def test_any_text_can_be_asked(lead: str, tail: str) -> None:
    sentence = f"{lead} 14 {tail}"
    start = len(lead) + 1
    found = narrowed(Pair("Dentists see 14 patients.", 13, 15, sentence, start, start + 2))
    assert found is None or found in sentence
