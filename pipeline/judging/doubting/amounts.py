"""Whether a figure is the same amount: a level or a change, an average, before or after a deduction.

What belongs here: rules over the words that tell how a figure was arrived at, each with the words that tell the
difference. What must never be here: what a figure is of (wholes), of whom (bearers), of when (occasions), values.

A level is no change, a figure after inflation is not the one in the shops, and how much longer a thing is than another
is not how long it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.judging.doubting.standing import Pair
from pipeline.judging.wording.clauses import clause_bounds
from pipeline.judging.wording.lexicon import NUMBER_WORDS
from pipeline.judging.wording.meanings import RIVAL_MEASURES
from pipeline.judging.wording.modifiers import exact_stems
from pipeline.judging.wording.terms import exact_stem_of, read_terms, stems_of, words_of

_CHANGE = (
    r"(?:r[io]se[sn]?|rising|gr[eo]w[sn]?|growing|climb(?:s|ed)?|jump(?:s|ed)?|increas(?:es?|ed|ing)|fell|fall(?:s|en)?|"
    r"falling|drop(?:s|ped)?|declin(?:es?|ed|ing)|decreas(?:es?|ed|ing)|shr[iau]nk(?:s|en)?|soar(?:s|ed)?|"
    r"(?:went|gone|going|goes|is|are|was|were|been)\s+(?:up|down)|plung(?:es?|ed)|slid|slip(?:s|ped)?|sank|surg(?:es?|ed))"
)
_HEDGE = (
    r"(?:(?:about|around|some|roughly|nearly|almost|only|just|exactly|over|more|less|than|at|least|most|as|much|many|"
    r"well|an?|the|record|estimated|level|total|average|of)\s+)*"
)
_LEVEL = re.compile(rf"\b{_CHANGE}\b(?:[^.;:!?]{{0,60}}?\s)??to\s+{_HEDGE}[\W_]*$", re.IGNORECASE)
"""What makes a figure the level that something has come to: "rose to"."""
_STEP = re.compile(rf"\b{_CHANGE}\s+(?:by\s+)?{_HEDGE}[\W_]*$", re.IGNORECASE)
"""What makes a figure the change itself: "rose by", "rose"."""
_UP_OR_DOWN = re.compile(
    r"(?:(?<!make )(?<!made )(?<!makes )(?<!making )(?<!add )(?<!adds )(?<!added )\b(?:up|down|by)|"
    rf"\b(?:rise|increase|growth|drop|fall|decline|cut)\s+of)\s+{_HEDGE}[\W_]*$",
    re.IGNORECASE,
)
_CHANGING = re.compile(
    rf"\b(?:{_CHANGE}|up|down|by|growth|increases?|rises?|declines?|reduc\w+|cuts?|sav\w+|rais\w+|lower\w*|los\w+|gain\w*|"
    r"add\w*|beat\w*|won|win\w*|more|less|fewer|chang\w+|doubl\w+|expan\w+|lift\w*|trim\w*|improv\w+|miss\w*|exceed\w*)\b",
    re.IGNORECASE,
)
"""Words of a claim whose figure may be a change or a difference."""
_APART = re.compile(
    r"(?:\s+[^\W\d_]+(?:\s+of\s+[^\W\d_]+)?)?(?:\s+(?:an?|per)\s+[^\W\d_]+)?\s+(?!other\b|over\b|under\b|after\b|rather\b|together\b|water\b|number\b)"
    r"(?:(?P<than>[^\W\d_]{2,}er|more|less)\s+than\b|(?P<bare>more|less|fewer)\b(?!\s+or\b)|"
    r"(?:higher|lower|longer|shorter|heavier|lighter|larger|smaller|taller|deeper|wider|cheaper|dearer|faster|slower|older|"
    r"younger|ahead|behind)\b(?=\s*(?:[.,;:)]|$|(?:per|in|at|on|and|but|now|today)\b)))",
    re.IGNORECASE,
)
"""Behind a figure: how far two things are apart."""
_TO_OR_BY = re.compile(
    rf"\b(?P<verb>[^\W\d_]+)\s+(?:[^\W\d_]+ly\s+)?(?:(?P<how>to|by)\s+)?{_HEDGE}[\W_]*$", re.IGNORECASE
)
"""The verb right before a figure, and whether it comes to the figure or by it."""
_NEAR = 40
"""Characters before a figure within which its preposition stands."""
_OR_ELSE = re.compile(
    r"\d[\w.,]*(?:\s+[^\W\d_]+)?,?\s+or\s+(?:(?:even|perhaps|possibly|maybe|sometimes)\s+)?$", re.IGNORECASE
)
"""Right before a figure: another one that may stand for it."""
_THAN = re.compile(r"\s+(?:more|less|fewer|[^\W\d_]{2,}er)\s+than\b", re.IGNORECASE)
_THAN_LATER = re.compile(
    rf"\b(?:more|less|better|worse)\s+than\b(?!\s+(?:an?|half|once|\d|{'|'.join(NUMBER_WORDS)})\b)", re.IGNORECASE
)
"""The same in what follows: a comparison, and no bound of another figure."""
_FROM = re.compile(rf"\bfrom\s+{_HEDGE}[\W_]*$", re.IGNORECASE)
"""Right before a figure: that it is where something began."""
_OR_MORE = re.compile(r"\s+(?:[^\W\d_]+\s+)?or\s+(?:more|less|fewer|higher|lower|older|younger)\b", re.IGNORECASE)
_COMPARING = re.compile(
    r"\b(?:[^\W\d_]{2,}er|more|less|fewer)\s+than\b|\b(?:above|below|ahead|behind|margin|difference|gap|apart)\b",
    re.IGNORECASE,
)
_DEDUCTED = re.compile(
    r"\b(?:after|before)\s+(?:(?:the|its|their|all|any|allowing\s+for|adjusting\s+for|adjustment\s+for|deduct\w*|counting|paying)\s+)*"
    r"(?:tax(?:es|ation)?|inflation|refunds?|rebates?|costs?|deductions?|interest|subsid(?:y|ies)|discounts?|depreciation|"
    r"write-?(?:offs?|downs?)|adjustments?|expenses|fees|grants?|duties|vat|dividends?|transfers)\b"
    r"|\b(?:excluding|exclud(?:es|ed)|net\s+of|not\s+counting|leaving\s+out|apart\s+from|except\s+for|not\s+including|"
    r"adjusted\s+for|relative\s+to|in\s+real\s+terms|in\s+nominal\s+terms|in\s+today['’]s|at\s+(?:constant|current|\d{4})\s+prices|"
    r"at\s+constant\s+exchange|seasonally\s+adjusted|counting\s+only)\b",
    re.IGNORECASE,
)
"""What was taken out of a figure, or left in."""
_RECKONED = re.compile(
    r"(?:^|[.;:,]\s+)(?P<how>(?:not\s+)?(?:counting|including|excluding|leaving\s+(?:out|aside)|setting\s+aside|taking|"
    r"allowing\s+for|adjusting|adjusted|corrected|stripped|weighted|measured|converted|assuming|judging)\b|on\s+paper\b|"
    r"in\s+(?:theory|principle)\b|(?:on|by)\s+(?:an?|the|one|some|certain)\s+(?:[^\W\d_]+\s+){0,2}?(?:basis|definition|count|"
    r"measures?|method|reckoning)\b|on\s+(?:[^\W\d_]+\s+)?(?:maps?|charts?|plans?|drawings?|designs?)\b|"
    r"under\s+(?!the\b|its\b|their\b|this\b|an?\b)(?:[^\W\d_]+\s+){0,2}?(?:conditions|circumstances|assumptions|loads?)\b|"
    r"in\s+(?:real|nominal|absolute|relative|constant|current|today['’]s|(?:1[5-9]|20)\d\d)\s+(?:terms|money|prices|"
    r"[^\W\d_]+s)\b|at\s+(?:full|peak|maximum|best|most|worst|[^\W\d_]+\s+prices)\b)[^,;]*,\s",
    re.IGNORECASE,
)
"""An opening that tells how a figure was arrived at."""
_TOGETHER = re.compile(r"\b(?:together|jointly|combined|collectively|between\s+them|all\s+told)\b", re.IGNORECASE)
_SUMMED = re.compile(
    r"\b(?:and|both|two|three|total|altogether|overall|all|together|combined|jointly|joint|collective)\b",
    re.IGNORECASE,
)
_FLOW = re.compile(
    r"\b(?:laid\s+off|sacked|dismissed|fired|shed|hired|recruited|took\s+on|lost|added|gained|cut|axed|let)\s+"
    r"(?:off\s+)?(?:(?:about|some|around|nearly|almost|over|another|a\s+further|more\s+than|its|their)\s+)*$",
    re.IGNORECASE,
)
"""What changes a number of people or things, right before the figure: those it leaves are others."""
_MEAN = re.compile(r"\b(?:averages?|averaged|averaging|mean|median|typical(?:ly)?)\b", re.IGNORECASE)
_SAYS_A_MEAN = re.compile(
    rf"{_MEAN.pattern}|\b(?:each|every|per|apiece|usual(?:ly)?|normal(?:ly)?|standard|ordinary|a\s+head)\b",
    re.IGNORECASE,
)
"""Words by which a text may say what another calls the average."""
_MOVES = re.compile(
    rf"\b(?:{_CHANGE}|up|down|by|lost|los[es]\w*|gain\w*|add\w*|more|less|fewer|chang\w+|cut|shed|dismiss\w*|hir\w+|sack\w*|"
    r"recruit\w*|took\s+on|laid\s+off|let\b|net)\b",
    re.IGNORECASE,
)
"""Words of a sentence whose figure may be a change."""
_THAN_WHAT = re.compile(
    r"\b(?P<how>more|less|fewer|[^\W\d_]{2,}er)\s+(?:[^\W\d_]+\s+){0,3}?than\s+(?P<what>[^,.;:()]{2,60})", re.IGNORECASE
)
"""Behind a figure: than what it is more or less."""
_DIFFERS = re.compile(
    r"\s+(?:[^\W\d_]+\s+)?(?:more|less|fewer|higher|lower)\s+than\b|"
    r"\s+(?:more|fewer|less)\b(?!\s+or\b)",
    re.IGNORECASE,
)
"""Behind a claim's figure: that it is a difference."""
_CAPACITY = re.compile(
    rf"\b(?:capacity\s+(?:of|is|was)|(?:room|space)\s+for|"
    rf"can\s+[^\W\d_]+|maximum\s+of)\s+{_HEDGE}[\W_]*$",
    re.IGNORECASE,
)
_DONE = re.compile(r"(?<!\bis )(?<!\bare )\b[^\W\d_]+ed\s+$")
"""Right before a claim's figure: that something was done, and not that it can be."""
_HOLDING = re.compile(
    r"\b(?:capacity|room|space|places?|seat\w*|beds?|hold\w*|held|fit\w*|contain\w*|accommodat\w*|can|could|able|maximum|"
    r"most|limit\w*|carr\w+|power|output|store[sd]?|up\s+to)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\bwhen(?:ever)?\s+(?:[^\W\d_]+\s+){1,5}?(?:is|are|was|were|has|have|had|reach(?:es|ed)?|turns?|turned)\s+"
    r"(?:(?:about|around|over|under|at\s+least|only|already)\s+)?$",
    re.IGNORECASE,
)
"""What stands before a figure that is the condition of a sentence, and not what it tells."""
_RIVAL_MEASURES = tuple(tuple(stems_of(words) for words in group) for group in RIVAL_MEASURES)


