"""Mentions of one manuscript that cannot both be right.

What belongs here: which pairs are compared, and the sentence that names both. What must never be here: evidence from
outside the manuscript.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.model import Chapter, Conflict, Mention
from pipeline.reading.identity import short_digest
from pipeline.reading.restatements import Topic, comparable, compatible, same_time, same_topic, topic_of

_REMEMBERED = 60


def find_conflicts(chapter: Chapter, mentions: Sequence[Mention]) -> list[Conflict]:
    """Pairs of mentions in tension, in reading order: a heading against its section, one fact told in two ways."""
    facts = [mention for mention in mentions if mention.checkable and mention.kind not in ("comparison", "other")]
    headings = {(block.start, block.end) for block in chapter.blocks if block.kind in ("title", "heading")}
    spans = sorted(headings)
    titled = [mention for mention in facts if any(low <= mention.start_char < high for low, high in spans)]
    found = [*_against_headings(titled, facts), *_retold_differently(facts)]
    return [_conflict(first, second) for first, second in dict.fromkeys(found)]


def _against_headings(titled: Sequence[Mention], facts: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """A heading's figure that its section repeats in another unit or scale, and nowhere as it stands."""
    by_section: dict[str | None, list[Mention]] = defaultdict(list)
    for mention in facts:
        by_section[mention.section].append(mention)
    for heading in titled:
        body = [
            mention
            for mention in by_section[heading.section]
            if mention is not heading and mention.start_char > heading.start_char and comparable(heading, mention)
        ]
        if heading.kind == "date" or any(compatible(heading, mention) for mention in body):
            continue
        twisted = next((mention for mention in body if _same_figure_other_scale(heading, mention)), None)
        if twisted is not None:
            yield heading, twisted


def _same_figure_other_scale(first: Mention, second: Mention) -> bool:
    """Twenty dollars and twenty cents, two million and two billion: the same digits, a power of ten apart."""
    if not first.value or not second.value or first.value == second.value:
        return False
    ratio = max(first.value, second.value) / min(first.value, second.value)
    return any(abs(ratio / power - 1) < 1e-9 for power in (10.0, 100.0, 1e3, 1e6, 1e9))


def _retold_differently(facts: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    by_sort: dict[tuple[object, ...], list[tuple[Mention, Topic]]] = defaultdict(list)
    for mention in facts:
        if mention.kind == "date":
            continue
        topic = topic_of(mention)
        sort = (mention.kind, mention.unit, topic.head)
        for other, its in by_sort[sort][-_REMEMBERED:]:
            if (
                other.sentence != mention.sentence
                and comparable(other, mention)
                and not compatible(other, mention)
                and same_time(other, mention)
                and same_topic(other, its, mention, topic)
            ):
                yield other, mention
                break
        by_sort[sort].append((mention, topic))


def _conflict(first: Mention, second: Mention) -> Conflict:
    return Conflict(
        conflict_id=f"{first.chapter_id}.conflict-{short_digest(first.mention_id, second.mention_id)}",
        mention_a=first.mention_id,
        mention_b=second.mention_id,
        explanation=(
            f"“{first.quote}” in “{_short(first.sentence)}” and “{second.quote}” in “{_short(second.sentence)}” "
            f"speak of the same thing and cannot both be right."
        ),
    )


def _short(sentence: str) -> str:
    words = " ".join(sentence.split())
    return words if len(words) <= 160 else f"{words[:157].rsplit(' ', 1)[0]} …"
