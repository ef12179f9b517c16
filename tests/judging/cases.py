"""Short ways to write figures, claims, evidence and looks in the tests of this room."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pipeline.judging.comparing.arithmetic import compare
from pipeline.judging.policy import DEFAULT_POLICY
from pipeline.model import Claim, Comparator, Evidence, Figure, Kind, Snapshot

CLAIM = "widgets"


def point(
    value: float, kind: Kind = "count", unit: str | None = None, *, digits: int | None = None, about: bool = False
) -> Figure:
    return Figure(
        kind=kind, value=value, low=value, high=value, unit=unit, significant_digits=digits,
        comparator="approx" if about else "eq",
    )  # fmt: skip


def above(value: float, kind: Kind = "count", unit: str | None = None, *, comparator: Comparator = "gt") -> Figure:
    return Figure(kind=kind, value=value, low=value, comparator=comparator, unit=unit)


def below(value: float, kind: Kind = "count", unit: str | None = None, *, comparator: Comparator = "lt") -> Figure:
    return Figure(kind=kind, value=value, high=value, comparator=comparator, unit=unit)


def between(low: float, high: float, kind: Kind = "count", unit: str | None = None) -> Figure:
    return Figure(kind=kind, low=low, high=high, comparator="range", unit=unit)


def day(text: str, comparator: Comparator = "eq") -> Figure:
    return Figure(kind="date", date=text, comparator=comparator)


def columns(figure: Figure) -> dict[str, Any]:
    return {name: getattr(figure, name) for name in Figure.__dataclass_fields__}


def claim(figure: Figure, **more: Any) -> Claim:
    given: dict[str, Any] = {
        "claim_id": CLAIM, "chapter_id": "chapter", "statement": "The works made so many widgets.",
        "quote": "so many widgets", "sources": ("report",),
    }  # fmt: skip
    return Claim(**columns(figure), **(given | more))


def look(source: str, on: str, payload: str | None = None, outcome: str = "fetched", origin: str = "live") -> Snapshot:
    readable = outcome in ("fetched", "transcript")
    return Snapshot(
        snapshot_id=f"{source}@{on}",
        source_id=source,
        fetched_at=dt.datetime.fromisoformat(on).replace(tzinfo=dt.UTC),
        outcome=outcome,  # type: ignore[arg-type]
        payload_sha256=(payload or f"{source}-bytes") if readable else None,
        origin=origin,  # type: ignore[arg-type]
    )


def evidence(
    about: Claim, found: Figure, source: str = "report", on: str = "2026-03-20", as_of: str | None = None, **more: Any
) -> Evidence:
    """The claim compared with a figure that `source` states in the look of the day `on`; undated without `as_of`."""
    result = compare(about, found, DEFAULT_POLICY, tolerance=about.tolerance, headroom=about.headroom)
    given: dict[str, Any] = {
        "evidence_id": f"{source}@{on}:{found.value}:{found.low}:{found.high}:{as_of}",
        "claim_id": about.claim_id, "passage_id": f"{source}@{on}",
        "source_id": source, "snapshot_id": f"{source}@{on}",
        "relation": result.relation, "agreement": result.agreement, "arithmetic": result.arithmetic,
        "score": 0.9, "quote": f"{source} speaks of widgets", "as_of": as_of or on,
        "as_of_basis": "page" if as_of else "fetch",
        "fetched_at": dt.datetime.fromisoformat(on).replace(tzinfo=dt.UTC), "authority": "secondary",
    }  # fmt: skip
    return Evidence(**columns(found), **(given | more))
