"""Dagster is told how recent the daily tables have to be."""

from __future__ import annotations

from pathlib import Path

from pipeline.definitions import build_definitions
from pipeline.defs.installation import Installation
from pipeline.settings import Settings


def test_what_a_daily_refresh_makes_has_a_freshness_policy(tmp_path: Path) -> None:
    graph = build_definitions(Installation(Settings(home=tmp_path))).resolve_asset_graph()
    promised = {key.to_user_string() for key in graph.get_all_asset_keys() if graph.get(key).freshness_policy}
    assert promised == {"snapshots", "verdicts", "published"}
