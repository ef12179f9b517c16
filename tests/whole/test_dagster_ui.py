"""The Dagster UI, driven as a person drives it: the graph opens, “Materialize all” succeeds, the metadata is there."""

from __future__ import annotations

from tests.chromium import IN_CHROMIUM, chromium
from tests.whole.dagster_ui import asked, served, wait
from tests.whole.project import Project

pytestmark = IN_CHROMIUM


def test_materialize_all_in_the_browser_publishes_the_database_with_its_metadata(project: Project) -> None:
    with served(project.environment()) as address, chromium() as browser:
        page = browser.new_page(viewport={"width": 1600, "height": 1000})
        page.goto(f"{address}/asset-groups")
        for group in ("reading", "gathering", "judging", "publishing"):
            page.get_by_text(group, exact=True).first.wait_for(timeout=60_000)
        page.get_by_role("button", name="Materialize all").click(timeout=60_000)
        runs = "{ runsOrError { ... on Runs { results { status } } } }"
        states = wait(
            lambda: [
                run["status"]
                for run in asked(address, runs)["runsOrError"]["results"]
                if run["status"] in ("SUCCESS", "FAILURE")
            ],
            "the run to end",
            180,
        )
        assert states == ["SUCCESS"]
        page.goto(f"{address}/assets/published?view=overview")
        page.get_by_text("claims.duckdb").first.wait_for(timeout=60_000)
        page.get_by_text("status", exact=True).first.wait_for(timeout=60_000)
        browser.close()
    assert project.verdicts()["boats"] == ("supported", "bound_holds")


def test_the_checks_the_schedule_and_the_sensor_are_there(project: Project) -> None:
    with served(project.environment()) as address:
        found = asked(
            address,
            """{ repositoriesOrError { ... on RepositoryConnection { nodes {
                jobs { name } schedules { name cronSchedule } sensors { name }
                assetNodes { assetKey { path } groupName owners { ... on TeamAssetOwner { team } } kinds
                             hasAssetChecks description } } } } }""",
        )
    (repository,) = found["repositoriesOrError"]["nodes"]
    assert {"refresh_all", "verdicts_only"} <= {job["name"] for job in repository["jobs"]}
    assert [schedule["cronSchedule"] for schedule in repository["schedules"]] == ["0 6 * * *"]
    assert {"manuscripts", "due", "failures"} <= {sensor["name"] for sensor in repository["sensors"]}
    assets = {node["assetKey"]["path"][-1]: node for node in repository["assetNodes"]}
    assert {"chapters", "mentions", "claims", "sources", "snapshots", "passages", "evidence"} <= assets.keys()
    assert {"verdicts", "changes", "conflicts", "reviews", "published"} <= assets.keys()
    assert all(node["description"] and node["owners"] and node["kinds"] for node in assets.values())
    assert {name for name, node in assets.items() if node["hasAssetChecks"]} >= {"mentions", "snapshots", "verdicts"}
