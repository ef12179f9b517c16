"""Whether a noun of the claim stands in the sentence for the same thing: the noun group around it, word by word.

What belongs here: what stands right before a noun and right behind it in the claim and in the sentence, and which of
the words that a sentence adds there leave the noun what it is. What must never be here: phrases that part some from
others (additions), verbs (acts), values, the words of one subject.

A noun group says one thing: "the registered users" are not the users, "Norvale Savings Bank" is not Norvale Bank, "the
north of the country" is not the country, and a terminal of the airport is not the airport. So every content word that
a sentence adds inside the group has to be known as harmless; those that are not make another thing of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.judging.doubting.roles import MEASURES, is_adverb, is_verb
from pipeline.judging.doubting.standing import Pair
from pipeline.judging.wording.harmless import AMOUNT_HEADS, DESCRIBING, NAME_SUFFIXES, NEUTRAL_MODIFIERS
from pipeline.judging.wording.lexicon import DIRECTIONS, INSTITUTIONS, IRREGULAR_FORMS
from pipeline.judging.wording.meanings import PLACE_KINDS
from pipeline.judging.wording.referring import opening_names
from pipeline.judging.wording.terms import CALENDAR_STEMS, Term, exact_stem_of, stems_of

_WORD = r"[^\W\d_][\w'’-]*"
_NEUTRAL = stems_of(NEUTRAL_MODIFIERS)
_DESCRIBING = stems_of(DESCRIBING)
_DIRECTIONS = stems_of(DIRECTIONS)
_INSTITUTIONS = stems_of(INSTITUTIONS)
_SUFFIXES = frozenset(NAME_SUFFIXES.split())
_DETERMINER = r"(?:the|an?|its|their|his|her|our|this|that|these|those|all|every|each)"
_BEFORE = re.compile(rf"(?P<word>{_WORD})(?P<gap>[\s-])$")
_BARE = re.compile(
    r"(?:^|[,;:(]\s*|\b(?:of|in|on|at|to|for|by|from|with|among|between|than|all|most|many|some|and|or|as|a|an)\s+)$",
    re.IGNORECASE,
)
"""What stands before a noun that is meant in general, with nothing that picks it out."""
_ONE = re.compile(r"\b(?:the|this|that)\s+$", re.IGNORECASE)
_BESIDE_ONE = re.compile(rf"\b(?:the|its|their|his|her|these|those|{_WORD}['’]s?)\s+(?:{_WORD}\s+)?$", re.IGNORECASE)
"""Before a noun, that a certain one is meant, or certain ones."""
_UNDER = re.compile(
    rf"(?P<head>{_WORD})(?:\s+\d+)?\s+(?P<how>of|for|in|on|at|from|with|over|under|near|behind|above|below|beside|by|to|"
    rf"between|around|inside|outside|along|against|towards?)\s+(?:(?:{_DETERMINER}|all\s+of)\s+)?$",
    re.IGNORECASE,
)
"""A head of which the noun behind it only tells where or what it is."""
_IN_A_PHRASE = re.compile(
    rf"\b(?:of|for|in|on|at|from|with|over|under|near|behind|above|below|beside|by|to|between|around|inside|outside|along|"
    rf"against|towards?|across|among|within)\s+(?:{_DETERMINER}\s+)?(?:{_WORD}\s+)?$",
    re.IGNORECASE,
)
_NO_HEAD = (
    MEASURES
    | _NEUTRAL
    | stems_of(PLACE_KINDS)
    | stems_of(
        "ratio all most many some each none one half surface city town village island kind type name end course case"
    )
)
"""What stands before "of" and leaves what follows the one that is spoken of."""
_OPENING_PHRASE = re.compile(
    rf"(?:^|[.;,]\s+)(?:in|on|at|with|under|for|during|after|by|from|since|over|across|among)\s+{_DETERMINER}\s+{_WORD}\s+$",
    re.IGNORECASE,
)
"""A phrase of one noun before the subject of a sentence: "on all roads trucks"."""
_IN_A_GROUP = re.compile(
    rf"(?:^|\b(?:of|in|on|at|to|for|by|from|with|among|between|than|{_DETERMINER})\s+)$", re.IGNORECASE
)
"""What stands before a word that is no verb, whatever its form."""
_AMOUNTS = _NO_HEAD | stems_of(AMOUNT_HEADS)
"""What stands before "of" and a figure and only says that it is one."""
_FINITE = re.compile(r"\s+(?:(?:is|are|was|were|has|have|had|can|will|would)\b|(?P<verb>[^\W\d_]+))", re.IGNORECASE)
_PAST_FORMS = frozenset(form for form in IRREGULAR_FORMS if not form.endswith("s"))

Hang = Callable[[Pair, Term, Term], tuple[int, int] | None]


def other_group(pair: Pair) -> str | None:
    """What the sentence adds to the group of one of the claim's nouns, wherever that stands; None when nothing is."""
    for noun in pair.ours:
        if noun.kind == "number" or pair.claim_start <= noun.start < pair.claim_end:
            continue
        places = [term for term in pair.theirs if term.stem == noun.stem]
        here = any(pair.bounds[0] <= place.start < pair.bounds[1] for place in places)
        if not places or not (here or noun.stem in opening_names(pair.ours)):
            continue  # the noun is understood from another clause, and what hangs on it there may not be meant here
        for hang in _HANGS if here else (_longer_name,):
            found = [hang(pair, noun, place) for place in places]
            if found[0] and all(found):
                return pair.sentence[found[0][0] : found[0][1]].strip(" ,")
    return _figure_under_a_head(pair)