def other_amount(pair: Pair) -> str | None:
    """What in the sentence makes its figure another amount than the claim's; None when nothing is seen to."""
    return next((found for rule in _RULES if (found := rule(pair))), None)


def _level(pair: Pair) -> str | None:
    """ "The price rose to 40 cents" for "rose 40 cents", and the other way round."""
    there, here = _LEVEL.search(pair.lead), _LEVEL.search(pair.own_lead)
    if there and not here and _STEP.search(pair.own_lead):
        return there.group().strip()
    step = _STEP.search(pair.lead)
    return step.group().strip() if here and step and not there else None


def _to_or_by(pair: Pair) -> str | None:
    """ "Was cut to 700 million" for "was cut by 700 million"; "cut 700 million" is by as much."""
    if "to " not in pair.own_lead[-_NEAR:] and "to " not in pair.lead[-_NEAR:]:
        return None  # before each word of both is tried
    here, there = _TO_OR_BY.search(pair.own_lead), _TO_OR_BY.search(pair.lead)
    if here is None or there is None or exact_stem_of(here["verb"]) != exact_stem_of(there["verb"]):
        return None
    return there.group().strip() if ((here["how"] or "by") == "to") != ((there["how"] or "by") == "to") else None


def _or_else(pair: Pair) -> str | None:
    """ "3, 4 or even 5 months" for "5 months"."""
    found = _OR_ELSE.search(pair.lead) if " or " in pair.lead[-_NEAR:] else None
    return found.group().strip() if found and not _OR_ELSE.search(pair.own_lead) else None


