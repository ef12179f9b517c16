"""Files that people give and get, carried between a machine and the store that all machines share.

What belongs here: the register and the manuscripts on their way to the workers, the published database, the annotated
chapters and the views of stored pages on their way to people. What must never be here: records and snapshots, which lie
in the store alone.

Each content lies in the store under its digest, and beside them a list of the files by their digests, written last. So
several steps may send files at the same time, none in the way of a reader, who goes by the list, fetches what its own
copy of the list says otherwise, and checks every digest: it never takes half of what was sent for the whole.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from pipeline.storage import Folder, ReplacedError, Store, StoreError, make_durable

_LIST = "listed.json"
_PIECE = 8 * 1024 * 1024
"""Bytes of a file that are in memory together."""
AT_ONCE = 8
"""Files that are sent or fetched together: each is mostly waiting."""
_FEW = 16
"""Files up to which each is made durable by itself."""
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

    def add(self, paths: Iterable[Path], there: Collection[str] | None = None) -> dict[str, str]:
        """Put some files into the store, where nobody sees them before they are agreed on. Returns the digest of each.
        `there` are the contents that it is known to have; without them it is asked."""
        digests = self._digests(paths)
        self._put(digests, there)
        return digests

    def digest_of(self, name: str) -> str | None:
        """The digest of one file that is agreed on; None where it is not."""
        return self._list().get(name)

    def read(self, name: str) -> bytes | None:
        """The content of one file that is agreed on; None where it is not. Raises StoreError."""
        for _ in range(_ATTEMPTS):
            if (digest := self.digest_of(name)) is None:
                return None
            with suppress(FileNotFoundError), self.store.open(digest) as stream:
                return stream.read()
        raise StoreError(f"{self.folder / name}: what the store lists and what it holds differ; send the files again")

    def remove(self, digests: Iterable[str]) -> None:
        """Remove some contents from the store; nobody may have agreed on them."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(self.store.delete, digests))

    def agree(self, files: dict[str, str]) -> None:
        """Make these files, of which the contents were put by `add`, all that the store has."""
        if files != self._list():
            self.store.write(_LIST, json.dumps(files, indent=1, sort_keys=True).encode())
        for name in self.store.sizes("").keys() - {_LIST, *self._objects(files)}:
            self.store.delete(name)

    def has(self, digests: Iterable[str]) -> set[str]:
        """Those of some contents that lie in the store."""
        return set(self.store.sizes("")).intersection(digests)

    def _objects(self, files: Mapping[str, str]) -> set[str]:
        """What lies in the store for the sake of files that are listed."""
        return set(files.values())

    def _digests(self, paths: Iterable[Path]) -> dict[str, str]:
        return {path.relative_to(self.folder).as_posix(): _digest(path) for path in sorted(paths)}

    def _put(self, files: dict[str, str], there: Collection[str] | None = None) -> None:
        if there is None:
            there = self.store.sizes("")
        wanted = {digest: self.folder / name for name, digest in files.items() if digest not in there}
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(self.store.write, wanted.keys(), wanted.values()))

    def fetch(self) -> None:
        """Make this machine's files what the store has; those it has not are removed, when they came from it."""
        for attempt in range(_ATTEMPTS):
            wanted, here = self._list(), self._noted()
            if wanted == here and all((self.folder / name).exists() for name in wanted):
                return
            with suppress(FileNotFoundError, ReplacedError):
                self.take(wanted)
                return
            time.sleep(0.1 * attempt)
        raise StoreError(f"{self.folder}: what the store lists and what it holds differ; send the files again")

    def take(self, wanted: Mapping[str, str]) -> None:
        """Make this machine's files these, by their digests, which this list or another one names. Raises
        FileNotFoundError, or ReplacedError, when the store holds something else, and StoreError for a name that leads
        out of the folder."""
        here = self._noted()
        missing = {
            name: digest
            for name, digest in wanted.items()
            if here.get(name) != digest or not (self.folder / name).exists()
        }
        for name in missing:
            if (path := PurePosixPath(name)).is_absolute() or ".." in path.parts:
                raise StoreError(f"{name!r} in the store's list leads out of {self.folder}; send the files again")
        is_few = len(missing) <= _FEW
        self._copy(missing, durable=is_few)
        if not is_few:
            make_durable()  # before the note that says they are here
        for name in here.keys() - wanted.keys():
            (self.folder / name).unlink(missing_ok=True)
        if here != wanted:
            self._note(wanted)

    def _copy(self, files: Mapping[str, str], *, durable: bool) -> None:
        """Make this machine's files these. Raises FileNotFoundError."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(partial(self._copy_one, durable=durable), files.keys(), files.values()))

    def _copy_one(self, name: str, digest: str, *, durable: bool) -> None:
        with self.store.open(digest) as stream, Folder(self.folder).writing(name, durable=durable) as copy:
            found = hashlib.sha256()
            while piece := stream.read(_PIECE):
                found.update(piece)
                copy.write(piece)
            if found.hexdigest() != digest:
                raise FileNotFoundError(name)

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

    def _note(self, files: Mapping[str, str]) -> None:
        Folder(self.noted.parent).write(self.noted.name, json.dumps(dict(files)).encode())


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
