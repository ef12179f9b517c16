"""The day that a claim is decided for, and until when what was decided holds.

What belongs here: holding other days against it. What must never be here: what those days mean, and the machine's
clock.

A decision is a pure function that sees the day through `Today` alone, and asks of it but one thing: whether another day
has come. While none of the days for which the answer was no comes, every answer is the same, so every step after it is,
and so is the decision. The first of those days is therefore the first on which the same evidence may be decided
otherwise; no rule of its own says so, and none can be forgotten.
"""

from __future__ import annotations

import datetime as dt


class Today:
    """The day that is decided for. It can only be asked; every answer that a later day would change is noted."""

    __slots__ = ("_day", "_until")

    def __init__(self, day: dt.date) -> None:
        self._day = day
        self._until: dt.date | None = None

    def has_come(self, day: dt.date) -> bool:
        """Whether a day is today or past."""
        if day <= self._day:
            return True
        self._hold_until(day)
        return False

    def is_later_than(self, day: dt.date, by: int) -> bool:
        """Whether more than so many days have passed since a day."""
        try:
            return self.has_come(day + dt.timedelta(days=by + 1))
        except OverflowError:  # no calendar has that day
            return False

    def hold_for_now(self) -> None:
        """Note that something other than the day and the evidence may end what is decided at any time."""
        self._hold_until(self._day)

    def _hold_until(self, day: dt.date) -> None:
        self._until = earliest(self._until, day)

    @property
    def holds_until(self) -> dt.date | None:
        """The first day on which the answers that were given so far may be others; today itself when they hold for now
        only; None when they are the same for ever."""
        return self._until


def earliest(*days: dt.date | None) -> dt.date | None:
    """The first of some days; None is a day that never comes."""
    return min((day for day in days if day is not None), default=None)
