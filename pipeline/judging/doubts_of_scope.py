"""Reasons to doubt that a passage's figure reaches as far as the claim's: another whole, another phase, a change.

What belongs here: doubts over words that widen, narrow or turn what a figure is of, each with the sentence that a
person reads. What must never be here: values held against values, scores, the words of one subject.
"""

from __future__ import annotations

import re

from pipeline.judging.clauses import clause_bounds
from pipeline.judging.figure_places import place_of
from pipeline.judging.scoring import ClaimView, PassageView
from pipeline.judging.terms import CALENDAR_STEMS, Term, read_terms

_WIDER = re.compile(
    r"\b(?:across|throughout|over|in|of|for)\s+(?:the|all|all\s+the)\s+(?:[\w’'-]+\s+){0,4}?"
    r"(?:region|country|nation|world|continent|industry|sector|state|county|province|union|market|league|group)\b"
    r"|\b(?:nationwide|worldwide|globally|nationally|as a whole|all together|altogether)\b",
    re.IGNORECASE,
)
"""A whole of which the claim's subject is a part, as long as the claim does not name it too."""
_PHASE = re.compile(
    r"\b(?:in|during|for|after|by)\s+(?:the|its|their|his|her)\s+(?:very\s+)?"
    r"(?:first|second|third|fourth|fifth|last|final|opening|previous|following|next)\s+(?:[\w’'-]+\s+)?"
    r"(?:hour|day|night|week|weekend|month|quarter|half|season|term|round|phase)s?\b",
    re.IGNORECASE,
)
_FLOW = re.compile(
    r"\b(?:laid\s+off|sacked|dismissed|fired|shed|hired|recruited|took\s+on|lost|added|gained|cut|axed|let)\s+"
    r"(?:off\s+)?(?:(?:about|some|around|nearly|almost|over|another|a\s+further|more\s+than|its|their)\s+)*$",
    re.IGNORECASE,
)
"""What changes a number of people or things, right before the figure: those it leaves are others."""
_APART = re.compile(
    r"\s+(?:(?:or|and)\s+\w+\s+)?(?:points?\s+)?(?:more|less|fewer|higher|lower|larger|smaller|bigger|cheaper|dearer|faster|slower|"
    r"above|below|better|worse|up|down)\b(?!\s+or\s+less\b)",
    re.IGNORECASE,
)
"""Behind a figure: how far two things are apart, not how much either is."""
_CHANGED = re.compile(
    r"\b(?:by|rose|risen|rises?|fell|fallen|falls?|grew|grown|grows?|growth|climb\w*|dropp?\w*|increas\w*|decreas\w*|declin\w*|"
    r"reduc\w*|cut|shrank|shrunk|gain\w*|sav\w+)\b",
    re.IGNORECASE,
)
"""What says of a claim that its figure is a change as well."""

_MEAN = re.compile(r"\b(?:averages?|averaged|averaging|mean|median|typical(?:ly)?)\b", re.IGNORECASE)
_SAYS_A_MEAN = re.compile(
    rf"{_MEAN.pattern}|\b(?:each|every|per|apiece|usual(?:ly)?|normal(?:ly)?|standard|ordinary|a\s+head)\b",
    re.IGNORECASE,
)
"""Words by which a text may say what another calls the average."""
_CONDITION = re.compile(
    r"\bwhen(?:ever)?\s+(?:[^\W\d_]+\s+){1,5}?(?:is|are|was|were|has|have|had|reach(?:es|ed)?|turns?|turned)\s+"
    r"(?:(?:about|around|over|under|at\s+least|only|already)\s+)?$",
    re.IGNORECASE,
)
"""What stands before a figure that is the condition of a sentence, and not what it tells."""
_SPAN = re.compile(
    r"\b(?:over|during|in|within|after|for|across)\s+(?:(?:the|its|their|all)\s+)?(?P<many>first|second|third|fourth|last|"
    r"two|three|four|five|six|seven|eight|nine|ten|twelve|\d{1,2})\s+(?:(?:full|whole|more)\s+)?"
    r"(?P<what>winter|summer|season|year|month|week|quarter|day|decade|round)s?\b",
    re.IGNORECASE,
)
_WHERE = re.compile(r"\b(?P<how>in|at|from|across|within)\s+(?:the\s+)?(?=[A-Z])")
"""Before a place, right before its name."""

