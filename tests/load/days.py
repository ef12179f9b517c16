"""`claims …` as on another day: the command line of the product, with this process's clock set ahead.

    python -m tests.load.days 3 refresh

What belongs here: the clock. What must never be here: anything that a command does. The clock runs on from there, so
that what takes time still does, and CPU time is what it is.
"""

from __future__ import annotations

import datetime as dt
import sys

import time_machine


def main() -> None:
    """Run a command so many days ahead."""
    ahead = dt.timedelta(days=int(sys.argv.pop(1)))
    with time_machine.travel(dt.datetime.now(dt.UTC) + ahead, tick=True):
        from pipeline.cli import main as claims

        claims()


if __name__ == "__main__":
    main()
