"""How the tallies of shards reach the step that adds them up: through the installation's store, so no disk is shared.

What belongs here: Dagster's IO manager for tallies. What must never be here: records, which steps read and write
themselves, and pickles: whoever may write into the store must not thereby run code on every worker.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from typing import Any

import dagster as dg

from pipeline.defs.running.sharded import Tally
from pipeline.storage import Store


class Tallies(dg.IOManager):
    """Keeps the tally that each step came to last as one file, `STEP/RUN`, in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def handle_output(self, context: dg.OutputContext, obj: list[Tally]) -> None:
        """Write a shard's tallies, in place of those that the same step of other runs left."""
        folder, file = _place(context.get_identifier())
        self._store.write(f"{folder}/{file}", _to_json(obj))
        for other in self._store.sizes(folder):
            if other != file:
                self._store.delete(f"{folder}/{other}")

    def load_input(self, context: dg.InputContext) -> list[Tally]:
        """Read a shard's tallies, of this run or of the one that it resumes.

        Where another run did the step since, they are gone: they are only told, so nothing then counts.
        """
        if context.upstream_output is None:
            raise ValueError("a tally is always made by another step")
        folder, file = _place(context.upstream_output.get_identifier())
        try:
            with self._store.open(f"{folder}/{file}") as stream:
                return _from_json(stream.read())
        except (FileNotFoundError, ValueError):  # ValueError: of older code, in a run that goes on with this one
            return []


def _place(identifier: Sequence[str]) -> tuple[str, str]:
    """The folder and the file of what `identifier` names: run, step, output."""
    return ".".join(identifier[1:]), identifier[0]


def _to_json(tallies: Sequence[Tally]) -> bytes:
    """Tallies as JSON; the rows of a preview become mappings from column to what is shown of it."""
    told = [
        {
            "counts": tally.counts,
            "breakdown": [[list(key), count] for key, count in tally.breakdown.items()],
            "preview": [_shown(row) for row in tally.preview],
        }
        for tally in tallies
    ]
    return json.dumps(told, default=str).encode()


def _from_json(content: bytes) -> list[Tally]:
    return [
        Tally(
            Counter(told["counts"]),
            Counter({tuple(key): count for key, count in told["breakdown"]}),
            tuple(told["preview"]),
        )
        for told in json.loads(content)
    ]


def _shown(row: Any) -> Any:
    return asdict(row) if is_dataclass(row) and not isinstance(row, type) else row
