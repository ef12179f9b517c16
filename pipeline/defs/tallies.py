"""How the tallies of shards reach the step that adds them up: through the installation's store, so no disk is shared.

What belongs here: Dagster's IO manager for tallies. What must never be here: records, which steps read and write
themselves.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence

import dagster as dg

from pipeline.defs.sharded import Tally
from pipeline.storage import Store


class Tallies(dg.IOManager):
    """Keeps each tally as one file, `RUN/STEP`, in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def handle_output(self, context: dg.OutputContext, obj: Tally) -> None:
        """Write a shard's tally."""
        self._store.write(_name(context.get_identifier()), pickle.dumps(obj))

    def load_input(self, context: dg.InputContext) -> Tally:
        """Read a shard's tally, of this run or of the one that it resumes."""
        if context.upstream_output is None:
            raise ValueError("a tally is always made by another step")
        with self._store.open(_name(context.upstream_output.get_identifier())) as stream:
            tally: Tally = pickle.load(stream)
        return tally


def _name(identifier: Sequence[str]) -> str:
    return f"{identifier[0]}/{'.'.join(identifier[1:])}"
