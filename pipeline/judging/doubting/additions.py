"""Whether what a sentence adds to the nouns of a claim makes another thing of them.

What belongs here: what is attached to a noun that both texts have (a head before it, a possession or a restricting
phrase behind it), what a figure's own clause is attached to, and when such an addition narrows. What must never be
here: how a figure was arrived at (amounts), its dates (occasions), values, the words of one subject.

A claim and a sentence that share a noun need not share the thing: "the preparation of the surgery" is a preparation,
"the visitors' complaints" are complaints, "dentists in training" are some of the dentists. An addition is harmless
where the claim or the heading says it too, where all its words are general ones, and where it names a place or a time,
since a page need not repeat those.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from pipeline.judging.doubting.roles import MEASURES
from pipeline.judging.doubting.standing import Pair, verb_before
from pipeline.judging.wording.harmless import PLACING, STATING_VERBS
from pipeline.judging.wording.lexicon import IRREGULAR_FORMS, NUMBER_WORDS, RECURRING_TIMES
from pipeline.judging.wording.terms import CALENDAR_STEMS, GENERAL_STEMS, Term, exact_stem_of, read_terms, stems_of

_WORD = r"[^\W\d_][\w'’-]*"
_DETERMINER = r"(?:the|an?|its|their|his|her|our|this|that|these|those|all|every|each|no)"
_NUMBERS = rf"(?:(?:first|second|third|last|other|\d+|{'|'.join(NUMBER_WORDS)})\s+)*"
_HOLDER = re.compile(rf"(?:['’]s|(?<=s)['’])\s+{_NUMBERS}(?P<what>{_WORD}(?:\s+{_WORD})?)")
_PAST_FORMS = "|".join(form for form in IRREGULAR_FORMS if not form.endswith("s"))
_RESTRICTED = re.compile(
    r"\s+(?P<how>who|that|which|whose|among(?:st)?|aged|younger|older|under|over|above|below|with|without|using|living|working|having|"
    rf"of(?=\s+{_DETERMINER}\s+(?:{_WORD}\s+){{1,2}}(?:class(?:es)?|categor(?:y|ies)|kinds?|types?|sizes?|grades?|ages?|ranks?)\b)|"
    r"(?!(?:dur|accord|includ|regard|concern|follow|start|beg|end|morn|even|spr|be)\w*ing\b)[^\W\d_]{2,}ing|"
    rf"(?P<done>[^\W\d_]{{2,}}ed|{_PAST_FORMS})(?=\s+(?:by|for|in|on|of|with|from|to|as|at|under|before|after)\b))\s+"
    r"(?P<what>[^,.;:()]{2,60})",
    re.IGNORECASE,
)
"""What parts some of those who bear a name from the others."""
_SITUATED = re.compile(
    r"\s+(?:on|between|outside|against|during|(?:in|at|of|for|from|near|behind|inside)(?!\s+(?:the|its|their|this|that)\b))\s+"
    r"(?P<what>[^,.;:()]{2,60})",
    re.IGNORECASE,
)
"""The same, of what is told of all of them in general. A definite place is the page's own."""
_LIMIT = re.compile(
    r"(?:\s+(?:an?|per|each|every)\s+[^\W\d_]+)?\s+(?P<how>in|at|on|during|under|after|before|by|for|without|within|between|behind|above|below)\s+"
    r"(?!(?:the|its|their|his|her|this|that|these|those|all|an?|and|average|total|(?:any|every|some|each)\w*|"
    rf"{'|'.join(NUMBER_WORDS)})\b)"
    r"(?P<what>(?-i:[a-z])[^\W\d_]*(?:\s+(?-i:[a-z])[^\W\d_]+)?|(?-i:[A-Z])[^\W\d_]+)",
    re.IGNORECASE,
)
"""A phrase of when or under what a thing is so, that names no definite time or place."""
_SEASONS = re.compile(rf"(?:{RECURRING_TIMES})\b(?!\s+(?:of\s+)?\d)", re.IGNORECASE)
"""Times that come again; without a year, a figure of one of them is not that of all."""
_TIME = re.compile(
    rf"(?:1[5-9]|20)\d\d\b|(?:\d+|{'|'.join(NUMBER_WORDS)})\s+(?:hour|day|night|week|month|decade)s?\b|"
    rf"(?:\d|{'|'.join(NUMBER_WORDS)})\s+years?\b",
    re.IGNORECASE,
)
"""A year or a span of time, behind "in" or "over"."""
_INSTITUTIONS = frozenset(
    ["parliament", "congress", "existence", "total", "all", "size", "number", "turn", "fact", "favour", "favor"]
)
"""What needs no article behind "in", and tells where a thing always is."""
_PARTS = stems_of("part half section phase stage portion piece end side top bottom edge rest remainder")
_PICKED_OUT = re.compile(r"\b(?:the|its|their|his|her|our)\s+$", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:the|its|their|his|her|our)\s", re.IGNORECASE)
_PLACING = stems_of(f"{STATING_VERBS} {PLACING}")
"""Participles that only say where something is or how one knows of it."""
_SURVEYED = stems_of("survey poll study sample trial census average fact total all country world end whole year")
"""Where a whole is looked at: no part of it."""
_RELATIVE = re.compile(
    rf"(?P<what>(?:(?-i:[A-Z])[\w'’-]+\s+)*{_WORD}),?\s+(?:(?:in|of|to|for)\s+)?(?:who|whose|which)\s[^,;:]*$"
    rf"|(?P<named>(?-i:[A-Z])[\w'’-]+),\s+(?:(?:an?|the)\s+)?{_WORD}\s+(?:of|with)\s+[^,;:]{{0,20}}$",
    re.IGNORECASE,
)
"""A clause or an apposition in which the figure stands, and the noun on which it hangs."""
_SAME_NOUN = re.compile(
    r"\s*(?:(?:of|in|at|on|near|from|by|the|an?|and)\s+|(?-i:[A-Z])[\w'’-]+\s+)*$"
    r"|.*(?:\b(?:is|are|was|were|as|be|became|remains?|called)|,)\s+(?:an?|the|one)\s+"
    r"(?:(?!by\b|than\b|to\b|from\b|against\b|like\b|with\b|for\b)[^\W\d_]+\s+){0,5}$",
    re.IGNORECASE | re.DOTALL,
)
"""Between a subject and such a noun: that they are one and the same."""
_DEED = re.compile(
    rf"(?P<what>{_WORD})\s+(?:the|its|their|his|her|an?)\s+(?P<deed>{_WORD})\s+of\s+(?:{_WORD}\s+)?$", re.IGNORECASE
)
"""Right before a figure: what is done to a deed, "delayed the opening of"."""
_SHARED = re.compile(r"\s*(?:of\s+)?(?:(?:all|the|its|their|our|his|her)\s+)*$")
"""Between a share and what it is a share of, when that is no single one."""
_WHO = frozenset(["who", "that", "which", "whose"])


