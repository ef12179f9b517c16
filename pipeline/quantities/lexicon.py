"""The shape of a language's lexicon: what the grammar may ask of a language.

What belongs here: the record and the choice by language code. What must never be here: words of a language (they are
data, in `lexicons/`), and rules (they are code, in the grammar). A second language is a second record.

All keys are lower case, plurals are spelled out where a language has them. Phrases are tuples of tokens as
`tokens.scan` cuts them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Phrase = tuple[str, ...]


def words(text: str) -> frozenset[str]:
    """The words of a line, as a set: how lexicons write their lists."""
    return frozenset(text.split())


def in_order(text: str) -> list[str]:
    """The words of a line, in their order."""
    return text.split()


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit as the text names it."""

    name: str
    """Singular name that pint understands ("kilometer"), ISO 4217 code for money, "percent", "percentage point"."""
    kind: str
    """Kind of the quantity that it makes: measure, duration, money, percent, comparison or count."""
    factor: float = 1.0
    """Into `name`: 0.01 for cents."""
    loose: bool = False
    """Stands only right behind digits ("5 m", "30 C"): too short or too common a word to be trusted elsewhere."""


@dataclass(frozen=True, slots=True)
class Hedge:
    """What a hedge makes of the number beside it."""

    comparator: str
    weight: int = 1
    """0 for a filler ("the", "just", "only") that stands inside a hedged phrase but says nothing itself."""


def hedges(table: Mapping[str, str]) -> dict[Phrase, Hedge]:
    """Hedges from lines of phrases, "|" between them, by what they make of a number: how lexicons write them."""
    return {
        tuple(phrase.split()): Hedge(comparator, 0 if comparator == "filler" else 1)
        for comparator, phrases in table.items()
        for phrase in phrases.split("|")
    }


