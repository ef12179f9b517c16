"""What the looks at a source add up to on a given day: its newest readable version, and whether it is gone.

What belongs here: the history of snapshots per source, as far as it was known by a day. What must never be here:
claims, and the text of any payload.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.judging.deciding.today import Today
from pipeline.judging.policy import Policy
from pipeline.model import READABLE, REPLACES, Evidence, Snapshot


@dataclass(frozen=True, slots=True)
class SourceState:
    """One source as it was known on the day."""

    source_id: str
    payload: str | None
    """Digest of the newest readable payload; None when it was never read."""
    first_read: dt.date | None
    """Day of the first look that read that payload."""
    read_on: dt.date | None
    """Day of the newest look that read it, an unchanged answer included."""
    gone: bool
    """The newest conclusive look found that the source is gone."""
    last_read: dict[str, dt.date]
    """By payload, the day of the newest look that read it, an unchanged answer included."""
    last_outcome: str
    """What came of the newest look."""
    first_look: dt.date
    """Day of the first look, whatever came of it."""


@dataclass(frozen=True, slots=True)
class Looks:
    """All candidate sources of a claim as they were known on the day."""

    states: dict[str, SourceState]
    payload_of: dict[str, str]
    replaced: frozenset[tuple[str, str]] = frozenset()
    """Source and payload of versions that hold no longer, because a person corrected the day of a note."""

    def is_replaced(self, evidence: Evidence) -> bool:
        """Whether the passage stands in a version that was taken back."""
        return (evidence.source_id, self.version(evidence)) in self.replaced

    def still_says(self, evidence: Evidence) -> bool:
        """Whether the passage stands in the newest readable version of its source, which is not gone."""
        state = self.states.get(evidence.source_id)
        if state is None or state.payload is None:
            return True
        return not state.gone and self.version(evidence) == state.payload

    def is_gone(self, evidence: Evidence) -> bool:
        """Whether the passage's source is gone, the passage having stood in its last version."""
        state = self.states.get(evidence.source_id)
        return state is not None and state.gone and self.version(evidence) == state.payload

    def read_on(self, evidence: Evidence) -> dt.date:
        """Day of the newest look at the passage's source."""
        state = self.states.get(evidence.source_id)
        return evidence.fetched_at.date() if state is None or state.read_on is None else state.read_on

    def last_said_on(self, evidence: Evidence) -> dt.date:
        """Day of the newest look at which the passage's source, which no longer says it, still did."""
        state = self.states.get(evidence.source_id)
        first = evidence.fetched_at.date()
        return first if state is None else state.last_read.get(self.version(evidence), first)

    def ever_read(self) -> bool:
        """Whether any source was ever read."""
        return any(state.payload is not None for state in self.states.values())

    def version(self, evidence: Evidence) -> str:
        """The payload the passage was read from."""
        return evidence.payload_sha256 or self.payload_of.get(evidence.snapshot_id, evidence.snapshot_id)


def find_looks(snapshots: Iterable[Snapshot], policy: Policy, today: Today) -> Looks:
    """The state of every source after the looks of `today` and earlier days; later looks do not exist."""
    counting = [look for look in snapshots if _counts(look, policy) and today.has_come(look.fetched_at.date())]
    known, replaced = _without_replaced(sorted(counting, key=lambda look: (look.fetched_at, look.snapshot_id)))
    history: dict[str, list[Snapshot]] = {}
    for look in known:
        history.setdefault(look.source_id, []).append(look)
    payload_of: dict[str, str] = {}
    states = {source_id: _state(source_id, looks, payload_of) for source_id, looks in sorted(history.items())}
    return Looks(states, payload_of, replaced)


def _without_replaced(looks: Sequence[Snapshot]) -> tuple[list[Snapshot], frozenset[tuple[str, str]]]:
    """The looks that hold, and the versions that only looks taken back had."""
    names = {flag.removeprefix(REPLACES) for look in looks for flag in look.flags if flag.startswith(REPLACES)}
    if not names:
        return list(looks), frozenset()
    versions = {
        held: {
            (look.source_id, look.payload_sha256)
            for look in looks
            if look.payload_sha256 and (look.snapshot_id not in names) == held
        }
        for held in (True, False)
    }
    return [look for look in looks if look.snapshot_id not in names], frozenset(versions[False] - versions[True])


def _counts(look: Snapshot, policy: Policy) -> bool:
    return policy.transcripts or look.origin != "transcript"


def _state(source_id: str, looks: Sequence[Snapshot], payload_of: dict[str, str]) -> SourceState:
    payload: str | None = None
    first_read: dict[str, dt.date] = {}
    last_read: dict[str, dt.date] = {}
    gone = False
    for look in looks:
        if look.outcome in READABLE:
            unchanged = look.outcome == "not_modified" and look.payload_sha256 is None
            if unchanged and payload is None:
                continue
            payload = payload if unchanged else (look.payload_sha256 or look.snapshot_id)
            assert payload is not None
            payload_of[look.snapshot_id] = payload
            gone = False
            last_read[payload] = look.fetched_at.date()
            first_read.setdefault(payload, last_read[payload])
        elif look.outcome == "gone":
            gone = True
    since, read_on = (first_read[payload], last_read[payload]) if payload is not None else (None, None)
    first_look, last_outcome = looks[0].fetched_at.date(), looks[-1].outcome
    return SourceState(source_id, payload, since, read_on, gone, last_read, last_outcome, first_look)
