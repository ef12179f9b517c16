"""Whether every content word around a figure is accounted for: what a sentence adds between the claim's own words.

What belongs here: the one rule that does not know what harms, only what does not, and the closed lists of it. What must
never be here: rules that know a harmful word (they are in the other rooms, and say more to the reader), values.

Up to the last word that a sentence's clause shares with the claim stands what the claim says, and perhaps more. A word
more may make another thing of it in ways that nobody has listed; so unless it is known to leave the claim as it is, the
sentence is not taken to say it. Only a sentence that has all the claim's words is asked: one that says the claim in
other words adds words of its own without adding anything.
"""

from __future__ import annotations

import re

from pipeline.judging.doubting.roles import is_adverb, is_verb
from pipeline.judging.doubting.standing import Pair
from pipeline.judging.wording.harmless import (
    ACCOMPLISHING,
    AMOUNT_HEADS,
    HARMLESS_WORDS,
    NEUTRAL_MODIFIERS,
    STATING_VERBS,
    SURVEYS,
    TIMES,
)
from pipeline.judging.wording.lexicon import SCALE_WORDS
from pipeline.judging.wording.terms import CALENDAR_STEMS, Term, exact_stem_of, stems_of

_HARMLESS = stems_of(
    " ".join((NEUTRAL_MODIFIERS, STATING_VERBS, ACCOMPLISHING, HARMLESS_WORDS, TIMES, SURVEYS, " ".join(SCALE_WORDS)))
)
_KINDS = frozenset(["count", "percent", "money", "measure", "duration", "ratio"])
_EXPLAINED = re.compile(r"\s+of\s+(?-i:[A-Z])", re.IGNORECASE)
_EXPLAINING = stems_of("city town village municipality commune island river lake company state county republic kingdom")
"""What stands before "of" and a name that it only explains."""
_PLACED = re.compile(
    r".*\b(?:in|at|on|(?<!instead )of|from|near|along|across|around|throughout|inside|outside|within|to|by|over|"
    r"through|behind|beside|above|below|under|opposite)\s+"
    r"(?:the|its|their|his|her|this|that|these|those|all|both|two|three|four|five|six|seven|eight|nine|ten|\d[\d,.]*|"
    r"(?-i:[A-Z])[\w'’-]+)\b(?P<inside>[^,.;:()]*)$",
    re.IGNORECASE | re.DOTALL,
)
"""A phrase of a definite place, a definite number or a name: it tells where, and parts nothing."""
_BEING_ONE = re.compile(
    r"(?:\b(?:is|are|was|were|as|remains?|became)|,)\s+(?:an?|the|one)\s+(?:[^\W\d_]+\s+){0,4}$", re.IGNORECASE
)
"""Before a word that only says what the one spoken of is: "Lindvik is a port with"."""
_OPENED = re.compile(
    r"\b(?:because|so|that|when|where|following|says?|said|reports?|reported|finds?|found|shows?|showed|knows?|knew|announced|"
    r"confirmed|told\s+[^\W\d_]+|as\s+(?:promised|planned|expected|hoped|agreed|usual|before))\b(?!\s+(?:by|in|of|to)\b)",
    re.IGNORECASE,
)
"""What opens a clause of its own within one that commas bound."""
_COMPARED = re.compile(r"\b(?:instead\s+of|rather\s+than|compared|against|up\s+from|down\s+from)\b", re.IGNORECASE)
"""What opens a comparison behind a figure."""
_TIMES_OF_DAY = stems_of("night day morning evening afternoon weekend winter summer spring autumn week month holiday")
_ARTICLE = re.compile(r"(?:^|[.;,]\s+|\b(?:and|but|that)\s+)(?:the|an?|its|their)\s+$", re.IGNORECASE)
"""Before a time that tells a noun apart: "the night bus"."""
_TITLE = re.compile(r"[A-Z]?[a-z]+\s(?:[a-z]+\s){0,2}(?=[A-Z])")
"""Words that open a sentence before a name."""
_AMOUNTS = stems_of(AMOUNT_HEADS)
_OF = re.compile(r"\s+of\b", re.IGNORECASE)
_CONTENT = re.compile(r"\s*of\s+(?:[^\W\d_]+\s+)?$", re.IGNORECASE)
"""Between a measure and what it is a measure of: "60 tonnes of rice"."""
_PHRASE_END = re.compile(
    r"\b(?:of|for|in|on|at|from|with|over|under|to|by|and|or|is|are|was|were|has|have|had|the|an?|its|their|his|her)\b"
)


