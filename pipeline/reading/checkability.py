"""Whether a figure states a fact that a source could confirm, and the reason when it does not.

What belongs here: rhetoric, enumeration, vagueness, hypothesis, titles, citations, as rules over the sentence. What
must never be here: what is no quantity at all (version names, section numbers), which `pipeline.quantities` says.
"""

from __future__ import annotations

import itertools
import re

from pipeline.quantities import Quantity
from pipeline.quantities.negatives import RHETORIC as BARE_ONE
from pipeline.quantities.tables import names_only_a_scale
from pipeline.reading.named_dates import ANAPHORIC, SPOKEN_DAY, YEAR_ALONE
from pipeline.reading.phrases import clause_around, noun_phrase_after
from pipeline.reading.scanning import Word, stem
from pipeline.reading.sentences import Sentence
from pipeline.reading.verbs import has_verb, is_verb
from pipeline.reading.words import (
    ABSTRACT_NOUNS,
    DISCOURSE_NOUNS,
    HYPOTHETICAL,
    MEASURE_WORDS,
    REPORTING,
    RHETORICAL_NOUNS,
    word_set,
)

RHETORIC = "rhetoric"
ENUMERATOR = "enumerator"
VAGUE = "vague number"
HYPOTHESIS = "hypothetical"
QUESTION = "question"
IDIOM = "idiom"
TITLE = "title of a work"
CITATION = "citation"
DEICTIC = "points to a day, names none"
RATE = "part of a rate"
NAME = "part of a name"
SHARE = "part of a share"
LABEL = "heading of a table"
YARDSTICK = "chosen to measure others against"

_ONE = re.compile(r"(?:(?:only|just|any|not|but)\s+)?(?:an?\s+|the\s+)?(?:one|single|1)(?:\s+single)?", re.IGNORECASE)
_VAGUE = re.compile(
    r"(?:an?\s+)?(?:several|some|few|many|multiple|numerous|handful|couple|pair|various|countless|plenty|more)(?:\s+of)?",
    re.IGNORECASE,
)
_IDIOMS = re.compile(
    r"\b(?:second thoughts?|first[- ]hand|second[- ]hand|third[- ]part(?:y|ies)|third world|first lad(?:y|ies)|"
    r"square one|zero[- ]sum|one[- ]size|one[- ]way|two[- ]way|one[- ]sided|two[- ]faced|on (?:the )?one hand|"
    r"one another|one by one|(?<!in )(?<!within )(?<!than )one day(?![-'’])|at one point|at one time|"
    r"(?<![\w-])one of (?:the|those|these|many|its|their|his|her|our|my)|no one|"
    r"(?<![\w-])(?:the )?one (?:who|that|which|thing)|million[- ]dollar question|sixty-four[- ]thousand|"
    r"nine times out of ten|"
    r"a thousand words|a (?:hundred|thousand|million) times(?! (?:\w+er|more|less|as) )|"
    r"(?:hundred|100) percent (?:sure|certain)|"
    r"fifty-fifty|eleventh hour|cloud nine|sixth sense|two sides of|at first|first of all|in the first place|"
    r"first and foremost|for one thing|one and the same|back to one|twenty-twenty|24/7|catch-22)\b",
    re.IGNORECASE,
)
_TITLE_CUE = re.compile(
    r"(?:titled|entitled|called|named|headlined|book|novel|film|song|album|essay|paper|article|poem|play|report|study|"
    r"story|memoir|documentary)[,:]?\s*$",
    re.IGNORECASE,
)
_CITATION = re.compile(
    r"\(\s*(?:see\s+)?[A-Z][\w'’.-]+(?:\s+(?:and|&)\s+[A-Z][\w'’.-]+|\s+et al\.?)?,?\s+\d{4}[a-z]?[^()]{0,30}\)"
)
_REPORTER = re.compile(
    r"\b\d{1,4} [A-Z][A-Za-z]{0,5}\.(?: ?[A-Z0-9][A-Za-z0-9]{0,4}\.){0,4}(?: ?§+)? \d{1,5}(?: \([^()]{0,20}\d{4}\))?"
)
"""A place in law reports or statutes: 410 U.S. 113 (1973), 22 U.S.C. § 7102."""
_IN_BRACKETS = re.compile(r"\[\d{1,3}[\],]|,\d{1,3}\]")
_REFERENCE_MARK = re.compile(
    r"\b(?:pp?|vol|no|ed|eds|ibid|box|folder|folio|isbn|doi|accessed|retrieved|https?)\b[.:]?", re.IGNORECASE
)
_CLOSED_QUESTION = word_set("what how would could should is are was were do does did can will why who which where when")
_MODALS = word_set("would could might should")
_SUPPOSING = _MODALS | {"if", "then"}
_ROUND = re.compile(r"(?:an?\s+|many\s+)?(?:dozen|hundred|thousand|million|billion)s?(?:\s+of)?", re.IGNORECASE)
_LONG_AGO = re.compile(r"(?:an?|many) (?:dozen|hundred|thousand|million) years ago", re.IGNORECASE)
_UNIT_OF_TIME = re.compile(r"(?:an?|each|every|per|the)\s+\w+", re.IGNORECASE)
_UNIT_OF_PRICE = re.compile(r"(?:an?|each|every|per|the)\s+[\w-]+", re.IGNORECASE)
_LASTING = word_set("for lasted took takes last lasts within in over after under nearly almost about half another")
_SUPERLATIVE = re.compile(r"(?:\w+est|most|least)$", re.IGNORECASE)
_SUSPENDED_ZERO = word_set("to toward towards near approaching approached at from")
_LONGEST_LABEL = 80
_NEXT_COUNT = 6
"""Words between a count and the "one" that it is joined to, at most: "87 cases and one death"."""
_SCALE_IN_LABEL = re.compile(
    r"(?:[,(]|\bin)\s*(?:[$€£¥]\s*)?(?:thousand|million|billion|trillion)s?\s*\)?$", re.IGNORECASE
)
_SECTION_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}")
_LEVEL = re.compile(r"\s*(?:ci\b|(?:confidence|credible|prediction) (?:interval|limit|band|region))", re.IGNORECASE)
_INDEX_BASE = re.compile(
    r"\b(?:\d{4}|base|average)\b\W{0,3}(?:is |was |were |being )?(?:=|set (?:at|to)|equals|taken as)\W*$"
)
_NUMBERED = word_set(
    "week day month year round stage phase game lap hole bar verse grade level step lane gate platform"
)
_RANKING = word_set("ranked ranks rank came come comes finished finishing finishes placed lies lay stood stands")
_HARMED = word_set("killed died drowned injured hurt wounded hanged arrested drowning shot executed lost")
_HARM_OPENS = _HARMED | {"was", "is", "had"}
_OPENERS = "\"“‘'"


