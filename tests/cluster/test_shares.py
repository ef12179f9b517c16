"""A party that is held to a share of a core gets so much and no more, and takes none from another."""

from __future__ import annotations

import os
import statistics
from pathlib import Path

import pytest

from tests.cluster import shares as module
from tests.cluster.shares import ShareError, Shares, work_side_by_side

pytestmark = [pytest.mark.cluster, pytest.mark.slow]
MAY_SHARE = os.access("/sys/fs/cgroup/cpu/cpu.shares", os.W_OK)


def test_two_parties_do_twice_the_work_of_one_and_neither_more_than_its_share() -> None:
    def pace(count: int, share: float) -> float:
        with Shares(share).held() as shares:
            done = work_side_by_side(count, 1.0, shares)
        return sum(statistics.median(one.pace) for one in done)

    if not MAY_SHARE:
        with pytest.raises(ShareError, match="control groups"):
            pace(1, 0.2)
        return
    alone = pace(1, 0.2)
    assert alone < 0.4 * pace(1, 1.0)
    assert 1.7 < pace(2, 0.2) / alone < 2.3


def test_a_machine_that_cannot_share_says_what_it_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_GROUPS", tmp_path / "none")
    with pytest.raises(ShareError, match="without a share"), Shares(0.5).held():
        pass
    with Shares().held() as shares, shares.party("anybody"):
        pass