def _change(pair: Pair) -> str | None:
    """ "Up 15 percent" for "is 15 percent"."""
    found = _UP_OR_DOWN.search(pair.lead) or _STEP.search(pair.lead)
    if found is None or _CHANGING.search(pair.claim) or _is_of_a_verb(pair, found.group()):
        return None
    return found.group().strip()


def _is_of_a_verb(pair: Pair, found: str) -> bool:
    """Whether "by" belongs to a verb that the claim has too: "was multiplied by 3"."""
    before = pair.lead[: -len(found)].split()
    return found.lower().startswith("by") and bool(before) and pair.knows(before[-1])


def _difference(pair: Pair) -> str | None:
    """ "900 metres longer than before" for "900 metres long"."""
    found = _APART.match(pair.sentence, pair.end)
    if found is None or _OR_MORE.match(pair.sentence, pair.end):
        return None
    behind = pair.claim[pair.claim_end :]
    if _APART.match(behind) or _COMPARING.search(pair.claim) or _CHANGING.search(pair.own_clause):
        return None
    return found.group().strip()


def _origin(pair: Pair) -> str | None:
    """ "Raised from 4 percent" for "raised to 4 percent"."""
    found = _FROM.search(pair.lead)
    if (
        found is None
        or pair.kind == "date"
        or _FROM.search(pair.own_lead)
        or (pair.kind == "count" and not _CHANGING.search(pair.lead))
    ):
        return None
    return found.group().strip()


