"""Whether the words around a figure make another figure of it: another amount, of another whole, body or time.

What belongs here: the order in which the rooms of rules are asked. What must never be here: any rule.
"""

from __future__ import annotations

from pipeline.judging.doubting.acts import other_act
from pipeline.judging.doubting.additions import narrowed
from pipeline.judging.doubting.amounts import other_amount
from pipeline.judging.doubting.bearers import other_bearer
from pipeline.judging.doubting.groups import other_group
from pipeline.judging.doubting.occasions import other_occasion
from pipeline.judging.doubting.ranks import other_rank
from pipeline.judging.doubting.sides import other_side
from pipeline.judging.doubting.standing import Pair
from pipeline.judging.doubting.wholes import other_whole

_ASKED = (
    (other_amount, "makes it another amount"),
    (other_whole, "says it of another whole"),
    (other_bearer, "says it of somebody else"),
    (other_act, "says that of another deed"),
    (other_side, "turns it round"),
    (other_group, "says it of another thing"),
    (narrowed, "says it of another thing"),
    (other_occasion, "says it of another time"),
    (other_rank, "makes it another rank"),
)


def qualified_otherwise(pair: Pair) -> str | None:
    """The words of the sentence that make another figure of its figure, with what they make of it; None if none do."""
    for ask, makes in _ASKED:
        found = ask(pair)
        if found:
            return f"“{found.strip(' ,')}” {makes}"
    return None
