"""Dagster's front door: one function that wires settings, resources, assets, checks and schedules together.

What belongs here: wiring. What must never be here: anything that a stage does.
"""

from __future__ import annotations

import dagster as dg

from pipeline.defs.assets import asking, gathering, judging, matching, publishing, reading
from pipeline.defs.automation import (
    daily_refresh,
    due_sensor,
    failure_sensor,
    find_jobs,
    manuscript_sensor,
)
from pipeline.defs.checks import CHECKS
from pipeline.defs.installation import Installation, Refresh
from pipeline.defs.running.execution import find_executor, find_retries
from pipeline.defs.running.sharded import Sharded
from pipeline.defs.running.tallies import Tallies
from pipeline.settings import Settings

SHARDED = (
    Sharded("reading", (reading.CHAPTERS, reading.STATEMENTS)),
    Sharded("snapshots", (gathering.SNAPSHOTS,), pool="web"),
    Sharded("pages", (gathering.PAGES, matching.PASSAGES)),
    Sharded("evidence", (matching.EVIDENCE,)),
    Sharded("verdicts", (judging.VERDICTS,)),
    Sharded("reports", (publishing.REPORTS,)),
)
ASSETS = (
    gathering.sources,
    judging.reviews,
    asking.model_answers,
    judging.changes,
    publishing.published,
    publishing.alerts,
)


def build_definitions(installation: Installation, refresh: Refresh | None = None) -> dg.Definitions:
    """The whole graph over one installation; a caller hands in its own to work elsewhere or with other options."""
    options = refresh or Refresh.configure_at_launch(installation=installation)
    return dg.Definitions(
        assets=[*(sharded.build(installation.settings.shards) for sharded in SHARDED), *ASSETS],
        asset_checks=CHECKS,
        jobs=find_jobs(find_retries(installation.settings)),
        schedules=[daily_refresh],
        sensors=[
            manuscript_sensor(installation.settings),
            due_sensor(installation),
            failure_sensor(installation.settings),
        ],
        resources={
            "installation": installation,
            "refresh": options,
            "tallies": Tallies(installation.store.below("tallies")),
        },
        executor=find_executor(installation.settings),
    )


@dg.definitions
def defs() -> dg.Definitions:
    """What `dagster dev` and the daemon load."""
    return build_definitions(Installation(Settings()))
