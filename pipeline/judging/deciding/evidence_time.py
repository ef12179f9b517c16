"""Of which time a piece of evidence speaks, and how that lies to the claim's time and to other evidence.

What belongs here: evidence time (a date in the passage, the page's own, the fetch), what was known by a day, whether
evidence speaks of the time a dated claim names. What must never be here: figures and authority.

A date that rests on the fetch alone says that the page shows the passage on that day, not that its figure is of that
day. Such evidence counts as undated wherever the order of two figures matters.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from pipeline.judging.comparing.periods import Period, day_period, read_period
from pipeline.judging.deciding.today import Today
from pipeline.judging.policy import Policy
from pipeline.model import Claim, Evidence

TimeMatch = Literal["same", "other", "unknown"]
_RUNNING = re.compile(r"\b(?:so far|to date|until now|up to now|as yet)\b", re.IGNORECASE)
"""Words by which a count says that it will go on."""


def evidence_period(evidence: Evidence) -> Period:
    """The days the evidence speaks of; the day of the fetch when nothing else is known."""
    return read_period(evidence.as_of) or day_period(evidence.fetched_at.date())


def is_dated(evidence: Evidence) -> bool:
    """Whether the passage or its page gives the date, so that the figure's place in time is really known."""
    return evidence.as_of_basis in ("passage", "page") and read_period(evidence.as_of) is not None


def said_on(evidence: Evidence) -> str:
    """The evidence's time as it is written in tables: its own date, or the day of the fetch."""
    return evidence.as_of if read_period(evidence.as_of) and evidence.as_of else evidence.fetched_at.date().isoformat()


def is_known_by(evidence: Evidence, claim: Claim, today: Today) -> bool:
    """Whether the evidence existed on the day: fetched by then, and not of a later time.

    A passage may speak of the future ("by 2030 it will be ...") only for a claim about that future.
    """
    if not today.has_come(evidence.fetched_at.date()):
        return False
    if today.has_come(evidence_period(evidence).first):
        return True
    claimed = read_period(claim.as_of)
    return evidence.as_of_basis == "passage" and claimed is not None and not today.has_come(claimed.first)


def has_own_time(claim: Claim) -> bool:
    """Whether the claim is true of a named time only. A claimed date is not: the event is dated, not the statement."""
    return claim.scope != "standing" and claim.kind != "date" and read_period(claim.as_of) is not None


def last_day(claim: Claim) -> dt.date | None:
    """The last day of the time that the claim is true of, when it is true of that time only; None for others."""
    period = read_period(claim.as_of) if has_own_time(claim) else None
    return period.after - dt.timedelta(days=1) if period else None


def time_match(evidence: Evidence, claim: Claim, policy: Policy) -> TimeMatch:
    """Whether the evidence speaks of the time that a claim with a time of its own names.

    A passage's own date decides. A page's date decides when it is of the claim's time or earlier; a later page may
    look back, so that its undated passage is of unknown time. The slack is for days and months that lie near: all of
    the next year is another year. Evidence without any date at all is taken at its word.
    """
    claimed = read_period(claim.as_of)
    if claimed is None or evidence.as_of is None:
        return "same"
    slack = dt.timedelta(days=policy.dated_slack_days)
    wide = Period(_moved(claimed.first, -slack), _moved(claimed.after, slack))
    period = evidence_period(evidence)
    if is_dated(evidence) and (period.overlaps(claimed) or period.within(wide)):
        return "same"
    if evidence.as_of_basis == "passage" and is_dated(evidence):
        return "other"
    return "other" if period.precedes(wide) else "unknown"


def precedes_claim(evidence: Evidence, claim: Claim) -> bool:
    """Whether the evidence is surely of a time before the one the chapter speaks from."""
    claimed = read_period(claim.as_of)
    return claimed is not None and is_dated(evidence) and evidence_period(evidence).precedes(claimed)


def is_long_before(evidence: Evidence, claim: Claim, policy: Policy) -> bool:
    """Whether the passage itself dates its figure long before the time the chapter speaks of, and so leaves that open.

    Not so the date of a page: an old page may state what does not change.
    """
    claimed = read_period(claim.as_of)
    if claimed is None or evidence.as_of_basis != "passage" or claim.kind == "date":
        return False
    return (claimed.first - evidence_period(evidence).after).days > policy.standing_reach_days


def is_aged_count(evidence: Evidence, today: Today, policy: Policy) -> bool:
    """Whether the passage counts what goes on being counted ("nineteen times so far"), and spoke long before the day:
    it was right then, and nobody knows the count since."""
    if not _RUNNING.search(evidence.quote):
        return False
    return today.is_later_than(evidence_period(evidence).after, by=policy.standing_reach_days)


def _moved(day: dt.date, by: dt.timedelta) -> dt.date:
    try:
        return day + by
    except OverflowError:
        return day
