"""Dagster's configuration is kept up with the program until a person makes it theirs."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.exc import ArgumentError, OperationalError

from pipeline.defs.foreseen import HistoryError
from pipeline.defs.running.instance import CLUSTER_YAML, DAGSTER_YAML, dagster_home, history_told_of
from pipeline.settings import Settings

KEPT = """  custom:
    module: pipeline.defs.history
    class: KeptPostgresStorage
    config:
      postgres_url:
        env: CLAIMS_POSTGRES_URL
"""
PLAIN = """  postgres:
    postgres_url:
      env: CLAIMS_POSTGRES_URL
"""
UNPOOLED = CLUSTER_YAML.replace(KEPT, PLAIN)
WITHOUT_FRESHNESS = DAGSTER_YAML.replace("freshness:\n  enabled: true\n", "")


@pytest.mark.parametrize(("profile", "where"), [("local", "warehouse/dagster"), ("cluster", "CLAIMS_POSTGRES_URL")])
def test_a_history_that_cannot_be_written_is_told_with_its_place(tmp_path: Path, profile: str, where: str) -> None:
    refused = OperationalError("INSERT INTO runs", {}, Exception("database or disk is full\nat line 3"))
    with (
        pytest.raises(
            HistoryError, match=rf"{where}: the history of runs cannot be used \(database or disk is full\);"
        ),
        history_told_of(settings(tmp_path, profile)),
    ):
        raise refused


def test_an_address_with_a_password_is_not_repeated(tmp_path: Path) -> None:
    with (
        pytest.raises(HistoryError, match=r"cannot be used \(ArgumentError\)"),
        history_told_of(settings(tmp_path, "local")),
    ):
        raise ArgumentError("Could not parse postgresql://claims:hidden@db/claims")


def settings(home: Path, profile: str) -> Settings:
    return Settings(
        home=home,
        profile=profile,
        postgres_url="postgresql://claims@127.0.0.1/claims",
        broker_url="redis://127.0.0.1",
        store_url="s3://claims",
    )


@pytest.mark.parametrize(
    ("profile", "former", "now"),
    [("cluster", UNPOOLED, CLUSTER_YAML), ("local", WITHOUT_FRESHNESS, DAGSTER_YAML)],
)
def test_what_older_code_wrote_is_written_anew_once_and_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, profile: str, former: str, now: str
) -> None:
    config = dagster_home(settings(tmp_path, profile)) / "dagster.yaml"
    config.write_text(former, encoding="utf-8")
    dagster_home(settings(tmp_path, profile))
    assert config.read_text(encoding="utf-8") == now
    assert str(config) in caplog.text
    caplog.clear()
    dagster_home(settings(tmp_path, profile))
    assert not caplog.text


def test_what_a_person_edited_stays_theirs(tmp_path: Path) -> None:
    config = dagster_home(settings(tmp_path, "cluster")) / "dagster.yaml"
    edited = UNPOOLED.replace("max_concurrent_runs: 1", "max_concurrent_runs: 1  # as agreed")
    config.write_text(edited, encoding="utf-8")
    dagster_home(settings(tmp_path, "cluster"))
    assert config.read_text(encoding="utf-8") == edited
