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
    """Keeps the tally that each step came to last as one file, `STEP/RUN`, in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def handle_output(self, context: dg.OutputContext, obj: Tally) -> None:
        """Write a shard's tally, in place of those that the same step of other runs left."""
        folder, file = _place(context.get_identifier())
        self._store.write(f"{folder}/{file}", pickle.dumps(obj))
        for other in self._store.sizes(folder):
            if other != file:
                self._store.delete(f"{folder}/{other}")

    def load_input(self, context: dg.InputContext) -> Tally:
        """Read a shard's tally, of this run or of the one that it resumes.

        Where another run did the step since, the tally is gone: it is only told, so it then counts nothing.
        """
        if context.upstream_output is None:
            raise ValueError("a tally is always made by another step")
        folder, file = _place(context.upstream_output.get_identifier())
        try:
            with self._store.open(f"{folder}/{file}") as stream:
                tally: Tally = pickle.load(stream)
        except FileNotFoundError:
            return Tally()
        return tally


def _place(identifier: Sequence[str]) -> tuple[str, str]:
    """The folder and the file of what `identifier` names: run, step, output."""
    return ".".join(identifier[1:]), identifier[0]
