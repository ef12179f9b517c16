"""A refresh works on what changed alone: counted by what its assets report."""

from __future__ import annotations

from typing import Any

import dagster as dg
from pytest_httpserver import HTTPServer

from pipeline.definitions import build_definitions
from pipeline.defs.installation import Installation
from pipeline.defs.running.run import refresh_options
from pipeline.settings import Settings
from tests.whole.conftest import allow_robots
from tests.whole.project import PAGES, Project, page


def reported(project: Project) -> dict[str, dict[str, Any]]:
    """Run a refresh, and give what each asset reports of it."""
    settings = Settings(home=project.home, allow_addresses=("127.0.0.0/8",))
    installation = Installation(settings)
    definitions = build_definitions(installation, refresh_options(installation))
    result = definitions.resolve_job_def("refresh_all").execute_in_process(instance=dg.DagsterInstance.ephemeral())
    return {
        event.asset_key.to_user_string(): {name: value.value for name, value in event.materialization.metadata.items()}
        for event in result.get_asset_materialization_events()
        if event.asset_key
    }


def test_when_one_source_changed_only_its_claims_are_matched_and_decided_again(
    project: Project, web: HTTPServer
) -> None:
    first = reported(project)
    everything = first["verdicts"]["decided_now"]
    assert first["chapters"]["read_now"] == first["reports"]["rendered_now"] == 1
    assert everything > 4

    second = reported(project)
    assert (second["pages"]["new_rows"], second["passages"]["pages_read_now"]) == (0, 0)
    assert (second["evidence"]["pairs_matched_now"], second["digests"]["taken_now"]) == (0, 0)
    assert (second["verdicts"]["decided_now"], second["changes"]["told_now"]) == (0, 0)
    assert second["reports"]["rendered_now"] == 0

    web.clear()
    allow_robots(web)
    web.expect_request("/lost").respond_with_data("gone astray", status=404)
    for path, body in {**PAGES, "/harbour": PAGES["/harbour"].replace("431", "612")}.items():
        web.expect_request(path).respond_with_data(page(path.strip("/"), body), content_type="text/html; charset=utf-8")
    third = reported(project)
    assert third["pages"]["new_rows"] == 1
    assert 0 < third["passages"]["new_rows"] < third["passages"]["dagster/row_count"]
    for table in ("chapters", "claims", "sources", "snapshots", "passages", "evidence", "verdicts", "changes"):
        (published,) = project.ask(f"SELECT count(*) AS rows FROM {table}")
        assert third[table]["dagster/row_count"] == published["rows"] > 0, table
    assert third["evidence"]["pairs_matched_now"] == 1
    assert (third["digests"]["taken_now"], third["verdicts"]["decided_now"]) == (1, 1)
    assert third["reports"]["rendered_now"] == 1
    assert project.verdicts()["boats"] == ("stale", "figure_moved")
    assert project.verdicts()["members"] == ("supported", "exact")