_AMONG = re.compile(
    r"\b(?:among(?:st)?|of)\s+(?:all\s+)?(?:the\s+|those\s+|these\s+|its\s+|their\s+)?(?P<base>(?:[^\W\d_]+\s+){0,3}?)"
    r"(?:who|that|which|with|without|aged|older|younger|over|under|using)\s+(?P<rest>[^,.;:()]{2,80}?)\s*,?\s*$",
    re.IGNORECASE,
)
"""A part of a whole, told apart by what it does or is, right before its share: "of the readers who pay, 71 percent"."""
_AMONG_BEHIND = re.compile(
    r"(?:\s+(?:of\s+(?:the\s+)?)?[^\W\d_]+)?\s+among(?:st)?\s+(?P<rest>[^,.;:()]{3,60})|"
    r"\s+of\s+(?:the\s+|those\s+)?(?:[^\W\d_]+\s+){0,2}?(?:who|that)\s+(?P<does>[^\W\d_]+\s+[^\W\d_]+)",
    re.IGNORECASE,
)
"""The same behind the share: "11.2 percent among patients older than 70"."""


def of_a_part(claim: ClaimView, passage: PassageView) -> str | None:
    """ "Of the readers who pay, 71 percent were content" says nothing of all readers."""
    row = passage.passage
    if row.kind not in ("percent", "ratio") or row.labels:
        return None
    text, start, end = place_of(row)
    low = max(text.rfind(mark, 0, start) for mark in ";:.") + 1
    found = _AMONG.search(text, low, start) or _AMONG_BEHIND.match(text, end)
    if found is None:
        return None
    groups = found.groupdict()
    rest = [term.stem for term in read_terms(groups.get("rest") or groups.get("does") or "") if term.kind != "name"]
    near = {term.stem for term in claim.terms} | {term.stem for term in read_terms(claim.own_clause)}
    if not rest or not near.isdisjoint(rest):
        return None
    return f"it is said of a part, “{found.group().strip(' ,')}”"


_OF_THEM = re.compile(r"\s*of\s+(?:them|these|those|whom|which)\b", re.IGNORECASE)
_OF_WHAT = re.compile(r"\s*of\s+(?:all\s+)?(?:the\s+|its\s+|their\s+)?(?P<base>[^\W\d_]+)", re.IGNORECASE)
_TWO_FATES = re.compile(
    r"\b(?P<one>[^\W\d_]+(?:ed|en|ead|ost|ing))\s+(?:or|and|and/or)\s+(?:(?:are|were|is|was|been|went|badly|seriously)\s+)?"
    r"(?P<other>[^\W\d_]+(?:ed|en|ead|ost|ing))\b",
    re.IGNORECASE,
)
_REACH = 80
"""Characters behind a figure within which it is told what became of what it counts."""


def of_another_place(claim: ClaimView, passage: PassageView) -> str | None:
    """Where the claim's clause ends in a place, another one stands: "27 percent of the homes in Sondborg" are no homes
    in Nondford, whose sentence may look the same but for that."""
    mine = _places_behind(claim.claim.statement, claim.figure_start, claim.figure_end)
    theirs = _places_behind(*place_of(passage.passage))
    known = claim.known | {term.stem for term in read_terms(claim.claim.statement)}
    for how, (_, stems) in mine.items():
        surface, others = theirs.get(how, ("", frozenset()))
        if others and stems.isdisjoint(passage.own) and others.isdisjoint(known):
            return f"it is said of “{surface}”"
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


def of_another_base(claim: ClaimView, passage: PassageView) -> str | None:
    """ "0.4 percent of the riders" says nothing of "0.4 percent of them", where they are samples."""
    statement, row = claim.claim.statement, passage.passage
    if row.labels or not _OF_THEM.match(statement, claim.figure_end):
        return None
    text, _, end = place_of(row)
    found = _OF_WHAT.match(text, end)
    base = read_terms(found["base"].lower()) if found else ()
    if not base or base[0].stem in {term.stem for term in read_terms(statement[: claim.figure_start])}:
        return None
    return f"it is a share of “{base[0].surface}”"