def unaccounted(pair: Pair) -> str | None:
    """The first word that the figure's clause adds before or among the claim's words and that is not known to be
    harmless; None when there is none, when it lacks words of the claim, or when the figure is a date or a rank."""
    if pair.kind not in _KINDS or not pair.covered or pair.is_magnitude:
        return None
    low, high = pair.bounds
    low = max((found.end() for found in _OPENED.finditer(pair.sentence, low, pair.start)), default=low)
    low = max(low, pair.sentence.rfind(":", 0, pair.start) + 1)
    ends = _OPENED.search(pair.sentence, pair.end, high) or _COMPARED.search(pair.sentence, pair.end, high)
    high = ends.start() if ends else high
    clause = [term for term in pair.theirs if low <= term.start < high]
    shared = [term for term in clause if term.stem in pair.known or pair.start <= term.start < pair.end]
    for term in clause:
        if term.start < shared[-1].start and not _is_title(pair, term, shared[0]) and _adds(pair, term):
            return term.surface
    return None


def _is_title(pair: Pair, term: Term, first: Term) -> bool:
    """Whether a word only says who bears the name behind it: "carmaker Varga", "drug maker Varga"."""
    if term.end <= first.start and first.surface[:1].isupper() and pair.sentence[term.end : first.start] == " ":
        return True
    found = _TITLE.match(pair.sentence)
    if found is None or term.start >= found.end():
        return False
    words = [each for each in pair.theirs if each.start < found.end()]
    named = next((each for each in pair.theirs if each.start == found.end()), None)
    return named is not None and named.stem in pair.known and len(words) == len(found.group().split())


def _tells_apart(pair: Pair, term: Term) -> bool:
    """Whether a word stands right before a noun of the claim's, and so may make another thing of it."""
    behind = next((each for each in pair.theirs if each.start > term.start), None)
    if behind is None or behind.start != term.end + 1 or behind.stem not in pair.known or behind.kind != "word":
        return False
    governs = behind.end <= pair.start and not any(behind.end <= each.start < pair.start for each in pair.theirs)
    return not (governs and is_verb(behind.surface))


def _adds(pair: Pair, term: Term) -> bool:
    plain = term.surface.lower()
    if term.kind != "word" or term.stem in pair.known | pair.overhead or exact_stem_of(plain) in pair.known:
        return False
    if pair.start <= term.start < pair.end or term.stem in CALENDAR_STEMS:
        return False
    modifies = _tells_apart(pair, term)
    if modifies and exact_stem_of(plain) in _TIMES_OF_DAY and _ARTICLE.search(pair.sentence, 0, term.start):
        return True
    if not _HARMLESS.isdisjoint((term.stem, exact_stem_of(plain))) or is_adverb(plain):
        return False
    if exact_stem_of(plain) in _EXPLAINING and _EXPLAINED.match(pair.sentence, term.end):
        return False
    if exact_stem_of(plain) in _AMOUNTS and _OF.match(pair.sentence, term.end):
        return False
    between = pair.sentence[pair.end : term.start] if term.start > pair.end else ""
    if pair.kind in ("measure", "money") and _CONTENT.match(between):
        return False
    if _BEING_ONE.search(pair.sentence, 0, term.start) or pair.sentence[term.start - 1 : term.start] == "-":
        return False
    if plain.endswith(("'s", "’s")):
        return False  # whose it is may be what the page is about
    low = pair.end if term.start >= pair.end else pair.bounds[0]
    placed = _PLACED.match(pair.sentence, low, term.start)
    if modifies and placed and placed["inside"].strip():
        return True  # it tells the claim's own noun apart, and no place
    return not (placed and not _PHRASE_END.search(placed["inside"]))
