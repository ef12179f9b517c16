"""What runs by itself: the jobs, the daily refresh, and the sensors that notice what is edited and what is due.

What belongs here: when and what to run. What must never be here: how an asset is made.
"""

from __future__ import annotations

import datetime as dt

import dagster as dg
from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

from pipeline.defs.alerting import find_channels, send_everywhere
from pipeline.defs.due import find_due
from pipeline.defs.installation import Installation
from pipeline.defs.keeping.ledger import digest
from pipeline.defs.machines.sharing import fetch_inputs
from pipeline.publishing.alerts import tell_failure
from pipeline.reading import register_files
from pipeline.settings import Settings

DAILY = "0 6 * * *"

REFRESH = "refresh_all"


def find_jobs(retries: dg.RetryPolicy | None) -> list[UnresolvedAssetJobDefinition]:
    """The jobs; `retries` is what each of their steps is granted."""
    return [
        dg.define_asset_job(
            REFRESH,
            selection=dg.AssetSelection.all(),
            description="Read the chapters, look at every source, decide every claim, publish.",
            tags={"scope": "all"},
            op_retry_policy=retries,
        ),
        dg.define_asset_job(
            "verdicts_only",
            selection=dg.AssetSelection.assets("evidence").downstream(),
            description="Decide every claim again from what is stored, and publish. Calls no source.",
            tags={"scope": "verdicts"},
            op_retry_policy=retries,
        ),
    ]


daily_refresh = dg.ScheduleDefinition(
    name="daily_refresh",
    job_name=REFRESH,
    cron_schedule=DAILY,
    description="A refresh every day at 06:00 UTC.",
    execution_timezone="UTC",
)


def manuscript_sensor(settings: Settings) -> dg.SensorDefinition:
    """A sensor that asks for a refresh when a chapter, a transcript or the register is new, edited or gone."""

    @dg.sensor(
        name="manuscripts",
        job_name=REFRESH,
        minimum_interval_seconds=30,
        description="Refreshes when a chapter, a transcript or the register is new, edited or gone.",
    )
    def manuscripts(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        fetch_inputs(settings)
        state = inputs_digest(settings)
        if state == context.cursor:
            return dg.SkipReason("no chapter, transcript or register changed")
        return dg.SensorResult(run_requests=[dg.RunRequest(run_key=state)], cursor=state)

    return manuscripts


def due_sensor(installation: Installation) -> dg.SensorDefinition:
    """A sensor that asks for a refresh, once a day at most, when a claim's sources were read too long ago."""

    @dg.sensor(
        name="due",
        job_name=REFRESH,
        minimum_interval_seconds=3600,
        description="Refreshes when a claim's newest look is older than the `freshness` that the register asks for.",
    )
    def due(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        day = dt.datetime.now(dt.UTC).date()
        waiting, _ = find_due(installation.records, installation.policy, day)
        if not waiting:
            return dg.SkipReason("every claim's sources were read as lately as the register asks")
        context.log.info(f"{len(waiting)} claims wait for a look: {waiting[0]}")
        chapters = {one.chapter_id for one in waiting}
        only = {"chapter": chapters.pop()} if len(chapters) == 1 else {}
        return dg.RunRequest(
            run_key=f"due {day.isoformat()}", run_config={"resources": {"refresh": {"config": only}}} if only else None
        )

    return due


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
    files = [*register_files(settings.register), *sorted(settings.seeds.rglob("*"))]
    stats = ((path, path.stat()) for path in files if path.is_file())
    return digest(*((path.as_posix(), stat.st_size, stat.st_mtime_ns) for path, stat in stats))
