"""Dagster's own storage: the instance that keeps the history of runs, under the warehouse.

What belongs here: the one `dagster.yaml` and how to open it. What must never be here: what a run does.
"""

from __future__ import annotations

from pathlib import Path

import dagster as dg

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


def dagster_home(warehouse: Path) -> Path:
    """The folder of Dagster's run history, made with its `dagster.yaml` if it is not there."""
    home = warehouse / "dagster"
    home.mkdir(parents=True, exist_ok=True)
    config = home / "dagster.yaml"
    if not config.exists():
        config.write_text(DAGSTER_YAML, encoding="utf-8")
    return home


def open_instance(warehouse: Path) -> dg.DagsterInstance:
    """The instance that the Dagster UI shows, so that a run from the terminal is in its history too."""
    return dg.DagsterInstance.from_config(str(dagster_home(warehouse)))
