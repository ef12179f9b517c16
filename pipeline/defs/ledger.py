"""What was done before, and from which inputs: the reason why an unchanged input is never worked on again.

What belongs here: remembering, per step and item, the digest of everything the result depends on. What must never be
here: the results themselves, which are records.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

import pipeline
from pipeline.defs.records import Records
from pipeline.model import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One item that a step has worked on."""

    key: Annotated[str, "The item"]
    digest: Annotated[str, "Digest of everything its result depends on"]


LEDGER = Table("ledger", Done, ("key",), "Items that steps have worked on, and from which inputs")


def done(records: Records, step: str) -> dict[str, str]:
    """The digest with which each item of a step was last worked on."""
    return {row.key: row.digest for row in records.rows(LEDGER, [step])}


def remember(records: Records, step: str, digests: dict[str, str]) -> None:
    """Make `digests` all that the step has done."""
    records.replace(LEDGER, [Done(key=key, digest=digest) for key, digest in digests.items()], step)


def digest(*parts: object) -> str:
    """One digest of several values, told apart by their `repr`."""
    return hashlib.sha256("\x1f".join(repr(part) for part in parts).encode()).hexdigest()[:32]


@cache
def code_digest(rooms: tuple[str, ...]) -> str:
    """Digest of the source of some rooms: a result made by other code is made again."""
    root = Path(pipeline.__file__).parent
    sources: Iterable[Path] = (path for room in rooms for path in _sources(root / room))
    return digest(*((path.relative_to(root).as_posix(), path.read_bytes()) for path in sources))


def _sources(room: Path) -> list[Path]:
    if room.is_file():
        return [room]
    return sorted(path for path in room.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
