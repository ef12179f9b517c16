"""Dagster's history in PostgreSQL, over connections that are kept, and with what a step tells at once written at once.

What belongs here: how the database is connected to, and how often. What must never be here: what is written. Dagster's
own storage opens a connection for every event and every question, thirty a step, and each costs the server more than
its answer; and every event costs two statements and a write to disk, a third of what a short step takes.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Self

import dagster as dg
from dagster._core.events import ASSET_CHECK_EVENTS, ASSET_EVENTS
from dagster._core.storage.event_log.schema import SqlEventLogStorageTable
from dagster._core.storage.sql import create_engine
from dagster._serdes import ConfigurableClassData
from dagster_postgres import DagsterPostgresStorage, PostgresEventLogStorage, PostgresRunStorage
from dagster_postgres.utils import pg_url_from_config
from sqlalchemy import Engine

_AT_ONCE = 1000
"""Events that Dagster may give together."""
KEPT = 2
"""Connections that a process keeps open; it opens more while more of its threads ask at once."""


class KeptPostgresStorage(DagsterPostgresStorage):
    """`DagsterPostgresStorage` whose connections are the process's: every instance that a step opens uses them."""

    def __init__(
        self, postgres_url: str, should_autocreate_tables: bool = True, inst_data: ConfigurableClassData | None = None
    ) -> None:
        os.environ.setdefault("DAGSTER_EVENT_BATCH_SIZE", str(_AT_ONCE))  # without it Dagster gives none together
        key = (postgres_url, os.getpid())  # a connection must not be used by a process that was forked from its owner's
        super().__init__(postgres_url, should_autocreate_tables and key not in _SEEN, inst_data)
        _SEEN.add(key)
        self._event_log_storage = _Events(postgres_url, should_autocreate_tables=False)
        self._run_storage = _Runs(postgres_url, should_autocreate_tables=False)
        for storage in (self._run_storage, self._event_log_storage, self._schedule_storage):
            vars(storage)["_engine"] = _engine(*key)

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, Any]) -> Self:
        """The storage that `dagster.yaml` asks for."""
        return cls(pg_url_from_config(config_value), config_value.get("should_autocreate_tables", True), inst_data)


class _Events(PostgresEventLogStorage):
    """Keeps back what a step tells of itself until the next event that somebody waits for.

    What is kept back is only told: the last of a process that is killed is lost with its step, which is repeated.
    """

    def __init__(self, postgres_url: str, should_autocreate_tables: bool = True) -> None:
        super().__init__(postgres_url, should_autocreate_tables)
        self._told: list[dg.EventLogEntry] = []

    def store_event(self, event: dg.EventLogEntry) -> None:
        """Write an event, and before it those that were kept back; or keep it back."""
        self._told.append(event)
        if event.is_dagster_event and event.get_dagster_event().event_type in _TOLD:
            return
        own = event.is_dagster_event and event.get_dagster_event().event_type in _OWN
        # Dagster's way for one event also notifies, to which nobody has listened for long, and knows what assets need.
        if written := self._told[:-1] if own else self._told:
            with self._connect() as connection:
                connection.execute(self.prepare_insert_event_batch(written))
        self._told = []
        if own:
            super().store_event(event)

    def store_event_batch(self, events: Sequence[dg.EventLogEntry]) -> None:
        """Write events that are given together; all that a run intends to make, of which Dagster's own way would write
        one after another, with one statement and in one transaction."""
        if not {event.get_dagster_event().event_type for event in events} <= _INTENDED:
            super().store_event_batch(events)
            return
        with self._connect() as connection:
            inserted = self.prepare_insert_event_batch(events).returning(SqlEventLogStorageTable.c.id)
            ids = [row[0] for row in connection.execute(inserted)]
        numbered = list(zip(events, ids, strict=True))
        with self.index_transaction() as connection:
            for event, number in numbered:
                if event.get_dagster_event().event_type in ASSET_EVENTS:
                    self._store_asset_event(connection, event, number)
        for event, number in numbered:
            if event.get_dagster_event().event_type in ASSET_CHECK_EVENTS:
                self.store_asset_check_event(event, number)


_TOLD = frozenset(
    {
        dg.DagsterEventType.RESOURCE_INIT_STARTED,
        dg.DagsterEventType.RESOURCE_INIT_SUCCESS,
        dg.DagsterEventType.LOGS_CAPTURED,
        dg.DagsterEventType.LOADED_INPUT,
        dg.DagsterEventType.STEP_OUTPUT,
        dg.DagsterEventType.HANDLED_OUTPUT,
    }
)
"""Events that come just before the beginning or the end of their step, and change nothing but the page of the run."""
_INTENDED = frozenset(
    {dg.DagsterEventType.ASSET_MATERIALIZATION_PLANNED, dg.DagsterEventType.ASSET_CHECK_EVALUATION_PLANNED}
)
"""Events that are written when a run begins, one for each asset and check."""
_OWN = frozenset({*ASSET_EVENTS, *ASSET_CHECK_EVENTS})
"""Events that change more tables than that of the events."""


class _Runs(PostgresRunStorage):
    """Asks once in a process whether the table of runs has the columns of today's Dagster, not with every question."""

    def has_run_stats_index_cols(self) -> bool:
        """Whether runs have columns for when they began and ended."""
        key = (self.postgres_url, os.getpid())
        if key not in _WITH_TIMES and super().has_run_stats_index_cols():
            _WITH_TIMES.add(key)
        return key in _WITH_TIMES


_WITH_TIMES: set[tuple[str, int]] = set()
"""Databases that this process knows to have them."""
_SEEN: set[tuple[str, int]] = set()
"""Databases that this process knows to have Dagster's tables."""


@cache
def _engine(url: str, pid: int) -> Engine:
    """Connections to a database; one that died while it was kept is noticed and replaced before it is used."""
    return create_engine(url, isolation_level="AUTOCOMMIT", pool_size=KEPT, max_overflow=-1, pool_pre_ping=True)
