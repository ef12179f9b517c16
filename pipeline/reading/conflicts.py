"""Mentions of one manuscript that cannot both be right.

What belongs here: which pairs are compared, when two figures are in tension, and the sentence that names both. What
must never be here: evidence from outside the manuscript.

Precision comes first: a pair is a conflict only when something positive ties the two figures to one thing at one time,
and no word tells them apart.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.model import Chapter, Conflict, Mention
from pipeline.reading.arithmetic import reckoned_wrongly
from pipeline.reading.events import dates_in_tension
from pipeline.reading.identity import short_digest
from pipeline.reading.lifetimes import lived_wrongly
from pipeline.reading.phrases import is_fragment
from pipeline.reading.pointing import pointed_back_wrongly
from pipeline.reading.restatements import comparable, compatible, qualities_agree, restates, same_time
from pipeline.reading.scanning import scan, stem
from pipeline.reading.topics import Topic, names, topic_of
from pipeline.reading.verbs import is_verb
from pipeline.reading.words import COMMON_HEADS, CONTRASTS, DETERMINERS, HOLDING, NEUTRAL_OWNERS

_REMEMBERED = 40
_NEAR_FACTOR = 2.5
_BEFORE, _AFTER = 60, 24
_NAMED_NEAR = 200
_WORD = re.compile(r"[^\W\d_]+")
_VAGUE = re.compile(r"\b(?:dozens|scores|hundreds|thousands|millions|billions|several|few|couple)\b", re.IGNORECASE)
_JOINED = re.compile(r"[-‑]([^\W\d_]+)")
_REACH = 6
_POWERS = (10.0, 100.0, 1e3, 1e6, 1e9)
_POINTS_BACK = re.compile(r"\b(?:those|these|that|the same)\s*$", re.IGNORECASE)
_SCORE = re.compile(r"\d[-–]\||\|[-–]\d")
_SMALL = 12
"""Counts up to here are told of many things; only the same owner and the same verb make two of them one."""
_WHOLE = {"itself", "themselves", "whole", "entire", "overall", "altogether"}
_MEASURED = {"duration", "money", "measure", "age"}


@dataclass(frozen=True, slots=True)
class _Fact:
    """One mention that can be in conflict, with what its sentence says of it; `introduced` are the names that stand
    shortly before it: "the town" may be any of them."""

    mention: Mention
    topic: Topic
    contrasts: frozenset[str]
    in_heading: bool
    introduced: frozenset[str]

    @property
    def figure(self) -> float:
        """The number that the text names, whatever its bound."""
        mention = self.mention
        found = mention.value if mention.value is not None else mention.low if mention.low is not None else mention.high
        return found or 0.0


def find_conflicts(chapter: Chapter, mentions: Sequence[Mention]) -> list[Conflict]:
    """Pairs of mentions in tension, in reading order: a heading against its section, one fact told in two ways, parts
    that do not add up to their total. Linear in the number of mentions."""
    facts = list(_facts(chapter, mentions))
    by_section: dict[str | None, list[_Fact]] = defaultdict(list)
    for fact in facts:
        by_section[fact.mention.section].append(fact)
    found: dict[tuple[str, str], Conflict] = {}
    for first, second, why in (*_against_headings(facts, by_section), *_retold(facts), *_scale_slips(facts)):
        pair = (first.mention.mention_id, second.mention.mention_id)
        found.setdefault(pair, _conflict(first.mention, second.mention, why))
    asserted = [mention for mention in mentions if mention.checkable]
    rules = (reckoned_wrongly, lived_wrongly, pointed_back_wrongly)
    for one, other, why in (tension for rule in rules for tension in rule(chapter.text, asserted)):
        found.setdefault((one.mention_id, other.mention_id), _conflict(one, other, why))
    for one, other in dates_in_tension(mentions):
        found.setdefault((one.mention_id, other.mention_id), _conflict(one, other, "two dates of one event"))
    place = {mention.mention_id: order for order, mention in enumerate(mentions)}
    return sorted(found.values(), key=lambda row: (place[row.mention_a], place[row.mention_b]))


def _facts(chapter: Chapter, mentions: Sequence[Mention]) -> Iterator[_Fact]:
    headings = [(block.start, block.end) for block in chapter.blocks if block.kind in ("title", "heading")]
    dates: dict[str, list[str]] = defaultdict(list)
    for mention in mentions:
        if mention.kind == "date":
            dates[mention.sentence].append(mention.quote)
    position = 0
    for mention in mentions:
        while position < len(headings) and headings[position][1] <= mention.start_char:
            position += 1
        if not mention.checkable or mention.kind in ("comparison", "other", "ordinal", "date"):
            continue
        if _is_record(mention.sentence) or _SCORE.search(f"{mention.prefix[-2:]}|{mention.suffix[:2]}"):
            continue
        if _VAGUE.search(mention.quote) and not any(sign.isdigit() for sign in mention.quote):
            continue
        inside = position < len(headings) and headings[position][0] <= mention.start_char
        before = names(chapter.text[max(0, mention.start_char - _NAMED_NEAR) : mention.start_char])
        yield _Fact(mention, topic_of(mention), _contrasts(mention, dates[mention.sentence]), inside, before)


@lru_cache(maxsize=4096)
def _is_record(sentence: str) -> bool:
    """Whether a line names its figure by a label, as a list does ("Mortality rate - male: 9.9"); only its labels say of
    what each figure is."""
    return ":" in sentence and is_fragment(sentence)


def _contrasts(mention: Mention, dates: Sequence[str]) -> frozenset[str]:
    """The words near a figure that tell it apart from a like one; those of a date ("forty years later") do not."""
    at = max(0, mention.sentence.find(mention.quote))
    near = mention.sentence[max(0, at - _BEFORE) : at + len(mention.quote) + _AFTER]
    for date in (*dates, mention.quote):
        near = near.replace(date, " ")
    return frozenset(word.lower() for word in _WORD.findall(near)) & CONTRASTS


def _against_headings(
    facts: Sequence[_Fact], by_section: dict[str | None, list[_Fact]]
) -> Iterator[tuple[_Fact, _Fact, str]]:
    """A heading's figure that its section tells differently, and nowhere as it stands."""
    for heading in facts:
        if not heading.in_heading:
            continue
        noun = _counted_in_heading(heading)
        body = [
            fact
            for fact in by_section[heading.mention.section]
            if not fact.in_heading
            and comparable(heading.mention, fact.mention)
            and (noun is None or fact.topic.head == noun)
        ]
        if any(compatible(heading.mention, fact.mention) for fact in body):
            continue
        told = next((fact for fact in body if _tells_otherwise(heading, fact)), None)
        if told is not None:
            yield heading, told, "the heading and the text under it"


