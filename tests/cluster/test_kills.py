"""A run that is killed again and again publishes in the end what an undisturbed one does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cluster.torture import torture

pytestmark = [pytest.mark.cluster, pytest.mark.slow]
KILLS = int(os.environ.get("CLAIMS_TEST_KILLS", "2"))


def test_kills_of_workers_database_and_object_storage_change_nothing_that_is_published(tmp_path: Path) -> None:
    tally = torture(tmp_path, KILLS, seed=7)
    assert sum(tally.kills.values()) == KILLS
    assert tally.different == []
