"""The list of the views of stored pages that all machines share, as one of the files that go with annotated chapters.

What belongs here: which drawing of a view counts, when several steps, runs and lists speak of it. What must never be
here: drawing views and carrying them.

A view is drawn with all chapters that cite its page, so two steps of one run draw the same; of two runs the later one
drew it from the newer database. A run that died may have drawn views that no list names yet: each is remembered with
the instant when its run began, and the last one counts, in whichever order they become known and how often ever.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ViewList:
    """The views that everybody is to have."""

    drawn: Mapping[str, str] = field(default_factory=dict)
    """When each was drawn and the sheaf it lies in, as `remembered` writes both, by the view's file name."""
    superseded: tuple[str, ...] = ()
    """Sheaves that the list before named and this one does not. They still lie in the store, for those who fetch by
    the list before; the next list takes them away, also where whoever wrote this one died before he did."""

    @property
    def sheaves(self) -> dict[str, str]:
        """The sheaf that each view lies in, by its file name."""
        return {name: _sheaf(one) for name, one in self.drawn.items()}

    @property
    def states(self) -> dict[str, str]:
        """The state that each view was drawn in, by its file name; empty where it was not remembered."""
        return {name: one.split(" ")[1] for name, one in self.drawn.items()}

    def with_drawn(self, drawn: Iterable[tuple[str, str]]) -> ViewList:
        """The list once some views that were drawn since are on it, cited or not."""
        return self.brought_up_to_date(drawn, {*self.drawn, *(name for name, _ in drawn)})

    def brought_up_to_date(self, drawn: Iterable[tuple[str, str]], cited: Collection[str]) -> ViewList:
        """The list after some views were drawn, of those that are still cited. Told twice, they change it once."""
        latest = dict(self.drawn)
        seen = {_sheaf(one) for one in latest.values()}
        for name, one in drawn:
            latest[name] = max(one, latest.get(name, ""))
            seen.add(_sheaf(one))
        kept = {name: one for name, one in latest.items() if name in cited}
        if kept == self.drawn:
            seen.update(self.superseded)
        return ViewList(kept, tuple(sorted(seen.difference(map(_sheaf, kept.values())))))

    def bound_anew(self, sheaves: Mapping[str, str]) -> ViewList:
        """The list once some of its views lie in other sheaves, as they were drawn."""
        moved = {name: f"{self.drawn[name].rpartition(' ')[0]} {sheaf}" for name, sheaf in sheaves.items()}
        seen = {*self.superseded, *self.sheaves.values()}
        after = ViewList({**self.drawn, **moved})
        return ViewList(after.drawn, tuple(sorted(seen.difference(after.sheaves.values()))))

    def gone(self, after: ViewList) -> set[str]:
        """The sheaves that lie in the store for this list's sake, and are of no use once the list is that one."""
        return set(self.superseded).difference(after.superseded, after.sheaves.values())

    def to_json(self) -> bytes:
        """As it is stored."""
        return json.dumps({"drawn": self.drawn, "superseded": self.superseded}, indent=1, sort_keys=True).encode()

    @classmethod
    def from_json(cls, content: bytes) -> ViewList:
        """What `to_json` wrote."""
        read = json.loads(content)
        return cls(read["drawn"], tuple(read["superseded"]))


def remembered(began: dt.datetime, sheaf: str, state: str) -> str:
    """What is remembered of a view that was drawn: greater, as text, than what an earlier run remembered of it."""
    return f"{began.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S.%f} {state} {sheaf}"


def _sheaf(one: str) -> str:
    return one.rpartition(" ")[2]
