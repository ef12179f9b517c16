"""Hard negatives: numbers that no sentence asserts, with the reason.

What belongs here: telling names, places in a document, identifiers, times of day and idioms from quantities. What must
never be here: reading numbers. A rejected figure is kept with its reason, so that nobody wonders where it went.
"""

from __future__ import annotations

import re

from pipeline.quantities.identifiers import (
    end_of_citation,
    is_argument,
    is_chain,
    is_postal_address,
    is_telephone,
    opens_telephone,
)
from pipeline.quantities.lexicons.symbols import FORMULA_STEMS, UNIT_SYMBOLS
from pipeline.quantities.term import Term
from pipeline.quantities.tokens import Tokens
from pipeline.quantities.vocabulary import Vocabulary

NAME = "part of a name or version"
PLACE = "number of a chapter, section, page or item"
IDENTIFIER = "identifier, telephone number or address"
CLOCK = "time of day"
ENUMERATOR = "enumerates, does not count"
IDIOM = "idiom or pronoun, not a number"
FOOTNOTE = "footnote mark"
DENOMINATOR = "what a rate is of, not a count"
SCORE = "score of a match"
RHETORIC = "rhetorical one, not a count"

_HEADING_REACH = 6
_CENTURIES = re.compile(r"1[5-9]\d\d|20\d\d")
_HOUR = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
_ATOMS = frozenset("23456")
_ITEM_LETTERS = frozenset("abcdefgh")
"""Letters that number an item although they are units too: the b of "Figure 3b"."""
_DASHES = frozenset("-‐‑–")
_QUANTITY = ""
"""What a rule gives that has found a quantity, so that no later one is asked."""


def why_not(tokens: Tokens, term: Term, vocabulary: Vocabulary, *, hedged: bool) -> str | None:
    """Why a term is no quantity, or None. `hedged` says that a hedge stands before it, which makes a name unlikely."""
    form = term.number.form
    if form == "fraction" and _is_part_of_time(tokens, term, vocabulary):
        return IDIOM
    colon = term.kind == "ratio" and term.start > 0 and ":" in tokens.words[term.start : term.end]
    if colon and _names(tokens, term.start, vocabulary):
        return PLACE  # "Genesis 1:1"
    behind_per = term.start > 0 and tokens.lower[term.start - 1] in vocabulary.lexicon.per_strictly
    if behind_per and form in ("digits", "words") and not term.prefixed:
        return DENOMINATOR
    if form == "ordinal":
        return _why_not_ordinal(tokens, term, vocabulary)
    if form == "digits" or form == "fraction":
        return _why_not_digits(tokens, term, vocabulary, hedged=hedged)
    if (
        term.number.value == 1
        and form == "words"
        and term.bare
        and not term.kind
        and tokens.lower[term.start] in vocabulary.lexicon.one
    ):
        return _why_not_one(tokens, term, vocabulary, hedged=hedged)
    if form == "words" and not hedged and not term.prefixed:
        idiom = _why_not_zero_or_time(tokens, term, vocabulary) if term.number.value <= 1 else None
        return idiom or (_why_not_word if term.bare else _why_not_period)(tokens, term, vocabulary)
    return None