@dataclass(frozen=True, slots=True)
class _Addition:
    """Words that hang on a noun which the claim has as well, and where the two begin and end."""

    words: tuple[Term, ...]
    start: int
    end: int


def narrowed(pair: Pair) -> str | None:
    """What the sentence adds to a noun of the claim that makes another thing of it; None when nothing is seen to."""
    for rule in _RULES:
        found = rule(pair)
        if found and found.words:
            return pair.sentence[found.start : found.end].strip(" ,")
    return None


def _possessed(pair: Pair) -> _Addition | None:
    """ "Killed 17 people's cattle" for "killed 17 people", "the valley's north" for "the valley"."""
    for noun in pair.ours:
        if noun.kind != "number" and not _HOLDER.match(pair.claim, _stripped(noun)):
            found = _on_all(pair, noun, partial(_possession_of, pair), before_figure=False)
            if found:
                return found
    return None


def _possession_of(pair: Pair, place: Term) -> _Addition | None:
    found = _HOLDER.match(pair.sentence, _stripped(place))
    if found is None:
        return None
    strange = tuple(
        term for term in _strange(pair, found.span("what"), named=True) if exact_stem_of(term.surface) not in MEASURES
    )
    if not strange and exact_stem_of(found["what"].split()[0]) in _PARTS:
        strange = (place,)
    if not strange and pair.sentence[pair.end : place.start].isspace():
        strange = (place,)  # what is counted is theirs, and not they
    return _Addition(strange, place.start, found.end())


def _stripped(term: Term) -> int:
    """Where the noun of a term ends, without its possessive."""
    return term.end - 2 if term.surface.endswith(("'s", "’s")) else term.end


def _restricted(pair: Pair) -> _Addition | None:
    """ "Dentists in training" for "dentists", "patients on the new drug" for "patients"."""
    for noun in _general_nouns(pair):
        found = _on_all(pair, noun, partial(_phrase_behind, pair, noun), before_figure=False)
        if found:
            return found
    return None


def _general_nouns(pair: Pair) -> Iterator[Term]:
    """Nouns that the claim uses of all that bear the name: it restricts them by nothing behind them, and they are
    plurals, or have no article at its opening or behind the "of" of a share."""
    for at, term in enumerate(pair.ours):
        plural = term.surface.lower().endswith("s") or term.stem in {"peopl", "woman", "man", "child"}
        general = plural or (at == 0 and term.start == 0) or _is_shared(pair, term)
        own = _RESTRICTED.match(pair.claim, term.end)
        restricted = (own and not own["done"]) or _SITUATED.match(pair.claim, term.end)
        telling = term.stem not in GENERAL_STEMS or (
            _is_shared(pair, term) and bool(re.search(r"\bof\b", pair.claim[pair.claim_end : term.start]))
        )
        if term.kind == "word" and general and telling and not restricted:
            yield term


def _is_shared(pair: Pair, noun: Term) -> bool:
    """Whether a noun of the claim is that of which its figure is a share."""
    return pair.kind in ("percent", "ratio") and bool(_SHARED.match(pair.claim, pair.claim_end, noun.start))