def _counted_in_heading(heading: _Fact) -> str | None:
    """The noun that a heading counts: "boat" of "The Thirty-Boat Harbour"; None for what is measured, not counted."""
    if heading.mention.kind != "count":
        return None
    joined = _JOINED.match(heading.mention.suffix)
    return stem(joined.group(1)) if joined else heading.topic.head


def _tells_otherwise(heading: _Fact, fact: _Fact) -> bool:
    """Whether a figure under a heading speaks of what the heading's figure speaks of. The nouns of counts are the same
    already; what else ties them is a power of ten between like digits, or the thing by name."""
    if heading.mention.kind != "count":
        return (_other_scale(heading, fact) and _of_one_thing(heading, fact)) or _same_thing_by_name(heading, fact)
    if fact.contrasts or not _qualities_of_one(heading, fact):
        return False
    whole = heading.topic.head in fact.topic.owner or _is_near(heading, fact) or _other_scale(heading, fact)
    return whole and (fact.figure > heading.figure or _holds(fact))


def _qualities_of_one(heading: _Fact, fact: _Fact) -> bool:
    return bool(_JOINED.match(heading.mention.suffix)) or qualities_agree(heading.topic, fact.topic)


def _holds(fact: _Fact) -> bool:
    """Whether a sentence says how many there are in all; of a smaller number elsewhere, a part may be meant."""
    before = fact.mention.sentence[: max(0, fact.mention.sentence.find(fact.mention.quote))]
    return any(word.lower() in HOLDING for word in _WORD.findall(before)[-_REACH:])


