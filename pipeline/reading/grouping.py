"""Restatements put together: mentions of one fact share one claim.

What belongs here: grouping the mentions of a chapter. What must never be here: what makes two mentions alike
(`restatements`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.model import Mention
from pipeline.reading.restatements import comparable, restates, same_time, same_topic
from pipeline.reading.topics import Topic, topic_of

_REMEMBERED = 40
"""Groups of one sort that a new mention is compared with; keeps the work linear in a long book."""
_SPEAKERS = 3
"""Members that speak for their group, beside the last one."""


def group_restatements(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions that state one fact, grouped; every mention is in exactly one group, in reading order."""
    groups: list[list[tuple[Mention, Topic]]] = []
    by_sort: dict[tuple[object, ...], list[list[tuple[Mention, Topic]]]] = defaultdict(list)
    for mention in mentions:
        topic = topic_of(mention)
        sort = (mention.chapter_id, mention.kind, mention.unit, topic.head if mention.kind == "count" else None)
        candidates = by_sort[sort][-_REMEMBERED:]
        home = next((group for group in reversed(candidates) if _belongs(mention, topic, group)), None)
        if home is None:
            home = []
            groups.append(home)
            by_sort[sort].append(home)
        home.append((mention, topic))
    return [[mention for mention, _ in group] for group in groups]


def _belongs(mention: Mention, topic: Topic, group: list[tuple[Mention, Topic]]) -> bool:
    claims = {member.claim_id for member, _ in group if member.claim_id} if mention.claim_id else set()
    if claims and mention.claim_id not in claims:
        return False
    return all(
        comparable(mention, other)
        and restates(mention, other)
        and same_time(mention, other)
        and same_topic(mention, topic, other, its)
        for other, its in (*group[:_SPEAKERS], *group[_SPEAKERS:][-1:])
    )
