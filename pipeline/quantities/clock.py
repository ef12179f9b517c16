"""Times of day in words: twenty past four, half past three, a quarter to nine, ten to six.

What belongs here: telling an hour from two counts. What must never be here: times in figures ("9:45", "3 pm"), which
`negatives` rejects by their signs.
"""

from __future__ import annotations

from pipeline.quantities.term import Term
from pipeline.quantities.tokens import Tokens
from pipeline.quantities.vocabulary import Vocabulary


def end_of_clock(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> int | None:
    """The token behind the time of day that a term opens, or None.

    "Past" always tells the hour; "ten to six" needs a preposition before it or a part of the day behind, for it may be
    a vote or a range.
    """
    lower, lexicon, at = tokens.lower, vocabulary.lexicon, term.end
    number = term.number
    minutes = number.form in ("words", "digits") and 0 < number.value < 30 and number.scale == 1.0
    part = number.form == "fraction" and number.value in (0.25, 0.5)
    if not (minutes or part) or not (term.bare or term.unit.name == "minute") or at + 1 >= len(lower):
        return None
    if number.form == "fraction" and _is_half_hour(tokens, term, vocabulary):
        return at + 1
    past = lower[at] in lexicon.past_the_hour
    if not past and lower[at] not in lexicon.to_the_hour:
        return None
    hour = lexicon.cardinals.get(lower[at + 1], 0)
    named = lower[at + 1] in lexicon.hours
    digits = tokens.words[at + 1]
    if digits.isdecimal() and len(digits) <= 2:
        hour = int(digits)
    if not named and not 0 < hour <= 12:
        return None
    if past or named:
        return at + 2
    behind = tuple(lower[at + 2 : at + 5])
    if any(behind[: len(phrase)] == phrase for phrase in lexicon.parts_of_day):
        return at + 2
    open_end = bool(behind) and behind[0] not in lexicon.after_age and (behind[0][0].isalnum() or behind[0] in "-%$€£°")
    before = lower[term.start - 1] if term.start else ""
    descends = part or number.value > hour  # what is to grow "by five to ten" is a range
    announced = before in lexicon.at or (before in lexicon.before_the_hour and descends)
    return at + 2 if announced and not open_end else None


def _is_half_hour(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> bool:
    """The British "half six": a bare half before an hour in words that counts nothing."""
    lower, at = tokens.lower, term.end
    hour = vocabulary.lexicon.cardinals.get(lower[at], 0)
    if term.number.value != 0.5 or term.end - term.number.start != 1 or not 0 < hour <= 12:
        return False
    behind = lower[at + 1]
    return behind in vocabulary.lexicon.after_age or not behind[0].isalnum()
