"""What a figure counts or measures, and of whom.

What belongs here: choosing the phrases that name a figure's subject. What must never be here: how a phrase is found
(`phrases`), what a pronoun stands for (`carried_subjects`), or what is compared with what (`restatements`).
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from pipeline.quantities import Quantity
from pipeline.reading.carried_subjects import CarriedSubject, Told, is_person
from pipeline.reading.governing import apposed_subject, governing_subject, is_plural_phrase, subject_before
from pipeline.reading.objects import moved_object, priced_antecedent
from pipeline.reading.phrases import (
    clause_at,
    complement_after,
    is_pronoun,
    noun_phrase_after,
    noun_phrase_before,
    sentence_subject,
)
from pipeline.reading.scanning import Word, scan, spelled
from pipeline.reading.sentences import Sentence
from pipeline.reading.verbs import has_verb, is_verb
from pipeline.reading.words import (
    BASE_VERBS,
    CARRYING,
    COMPARATIVES,
    DETERMINERS,
    EMPTY_NOUNS,
    FUNCTION_WORDS,
    IRREGULAR_PARTICIPLES,
    MEASURE_WORDS,
    MEASURING_ADJECTIVES,
    NUMBER_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    VERBS,
    word_set,
)  # fmt: skip

_COUNTING = {"count", "ordinal", "percent", "ratio", "other"}
_PARTS = word_set("fourth sixth seventh eighth ninth tenth eleventh twelfth fifteenth twentieth hundredth thousandth")
_CLAUSE_LIMIT = 12
_REPEATED = frozenset({"he", "she", "it", "they"})
_SPEAKERS = frozenset({"i", "we"})


@dataclass(frozen=True, slots=True)
class Subject:
    """`counted`: the noun phrase behind the figure; `owner`: who or what the sentence is about."""

    counted: str | None = None
    owner: str | None = None

    def __str__(self) -> str:
        return ", ".join(part for part in (self.counted, self.owner) if part)


def subject_of(quantity: Quantity, sentence: Sentence, carried: CarriedSubject) -> Subject:
    """The subject of one figure. Fragments and sentences about "it" take the owner from what stands before, and a
    count without a noun ("the number exceeded two hundred thousand", "the other three stood") counts what was counted
    last. A table cell has its headings."""
    if sentence.block.labels:
        return Subject(None, " ".join(sentence.block.labels))
    if quantity.kind == "date":
        return Subject(None, _event(quantity, sentence) or carried.topic)
    other = _measured_against(quantity, sentence) or _priced(quantity, sentence)
    if other:
        return Subject(None, spelled(other))
    described = _described(quantity, sentence)
    if described is not None:
        return Subject(None, described or _owner(quantity, sentence, carried))
    phrase = noun_phrase_after(sentence.words, quantity.end)
    if not _adjoins(quantity, phrase) or (
        quantity.kind not in _COUNTING and phrase[0].lower in MEASURING_ADJECTIVES | COMPARATIVES
    ):
        phrase = []
    repeated = (bool(phrase) and phrase[0].lower == "them") or _is_of_which(quantity, sentence)
    if phrase and (phrase[-1].lower in PRONOUNS | {"them", "us"} or repeated or _goes_on(quantity, sentence, phrase)):
        phrase = []
    phrase = _inside(quantity) or phrase or _holder(quantity, sentence)
    behind = bool(phrase) and phrase[0].start >= quantity.end
    counted = [*phrase, *_complement(sentence, phrase)] if behind and quantity.kind in _COUNTING else phrase
    ahead = behind and quantity.kind not in _COUNTING and _stands_ahead(quantity, carried.told(sentence))
    owner = None if ahead else _owner(quantity, sentence, carried)
    clauses = carried.told(sentence).clauses
    clause = clauses[clause_at(clauses, quantity.start)]
    moved = [] if counted else moved_object(clause, quantity.start)
    if not moved and quantity.kind == "money":
        moved = priced_antecedent(clause, quantity.start)
    if moved:
        return Subject(_unnumbered(moved, sentence) or None, owner)
    text = spelled(counted) or None
    if text and quantity.kind in ("count", "percent", "ratio") and quantity.why_not is None:
        carried.counted, carried.counted_of = spelled(phrase), owner
    elif text is None and apposed_subject(clause, quantity.start, quantity.end):
        pass  # "the number of cards, around 1,250 a season, fell"
    elif text is None and (repeated or _is_elliptic(quantity, sentence)) and not _is_another(owner, carried.counted_of):
        text = carried.counted
    return Subject(text, owner if owner != text else None)


def _stands_ahead(quantity: Quantity, told: Told) -> bool:
    """Whether a figure with a noun of its own opens a sentence about somebody else: "After the nine-week strike the
    mill closed"."""
    subject = told.subjects[0]
    return bool(subject) and subject[0].start > quantity.end


