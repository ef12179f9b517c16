"""Whether a figure is of the same time: the same year, edition and phase, and of it alone or of all up to it.

What belongs here: rules over the words that give a figure its time, each with the words that tell the difference. What
must never be here: the calendar (dates), which of two pieces of evidence is newer (evidence_time), values.

What stands beside another year belongs to that year, and what was dug since the opening is not what was dug in a year.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.judging.doubting.standing import Pair, verb_before
from pipeline.judging.wording.clauses import clause_bounds
from pipeline.judging.wording.harmless import PLACING
from pipeline.judging.wording.lexicon import IRREGULAR_FORMS, RECURRING_TIMES
from pipeline.judging.wording.terms import exact_stem_of, read_terms, stems_of

_NO_SPAN = "".join(
    rf"(?<!\b{word}\s)"
    for word in [
        "under",
        "than",
        "over",
        "about",
        "nearly",
        "almost",
        "within",
        "after",
        "half",
        "for",
        "once",
        "barely",
        "just",
    ]
)
"""Before "a year" that is a unit of time: "in under a year" says how long, and not how much each year."""
_PERIOD = re.compile(
    r"\b(?:in|during|for)\s+(?:the\s+)?(?:year\s+|month\s+of\s+|[^\W\d_]+\s+)?(?:1[5-9]|20)\d\d\b|\b(?:last|this)\s+"
    r"(?:year|month|week|quarter|season)\b|\b(?:within|in|during)\s+(?:the|that|this|one|a\s+single)\s+(?:year|month|week|quarter|season)\b|"
    rf"{_NO_SPAN}\b(?:an?|each|every|per)\s+(?:year|month|week|day|season)\b|"
    r"\bin\s+(?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_SO_FAR = re.compile(
    r"\bby\s+the\s+(?:end|close)\s+of\b|\bby\s+(?:(?:early|mid|late)[\s-])?(?:1[5-9]|20)\d\d\b|\bsince\s+(?:(?:its|their|the|it|they|"
    r"records?|measurements?|opening|work|\d{4}|[A-Z])\b)|\b(?:to\s+date|so\s+far|cumulative(?:ly)?|in\s+its\s+(?:whole|entire)\s+"
    r"(?:life|history))\b|\bover\s+(?:(?:the|its|their|a|an)\s+)?(?:(?:past|last|whole|entire|two|three|four|five|six|ten|several)\s+)*"
    r"(?:decades?|years|centur(?:y|ies)|lifetime)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d.,/-])(?:1[5-9]|20)\d\d(?![\d/]|[.,]\d|-\d)")
_MONTH = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b")
_NAMED_TIMES = (_YEAR, _MONTH, _WEEKDAY)
_MOVED = re.compile(
    r"\b(?:after|since|before|until|till|from|prior\s+to|up\s+to|years?\s+to|than\s+in|compared\s+(?:with|to))\s+"
    r"(?:(?:the|a|an|its|their)\s+)?(?:[^\W\d_]+\s+(?:of|in)\s+)?$",
    re.IGNORECASE,
)
"""What makes another time of the year behind it."""
_NOT_BESIDE = re.compile(r"[\d,;.(]|\band\b")
_FULL_STOP = re.compile(r"[.;](?=\s|[A-Z])")
_NUMBERED = re.compile(
    r"\b(?P<nth>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d{1,3}(?:st|nd|rd|th)|"
    r"last|final|previous|next|following)\s+(?P<what>[^\W\d_]+)",
    re.IGNORECASE,
)
_DEICTIC = frozenset(["last", "final", "previous", "next", "following"])
"""Ordinals that may be any number: the last quarter is the fourth."""
_ORDINAL_HEADS = stems_of(
    "edition season quarter half round term year volume series leg stage phase part generation census study survey "
    "trial issue congress session wave day week month night chapter match game set race heat"
)
_PHASE = re.compile(
    r"\b(?:in|during|for|after|by)\s+(?:the|its|their|his|her)\s+(?:very\s+)?"
    r"(?:first|second|third|fourth|fifth|last|final|opening|previous|following|next)\s+(?:[\w’'-]+\s+)?"
    r"(?:hour|minute|day|night|week|weekend|month|quarter|half|season|year|decade|century|term|round|phase)s?\b",
    re.IGNORECASE,
)
_CALENDAR_PART = re.compile(r"\bthe\s+[^\W\d_]+\s+(?:quarter|half|decade|century)$", re.IGNORECASE)
"""A part of the calendar: it dates a figure of which the claim tells no time, and is no phase of a thing's own."""
_TIMED = re.compile(
    rf"{_YEAR.pattern}|{_MONTH.pattern}|\b(?:year|quarter|half|month|week|decade|century|season|annual|yearly)\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\b(?:over|during|in|within|after|for|across)\s+(?:(?:the|its|their|all)\s+)?(?P<many>first|second|third|fourth|last|"
    r"two|three|four|five|six|seven|eight|nine|ten|twelve|\d{1,2})\s+(?:(?:full|whole|more)\s+)?"
    r"(?P<what>winter|summer|season|year|month|week|quarter|day|decade|round)s?\b",
    re.IGNORECASE,
)
_MONTHS = _MONTH.pattern
_PART_OF_A_TIME = re.compile(
    r"(?:\b(?:fiscal|financial|budget|school|academic|marketing|crop|tax|model)\s+(?:years?\s+)?"
    r"|\b(?:half|thirds?|quarters?|semester|trimester|months?|weeks?|days?|part|season|rest|remainder|bulk|most)\s+"
    r"(?:of|to|until|till|through|up\s+to|end(?:ing|ed)(?:\s+in)?|before|after)\s+(?:the\s+)?(?:\w+\s+)?"
    rf"|\b(?:{_MONTHS}|{_YEAR.pattern}|{_WEEKDAY.pattern})\s*(?:,|to|and|until|till|through|or|[-–])\s+(?:{_MONTHS}\s+)?)$",
    re.IGNORECASE,
)
"""Right before a time: that only a part of it is meant, a longer one, or one that begins on another day."""
_LONGER_TIME = re.compile(
    rf"\s*(?:to|and|until|till|through|or|[-–])\s*(?:{_MONTHS}|{_YEAR.pattern}|{_WEEKDAY.pattern})|"
    r"\s+(?:season|budget\s+year|fiscal\s+year|financial\s+year|school\s+year)\b",
    re.IGNORECASE,
)
"""The same right behind it."""
_RATE = re.compile(
    rf"\s+(?:[^\W\d_]+\s+){{0,3}}?{_NO_SPAN}(?:an?|per|each|every)\s+(?P<unit>year|month|week|day|hour|minute|season|quarter)\b",
    re.IGNORECASE,
)

