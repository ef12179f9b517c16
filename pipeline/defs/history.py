"""Dagster's history in PostgreSQL, over connections that are kept from one event of a step to the next.

What belongs here: how the database is connected to. What must never be here: what is written. Dagster's own storage
opens a connection for every event and every question, thirty a step, and each costs the server more than its answer.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import Any, Self

from dagster._core.storage.sql import create_engine
from dagster._serdes import ConfigurableClassData
from dagster_postgres import DagsterPostgresStorage
from dagster_postgres.utils import pg_url_from_config
from sqlalchemy import Engine

KEPT = 2
"""Connections that a process keeps open; it opens more while more of its threads ask at once."""


class KeptPostgresStorage(DagsterPostgresStorage):
    """`DagsterPostgresStorage` whose connections are the process's: every instance that a step opens uses them."""

    def __init__(
        self, postgres_url: str, should_autocreate_tables: bool = True, inst_data: ConfigurableClassData | None = None
    ) -> None:
        key = (postgres_url, os.getpid())  # a connection must not be used by a process that was forked from its owner's
        super().__init__(postgres_url, should_autocreate_tables and key not in _SEEN, inst_data)
        _SEEN.add(key)
        for storage in (self._run_storage, self._event_log_storage, self._schedule_storage):
            vars(storage)["_engine"] = _engine(*key)

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, Any]) -> Self:
        """The storage that `dagster.yaml` asks for."""
        return cls(pg_url_from_config(config_value), config_value.get("should_autocreate_tables", True), inst_data)


_SEEN: set[tuple[str, int]] = set()
"""Databases that this process knows to have Dagster's tables."""


@cache
def _engine(url: str, pid: int) -> Engine:
    """Connections to a database; one that died while it was kept is noticed and replaced before it is used."""
    return create_engine(url, isolation_level="AUTOCOMMIT", pool_size=KEPT, max_overflow=-1, pool_pre_ping=True)
