"""Whether a figure is of the same whole: not of a part of it, of a wider one, or of another one.

What belongs here: rules over the words that narrow, widen or exchange what a figure is of, each with the words that
tell the difference. What must never be here: how a figure was arrived at (amounts), of whom it is (bearers), values.

A share of the women is no share of all, "voters under thirty" are not the voters, and a quarter of the fires is not a
quarter of the forest.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.judging.doubting.roles import is_adverb, is_verb
from pipeline.judging.doubting.standing import Pair
from pipeline.judging.wording.harmless import NEUTRAL_MODIFIERS
from pipeline.judging.wording.lexicon import IRREGULAR_FORMS, STOP_WORDS
from pipeline.judging.wording.terms import Term, exact_stem_of, read_terms, stems_of

_WORD = r"[^\W\d_][\w'’-]*"
_NEUTRAL = stems_of(NEUTRAL_MODIFIERS)
_DISTRIBUTED = re.compile(
    rf"\b(?:each|every|per(?!\s+cent))\s+(?:of\s+(?:the|its|their)\s+)?(?P<unit>{_WORD})", re.IGNORECASE
)
_TIMES = stems_of(
    "winter summer spring autumn year month week day hour minute second night season quarter time decade century annum "
    "one"
)
_AMONG = re.compile(
    rf"(?:^|[,;:(]\s*)(?:among(?:st)?|for|in\s+the\s+case\s+of)\s+(?:the\s+|those\s+)?(?P<who>{_WORD}(?:\s+{_WORD}){{0,4}}?)\s*,",
    re.IGNORECASE,
)
_OF_THOSE = re.compile(
    r"\b(?:among(?:st)?|of)\s+(?:all\s+)?(?:the\s+|those\s+|these\s+|its\s+|their\s+)?(?P<base>(?:[^\W\d_]+\s+){0,3}?)"
    r"(?:who|that|which|with|without|aged|older|younger|over|under|using)\s+(?P<rest>[^,.;:()]{2,80}?)\s*,?\s*$",
    re.IGNORECASE,
)
"""A part of a whole, told apart by what it does or is, right before its share: "of the readers who pay, 71 percent"."""
_THOSE_BEHIND = re.compile(
    r"(?:\s+(?:of\s+(?:the\s+)?)?[^\W\d_]+)?\s+among(?:st)?\s+(?P<rest>[^,.;:()]{3,60})|"
    r"\s+of\s+(?:the\s+|those\s+)?(?:[^\W\d_]+\s+){0,2}?(?:who|that)\s+(?P<does>[^\W\d_]+\s+[^\W\d_]+)",
    re.IGNORECASE,
)
"""The same behind the share: "11.2 percent among patients older than 70"."""
_LEFT_OUT = re.compile(
    r"\b(?:all\s+(?:but|except)|everyone\s+but|(?:a\s+)?(?:half|most|some|many|few|part|one|none|any|either|"
    r"(?:(?:one|two|three|a)\s+)?(?:third|quarter|fifth|tenth)s?)\s+of\s+(?:the|its|their|his|her|those|these))\s+"
    r"(?:(?:about|around|some|nearly|almost|more\s+than|over)\s+)?$",
    re.IGNORECASE,
)
"""Right before a figure: that it is the whole of which something else is told."""
_ONLY_THERE = re.compile(
    r"\bonly\s+(?:in|on|at|if|when|for|during|after|among|where|because|with)\b|\b(?:in|on|at|during|for)\s+(?:[^\W\d_]+\s+){1,3}only\b",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\b(?:in|on|at|from|by|with|during|for|among)\s+(?P<where>[^,;:.()]{1,40}?)\s+alone\b", re.IGNORECASE
)
_EACH_OF = re.compile(r"\b(?:each|every\s+one|either|neither)\s+of\b", re.IGNORECASE)
_EACH = re.compile(r"\b(?:each|every|per|either|neither)\b", re.IGNORECASE)
_QUANTIFIED = re.compile(
    r"\b(?:(?:some|many|most|few|several|half|(?:one|two|three|a)\s+(?:half|third|quarter|fifth|tenth)s?|"
    r"(?:a\s+)?(?:majority|minority|handful|fraction|part|portion|number|dozen|couple)|\d+(?:\.\d+)?\s*(?:%|percent|per\s+cent))"
    r"\s+of\s+(?:the\s+|its\s+|their\s+|all\s+)?|\b(?:some|many|most|few|several)\s+)$",
    re.IGNORECASE,
)
"""What makes a part of the noun behind it."""
_SHARE_OF = re.compile(
    r"\s*(?:percent\s+|per\s+cent\s+)?of\s+"
    r"(?:(?:all|the|its|their|his|her|our|total|every|any|those|these)\s+)*",
    re.IGNORECASE,
)
_GROUP_END = re.compile(r"[,.;:()]|\b(?:who|that|which|is|are|was|were|in|on|at|to|for|by|from|with)\b")
_COUNTED = re.compile(rf"\s+(?:(?:hundred|thousand|million|billion)\s+)?(?P<what>{_WORD})", re.IGNORECASE)
_AND_MORE = re.compile(
    rf"\s+(?:(?:hundred|thousand|million|billion)\s+)?{_WORD}(?P<more>(?:,\s+[a-z]+)*),?\s+(?:and|or)\s+(?:the\s+|their\s+|other\s+)?"
    r"(?P<last>[a-z]{3,})(?=\s*(?:$|[.,;:]|\b(?:in|on|at|from|for|with|were|was|are|is|of|to|a|per|each|every|during|since|by)\b))"
)
"""Behind a figure: more that it counts."""
_BASES = frozenset(IRREGULAR_FORMS.values())
_LISTED = re.compile(r"[,;:()]|\b(?:of|and|or)\b")
_OF_PRONOUN = re.compile(
    r"\s*(?:percent\s+|per\s+cent\s+)?of\s+(?:them|these|those|whom|which|it|this|that|us)\b", re.IGNORECASE
)
_OF_THEM = re.compile(r"\s*of\s+(?:them|these|those|whom|which)\b", re.IGNORECASE)
_OF_WHAT = re.compile(r"\s*of\s+(?:all\s+)?(?:the\s+|its\s+|their\s+)?(?P<base>[^\W\d_]+)", re.IGNORECASE)
_TWO_FATES = re.compile(
    r"\b(?P<one>[^\W\d_]+(?:ed|en|ead|ost|ing))\s+(?:or|and|and/or)\s+(?:(?:are|were|is|was|been|went|badly|seriously)\s+)?"
    r"(?P<other>[^\W\d_]+(?:ed|en|ead|ost|ing))\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:(?:most|many|some|half|few|several|none|one|two|three|nearly\s+all|almost\s+all|a\s+(?:third|quarter|majority|few|handful)|"
    r"the\s+(?:majority|bulk|rest)|\d+(?:\s*%|\s+percent|\s+per\s+cent)?)\s+of\s+(?:them|whom|which|these|those)\b"
    r"|includ(?:ing|es?)|among\s+them|(?:mostly|mainly|chiefly|especially|particularly|primarily|notably|largely)\b)",
    re.IGNORECASE,
)
"""Behind a figure: that what follows is said of some of what it counts."""
_REACH = 80
"""Characters behind a figure within which it is told what became of what it counts."""
_WIDER = re.compile(
    r"\b(?:across|throughout|over|in|of|for)\s+(?:the|all|all\s+the)\s+(?:[\w’'-]+\s+){0,4}?"
    r"(?:region|country|nation|world|continent|industry|sector|state|county|province|union|market|league|group)\b"
    r"|\b(?:across|in|over)\s+(?:all|both)\s+(?:[\w’'-]+\s+)?[^\W\d_]+s\b"
    r"|\b(?:nationwide|worldwide|globally|nationally|as a whole|all together|altogether)\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\b(?:in|at|on|of|from|for|near|within)\s+(?:the\s+)?(?:[a-z]+\s+)?[A-Z]")
"""A place in a claim."""
"""A whole of which the claim's subject is a part, as long as the claim does not name it too."""