def _other_scale(first: _Fact, second: _Fact) -> bool:
    """Twenty dollars and twenty cents, two million and two billion: the same digits, a power of ten apart."""
    one, other = abs(first.figure), abs(second.figure)
    if not one or not other:
        return False
    ratio = max(one, other) / min(one, other)
    return any(abs(ratio / power - 1) < 1e-9 for power in _POWERS)


def _of_one_thing(heading: _Fact, fact: _Fact) -> bool:
    """Whether a measured figure is of the heading's thing: named there, or its cost in a text about that price."""
    if heading.topic.head is not None and heading.topic.head in fact.topic.context:
        return True
    return heading.mention.kind == "money" and fact.topic.aspect == "cost"


def _same_thing_by_name(heading: _Fact, fact: _Fact) -> bool:
    """Whether a measured figure is of the thing that a heading names: near it, or the same aspect ("The Nine-Hour
    Blackout", "the blackout lasted thirty-one hours")."""
    thing = heading.topic.head
    if thing is None or thing not in (fact.topic.head, *fact.topic.owner):
        return False
    one_aspect = heading.topic.aspect is not None and heading.topic.aspect == fact.topic.aspect
    return _is_near(heading, fact) or (one_aspect and not fact.contrasts)


def _retold(facts: Sequence[_Fact]) -> Iterator[tuple[_Fact, _Fact, str]]:
    """One fact told twice with figures that differ."""
    heads = Counter(fact.topic.head for fact in facts if fact.mention.kind == "count")
    by_sort: dict[tuple[object, ...], list[_Fact]] = defaultdict(list)
    for fact in facts:
        mention = fact.mention
        sort = (mention.kind, mention.unit, fact.topic.head)
        if fact.topic.head is None or fact.in_heading:
            continue
        earlier = by_sort[sort]
        if not any(_agree(other, fact) for other in earlier[-_REMEMBERED:]):
            told = next((other for other in reversed(earlier[-_REMEMBERED:]) if _in_tension(other, fact, heads)), None)
            if told is not None:
                yield told, fact, "both"
        earlier.append(fact)


def _agree(first: _Fact, second: _Fact) -> bool:
    return comparable(first.mention, second.mention) and restates(first.mention, second.mention)


def _in_tension(first: _Fact, second: _Fact, heads: Counter[str | None]) -> bool:
    one, other = first.mention, second.mention
    if one.sentence == other.sentence or not comparable(one, other) or compatible(one, other):
        return False
    if not same_time(one, other) or not _is_near(first, second) or not qualities_agree(first.topic, second.topic):
        return False
    if first.contrasts | second.contrasts or (first.topic.fragment and second.topic.fragment):
        return False
    if not (_named_before(second.topic, first) or _speaks_of_the_whole(second)):
        return False
    if first.topic.names and second.topic.names and not first.topic.names & second.topic.names:
        return False
    if one.kind in _MEASURED:
        return first.topic.aspect is not None and first.topic.aspect == second.topic.aspect
    return _is_tied(first, second, heads)


def _named_before(later: Topic, fact: _Fact) -> bool:
    """Whether the later place names its thing with words of the earlier one: "the rowing club", then "the club"; a
    quality that is new ("the return flight") makes it another thing."""
    earlier, owner = fact.topic, later.owner & later.context
    said = later.near if owner & NEUTRAL_OWNERS else later.near | owner
    return said <= earlier.near | earlier.owner | earlier.context | fact.introduced


def _speaks_of_the_whole(fact: _Fact) -> bool:
    """Whether a sentence returns to the thing as a whole: "the campaign itself", "in all"."""
    return not _WHOLE.isdisjoint(word.lower() for word in _WORD.findall(fact.mention.sentence))


def _is_near(first: _Fact, second: _Fact) -> bool:
    """Whether two figures are near enough to be meant as one; what differs more counts different things."""
    one, other = abs(first.figure), abs(second.figure)
    return bool(one) and bool(other) and max(one, other) / min(one, other) <= _NEAR_FACTOR


