"""When services and hosts may be called next, for workers on many machines: a table in PostgreSQL.

What belongs here: reading and changing a row while everybody else waits for it. What must never be here: how long a
rest is, which `gathering` knows.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.defs.machines.lease import ask, connect, make_table
from pipeline.gathering.pacing import OwnTurns, Turns

if TYPE_CHECKING:
    import psycopg2.extensions

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
    """The turns of everybody who shares a database; while it is away, a worker keeps its own.

    A turn is taken for every look, so connections are kept: as many as were ever needed at the same time.
    """

    url: str = field(repr=False)
    _without: OwnTurns = field(default_factory=OwnTurns, repr=False)
    _idle: list[psycopg2.extensions.connection] = field(default_factory=list, repr=False)

    @contextlib.contextmanager
    def held(self, name: str) -> Iterator[Turns]:
        """The turns of that name, locked against everybody else while they are changed."""
        import psycopg2

        try:
            connection, turns = self._hold(name)
        except psycopg2.Error:
            with self._without.held(name) as turns:
                yield turns
            return
        with contextlib.ExitStack() as unfinished:
            unfinished.callback(connection.close)
            yield turns
            with contextlib.suppress(psycopg2.Error):
                ask(connection, _CHANGE, [turns.free_at, turns.not_before, name])
                connection.commit()
                unfinished.pop_all()
                self._idle.append(connection)

    def _hold(self, name: str) -> tuple[psycopg2.extensions.connection, Turns]:
        """A connection that holds the row. Raises psycopg2.Error."""
        import psycopg2

        while self._idle:
            try:
                kept = self._idle.pop()
                return kept, _hold(kept, name)
            except IndexError:
                break  # another thread took the last one
            except psycopg2.Error:
                kept.close()  # the database was away in the meantime
        made = connect(self.url, patience=0)
        make_table(made, _TABLE)
        made.autocommit = False
        return made, _hold(made, name)


def _hold(connection: psycopg2.extensions.connection, name: str) -> Turns:
    ask(connection, _ADD, [name])
    ((free_at, not_before),) = ask(connection, _HOLD, [name])
    return Turns(free_at, not_before)
