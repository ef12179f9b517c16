"""Leading a run on a cluster: starting it, and taking it up again where it broke.

What belongs here: runs as a whole. What must never be here: what a step does, and how it reaches a worker.
"""

from __future__ import annotations

import time
import uuid
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import dagster as dg
from dagster._core.definitions.reconstruct import ReconstructableJob, ReconstructableRepository
from dagster_postgres.utils import DagsterPostgresException
from dagster_shared.error import SerializableErrorInfo
from kombu.exceptions import KombuError
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from pipeline.defs.foreseen import FORESEEN, BrokenPromiseError, ClusterError, InputError
from pipeline.defs.running.instance import open_instance
from pipeline.settings import Settings

RUN_TAG = "claims/refresh"
"""Tag that the runs of one refresh share: the first and those that took it up."""

RESUMES = 5
"""How often a run that broke is taken up where it broke."""
_PATIENCE = 120.0
"""Seconds for which a database that is away is waited for before a run begins."""
_REST = 5.0
"""Seconds before it is, times the number of the attempt."""
_PASSING = (dg.DagsterError, SQLAlchemyError, DagsterPostgresException, KombuError, RedisError, OSError)


def find_job(job: str) -> ReconstructableJob:
    """A job that workers can load by its name."""
    repository = ReconstructableRepository.for_module("pipeline.definitions", fn_name="defs")
    return repository.get_reconstructable_job(job)


def open_history(settings: Settings, waiting: Callable[[str], None]) -> dg.DagsterInstance:
    """Dagster's instance, of which the history is in PostgreSQL; waits for a database that is starting or away.

    `waiting` is told once, in a sentence, what there is to wait for. Raises SQLAlchemyError after waiting in vain.
    """
    deadline, told = time.monotonic() + _PATIENCE, False
    while True:
        try:
            return open_instance(settings)
        except (SQLAlchemyError, DagsterPostgresException) as error:
            problem = error.__cause__ if isinstance(error.__cause__, SQLAlchemyError) else error
        if time.monotonic() > deadline:
            raise problem
        if not told:
            said = str(getattr(problem, "orig", problem)).strip().splitlines()[0]
            waiting(f"the database does not answer ({said}); waiting up to {_PATIENCE:.0f} s for it")
            told = True
        time.sleep(1.0)


def run_on_cluster(job: str, instance: dg.DagsterInstance, refresh: Mapping[str, Any]) -> str:
    """Run a job on the workers, and take it up again where it broke. Returns the id of the run that went through.

    `refresh` is the configuration of the resource of that name. Raises InputError for what a person must mend,
    BrokenPromiseError when a blocking check failed, and ClusterError when the run broke time after time.
    """
    config = {
        "resources": {"refresh": {"config": dict(refresh)}},
        "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
    }
    name, broken, problem = str(uuid.uuid4()), "", ""
    for attempt in range(1 + RESUMES):
        time.sleep(_REST * attempt)
        try:
            # dagster-celery defines its task anew with every step, of which Celery warns.
            warnings.filterwarnings("ignore", message="Task name 'execute_plan' is already registered")
            options = dg.ReexecutionOptions.from_failure(broken, instance) if broken else None
            with dg.execute_job(
                find_job(job), instance=instance, run_config=config, tags={RUN_TAG: name}, reexecution_options=options
            ) as result:
                if result.success:
                    return result.run_id
                errors = list(_errors(result.all_events))
            _raise_foreseen(errors)
            problem = errors[0].message if errors else "no step said why"
        except _PASSING as error:
            problem = f"{type(error).__name__}: {error}"
        broken = _end_broken(instance, name) or broken
    raise ClusterError(f"run {broken} broke {1 + RESUMES} times, the last time so: {problem}; `claims ui` shows all")


def _end_broken(instance: dg.DagsterInstance, name: str) -> str:
    """The last run of that name; when nobody could write down that it broke, that is done now."""
    records = None
    for _ in range(60):
        try:
            records = instance.get_run_records(dg.RunsFilter(tags={RUN_TAG: name}), limit=1)
            for run in (record.dagster_run for record in records):
                if not run.is_finished:
                    instance.report_run_failed(run, "the process that led the run was cut off from the database")
            break
        except _PASSING:
            time.sleep(2.0)  # the database is still away
    return records[0].dagster_run.run_id if records else ""


def _errors(events: Sequence[dg.DagsterEvent]) -> Iterator[SerializableErrorInfo]:
    for event in events:
        error: SerializableErrorInfo | None = None
        if event.is_step_failure:
            error = event.step_failure_data.error
        elif event.is_job_failure:
            error = event.job_failure_data.error
        while error is not None:
            yield error
            error = error.cause


def _raise_foreseen(errors: Sequence[SerializableErrorInfo]) -> None:
    """Raise what a person must mend; what may pass by itself is left for another attempt."""
    mendable = {kind.__name__ for kind in FORESEEN if not issubclass(kind, OSError)}
    for error in errors:
        if error.cls_name == "DagsterAssetCheckFailedError":
            raise BrokenPromiseError(error.message)
        if mendable.intersection(_kinds(error)):
            raise InputError(error.message.strip())
        if "unknown step" in error.message:
            raise InputError(
                "a worker does not know the steps of this run; give every machine the same CLAIMS_SHARDS and the same "
                f"version, start the workers again, and `claims refresh`\n{error.message.strip()[:500]}"
            )


def _kinds(error: SerializableErrorInfo) -> set[str]:
    """The class of an error that comes from another process, and those it is derived from as far as they are known."""
    known = {kind.__name__: kind for base in FORESEEN for kind in (base, *_derived(base))}
    kind = known.get(error.cls_name or "")
    return {each.__name__ for each in kind.__mro__} if kind else set()


def _derived(kind: type[BaseException]) -> Iterator[type[BaseException]]:
    for each in kind.__subclasses__():
        yield each
        yield from _derived(each)
