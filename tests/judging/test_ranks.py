"""A rank is the same only in the same order and among the same ones."""

from __future__ import annotations

import pytest

from pipeline.judging import judge
from pipeline.judging.doubting.ranks import other_rank
from pipeline.judging.doubting.standing import Pair
from pipeline.quantities import find_quantities

CLAIM = "Ardle is the third largest harbour in Salland."
OTHER_RANKS = [
    "Ardle is the third largest harbour in Salland for timber.",
    "Ardle is the third largest harbour in Salland by area.",
    "Outside the north, Ardle is the third largest harbour in Salland.",
    "Ardle is the third largest harbour of its kind in Salland.",
    "Ardle is the third largest harbour in Salland after Holm, Delm and Bodal.",
]
SAME_RANKS = [
    "Since 1990 Ardle is the third largest harbour in Salland.",
    "With 90 berths, Ardle is the third largest harbour in Salland.",
    "Ardle is the third largest harbour in Salland after Holm and Delm.",
    "Ardle is the third largest harbour in Salland, and it is growing.",
]


def _pair(claim: str, sentence: str) -> Pair:
    mine = next(each for each in find_quantities(claim) if each.kind == "ordinal")
    theirs = next(each for each in find_quantities(sentence) if each.kind == "ordinal")
    return Pair(claim, mine.start, mine.end, sentence, theirs.start, theirs.end, kind="ordinal")


@pytest.mark.parametrize("sentence", OTHER_RANKS)
def test_another_order_makes_another_rank(sentence: str) -> None:
    assert other_rank(_pair(CLAIM, sentence))
    assert judge(CLAIM, sentence).status == "unverified"


@pytest.mark.parametrize("sentence", SAME_RANKS)
def test_time_and_company_leave_a_rank_what_it_is(sentence: str) -> None:
    assert other_rank(_pair(CLAIM, sentence)) is None
    assert judge(CLAIM, sentence).status == "supported"


def test_what_is_no_rank_is_not_asked() -> None:
    assert other_rank(Pair("Ardle has 3 ports.", 10, 11, "Ardle has 3 ports for timber.", 10, 11)) is None