def _goes_on(quantity: Quantity, sentence: Sentence, phrase: list[Word]) -> bool:
    """Whether what stands behind a measured figure is no noun of it: the verb of the clause ("a chicken of 2 kilos
    costs"), or the next noun phrase ("at 5 cm/s a larva needs")."""
    at = next(index for index, word in enumerate(sentence.words) if word.start >= quantity.end)
    if quantity.kind in _COUNTING | {"comparison"}:
        return sentence.words[at].lower in ("a", "an")  # "900 a year earlier"
    told = phrase[0].lower in VERBS or (sentence.words[at] == phrase[0] and is_verb(sentence.words, at))
    return told or sentence.words[at].lower in DETERMINERS - {"all", "both"}


def _is_of_which(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a count is of what was counted before in its sentence: "40 boats, of which 12 are trawlers"."""
    earlier = [one.kind for one in sentence.quantities if one.end <= quantity.start and one.why_not is None]
    if earlier[-1:] != ["count"]:
        return False
    before = [word for word in sentence.words if word.end <= quantity.start][-6:]
    pairs = itertools.pairwise(before)
    return any(of.lower == "of" and pronoun.lower in ("which", "whom") for of, pronoun in pairs)


def _is_elliptic(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a figure leaves out its noun: a large count, or a count or share that its verb follows."""
    figure = quantity.value if quantity.value is not None else quantity.low or quantity.high
    if quantity.kind == "count" and isinstance(figure, int | float) and figure >= 100 and figure == int(figure):
        return True
    if quantity.kind not in ("count", "percent", "ratio"):
        return False
    if quantity.value == 1 and not any(one.end < quantity.start for one in sentence.quantities if one.kind == "count"):
        return False
    after = [index for index, word in enumerate(sentence.words) if word.start >= quantity.end][:2]
    pointing = [sentence.words[index].lower for index in after] in (["of", "it"], ["of", "that"], ["of", "this"])
    return (
        bool(after)
        and not pointing
        and (
            any(is_verb(sentence.words, index) for index in after)
            or sentence.words[after[0]].lower in ("of", "still")
            or sentence.words[after[0]].lower.endswith("ed")
        )
    )


def _is_another(owner: str | None, before: str | None) -> bool:
    """Whether two named things are spoken of: what "Henry VIII" had six of is not what "World War II" killed."""
    names = [{word for word in (one or "").split(" ")[1:] if word[:1].isupper()} for one in (owner, before)]
    return all(names) and names[0].isdisjoint(names[1])


def _inside(quantity: Quantity) -> list[Word]:
    """The noun inside a ratio's own words: "families" of "two families in three"."""
    if quantity.kind != "ratio":
        return []
    words = [word for word in scan(quantity.text) if word.text.isalpha()]
    return [
        word
        for word in words
        if word.lower not in FUNCTION_WORDS | NUMBER_WORDS and word.lower.removesuffix("s") not in _PARTS
    ][:1]


def _holder(quantity: Quantity, sentence: Sentence) -> list[Word]:
    """The noun that "of" joins to a figure behind it: "a staff of ninety", "a budget of two million dollars"."""
    before = [word for word in sentence.words if word.end <= quantity.start]
    if not before or before[-1].lower != "of":
        return []
    phrase = noun_phrase_before(sentence.words, before[-1].start)
    empty = not phrase or phrase[-1].lower in EMPTY_NOUNS | MEASURE_WORDS or phrase[-1].lower.isdigit()
    return [] if empty or phrase[-1].lower in NUMBER_WORDS else phrase


def _described(quantity: Quantity, sentence: Sentence) -> str | None:
    """What a measure in front of its adjective describes: "a lake two kilometres across and ninety metres deep". Empty
    behind a comma, where it is what the sentence is about; None when no adjective follows."""
    if quantity.kind not in ("measure", "duration", "count") or not _adjective_behind(quantity, sentence):
        return None
    before = [word for word in sentence.words if word.end <= quantity.start]
    if before and before[-1].text == ",":
        opened = [word for word in before[:-1] if word.text == ","] or has_verb(before)
        return "" if opened else spelled(noun_phrase_before(before, before[-1].start))
    joined = [other for other in sentence.quantities if other.end <= quantity.start and other.kind == "measure"]
    if joined and before and before[-1].lower == "and" and quantity.start - joined[-1].end < 24:
        return _described(joined[-1], sentence)
    if quantity.kind != "measure":
        return None
    noun = noun_phrase_before(sentence.words, quantity.start)
    verbal = noun and (noun[-1].lower in IRREGULAR_PARTICIPLES or noun[-1].lower.endswith("ed"))
    return None if verbal else spelled(noun) or None


def _measured_against(quantity: Quantity, sentence: Sentence) -> list[Word]:
    """Whose figure another one is only measured against: "against €210,000 at its rivals", "compared with 9 % for
    Greece"."""
    before = [word.lower for word in sentence.words if word.end <= quantity.start][-2:]
    if before[-1:] not in (["against"], ["versus"]) and before not in (["compared", "with"], ["compared", "to"]):
        return []
    at = next((index for index, word in enumerate(sentence.words) if word.start >= quantity.end), None)
    if at is None or sentence.words[at].lower not in ("at", "in", "for", "among", "of"):
        return []
    noun = noun_phrase_after(sentence.words, sentence.words[at].end)
    dated = any(date.start < noun[-1].end and noun[0].start < date.end for date in sentence.dates) if noun else True
    return [] if dated or noun[0].text[0].isdigit() else noun


def _priced(quantity: Quantity, sentence: Sentence) -> list[Word]:
    """What costs a sum each: "six lamps, at 4,000 francs apiece"."""
    before = [word for word in sentence.words if word.end <= quantity.start]
    after = next((word.lower for word in sentence.words if word.start >= quantity.end), "")
    if quantity.kind != "money" or after not in ("each", "apiece") or before[-1:] == [] or before[-1].lower != "at":
        return []
    at = before[:-2] if before[-2:-1] and before[-2].text == "," else before[:-1]
    noun = noun_phrase_before(sentence.words, at[-1].end) if at else []
    figures = [one for one in sentence.quantities if one.end <= quantity.start]
    return [word for word in noun if not any(one.start <= word.start < one.end for one in figures)]


def _adjective_behind(quantity: Quantity, sentence: Sentence) -> bool:
    after = next((word for word in sentence.words if word.start >= quantity.end), None)
    return after is not None and after.start - quantity.end <= 2 and after.lower in MEASURING_ADJECTIVES


def _adjoins(quantity: Quantity, phrase: list[Word]) -> bool:
    return bool(phrase) and phrase[0].start - quantity.end <= 10


def _complement(sentence: Sentence, phrase: list[Word]) -> list[Word]:
    inner = complement_after(sentence.words, phrase)
    if not inner or any(word.lower in MEASURE_WORDS or word.text[:1].isdigit() for word in inner):
        return []
    between = [word for word in sentence.words if phrase[-1].end <= word.start < inner[0].start]
    return [*between, *inner]


def _owner(quantity: Quantity, sentence: Sentence, carried: CarriedSubject) -> str | None:
    read = carried.told(sentence)
    at = clause_at(read.clauses, quantity.start)
    clause, main = read.clauses[at], read.subjects[at]
    figures = [one.start for one in sentence.quantities if one.kind != "date" and one.why_not is None]
    holds_figure = any(word.start < quantity.end and word.end > quantity.start for word in main)
    words = (
        main
        if holds_figure
        else apposed_subject(clause, quantity.start, quantity.end)
        or governing_subject(clause, quantity.start, figures)
        or main
    )
    if holds_figure or not has_verb(clause):
        before = [word for word in words if word.end <= quantity.start]
        named = before and not is_pronoun(before) and any(word.text[:1].isupper() for word in before[1:] or before)
        if named or (holds_figure and _is_described(before)):
            return spelled(before if named else before[:-1])
        return _place(quantity, clause) or _label(quantity, sentence) or carried.topic
    if not is_pronoun(words) and words[-1].lower not in EMPTY_NOUNS:
        return (
            _unnumbered(words, sentence) or ("" if is_pronoun(main) else _unnumbered(main, sentence)) or carried.topic
        )
    earlier = next((one for one in range(at - 1, -1, -1) if has_verb(read.clauses[one])), None)
    named = main != words and not is_pronoun(main) and _agrees(words, main)
    nearer = subject_before(clause, words[0].start) if words and words[0].lower in _REPEATED else []
    if nearer and not is_pronoun(nearer) and _agrees(words, nearer):
        main, named = nearer, True
    told = main if named else [] if earlier is None else read.subjects[earlier]
    spoken_of = _unnumbered(told, sentence) if told and not is_pronoun(told) else None
    if is_pronoun(words):
        place = _place(quantity, clause)
        word = words[0].lower if words else ""
        if word in _SPEAKERS:
            return words[0].text
        return place if place and word == "it" else spoken_of or carried.meant_by(word)
    of = spoken_of or carried.topic
    return f"{spelled(words)} {of}" if of else spelled(words)


def _agrees(pronoun: list[Word], noun: list[Word]) -> bool:
    """Whether a pronoun of a side clause may stand for the subject of the main one."""
    word = pronoun[0].lower if pronoun else ""
    if word in ("he", "she"):
        return is_person(spelled(noun))
    if word == "they":
        return is_plural_phrase(noun)
    return word != "it" or not (is_plural_phrase(noun) or is_person(spelled(noun)))


def _is_described(before: list[Word]) -> bool:
    """Whether the words of a subject before its figure name the thing that the figure describes: "a chicken weighing",
    "one regiment of"; but "the number of", "some of the"."""
    if len(before) < 2 or before[-1].lower not in PREPOSITIONS | CARRYING or before[-2].lower in EMPTY_NOUNS:
        return False
    return before[-2].text.isalpha() and before[-2].lower not in FUNCTION_WORDS | NUMBER_WORDS


def _label(quantity: Quantity, sentence: Sentence) -> str | None:
    """The noun phrase that opens a line without a verb and a colon or comma parts from its figure: "the tunnel alone:
    £38,900"; an item of a list is about what it begins with."""
    before = [word for word in sentence.words if word.end <= quantity.start]
    colon = any(word.text == ":" for word in before)
    if not colon and sentence.block.kind != "list_item":
        return None
    opening = noun_phrase_after(before, before[0].start) if before else []
    return None if not opening or opening[0].lower in BASE_VERBS else spelled(opening)


def _place(quantity: Quantity, clause: list[Word]) -> str | None:
    """The named place that opens what a figure stands in: "Sweden" of "In Sweden it is", "in England nearly fifty"."""
    before = [word for word in clause if word.end <= quantity.start]
    opening = next((index for index in range(len(before) - 1, -1, -1) if before[index].text in ",;:"), -1) + 1
    part = before[opening:]
    if len(part) < 2 or part[0].lower not in ("in", "at", "among", "for") or not part[1].text[:1].isupper():
        return None
    return spelled(noun_phrase_after(part, part[0].end)) or None


def _unnumbered(words: list[Word], sentence: Sentence) -> str:
    """A subject without the figures in it: "Some 4,200 navvies" is about "navvies"."""
    figures = [figure for figure in sentence.quantities if figure.why_not is None]
    kept = [
        word
        for word in words
        if not any(word.start < one.end and word.end > one.start for one in figures if not _is_unit(word, one))
    ]
    while kept and kept[0].lower in DETERMINERS | PREPOSITIONS:
        kept = kept[1:]
    ranked = len(words) == 1 and any(one.kind == "ordinal" and one.start == words[0].start for one in figures)
    return spelled(words if ranked else kept)


def _is_unit(word: Word, figure: Quantity) -> bool:
    """Whether a word is the unit that ends a figure: the miles of "the remaining eight miles"."""
    return word.end == figure.end and figure.kind in ("measure", "duration") and word.lower in MEASURE_WORDS


def _event(quantity: Quantity, sentence: Sentence) -> str | None:
    """What happened at a date: the clause around it without the date."""
    words = [word for word in sentence.words if word.end <= quantity.start or word.start >= quantity.end]
    subject = sentence_subject(words)
    if not subject:
        return spelled([word for word in words[:_CLAUSE_LIMIT] if word.is_word]) or None
    start = next(index for index, word in enumerate(words) if word.start >= subject[0].start)
    clause: list[Word] = []
    for word in words[start : start + _CLAUSE_LIMIT]:
        if word.text in ";—–(" and clause:
            break
        clause.append(word)
    return spelled([word for word in clause if word.is_word])