def other_whole(pair: Pair) -> str | None:
    """What in the sentence makes its figure one of another whole; None when nothing is seen to."""
    return next((found for rule in _RULES if (found := rule(pair))), None)


def _distributed(pair: Pair) -> str | None:
    """ "Each person in the household uses" for "households use"."""
    found = _DISTRIBUTED.search(pair.clause)
    if found is None or pair.kind == "date" or _DISTRIBUTED.search(pair.claim):
        return None
    unit = exact_stem_of(found["unit"])
    return None if unit in _TIMES or pair.knows(found["unit"]) else found.group()


def _among(pair: Pair) -> str | None:
    """ "Among women, 38 percent of employees" for "38 percent of employees"."""
    low = max(pair.sentence.rfind(mark, 0, pair.start) for mark in ";:") + 1
    found = _AMONG.search(pair.sentence, low, pair.start)
    if found is None or not read_terms(found["who"].lower()) or pair.knows(found["who"]):
        return None
    return found.group().strip(" ,")


def _of_a_part(pair: Pair) -> str | None:
    """ "Of the readers who pay, 71 percent were content" says nothing of all readers."""
    if pair.kind not in ("percent", "ratio"):
        return None
    low = max(pair.sentence.rfind(mark, 0, pair.start) for mark in ";:.") + 1
    found = _OF_THOSE.search(pair.sentence, low, pair.start) or _THOSE_BEHIND.match(pair.sentence, pair.end)
    if found is None:
        return None
    groups = found.groupdict()
    rest = [term.stem for term in read_terms(groups.get("rest") or groups.get("does") or "") if term.kind != "name"]
    return found.group().strip(" ,") if rest and pair.known.isdisjoint(rest) else None


