"""Dates that claim nothing of their own: they say of when a figure beside them is, and are its `as_of`.

What belongs here: telling such a date from one that claims when something happened. What must never be here: which date
a figure takes (`times`).

A date is a claim where the sentence tells an event by it: "the bridge was opened in 1931", "in March 2021 he moved". In
"by 1880 the town had 62,000 inhabitants" there is one fact, the inhabitants of 1880; a source that confirms the figure
for that time confirms all of it, and nobody looks for a source of "by 1880".
"""

from __future__ import annotations

from pipeline.quantities import Quantity
from pipeline.reading.asides import aside_around, tells_an_origin
from pipeline.reading.phrases import clause_of_a_subject
from pipeline.reading.scanning import Word
from pipeline.reading.sentences import Sentence
from pipeline.reading.verbs import is_verb
from pipeline.reading.words import AUXILIARIES, FORECASTS, IRREGULAR_PARTICIPLES, LEVELS, NOT_PARTICIPLES

TIME = "time of the figure beside it"

_FIGURES = frozenset({"count", "percent", "ratio", "money", "measure", "comparison"})
_BEING = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_COMING = frozenset({"come", "comes", "came"})
_ADJACENT = 4
"""Words that may stand between a figure and the date that it is reckoned from."""
_INTENT = frozenset({"means", "plans", "hopes", "wants", "aims", "promised", "promises", "vowed", "pledged", "agreed"})


def times_of_figures(sentence: Sentence) -> frozenset[int]:
    """Where the dates of a sentence begin that only say of when its figures are."""
    figures = [figure for figure in sentence.quantities if figure.kind in _FIGURES and figure.why_not is None]
    if not figures or not sentence.dates:
        return frozenset()
    return frozenset(date.start for date in sentence.dates if _dates_a_figure(date, figures, sentence.words))


def _dates_a_figure(date: Quantity, figures: list[Quantity], words: list[Word]) -> bool:
    if any(_is_end_of_change(figure, date, words) for figure in figures):
        return True
    if aside_around(date, words) is not None or tells_an_origin(date, words):
        return False
    clause, _ = clause_of_a_subject(words, date.start)
    if not clause or any(word.lower in FORECASTS | _INTENT for word in clause):
        return False
    low, high = clause[0].start, clause[-1].end
    inside = [figure for figure in figures if low <= figure.start < high]
    return any(_tells_a_level(figure, date, clause) for figure in inside)


def _is_end_of_change(figure: Quantity, date: Quantity, words: list[Word]) -> bool:
    """Whether a date stands right behind a figure that something is reckoned from or to: "from 350 in 1880 to 900 in
    1920", "up from 149 in 2016", "compared with 52,000 in 1995"."""
    between = [word for word in words if figure.end <= word.start and word.end <= date.start]
    if date.start < figure.end or len(between) > _ADJACENT or not all(word.is_word for word in between):
        return False
    before = [word.lower for word in words if word.end <= figure.start]
    if before[-1:] in (["from"], ["against"], ["than"]) or before[-2:] == ["compared", "with"]:
        return True
    return before[-1:] == ["to"] and "from" in before


def _tells_a_level(figure: Quantity, date: Quantity, clause: list[Word]) -> bool:
    """Whether the verb that a figure hangs on says how much there is ("had 62,000 inhabitants") or how it moved, and
    the date hangs on the same verb."""
    outside = [index for index, word in enumerate(clause) if not date.start <= word.start < date.end]
    verb = _last_verb(clause, [index for index in outside if clause[index].end <= figure.start])
    if verb is None or clause[verb].lower not in LEVELS or _is_helping(clause, verb):
        return False
    if clause[verb].lower in _COMING and [word.lower for word in clause[verb + 1 : verb + 2]] != ["to"]:
        return False
    governing = _last_verb(clause, [index for index in outside if clause[index].end <= date.start])
    return governing is None or governing == verb


def _last_verb(clause: list[Word], indices: list[int]) -> int | None:
    for at in reversed(indices):
        lower = clause[at].lower
        if lower in LEVELS or is_verb(clause, at) or (lower.endswith("ed") and lower not in NOT_PARTICIPLES):
            return at
    return None


def _is_helping(clause: list[Word], index: int) -> bool:
    """Whether a verb is one half of a passive or perfect: the "was" of "was opened", the "sold" of "was sold"."""
    if index and clause[index - 1].lower in _BEING and clause[index].lower not in AUXILIARIES:
        return True
    behind = clause[index + 1].lower if index + 1 < len(clause) else ""
    return (behind.endswith("ed") and behind not in NOT_PARTICIPLES) or behind in IRREGULAR_PARTICIPLES
