"""What moved is told once, and only that; a channel that fails is told later and fails no run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
import stamina
from pytest_httpserver import HTTPServer

from pipeline.definitions import build_definitions
from pipeline.defs.installation import Installation
from pipeline.settings import Settings
from tests.whole.project import TRANSCRIPT, Project


@pytest.fixture(autouse=True)
def _no_pauses() -> Iterator[None]:
    stamina.set_testing(True, attempts=2)
    yield
    stamina.set_testing(False)


def told(project: Project) -> list[dict[str, Any]]:
    path = project.home / "warehouse" / "told.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def amend(project: Project, day: str, cost: str) -> None:
    """Let the minutes say another sum from a day on."""
    path = project.home / "seeds" / "transcripts" / "council-minutes.md"
    path.write_text(TRANSCRIPT.replace("as_of: 2024-03-12", f"as_of: {day}").replace("$14", cost), encoding="utf-8")


def test_each_change_is_told_once_and_old_ones_not_at_all(project: Project) -> None:
    project.run("refresh", "--offline")
    amend(project, "2024-03-13", "$16")
    project.run("refresh", "--offline")
    assert project.ask("SELECT count(*) AS n FROM changes WHERE status_before IS NOT NULL")[0]["n"] == 1
    on = {"CLAIMS_ALERT_FILE": "told.jsonl"}
    project.run("refresh", "--offline", **on)
    assert told(project) == [], "what moved before the channel was switched on is history"
    amend(project, "2024-03-14", "$14")
    project.run("refresh", "--offline", **on)
    project.run("refresh", "--offline", **on)
    (alert,) = told(project)
    assert [item["claim_id"] for item in alert["items"]] == ["wall-cost"]
    project.run("refresh", "--offline", "--as-of", "2024-03-12", **on)
    assert len(told(project)) == 1, "a replay of a past day is no news"


def test_a_webhook_that_is_away_is_told_by_the_next_run(project: Project, web: HTTPServer) -> None:
    on = {"CLAIMS_ALERT_WEBHOOK": f"{project.base}/hook"}
    project.run("refresh", "--offline", **on)
    amend(project, "2024-03-13", "$16")
    web.expect_ordered_request("/hook").respond_with_data("away", status=503)
    web.expect_ordered_request("/hook").respond_with_data("away", status=503)
    web.expect_ordered_request("/hook").respond_with_data("ok")
    said = project.run("refresh", "--offline", **on)
    assert "webhook: answered 503" in said.stderr
    assert "/hook" not in said.stdout + said.stderr
    project.run("refresh", "--offline", **on)
    project.run("refresh", "--offline", **on)
    posted = [request for request, _ in web.log if request.path == "/hook"]
    assert len(posted) == 3, "twice in vain, once told"
    assert "1 claim moved" in posted[-1].json["text"]


def test_a_failed_run_is_told_through_the_same_channels(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, alert_file=Path("told.jsonl"))
    sensor = build_definitions(Installation(settings)).resolve_sensor_def("failures")
    assert sensor.default_status is dg.DefaultSensorStatus.RUNNING

    @dg.op
    def fails() -> None:
        raise RuntimeError("the disk is full")

    @dg.job
    def refresh_all() -> None:
        fails()

    with dg.DagsterInstance.ephemeral() as instance:
        result = refresh_all.execute_in_process(instance=instance, raise_on_error=False)
        context = dg.build_run_status_sensor_context(
            sensor_name="failures",
            dagster_event=result.get_run_failure_event(),
            dagster_instance=instance,
            dagster_run=result.dagster_run,
        ).for_run_failure()
        sensor(context)
    (line,) = (tmp_path / "warehouse" / "told.jsonl").read_text(encoding="utf-8").splitlines()
    assert "refresh_all failed" in json.loads(line)["subject"]


def test_alerts_are_off_by_default(tmp_path: Path) -> None:
    sensor = build_definitions(Installation(Settings(home=tmp_path))).resolve_sensor_def("failures")
    assert sensor.default_status is dg.DefaultSensorStatus.STOPPED


def test_secrets_of_the_settings_are_not_shown(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, alert_webhook="https://hooks.example.org/hush", alert_smtp="smtp://a:hush@b")
    assert "hush" not in repr(Installation(settings))
