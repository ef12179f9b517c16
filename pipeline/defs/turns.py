"""When services and hosts may be called next, for workers on many machines: a table in PostgreSQL.

What belongs here: reading and changing a row while everybody else waits for it. What must never be here: how long a
rest is, which `gathering` knows.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.defs.lease import ask, connect, make_table
from pipeline.gathering.pacing import OwnTurns, Turns

_TABLE = """
CREATE TABLE IF NOT EXISTS claims_turns (
    name TEXT PRIMARY KEY, free_at TIMESTAMPTZ NOT NULL DEFAULT '0001-01-01T00:00:00Z',
    not_before TIMESTAMPTZ NOT NULL DEFAULT '0001-01-01T00:00:00Z')
"""
_ADD = "INSERT INTO claims_turns (name) VALUES (%s) ON CONFLICT (name) DO NOTHING"
_HOLD = "SELECT free_at, not_before FROM claims_turns WHERE name = %s FOR UPDATE"
_CHANGE = "UPDATE claims_turns SET free_at = %s, not_before = %s WHERE name = %s"


@dataclass(frozen=True, slots=True)
class DatabaseTurns:
    """The turns of everybody who shares a database; while it is away, a worker keeps its own."""

    url: str = field(repr=False)
    _without: OwnTurns = field(default_factory=OwnTurns, repr=False)
    _made: list[bool] = field(default_factory=list, repr=False)

    @contextlib.contextmanager
    def held(self, name: str) -> Iterator[Turns]:
        """The turns of that name, locked against everybody else while they are changed."""
        import psycopg2

        try:
            connection = connect(self.url, patience=0)
            if not self._made:
                make_table(connection, _TABLE)
                self._made.append(True)
            connection.autocommit = False
            ask(connection, _ADD, [name])
            ((free_at, not_before),) = ask(connection, _HOLD, [name])
        except psycopg2.Error:
            with self._without.held(name) as turns:
                yield turns
            return
        with contextlib.closing(connection):
            turns = Turns(free_at, not_before)
            yield turns
            with contextlib.suppress(psycopg2.Error):
                ask(connection, _CHANGE, [turns.free_at, turns.not_before, name])
                connection.commit()