def why_not_checkable(quantity: Quantity, sentence: Sentence) -> str | None:
    """The reason why a figure is not checkable, or None when it is."""
    after = noun_phrase_after(sentence.words, quantity.end)
    one = quantity.why_not in (None, BARE_ONE) and (
        _is_one_unit(quantity, sentence) or _is_one_of_counts(quantity, sentence, after)
    )
    if quantity.why_not is not None and not one:
        return quantity.why_not
    return (
        _label(quantity, sentence)
        or _idiom(quantity, sentence)
        or _citation_or_title(quantity, sentence)
        or (None if one else _small_number(quantity, sentence, after))
        or _own_thoughts(quantity, after)
        or _time_unit(quantity, sentence)
        or _ordinal(quantity, sentence, after)
        or _list_number(quantity, sentence)
        or _counted_off(quantity, sentence, after)
        or _yardstick(quantity, sentence)
        or _hyperbole(quantity, sentence)
        or _unreal(quantity, sentence)
    )


def _label(quantity: Quantity, sentence: Sentence) -> str | None:
    """A date in a heading of a table or its first column says what the column or row is about; one inside the table
    tells what its headings say ("Opened"). A scale that ends a heading or caption ("Exports, millions") says how its
    figures count."""
    text = sentence.block_text.strip()
    if names_only_a_scale(quantity) and len(text) < _LONGEST_LABEL and _SCALE_IN_LABEL.search(text):
        return LABEL
    if sentence.block.kind != "table_cell" or len(sentence.block.labels) > 1:
        return None
    if quantity.kind == "date" and not sentence.block.labels:
        return LABEL
    whole = quantity.text.strip() == sentence.block_text.strip()
    return LABEL if whole and (quantity.kind == "date" or YEAR_ALONE.fullmatch(quantity.text.strip())) else None


