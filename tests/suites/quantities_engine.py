"""The engine that the public quantity suites call: `find_quantities` in the suites' own words."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pipeline.quantities import find_quantities

_COMPARATORS = {"eq": "=", "approx": "~", "gt": ">", "gte": ">=", "lt": "<", "lte": "<=", "range": "range"}
_KINDS = {"count": "number", "ratio": "number", "comparison": "number", "other": "number", "measure": "dimension"}
_UNITS = {"celsius": "degree celsius", "fahrenheit": "degree fahrenheit", "electron_volt": "electronvolt"}
"""Names by which the suites call the same unit."""
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}


def _timex(value: float | str | None) -> str | None:
    """A date's name in TIMEX3, which has codes of two letters for the seasons: "2016-summer" is 2016-SU there."""
    if not isinstance(value, str):
        return None
    stem, dash, season = value.rpartition("-")
    return stem + dash + _SEASONS.get(season, season)


def extract(text: str, ref: str | None = None) -> list[dict[str, Any]]:
    """Quantities of `text`; `ref` is the reference date-time of relative dates."""
    reference = dt.date.fromisoformat(ref[:10]) if ref else None
    return [
        {
            "start": quantity.start,
            "end": quantity.end,
            "text": quantity.text,
            "value": quantity.value,
            "timex": _timex(quantity.value),
            "low": quantity.low,
            "high": quantity.high,
            "unit": _UNITS.get(quantity.unit or "", quantity.unit),
            "comparator": _COMPARATORS[quantity.comparator],
            "kind": _KINDS.get(quantity.kind, quantity.kind),
        }
        for quantity in find_quantities(text, reference)
    ]
