"""Circles of objects are looked for seldom while a run makes records, and no more when the program ends."""

from __future__ import annotations

import gc
import subprocess
import sys

from pipeline.defs import circles

_PROGRAM = """
import gc
from pipeline.defs import (circles)

looked = []
with circles.looked_for_never_again():
    held = [[number] for number in range(10_000)]
    gc.callbacks.append(lambda phase, about: looked.append(phase))
more = [[number] for number in range(1_000_000)]
print(len(looked), gc.get_freeze_count() >= len(held))
"""


def test_circles_are_looked_for_as_usual_after_a_run() -> None:
    usual = gc.get_threshold()
    with circles.looked_for_seldom():
        assert gc.get_threshold() > usual
    assert gc.get_threshold() == usual


def test_a_program_that_ends_looks_for_none_any_more() -> None:
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "True"]
