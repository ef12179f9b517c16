"""A run on two workers publishes what a run on one machine does, and shows nobody a secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cluster.library import Cluster
from tests.whole.project import Project
from tests.whole.published import published

pytestmark = pytest.mark.cluster


def test_two_workers_publish_what_one_machine_does(tmp_path: Path, project: Project, cluster: Cluster) -> None:
    alone = Project(tmp_path / "alone", project.base)
    alone.run("refresh")
    for _ in range(2):
        cluster.start_worker(project)
    printed = project.run("refresh", **cluster.settings()).stdout
    assert "bound_holds" in printed
    assert published(project.database) == published(alone.database)
    assert (project.home / "warehouse" / "reports" / "ferry-town.html").is_file()
    assert not (project.home / "warehouse" / "records").exists()
