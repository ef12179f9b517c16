"""Figures as people write them, and the times that charts place them at.

What belongs here: the figure columns of a row in words (see `phrasing`), and reading ISO dates of any granularity as a
position in time. What must never be here: parsing of prose, and arithmetic that decides.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from pipeline.model import Figure
from pipeline.phrasing import say_figure

Row = Mapping[str, Any]

_FIGURE = tuple(field.name for field in fields(Figure))
_SEASONS = {"winter": 1, "spring": 4, "summer": 7, "autumn": 10, "fall": 10, "early": 2, "mid": 6, "late": 11}
_MOMENT = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2}))?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>[a-z]+)))?"
)


def show_figure(row: Row) -> str:
    """The figure columns of a row in one phrase; empty when the row holds no figure."""
    given = {name: row[name] for name in _FIGURE if row.get(name) is not None}
    stated = any(name in given for name in ("value", "low", "high", "date", "date_low", "date_high"))
    return say_figure(Figure(**given)) if stated else ""


def point(row: Row) -> float | None:
    """The one number that stands for a figure on a chart: its value, the middle of its range, or its only bound."""
    value, low, high = row.get("value"), row.get("low"), row.get("high")
    if value is not None:
        return float(value)
    if low is not None and high is not None:
        return (float(low) + float(high)) / 2
    bound = low if low is not None else high
    return None if bound is None else float(bound)


def moment(text: str | None) -> float | None:
    """An ISO 8601 date at any granularity as a year with its fraction, in the middle of the period; None if unread."""
    found = _MOMENT.fullmatch(text or "")
    if not found:
        return None
    year = int(found["year"])
    if found["day"]:
        return year + (int(found["month"]) - 1) / 12 + (int(found["day"]) - 0.5) / 366
    if found["month"]:
        return year + (int(found["month"]) - 0.5) / 12
    if found["quarter"]:
        return year + (int(found["quarter"]) - 0.5) / 4
    if found["half"]:
        return year + (int(found["half"]) - 0.5) / 2
    if found["season"]:
        return year + (_SEASONS.get(found["season"], 6) - 0.5) / 12
    return year + 0.5


def show_day(instant: dt.datetime | dt.date | None) -> str:
    """The day of an instant, ISO 8601; empty for None. Instants are shown in UTC."""
    if instant is None:
        return ""
    if isinstance(instant, dt.datetime):
        instant = instant.astimezone(dt.UTC).date() if instant.tzinfo else instant.date()
    return instant.isoformat()


def show_instant(instant: dt.datetime | None) -> str:
    """An instant to the minute in UTC; empty for None."""
    if instant is None:
        return ""
    if instant.tzinfo:
        instant = instant.astimezone(dt.UTC)
    return f"{instant:%Y-%m-%d %H:%M} UTC"
