"""A DuckLake says what the published database says, writes only what changed, and is read with credentials that only
read."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import psycopg2
import pytest

from pipeline.defs.machines.lease import ask, connect
from pipeline.publishing.lake import SCHEMA, Lake, find_extension, publish_lake
from pipeline.publishing.warehouse import WarehouseError
from pipeline.storage.bucket import Bucket, Credentials
from tests.cluster.engines import (
    BUCKET,
    DATABASE_PASSWORD,
    KEY,
    READER_KEY,
    READER_SECRET,
    SECRET,
    ObjectStore,
    Postgres,
)
from tests.whole.project import Project

pytestmark = pytest.mark.cluster
PAGE = (Path(__file__).parents[2] / ".readme" / "cluster.md").read_text(encoding="utf-8")
ROLE, READ = (block.strip() for block in re.findall(r"^```sql\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))

_IN_USE = "SELECT data_file FROM ducklake_list_files('lake', 'claims')"


@contextmanager
def reading(read: str, place: str, object_store: ObjectStore) -> Iterator[duckdb.DuckDBPyConnection]:
    """The lake as the page says it is read, by the reader's role and the reader's key."""
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
        for name in ("httpfs", "postgres_scanner", "ducklake"):
            connection.execute(f"LOAD '{find_extension(name)}'")
        connection.execute(
            f"CREATE SECRET (TYPE s3, KEY_ID '{READER_KEY}', SECRET '{READER_SECRET}', REGION 'us-east-1', "
            f"ENDPOINT '127.0.0.1:{object_store.port}', URL_STYLE 'path', USE_SSL false)"
        )
        attach, use, _ = read.split(";\n")
        connection.execute(re.sub(r"@db/claims", f"@{place}", attach))
        connection.execute(use)
        yield connection


def content(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Any]]:
    """Every table and view but those that only search uses."""
    names = connection.execute(
        "SELECT table_name FROM information_schema.tables "
        "WHERE table_catalog = current_database() AND table_schema = 'main' ORDER BY 1"
    ).fetchall()
    return {name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for (name,) in names}


def test_a_lake_is_read_with_the_same_queries_and_only_read(
    project: Project, postgres: Postgres, object_store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.run("refresh", "--offline")
    lake = Lake(postgres.url, f"s3://{BUCKET}/{uuid.uuid4()}", Credentials(object_store.url, key=KEY, secret=SECRET))
    assert "main.claims" in publish_lake(project.database, lake)
    assert publish_lake(project.database, lake) == []

    with closing(connect(postgres.url)) as owner:
        ask(owner, ROLE)
    place = f"127.0.0.1:{postgres.port}/postgres"
    with duckdb.connect(str(project.database), read_only=True) as database:
        before = content(database)
    with reading(READ, place, object_store) as connection:
        assert content(connection) == before
        status = READ.split(";\n")[2]
        assert connection.execute(status).fetchall()
        comments = "SELECT comment FROM duckdb_columns() WHERE table_name = 'claims' AND comment IS NOT NULL"
        assert len(connection.execute(comments).fetchall()) > 10
        with pytest.raises(duckdb.Error):
            connection.execute("DELETE FROM claims")

        # A publication while the reader is connected: the next query sees it, whole.
        register = project.home / "claims.yaml"
        register.write_text(
            register.read_text() + "  catch:\n    chapter: ferry-town\n    quote: Roughly sixty percent\n"
        )
        project.run("refresh", "--offline")
        before = connection.execute(_IN_USE).fetchall()
        changed = publish_lake(project.database, lake)
        assert connection.execute(_IN_USE).fetchall() == before, "what came stands beside the rows that stay"
        assert "main.claims" in changed
        assert "main.chapters" not in changed
        assert connection.execute("SELECT status FROM claim_status WHERE claim_id = 'catch'").fetchall()

    with closing(psycopg2.connect(f"postgresql://claims_reader:change-me@{place}")) as role:
        role.autocommit = True
        assert ask(role, f"SELECT count(*) FROM {SCHEMA}.ducklake_table")[0][0] > 0
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            ask(role, f"DELETE FROM {SCHEMA}.ducklake_table")

    with monkeypatch.context() as worn:
        worn.setattr("pipeline.publishing.lake._WORN", -1)
        worn.setattr("pipeline.publishing.lake._states", lambda _, tables: dict.fromkeys(tables))
        assert "main.chapters" in publish_lake(project.database, lake), "laid down whole"
    store = Bucket(lake.data, lake.credentials)
    files = len(store.sizes("main/mentions"))  # ten rows and more make files; fewer stand in the catalog
    assert files > 1
    for _ in range(2):  # files go at the publication after the one that forgot them
        publish_lake(project.database, replace(lake, keeps=dt.timedelta(0)))
    assert len(store.sizes("main/mentions")) < files
    with duckdb.connect(str(project.database), read_only=True) as database:
        before = content(database)
    with reading(READ, place, object_store) as connection:
        assert content(connection) == before
    publish_lake(project.database, lake)
    assert publish_lake(project.database, lake) == []

    with pytest.raises(WarehouseError, match="PostgreSQL") as refused:
        publish_lake(project.database, replace(lake, catalog=postgres.url.replace("claims:", "stranger:")))
    assert DATABASE_PASSWORD not in str(refused.value)
