"""What the Wayback Machine is asked for: the days that claims speak of, and what a person wants to see.

What belongs here: joining claims with their sources' stored copies. What must never be here: the service's protocol.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.defs.foreseen import InputError
from pipeline.defs.installation import Installation
from pipeline.gathering import Recalled, recall
from pipeline.judging import last_day
from pipeline.model import Claim, Snapshot, Source


def days_wanted(
    claims: Iterable[Claim], sources: Iterable[Source], today: dt.date
) -> dict[str, tuple[dt.date | None, ...]]:
    """By source, the days whose state its claims ask about; None for its newest state. A day to come is today."""
    named = {claim.claim_id: last_day(claim) for claim in claims if claim.checkable}
    wanted: dict[str, tuple[dt.date | None, ...]] = {}
    for source in sources:
        days = {day and min(day, today) for claim in source.candidate_of if claim in named for day in (named[claim],)}
        if days - {None}:
            wanted[source.source_id] = (*sorted(day for day in days if day), *([None] if None in days else []))
    return wanted


def recall_copies(installation: Installation, name: str, day: dt.date | None, *, now: dt.datetime) -> Recalled:
    """Fetch what a source, or every candidate source of a claim, said at a day, and keep it as snapshots.

    Without a `day` it is the time that the claim names, else the newest copy there is. Raises InputError when there is
    no such claim or source, or a claim has no source with an address.
    """
    records = installation.records
    sources: list[Source] = records.rows("sources")
    claim: Claim | None = next((row for row in records.rows("claims") if row.claim_id == name), None)
    chosen = [row for row in sources if (name in row.candidate_of if claim else row.source_id == name)]
    chosen = [row for row in chosen if row.url]
    if not chosen:
        raise InputError(
            f"{name!r} has no source with an address; give it one with `claims add {name} --source ADDRESS`"
            if claim
            else f"there is no claim or source {name!r}; `claims status --all` lists the claims"
        )
    day = day or (last_day(claim) if claim else None)
    with installation.archive() as archive:  # beside a run, for what is appended stands in a file of its own
        looks = looks_by_source(records.rows("snapshots"))
        found = asyncio.run(
            recall(
                [(source, day and min(day, now.date())) for source in chosen],
                looks,
                archive,
                installation.gather_settings(offline=False),
                now=lambda: dt.datetime.now(dt.UTC),
            )
        )
        records.append("snapshots", found.snapshots)
    return found


def looks_by_source(snapshots: Iterable[Snapshot]) -> dict[str, Sequence[Snapshot]]:
    """The snapshots of every source, oldest first."""
    looks: dict[str, list[Snapshot]] = defaultdict(list)
    for look in sorted(snapshots, key=lambda row: row.fetched_at):
        looks[look.source_id].append(look)
    return dict(looks)
