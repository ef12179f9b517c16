"""What comes of comparing two figures, shared by numbers and dates.

What belongs here: the `Comparison` record and its five ways of being made. What must never be here: how a comparison
is reached.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Agreement, Relation


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a found figure stands to a claimed one."""

    relation: Relation
    """`agrees`, `disagrees`, or `unrelated` when the figures do not decide the matter."""
    agreement: Agreement
    """In which way. `figure_moved` disagrees although the bound still holds."""
    arithmetic: str
    """The comparison in one line that a reader can check."""


def agrees(agreement: Agreement, arithmetic: str) -> Comparison:
    """The found figure establishes the claimed one."""
    return Comparison("agrees", agreement, arithmetic)


def moved(arithmetic: str) -> Comparison:
    """The bound holds, but the figure has left what the bound implies."""
    return Comparison("disagrees", "figure_moved", arithmetic)


def differs(arithmetic: str) -> Comparison:
    """Both cannot be right about the same thing at the same time."""
    return Comparison("disagrees", "differs", arithmetic)


def undecided(arithmetic: str) -> Comparison:
    """The figures do not compare, or the found one is too vague to tell."""
    return Comparison("unrelated", "undecided", arithmetic)