def of_two_fates(claim: ClaimView, passage: PassageView) -> str | None:
    """ "640 were closed or are threatened" does not say that 640 were closed."""
    text, _, end = place_of(passage.passage)
    known = {term.stem for term in claim.terms}
    for found in _TWO_FATES.finditer(text, end, end + _REACH):
        said = [{term.stem for term in read_terms(found[name].lower())} for name in ("one", "other")]
        if all(said) and sum(not stems.isdisjoint(known) for stems in said) == 1:
            return f"it counts “{found.group()}” together"
    return None


def of_a_wider_whole(claim: ClaimView, passage: PassageView) -> str | None:
    """ "Across the region 340 wait" says nothing of one town in it."""
    text, start, end = place_of(passage.passage)
    low, high = clause_bounds(text, start, end)
    found = _WIDER.search(text, low, high) or (_WIDER.match(text) if low else None)
    if found is None:
        return None
    said = read_terms(found.group())
    known = {term.stem for term in claim.terms} | {term.stem for term in read_terms(claim.claim.statement)}
    if not said or said[-1].stem in known:
        return None
    return f"it is said “{found.group()}”"


def of_another_phase(claim: ClaimView, passage: PassageView) -> str | None:
    """ "In its third week it played on 3,480 screens" says nothing of the opening."""
    text, start, end = place_of(passage.passage)
    low, high = clause_bounds(text, start, end)
    found = _PHASE.search(text, low, high)
    if found is None or _PHASE.search(claim.claim.statement):
        return None
    return f"it is said of a part of the time, “{found.group()}”"


def of_a_change(claim: ClaimView, passage: PassageView) -> str | None:
    """ "It let 200 employees go" says nothing of how many it has."""
    text, start, _ = place_of(passage.passage)
    found = _FLOW.search(text[:start])
    if found is None or claim.claim.kind == "percent":
        return None
    verbs = {term.stem for term in read_terms(found.group())}
    if not verbs.isdisjoint(term.stem for term in claim.terms) or _FLOW.search(
        claim.claim.statement[: claim.figure_start]
    ):
        return None
    return f"“{found.group().strip()}” makes it a change, not a state"


def of_a_difference(claim: ClaimView, passage: PassageView) -> str | None:
    """ "They kept 38 percent more" says nothing of a share of 38 percent."""
    text, _, end = place_of(passage.passage)
    statement, claimed_end = claim.claim.statement, claim.figure_end
    there, here = _APART.match(text, end), _APART.match(statement, claimed_end)
    if passage.passage.labels or there is None or here is not None:
        return None
    if passage.passage.kind not in ("percent", "comparison", "ratio") or _CHANGED.search(claim.own_clause):
        return None
    return f"“{there.group().strip()}” makes it a difference, not an amount"


def of_no_average(claim: ClaimView, passage: PassageView) -> str | None:
    """ "Farms are handed over at 58" says nothing of the average age of farmers."""
    statement, row = claim.claim.statement, passage.passage
    low = clause_bounds(statement, claim.figure_start, claim.figure_end)[0]
    found = _MEAN.search(statement, low, claim.figure_start)
    said = " ".join((row.text, *row.labels, row.heading or ""))
    return None if found is None or _SAYS_A_MEAN.search(said) else "it does not say that it is an average"


def of_a_condition(claim: ClaimView, passage: PassageView) -> str | None:
    """ "They are handed over when the farmer is 58" does not tell how old farmers are."""
    text, start, _ = place_of(passage.passage)
    found = _CONDITION.search(text[:start])
    if found is None or _CONDITION.search(claim.claim.statement[: claim.figure_start]):
        return None
    return f"“{found.group().strip()}” makes it a condition"


def of_another_span(claim: ClaimView, passage: PassageView) -> str | None:
    """ "Over three winters it was 41 percent" says nothing of the first winter."""
    if claim.claim.kind in ("duration", "date", "age"):
        return None  # the span is what is claimed: another one speaks against it
    text = passage.passage.text
    wanted, said = _spans(claim.claim.statement), _spans(text)
    if not wanted or not said or not wanted.isdisjoint(said):
        return None
    if {what for _, what in wanted}.isdisjoint(what for _, what in said):
        return None
    found = _SPAN.search(text)
    return f"it is said of another time, “{found.group()}”" if found else None


def _spans(text: str) -> frozenset[tuple[str, str]]:
    """The counted spans of a text ("over three winters") by number and noun."""
    return frozenset(
        (" ".join(term.stem for term in read_terms(found["many"])) or found["many"].lower(), found["what"].lower())
        for found in _SPAN.finditer(text)
    )