def _figure_under_a_head(pair: Pair) -> str | None:
    """ "The widows of 30,000 drivers" for "30,000 drivers"."""
    found = _UNDER.search(pair.sentence, pair.bounds[0], pair.start)
    if found is None or found["how"].lower() not in ("of", "for", "from") or pair.kind in ("date", "ordinal"):
        return None
    head, term = found["head"], _term_at(pair, found.start("head"))
    if term is None or term.kind != "word" or exact_stem_of(head) in _AMOUNTS or not _is_strange(pair, term):
        return None
    if is_verb(head) and not _IN_A_GROUP.search(pair.sentence, 0, term.start):
        return None
    own = _UNDER.search(pair.own_lead)
    return None if own and own["how"] == found["how"] else found.group()


def _narrowed(pair: Pair, noun: Term, place: Term) -> tuple[int, int] | None:
    """ "Registered users" for "users", where the claim means all of them."""
    if (
        noun.kind != "word"
        or pair.is_magnitude
        or not place.surface.islower()
        or not _BARE.search(pair.claim, 0, noun.start)
    ):
        return None
    if pair.subject is noun and _OPENING_PHRASE.search(pair.sentence, 0, place.start):
        return None
    found = _BEFORE.search(pair.sentence, 0, place.start)
    if (
        found is None
        or found["word"].endswith(("'s", "’s"))
        or not _is_strange_noun(pair, found["word"], found.start(), _NEUTRAL - _DESCRIBING)
    ):
        return None  # whose it is may be what the page is about
    return found.start(), place.end


def _is_strange_noun(pair: Pair, word: str, start: int, neutral: frozenset[str]) -> bool:
    """Whether a word that the sentence adds may be the modifier of a noun, other than those that are neutral."""
    term = _term_at(pair, start)
    return (
        term is not None
        and term.kind == "word"
        and (not is_verb(word) or bool(_IN_A_GROUP.search(pair.sentence, 0, start)))
        and not is_adverb(word)
        and not word.lower().endswith("est")
        and _is_strange(pair, term)
        and exact_stem_of(word) not in neutral
    )


def _is_strange(pair: Pair, term: Term) -> bool:
    return (
        term.stem not in pair.known
        and exact_stem_of(term.surface) not in pair.known
        and term.stem not in CALENDAR_STEMS
        and term.stem not in pair.overhead
    )


def _term_at(pair: Pair, start: int) -> Term | None:
    return next((term for term in pair.theirs if term.start <= start < term.end), None)


def _in_the_plural(pair: Pair, noun: Term, place: Term) -> tuple[int, int] | None:
    """ "The author's novels" for "the novel": one of them is meant, and not all."""
    if noun.kind != "word" or not _ONE.search(pair.claim, 0, noun.start) or noun.surface.lower().endswith("s"):
        return None
    many = (
        place.surface.lower() in (f"{noun.surface.lower()}s", f"{noun.surface.lower()}es") and place.start < pair.start
    )
    return (place.start, place.end) if many and _BESIDE_ONE.search(pair.sentence, 0, place.start) else None