def _left_out(pair: Pair) -> str | None:
    """ "Froze in all but 12 winters" for "in 12 winters", "half of its 38 matches" for "38 matches"."""
    found = _LEFT_OUT.search(pair.sentence, 0, pair.start)
    return found.group().strip() if found and not _LEFT_OUT.search(pair.own_lead) else None


def _only_there(pair: Pair) -> str | None:
    """ "In December only" for at any time."""
    return pair.added(_ONLY_THERE, pair.sentence)


def _each_of(pair: Pair) -> str | None:
    """ "Each of the islands has 600" for "the islands have 600"."""
    found = _EACH_OF.search(pair.lead)
    return found.group() if found and not _EACH.search(pair.claim) else None


def _of_a_kind(pair: Pair) -> str | None:
    """ "One in 8 uninsured drivers was caught" for "one in 8 drivers was uninsured"."""
    mine = next((term for term in pair.ours if term.start >= pair.claim_end), None)
    first = next((term for term in pair.theirs if term.start >= pair.end), None)
    if pair.kind not in ("percent", "ratio") or mine is None or first is None or mine.stem == first.stem:
        return None
    group = _GROUP_END.split(pair.sentence[pair.end :])[0]
    stems = [term.stem for term in read_terms(group)]
    direct = _GROUP_END.split(pair.claim[pair.claim_end : mine.start])[0].strip() in ("", "of", "of the", "of all")
    moved = direct and mine.stem in stems[1:] and first.stem in pair.known
    return group.strip() if moved else None


def _counts_another(pair: Pair) -> str | None:
    """ "2.6 million doses for 1.9 million people" for "2.6 million people had a dose"."""
    mine, theirs = _counted(pair.claim, pair.claim_end), _counted(pair.sentence, pair.end)
    if mine is None or theirs is None or mine.stem == theirs.stem or theirs.stem not in pair.known:
        return None
    numbers = [term for term in pair.theirs if term.kind == "number" and not pair.start <= term.start < pair.end]
    beside = [_counted(pair.sentence, number.end) for number in numbers]
    if not any(each and each.stem == mine.stem for each in beside):
        return None
    return f"{pair.sentence[pair.start : pair.end]} {theirs.surface}"


def _counted(text: str, end: int) -> Term | None:
    """The word right behind a figure, past its scale ("million")."""
    found = _COUNTED.match(text, end)
    terms = read_terms(found["what"].lower()) if found else ()
    return terms[0] if terms and terms[0].kind == "word" else None


