"""Which passages speak of a claim, and what follows from their figures."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.judging import DEFAULT_POLICY, find_passages, match
from pipeline.judging.finding.weights import MATCH_WEIGHTS
from pipeline.judging.sentences.layout import read_layout
from tests.judging.desks import SNAPSHOT, SOURCE, claim_of, evidence_of, relations_of

PUFFINS = claim_of("The island is home to 12,400 puffins.", "12,400 puffins")
DOWNLOADS = claim_of("The field guide had 41,000 downloads last year.", "41,000 downloads")
LITERACY = claim_of("In the valley 81.2 percent of the adults are literate.", "81.2 percent")


def test_the_same_thing_with_the_same_value_agrees():
    best = evidence_of(PUFFINS, "Wardens counted 12,400 puffins on the island in June.")[0]
    assert (best.relation, best.agreement) == ("agrees", "exact")
    assert best.score >= DEFAULT_POLICY.decisive_score
    assert best.quote == "Wardens counted 12,400 puffins on the island in June."


def test_the_same_thing_with_another_value_disagrees():
    assert relations_of(PUFFINS, "The island is home to 9,100 puffins, the wardens say.") == {"disagrees"}


@pytest.mark.parametrize(
    "text",
    [
        "The island welcomed 12,400 visitors.",
        "The island is home to 12,400 gannets.",
        "A ferry ticket to the island costs 12,400 crowns.",
        "In 12,400 days the island was never without wind.",
    ],
)
def test_the_same_value_of_another_noun_never_agrees(text: str):
    assert "agrees" not in {row.relation for row in evidence_of(PUFFINS, text)}


def test_uploads_are_not_downloads():
    assert "agrees" not in relations_of(DOWNLOADS, "The field guide had 41,000 uploads last year.")


def test_a_share_is_checked_against_the_rest_of_the_whole():
    best = evidence_of(LITERACY, "In the valley 18.8 percent of the adults are illiterate.")[0]
    assert (best.relation, best.agreement) == ("agrees", "arithmetic")
    assert "100" in best.arithmetic


@pytest.mark.parametrize(("share", "rest"), [("eight in ten", "two in ten"), ("80 percent of the", "one in five")])
def test_a_share_in_words_has_a_rest_too(share: str, rest: str):
    claim = claim_of(f"In the valley {share} adults are literate.", share.removesuffix(" of the"))
    best = evidence_of(claim, f"In the valley {rest} adults are illiterate.")[0]
    assert (best.relation, best.agreement) == ("agrees", "arithmetic")
    assert "1 − 0.2 = 0.8" in best.arithmetic


def test_words_to_avoid_keep_a_passage_out():
    claim = claim_of("The island is home to 12,400 puffins.", "12,400 puffins", not_for=("eggs",))
    assert "agrees" not in relations_of(claim, "The island has 12,400 puffins eggs.")


def test_another_year_of_a_dated_claim_does_not_agree():
    claim = claim_of("In 2019 the island had 12,400 puffins.", "12,400 puffins", as_of="2019", scope="dated")
    rows = evidence_of(claim, "| Year | Puffins on the island |\n|---|---|\n| 2018 | 12400 |\n| 2019 | 11800 |")
    best = rows[0]
    assert best.relation == "disagrees"
    assert best.as_of == "2019"


def test_a_json_like_label_names_what_a_bare_number_counts():
    rows = evidence_of(PUFFINS, "| Species | Island total |\n|---|---|\n| Puffins | 12400 |\n| Gannets | 9100 |")
    assert [row.quote for row in rows if row.relation == "agrees"] == ["12400"]


def test_the_score_is_shown_by_named_parts():
    parts = json.loads(evidence_of(PUFFINS, "The island has 12,400 puffins.")[0].score_parts)
    assert set(parts) <= set(MATCH_WEIGHTS) | {"complement"}


def test_a_page_that_copies_the_chapter_is_marked_circular():
    chapter = (
        "Nobody who has seen the island in June forgets the sight of so many birds on so small a rock, and "
        "the wardens who live there through the gales of spring will tell anyone who asks that the island is home to "
        "12,400 puffins and that they have counted every burrow twice to be sure of it."
    )
    assert evidence_of(PUFFINS, f"A reader writes. {chapter}", chapter_text=chapter)[0].circular
    assert not evidence_of(PUFFINS, "The island has 12,400 puffins.", chapter_text=chapter)[0].circular


IRRELEVANT = [
    "The museum sold 300 tickets.",
    "Bread costs 2 crowns.",
    "12,400 people signed the petition for a new harbour.",
    "In 1912 the harbour froze.",
    "The choir has 41 singers.",
]


@settings(max_examples=40, deadline=None)
@given(st.permutations(IRRELEVANT), st.integers(min_value=0, max_value=5))
def test_irrelevant_passages_never_create_agreement(lines: list[str], count: int):
    rows = evidence_of(PUFFINS, "\n".join(lines[:count]))
    assert not any(row.relation == "agrees" for row in rows)


def test_the_order_of_passages_does_not_matter():
    page = read_layout("\n".join([*IRRELEVANT, "The island is home to 12,400 puffins.", "It has 9,100 puffins."]))
    passages = find_passages(page, "look-1")
    shuffled = list(passages)
    random.Random(7).shuffle(shuffled)
    common = {"source": SOURCE, "snapshot": SNAPSHOT, "page": page, "policy": DEFAULT_POLICY}
    assert match(PUFFINS, passages, **common) == match(PUFFINS, shuffled, **common)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.text(max_size=300))
def test_any_two_texts_can_be_matched(statement: str, text: str):
    claim = claim_of(statement, "12,400 puffins")
    assert all(0 <= row.score <= 1 for row in evidence_of(claim, f"{statement}\n{text}"))


def test_a_particular_figure_in_other_words_asks_for_a_look_and_decides_nothing():
    shops = claim_of("The chain ran 38,587 shops at the end of September.", "38,587 shops")
    rows = evidence_of(shops, "We closed the year with 38,587 locations.")
    assert [row.value for row in rows] == [38587]
    assert all(row.score < DEFAULT_POLICY.decisive_score for row in rows)