def _differs_in_pace(pair: Pair) -> str | None:
    """ "Rose 12 percent less than wages" for "rose 12 percent", "64 percent trust the police more than the courts"."""
    found = _THAN.match(pair.sentence, pair.end)
    changed = found and (_STEP.search(pair.lead) or _UP_OR_DOWN.search(pair.lead))
    if (found is None or not changed) and "than" in pair.tail:
        found = _THAN_LATER.search(pair.tail)
    return found.group().strip() if found and not _COMPARING.search(pair.claim) else None


def _deducted(pair: Pair) -> str | None:
    """ "Fell 6 percent after inflation" for "fell 6 percent"."""
    found = _DEDUCTED.search(pair.clause)
    return (
        found.group()
        if found and not _DEDUCTED.search(pair.claim) and not pair.knows(found.group().split()[-1])
        else None
    )


def _reckoned(pair: Pair) -> str | None:
    """ "Counting franchises, the group has 212 stores" for "the group has 212 stores"."""
    found = _RECKONED.search(pair.sentence, 0, pair.start)
    if found is None or pair.knows(found["how"]) or _RECKONED.search(pair.claim) or _DEDUCTED.search(pair.claim):
        return None
    return found.group().strip(" ,.;:")


def _together(pair: Pair) -> str | None:
    """ "The bakeries together" for "the bakery"."""
    found = _TOGETHER.search(pair.clause)
    return found.group() if found and not _SUMMED.search(pair.claim) else None


