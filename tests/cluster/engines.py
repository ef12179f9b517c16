"""Real engines on loopback, each in a folder of its own: PostgreSQL, Redis, and an S3 service (SeaweedFS).

What belongs here: starting, killing and starting them again on the same port and data. What must never be here: what
the pipeline does with them.
"""

from __future__ import annotations

import contextlib
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

PATIENCE = 60.0
"""Seconds that an engine may take to answer after it was started."""
BUCKET = "claims"
KEY, SECRET = "writer-key", "marked-writer-secret"
READER_KEY, READER_SECRET = "reader-key", "marked-reader-secret"
DATABASE_PASSWORD = "marked-database-password"
BROKER_PASSWORD = "marked-broker-password"


def free_port() -> int:
    """A port of loopback on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


class Engine(ABC):
    """One server process; `start` may be called again after `kill`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True)

    @abstractmethod
    def command(self) -> list[str]:
        """What starts the server in the foreground."""

    @abstractmethod
    def is_ready(self) -> bool:
        """Whether the server answers."""

    def start(self) -> None:
        """Start the server and wait until it answers."""
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self.command(), stdout=log, stderr=log, start_new_session=True, cwd=self.folder, **self.options()
            )
        wait_for(self.is_ready, f"{type(self).__name__} to answer; see {self.folder / 'log'}")

    @property
    def pid(self) -> int:
        """The process that was started last."""
        assert self._process is not None
        return self._process.pid

    def options(self) -> dict[str, Any]:
        """More for the process, such as whose it is."""
        return {}

    def kill(self) -> None:
        """End the server and all its processes at once, as a power cut would."""
        if self._process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


Running = TypeVar("Running", bound=Engine)


@contextlib.contextmanager
def running(engine: Running) -> Iterator[Running]:
    """An engine that was started, killed at the end of the block."""
    try:
        engine.start()
        yield engine
    finally:
        engine.kill()


class Redis(Engine):
    """The broker; it keeps every task on disk, so that a kill loses none."""

    def command(self) -> list[str]:
        program = shutil.which("redis-server") or "redis-server"
        (self.folder / "redis.conf").write_text(f"requirepass {BROKER_PASSWORD}\n")
        durable = ["--save", "", "--appendonly", "yes"]
        return [program, "redis.conf", "--port", str(self.port), "--bind", "127.0.0.1", *durable]

    def is_ready(self) -> bool:
        with socket.create_connection(("127.0.0.1", self.port), timeout=1) as link:
            link.sendall(f"AUTH {BROKER_PASSWORD}\r\n".encode())
            return link.recv(5) == b"+OK\r\n"

    @property
    def url(self) -> str:
        return f"redis://:{BROKER_PASSWORD}@127.0.0.1:{self.port}/0"


class Postgres(Engine):
    """The database, with a password that must never be seen anywhere else."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._bin = max(Path("/usr/lib/postgresql").glob("*/bin"))
        self._data = folder / "data"
        secret = folder / "password"
        secret.write_text(DATABASE_PASSWORD)
        if os.getuid() == 0:  # PostgreSQL refuses to run as root
            postgres = pwd.getpwnam("postgres")
            for path in (folder, secret):
                os.chown(path, postgres.pw_uid, postgres.pw_gid)
            for parent in folder.parents:  # a temporary folder is its maker's alone
                if parent != Path("/tmp") and not parent.stat().st_mode & 0o001 and parent.stat().st_uid == 0:
                    parent.chmod(parent.stat().st_mode | 0o011)
        subprocess.run(
            [self._bin / "initdb", "-D", self._data, "-U", "claims", "--pwfile", secret, "-A", "scram-sha-256",
             "--no-sync", "-E", "UTF8", "--locale", "C"],
            check=True, capture_output=True, cwd=folder, **self.options(),
        )  # fmt: skip

    def options(self) -> dict[str, Any]:
        return {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}

    def command(self) -> list[str]:
        (self._data / "postmaster.pid").unlink(missing_ok=True)  # what a killed server leaves
        return [
            str(self._bin / "postgres"), "-D", str(self._data), "-p", str(self.port), "-h", "127.0.0.1", "-k", "",
            "-c", "max_connections=200", "-c", "synchronous_commit=on",
        ]  # fmt: skip

    def is_ready(self) -> bool:
        import psycopg2

        psycopg2.connect(self.url, connect_timeout=2).close()
        return True

    @property
    def url(self) -> str:
        return f"postgresql://claims:{DATABASE_PASSWORD}@127.0.0.1:{self.port}/postgres"


class ObjectStore(Engine):
    """An S3 service with one bucket, a key that may do everything and one that may only read."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        grpc = ("master.port.grpc", "volume.port.grpc", "filer.port.grpc", "s3.port.grpc")
        servers = ("master", "volume", "filer", *grpc)
        self._ports = {name: free_port() for name in servers}
        identities = [
            _identity("writer", KEY, SECRET, "Admin", "Read", "Write", "List"),
            _identity("reader", READER_KEY, READER_SECRET, f"Read:{BUCKET}", f"List:{BUCKET}"),
        ]
        (folder / "s3.json").write_text(json.dumps({"identities": identities}))

    def command(self) -> list[str]:
        (self.folder / "data").mkdir(exist_ok=True)
        ports = [f"-{name if '.port' in name else f'{name}.port'}={port}" for name, port in self._ports.items()]
        return [
            str(Path(sys.executable).with_name("weed")), "-v=0", "server", f"-dir={self.folder / 'data'}",
            "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-s3", f"-s3.port={self.port}",
            f"-s3.config={self.folder / 's3.json'}", "-master.volumeSizeLimitMB=64", "-volume.max=200",
            "-master.telemetry=false", "-s3.port.iceberg=0", "-s3.port.lance=0", *ports,
        ]  # fmt: skip

    def is_ready(self) -> bool:
        from obstore.store import S3Store

        store = S3Store(
            BUCKET, endpoint=self.url, access_key_id=KEY, secret_access_key=SECRET, region="us-east-1",
            client_options={"allow_http": True}, retry_config={"max_retries": 0},
        )  # fmt: skip
        store.put("ready", b"yes")  # which also makes the bucket
        return True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def _identity(name: str, key: str, secret: str, *actions: str) -> dict[str, Any]:
    return {"name": name, "credentials": [{"accessKey": key, "secretKey": secret}], "actions": list(actions)}


def wait_for(holds: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Wait until something holds; an error counts as no."""
    deadline = time.monotonic() + patience
    problem: Exception | None = None
    while time.monotonic() < deadline:
        try:
            if holds():
                return
        except Exception as error:  # noqa: BLE001 - whatever a server that is not up yet does
            problem = error
        time.sleep(0.1)
    raise TimeoutError(f"waited {patience:.0f} s for {what}: {problem}")