_END = re.compile(
    r"\b(?:until|till|before|when|during|by\s+the\s+time|at\s+th(?:e|at)\s+time|at\s+first|originally|"
    r"(?:at|in|during)\s+(?:the|its|their|his|her)\s+(?:[^\W\d_]+\s+)?(?:peak|height|heyday|zenith|best|prime|largest|greatest)|"
    r"(?:in|during)\s+th(?:ose|at)\s+(?:days|years?|time)|back\s+then|then|once)\b",
    re.IGNORECASE,
)
"""What tells that a state is over, beside a verb in the past."""
_CASE = re.compile(
    r"\b(?:when(?:ever)?|while|as\s+long\s+as)\s+(?:the|an?|its|their|it|they|there|no|those|these|all|[^\W\d_]+s)\s+"
    r"(?:[^\W\d_]+\s+){0,8}?"
    r"(?:is|are|has|have)\b",
    re.IGNORECASE,
)
"""What limits a lasting state to a case."""
_CASE_BEFORE = re.compile(
    rf"(?:^|[.;]\s+)(?:in|at|on|during|over)\s+(?:the\s+)?(?:[a-z]+\s+)?(?:{RECURRING_TIMES})\b(?!\s+(?:of\s+)?\d)"
    r"|\bonce\s+(?:[a-z]+ly\s+)?[a-z]{2,}(?:ed|ilt)\b(?=,)",
    re.IGNORECASE,
)
"""The same before it: a season, "once finished"."""
_STATE_BEFORE = re.compile(r"(?:^|[.;]\s+)(?:[A-Z][a-z]+ly\s+)?(?P<done>[A-Za-z]{2,}(?:ed|ilt|awn))\s[^,;]{2,60},\s")
"""The same as the state in which it is so: "tuned for racing"."""
_PLACING = stems_of(PLACING)


