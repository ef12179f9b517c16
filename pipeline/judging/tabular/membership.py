"""Claims about which rows there are: "Ann and Bo were the only winners from York", "Ann was one of the 3 winners".

What belongs here: reading and answering this form: named rows held against all rows that meet a condition. What must
never be here: bare counts (counting), single rows (lookup).
"""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.judging.tabular.filters import rows_with
from pipeline.judging.tabular.grid import Grid
from pipeline.judging.tabular.linking import Linked, Mention, of_rows
from pipeline.judging.tabular.outcome import Answer, row_span, say_row
from pipeline.judging.wording.terms import read_terms

_IS = r"\s+(?:is|are|was|were|be|have been|has been)\s+"
_ALL = re.compile(rf"{_IS}the\s+only\b(?:\s+(?P<count>\d+|two|three|four|five|six))?", re.IGNORECASE)
_SOME = re.compile(
    rf"{_IS}(?:(?P<some>\d+|one|two|three|four|five|six)\s+of\s+)(?:the\s+)?(?:only\s+)?(?:(?P<count>\d+|two|three|four|five|"
    r"six|seven|eight|nine|ten)\b)?",
    re.IGNORECASE,
)
_LIST = re.compile(r"\s*(?:,|,?\s*and|&)\s*(?:the\s+)?", re.IGNORECASE)
_OTHER_FORM = re.compile(
    r"\b(?:most|least|fewest|highest|lowest|largest|smallest|best|worst|more|less|fewer|than|average|total|sum|combined|"
    r"different|same|other|times?|twice|half|if|or|either|each|every|both|any|not|no|never|first|last|top|before|after|"
    r"between|consecutive|row|while|but)\b",
    re.IGNORECASE,
)
_NUMBERS = {word: at for at, word in enumerate(["one", "two", "three", "four", "five"], 1)}
_NUMBERS |= {word: at for at, word in enumerate(["six", "seven", "eight", "nine", "ten"], 6)}
_NOUNS = 1
"""Words after the count that may name what a row is."""


def find_members(linked: Linked, grid: Grid) -> Answer | None:
    """Whether the named rows are all of those that meet the claim's condition ("the only"), or some of as many as it
    says ("one of 3")."""
    text = linked.text
    every, some = _ALL.search(text), _SOME.search(text)
    found = every or some
    if found is None or (every and some) or linked.strangers or _OTHER_FORM.search(_outside(linked)):
        return None
    named = [mention for mention in linked.mentions if mention.end <= found.start()]
    condition = [mention for mention in linked.mentions if mention.start >= found.end()]
    loose = [
        number
        for number in linked.numbers
        if not found.start() <= number.start < found.end()
        and not any(mention.start <= number.start < mention.end for mention in linked.mentions)
    ]
    if not named or not condition or loose or not is_list(text, named, found.start()):
        return None
    meeting = rows_with(of_rows(linked, found.end(), condition))
    members = rows_named(named)
    if members is None or not meeting:
        return None
    wanted = _count(found["count"])
    if every:
        holds = members == meeting and wanted in (None, len(members))
    else:
        holds = members <= meeting and _count(found["some"]) == len(members) and wanted in (None, len(meeting))
        if wanted is None and len(meeting) <= len(members):
            return None
    if not holds:
        return None
    said = "; ".join(say_row(grid, row)[:60] for row in sorted(meeting)[:6])
    return Answer(True, "members", f"{len(meeting)} of {len(grid.rows)} rows: {said}", *row_span(grid, meeting),
                  _nouns(linked, found.end(), condition[0].start))  # fmt: skip


def _outside(linked: Linked) -> str:
    text = linked.text
    for mention in linked.mentions:
        text = text[: mention.start] + "#" * (mention.end - mention.start) + text[mention.end :]
    return text


def is_list(text: str, named: list[Mention], end: int) -> bool:
    """Whether the names stand in a row up to the verb, all of them whole cells of one column."""
    gaps = [text[one.end : other.start] for one, other in pairwise(named)]
    if text[: named[0].start].strip().lower() not in ("", "the", "both") or text[named[-1].end : end].strip():
        return False
    shared = frozenset.intersection(*(mention.columns for mention in named))
    return bool(shared) and all(_LIST.fullmatch(gap) for gap in gaps)


def rows_named(named: list[Mention]) -> frozenset[int] | None:
    """The one row that each name stands in; None when one stands in several."""
    shared = frozenset.intersection(*(mention.columns for mention in named))
    rows: set[int] = set()
    for mention in named:
        own = {row for row, column in mention.places if column in shared}
        if len(own) != 1:
            return None
        rows |= own
    return frozenset(rows) if len(rows) == len(named) else None


def _count(word: str | None) -> int | None:
    return None if word is None else _NUMBERS.get(word.lower()) or int(word)


def _nouns(linked: Linked, start: int, end: int) -> frozenset[str]:
    """What the rows are called: the first word after the count."""
    after = [term.stem for term in read_terms(linked.text) if start <= term.start < end and term.kind != "number"]
    return frozenset(after[:_NOUNS])
