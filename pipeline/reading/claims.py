"""Mentions and the register -> claims: one per fact, the register wins.

What belongs here: which mention states which claim, and what a claim says. What must never be here: how likeness is
measured (`restatements`), how a quote is found (`anchoring`), file access.
"""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import Chapter, Claim, Conflict, Mention
from pipeline.reading.anchoring import Anchor, find_nearest, occurrences
from pipeline.reading.conflicts import find_conflicts
from pipeline.reading.grouping import group_restatements
from pipeline.reading.identity import Kept, carry_over
from pipeline.reading.orphans import lost_claims, orphan_mentions
from pipeline.reading.register_model import ClaimEntry, Register
from pipeline.reading.statements import Outline, found_claim, main_mention, quote_mention, registered_claim

_LONGEST = 400
"""Characters that no mention exceeds."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a set of chapters asserts. Every mention that states a claim carries its id."""

    mentions: list[Mention]
    claims: list[Claim]
    conflicts: list[Conflict]


def find_claims(
    chapters: Iterable[Chapter],
    mentions: Iterable[Mention],
    register: Register,
    *,
    previous: Sequence[Mention] = (),
    previous_claims: Sequence[Claim] = (),
    last_seen: dt.date | None = None,
) -> Claims:
    """The claims of `chapters`, those of the register first in each chapter, and the conflicts between mentions.

    A registered quote is anchored in its chapter and takes the mentions inside it; one that is no longer found stays as
    an orphan. Mentions that nobody registered become claims of their own, restatements of one fact sharing one.
    `previous` and `previous_claims` are those of the run before: what is found again keeps its ids, and what is not
    stays as an orphan, last seen on the day `last_seen`, until the register says to forget it.
    """
    previous = [*previous, *orphan_mentions(previous_claims)]
    by_chapter: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_chapter[mention.chapter_id].append(mention)
    found = Claims([], [], [])
    for chapter in chapters:
        kept = carry_over(by_chapter[chapter.chapter_id], previous)
        own, scores = _with_lasting_names(by_chapter[chapter.chapter_id], kept)
        stated = _ChapterClaims(chapter, own, register, previous, scores)
        found.mentions.extend(stated.mentions())
        found.claims.extend(_dated_orphans(stated.claims, previous_claims, last_seen))
        found.claims.extend(
            lost_claims(
                chapter,
                [claim for claim in previous_claims if claim.chapter_id == chapter.chapter_id],
                {claim.claim_id for claim in stated.claims},
                {kept_one.earlier.claim_id for kept_one in kept.values() if kept_one.earlier.claim_id},
                register.forgotten,
                last_seen,
            )
        )
        found.conflicts.extend(find_conflicts(chapter, stated.mentions()))
    return found


def _with_lasting_names(mentions: list[Mention], kept: Mapping[str, Kept]) -> tuple[list[Mention], dict[str, float]]:
    """The mentions under the names of those they were, and how surely each was found again."""
    if not kept:
        return mentions, {}
    reserved = {one.earlier.mention_id for one in kept.values()}
    renamed, scores = [], {}
    for mention in mentions:
        found = kept.get(mention.mention_id)
        name = found.earlier.mention_id if found else mention.mention_id
        if found is not None:
            scores[name] = found.score
        elif name in reserved:
            name = f"{name}-b"
        renamed.append(dataclasses.replace(mention, mention_id=name))
    return renamed, scores


def _dated_orphans(claims: list[Claim], previous: Sequence[Claim], last_seen: dt.date | None) -> list[Claim]:
    """Registered orphans with the day on which their quote was last seen."""
    earlier = {claim.claim_id: claim for claim in previous}
    dated = []
    for claim in claims:
        before = earlier.get(claim.claim_id)
        if claim.orphan and before is not None:
            claim = dataclasses.replace(claim, last_seen=before.last_seen if before.orphan else last_seen)
        dated.append(claim)
    return dated