def _why_not_period(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> str | None:
    """A number word and a unit of time that are capitalised inside a sentence: the Thirty Years' War."""
    words, start, end = tokens.words, term.start, term.end
    if term.unit.kind != "duration" or not start:
        return None
    if not words[start - 1].islower() and tokens.lower[start - 1] not in vocabulary.lexicon.determiners:
        return None
    named = words[start].istitle() and words[end - 1].istitle() and not vocabulary.lexicon.capital_nouns
    around = words[max(start - _HEADING_REACH, 0) : end + _HEADING_REACH]
    owns = end + 1 < len(words) and words[end] in "'’" and words[end + 1].istitle()
    return NAME if named and (owns or any(len(word) > 3 and word.islower() for word in around)) else None


def _why_not_digits(tokens: Tokens, term: Term, vocabulary: Vocabulary, *, hedged: bool) -> str | None:
    words, start, end = tokens.words, term.start, term.end
    if term.number.form == "fraction" and "".join(words[start:end]) in vocabulary.lexicon.named_figures:
        return NAME
    if term.number.form == "fraction" and _CENTURIES.fullmatch(words[end - 1]) and words[end - 2] == "/":
        return IDENTIFIER  # "circular 14/2023"
    before = words[start - 1] if start else ""
    if before in FORMULA_STEMS and words[start] in _ATOMS and not term.prefixed and tokens.gap(start) == " ":
        return NAME  # "CO 2"
    for rule in (_by_what_touches_before, _by_what_touches_behind):
        found = rule(tokens, term, vocabulary)
        if found is not None:
            return found or None
    if _opens_clock_time(tokens, term):
        return CLOCK
    slashed = _why_not_slashed(tokens, term)
    if slashed:
        return slashed
    if term.number.high <= 24 and _opens_half_day(tokens, end, vocabulary):
        return CLOCK
    lettered = words[end - 1].isalpha() and len(words[end - 1]) == 1 and tokens.touches(end - 1)
    unit = lettered and words[end - 1] in _ITEM_LETTERS and start + 2 == end
    if (term.bare or unit) and lettered and start and _is_referred_to(tokens, start, vocabulary):
        return PLACE  # "Apartment 12B", "Figure 3b"
    zero_first = words[start].startswith("0") and len(words[start]) > 2 and words[start].isdecimal()
    if term.bare and zero_first and start and int(words[start]):
        return IDENTIFIER  # "020 7946": no count is written with a zero in front
    if is_postal_address(tokens, term, vocabulary):
        return IDENTIFIER
    if not term.bare or term.kind or hedged or term.number.scale > 1:
        return None
    return _why_not_bare_digits(tokens, term, vocabulary)


def _by_what_touches_before(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> str | None:
    """Why digits are no quantity, by the sign or letter they are joined to in front; empty when that makes them one,
    None when it tells nothing."""
    words, start = tokens.words, term.start
    before = words[start - 1] if start else ""
    if not before or not tokens.touches(start):
        return None
    if (before[-1].isalpha() or before in "_#@\\") and not term.prefixed:
        return IDENTIFIER if before in "_#@\\" else NAME
    if start < 2 or not tokens.touches(start - 1):
        return None
    joined = words[start - 2]
    if before == "+" and joined[0].isdecimal():
        return IDENTIFIER
    if before == ":" and joined.isdecimal() and len(words[start]) == 2:
        return CLOCK
    if (
        before in _DASHES
        and joined.isdecimal()
        and words[start - 3 : start - 2] == [":"]
        and _opens_clock_time(tokens, term)
    ):
        return CLOCK  # "open 7:30-15:00"
    if before in _DASHES:
        if joined[-1].isalpha():
            return _QUANTITY if tokens.lower[start - 2] in vocabulary.lexicon.number_prefixes else NAME
        return _why_not_behind_dash(tokens, start) or _QUANTITY
    return FOOTNOTE if before == "." and joined[-1].isalpha() and not term.prefixed else None


def _by_what_touches_behind(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> str | None:
    """The same, by the sign or letter they are joined to behind."""
    words, end = tokens.words, term.end
    if end >= len(words) or not tokens.touches(end) or term.prefixed:
        return None
    after = words[end]
    if term.bare and (after[0].isalpha() or after == "_") and words[end - 1][-1].isdecimal():
        return _QUANTITY if after in vocabulary.lexicon.number_suffixes else NAME
    if after not in _DASHES:
        return None
    spelled = end + 1 < len(words) and words[end + 1].istitle()
    if spelled and tokens.lower[end + 1] in vocabulary.lexicon.cardinals:
        return NAME  # "7-Eleven"
    if not tokens.touches(end + 1):
        return None
    if term.bare and len(words[end + 1]) == 1 and words[end + 1].isupper():
        return NAME  # "3-D"
    numbered = words[end + 1].isdecimal()
    if numbered and (is_chain(tokens, end + 1) or (term.bare and is_telephone(words[end - 1], words[end + 1]))):
        return IDENTIFIER
    return None


def _opens_clock_time(tokens: Tokens, term: Term) -> bool:
    """Whether a term is the hour of "9:45"."""
    words, end = tokens.words, term.end
    joined = words[end : end + 1] == [":"] and tokens.touches(end) and tokens.touches(end + 1)
    if not term.bare or not joined or term.number.high > 24:
        return False
    minutes = words[end + 1]
    return minutes.isdecimal() and len(minutes) == 2 and int(minutes) < 60


def _why_not_slashed(tokens: Tokens, term: Term) -> str | None:
    words, start, end = tokens.words, term.start, term.end
    lettered = end - start == 3 and words[end - 2] == "/" and words[end - 1] in _ITEM_LETTERS
    if lettered and start and words[start - 1].isupper() and len(words[start - 1]) > 1:
        return IDENTIFIER  # "MS 4471/b"
    if start > 1 and words[start - 1] == "/" and tokens.touches(start) and tokens.touches(start - 1):
        if words[start - 2].isdecimal():
            return IDENTIFIER
        if words[start - 2][-1].isalpha():
            return NAME  # "HTTP/2"
    slashed = words[end : end + 1] == ["/"] and tokens.touches(end) and tokens.touches(end + 1)
    if term.bare and slashed and words[end + 1].isdecimal():
        return IDENTIFIER  # "24/7", "50/50": neither a fraction nor a date
    return None


def _opens_half_day(tokens: Tokens, index: int, vocabulary: Vocabulary) -> bool:
    """Whether "pm" or "p.m." stands at `index`."""
    clock, lower = vocabulary.lexicon.clock, tokens.lower[index : index + 3]
    return bool(lower) and (lower[0] in clock or (len(lower) == 3 and lower[1] == "." and "".join(lower) in clock))


def _is_part_of_time(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> bool:
    """The half of "the first half" and of "half past nine"."""
    lower, lexicon, start, end = tokens.lower, vocabulary.lexicon, term.start, term.end
    if not term.bare or end != start + 1 or lower[start] not in lexicon.denominators:
        return False
    if lower[end : end + 1] and lower[end] in lexicon.past_the_hour:
        return True
    before = lower[start - 1] if start else ""
    return before in lexicon.ordinals or before in lexicon.parts_of_time


def _why_not_behind_dash(tokens: Tokens, start: int) -> str | None:
    """The second group of "4471-22" when the first was none; "110-98" is a score, both count."""
    chained = start > 3 and tokens.touches(start - 2) and tokens.words[start - 3] in _DASHES
    return IDENTIFIER if chained or (tokens.words[start].startswith("0") and len(tokens.words[start]) > 1) else None


def _why_not_bare_digits(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> str | None:
    """Digits without unit, scale and hedge: they may name a thing or a place instead of counting."""
    words, start, end = tokens.words, term.start, term.end
    before = words[start - 1] if start else ""
    lettered = words[end : end + 1] == ["("] and tokens.touches(end) and words[end + 2 : end + 3] == [")"]
    if lettered and len(words[end + 1]) == 1 and words[end + 1].isalpha():
        return IDENTIFIER  # "401(k)"
    if not before or "\n" in tokens.gap(start):
        return PLACE if _opens_item(tokens, end) else None
    if end_of_citation(tokens, start) is not None:
        return FOOTNOTE
    if is_argument(tokens, start):
        return IDENTIFIER
    if before in "(+" and opens_telephone(tokens, start, end):
        return IDENTIFIER
    if before in "§#№" or _is_referred_to(tokens, start, vocabulary):
        return PLACE
    if before == "," and start > 1 and _CENTURIES.fullmatch(words[start - 2]) and _HOUR.fullmatch(words[start]):
        return CLOCK  # "on 19 March 2024, 10.30"
    bracketed = before == "(" and words[end : end + 1] == [")"] and tokens.touches(end)
    if bracketed and term.number.value < 100:
        if tokens.touches(start - 1):
            return PLACE  # "Section 4(a)(2)"
        return PLACE if start == 1 or words[start - 2] in ".;:" else None
    if _is_titled(tokens, term, vocabulary):
        return NAME
    return NAME if _looks_like_label(words[start]) and _names(tokens, start, vocabulary) else None


def _is_titled(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> bool:
    """Whether a capitalised singular behind makes a name of the numeral: "Boeing's 737 Max", "the 787 Dreamliner".

    It counts before a plural: "the 12 Angry Men" aside, "the 6 Baltic ports", "its 20 Premier League games".
    """
    words, lexicon, at = tokens.words, vocabulary.lexicon, term.end
    before = tokens.lower[term.start - 1]
    owned = before in lexicon.number_suffixes and term.start > 1 and words[term.start - 2] in "'’"
    if lexicon.capital_nouns or not (owned or before in lexicon.definite) or not words[term.start].isdecimal():
        return False
    end = at
    while end < min(at + 4, len(words)) and words[end].istitle() and tokens.lower[end] not in lexicon.months:
        end += 1
    plural = lexicon.plural_endings
    if end == at or words[end - 1].endswith(plural) or len(words[term.start]) != 3:
        return False
    behind = words[end] if end < len(words) else "."
    return not (behind.islower() and behind.endswith(plural) and len(behind) > 3)


def _opens_item(tokens: Tokens, end: int) -> bool:
    """Whether a line goes on behind "1." or "1)" with words: the number of a heading or list item."""
    if end + 1 >= len(tokens) or tokens.words[end] not in ".)" or not tokens.touches(end) or tokens.touches(end + 1):
        return False
    return "\n" not in tokens.gap(end + 1) and (tokens.words[end + 1][0].isalpha() or tokens.words[end + 1] in "\"“‘'")


def _is_referred_to(tokens: Tokens, start: int, vocabulary: Vocabulary) -> bool:
    """Whether a noun before the number makes it a label ("page 45", "No. 10"); verbs alike need a capital ("Act 3")."""
    before, noun = tokens.words[start - 1], tokens.lower[start - 1]
    if before == "." and start > 1:
        return tokens.lower[start - 2] in vocabulary.lexicon.reference_abbreviations
    if not _looks_like_label(tokens.words[start]):
        return False
    if noun in vocabulary.lexicon.reference_nouns:
        return True
    if noun in vocabulary.lexicon.numbered_units and start > 1:
        return tokens.lower[start - 2] in vocabulary.lexicon.before_numbered_units  # "in week 3", "by day 28"
    return before[0].isupper() and noun in vocabulary.lexicon.reference_names


def _looks_like_label(numeral: str) -> bool:
    return "," not in numeral and (len(numeral) <= 4 or numeral.count(".") > 1)


def _names(tokens: Tokens, start: int, vocabulary: Vocabulary) -> bool:
    """Whether the word before is a proper name: capitalised, and not only because it opens the sentence."""
    before = tokens.words[start - 1]
    if tokens.lower[start - 1] in vocabulary.lexicon.variables:
        return start > 1 and tokens.words[start - 2] == "&"  # "S&P 500", but "P 0.05"
    if (
        before.islower()
        or not before[0].isalpha()
        or tokens.lower[start - 1] in vocabulary.lexicon.sentence_openers
        or tokens.lower[start - 1] in vocabulary.lexicon.months
    ):
        return False
    if tokens.lower[start - 1] in vocabulary.triggers or tokens.words[start - 1] in UNIT_SYMBOLS:
        return False
    if start == 1 or tokens.words[start - 2] in (".", "!", "?", ":", "“", '"') or "\n" in tokens.gap(start - 1):
        following = tokens.words[start + 1] if start + 1 < len(tokens) else "."
        counts = following[0].isalpha() and following.endswith("s") and following.islower()
        # An imperative counts ("Buy 10 cans"), a plural name does not ("Windows 10 runs").
        named = before.endswith("s") and not before.endswith("ss")
        return len(before) > 1 and (named or not counts)
    return True


def _why_not_zero_or_time(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> str | None:
    """Idioms: "zero-sum", "zero tolerance", "one day", "at one time"."""
    lexicon, lower = vocabulary.lexicon, tokens.lower
    after = lower[term.end] if term.end < len(lower) else ""
    if term.number.value == 0:
        return (
            IDIOM
            if term.bare and ((after == "-" and tokens.touches(term.end + 1)) or after in lexicon.zero_idioms)
            else None
        )
    if term.end - term.start != 2 or lower[term.start] not in lexicon.one or lower[term.end - 1] not in lexicon.once:
        return None
    opens = term.start == 0 or lower[term.start - 1] in lexicon.before_once or "\n" in tokens.gap(term.start)
    return IDIOM if opens else None


def _why_not_word(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> str | None:
    """Number words in capitals behind a noun: "Chapter Two" is a place, "Pi Zero" a name."""
    lower, lexicon = tokens.lower, vocabulary.lexicon
    if (
        term.start > 1
        and lower[term.start - 1] in lexicon.past_the_hour | lexicon.to_the_hour
        and lexicon.denominators.get(lower[term.start - 2]) in (0.25, 0.5)
        and term.number.value <= 12
    ):
        return CLOCK  # "half past nine", "quarter to nine"
    if not term.start or "\n" in tokens.gap(term.start) or not tokens.words[term.start][0].isupper():
        return None
    noun = tokens.lower[term.start - 1]
    if noun in vocabulary.lexicon.reference_nouns or noun in vocabulary.lexicon.reference_names:
        return PLACE
    titled = term.start > 2 and tokens.words[term.start - 2] in "'’" and tokens.words[term.start - 3][0].isupper()
    if titled and lower[term.start - 1] in lexicon.number_suffixes and term.end - term.start == 1:
        return NAME  # "Ocean's Eleven"
    single = term.end - term.start == 1 and term.number.scale == 1.0 and tokens.words[term.start].istitle()
    if single and _is_capital_by_name(tokens, term.start, vocabulary):
        return NAME
    followed = term.end < len(tokens) and tokens.words[term.end][0].isupper()
    return NAME if single and not followed and _names(tokens, term.start, vocabulary) else None


def _is_capital_by_name(tokens: Tokens, start: int, vocabulary: Vocabulary) -> bool:
    """Whether a number word in a sentence is capitalised as part of a name: "the Three Gorges", "Group of Seven"."""
    words, before = tokens.words, tokens.words[start - 1]
    if not before.islower() or not before.isalpha():
        return False
    headed = before in vocabulary.lexicon.of and start > 1 and words[start - 2].istitle()
    followed = start + 1 < len(words) and words[start + 1].istitle()
    around = words[max(start - _HEADING_REACH, 0) : start + _HEADING_REACH]
    # A heading writes every word large but the smallest.
    lexicon = vocabulary.lexicon
    small = lexicon.determiners | lexicon.conjunctions | lexicon.per | lexicon.lasting | lexicon.from_
    return (headed or followed) and any(len(word) > 2 and word.islower() and word not in small for word in around)


def _why_not_one(tokens: Tokens, term: Term, vocabulary: Vocabulary, *, hedged: bool) -> str | None:
    """The word "one" counts where it is hedged, measured or of a named whole; else it is a pronoun or rhetoric."""
    lower, lexicon = tokens.lower, vocabulary.lexicon
    before = lower[term.start - 1] if term.start else ""
    after = lower[term.end] if term.end < len(lower) else ""
    if hedged or len(tokens) == 1:
        return None
    if before in lexicon.pronouns_before_one or after in lexicon.pronouns_after_one or after in ("'", "’", "-"):
        return IDIOM
    if after in lexicon.of:
        following = lower[term.end + 1] if term.end + 1 < len(lower) else ""
        return None if following in lexicon.wholes_of_one else RHETORIC
    if before in lexicon.before_bare_one and not after[:1].isalpha():
        return None
    return RHETORIC


def _is_adverb(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> bool:
    """Whether "first" says when ("first seen", "at first") and not which ("the first car", "she finished first")."""
    before = tokens.lower[term.start - 1] if term.start else ""
    if not before:
        return len(tokens) > 1 and tokens.words[term.end] == ","
    lexicon = vocabulary.lexicon
    named = before in lexicon.determiners or before in lexicon.articles or before in lexicon.ranking or before in "s'’-"
    return not named and before not in lexicon.conjunctions and before not in lexicon.between


def _why_not_ordinal(tokens: Tokens, term: Term, vocabulary: Vocabulary) -> str | None:
    lower, lexicon = tokens.lower, vocabulary.lexicon
    after = lower[term.end] if term.end < len(lower) else ""
    if after == "-" and tokens.touches(term.end) and term.end + 1 < len(lower):
        return None if lower[term.end + 1].endswith(lexicon.superlative_endings) else IDIOM
    if after in lexicon.enumerated:
        return ENUMERATOR
    if after in lexicon.ordinal_idioms or (after in lexicon.ranks and lower[term.start] in lexicon.ordinal_adverbs):
        return IDIOM
    if (
        lower[term.start] in lexicon.ordinal_adverbs
        and term.end - term.start == 1
        and _is_adverb(tokens, term, vocabulary)
    ):
        return IDIOM
    if (
        tokens.lower[term.start] == "second"
        and term.end - term.start == 1
        and term.start
        and lower[term.start - 1] in lexicon.per
    ):
        return IDIOM
    if term.number.value <= 3 and after in (",", "of") and (term.start == 0 or tokens.words[term.start][0].isupper()):
        return ENUMERATOR if after == "," or lower[term.end + 1 : term.end + 2] == ["all"] else None
    return None