def _phrase_behind(pair: Pair, noun: Term, place: Term) -> _Addition | None:
    if pair.start <= place.start < pair.end:
        return None  # "one nurse in three" is the figure itself
    found = _RESTRICTED.match(pair.sentence, place.end)
    if found and pair.knows(found["how"]):
        return None  # what looks like a participle is the claim's own verb
    if found is None and (_is_shared(pair, noun) or (noun.start == 0 and not _tells_of_once(pair))):
        found = _SITUATED.match(pair.sentence, place.end)
        if found and _PICKED_OUT.search(pair.claim, 0, noun.start) and _DEFINITE.match(found["what"]):
            return None
    if found is None or not pair.bounds[0] <= place.start < pair.bounds[1]:
        return None
    high = pair.start if found.start() < pair.start < found.end() else found.end()
    what = pair.sentence[found.start("what") : high]
    terms = read_terms(what.lower())
    if _TIME.match(what) and (found.re is _SITUATED or found["how"].lower() == "over"):
        return None
    told = terms and (terms[0].stem in pair.known or exact_stem_of(terms[0].surface) in _SURVEYED)
    if not terms or (told and (found.groupdict().get("how") or "").lower() not in _WHO):
        return None
    numbered = terms[:1] if terms[0].kind == "number" and not told else ()
    strange = numbered or _strange(pair, (found.start("what"), high), numbers=found.re is _RESTRICTED)
    if not strange and found.groupdict().get("done") and exact_stem_of(found["done"]) not in _PLACING:
        strange = terms[:1]
    return _Addition(strange, place.start, high)


def _tells_of_once(pair: Pair) -> bool:
    """Whether the claim tells what happened, and not what is so in general."""
    verb = verb_before(pair.own_lead)
    return verb is not None and verb[1]


def _limited(pair: Pair) -> _Addition | None:
    """ "9 minutes late in snow" for "9 minutes late": behind all that the claim says of what is so in general, a phrase
    of when and how far it is so."""
    if _tells_of_once(pair) or pair.kind in ("date", "ordinal", "age") or not pair.tail:
        return None
    high = pair.bounds[1]
    known = [term for term in pair.theirs if term.start >= pair.end and term.end <= high and term.stem in pair.known]
    start = known[-1].end if known else pair.end
    found = _LIMIT.match(pair.sentence, start, high)
    if found is None or (found["how"].lower() == "in" and pair.kind == "percent"):
        return None
    if found["how"].lower() == "in" and found["what"].split()[0].lower() in _INSTITUTIONS:
        return None
    strange = _strange(pair, found.span("what"))
    if _SEASONS.match(found["what"]) and not pair.knows(found["what"]):
        strange = read_terms(found["what"])
    return _Addition(strange, start, found.end())


def _of_a_deed(pair: Pair) -> _Addition | None:
    """ "Delayed the opening of 14 rooms" for "opened 14 rooms"."""
    found = _DEED.search(pair.lead)
    if found is None or not pair.knows(found["deed"]) or pair.knows(found["what"]):
        return None
    return _Addition(_strange(pair, found.span("what"), named=True), pair.bounds[0] + found.start(), pair.start)


def _of_what_hangs(pair: Pair) -> _Addition | None:
    """ "Brandt met Mohr, who has written 21 novels" for "Brandt has written 21 novels"."""
    found, subject = _RELATIVE.search(pair.sentence, 0, pair.start), pair.subject
    if found is None or subject is None:
        return None
    name = "what" if found["what"] else "named"
    strange = _strange(pair, found.span(name), named=True)
    ahead = [term for term in pair.theirs if term.stem == subject.stem and term.end <= found.start(name)]
    inside = [term for term in pair.theirs if term.stem == subject.stem and found.end(name) <= term.start]
    if not ahead or inside:
        return None
    between = pair.sentence[ahead[0].end : found.start(name)]
    if _SAME_NOUN.match(between):
        return None
    return _Addition(strange, found.start(), found.end())


def _on_all(
    pair: Pair, noun: Term, addition: Callable[[Term], _Addition | None], *, before_figure: bool
) -> _Addition | None:
    """What is added to a noun of the claim wherever it stands; one that stands there without it is not."""
    places = [term for term in pair.theirs if term.stem == noun.stem and (term.end <= pair.start or not before_figure)]
    found = [addition(place) for place in places]
    if not found or not all(each and each.words for each in found):
        return None
    return found[0]


def _strange(pair: Pair, span: tuple[int, int], *, named: bool = False, numbers: bool = False) -> tuple[Term, ...]:
    """The words in a stretch of the sentence that may make another thing of a noun; names, which place it, if asked."""
    return tuple(
        term
        for term in pair.theirs
        if span[0] <= term.start < span[1] and term.end <= max(span[1], pair.start)
        and (term.kind == "word" or (named and term.kind == "name") or (numbers and term.kind == "number"))
        and term.stem not in pair.known and term.stem not in pair.overhead
        and term.stem not in GENERAL_STEMS and term.stem not in CALENDAR_STEMS
    )  # fmt: skip


_RULES: tuple[Callable[[Pair], _Addition | None], ...] = (
    _possessed,
    _restricted,
    _limited,
    _of_what_hangs,
    _of_a_deed,
)