class _ChapterClaims:
    """The claims of one chapter while they are put together."""

    def __init__(
        self,
        chapter: Chapter,
        mentions: list[Mention],
        register: Register,
        previous: Sequence[Mention],
        scores: Mapping[str, float],
    ) -> None:
        self.chapter = chapter
        self.outline = Outline(chapter)
        self.by_id = {mention.mention_id: mention for mention in mentions}
        self.order = [mention.mention_id for mention in mentions]
        self.starts = [mention.start_char for mention in mentions]
        self.claims: list[Claim] = []
        self.scores = scores
        self.earlier_claims = {mention.mention_id: mention.claim_id for mention in previous if mention.claim_id}
        self.registered = register.claims.keys()
        self._register_claims(register.claims_of(chapter.chapter_id))
        self._found_claims()

    def mentions(self) -> list[Mention]:
        """All mentions in reading order, with the claims that were given to them so far."""
        return sorted(self.by_id.values(), key=lambda mention: (mention.start_char, mention.end_char))

    def _register_claims(self, entries: Mapping[str, ClaimEntry]) -> None:
        """Anchored entries take their mentions, the shortest quote first: it speaks of its figure most directly."""
        places = {name: _place_of(self.chapter.text, entry) for name, entry in entries.items()}
        rows: dict[str, Claim] = {}
        for name in sorted(entries, key=lambda name: (len(entries[name].quote), name)):
            place = places[name]
            stated = self._state(name, entries[name], place) if place else None
            rows[name] = registered_claim(name, entries[name], self.chapter, self.outline, place, stated)
        self.claims.extend(rows[name] for name in entries)

    def _state(self, name: str, entry: ClaimEntry, place: Anchor) -> Mention:
        """The mention that states a registered claim: the figure inside its quote, or the quote itself."""
        inside = self._touching(place)
        free = [mention for mention in inside if mention.claim_id is None]
        head = main_mention(free, entry)
        if head is None:
            shared = main_mention([mention for mention in inside if mention.kind != "other"], entry)
            head = quote_mention(name, self.chapter, self.outline, place, shared)
        checkable = entry.checkable is not False
        reason = None if checkable else head.why_not_checkable or "the register says so"
        stated = dataclasses.replace(head, claim_id=name, checkable=checkable, why_not_checkable=reason)
        self.by_id[stated.mention_id] = stated
        return stated

    def _touching(self, place: Anchor) -> list[Mention]:
        """The mentions that a place overlaps, as they stand now; one begins at most `_LONGEST` before it."""
        first = bisect.bisect_left(self.starts, place.start - _LONGEST)
        last = bisect.bisect_left(self.starts, place.end)
        near = (self.by_id[name] for name in self.order[first:last])
        return [mention for mention in near if mention.end_char > place.start]

    def _found_claims(self) -> None:
        """Everything else that is a fact: joined to the claim it restates, or a claim of its own."""
        names = {claim.claim_id for claim in self.claims}
        for group in group_restatements([mention for mention in self.mentions() if mention.checkable]):
            owner = next((mention.claim_id for mention in group if mention.claim_id), None)
            if owner is None:
                owner = self._name(group[0], names)
                names.add(owner)
                score = max((self.scores.get(one.mention_id, 0.0) for one in group), default=0.0) or 1.0
                self.claims.append(found_claim(owner, group[0], self.chapter, self.outline, score))
            for mention in group:
                if mention.claim_id is None:
                    self.by_id[mention.mention_id] = dataclasses.replace(mention, claim_id=owner)

    def _name(self, head: Mention, names: set[str]) -> str:
        earlier = self.earlier_claims.get(head.mention_id)
        free = earlier is not None and earlier not in self.registered and earlier not in names
        name = str(earlier) if free else head.mention_id
        while name in names or name in self.registered:
            name = f"{name}-b"
        return name


def _place_of(text: str, entry: ClaimEntry) -> Anchor | None:
    """Where a registered quote stands: its nth occurrence, or the most similar passage."""
    starts = occurrences(text, entry.quote)
    if len(starts) >= entry.nth:
        start = starts[entry.nth - 1]
        return Anchor(start, start + len(entry.quote), 1.0, True)
    return find_nearest(text, entry.quote) if not starts else None
