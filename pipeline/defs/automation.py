"""What runs by itself: the jobs, the daily refresh, and the sensor that notices a new or edited manuscript.

What belongs here: when and what to run. What must never be here: how an asset is made.
"""

from __future__ import annotations

import dagster as dg

from pipeline.defs.alerting import find_channels, send_everywhere
from pipeline.defs.ledger import digest
from pipeline.publishing.alerts import tell_failure
from pipeline.settings import Settings

DAILY = "0 6 * * *"

refresh_all = dg.define_asset_job(
    "refresh_all",
    selection=dg.AssetSelection.all(),
    description="Read the chapters, look at every source, decide every claim, publish.",
    tags={"scope": "all"},
)
verdicts_only = dg.define_asset_job(
    "verdicts_only",
    selection=dg.AssetSelection.assets("evidence").downstream(),
    description="Decide every claim again from what is stored, and publish. Calls no source.",
    tags={"scope": "verdicts"},
)
daily_refresh = dg.ScheduleDefinition(
    name="daily_refresh",
    job=refresh_all,
    cron_schedule=DAILY,
    description="A refresh every day at 06:00 UTC.",
    execution_timezone="UTC",
)


def manuscript_sensor(settings: Settings) -> dg.SensorDefinition:
    """A sensor that asks for a refresh when a chapter, a transcript or the register is new, edited or gone."""

    @dg.sensor(
        name="manuscripts",
        job=refresh_all,
        minimum_interval_seconds=30,
        description="Refreshes when a chapter, a transcript or the register is new, edited or gone.",
    )
    def manuscripts(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        state = inputs_digest(settings)
        if state == context.cursor:
            return dg.SkipReason("no chapter, transcript or register changed")
        return dg.SensorResult(run_requests=[dg.RunRequest(run_key=state)], cursor=state)

    return manuscripts


def failure_sensor(settings: Settings) -> dg.SensorDefinition:
    """A sensor that tells the channels of a run that failed; it runs where a channel is switched on."""
    channels = find_channels(settings)

    @dg.run_failure_sensor(
        name="failures",
        description="Tells every channel (`CLAIMS_ALERT_…`) of a run that failed.",
        default_status=dg.DefaultSensorStatus.RUNNING if channels else dg.DefaultSensorStatus.STOPPED,
    )
    def failures(context: dg.RunFailureSensorContext) -> dg.SkipReason | None:
        run = context.dagster_run
        problems = send_everywhere(
            channels, tell_failure(run.job_name, run.run_id, context.failure_event.message or "")
        )
        return dg.SkipReason("; ".join(problems)) if problems else None

    return failures


def inputs_digest(settings: Settings) -> str:
    """Digest of the names, sizes and modification times of everything people write."""
    files = [settings.register, *sorted(settings.seeds.rglob("*"))]
    stats = ((path, path.stat()) for path in files if path.is_file())
    return digest(*((path.as_posix(), stat.st_size, stat.st_mtime_ns) for path, stat in stats))
