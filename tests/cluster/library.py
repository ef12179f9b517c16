"""A cluster over a small project: workers as processes of their own, and the project as one machine would have it.

What belongs here: starting and killing what a cluster is made of. What must never be here: what is expected of it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import uuid
from pathlib import Path

from tests.cluster.engines import BUCKET, KEY, SECRET, ObjectStore, Postgres, Redis
from tests.whole.project import Project


class Cluster:
    """The engines, the settings over them, and any number of worker processes."""

    def __init__(self, folder: Path, postgres: Postgres, redis: Redis, object_store: ObjectStore) -> None:
        self.folder = folder
        self.postgres, self.redis, self.object_store = postgres, redis, object_store
        self.place = uuid.uuid4().hex
        self.workers: list[subprocess.Popen[bytes]] = []

    def settings(self, **more: str) -> dict[str, str]:
        """The environment that makes the profile of an installation that of a cluster."""
        return {
            "CLAIMS_PROFILE": "cluster",
            "CLAIMS_SHARDS": "3",
            "CLAIMS_POSTGRES_URL": self.postgres.url,
            "CLAIMS_BROKER_URL": self.redis.url,
            "CLAIMS_REDELIVER_AFTER": "8",
            "CLAIMS_STORE_URL": f"s3://{BUCKET}/{self.place}",
            "CLAIMS_STORE_ENDPOINT": self.object_store.url,
            "CLAIMS_STORE_KEY": KEY,
            "CLAIMS_STORE_SECRET": SECRET,
            **more,
        }

    def start_worker(self, project: Project, **more: str) -> subprocess.Popen[bytes]:
        """Start a worker with a home of its own, which has nothing of the project's files."""
        home = self.folder / f"worker-{len(self.workers)}"
        home.mkdir(parents=True)
        environment = project.environment(**self.settings(**more)) | {"CLAIMS_HOME": str(home)}
        with (home / "log").open("ab") as log:
            worker = subprocess.Popen(
                [sys.executable, "-m", "pipeline.cli", "worker"],
                env=environment, stdout=log, stderr=log, start_new_session=True, cwd=home,
            )  # fmt: skip
        self.workers.append(worker)
        return worker

    def stop(self) -> None:
        """End every worker."""
        for worker in self.workers:
            kill(worker)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started, at once."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