def _is_tied(first: _Fact, second: _Fact, heads: Counter[str | None]) -> bool:
    """Whether something beyond the counted noun ties two counts or shares to one thing: a name, the owner, words of
    the sentence; or the noun is counted nowhere else in the chapter."""
    if not _verbs_agree(first.mention, second.mention):
        return False
    if max(first.figure, second.figure) <= _SMALL and not _is_one_small_count(first, second):
        return False
    topic, other = first.topic, second.topic
    shared = (topic.context & other.context) - {topic.head}
    if first.mention.kind in ("percent", "ratio"):
        return bool(topic.owner & other.owner) and len(shared) >= 3 and topic.owner >= other.owner
    about, others = (topic.owner | topic.near) - {topic.head}, (other.owner | other.near) - {other.head}
    if topic.names & other.names or about & others:
        return len(shared) >= 1 and (topic.head not in COMMON_HEADS or len(shared) >= 2)
    agree = _owners_agree(topic, other) or other.owner <= first.introduced
    if topic.head in COMMON_HEADS or topic.near != other.near or not agree:
        return False
    named_time = first.mention.as_of is not None and first.mention.as_of == second.mention.as_of
    return heads[topic.head] == 2 or named_time


def _is_one_small_count(first: _Fact, second: _Fact) -> bool:
    one, other = _verb(first.mention), _verb(second.mention)
    held = one is not None and other is not None and (one == other or (one in HOLDING and other in HOLDING))
    return held and bool(first.topic.owner & second.topic.owner)


def _verbs_agree(first: Mention, second: Mention) -> bool:
    """Whether what is done with two counts lets them be one: "has 12 schools" and "closed 7 schools" are two facts."""
    one, other = _verb(first), _verb(second)
    return one is None or other is None or one == other or (one in HOLDING and other in HOLDING)


def _verb(mention: Mention) -> str | None:
    """The verb right before a figure, articles and the like aside; None when something else stands there."""
    words = scan(mention.sentence[: max(0, mention.sentence.find(mention.quote))])
    while words and words[-1].lower in DETERMINERS | {"only", "about", "some", "already", "now"}:
        words.pop()
    return words[-1].lower if words and is_verb(words, len(words) - 1) else None


def _owners_agree(topic: Topic, other: Topic) -> bool:
    """Whether nobody else is spoken of: one owner is missing, or only tells the figure (a report, a crowd)."""
    return not topic.owner or not other.owner or bool((topic.owner | other.owner) & NEUTRAL_OWNERS)


def _scale_slips(facts: Sequence[_Fact]) -> Iterator[tuple[_Fact, _Fact, str]]:
    """One sum told at two scales: "$700 million", then "those seven hundred billion dollars"."""
    earlier: list[_Fact] = []
    for fact in facts:
        if fact.mention.kind != "money" or fact.mention.comparator not in ("eq", "approx"):
            continue
        told = next((other for other in reversed(earlier[-_REMEMBERED:]) if _is_scale_slip(other, fact)), None)
        if told is not None:
            yield told, fact, "both"
        earlier.append(fact)


def _is_scale_slip(first: _Fact, second: _Fact) -> bool:
    one, other = first.mention, second.mention
    if one.unit != other.unit or not one.value or not other.value or not same_time(one, other):
        return False
    ratio = max(one.value, other.value) / min(one.value, other.value)
    if not any(abs(ratio / power - 1) < 1e-9 for power in (1e3, 1e6)):
        return False
    if _POINTS_BACK.search(other.prefix):
        return one.section == other.section
    things = first.topic.near | first.topic.owner | {first.topic.head}
    others = second.topic.near | second.topic.owner | {second.topic.head}
    names_agree = not (first.topic.names and second.topic.names) or bool(first.topic.names & second.topic.names)
    return bool((things & others) - {None}) and names_agree and first.contrasts == second.contrasts


def _conflict(first: Mention, second: Mention, why: str) -> Conflict:
    ways = {"both": "Two places that speak of the same thing"}.get(why, why[:1].upper() + why[1:])
    return Conflict(
        conflict_id=f"{first.chapter_id}.conflict-{short_digest(first.mention_id, second.mention_id)}",
        mention_a=first.mention_id,
        mention_b=second.mention_id,
        explanation=(
            f"{ways} cannot both be right: “{first.quote}” in “{_short(first.sentence)}”, "
            f"and “{second.quote}” in “{_short(second.sentence)}”."
        ),
    )


def _short(sentence: str) -> str:
    words = " ".join(sentence.split())
    return words if len(words) <= 160 else f"{words[:157].rsplit(' ', 1)[0]} …"
