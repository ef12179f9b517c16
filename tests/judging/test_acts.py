"""Whether the claim's verb tells in a sentence what was done, by the claim's own subject."""

from __future__ import annotations

import pytest

from pipeline.judging import judge

NOT_DONE = [
    ("The yard built 14 ferries.", "The yard was expected to build 14 ferries."),
    ("The yard built 14 ferries.", "The yard delayed building 14 ferries."),
    ("The guild paid 9,000 crowns.", "The guild escaped paying 9,000 crowns."),
    ("The farm milks 80 cows.", "The farm has a licence to milk 80 cows."),
    ("Tessel sold 60 lamps.", "Tessel sold candles, while Orm sold 60 lamps."),
    ("Tessel sold 60 lamps.", "Tessel sold candles and Orm sold 60 lamps."),
]
DONE = [
    ("The yard built 14 ferries.", "The yard managed to build 14 ferries."),
    ("The guild paid 9,000 crowns.", "The guild ended up paying 9,000 crowns."),
    ("The farm milks 80 cows.", "The farm continues to milk 80 cows."),
    ("Tessel sold 60 lamps.", "Orm sold candles, while Tessel sold 60 lamps."),
]


@pytest.mark.parametrize(("claim", "sentence"), NOT_DONE)
def test_what_stands_under_another_verb_or_subject_was_not_done(claim: str, sentence: str) -> None:
    judged = judge(claim, sentence)
    assert judged.status == "unverified", judged.explanation


@pytest.mark.parametrize(("claim", "sentence"), DONE)
def test_what_stands_under_a_verb_that_leaves_it_done_was_done(claim: str, sentence: str) -> None:
    judged = judge(claim, sentence)
    assert judged.status == "supported", judged.explanation
