"""The thresholds by which claims are judged, each with a name and a reason.

What belongs here: numbers and switches that a person may want to change, and nothing else. What must never be here:
a threshold that only one claim, chapter or source needs; those are set on the claim, in the register.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from functools import cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How strictly figures are read and evidence is weighed. Fractions are relative to the claimed value."""

    name: str = "default"
    """Name of the policy; published with every verdict."""
    version: str = "1"
    """Version of the rules that read these thresholds; raised when the same thresholds decide otherwise."""

    rounding_cap: float = 0.04
    """A point is read at half a step of its last digit, or of its second when the text gives but one, and never wider
    than this fraction: "two million" is not 1.6 million although that rounds to it."""
    percent_rounding_cap: float = 0.10
    """The same cap for percentages, whose last whole digit is customarily rounded ("5 percent" of 5.3 %)."""
    fraction_width: float = 0.06
    """How far a simple fraction reaches to either side of its value: "a third" is said of 32 percent ..."""
    fraction_points: float = 0.03
    """... and of no more than so much of the whole."""
    duration_rounding_cap: float = 0.08
    """The same cap for a duration checked in another unit ("two weeks" against 15 days)."""
    counted_up_to: float = 100.0
    """Whole counts up to this size are counted, not rounded: thirty is not thirty-one."""
    exact_count_up_to: float = 1000.0
    """Whole counts up to this size may be counted or rounded: 120 is neither confirmed nor denied by 122."""
    approx_width: float = 0.06
    """How far "roughly" reaches to either side of a value."""
    approx_percent_width: float = 0.10
    """The same for a percentage ..."""
    approx_points: float = 2.0
    """... of which it reaches at most so many percentage points to either side."""
    headroom: float = 0.10
    """How far beyond a bound the figure may lie at least, as a fraction of the bound, before it counts as moved; the
    next step at the bound's own precision is always allowed."""

    related_score: float = 0.35
    """Evidence below this score does not speak of the claim at all."""
    decisive_score: float = 0.60
    """Evidence from this score on may decide; between the two it only calls for a person's look."""
    sure_score: float = 0.75
    """Agreement that chance brings about easily needs this score: a figure somewhere beyond a bound, a small whole
    number, an order of magnitude, a whole year."""
    common_up_to: float = 10.0
    """Whole numbers up to this size turn up everywhere."""
    score_margin: float = 0.15
    """Two scores closer than this are equally good."""

    transcripts: bool = True
    """Whether a person's note of what a source says counts as evidence."""
    freshness_days: int | None = None
    """How old the newest look at a source may be when the claim does not say, in days; None is no limit."""
    authority_outlasts_days: int = 365
    """A lesser source that repeats a figure does not overrule a better one that denied it within so many days."""
    dated_slack_days: int = 31
    """How far from the time a claim names evidence may lie and still speak of that time, in days."""
    standing_reach_days: int = 366
    """A passage that dates its figure longer than this before the time the chapter speaks of says nothing of that time,
    in days."""
    telling_digits: int = 3
    """From so many significant digits on a figure is so particular that a source which states it without a date means
    the figure of the claim's time; shorter ones turn up at any time."""
    copy_words: int = 8
    """Shortest quote, in words, by which two pages can be recognised as copies of one another."""
    copy_similarity: float = 0.85
    """Share of common word triples from which two quotes are copies of one another."""

    @property
    def label(self) -> str:
        """Name, version and a digest of the thresholds: what `Verdict.policy` holds."""
        return _label(self)


@cache
def _label(policy: Policy) -> str:
    """Kept, because every verdict bears it."""
    thresholds = sorted(item for item in asdict(policy).items() if item[0] not in ("name", "version"))
    digest = hashlib.sha256(repr(thresholds).encode()).hexdigest()[:8]
    return f"{policy.name}-{policy.version}+{digest}"


DEFAULT_POLICY = Policy()
