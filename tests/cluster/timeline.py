"""When the steps of a run began and ended, from Dagster's history.

What belongs here: reading the history. What must never be here: starting a run.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

import dagster as dg

_DIVIDED = re.compile(r"(?P<stage>\w+)\.\w+_\d+_of_\d+")


@dataclass(frozen=True, slots=True)
class Span:
    """One step, in seconds of the Unix clock."""

    step: str
    began: float
    ended: float

    @property
    def stage(self) -> str:
        """The assets whose work the step is a share of; empty for a step that is not divided."""
        found = _DIVIDED.fullmatch(self.step)
        return found["stage"] if found else ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The steps of one run."""

    spans: tuple[Span, ...]

    @property
    def divided(self) -> float:
        """Seconds in which divided stages ran: from the first step of each to its last, added up."""
        stages: dict[str, list[Span]] = defaultdict(list)
        for span in self.spans:
            if span.stage:
                stages[span.stage].append(span)
        return sum(max(one.ended for one in some) - min(one.began for one in some) for some in stages.values())

    @property
    def busy(self) -> float:
        """Seconds that the divided steps took, added up: as long as one worker alone would have been busy."""
        return sum(span.ended - span.began for span in self.spans if span.stage)

    @property
    def single(self) -> float:
        """Seconds that the other steps took, added up."""
        return sum(span.ended - span.began for span in self.spans if not span.stage)

    @property
    def began(self) -> float:
        """When the first step began, in seconds of the Unix clock."""
        return min((span.began for span in self.spans), default=0.0)

    @property
    def ended(self) -> float:
        """When the last step ended."""
        return max((span.ended for span in self.spans), default=0.0)

    def shares(self) -> str:
        """How long each step of every divided stage took, in seconds, in the order in which they began."""
        stages: dict[str, list[Span]] = defaultdict(list)
        for span in sorted(self.spans, key=lambda one: one.began):
            if span.stage:
                stages[span.stage].append(span)
        took = (f"{name} {' '.join(f'{one.ended - one.began:.1f}' for one in some)}" for name, some in stages.items())
        return ", ".join(took)

    def __str__(self) -> str:
        """Every divided stage as one span, and every other step, with when it began and ended in seconds."""
        spans: dict[str, list[Span]] = defaultdict(list)
        for span in self.spans:
            spans[span.stage or span.step].append(span)
        whole = [(min(one.began for one in some), max(one.ended for one in some), name) for name, some in spans.items()]
        return ", ".join(
            f"{name} {began - self.began:.1f}-{ended - self.began:.1f}" for began, ended, name in sorted(whole)
        )


def last_timeline(instance: dg.DagsterInstance) -> Timeline:
    """The steps of the newest run."""
    (record,) = instance.get_run_records(limit=1)
    stats = instance.get_run_step_stats(record.dagster_run.run_id)
    return Timeline(
        tuple(Span(one.step_key, one.start_time, one.end_time) for one in stats if one.start_time and one.end_time)
    )
