"""What waits for a look is said by a check and acted on by a sensor, as the register asks claim by claim."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import dagster as dg
from hypothesis import given
from hypothesis import strategies as st

from pipeline.definitions import build_definitions
from pipeline.defs.automation import due_sensor
from pipeline.defs.due import claims_due
from pipeline.defs.installation import Installation
from pipeline.judging import DEFAULT_POLICY
from pipeline.model import Claim, Outcome, Snapshot
from pipeline.settings import Settings

TODAY = dt.datetime.now(dt.UTC).date()


def claim(name: str, freshness: int | None, *sources: str, chapter: str = "one") -> Claim:
    return Claim(
        claim_id=name, chapter_id=chapter, statement=name, quote=name, sources=sources, freshness_days=freshness
    )


def look(source: str, days_ago: int, outcome: Outcome = "fetched") -> Snapshot:
    at = dt.datetime.combine(TODAY - dt.timedelta(days=days_ago), dt.time(), dt.UTC)
    sha = "ab" if outcome == "fetched" else None
    return Snapshot(
        snapshot_id=f"{source} {days_ago}", source_id=source, fetched_at=at, outcome=outcome, payload_sha256=sha
    )


def test_a_claim_is_due_when_none_of_its_sources_was_read_within_its_freshness() -> None:
    claims = [
        claim("old", 90, "a"),
        claim("older", 30, "a"),
        claim("fresh by its second source", 90, "a", "b"),
        claim("fresh by an unchanged answer", 90, "c"),
        claim("asks for nothing", None, "a"),
        claim("never read", 90, "d"),
    ]
    looks = [look("a", 100), look("b", 90), look("c", 200), look("c", 10, "not_modified"), look("d", 1, "blocked")]
    due = claims_due(claims, looks, DEFAULT_POLICY, TODAY)
    assert [str(one) for one in due] == [
        "older was looked at 100 days ago and asks for 30",
        "old was looked at 100 days ago and asks for 90",
    ]


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_look_is_due_on_the_day_after_its_limit_and_not_before(age: int, limit: int) -> None:
    due = claims_due([claim("one", limit, "a")], [look("a", age)], DEFAULT_POLICY, TODAY)
    assert bool(due) == (age > limit)


def test_the_sensor_asks_once_a_day_for_what_is_due_and_only_for_its_chapter(tmp_path: Path) -> None:
    installation = Installation(Settings(home=tmp_path))
    sensor = due_sensor(installation)
    repository = build_definitions(installation).get_repository_def()

    def tick() -> dg.SensorExecutionData:
        with dg.DagsterInstance.ephemeral() as instance:
            return sensor.evaluate_tick(dg.build_sensor_context(instance=instance, repository_def=repository))

    installation.records.replace("claims", [claim("fresh", 90, "a")], "one")
    installation.records.append("snapshots", [look("a", 40), look("b", 40)])
    assert not tick().run_requests
    installation.records.replace("claims", [claim("fresh", 90, "a"), claim("due", 30, "b")], "one")
    (asked,) = tick().run_requests or ()
    assert asked.run_key == f"due {TODAY.isoformat()}"
    assert asked.run_config == {"resources": {"refresh": {"config": {"chapter": "one"}}}}
    installation.records.replace("claims", [claim("another", 7, "a", chapter="two")], "two")
    (asked,) = tick().run_requests or ()
    assert not asked.run_config, "two chapters wait: the whole is refreshed"