_PARTICIPLE = re.compile(rf"^(?:[a-z]{{2,}}ed|{'|'.join(form for form in IRREGULAR_FORMS if not form.endswith('s'))})$")
"""A verb that tells what happened."""

_DONE_BESIDE = re.compile(r"(?P<verb>[a-z]+)\s+(?:in|on|by|at|from|since)\s+(?:the\s+|early\s+|late\s+)?$")
_HAS_HAD = re.compile(r"\b(?:has|have)\s+had\b")


def is_past(word: str) -> bool:
    """Whether a word is a verb in a form of the past, as far as its form tells."""
    return bool(_PARTICIPLE.match(word))


def other_occasion(pair: Pair) -> str | None:
    """What in the sentence gives its figure another time than the claim's; None when nothing is seen to."""
    return next((found for rule in _RULES if (found := rule(pair))), None)


def _so_far(pair: Pair) -> str | None:
    """ "By the end of 2021 it had produced 2,400 since it opened" for "produced 2,400 in 2021"."""
    if not _PERIOD.search(pair.claim) or _SO_FAR.search(pair.claim):
        return None
    found = _SO_FAR.search(pair.clause)
    return found.group() if found else None


def _other_date(pair: Pair) -> str | None:
    """ "6.9 million in 2019 and 7.4 million in 2020" for "7.4 million in 2019"; "after 2018" for "in 2018". A later
    figure of what is held to be true now is how such a claim becomes stale."""
    if pair.kind == "date" or pair.standing:
        return None
    return next((found for named in _NAMED_TIMES if (found := _other_time(pair, named))), None)


def _other_time(pair: Pair, named: re.Pattern[str]) -> str | None:
    if named.search(pair.claim[pair.claim_start : pair.claim_end]):
        return None
    ours = _times_beside(named, pair.claim, pair.claim_start, pair.claim_end)
    theirs = _times_beside(named, pair.sentence, pair.start, pair.end)
    if len(ours) != 1 or not theirs or _MOVED.search(pair.claim, 0, ours[0].start()):
        return None
    same = [each for each in theirs if each.group() == ours[0].group()]
    if not same:
        return theirs[0].group()
    moved = [_MOVED.search(pair.sentence, 0, each.start()) for each in same]
    return f"{moved[0].group()}{same[0].group()}" if moved[0] and all(moved) else None


def _part_of_its_time(pair: Pair) -> str | None:
    """ "In the twelve months to June 2021" for "in 2021", "in June and July" for "in July"."""
    if pair.kind == "date":
        return None
    for named in (_YEAR, _MONTH, _WEEKDAY):
        for own in named.finditer(pair.claim):
            if pair.claim_start <= own.start() < pair.claim_end:
                continue
            same = [each for each in named.finditer(pair.sentence) if each.group() == own.group()]
            parts = [_part(pair.sentence, each) for each in same]
            if parts and all(any(term.stem not in pair.known for term in read_terms(part)) for part in parts):
                return f"{parts[0]}{own.group()}"
    return None


def _part(text: str, time: re.Match[str]) -> str:
    """The words that make a part or a longer time of a named one; empty when there are none."""
    found = _PART_OF_A_TIME.search(text, 0, time.start()) or _LONGER_TIME.match(text, time.end())
    return found.group() if found else ""


def _times_beside(named: re.Pattern[str], text: str, start: int, end: int) -> list[re.Match[str]]:
    """The times of a figure's clause; only the one right behind the figure, where one stands there."""
    low, high = clause_bounds(text, start, end)
    times = [each for each in named.finditer(text, low, high) if each.end() <= start or each.start() >= end]
    behind = next((each for each in times if each.start() >= end), None)
    if behind and not _NOT_BESIDE.search(text, end, behind.start()):
        return [behind]
    return [each for each in times if not _FULL_STOP.search(text, min(each.start(), end), max(each.start(), end))]


