"""One run at a time; the second waits, says so, and gives up with a sentence; a dead holder holds nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.defs.machines.occupancy import OccupiedError, occupied

HOLDER = """
import sys, pathlib
from pipeline.defs.machines.occupancy import occupied
with occupied(pathlib.Path(sys.argv[1]), patience=5):
    print("holding", flush=True)
    sys.stdin.readline()
"""


def hold(warehouse: Path) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(warehouse)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "holding\n"
    return holder


def test_a_second_run_says_that_it_waits_and_gives_up_naming_the_holder(tmp_path: Path) -> None:
    with hold(tmp_path) as holder:
        said: list[str] = []
        with (
            pytest.raises(OccupiedError, match=f"process {holder.pid}"),
            occupied(tmp_path, patience=0.3, waiting=said.append),
        ):
            pass
        assert len(said) == 1
        assert str(holder.pid) in said[0]
        holder.communicate("\n", timeout=20)


def test_a_killed_holder_leaves_the_warehouse_free(tmp_path: Path) -> None:
    with hold(tmp_path) as holder:
        holder.kill()
        holder.wait(timeout=20)
        with occupied(tmp_path, patience=1):
            pass


def test_the_warehouse_is_free_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), occupied(tmp_path, patience=0):
        raise ZeroDivisionError
    with occupied(tmp_path, patience=0):
        pass