def _rival_measure(pair: Pair) -> str | None:
    """ "The mean rent is 870, the median is less" for "the median rent is 870"."""
    ours, theirs = exact_stems(words_of(pair.own_clause)), exact_stems(words_of(pair.clause))
    for group in _RIVAL_MEASURES:
        for mine in group:
            if not ours & mine or theirs & mine:
                continue
            other = next(
                (theirs & each for each in group if each is not mine and theirs & each and not ours & each), None
            )
            if other:
                return min(word for word in words_of(pair.clause) if exact_stems([word]) & other)
    return None


def of_a_state(pair: Pair) -> str | None:
    """ "34 seats" for "lost six seats", "14 places" for "four places more"."""
    there = f"{pair.above} {pair.sentence[: pair.end]} {pair.tail}"
    if pair.kind == "percent" or _MOVES.search(there) or _COMPARING.search(there):
        return None
    change = _FLOW.search(pair.own_lead) or _DIFFERS.match(pair.claim, pair.claim_end)
    if change is None or any(term.stem in pair.stems for term in read_terms(change.group())):
        return None
    return pair.sentence[pair.start : pair.end]


def _capacity(pair: Pair) -> str | None:
    """ "Has a capacity of 160,000 vials" for "fills 160,000 vials"."""
    found = _CAPACITY.search(pair.lead)
    done = found and found.group().lower().startswith("can") and _DONE.search(pair.own_lead)
    return found.group().strip() if found and (done or not _HOLDING.search(pair.claim)) else None


def _flow(pair: Pair) -> str | None:
    """ "It let 200 employees go" says nothing of how many it has."""
    found = _FLOW.search(pair.sentence, 0, pair.start)
    if found is None or pair.kind == "percent" or pair.knows(found.group()) or _FLOW.search(pair.own_lead):
        return None
    return found.group().strip()


def _no_average(pair: Pair) -> str | None:
    """ "Farms are handed over at 58" says nothing of the average age of farmers."""
    low = clause_bounds(pair.claim, pair.claim_start, pair.claim_end)[0]
    found = _MEAN.search(pair.claim, low, pair.claim_start)
    return None if found is None or _SAYS_A_MEAN.search(f"{pair.sentence} {pair.above}") else f"no {found.group()}"


def _other_than(pair: Pair) -> str | None:
    """ "30 percent more than the law allows" for "30 percent more than petrol cars"."""
    here, there = _THAN_WHAT.search(pair.claim, pair.claim_end), _THAN_WHAT.search(pair.sentence, pair.end)
    if here is None or there is None or here["how"].lower() != there["how"].lower():
        return None
    ours = {term.stem for term in read_terms(here["what"].lower()) if term.kind != "number"}
    theirs = {term.stem for term in read_terms(there["what"].lower()) if term.kind != "number"}
    return (
        there.group().strip()
        if ours and theirs and ours.isdisjoint(pair.stems) and theirs.isdisjoint(pair.known)
        else None
    )


def _condition(pair: Pair) -> str | None:
    """ "They are handed over when the farmer is 58" does not tell how old farmers are."""
    found = _CONDITION.search(pair.sentence, 0, pair.start)
    return found.group().strip() if found and not _CONDITION.search(pair.own_lead) else None


_RULES: tuple[Callable[[Pair], str | None], ...] = (
    _level, _to_or_by, _or_else, _reckoned, _change, _difference, _origin, _differs_in_pace, _deducted, _together,
    _rival_measure, _flow, _no_average, of_a_state, _capacity, _condition,
    _other_than,
)  # fmt: skip
