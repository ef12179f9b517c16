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
    "apart": -2.0,
    "unit": 0.6,
    "look_for": 1.2,
    "not_for": -3.0,
    "opposite": -2.2,
    "negation": -1.2,
    "measured_as": -1.6,
    "time": 0.8,
    "attribution": -0.5,
    "slot": 0.0,
}
"""Weights of `scoring.match_parts`; the score is the logistic function of the weighted sum. `slot` weighs nothing: it
only tells whether another value contradicts."""

STATEMENT_WEIGHTS: dict[str, float] = {
    "bias": -3.0,
    "sentence": 1.5,
    "window": 2.0,
    "names": 1.0,
    "missing_words": -0.4,
    "figures": 2.0,
    "figures_around": 1.0,
    "binding": 0.6,
    "order": 1.0,
    "understood": 0.8,
    "figures_differ": -1.0,
    "measured_as": -0.5,
}
"""Weights of `statements.statement_parts`. They order the places of a text; the conditions of `stating` decide."""