def _dated_elsewhere(pair: Pair) -> str | None:
    """ "The treaty, signed in 2005, was ratified by 61 states" for "ratified in 2005": another verb stands right before
    the date, or the date's own clause has another and no word of the claim."""
    if pair.kind != "date" or not pair.covered:
        return None
    here = [term for term in pair.theirs if pair.bounds[0] <= term.start < pair.bounds[1]]
    beside = _DONE_BESIDE.search(pair.lead)
    if beside and not pair.knows(beside["verb"]) and is_past(beside["verb"]):
        return beside.group().strip()
    own = [term for term in here if not pair.start <= term.start < pair.end and term.kind != "number"]
    if any(term.stem in pair.known for term in own):
        return None
    done = [term for term in own if term.end <= pair.start and is_past(term.surface)]
    return pair.clause.strip() if done else None


def _other_edition(pair: Pair) -> str | None:
    """ "In its ninth edition" for "in its tenth"."""
    ours = {(exact_stem_of(found["what"]), found["nth"].lower()) for found in _NUMBERED.finditer(pair.claim)}
    theirs = {
        (exact_stem_of(found["what"]), found["nth"].lower()): found.group() for found in _NUMBERED.finditer(pair.clause)
    }
    for what, nth in ours:
        others = [said for (head, _), said in theirs.items() if head == what]
        if what in _ORDINAL_HEADS and others and (what, nth) not in theirs and nth not in _DEICTIC:
            return others[0]
    return None


def _other_rate(pair: Pair) -> str | None:
    """ "12,000 on a Saturday" for "12,000 a month"."""
    found = _RATE.match(pair.claim, pair.claim_end)
    if found is None:
        return None
    unit = found["unit"].lower()
    said = rf"(?:\b(?:an?|per|each|every|one|the)\s+|/\s*){unit}\b|\b(?:{unit}ly|annual|annually|daily)\b"
    return None if re.search(said, f"{pair.sentence} {pair.above}", re.IGNORECASE) else f"not {found.group().strip()}"


def _other_phase(pair: Pair) -> str | None:
    """ "In its third week it played on 3,480 screens" says nothing of the opening."""
    if any(found["nth"].lower() in _DEICTIC for found in _NUMBERED.finditer(pair.claim)):
        return None
    found = pair.added(_PHASE, pair.clause)
    return None if found and _CALENDAR_PART.search(found) and not _TIMED.search(pair.claim) else found


def _other_span(pair: Pair) -> str | None:
    """ "Over three winters it was 41 percent" says nothing of the first winter."""
    if pair.kind in ("duration", "date", "age"):
        return None  # the span is what is claimed: another one speaks against it
    wanted, said = _spans(pair.claim), _spans(pair.sentence)
    if not wanted or not said or not wanted.isdisjoint(said):
        return None
    if {what for _, what in wanted}.isdisjoint(what for _, what in said):
        return None
    found = _SPAN.search(pair.sentence)
    return found.group() if found else None


def _spans(text: str) -> frozenset[tuple[str, str]]:
    """The counted spans of a text ("over three winters") by number and noun."""
    return frozenset(
        (" ".join(term.stem for term in read_terms(found["many"])) or found["many"].lower(), found["what"].lower())
        for found in _SPAN.finditer(text)
    )


def _ended(pair: Pair) -> str | None:
    """ "Employed 140 until it closed" for "employs 140", "has had 40" for "has 40"."""
    now, then = verb_before(pair.own_lead), verb_before(pair.lead)
    so_far = _HAS_HAD.search(pair.lead)
    if now == ("have", False) and so_far and not _HAS_HAD.search(pair.claim):
        return so_far.group()
    if now is None or then is None or now[0] != then[0] or now[1] or not then[1]:
        return None
    return pair.added(_END, pair.sentence)


def _in_a_case(pair: Pair) -> str | None:
    """ "18 hours a day while the bridge is repaired" for "18 hours a day"."""
    now = verb_before(pair.own_lead)
    if now is None or now[1] or pair.kind == "date":
        return None
    state = _STATE_BEFORE.search(pair.sentence, 0, pair.start)
    if state and exact_stem_of(state["done"]) not in _PLACING and not pair.knows(state["done"]):
        return state.group().strip(" ,.;")
    return pair.added(_CASE, pair.sentence) or pair.added(_CASE_BEFORE, pair.sentence[: pair.start])


_RULES: tuple[Callable[[Pair], str | None], ...] = (
    _so_far, _other_date, _dated_elsewhere, _part_of_its_time, _other_edition, _other_rate, _other_phase, _other_span,
    _ended, _in_a_case,
)  # fmt: skip
