"""The engines of a cluster, started once for all tests of this folder; each test has a place of its own in them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cluster.engines import ObjectStore, Postgres, Redis, running
from tests.cluster.library import Cluster
from tests.whole.conftest import project, web

__all__ = ["project", "web"]


@pytest.fixture(scope="session")
def engines() -> Iterator[Path]:
    """A folder of this session for the data of engines. It is none of pytest's: as root, PostgreSQL runs as another
    user, whom pytest locks out of all its folders whenever a second session starts."""
    with tempfile.TemporaryDirectory(prefix="claims-engines-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def object_store(engines: Path) -> Iterator[ObjectStore]:
    """An S3 service."""
    with running(ObjectStore(engines / "object-store")) as engine:
        yield engine


@pytest.fixture(scope="session")
def postgres(engines: Path) -> Iterator[Postgres]:
    """A PostgreSQL server."""
    with running(Postgres(engines / "postgres")) as engine:
        yield engine


@pytest.fixture(scope="session")
def redis(engines: Path) -> Iterator[Redis]:
    """A Redis server."""
    with running(Redis(engines / "redis")) as engine:
        yield engine


@pytest.fixture
def cluster(tmp_path: Path, postgres: Postgres, redis: Redis, object_store: ObjectStore) -> Iterator[Cluster]:
    """A cluster without workers yet."""
    made = Cluster(tmp_path / "cluster", postgres, redis, object_store)
    yield made
    made.stop()
