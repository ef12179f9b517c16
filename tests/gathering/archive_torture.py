"""Kills archive writers with SIGKILL at random moments and checks what is left; run as a program.

    python -m tests.gathering.archive_torture FOLDER KILLS SEED WRITERS

It forks the writers itself, so that a kill costs milliseconds. Each writer reports, after every commit, the digests
that the commit promised. After every kill the archive is opened again, as the next run would. Prints one JSON object:
what was promised, what was lost, what was wrong.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import select
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

from pipeline.gathering.archive import Archive
from pipeline.gathering.errors import ArchiveError
from tests.gathering.exchanges import answer


def body(number: int) -> bytes:
    """The payload of page `number`: the same for every writer, half of it compressible, some of it repeated."""
    chance = random.Random(number % 5000)
    return chance.randbytes(chance.randrange(1, 4000)) + b"words that repeat " * chance.randrange(200)


def write(root: Path, report: int, seed: int) -> None:
    """Appends and commits until killed, reporting each commit's digests as one line."""
    chance = random.Random(seed)
    with Archive(root, finish_at=200_000) as archive:
        while True:
            promised = [
                archive.append(answer(n, body(n))) for n in chance.sample(range(50_000), chance.randrange(1, 12))
            ]
            if chance.random() < 0.9:
                archive.commit()
                os.write(report, b"".join(stored.payload_sha256.encode() + b"\n" for stored in promised))


def main(root: Path, kills: int, seed: int, writers: int) -> dict[str, int]:
    """Runs the torture and counts."""
    chance = random.Random(seed)
    promised: set[str] = set()
    lost = wrong = problems = cut = 0
    for _ in range(kills):
        report_end, write_end = os.pipe()
        children = [_fork(root, write_end, chance.getrandbits(32)) for _ in range(writers)]
        os.close(write_end)
        time.sleep(chance.uniform(0.0, 0.12))
        for child in children:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        promised |= _lines(report_end)
        cut += sum(1 for _ in root.glob("*.open")) if root.is_dir() else 0
        with Archive(root) as archive:
            problems += len(archive.verify(changed_only=True).problems)
            for digest in chance.sample(sorted(promised), min(20, len(promised))):
                lost_now, wrong_now = _check(archive, digest)
                lost, wrong = lost + lost_now, wrong + wrong_now
    with Archive(root) as archive:
        problems += len(archive.verify().problems)
        for digest in promised:
            lost_now, wrong_now = _check(archive, digest)
            lost, wrong = lost + lost_now, wrong + wrong_now
    return {
        "kills": kills * writers, "promised": len(promised), "left_open": cut, "lost": lost, "wrong": wrong,
        "problems": problems,
    }  # fmt: skip


def _fork(root: Path, report: int, seed: int) -> int:
    child = os.fork()
    if child == 0:
        try:
            write(root, report, seed)
        finally:
            os._exit(1)
    return child


def _lines(descriptor: int) -> set[str]:
    """The whole lines in the pipe; every writer is dead by now."""
    data = b""
    while select.select([descriptor], [], [], 5)[0] and (chunk := os.read(descriptor, 1 << 16)):
        data += chunk
    os.close(descriptor)
    return {line.decode() for line in data.split(b"\n")[:-1] if len(line) == 64}


def _check(archive: Archive, digest: str) -> tuple[int, int]:
    try:
        payload = archive.payload(digest)
    except ArchiveError:
        return 1, 0
    return 0, int(hashlib.sha256(payload).hexdigest() != digest)


if __name__ == "__main__":
    folder, kills, seed, writers = sys.argv[1:]
    sys.stdout.write(json.dumps(main(Path(folder), int(kills), int(seed), int(writers))))
