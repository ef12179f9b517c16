"""Two workers publish what one machine does, the run's history can be looked at, and no secret is in anything."""

from __future__ import annotations

import gzip
import io
import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import dagster as dg
import pyarrow.parquet as pq
import pytest

from pipeline.defs.machines.sharing import find_store
from pipeline.defs.running.instance import open_instance
from pipeline.settings import Settings
from pipeline.storage import Store
from tests.cluster.engines import (
    BROKER_PASSWORD,
    DATABASE_PASSWORD,
    READER_KEY,
    READER_SECRET,
    SECRET,
    Postgres,
)
from tests.cluster.library import Cluster
from tests.cluster.timeline import last_timeline
from tests.whole.dagster_ui import asked, served
from tests.whole.project import Project
from tests.whole.published import published

pytestmark = pytest.mark.cluster
SECRETS = tuple(secret.encode() for secret in (DATABASE_PASSWORD, BROKER_PASSWORD, SECRET))
KEPT = ("records", "archive", "archive/index", "tallies", "inputs", "published", "reports", "views")


def test_two_workers_publish_what_one_machine_does_and_show_nobody_a_secret(
    tmp_path: Path, project: Project, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = Project(tmp_path / "alone", project.base)
    alone.run("refresh")
    with monkeypatch.context() as patched:
        for name, value in project.environment(**cluster.settings()).items():
            patched.setenv(name, value)
        settings = Settings()
        with open_instance(settings) as instance:
            instance.event_log_storage.set_concurrency_slots("web", 1)
    for _ in range(2):
        cluster.start_worker(project)
    printed = project.run("refresh", **cluster.settings()).stdout
    assert "bound_holds" in printed
    assert published(project.database) == published(alone.database)
    assert _views_linked(project) == _views_linked(alone) != set()
    assert not (project.home / "warehouse" / "records").exists()
    assert "0 problems" in project.run("archive", "verify", **cluster.settings()).stdout

    reader = Project(tmp_path / "reader", project.base)
    given = cluster.settings(CLAIMS_STORE_KEY=READER_KEY, CLAIMS_STORE_SECRET=READER_SECRET)
    may_only_read = {name: value for name, value in given.items() if name.startswith("CLAIMS_STORE_")}
    assert "431 fishing boats" in reader.run("show", "boats", **may_only_read).stdout
    assert _views_linked(reader) == _views_linked(alone)
    assert "CLAIMS_PROFILE=cluster" in reader.run("refresh", exit_code=1, **may_only_read).stderr

    query = "{ runsOrError(limit: 1) { ... on Runs { results { status stepStats { stepKey } } } } }"
    with served(project.environment(**cluster.settings())) as address:
        (shown,) = asked(address, query)["runsOrError"]["results"]
    assert shown["status"] == "SUCCESS"
    assert {"stepKey": "evidence.evidence_2_of_3"} in shown["stepStats"]

    for name, value in project.environment(**cluster.settings()).items():
        monkeypatch.setenv(name, value)
    _history_is_whole(settings)
    written = [*_files(tmp_path, cluster), *_objects(find_store(settings)), _dump(cluster.postgres)]
    assert len(written) > 50
    assert not [(place, secret) for place, content in written for secret in SECRETS if secret in content]


def test_a_worker_with_other_shards_is_told_of(project: Project, cluster: Cluster) -> None:
    cluster.start_worker(project, CLAIMS_SHARDS="2")
    failed = project.run("refresh", "--offline", exit_code=1, **cluster.settings())
    assert "give every machine the same CLAIMS_SHARDS" in failed.stderr


def _views_linked(project: Project) -> set[str]:
    """The views of stored pages that the annotated chapter links to, each of which is there."""
    reports = project.home / "warehouse" / "reports"
    links = set(re.findall(r'href="(snapshots/[^"#]+)', (reports / "ferry-town.html").read_text(encoding="utf-8")))
    assert all((reports / link).is_file() for link in links)
    return links


def _history_is_whole(settings: Settings) -> None:
    """Dagster's UI reads this: one run, every step of every shard, and what each asset reported."""
    with open_instance(settings) as instance:
        (record,) = instance.get_run_records()
        assert record.dagster_run.status is dg.DagsterRunStatus.SUCCESS
        steps = {stat.step_key for stat in instance.get_run_step_stats(record.dagster_run.run_id)}
        assert {f"evidence.evidence_{index}_of_3" for index in range(3)} <= steps
        looks = sorted((one.began, one.ended) for one in last_timeline(instance).spans if one.stage == "snapshots")
        assert len(looks) == 3
        assert all(before[1] <= after[0] for before, after in pairwise(looks)), "more in the pool than it has places"
        instance.event_log_storage.delete_concurrency_limit("web")
        event = instance.get_latest_materialization_event(dg.AssetKey("snapshots"))
        assert event is not None
        assert event.asset_materialization is not None
        assert event.asset_materialization.metadata["looked_at"].value == 4


def _files(folder: Path, cluster: Cluster) -> Iterator[tuple[str, bytes]]:
    """What was written on the machines, and the engines' own logs."""
    logs = [engine.folder / "log" for engine in (cluster.postgres, cluster.redis, cluster.object_store)]
    broker = cluster.redis.folder.rglob("*.aof")
    for path in (*folder.rglob("*"), *logs, *broker):
        if path.is_file():
            yield str(path), path.read_bytes()


def _objects(store: Store) -> Iterator[tuple[str, bytes]]:
    """What is in the bucket, unpacked."""
    tables = ("chapters", "mentions", "claims", "sources", "snapshots", "pages", "passages", "evidence", "verdicts")
    for folder in (*KEPT, *(f"records/{table}" for table in (*tables, "ledger"))):
        for name in store.sizes(folder):
            with store.open(f"{folder}/{name}") as stream:
                content = stream.read()
            if name.endswith(".parquet"):
                content = repr(pq.read_table(io.BytesIO(content), partitioning=None).to_pylist()).encode()
            if name.endswith(".gz"):
                content = gzip.decompress(content)
            yield f"{folder}/{name}", content


def _dump(postgres: Postgres) -> tuple[str, bytes]:
    """The whole database as SQL."""
    program = max(Path("/usr/lib/postgresql").glob("*/bin/pg_dump"))
    done = subprocess.run([program, "--inserts", postgres.url], capture_output=True, check=True)
    assert b"ASSET_MATERIALIZATION" in done.stdout
    return "PostgreSQL", done.stdout
