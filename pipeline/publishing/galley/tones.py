"""How loud a figure is shown: one tone per kind of verdict, with its word and its sign.

What belongs here: the mapping from status and reason to what the eye sees, and sentences for the reasons. What must
never be here: colours (they are in the style sheet) and any judgement of evidence.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tone:
    """One way in which a figure is underlined. The word stands beside the colour, so colour is never alone."""

    key: str
    """Name of the CSS class."""
    word: str
    """The word shown with every figure of this tone."""
    sign: str
    """One character that goes before the word."""
    meaning: str
    """What the tone tells the reader."""


CONTRADICTED = Tone("contradicted", "contradicted", "✗", "what was read about it says something else")
CONFLICTING = Tone("conflicting", "conflicting", "≠", "equally good sources say different things")
STALE = Tone("stale", "stale", "↻", "a source said so once; that is no longer certain")
UNVERIFIED = Tone("unverified", "unverified", "?", "nothing that was read establishes it")
SUPPORTED = Tone("supported", "supported", "✓", "a stored passage agrees with it by arithmetic")
QUIET = Tone("quiet", "not checkable", "–", "not a figure that a source could confirm")

TONES: tuple[Tone, ...] = (CONTRADICTED, CONFLICTING, STALE, UNVERIFIED, SUPPORTED, QUIET)
"""Every tone, the loudest first."""

LOUDNESS: dict[str, int] = {tone.key: rank for rank, tone in enumerate(TONES)}
"""Rank of each tone by its key; 0 is the loudest."""

REASONS: dict[str, str] = {
    "reviewed": "decided by a reviewer",
    "not_checkable": "no source could confirm it",
    "no_source": "no candidate source is named",
    "fetch_failed": "no source could be read",
    "passage_missing": "nothing that was read speaks of it",
    "conflicting": "equally good sources disagree",
    "figure_moved": "the figure has moved",
    "source_changed": "the source no longer says it",
    "source_gone": "the source is gone",
    "review_due": "the last look is too old",
    "exact": "the source says the same",
    "within_rounding": "agrees within rounding",
    "bound_holds": "the bound holds",
    "arithmetic": "follows by arithmetic",
    "contradicted": "what was read says otherwise",
    "needs_review": "too weak to decide; needs a person",
}
"""Each reason in a few words."""


def tone_of(status: str | None, reason: str | None) -> Tone:
    """The tone of a verdict; a claim without a verdict is unverified. A contradiction is loud whatever its status."""
    if reason == "not_checkable":
        return QUIET
    if reason == "contradicted":
        return CONTRADICTED
    if reason == "conflicting":
        return CONFLICTING
    return {"supported": SUPPORTED, "stale": STALE}.get(status or "", UNVERIFIED)


def reason_words(reason: str | None) -> str:
    """A reason as a reader says it."""
    return REASONS.get(reason or "", "not decided yet")
