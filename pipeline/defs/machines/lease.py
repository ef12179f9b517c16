"""How runs and steps on many machines keep out of one another's way: locks in PostgreSQL.

What belongs here: taking, renewing and giving back. What must never be here: anything that is done while a lock is
held, and Dagster's own tables.

A run is many steps on many machines, none of which lives as long as the run, so it holds the warehouse by a lease: a
row that every step renews while it works, and that another run takes over when nobody renewed it for a minute or
Dagster says that the run is over. A step is held by an advisory lock, which the database takes back when the
connection of its process ends, however it ends.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.defs.machines.occupancy import OccupiedError

if TYPE_CHECKING:
    import psycopg2.extensions

LEASE = 60.0
"""Seconds for which a run holds the warehouse after a step renewed the lease."""
_RENEW_EVERY = LEASE / 6
_PATIENCE = 120.0
"""Seconds for which a database that is away is waited for."""
_TABLE = """
CREATE TABLE IF NOT EXISTS claims_occupancy (
    warehouse TEXT PRIMARY KEY, run_id TEXT NOT NULL, began TIMESTAMPTZ NOT NULL, renewed TIMESTAMPTZ NOT NULL)
"""
_TAKE = """
INSERT INTO claims_occupancy AS held VALUES (%(warehouse)s, %(run)s, now(), now())
ON CONFLICT (warehouse) DO UPDATE SET
    run_id = excluded.run_id, renewed = excluded.renewed,
    began = CASE WHEN held.run_id = excluded.run_id THEN held.began ELSE excluded.began END
WHERE held.run_id = excluded.run_id OR held.run_id = %(over)s OR held.renewed < now() - make_interval(secs => %(lease)s)
RETURNING began
"""
_HOLDER = "SELECT run_id FROM claims_occupancy WHERE warehouse = %s"
_RENEW = "UPDATE claims_occupancy SET renewed = now() WHERE warehouse = %s AND run_id = %s"


@dataclass(frozen=True, slots=True)
class ManyMachines:
    """The locks of an installation whose workers share a database."""

    url: str = field(repr=False)
    warehouse: str
    """Name of what is held; installations in one database have different ones."""

    @contextlib.contextmanager
    def hold(
        self, run_id: str, *, patience: float, waiting: Callable[[str], None], is_over: Callable[[str], bool]
    ) -> Iterator[dt.datetime]:
        """Hold the warehouse for a run, renewing the lease while this step works; see `Coordination.hold`."""
        began = self._take(run_id, patience, waiting, is_over)
        done = threading.Event()
        renewing = threading.Thread(target=self._renew, args=(run_id, done), daemon=True)
        renewing.start()
        try:
            yield began
        finally:
            done.set()
            renewing.join(timeout=_RENEW_EVERY)

    @contextlib.contextmanager
    def alone(self, step: str) -> Iterator[None]:
        """Hold a step for as long as this process is connected; wait for whoever holds it."""
        import psycopg2

        key = int.from_bytes(hashlib.sha256(f"{self.warehouse}\0{step}".encode()).digest()[:8], signed=True)
        with _kept(self.url) as connection:
            ask(connection, "SELECT pg_advisory_lock(%s)", [key])
            yield
            try:
                ask(connection, "SELECT pg_advisory_unlock(%s)", [key])
            except psycopg2.Error:
                connection.close()  # and the lock went with it

    def _take(
        self, run_id: str, patience: float, waiting: Callable[[str], None], is_over: Callable[[str], bool]
    ) -> dt.datetime:
        deadline, told, over = time.monotonic() + patience, False, ""
        while True:
            with _kept(self.url) as connection:
                make_table(connection, _TABLE)
                values = {"warehouse": self.warehouse, "run": run_id, "over": over, "lease": LEASE}
                if taken := ask(connection, _TAKE, values):
                    began: dt.datetime = taken[0][0]
                    return began.astimezone(dt.UTC)
                holder = ask(connection, _HOLDER, [self.warehouse])[0][0]
            if is_over(holder):
                over = holder
                continue
            if not told:
                waiting(f"another refresh is running (run {holder}); waiting up to {patience:.0f} s for it to finish")
                told = True
            if time.monotonic() > deadline:
                raise OccupiedError(
                    f"{self.warehouse}: another refresh (run {holder}) has held the warehouse for {patience:.0f} s; "
                    "wait for it to finish, or end it in the Dagster UI, and run again"
                )
            time.sleep(1.0)

    def _renew(self, run_id: str, done: threading.Event) -> None:
        import psycopg2

        while not done.wait(_RENEW_EVERY):
            # A database that is away is no reason to stop: the lease lasts longer than a few renewals.
            with contextlib.suppress(psycopg2.Error), contextlib.closing(connect(self.url, patience=0)) as connection:
                ask(connection, _RENEW, [self.warehouse, run_id])


def connect(url: str, *, patience: float = _PATIENCE) -> psycopg2.extensions.connection:
    """A connection on which every statement stands for itself; waits for a database that is starting or away."""
    import psycopg2

    deadline = time.monotonic() + patience
    while True:
        try:
            connection = psycopg2.connect(url, connect_timeout=10, application_name="claims")
        except psycopg2.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)
        else:
            connection.autocommit = True
            return connection


_IDLE: dict[tuple[str, int], list[psycopg2.extensions.connection]] = {}
"""Connections that a process keeps, by database and process: one must not be used by a process forked from its owner's.
"""


@contextlib.contextmanager
def _kept(url: str) -> Iterator[psycopg2.extensions.connection]:
    """A connection that is kept for the next step: making one costs both sides more than what is asked over it. After
    an error it is ended, and with it whatever it holds."""
    idle = _IDLE.setdefault((url, os.getpid()), [])
    connection = _living(idle) or connect(url)
    with contextlib.ExitStack() as unfinished:
        unfinished.callback(connection.close)
        yield connection
        unfinished.pop_all()
        if not connection.closed:
            idle.append(connection)


def _living(idle: list[psycopg2.extensions.connection]) -> psycopg2.extensions.connection | None:
    """One of some kept connections; those that died with the database are dropped."""
    import psycopg2

    while idle:
        with contextlib.suppress(psycopg2.Error, IndexError):  # another thread may take the last one
            connection = idle.pop()
            ask(connection, "SELECT 1")
            return connection
    return None


def make_table(connection: psycopg2.extensions.connection, statement: str) -> None:
    """Make a table unless it is there; `IF NOT EXISTS` alone fails when two make it at the same time."""
    import psycopg2.errors

    with contextlib.suppress(psycopg2.errors.UniqueViolation, psycopg2.errors.DuplicateTable):
        ask(connection, statement)


def ask(connection: psycopg2.extensions.connection, statement: str, values: Any = ()) -> list[tuple[Any, ...]]:
    """The rows that a statement gives."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []
