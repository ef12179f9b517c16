"""Files that people give and get, carried between a machine and the store that all machines share.

What belongs here: the register and the manuscripts on their way to the workers, the published database and the
annotated chapters on their way to people. What must never be here: records and snapshots, which lie in the store alone.

Each content lies in the store under its digest, and beside them a list of the files by their digests, written last. So
several steps may send files at the same time, none in the way of a reader, who goes by the list, fetches what its own
copy of the list says otherwise, and checks every digest: it never takes half of what was sent for the whole.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.storage import Folder, ReplacedError, Store, StoreError

_LIST = "listed.json"
_PIECE = 8 * 1024 * 1024
"""Bytes of a file that are in memory together."""
_ATTEMPTS = 20
"""How often to look again when somebody is sending files while they are fetched."""


@dataclass(frozen=True, slots=True)
class Mirror:
    """Files below one folder of a machine that are the same as in one folder of a store."""

    store: Store
    folder: Path
    noted: Path
    """Where this machine keeps its copy of the list."""

    def send(self, paths: Iterable[Path]) -> None:
        """Make these files all that the store has."""
        listed = self._digests(paths)
        if listed != self._list():
            self._put(listed)
            self.agree(listed)
            self._note(listed)

    def add(self, paths: Iterable[Path]) -> dict[str, str]:
        """Put some files into the store, where nobody sees them before `agree`. Returns the digest of each."""
        digests = self._digests(paths)
        self._put(digests)
        return digests

    def agree(self, files: dict[str, str]) -> None:
        """Make these files, of which the contents were put by `add`, all that the store has."""
        if files != self._list():
            self.store.write(_LIST, json.dumps(files, indent=1, sort_keys=True).encode())
        for name in self.store.sizes("").keys() - {_LIST, *files.values()}:
            self.store.delete(name)

    def has(self, digests: Iterable[str]) -> set[str]:
        """Those of some contents that lie in the store."""
        return set(self.store.sizes("")).intersection(digests)

    def _digests(self, paths: Iterable[Path]) -> dict[str, str]:
        return {path.relative_to(self.folder).as_posix(): _digest(path) for path in sorted(paths)}

    def _put(self, files: dict[str, str]) -> None:
        there = self.store.sizes("")
        for name, digest in files.items():
            if digest not in there:
                self.store.write(digest, self.folder / name)

    def fetch(self) -> None:
        """Make this machine's files what the store has; those it has not are removed, when they came from it."""
        for attempt in range(_ATTEMPTS):
            wanted, here = self._list(), self._noted()
            if wanted == here and all((self.folder / name).exists() for name in wanted):
                return
            with suppress(FileNotFoundError, ReplacedError):
                self._take(wanted, here)
                return
            time.sleep(0.1 * attempt)
        raise StoreError(f"{self.folder}: what the store lists and what it holds differ; send the files again")

    def _take(self, wanted: dict[str, str], here: dict[str, str]) -> None:
        """Raises FileNotFoundError, or ReplacedError, when the store holds something else than its list says."""
        for name, digest in wanted.items():
            if here.get(name) == digest and (self.folder / name).exists():
                continue
            with self.store.open(digest) as stream, Folder(self.folder).writing(name) as copy:
                found = hashlib.sha256()
                while piece := stream.read(_PIECE):
                    found.update(piece)
                    copy.write(piece)
                if found.hexdigest() != digest:
                    raise FileNotFoundError(name)
        for name in here.keys() - wanted.keys():
            (self.folder / name).unlink(missing_ok=True)
        self._note(wanted)

    def _list(self) -> dict[str, str]:
        with suppress(FileNotFoundError), self.store.open(_LIST) as stream:
            listed: dict[str, str] = json.load(stream)
            return listed
        return {}

    def _noted(self) -> dict[str, str]:
        with suppress(FileNotFoundError, ValueError):
            noted: dict[str, str] = json.loads(self.noted.read_text(encoding="utf-8"))
            return noted
        return {}

    def _note(self, files: dict[str, str]) -> None:
        Folder(self.noted.parent).write(self.noted.name, json.dumps(files).encode())


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