def _under_a_head(pair: Pair, noun: Term, place: Term) -> tuple[int, int] | None:
    """ "Terminal 2 of the airport" for "the airport", "the north of the country" for "the country"."""
    is_subject = pair.subject is noun and not _IN_A_PHRASE.search(pair.claim, 0, noun.start)
    if is_subject and place.start > pair.start:
        return None
    found = _UNDER.search(pair.sentence, max(pair.bounds[0], place.start - 80), place.start)
    if found is None or (not is_subject and (found["how"].lower() != "of" or not pair.covered)):
        return None
    own = _UNDER.search(pair.claim, 0, noun.start)
    term, head = _term_at(pair, found.start("head")), found["head"]
    if (own and own["how"] == found["how"]) or term is None or term.kind != "word" or is_adverb(head):
        return None
    stem = exact_stem_of(head)
    a_verb = is_verb(head) and not _IN_A_GROUP.search(pair.sentence, 0, term.start)
    if stem in _NO_HEAD or (a_verb and (found["how"] != "of" or not head.endswith("s"))) or head in _PAST_FORMS:
        return None
    return (found.start(), place.end) if _is_strange(pair, term) else None


def _heads_another(pair: Pair, noun: Term, place: Term) -> tuple[int, int] | None:
    """ "The bridge repair cost" for "the bridge cost": the noun has become what tells another noun apart."""
    if noun.kind != "word" or _IN_A_PHRASE.search(pair.sentence, 0, place.start) or place.end >= pair.start:
        return None
    behind = next((term for term in pair.theirs if term.start > place.end), None)
    if behind is None or behind.start != place.end + 1 or not behind.surface.islower() or behind.end > pair.start:
        return None
    verb = _FINITE.match(pair.sentence, behind.end)
    governed = verb and (verb["verb"] is None or (pair.knows(verb["verb"]) and is_verb(verb["verb"])))
    if not governed or behind.kind != "word" or exact_stem_of(behind.surface) in _NEUTRAL:
        return None
    if not _is_strange(pair, behind) or is_adverb(behind.surface):
        return None
    if pair.sentence[place.end] != " " or behind.surface.endswith(("ed", "ing")) or behind.surface in _PAST_FORMS:
        return None
    return place.start, behind.end


def _longer_name(pair: Pair, noun: Term, place: Term) -> tuple[int, int] | None:
    """ "Northern Ireland" for "Ireland", "Norvale Savings Bank" for "Norvale Bank", "Delm Park" for "Delm"."""
    if not (noun.surface[:1].isupper() and place.surface[:1].isupper()) or noun.kind == "number":
        return None
    before = _BEFORE.search(pair.sentence, 0, place.start)
    own = _BEFORE.search(pair.claim, 0, noun.start)
    if before and before["word"][0].isupper():
        strange = _term_at(pair, before.start())
        if strange is not None and _is_strange(pair, strange):
            inserted = own is not None and own["word"][0].isupper() and exact_stem_of(noun.surface) in _INSTITUTIONS
            if exact_stem_of(before["word"]) in _DIRECTIONS or inserted:
                return before.start(), place.end
    behind = next((term for term in pair.theirs if term.start >= place.end), None)
    own_behind = next((term for term in pair.ours if term.start >= noun.end), None)
    if behind is None or not behind.surface[:1].isupper() or behind.kind == "number" or not _is_strange(pair, behind):
        return None
    if own_behind is not None and own_behind.surface[:1].isupper() and pair.claim[noun.end : own_behind.start] == " ":
        return None
    gap = pair.sentence[place.end : behind.start]
    extended = gap in (" ", "-") and noun.kind == "name" and behind.surface.lower() not in _SUFFIXES
    of = gap in (" of ", " for ") and exact_stem_of(noun.surface) in _INSTITUTIONS
    return (place.start, behind.end) if extended or of else None


_HANGS: tuple[Hang, ...] = (_narrowed, _in_the_plural, _under_a_head, _heads_another, _longer_name)
