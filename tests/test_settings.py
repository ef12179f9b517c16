"""Settings of a cluster are checked before anything runs, and no message shows a secret."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from pipeline.settings import Settings, misspelled
from tests.whole.project import Project

CLUSTER = {
    "profile": "cluster",
    "postgres_url": "postgresql://claims:hidden-1@db/claims",
    "broker_url": "redis://:hidden-2@broker/0",
    "store_url": "s3://bucket/claims",
    "store_key": "key",
    "store_secret": "hidden-3",
}


def test_a_setting_that_is_nearly_named_right_is_named_with_the_one_it_is_near() -> None:
    there = {"CLAIMS_DEADLNE": "5", "claims_conection": "3", "CLAIMS_HOME": "/x", "CLAIMS_SUITES": "/s", "PATH": "/"}
    assert misspelled(there) == {"CLAIMS_CONECTION": "CLAIMS_CONNECTIONS", "CLAIMS_DEADLNE": "CLAIMS_DEADLINE"}


def test_a_misspelled_setting_is_told_and_stops_nothing(tmp_path: Path) -> None:
    said = Project(tmp_path / "project", "https://example.org").run("check", CLAIMS_DEADLNE="5")
    assert "warning CLAIMS_DEADLNE: there is no such setting, it has no effect; did you mean CLAIMS_DEADLINE?" in (
        said.stderr
    )


def test_a_cluster_has_more_shards_than_one_machine_unless_it_is_told_otherwise() -> None:
    assert Settings().shards == 1
    assert Settings.model_validate(CLUSTER).shards == 8
    assert Settings.model_validate(CLUSTER).database_memory < Settings().database_memory
    assert Settings.model_validate({**CLUSTER, "shards": 2}).shards == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"postgres_url": None, "broker_url": None}, "CLAIMS_POSTGRES_URL, CLAIMS_BROKER_URL"),
        ({"store_url": "https://bucket.example"}, "s3://bucket"),
        ({"store_secret": None}, "belong together"),
        ({"postgres_url": "mysql://claims:hidden-4@db/claims"}, "postgresql://"),
        ({"broker_url": "amqp://claims:hidden-5@broker"}, "redis://"),
    ],
)
def test_what_is_missing_or_wrong_is_named_and_no_secret_is_shown(wrong: dict[str, str], told: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Settings.model_validate({**CLUSTER, **wrong})
    assert told in str(refused.value)
    assert "hidden" not in str(refused.value)
    assert "hidden" not in repr(Settings.model_validate(CLUSTER))


def test_a_command_says_what_a_cluster_lacks(project_without_web: Project) -> None:
    failed = project_without_web.run("status", exit_code=1, CLAIMS_PROFILE="cluster")
    assert "CLAIMS_POSTGRES_URL, CLAIMS_BROKER_URL, CLAIMS_STORE_URL" in failed.stderr


def test_a_worker_belongs_to_a_cluster(project_without_web: Project) -> None:
    assert "CLAIMS_PROFILE=cluster" in project_without_web.run("worker", exit_code=1).stderr


@pytest.fixture
def project_without_web(tmp_path: Path) -> Project:
    """A project whose sources lead nowhere."""
    return Project(tmp_path / "project", "http://127.0.0.1:9")


def test_a_setting_that_is_no_json_is_named(project_without_web: Project) -> None:
    told = project_without_web.run("status", exit_code=1, CLAIMS_WAYBACK_URLS="https://example.org").stderr
    assert "CLAIMS_WAYBACK_URLS: it is no JSON" in told
    assert "Traceback" not in told