def _counts_more(pair: Pair) -> str | None:
    """ "2,200 passengers and crew" for "2,200 passengers"."""
    mine, theirs = _counted(pair.claim, pair.claim_end), _counted(pair.sentence, pair.end)
    if pair.kind != "count" or mine is None or theirs is None or mine.stem != theirs.stem:
        return None
    found = _AND_MORE.match(pair.sentence, pair.end)
    if found is None or pair.knows(found["last"]) or _AND_MORE.match(pair.claim, pair.claim_end):
        return None
    word = found["last"]
    verb = exact_stem_of(word) in _BASES or (not word.endswith("s") and is_verb(word))
    return None if verb or is_adverb(word) or word in STOP_WORDS else found.group().strip()


def _is_plural(term: Term) -> bool:
    return term.surface.lower().endswith("s") or term.stem in {"peopl", "woman", "man", "child"}


def _counts_a_kind(pair: Pair) -> str | None:
    """ "480 first-generation students" for "480 students"."""
    ours = [term for term in pair.ours if term.start >= pair.claim_end]
    theirs = [term for term in pair.theirs if term.start >= pair.end]
    if (
        pair.kind in ("date", "ordinal")
        or not ours
        or len(theirs) < 2
        or not pair.claim[pair.claim_end : ours[0].start].isspace()
    ):
        return None
    for at, term in enumerate(theirs[:4]):
        if term.stem == ours[0].stem:
            between = pair.sentence[pair.end : term.start]
            strange = [each for each in theirs[:at] if _narrows(pair, each)]
            return (
                between.strip() + " " + term.surface
                if strange and not re.search(r"[,;:()]|\b(?:of|and|or)\b", between)
                else None
            )
    return None


def _narrows(pair: Pair, term: Term) -> bool:
    plain = term.surface.lower()
    return (
        term.kind == "word"
        and term.stem not in pair.known
        and exact_stem_of(plain) not in _NEUTRAL
        and not plain.endswith("est")
        and not is_adverb(plain)
    )


def _quantified(pair: Pair) -> str | None:
    """ "A third of nurses work 46 hours" for "nurses work 46 hours"."""
    if not pair.ours or pair.ours[0].kind != "word":
        return None
    subject = pair.ours[0]
    places = [term for term in pair.theirs if term.stem == subject.stem and term.end <= pair.start]
    if not places or subject.end > pair.claim_start or _QUANTIFIED.search(pair.claim[: subject.start]):
        return None
    found = [_QUANTIFIED.search(pair.sentence, 0, place.start) for place in places]
    return f"{found[0].group()}{places[0].surface}".strip() if found[0] and all(found) else None


def _other_base(pair: Pair) -> str | None:
    """ "A quarter of the fires" for "a quarter of the forest"."""
    here, there = _SHARE_OF.match(pair.claim, pair.claim_end), _SHARE_OF.match(pair.sentence, pair.end)
    if (
        not here
        or not there
        or any(map(_OF_PRONOUN.match, (pair.claim[here.start() :], pair.sentence[there.start() :])))
    ):
        return None
    mine = _next_noun(pair.claim, here.end())
    theirs = _next_noun(pair.sentence, there.end())
    if mine is None or theirs is None or theirs.kind == "number":
        return None
    group = re.split(
        r"[,.;:()]|\b(?:who|that|which|is|are|was|were|in|on|at|to|for|by|from|with)\b", pair.sentence[there.end() :]
    )[0]
    stems = {term.stem for term in read_terms(group)} | {term.stem for term in read_terms(group.lower())}
    share = pair.kind in ("percent", "ratio")
    own = {term.stem for term in read_terms(_GROUP_END.split(pair.claim[here.end() :])[0].lower())}
    if share and mine.kind == theirs.kind == "word" and mine.stem not in stems and theirs.stem in pair.known - own:
        return f"of {group.strip()}"  # "64 percent of the women are teachers" for "of the teachers are women"
    if share and mine.stem in stems and mine.stem != theirs.stem and _narrows(pair, theirs):
        return f"of {group.strip()}"
    if mine.stem in stems or theirs.stem in pair.known or theirs.kind == "name":
        return _through(pair, mine)
    return f"of {group.strip()}"


def _next_noun(text: str, start: int) -> Term | None:
    found = read_terms(text[start : start + 80])
    return found[0] if found else None


