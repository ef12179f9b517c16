"""Dagster's own storage: the instance that keeps the history of runs, under the warehouse or in PostgreSQL.

What belongs here: the one `dagster.yaml` and how to open it. What must never be here: what a run does.
"""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from pipeline.settings import Settings

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


def dagster_home(settings: Settings) -> Path:
    """The folder of Dagster's configuration (and, on one machine, its history), made if it is not there."""
    is_local = settings.profile == "local"
    home = settings.warehouse / ("dagster" if is_local else "dagster-cluster")
    home.mkdir(parents=True, exist_ok=True)
    config = home / "dagster.yaml"
    if not config.exists():
        config.write_text(DAGSTER_YAML if is_local else CLUSTER_YAML, encoding="utf-8")
    return home


def open_instance(settings: Settings) -> dg.DagsterInstance:
    """The instance that the Dagster UI shows, so that a run from the terminal is in its history too."""
    return dg.DagsterInstance.from_config(str(dagster_home(settings)))
