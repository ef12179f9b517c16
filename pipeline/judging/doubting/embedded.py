"""Whether a sentence says in its own voice what the claim says: what stands over the clause of its figure.

What belongs here: the words by which a clause is put under another one (who says it, on what condition, what is said of
it as a whole), and which of them leave it asserted. What must never be here: words of the clause itself (accounting),
possibilities told by its own verb (modality), values.

English puts a clause under another in few ways: "X says that", "according to X", "if X", "“…” is an error", "Myth: …".
Under each of them only what is listed leaves it asserted: those who find out and keep record, and verbs of finding and
telling. An advertisement that promises it, a leaflet, a legend and an earlier version of the article leave it open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from pipeline.judging.doubting.roles import is_adverb
from pipeline.judging.doubting.standing import Pair
from pipeline.judging.wording.framing import is_framing
from pipeline.judging.wording.harmless import (
    ASSURING,
    AUTHORITIES,
    FINDING_VERBS,
    HARMLESS_WORDS,
    NEUTRAL_MODIFIERS,
    REPORTING_VERBS,
    SURVEYS,
    TIMES,
)
from pipeline.judging.wording.terms import CALENDAR_STEMS, Term, exact_stem_of, stems_of

_WORD = r"[^\W\d_][\w'’-]*"
_AUTHORITIES = stems_of(f"{AUTHORITIES} {SURVEYS}")
_TELLING = _AUTHORITIES | stems_of(" ".join((REPORTING_VERBS, ASSURING, HARMLESS_WORDS, NEUTRAL_MODIFIERS, TIMES)))
_FINDING = stems_of(FINDING_VERBS)
_SCHOLAR = re.compile(r"(?:ologist|graphist|mist|ographer|onomer|torian|cist|yst)s?$")
"""Endings of those who study something: economists, biologists, historians, physicists, analysts."""
_PART = re.compile(r"[;:]|[.!?](?=\s)")
_THAT = re.compile(r"\b(?:that|how)\s", re.IGNORECASE)
_ACCORDING = re.compile(
    r"\b(?:according\s+to|in\s+the\s+(?:words?|view|opinion|eyes|telling|estimation)\s+of)\s+"
    rf"(?P<who>(?:(?!(?:of|by|from|in|on|at|for|with|who|that|which|published|released|handed|issued)\b){_WORD}\s*){{1,8}})",
    re.IGNORECASE,
)
_SOME_ACCOUNTS = re.compile(
    r"\b(?:by|in|on|according\s+to)\s+(?:some|one|many|most|certain|older|early|other|various|(?:his|her|its|their)\s+own)\s+"
    r"(?:[^\W\d_]+\s+)?(?:accounts?|estimates?|reckonings?|counts?|measures?|versions?|sources?|tellings?|stories|story)\b",
    re.IGNORECASE,
)
"""One account among several."""
_TOLD_BY = re.compile(rf"\b{_WORD}\s+by\s+(?P<who>(?:{_WORD}\s+){{1,5}}?)to\s+(?:be|have)\b", re.IGNORECASE)
"""Who holds it to be so: "is thought by locals to be"."""
_CONDITION = re.compile(
    r"(?:^|[;,:]\s*|\b(?:and|but)\s+)(?P<how>if|unless|provided(?:\s+that)?|providing|assuming|supposing|should|in\s+case|"
    r"in\s+the\s+event|as\s+long\s+as|so\s+long\s+as|on\s+(?:the\s+)?condition|depending\s+on|"
    r"were\s+(?:the|it|they|he|she))\s+[^,;]{2,120},\s*(?:then\s+)?",
    re.IGNORECASE,
)
"""A condition before the clause that hangs on it."""
_CLAUSE_AS_SUBJECT = re.compile(r"(?:^|[.;:]\s+)(?:that|whether|how\s+many)\s", re.IGNORECASE)
_SAID_OF_IT = re.compile(
    r"[^.;]*?\b(?:is|was|has\s+been|remains?|became|seems?|sounds?|turned\s+out|proved)\s+(?P<what>[^.;]+)",
    re.IGNORECASE,
)
_QUOTATION = re.compile(r"[\"“](?P<said>[^\"“”]{8,})[\"”]")
_LABEL = re.compile(rf"\s*(?P<label>{_WORD}(?:\s+{_WORD}){{0,3}}):\s")
_STATUS = stems_of(
    "correction erratum retraction clarification myth rumour rumor claim allegation fiction legend hoax fake false "
    "wrong untrue lie error forecast prediction projection outlook scenario target goal plan proposal promise pledge "
    "offer hypothesis assumption joke satire quiz riddle opinion"
)
"""What a statement may be other than a fact; any other label only tells what it is about."""


def embedded(pair: Pair) -> str | None:
    """The words over the clause of the figure that leave open whether it is so; None when none are seen."""
    return next((found for rule in _RULES if (found := rule(pair))), None)


def _under_a_verb(pair: Pair) -> str | None:
    """ "The advertisement promises that the drug cures 95 percent" for "the drug cures 95 percent"."""
    low = _part_start(pair)
    for found in _THAT.finditer(pair.sentence, low, pair.start):
        over = [term for term in pair.theirs if low <= term.start < found.start()]
        if not over or any(term.stem in pair.known and term.kind != "number" for term in over):
            return None  # the claim's own words: what follows tells of one of them
        if exact_stem_of(over[-1].surface) not in _FINDING and _untold(pair, over):
            return pair.sentence[over[0].start : found.end()]
    return None


def _by_whom(pair: Pair) -> str | None:
    """ "According to a leaflet"."""
    some = _SOME_ACCOUNTS.search(pair.sentence)
    if some and not _SOME_ACCOUNTS.search(pair.claim):
        return some.group()
    for found in (*_ACCORDING.finditer(pair.sentence), *_TOLD_BY.finditer(pair.sentence, 0, pair.start)):
        named = [term for term in pair.theirs if found.start("who") <= term.start < found.end("who")]
        if named and not any(_is_authority(term) or term.stem in pair.known for term in named):
            return found.group()
    return None


def _on_condition(pair: Pair) -> str | None:
    """ "If Congress approves it, the tariff raises prices by 7 percent"."""
    found = _CONDITION.search(pair.sentence, _part_start(pair), pair.start)
    if found is None or re.search(rf"\b{re.escape(found['how'])}\b", pair.claim, re.IGNORECASE):
        return None
    return found.group().strip(" ,")


def _as_a_subject(pair: Pair) -> str | None:
    """ "That sharks kill 500 people a year is a legend"."""
    low = _part_start(pair)
    opening = _CLAUSE_AS_SUBJECT.match(pair.sentence, low) or _CLAUSE_AS_SUBJECT.search(pair.sentence, low, pair.start)
    said = _SAID_OF_IT.match(pair.sentence, pair.end) if opening and opening.start() <= low + 2 else None
    if said is None:
        return None
    over = [term for term in pair.theirs if said.start("what") <= term.start < said.end("what")]
    strange = _untold(pair, [term for term in over if term.stem not in pair.known])
    return said["what"] if strange else None


def _in_quotation_marks(pair: Pair) -> str | None:
    """ "“Sharks kill 500 people a year” is the oldest error of all"."""
    for found in _QUOTATION.finditer(pair.sentence):
        if not (found.start() < pair.start and pair.end < found.end()):
            continue
        inside = {term.stem for term in pair.theirs if found.start() < term.start < found.end()}
        if not {term.stem for term in pair.ours if term.kind != "number"} <= inside:
            return None
        outside = [term for term in pair.theirs if not found.start() < term.start < found.end()]
        strange = _untold(pair, outside)
        return strange.surface if strange else None
    return None


def _under_a_label(pair: Pair) -> str | None:
    """ "Correction: the festival drew 85,000 visitors"."""
    found = _LABEL.match(pair.sentence, 0, pair.start)
    if found is None:
        return None
    label = [term for term in pair.theirs if term.start < found.end("label")]
    behind = {term.stem for term in pair.theirs if term.start >= found.end()}
    if any(term.stem in pair.known for term in label):
        return None
    if not pair.own_lead.strip() or not {term.stem for term in pair.ours if term.kind != "number"} <= behind:
        return None
    return found["label"] if any(exact_stem_of(term.surface) in _STATUS for term in label) else None


def _part_start(pair: Pair) -> int:
    """Where the part of the sentence begins that semicolons and colons cut out."""
    return max((found.end() for found in _PART.finditer(pair.sentence, 0, pair.start)), default=0)


def _untold(pair: Pair, over: Iterable[Term]) -> Term | None:
    """The first of some words over a clause that may leave it open."""
    return next((term for term in over if not _asserts(pair, term)), None)


def _asserts(pair: Pair, term: Term) -> bool:
    plain = term.surface.lower()
    return (
        term.kind != "word"
        or _is_authority(term)
        or term.stem in CALENDAR_STEMS
        or not _TELLING.isdisjoint((term.stem, exact_stem_of(plain)))
        or is_adverb(plain)
        or plain.endswith(("'s", "’s"))
        or is_framing(pair.sentence, term.start)
        or _stands_before_a_name(pair, term)
    )


def _stands_before_a_name(pair: Pair, term: Term) -> bool:
    """Whether a word only says who bears the name behind it, or which body it is: "transport ministry"."""
    behind = next((each for each in pair.theirs if each.start > term.start), None)
    beside = behind is not None and pair.sentence[term.end : behind.start] == " "
    return bool(beside and behind and (behind.kind == "name" or _is_authority(behind)))


def _is_authority(term: Term) -> bool:
    plain = term.surface.lower()
    return term.kind == "name" or exact_stem_of(plain) in _AUTHORITIES or bool(_SCHOLAR.search(plain))


_RULES: tuple[Callable[[Pair], str | None], ...] = (
    _under_a_verb, _by_whom, _on_condition, _as_a_subject, _in_quotation_marks, _under_a_label,
)  # fmt: skip