def _through(pair: Pair, head: Term) -> str | None:
    """ "60 percent of exports to Asia go by sea" for "60 percent of exports go to Asia"."""
    place = next((term for term in pair.theirs if term.stem == head.stem and term.start >= pair.end), None)
    mine = next((term for term in pair.ours if term.stem == head.stem and term.start >= pair.claim_end), None)
    if place is None or mine is None:
        return None
    bound = re.compile(rf"\s+(?:to|from|by|for|against|without)\s+(?:the\s+)?(?P<whom>{_WORD})", re.IGNORECASE)
    found = bound.match(pair.sentence, place.end)
    return (
        pair.sentence[place.start : found.end()]
        if found and pair.knows(found["whom"]) and not bound.match(pair.claim, mine.end)
        else None
    )


def _other_referent(pair: Pair) -> str | None:
    """ "0.4 percent of the riders" says nothing of "0.4 percent of them", where they are samples."""
    if not _OF_THEM.match(pair.claim, pair.claim_end):
        return None
    found = _OF_WHAT.match(pair.sentence, pair.end)
    base = read_terms(found["base"].lower()) if found else ()
    if not base or base[0].stem in {term.stem for term in read_terms(pair.own_lead)}:
        return None
    return f"of {base[0].surface}"


def _wider(pair: Pair) -> str | None:
    """ "Across the region 340 wait" says nothing of one town in it."""
    if pair.kind == "date":
        return None
    found = _WIDER.search(pair.clause) or (_WIDER.match(pair.sentence) if pair.bounds[0] else None)
    if found is None:
        return None
    said = read_terms(found.group())
    placeless = pair.covered and not _WITHIN.search(pair.claim) and not pair.claim[:1].isdigit()
    if placeless and not any(term.stem in pair.known for term in said):
        return None  # the same subject in both, and the claim knows no place that is a part of a wider one
    return found.group() if found and said and said[-1].stem not in pair.known else None


def _aside(pair: Pair) -> str | None:
    """ "900 in the north, most of them in Delm" for "900 in Delm"."""
    found = _ASIDE.search(pair.sentence, pair.end)
    if found is None or _ASIDE.search(pair.claim):
        return None
    before = {term.stem for term in pair.theirs if term.start < found.start()}
    behind = {term.stem for term in pair.theirs if term.start >= found.end()}
    wanted = {term.stem for term in pair.ours if term.kind != "number"}
    return found.group() if (wanted & behind) - before - pair.overhead else None


def _alone(pair: Pair) -> str | None:
    """ "On the left bank alone" for everywhere."""
    found = _ALONE.search(pair.sentence)
    if found is None or re.search(r"\balone\b", pair.claim, re.IGNORECASE):
        return None
    said = read_terms(found["where"].lower())
    return found.group() if said and not all(term.stem in pair.known for term in said) else None


def two_fates(pair: Pair) -> str | None:
    """ "640 were closed or are threatened" does not say that 640 were closed."""
    for found in _TWO_FATES.finditer(pair.sentence, pair.end, pair.end + _REACH):
        said = [{term.stem for term in read_terms(found[name].lower())} for name in ("one", "other")]
        if all(said) and sum(not stems.isdisjoint(pair.known) for stems in said) == 1:
            return found.group()
    return None


def _enumerated(pair: Pair) -> str | None:
    """ "A bar on deck 3" for "3 decks"."""
    mine = next((term for term in pair.ours if term.start >= pair.claim_end), None)
    before = next((term for term in reversed(pair.theirs) if term.end <= pair.start), None)
    if mine is None or before is None or mine.stem != before.stem or not _is_plural(mine) or _is_plural(before):
        return None
    adjacent = pair.claim[pair.claim_end : mine.start].isspace() and pair.sentence[before.end : pair.start].isspace()
    return pair.sentence[before.start : pair.end] if adjacent else None


_RULES: tuple[Callable[[Pair], str | None], ...] = (
    _distributed, _among, _of_a_part, _counts_a_kind, _counts_more, _quantified, _other_base, _other_referent, _wider,
    _enumerated, _left_out, _counts_another, _only_there, _each_of, _of_a_kind, _aside, _alone,
)  # fmt: skip
