"""Divided into shards, a run publishes what it publishes in one piece, and goes on where other shards left off."""

from __future__ import annotations

from pathlib import Path

from tests.whole.project import Project
from tests.whole.published import published


def test_a_run_in_shards_publishes_what_a_run_in_one_piece_does(tmp_path: Path, project: Project) -> None:
    divided = Project(tmp_path / "divided", project.base)
    project.run("refresh")
    divided.run("refresh", CLAIMS_SHARDS="3")
    assert published(divided.database) == published(project.database)


def test_another_number_of_shards_does_nothing_over_again(project: Project) -> None:
    project.run("refresh", "--offline", CLAIMS_SHARDS="2")
    first = published(project.database, exactly=True)
    project.run("refresh", "--offline", CLAIMS_SHARDS="3")
    project.run("refresh", "--offline")
    assert published(project.database, exactly=True) == first