def _is_one_unit(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether "one" counts a unit after all: one peso, one degree."""
    following = next((word for word in sentence.words if word.start >= quantity.end), None)
    return quantity.value == 1 and following is not None and following.lower in MEASURE_WORDS - {"time", "point"}


def _is_one_of_counts(quantity: Quantity, sentence: Sentence, after: list[Word]) -> bool:
    """Whether "one" counts beside another count: "87 cases and one death", "one hospital with 84 beds", "nine were
    adopted, four rejected and one, a guard at night, forgotten"."""
    if quantity.kind != "count" or quantity.value != 1:
        return False
    harmed = [word.lower for word in sentence.words if after and word.start >= after[0].end][:3]
    if after and after[0].start - quantity.end <= 2 and harmed and harmed[0] in _HARM_OPENS and _HARMED & set(harmed):
        return True  # "one man was killed"
    if after and (after[-1].lower in RHETORICAL_NOUNS | DISCOURSE_NOUNS or stem(after[0].lower) in ABSTRACT_NOUNS):
        return False
    counts = [one for one in sentence.quantities if one.kind == "count" and one.why_not is None and one.value != 1]
    before = [word for word in sentence.words if word.end <= quantity.start]
    follows = next((one for one in counts if one.start > quantity.end), None)
    if after and follows is not None:
        joint = [word.lower for word in sentence.words if after[-1].end <= word.start < follows.start]
        return joint in (["with"], ["of"], ["and"], [","])
    joined = before[-1:] and (before[-1].lower == "and" or before[-1].text == ",")
    leads = next((one for one in reversed(counts) if one.end < quantity.start), None)
    if not joined or leads is None:
        return False
    between = [word for word in before if word.start >= leads.end]
    if any(word.text in ";:.()" for word in between):
        return False
    behind = next((at for at, word in enumerate(sentence.words) if word.start >= quantity.end), None)
    ends = behind is None or not sentence.words[behind].is_word or is_verb(sentence.words, behind)
    listed = ends and sum(one.end < quantity.start for one in counts) > 1
    return (bool(after) and after[0].start - quantity.end <= 2 and len(between) <= _NEXT_COUNT) or listed


def _own_thoughts(quantity: Quantity, after: list[Word]) -> str | None:
    """Three reasons, two kinds of people, a thousand excuses: the writer's own arrangement, not a count of things."""
    if quantity.kind != "count" or not after or any(sign.isdigit() for sign in quantity.text):
        return None
    head = next((index for index, word in enumerate(after) if word.lower == "of"), len(after))
    small = isinstance(quantity.value, int | float) and quantity.value <= 12
    if stem(after[head - 1].text) not in ABSTRACT_NOUNS or head > 2:
        return None
    return ENUMERATOR if small else RHETORIC if _ROUND.fullmatch(quantity.text) else None


def _time_unit(quantity: Quantity, sentence: Sentence) -> str | None:
    """The unit of a rate ("60,000 vehicles a day", "a tonne cost $40") or of a habit ("every year"); no length of time
    and no weight."""
    if quantity.kind == "measure" and _UNIT_OF_PRICE.fullmatch(quantity.text):
        measured = _word_before(quantity, sentence) == "from"  # "from a kilo to 750 grams"
        return RATE if not measured and any(other.kind == "money" for other in sentence.quantities) else None
    if quantity.kind != "duration" or not _UNIT_OF_TIME.fullmatch(quantity.text):
        return None
    return None if _word_before(quantity, sentence) in _LASTING else RATE


def _idiom(quantity: Quantity, sentence: Sentence) -> str | None:
    if quantity.kind == "date" and (SPOKEN_DAY.fullmatch(quantity.text) or ANAPHORIC.fullmatch(quantity.text)):
        return DEICTIC
    low = max(0, quantity.start - 20)
    for found in _IDIOMS.finditer(sentence.block_text, low, quantity.end + 24):
        if found.start() < quantity.end and found.end() > quantity.start:
            return IDIOM
    return None


def _citation_or_title(quantity: Quantity, sentence: Sentence) -> str | None:
    text = sentence.block_text
    if quantity.text.isdigit() and _IN_BRACKETS.fullmatch(text[max(0, quantity.start - 1) : quantity.end + 1]):
        return CITATION
    for found in _CITATION.finditer(text, max(0, quantity.start - 80), min(len(text), quantity.end + 60)):
        if found.start() < quantity.start < found.end() and quantity.kind in ("date", "count"):
            return CITATION
    near = max(0, quantity.start - 40), min(len(text), quantity.end + 40)
    for found in _REPORTER.finditer(text, *near) if quantity.text[-1:].isdigit() else ():
        if found.start() < quantity.end and quantity.start < found.end():
            return CITATION
    if sentence.block.kind == "footnote" and _refers(sentence):
        return CITATION
    opening = max((text.rfind(sign, 0, quantity.start) for sign in _OPENERS[:2]), default=-1)
    if opening >= 0 and quantity.start - opening < 120 and _TITLE_CUE.search(text[max(0, opening - 20) : opening]):
        closing = text.find("”" if text[opening] == "“" else '"', opening + 1)
        if closing < 0 or closing >= quantity.end:
            return TITLE
    return None


def _refers(sentence: Sentence) -> bool:
    """Whether a footnote's sentence only says where something stands: it names a page and tells nothing, or is the
    page's number."""
    named = _REFERENCE_MARK.search(sentence.text) and not has_verb(sentence.words)
    return bool(named) or sentence.text.strip(" .").isdecimal()


def _small_number(quantity: Quantity, sentence: Sentence, after: list[Word]) -> str | None:
    if quantity.kind == "count" and quantity.value == 1 and _ONE.fullmatch(quantity.text):
        return None if _counts_one(quantity, sentence, after) else RHETORIC
    if quantity.kind == "duration" and quantity.text.lower().startswith("all "):
        return VAGUE
    if quantity.kind in ("count", "other") and _VAGUE.fullmatch(quantity.text):
        return VAGUE
    if quantity.value == 0 and not any(sign.isdigit() for sign in quantity.text):
        before = _word_before(quantity, sentence)
        counted = bool(after) and stem(after[-1].text) != after[-1].lower
        return None if counted and before not in _SUSPENDED_ZERO and "zero" in quantity.text.lower() else RHETORIC
    return None


def _counts_one(quantity: Quantity, sentence: Sentence, after: list[Word]) -> bool:
    """Whether "one" counts: among other counts of the sentence, and not before a rhetorical noun."""
    if "single" in quantity.text.lower() or not after or after[-1].lower in RHETORICAL_NOUNS | DISCOURSE_NOUNS:
        return False
    return any(
        other.kind == "count" and other.why_not is None and other.start != quantity.start and other.value != 1
        for other in sentence.quantities
        if abs(other.start - quantity.start) < 60
    )


def _yardstick(quantity: Quantity, sentence: Sentence) -> str | None:
    """What other figures are measured against, chosen and not found: the 95 % of a confidence interval, the 100
    of an index."""
    text = sentence.block_text
    if quantity.kind == "percent" and _LEVEL.match(text, quantity.end):
        return YARDSTICK
    if quantity.kind == "count" and quantity.value in (1, 100, 1000):
        return YARDSTICK if _INDEX_BASE.search(text[max(0, quantity.start - 40) : quantity.start]) else None
    return None


def _hyperbole(quantity: Quantity, sentence: Sentence) -> str | None:
    """A round number that vies with another in a sentence without any figure that somebody counted: "a hundred policies
    have been proposed and a million words written"."""
    if not _is_round(quantity):
        return None
    others = [other for other in sentence.quantities if other.start != quantity.start and other.why_not is None]
    return RHETORIC if others and all(_is_round(other) for other in others) else None


def _is_round(quantity: Quantity) -> bool:
    if quantity.kind == "date":
        return bool(_LONG_AGO.fullmatch(quantity.text))
    return quantity.kind == "count" and quantity.comparator == "eq" and bool(_ROUND.fullmatch(quantity.text))


def _ordinal(quantity: Quantity, sentence: Sentence, after: list[Word]) -> str | None:
    if quantity.kind != "ordinal":
        return None
    following = [word for word in sentence.words if word.start >= quantity.end][:6]
    if _tells_a_rank(quantity, sentence, following, after):
        return None
    if not following or not following[0].is_word or not after:
        return ENUMERATOR
    if after[0].lower == "place" and _is_above_one(quantity):
        return None  # "for fourth place"
    if any(word.lower in DISCOURSE_NOUNS for word in after[:2]) or _word_before(quantity, sentence) in ("a", "an"):
        return ENUMERATOR
    if (
        quantity.text[:1].isupper()
        and quantity.start > sentence.start - sentence.offset
        and after[0].text[:1].isupper()
    ):
        return NAME
    if _SUPERLATIVE.match(_word_before(quantity, sentence)) and (quantity.value or 0) != 1:
        return SHARE
    figure_next = any(quantity.end <= other.start <= quantity.end + 2 for other in sentence.quantities)
    if figure_next:
        return SHARE
    if after[0].lower == "time":
        rest = {word.lower for word in following}
        return None if rest & {"since", "history", "ever", "decades", "years"} else IDIOM
    phrase = itertools.takewhile(lambda word: word.is_word, following)
    if _SUPERLATIVE.match(after[0].lower) or any(word.lower in ("to", "in", "since", "ever") for word in phrase):
        return None
    return None if quantity.value not in (1, 2) else ENUMERATOR


def _tells_a_rank(quantity: Quantity, sentence: Sentence, following: list[Word], after: list[Word]) -> bool:
    """Whether an ordinal without a noun says which place somebody took: "came fifteenth", "ranked 31st in the world",
    "the best was fifth"."""
    if after and after[0].start - quantity.end <= 2:
        return False
    before = _word_before(quantity, sentence)
    ends = not following or not following[0].is_word
    return before in _RANKING or (ends and before in ("was", "were", "is", "are") and _is_above_one(quantity))


def _is_above_one(quantity: Quantity) -> bool:
    return isinstance(quantity.value, int | float) and quantity.value > 1


def _list_number(quantity: Quantity, sentence: Sentence) -> str | None:
    at_start = not sentence.block_text[: quantity.start].strip("([ \t")
    behind = sentence.block_text[quantity.end : quantity.end + 2]
    numbered = at_start and quantity.text.isdigit() and behind[:1] in (".", ")", ":") and len(quantity.text) <= 3
    heading = sentence.block.kind in ("title", "heading") and at_start and _SECTION_NUMBER.fullmatch(quantity.text)
    if heading and behind[:1].isspace() and behind[1:].isupper():
        return ENUMERATOR
    return ENUMERATOR if numbered and (not behind[1:] or behind[1:].isspace()) else None


def _counted_off(quantity: Quantity, sentence: Sentence, after: list[Word]) -> str | None:
    """The number of a week, a round or a stage: "by week twelve", which counts nothing."""
    bare = quantity.kind == "count" and quantity.unit is None and quantity.comparator == "eq"
    if not bare or _word_before(quantity, sentence) not in _NUMBERED:
        return None
    adjoins = bool(after) and after[0].start - quantity.end <= 1 and not after[0].text[:1].isdigit()
    return None if adjoins else ENUMERATOR


def opens_hypothesis(sentence: Sentence) -> bool:
    """Whether a sentence supposes instead of asserting: "Imagine ...", "What if ...", "Say, ..."."""
    words = [word.lower for word in sentence.words[:2]]
    if not words:
        return False
    return words[0] in HYPOTHETICAL - {"consider", "say"} or words in (["what", "if"], ["say", ","])


def goes_on_supposing(sentence: Sentence) -> bool:
    """Whether a sentence behind a supposition still spins it out: it says "would", "if", or "then"."""
    return bool(_SUPPOSING & {word.lower for word in sentence.words})


def _unreal(quantity: Quantity, sentence: Sentence) -> str | None:
    words = [word.lower for word in sentence.words if word.is_word]
    if not words:
        return None
    before = {word.lower for word in sentence.words if word.end <= quantity.start}
    told = [word.lower for word in clause_around(sentence.words, quantity.start) if word.is_word]
    if ("would", "have") in itertools.pairwise(told) and not before & REPORTING:
        return HYPOTHESIS
    if ("if" in before or "were" in words[:1]) and _MODALS & set(words):
        return HYPOTHESIS
    if _is_condition(quantity, sentence) and "will" not in words:
        return HYPOTHESIS
    question = sentence.text.rstrip("\"”’' )").endswith("?")
    return QUESTION if question and words[0] in _CLOSED_QUESTION else None


def _is_condition(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a figure stands in an if-clause: behind "if", with no comma between; "even if" and "as if" aside."""
    before = [word.lower for word in sentence.words if word.end <= quantity.start]
    if "if" not in before:
        return False
    at = len(before) - 1 - before[::-1].index("if")
    return "," not in before[at:] and (at == 0 or before[at - 1] not in ("even", "as", "see", "know", "ask", "asked"))


def _word_before(quantity: Quantity, sentence: Sentence) -> str:
    before = [word for word in sentence.words if word.end <= quantity.start]
    return before[-1].lower if before else ""
