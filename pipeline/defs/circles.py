"""How often Python looks for circles of objects that nobody holds, while a run makes records by the million.

What belongs here: the garbage collector's pace. What must never be here: what a run makes. Records hold no circles, and
are freed without it; at its usual pace, looking at them over and over took two thirds of the time to read a register
of 15,000 claims.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

_OBJECTS = 100_000
"""New objects between two looks at the youngest; the usual number is 700."""


@contextlib.contextmanager
def looked_for_seldom() -> Iterator[None]:
    """Look for circles less often until the block ends."""
    usual = gc.get_threshold()
    gc.set_threshold(_OBJECTS, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@contextlib.contextmanager
def looked_for_never_again() -> Iterator[None]:
    """Look for circles less often until the block ends, and then no more: for a program that ends with the block, which
    would otherwise look through everything that it holds, several times over, just before it lets go of all."""
    try:
        with looked_for_seldom():
            try:
                yield
            finally:
                gc.freeze()
    finally:
        gc.disable()
