"""The weights of the named parts of a match score. Data only.

What belongs here: one number per part, and where it comes from. What must never be here: rules.
"""

from __future__ import annotations

MATCH_WEIGHTS: dict[str, float] = {
    "bias": -3.2,
    "clause": 3.0,
    "statement": 1.6,
    "names": 1.4,
    "counted": 1.6,
    "focus": 1.0,
    "unit": 0.6,
    "look_for": 1.2,
    "not_for": -3.0,
    "opposite": -2.2,
    "negation": -1.2,
    "measured_as": -1.6,
    "time": 0.8,
    "attribution": -0.5,
}
"""Weights of `scoring.match_parts`; the score is the logistic function of the weighted sum."""