@dataclass(frozen=True, slots=True)
class Vague:
    """A count without a figure, and what it may mean at most."""

    low: float
    high: float
    comparator: str = "range"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Everything the grammar knows of one language."""

    language: str
    decimal_mark: str
    group_mark: str
    cardinals: Mapping[str, int]
    """Below one hundred, compounds of a language that writes them together included ("einundzwanzig")."""
    scales: Mapping[str, float]
    """Words that multiply what stands before: hundred, thousand, million, crore, dozen."""
    short_scales: Mapping[str, float]
    """Marks that multiply and stand right behind digits, case kept: k, M, bn, Mio."""
    abbreviated_scales: frozenset[str] = frozenset()
    """Of `scales`: those behind which a full stop ends no sentence: Mio."""
    mixed: Mapping[str, float] = field(default_factory=dict)
    """Mixed numbers in one word: zweieinhalb, anderthalb."""
    capital_nouns: bool = False
    """Whether every noun is capitalised, so that a capital tells no name."""
    ordinals: Mapping[str, int]
    ordinal_suffixes: frozenset[str]
    ordinal_mark: str = ""
    denominators: Mapping[str, float]
    """half, third, thirds, quarter ...: the fraction that one of them is."""
    vague: Mapping[str, Vague]
    vague_behind_article: frozenset[str]
    """Of `vague`: those that count only behind an article ("a few", but not "few")."""
    vague_scales: Mapping[str, float]
    """Plurals without a number: "hundreds", "millions"."""
    weak_scales: frozenset[str] = frozenset()
    """Scales that are more often nouns: score."""
    vague_scales_of: frozenset[str]
    """Of `vague_scales`: those that mean a number only before "of" ("scores of", "tens of")."""
    multiples: Mapping[str, float]
    """twice, double, tripled."""
    multiple_suffixes: Mapping[str, float] = field(default_factory=dict)
    zeros: Mapping[Phrase, str]
    """Phrases that say zero, with the kind of what is zero."""
    articles: frozenset[str]
    determiners: frozenset[str]
    """the, its: between a preposition and a number they keep it from being a hedge."""
    conjunctions: frozenset[str]
    """and"""
    alternatives: frozenset[str]
    """or"""
    towards: frozenset[str]
    """to, through"""
    between: frozenset[str]
    from_: frozenset[str]
    of: frozenset[str]
    points: frozenset[str]
    """Words that speak a decimal mark."""
    negatives: frozenset[str]
    out_of: tuple[Phrase, ...]
    """Between numerator and denominator of a ratio: in, out of, in every."""
    divided: frozenset[str] = frozenset()
    """over, divided by"""
    per: frozenset[str]
    wholes: frozenset[str]
    """Before a unit of time they stand for one of it: "another hour", "all week"."""
    lasting: frozenset[str]
    """Before "an hour" they make a duration of it: for, took."""
    lasting_nouns: frozenset[str] = frozenset()
    """The same before "of an hour": space, course."""
    units: Mapping[Phrase, Unit]
    currencies: Mapping[Phrase, Unit]
    """Names and codes of currencies; the symbols are shared by all languages."""
    hedges_before: Mapping[Phrase, Hedge]
    hedges_after: Mapping[Phrase, Hedge]
    hedges_behind_noun: frozenset[str] = frozenset()
    """First words of those hedges that may follow what is counted: "two million homes or so"."""
    ages: frozenset[Phrase]
    """Behind a duration: old, of age."""
    duration_letters: Mapping[str, str] = field(default_factory=dict)
    """Capitals right behind digits that mean a unit of time behind "for": "for 10D"."""
    year_ages: frozenset[Phrase] = frozenset()
    """Right behind a number they make an age in years of it: -jährige."""
    definite: frozenset[str] = frozenset()
    """The article that a model's number may stand behind: the 787."""
    every: frozenset[str] = frozenset()
    """Before an ordinal they make a share of it: jeder fünfte."""
    aged: frozenset[str]
    """Before a bare number: aged, age."""
    times: frozenset[str]
    adverbs_of_rate: Mapping[str, str]
    """daily: per day."""
    comparatives: frozenset[str]
    """Behind "ten times": as, more, larger."""
    changes: frozenset[str]
    """Verbs whose "from A to B" is a change between two points, not a range."""
    pronouns_before_one: frozenset[str]
    pronouns_after_one: frozenset[str]
    one: frozenset[str]
    reference_nouns: frozenset[str]
    """Nouns that a number names instead of counting: chapter, page, version."""
    reference_names: frozenset[str]
    """Of the same sort, but verbs or common nouns too, so that they need a capital: Act, Class, Release."""
    reference_abbreviations: frozenset[str]
    """Of the same sort, with a full stop behind: No., Fig."""
    enumerated: frozenset[str]
    """Nouns that an ordinal counts up in an argument: the second argument."""
    ordinal_adverbs: frozenset[str] = frozenset()
    """Ordinals that are adverbs too: first."""
    superlative_endings: tuple[str, ...] = ()
    """Behind "third-": only a superlative makes a rank of it ("third-largest"), else it is an epithet."""
    ranking: frozenset[str] = frozenset()
    """Verbs that give a rank: finished, placed."""
    ranks: frozenset[str] = frozenset()
    """Words behind an ordinal that make an idiom of "first" alone, and a rank of the others: place."""
    ordinal_idioms: frozenset[str]
    """Words behind an ordinal that make an idiom of it: thoughts, party."""
    clock: frozenset[str]
    """am, pm, o'clock: a time of day is no quantity."""
    months: frozenset[str]
    plural_parts: frozenset[str] = frozenset()
    """Plural denominators that are no plural of an ordinal: halves, quarters."""
    plural_endings: str = "s"
    irregular_plurals: frozenset[str] = frozenset()
    """men, sheep"""
    countables: frozenset[str] = frozenset()
    """Words behind "1.2m" that make millions of it: people, active."""
    dimensions: frozenset[str] = frozenset()
    """Behind "5 in" they make inches of it: long, wide."""
    homonyms_of_money: frozenset[str] = frozenset()
    """Names of currencies that are common words: trusted from one hundred on."""
    sterling: frozenset[str] = frozenset()
    per_time: frozenset[str] = frozenset()
    """Between a sum and a unit of time they make a rate of it: im Monat."""
    ratio_of: bool = False
    """Whether "three of ten" says a ratio."""
    per_strictly: frozenset[str] = frozenset()
    """Of `per`: those that are no article."""
    heads: frozenset[str] = frozenset()
    """Behind per: capita, person."""
    offsets: frozenset[str] = frozenset()
    """Behind a duration they make a date of it: ago, later."""
    offsets_alone: frozenset[str] = frozenset()
    """Of `offsets`: those that need nothing behind them, so that "a year later" is never a rate."""
    offsets_at_end: frozenset[str] = frozenset()
    """Of `offsets`: those that are one where the clause ends behind them (a year before)."""
    margins: frozenset[Phrase] = frozenset()
    """plus or minus: before a number they make a margin of it."""
    blurred_shares: frozenset[str] = frozenset()
    """Words that end a hedge behind which "a third" is a share and no rank: than, nearly."""
    share_verbs: frozenset[str] = frozenset()
    """Behind "a third" they make a share of it: were, have."""
    past_ending: str = ""
    """Of regular verbs in the past."""
    again: frozenset[str] = frozenset()
    """Behind "half as many" they add it to the whole: again."""
    priced: frozenset[str] = frozenset()
    """Things that a price is for, where an article stands between: "$2 a share"."""
    match_results: frozenset[str] = frozenset()
    """Words before "3-2" that make the score of a match of it: won, defeat."""
    after_score: frozenset[str] = frozenset()
    """Behind "3-2" they leave it a score: to, at, against."""
    named_figures: frozenset[str] = frozenset()
    """Figures that name what happened on them: 9/11."""
    numbered_units: frozenset[str] = frozenset()
    """Units of time that a number behind them numbers, behind a preposition: by day 28."""
    before_numbered_units: frozenset[str] = frozenset()
    match_nouns: frozenset[str] = frozenset()
    """Of the same sort, behind it: a 3-2 win."""
    streets: frozenset[str] = frozenset()
    """Behind a number and a name they make an address of it: Street."""
    past_the_hour: frozenset[str] = frozenset()
    """Behind "half" they make a time of day of it: past."""
    parts_of_time: frozenset[str] = frozenset()
    """Before "half" they make a stretch of a match or a year of it, as ordinals do: last, opening."""
    equatives: frozenset[str] = frozenset()
    """Behind "half" they compare: as."""
    compared: frozenset[str] = frozenset()
    """Behind "half as": many, large."""
    after_ratio: frozenset[str] = frozenset()
    """Behind "one child in five" they close the ratio: has, is, among."""
    spanning: frozenset[str] = frozenset()
    """Hedges that name a period where a figure stands before them: "$5 million over ten years"."""
    year_cues: frozenset[str] = frozenset()
    """Before a plain numeral they make a year of it, which opens no range: "in 1990 to 12 million"."""
    factors: frozenset[Phrase] = frozenset()
    """Before a number they make a multiple of it: a factor of."""
    annual: frozenset[str] = frozenset()
    """Behind per: annum."""
    no_heads: frozenset[str] = frozenset()
    """Behind per they are no thing that something is counted for: se, cent."""
    equations: frozenset[str] = frozenset()
    """Between a unit and what one of it is worth: is, equals."""
    figured: frozenset[str] = frozenset()
    """Behind "six-" they make an order of magnitude of it: figure."""
    possessives: frozenset[str] = frozenset()
    """Before "thirties" they make an age of it: his, their."""
    persons: frozenset[str] = frozenset()
    """Whoever has an age: man, widow, sister."""
    agent_endings: tuple[str, ...] = ()
    """How nouns of somebody's work end: accountant, pianist."""
    lives: frozenset[str] = frozenset()
    """Pronouns of persons that "was" and a bare number give an age: she, who."""
    being: frozenset[str] = frozenset()
    """Verbs between a person and a bare number that is an age: was, is."""
    turning: frozenset[str] = frozenset()
    """Verbs behind which a bare number is always an age: turned."""
    turns_of_life: frozenset[str] = frozenset()
    """What happens at an age: died, married."""
    at: frozenset[str] = frozenset()
    """Prepositions between what happens and the age that it happens at: died at seventy."""
    after_age: frozenset[str] = frozenset()
    """Small words that may stand behind an age."""
    to_the_hour: frozenset[str] = frozenset()
    """Between the minutes that are left and the hour: ten to six. Its opposite is `past_the_hour`."""
    hours: frozenset[str] = frozenset()
    """Hours that have a name: noon."""
    parts_of_day: frozenset[Phrase] = frozenset()
    """Behind "ten to six" they make a time of day of it: in the morning."""
    before_the_hour: frozenset[str] = frozenset()
    """Prepositions that do the same before it: at, by."""
    coins: tuple[str, ...] = ()
    """How the names of hundredths begin, which several currencies share: cent."""
    shared_by: frozenset[str] = frozenset()
    """Between a coin and the whole that it is a share of: cents on the dollar."""
    whole_coins: frozenset[str] = frozenset()
    """What it is a share of: dollar, pound."""
    payments: frozenset[str] = frozenset()
    """Words before which pounds are money: paid, rent."""
    old_pence: Mapping[str, float] = field(default_factory=dict)
    """Coins of the old pound that are one word, in pence: sixpence."""
    shillings: frozenset[str] = frozenset()
    below_zero: frozenset[Phrase] = frozenset()
    """Behind degrees they make them negative: below zero."""
    trades: frozenset[str] = frozenset()
    """Verbs that make money of pounds only in exchange: sold for ninety pounds."""
    in_exchange: frozenset[str] = frozenset()
    """Prepositions before what is given in exchange: for."""
    purses: frozenset[str] = frozenset()
    """Where money is carried: pocket."""
    age_decades: Mapping[str, int] = field(default_factory=dict)
    """thirties: the first year of life of the ten."""
    thirds: Mapping[str, int] = field(default_factory=dict)
    """Which third of a decade or of an order of magnitude a word names: early and low 0, mid 1, late and high 2."""
    thirds_of_counts: frozenset[str] = frozenset()
    """Of `thirds`: those that make a count and no date of "the low thirties"."""
    readings: frozenset[str] = frozenset()
    """Units, by `Unit.name`, of which two values are written with a slash: 120/80 mmHg."""
    towards_alone: frozenset[str] = frozenset()
    """Of `towards`: those that make a range without "from"."""
    than: frozenset[str] = frozenset()
    """Between a comparative and its number."""
    hedges_of_either_side: frozenset[str] = frozenset()
    """Hedges that may belong to the number behind them as well: plus, about."""
    bound_joints: frozenset[str] = frozenset()
    """Between a lower and an upper bound: and, but, a comma."""
    multiple_adjectives: frozenset[str] = frozenset()
    """Of `multiples`: those that behind an article only describe: a double knot."""
    multiple_idioms: frozenset[str] = frozenset()
    """Behind "double" they make an idiom of it: digits, standard."""
    number_prefixes: frozenset[str] = frozenset()
    """Before a hyphen and a number: mid, top."""
    number_suffixes: frozenset[str] = frozenset()
    """Right behind digits: s, ish."""
    wholes_of_one: frozenset[str] = frozenset()
    """Behind "one of": a whole that was counted, so that one of it counts too."""
    before_bare_one: frozenset[str] = frozenset()
    """Before a "one" that nothing follows, it is a number: or, plus."""
    variables: frozenset[str] = frozenset()
    """Symbols of quantities, in capitals or not, that a number follows: SD, pH."""
    zero_idioms: frozenset[str] = frozenset()
    """Behind "zero": tolerance."""
    once: frozenset[str] = frozenset()
    """Units behind "one" that make it "some day"."""
    before_once: frozenset[str] = frozenset()
    """Before them: at, and, a comma."""
    sentence_openers: frozenset[str] = frozenset()
    """Capitalised only because they open a sentence: a number behind them is no part of a name."""
    timed: frozenset[str] = frozenset()
    """Before "29:30" they make of it how long something took: in, clocked."""
    timed_nouns: frozenset[str] = frozenset()
    """The same with "of" behind them: a time of 29:30."""
    abbreviations: frozenset[str] = frozenset()
    """Words whose full stop ends no sentence."""


def lexicon_for(language: str) -> Lexicon:
    """The lexicon of a language code ("en", "de", "en-GB").

    Raises:
        UnknownLanguageError: no lexicon; the message names those there are.
    """
    from pipeline.quantities.lexicons import LEXICONS

    found = LEXICONS.get(language.partition("-")[0].lower())
    if found is None:
        raise UnknownLanguageError(f"no lexicon for language {language!r}: use one of {', '.join(sorted(LEXICONS))}")
    return found


class UnknownLanguageError(ValueError):
    """The language asked for has no lexicon."""
