"""Running the graph from a program: in-process runs, recorded in the same history as the UI's.

What belongs here: starting runs and the UI. What must never be here: what a run does.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import shutil
import socket
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import dagster as dg
from dagster._core.errors import DagsterAssetCheckFailedError

from pipeline.defs.foreseen import BrokenPromiseError, InputError
from pipeline.defs.installation import Installation, Refresh
from pipeline.defs.keeping.shards import heaviest_first
from pipeline.defs.machines.sharing import fetch_database, fetch_reports, send_inputs
from pipeline.defs.running.instance import dagster_home, history_told_of, open_instance
from pipeline.reading import find_manuscripts, register_schema
from pipeline.settings import Settings

_LOOK_EVERY = 2.0
"""Seconds between two looks for the database that a run on a cluster publishes."""


def run_job(definitions: dg.Definitions, job: str, settings: Settings) -> str:
    """Run a job of `definitions` in this process, recorded in the history that the UI shows. Returns the run's id.

    Raises what the stage raised: a foreseen error (see `foreseen`) says which file is wrong and what to do.
    """
    with history_told_of(settings), open_instance(settings) as instance:
        try:
            result = definitions.resolve_job_def(job).execute_in_process(
                instance=instance,
                raise_on_error=True,
                run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
            )
        except DagsterAssetCheckFailedError as error:
            raise BrokenPromiseError(
                f"nothing was published, the database before this run still stands: {error} "
                "Open `claims ui` for the rows; this is a fault of the records or of this program, not of the chapter."
            ) from error
    return result.run_id


def run_on_workers(installation: Installation, job: str, options: Refresh) -> str:
    """Run a job on the workers of a cluster, and take what it published. Returns the id of the run."""
    from pipeline.defs.running.cluster import (  # brings Celery, which one machine does without
        run_on_cluster,
    )

    settings = installation.settings
    send_inputs(settings)
    installation.progress("cluster", 0, 0, f"{settings.shards} shards; `claims ui` shows the steps")
    with history_told_of(settings), open_instance(settings) as instance:
        asked = options.model_dump(include={"offline", "as_of", "chapter", "patience"})
        with _database_fetched_early(settings):
            run_id = run_on_cluster(job, instance, {**asked, "order": _order(installation)})
    fetch_database(settings)
    fetch_reports(settings)
    return run_id


@contextlib.contextmanager
def _database_fetched_early(settings: Settings) -> Iterator[None]:
    """Take the database that the run publishes while chapters are still drawn from it, not after; what goes wrong then
    is told by whoever fetches it in the end."""
    done = threading.Event()

    def look() -> None:
        while not done.wait(_LOOK_EVERY):
            with contextlib.suppress(OSError):
                fetch_database(settings)

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    try:
        yield
    finally:
        done.set()
        looking.join()


def _order(installation: Installation) -> list[int]:
    """The shards as workers should take them: a chapter is about as much work as its manuscript is long."""
    register, settings = installation.register(), installation.settings
    manuscripts = find_manuscripts(register, settings.seeds)
    weights = {name: paths[0].stat().st_size for name, paths in manuscripts.items() if paths[0].is_file()}
    return heaviest_first(weights, settings.shards)


def refresh_options(
    installation: Installation, *, offline: bool = False, as_of: dt.date | None = None, chapter: str = ""
) -> Refresh:
    """The options of one run as a resource."""
    return Refresh(
        offline=offline, as_of=as_of.isoformat() if as_of else "", chapter=chapter, installation=installation
    )


def check_inputs(installation: Installation, chapter: str) -> None:
    """Meet the commonest mistakes before a run begins, so that they leave no failed run behind."""
    settings = installation.settings
    if settings.store_url and settings.profile == "local":
        raise InputError("CLAIMS_STORE_URL alone reads what a cluster published; to run, set CLAIMS_PROFILE=cluster")
    if not settings.register.exists() and not settings.seeds.is_dir():
        raise InputError(
            f"{settings.home}: neither seeds/ nor claims.yaml is in it; run in the project's folder, or set "
            "CLAIMS_HOME to it; to begin a project, put a chapter into seeds/"
        )
    register = installation.register()
    if chapter:
        known = find_manuscripts(register, settings.seeds)
        if chapter not in known:
            raise InputError(f"there is no chapter {chapter!r}; there are: {', '.join(sorted(known)) or 'none'}")
    settings.warehouse.mkdir(parents=True, exist_ok=True)
    if not os.access(settings.warehouse, os.W_OK | os.X_OK):
        raise PermissionError(f"{settings.warehouse}: cannot be written; check the folder's permissions")
    write_schema(settings)


def write_schema(settings: Settings) -> None:
    """Keep the register's JSON Schema where its first line tells editors to look."""
    schema = json.dumps(register_schema(), indent=2, sort_keys=True) + "\n"
    path = settings.warehouse / "claims.schema.json"
    if not path.exists() or path.read_text(encoding="utf-8") != schema:
        path.write_text(schema, encoding="utf-8")


def is_taken(port: int) -> bool:
    """Whether something listens on a port of this machine; Dagster's server would then take another in silence."""
    with socket.socket() as there:
        there.settimeout(1)
        return there.connect_ex(("127.0.0.1", port)) == 0


def ui_command(settings: Settings, port: int) -> tuple[list[str], Mapping[str, str]]:
    """The command and environment of Dagster's UI and daemon over an installation."""
    # Dagster tells its own developers, not whoever opens this UI, by which other tool to start it.
    quiet = "ignore:Function `dev_command` is superseded"
    warnings = ",".join(filter(None, [os.environ.get("PYTHONWARNINGS"), quiet]))
    dagster = Path(sys.executable).with_name("dagster")
    program = str(dagster) if dagster.exists() else (shutil.which("dagster") or "dagster")
    command = [program, "dev", "-m", "pipeline.definitions", "-h", "127.0.0.1", "-p", str(port)]
    return command, settings.environment(DAGSTER_HOME=str(dagster_home(settings)), PYTHONWARNINGS=warnings)
