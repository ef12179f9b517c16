"""One claimed date against one found date, each at its own granularity.

What belongs here: containment of periods, bounds in time, differences of two dates. What must never be here: dates of
evidence (evidence_time), numbers.
"""

from __future__ import annotations

import datetime as dt

from pipeline.judging.comparing.outcome import Comparison, agrees, differs, undecided
from pipeline.judging.comparing.periods import Period, read_period
from pipeline.model import Figure
from pipeline.phrasing import say_figure

_BOUNDS = frozenset({"gt", "gte", "lt", "lte"})


def compare_dates(claim: Figure, found: Figure) -> Comparison:
    """Whether the found date establishes the claimed one: "late 2023" is established by 2023-10-05, not by "2023"."""
    line = f"{say_figure(claim)} against {say_figure(found)}"
    if claim.kind != "date" or found.kind != "date":
        return undecided(f"{line}: a date does not compare with a number")
    wanted, seen = _named(claim), _named(found)
    if wanted is None or seen is None:
        same_words = claim.date is not None and claim.date == found.date and claim.comparator == found.comparator
        return agrees("exact", line) if same_words else undecided(f"{line}: not enough of a date to compare")
    if claim.comparator in _BOUNDS:
        return _against_bound(claim, wanted, found, seen, line)
    if found.comparator in _BOUNDS:
        return _point_against_bound(wanted, found, seen, line)
    if seen == wanted:
        return agrees("exact", line)
    if claim.comparator == "approx":
        wanted = _widened(wanted)
    if seen.within(wanted) and _has_two_ends(claim) and not _has_two_ends(found):
        return undecided(f"{line}: {_days(seen)} lies in it, but shows neither its beginning nor its end")
    if seen.within(wanted):
        return agrees("within_rounding", f"{line}: {_days(seen)} lies in {_days(wanted)}")
    if not seen.overlaps(wanted):
        return differs(f"{line}: {_days(seen)} does not lie in {_days(wanted)}")
    return undecided(f"{line}: the source's date is too coarse to tell")


def difference(earlier: Figure, later: Figure) -> Figure | None:
    """Days from one date to another as a duration, a range when either is coarse; None when a date is open."""
    first, second = _named(earlier), _named(later)
    if first is None or second is None or earlier.comparator in _BOUNDS or later.comparator in _BOUNDS:
        return None
    least = (second.first - first.after + dt.timedelta(days=1)).days
    most = (second.after - dt.timedelta(days=1) - first.first).days
    if least == most:
        return Figure(kind="duration", value=float(most), low=float(most), high=float(most), unit="day")
    return Figure(kind="duration", low=float(least), high=float(most), comparator="range", unit="day")


def _has_two_ends(figure: Figure) -> bool:
    """Whether the text names the beginning and the end: "from 1820 to 1830", unlike "the 1820s"."""
    return figure.date is not None and "/" in figure.date


def _named(figure: Figure) -> Period | None:
    """The period that the text names, bound or not: August 2025 in "by August 2025"."""
    low, high = figure.date_low, figure.date_high
    if low is not None and high is not None and low < high:
        return Period(low, high)
    return read_period(figure.date)


def _against_bound(claim: Figure, wanted: Period, found: Figure, seen: Period, line: str) -> Comparison:
    if found.comparator in _BOUNDS:
        if (claim.comparator[0] == found.comparator[0]) and seen == wanted:
            return agrees("exact", f"{line}: the same bound")
        return undecided(f"{line}: two bounds in time")
    if claim.comparator in ("lt", "lte"):
        return _before(wanted.after if claim.comparator == "lte" else wanted.first, seen, line)
    if claim.comparator == "gte" and seen.within(wanted):
        return agrees("within_rounding", f"{line}: {_days(seen)} lies in {_days(wanted)}")
    start = wanted.after if claim.comparator == "gt" else wanted.first
    if seen.after <= start:
        return differs(f"{line}: {_days(seen)} is before {start.isoformat()}")
    if claim.comparator == "gt" and seen.first >= start:
        return agrees("bound_holds", f"{line}: {_days(seen)} is after {wanted.after.isoformat()}")
    return undecided(f"{line}: possible, but not established")


def _before(end: dt.date, seen: Period, line: str) -> Comparison:
    if seen.after <= end:
        return agrees("bound_holds", f"{line}: {_days(seen)} is before {end.isoformat()}")
    if seen.first >= end:
        return differs(f"{line}: {_days(seen)} is not before {end.isoformat()}")
    return undecided(f"{line}: the source's date is too coarse to tell")


def _point_against_bound(wanted: Period, found: Figure, seen: Period, line: str) -> Comparison:
    ends = {"lt": seen.first, "lte": seen.after}
    if found.comparator in ends and wanted.first >= ends[found.comparator]:
        return differs(f"{line}: no day fits both")
    starts = {"gt": seen.after, "gte": seen.first}
    if found.comparator in starts and wanted.after <= starts[found.comparator]:
        return differs(f"{line}: no day fits both")
    return undecided(f"{line}: possible, but not established")


def _widened(period: Period) -> Period:
    """A date said with "around": its neighbours of the same grain count too, leap years and long months included."""
    length = dt.timedelta(days=period.days + period.days // 9)
    try:
        return Period(period.first - length, period.after + length)
    except OverflowError:
        return period


def _days(period: Period) -> str:
    if period.days == 1:
        return period.first.isoformat()
    return f"{period.first.isoformat()}–{(period.after - dt.timedelta(days=1)).isoformat()}"
