"""Whether a figure is of the same body: the claim's own, not one beside it, around it, before it or opposed to it.

What belongs here: rules over the words that make somebody else the one of whom a figure is said, each with the words
that tell the difference. What must never be here: parts of a whole (wholes), verbs and their sides (roles), values.

The metropolitan area is not the city, a rival of a company is not the company, and whoever met an author did not write
the author's novels.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from pipeline.judging.doubting.standing import Pair
from pipeline.judging.wording.clauses import clause_bounds
from pipeline.judging.wording.harmless import NEUTRAL_MODIFIERS
from pipeline.judging.wording.meanings import PARTS_OF_PLACES, PLACE_KINDS
from pipeline.judging.wording.terms import CALENDAR_STEMS, Term, read_terms, stems_of

_WORD = r"[^\W\d_][\w'’-]*"
_NEUTRAL = stems_of(NEUTRAL_MODIFIERS)
_KINDS = "|".join(PLACE_KINDS.split())
_GREATER = "[Gg]reater|[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|[Uu]pper|[Ll]ower|[Nn]ew"
_PARTS = "|".join(PARTS_OF_PLACES.split())
_OF_A_GREATER_PLACE = re.compile(rf"\b(?:{_KINDS}|{_GREATER}|{_PARTS})\b")
_BESIDE = re.compile(
    r"\b(?:beside|near|behind|opposite|next\s+to|outside(?:\s+of)?|adjacent\s+to|across\s+from|close\s+to|greater|"
    r"neighbou?ring|bordering|around|unlike|without|than)\s+(?:(?:the|a|an)\s+)?$",
    re.IGNORECASE,
)
_SET_APART = re.compile(
    r"^\s*(?:[^\W\d_]+,\s+)?(?:unlike|like|besides|instead\s+of|rather\s+than|(?:as\s+)?(?:compared|opposed)\s+(?:with|to)|"
    r"(?:in|by)\s+(?:contrast|comparison)\s+(?:with|to)|next\s+to|far\s+from|apart\s+from|after|following|ahead\s+of|behind)\s+"
    r"(?P<other>[^,;:]{2,60}),",
    re.IGNORECASE,
)
_TURNED_DOWN = re.compile(r"\s*(?:unlike|instead|rather|apart\s+from|besides|far\s+from)\b", re.IGNORECASE)
_WITH_OTHERS = re.compile(
    rf",?\s+(?:together\s+with|along\s+with|including|counting|plus|as\s+well\s+as|and|with)\s+(?:its|his|her|their|all|the)\s+"
    rf"(?P<others>{_WORD})"
)
_SAYS = re.compile(
    r"\b(?:says?|said|believes?|believed|thinks?|thought|claims?|claimed|reports?|reported|finds?|found|announce[sd]?|"
    r"writes?|wrote|knows?|knew|argue[sd]?|estimates?|estimated|notes?|noted|admits?|admitted|told\s+\S+)\s+(?:that\s+)?"
    rf"(?P<who>(?:the\s+)?(?:{_WORD}\s+)?{_WORD})",
    re.IGNORECASE,
)
_APPOSED = re.compile(
    r",\s+(?P<what>(?:an?|the|one\s+of|its|his|her|their|who|which|whose|once|formerly)\s+[^,;:]{2,80}),", re.IGNORECASE
)
_WHERE = re.compile(r"\b(?P<how>in|at|from|across|within)\s+(?:the\s+)?(?=[A-Z])")
"""Before a place, right before its name."""
_NAME_OF_AN_ITEM = 3
"""Words of which the name of one item of a list may consist."""
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_LISTED = re.compile(r"(?:,|\band)\s+(?:the\s+)?$", re.IGNORECASE)
_LISTED_BEHIND = re.compile(r"\s*(?:,|and\b)", re.IGNORECASE)
_FAR_SIDE = re.compile(r"\b(?:than|as|against)\b(?!.*\b(?:than|as|against)\b)", re.IGNORECASE)
"""The last word behind a figure that opens the second side of a comparison."""


def other_bearer(pair: Pair) -> str | None:
    """Of whom else the sentence says its figure; None when nothing is seen to."""
    return next((found for rule in _RULES if (found := rule(pair))), None)


def _greater_place(pair: Pair) -> str | None:
    """ "The Brenmouth metropolitan area", "Greater Brenmouth", "the county of Brenmouth" for "Brenmouth"."""
    if not _OF_A_GREATER_PLACE.search(pair.clause):
        return None  # before an expression is compiled for each name
    for name in {term.surface for term in pair.ours if term.surface[:1].isupper() and term.kind != "number"}:
        behind = re.compile(rf"\b{re.escape(name)}(?:['’]s)?\s+(?:{_WORD}\s+)?(?P<kind>{_KINDS})\b")
        before = re.compile(
            rf"\b(?:(?P<kind>{_KINDS})\s+of|(?:{_PARTS})\s+of(?:\s+the)?|{_GREATER})\s+{re.escape(name)}\b"
        )
        for pattern in (behind, before):
            found = pattern.search(pair.clause)
            if not found or pattern.search(pair.claim) or pair.knows(found.groupdict().get("kind") or ""):
                continue
            bare = re.findall(rf"\b{re.escape(name)}\b", pair.sentence)
            if len(bare) == len(list(pattern.finditer(pair.sentence))):
                return found.group()
    return None


def _beside_a_name(pair: Pair) -> str | None:
    """ "The parish next to Holm" for "the parish of Holm"."""
    for name in (term for term in pair.ours if term.kind == "name"):
        places = [term for term in pair.theirs if term.stem == name.stem]
        told = [_BESIDE.search(pair.sentence, 0, place.start) for place in places]
        if places and told[0] and all(told) and not _BESIDE.search(pair.claim, 0, name.start):
            return pair.sentence[told[0].start() : places[0].end]
    return None


def _set_apart(pair: Pair) -> str | None:
    """ "Unlike Kestrel Air, Merlin flies to 74 cities" for "Kestrel Air flies to 74 cities"."""
    found = _SET_APART.match(pair.sentence, 0, pair.start)
    if found is None:
        return None
    wanted = {term.stem for term in pair.ours if term.kind != "number"}
    apart = {term.stem for term in pair.theirs if term.end <= found.end()} & wanted
    rest = {term.stem for term in pair.theirs if term.start >= found.end()}
    turned = apart - rest and (
        _TURNED_DOWN.match(pair.sentence) or (pair.subject and pair.subject.stem in apart - rest)
    )
    return found.group() if turned else None


def _apposed(pair: Pair) -> str | None:
    """ "Sturmwerk, a rival of Nordlicht, operates 88" for "Nordlicht operates 88"."""
    subject = pair.subject
    if subject is None:
        return None
    places = [term for term in pair.theirs if term.stem == subject.stem and term.end <= pair.start]
    for found in _APPOSED.finditer(pair.sentence, 0, pair.start):
        low, high = found.span("what")
        before = read_terms(pair.sentence[: found.start()])
        strange = before and before[-1].kind != "number" and before[-1].stem not in pair.known
        if places and strange and all(low <= place.start < high for place in places):
            return pair.sentence[before[-1].start : high]
    return None


def _with_others(pair: Pair) -> str | None:
    """ "The company, with its suppliers, employs 900" for "the company employs 900"."""
    subject = pair.subject
    for term in pair.theirs if subject else ():
        if subject and term.stem == subject.stem and term.end <= pair.start:
            found = _WITH_OTHERS.match(pair.sentence, term.end)
            if found and found.end() <= pair.start and not pair.knows(found["others"]):
                return pair.sentence[term.start : found.end()]
    return None


def _as_told(pair: Pair) -> str | None:
    """ "The Dutch say that the French eat 18 kilos" for "the Dutch eat 18 kilos"."""
    subject = pair.subject
    found = _SAYS.search(pair.sentence, 0, pair.start)
    if subject is None or found is None or _SAYS.search(pair.own_lead):
        return None
    others = [term for term in read_terms(found["who"]) if term.kind != "number" and term.surface[:1].isupper()]
    places = [term for term in pair.theirs if term.stem == subject.stem and term.end <= pair.start]
    told = bool(others) and not any(term.stem in pair.known for term in others)
    return found.group() if told and places and all(place.end <= found.start() for place in places) else None


def _other_side(pair: Pair) -> str | None:
    """ "The old one gives three times as much as the new one", the other way round."""
    here, there = _FAR_SIDE.search(pair.claim, pair.claim_end), _FAR_SIDE.search(pair.sentence, pair.end)
    if here is None or there is None:
        return None
    near, far = _sides(pair.claim, pair.claim_start, here.end())
    near_there, far_there = _sides(pair.sentence, pair.start, there.end())
    swapped = (near - far) & (far_there - near_there) and (far - near) & (near_there - far_there)
    return pair.sentence[: pair.start].strip() if swapped else None


def _of_another_item(pair: Pair) -> str | None:
    """ "Arvik 45 millimetres, Bodal 88 millimetres" for "88 millimetres in Arvik"."""
    lead = [term for term in pair.theirs if pair.bounds[0] <= term.start < pair.start]
    if not 1 <= len(lead) <= _NAME_OF_AN_ITEM or any(term.stem in pair.known or term.kind == "number" for term in lead):
        return None
    if pair.lead.split() != [term.surface for term in lead]:
        return None  # it is more than a bare list
    for one, other in pairwise(pair.theirs):
        beside = other.kind == "number" and not pair.start <= other.start < pair.end
        if beside and one.kind != "number" and one.stem in pair.known and pair.sentence[one.end : other.start] == " ":
            return pair.sentence[lead[0].start : pair.end]
    return None


def _respectively(pair: Pair) -> str | None:
    """ "Copper and tin rose 7 and 3 percent respectively" does not say that of copper it is 3 percent."""
    found = _RESPECTIVELY.search(pair.sentence, pair.end)
    if found is None or pair.subject is None or _RESPECTIVELY.search(pair.claim):
        return None
    figures = [term for term in pair.theirs if term.kind == "number" and term.end <= found.start()]
    names = [term for term in pair.theirs if figures and term.kind != "number" and term.end <= figures[0].start]
    listed = [
        term
        for term in names
        if _LISTED.search(pair.sentence, 0, term.start) or _LISTED_BEHIND.match(pair.sentence, term.end)
    ]
    here = [at for at, term in enumerate(figures) if pair.start <= term.start < pair.end]
    mine = [at for at, term in enumerate(listed) if term.stem == pair.subject.stem]
    return found.group() if here[:1] != mine[:1] else None


def other_place(pair: Pair) -> str | None:
    """Where the claim's clause ends in a place, another one stands: "27 percent of the homes in Sondborg" are no homes
    in Nondford, whose sentence may look the same but for that."""
    mine = _places_behind(pair.claim, pair.claim_start, pair.claim_end)
    theirs = _places_behind(pair.sentence, pair.start, pair.end)
    said = pair.stems | {term.stem for term in read_terms(pair.above)}
    for how, (_, stems) in mine.items():
        surface, others = theirs.get(how, ("", frozenset()))
        if others and stems.isdisjoint(said) and others.isdisjoint(pair.known):
            return surface
    return None


def _places_behind(text: str, start: int, end: int) -> dict[str, tuple[str, frozenset[str]]]:
    """Names behind a figure in its clause, by the preposition before them; the first of each counts."""
    _, high = clause_bounds(text, start, end)
    names = [term for term in read_terms(text[:high]) if term.kind == "name" and term.stem not in CALENDAR_STEMS]
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for match in _WHERE.finditer(text, end, high):
        run: list[Term] = []
        for term in names:
            if term.start == (run[-1].end + 1 if run else match.end()):
                run.append(term)
        if run:
            stems = frozenset(term.stem for term in run)
            found.setdefault(match["how"], (" ".join(term.surface for term in run), stems))
    return found


def _sides(text: str, figure: int, behind: int) -> tuple[set[str], set[str]]:
    sides = (text[:figure], text[behind:])
    one, other = ({term.stem for term in read_terms(side) if term.kind != "number"} for side in sides)
    return one, other


_RULES: tuple[Callable[[Pair], str | None], ...] = (
    _greater_place, _beside_a_name, _set_apart, _apposed, _with_others, _as_told, other_place,
    _other_side, _of_another_item, _respectively,
)  # fmt: skip
