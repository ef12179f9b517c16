"""Dagster's own storage: the instance that keeps the history of runs, under the warehouse or in PostgreSQL.

What belongs here: the one `dagster.yaml` and how to open it. What must never be here: what a run does.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from pipeline.defs.foreseen import HistoryError
from pipeline.settings import Settings
from pipeline.storage import Folder

_LOG = logging.getLogger(__name__)

DAGSTER_YAML = """\
# Written by `claims`; edit it to move Dagster's storage elsewhere.
telemetry:
  enabled: false
freshness:
  enabled: true
nux:
  enabled: false
concurrency:
  pools:
    default_limit: 1
    granularity: op
"""


CLUSTER_YAML = """\
# Dagster on a cluster; secrets come from the environment.
telemetry:
  enabled: false
freshness:
  enabled: true
nux:
  enabled: false
storage:
  custom:
    module: pipeline.defs.history
    class: KeptPostgresStorage
    config:
      postgres_url:
        env: CLAIMS_POSTGRES_URL
compute_logs:
  module: dagster._core.storage.noop_compute_log_manager
  class: NoOpComputeLogManager
run_monitoring:
  enabled: true
  start_timeout_seconds: 300
run_retries:
  enabled: true
  max_retries: 3
concurrency:
  runs:
    max_concurrent_runs: 1
  pools:
    granularity: op
"""

_FORMER = frozenset(
    {
        "27cfdea6b20d515ef0e56aafb428f0c4af30d8972fbc1cab98418c2379fec065",  # one machine, without freshness
        "f75a98fcee96affd4cface504c31fde2e3a3851d3ee6e642c19575e5eb448473",  # cluster, any number of runs at a time
        "354ab41cbc99f3d4057aaeb9d03a57920b27afceb464647f93434a76ffeb0bf5",  # cluster, a connection for each question
    }
)
"""SHA-256 of what older code wrote: whoever still has it never chose it."""


def dagster_home(settings: Settings) -> Path:
    """The folder of Dagster's configuration (and, on one machine, its history), made if it is not there.

    A configuration that older code wrote is replaced, and that is logged; one that a person edited is theirs.
    """
    is_local = settings.profile == "local"
    home = settings.warehouse / ("dagster" if is_local else "dagster-cluster")
    home.mkdir(parents=True, exist_ok=True)
    config, wanted = home / "dagster.yaml", DAGSTER_YAML if is_local else CLUSTER_YAML
    is_former = config.exists() and hashlib.sha256(config.read_bytes()).hexdigest() in _FORMER
    if is_former or not config.exists():
        Folder(home).write(config.name, wanted.encode())
    if is_former:
        _LOG.warning("%s: written anew, for it stood as an older version of this program had written it", config)
    return home


@contextlib.contextmanager
def history_told_of(settings: Settings) -> Iterator[None]:
    """Turn what the database of the history says, when it cannot be read or written, into words: HistoryError."""
    try:
        yield
    except SQLAlchemyError as error:
        said = str(error.orig or "") if isinstance(error, DBAPIError) else ""  # others may repeat an address, a secret
        told = next(iter(said.strip().splitlines()), type(error).__name__)
        where, advice = (
            (settings.warehouse / "dagster", "make room on the disk and check the folder's permissions")
            if settings.profile == "local"
            else ("CLAIMS_POSTGRES_URL", "see that PostgreSQL runs and can be reached")
        )
        raise HistoryError(
            f"{where}: the history of runs cannot be used ({told}); {advice}, then run the command again: it goes on "
            "from where this one stopped"
        ) from error


def open_instance(settings: Settings) -> dg.DagsterInstance:
    """The instance that the Dagster UI shows, so that a run from the terminal is in its history too."""
    return dg.DagsterInstance.from_config(str(dagster_home(settings)))
