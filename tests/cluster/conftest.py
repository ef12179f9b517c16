"""The engines of a cluster, started once for all tests of this folder; each test has a place of its own in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cluster.engines import ObjectStore, Postgres, Redis, running
from tests.cluster.library import Cluster
from tests.whole.conftest import project, web

__all__ = ["project", "web"]


@pytest.fixture(scope="session")
def object_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStore]:
    """An S3 service."""
    with running(ObjectStore(tmp_path_factory.mktemp("engines") / "object-store")) as engine:
        yield engine


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """A PostgreSQL server."""
    with running(Postgres(tmp_path_factory.mktemp("engines") / "postgres")) as engine:
        yield engine


@pytest.fixture(scope="session")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    """A Redis server."""
    with running(Redis(tmp_path_factory.mktemp("engines") / "redis")) as engine:
        yield engine


@pytest.fixture
def cluster(tmp_path: Path, postgres: Postgres, redis: Redis, object_store: ObjectStore) -> Iterator[Cluster]:
    """A cluster without workers yet."""
    made = Cluster(tmp_path / "cluster", postgres, redis, object_store)
    yield made
    made.stop()
