"""Where steps run: in one process on one machine, or on workers that take them from a broker (Celery).

What belongs here: the executor and the workers' application. What must never be here: what a step does. Settings reach
a worker through its environment, so no secret is in a task, a run or a log.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import dagster as dg

from pipeline.settings import Settings

if TYPE_CHECKING:
    from celery import Celery

RETRIES = dg.RetryPolicy(max_retries=3, delay=2.0, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS)
"""What a step is granted when a service that it needs is away for a moment."""
TASK_RETRIES = 30
"""How often a step's task is put back when the history of runs cannot be read or written: for some two minutes."""
_USED_BY_STEPS = ("htmldate", "obstore.store", "psycopg2", "pyarrow.dataset", "trafilatura")
"""What a step imports when it first needs it, since commands that only read do without."""
TASKS_PER_PROCESS = 200
"""Steps after which a worker's process is replaced, so that its memory stays bounded."""


def find_retries(settings: Settings) -> dg.RetryPolicy | None:
    """What a step is granted; on one machine the person who waits is told at once."""
    return RETRIES if settings.profile == "cluster" else None


def find_executor(settings: Settings) -> dg.ExecutorDefinition:
    """One process on one machine; on a cluster, workers that take steps from the broker."""
    if settings.profile == "local":
        return dg.in_process_executor
    from dagster_celery import celery_executor, core_execution_loop

    # There is no option for it. At its second a tick, a run of twenty stages waits ten seconds for nothing.
    vars(core_execution_loop)["TICK_SECONDS"] = settings.poll_every
    broker = {"env": "CLAIMS_BROKER_URL"}
    options: Mapping[str, Any] = {"broker": broker, "backend": broker, "config_source": _celery_settings(settings)}
    executor: dg.ExecutorDefinition = celery_executor.configured(options, name="celery")
    return executor


def build_worker(settings: Settings) -> Celery:
    """The application of a worker: it takes one step at a time and says that it is done only when it is.

    The program is imported here, once, and shared by the processes that work on steps, which are forked from this one:
    none of them spends the seconds that it takes, nor the memory.
    """
    from dagster_celery.config import dict_wrapper
    from dagster_celery.make_app import make_app
    from dagster_celery.tasks import create_task

    for name in ("pipeline.definitions", *_USED_BY_STEPS):  # names, nothing opened: no client of a bucket would survive
        importlib.import_module(name)
    broker = settings.broker_url.get_secret_value() if settings.broker_url else ""
    celery: Celery = make_app(
        {"broker": broker, "backend": broker, "config_source": dict_wrapper(_celery_settings(settings))}
    )
    # What leads the run never ends once a step's task raised while other steps wait for their turn (dagster-celery
    # 0.29.27), so a task that met a service that is away is put back instead.
    create_task(celery, autoretry_for=_passing(), retry_backoff=1, retry_backoff_max=5, max_retries=TASK_RETRIES)
    return celery


def _passing() -> tuple[type[Exception], ...]:
    """What a task may meet that passes by itself: outside of the step, whose own errors Dagster writes down."""
    from dagster_postgres.utils import DagsterPostgresException
    from sqlalchemy.exc import SQLAlchemyError

    return (DagsterPostgresException, SQLAlchemyError, OSError)


def _celery_settings(settings: Settings) -> dict[str, Any]:
    waiting = {"visibility_timeout": settings.redeliver_after, "max_retries": 3, "interval_max": 0.5}
    return {
        "task_acks_late": True,  # a step whose worker is lost goes to another one
        "task_reject_on_worker_lost": True,
        "task_default_priority": 5,
        "task_default_queue": "dagster",
        "worker_prefetch_multiplier": 1,
        "worker_max_tasks_per_child": TASKS_PER_PROCESS,
        "worker_cancel_long_running_tasks_on_connection_loss": True,
        "worker_hijack_root_logger": False,
        "broker_connection_retry_on_startup": True,
        "broker_connection_max_retries": None,
        "broker_transport_options": waiting,
        "result_backend_transport_options": {"visibility_timeout": settings.redeliver_after},
        "result_expires": 86_400,
    }
