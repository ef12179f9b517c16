"""Sheaves: small files that were made together, carried between machines as one object, for each costs a request.

What belongs here: binding files, taking them out again, and binding anew what is left of a sheaf of which most is out
of date. What must never be here: which files count (see `view_list`).

A sheaf of several files is a zip of them, called by its digest and how many it holds; a file that is alone is its own
sheaf, called by its digest.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from pipeline.defs.machines.mirror import AT_ONCE, Mirror
from pipeline.storage import Folder
from pipeline.storage.zipped import DAMAGED, member

BYTES = 4 * 1024 * 1024
"""Up to which files are bound together."""
_HALF = 0.5
"""Of the files of a sheaf, the share that must count for it to be left as it is."""
_NO_TIME = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Sheaves(Mirror):
    """Files below one folder of a machine that lie in sheaves in one folder of a store.

    What is listed of a file ends with its sheaf; what stands before it, after a blank, tells its contents apart.
    """

    def send(self, paths: Iterable[Path]) -> None:
        """Make these files all that the store has; only those that changed are sent."""
        digests, before = self._digests(paths), self._list()
        same = {name: before[name] for name, digest in digests.items() if _content(before.get(name, "")) == digest}
        listed = {name: same[name] for name in same.keys() - _scattered(same)}
        added = self.add(self.folder / name for name in digests.keys() - listed.keys())
        listed |= {name: sheaf if _size(sheaf) == 1 else f"{digests[name]} {sheaf}" for name, sheaf in added.items()}
        if listed != before:
            self.agree(listed)
            self._note(listed)

    def add(self, paths: Iterable[Path], there: Collection[str] | None = None) -> dict[str, str]:
        """Put some files into the store, where nobody sees them before they are agreed on. Returns the sheaf of each.
        `there` are the sheaves that it is known to have."""
        given = sorted(paths)
        large = [path for path in given if path.stat().st_size > BYTES]
        alone = Mirror.add(self, large, there) if large else {}  # sent piece by piece
        files = ((path.relative_to(self.folder).as_posix(), path.read_bytes()) for path in given if path not in large)
        return alone | self._bind(files, there or ())

    def bound_anew(self, files: Mapping[str, str]) -> dict[str, str]:
        """The new sheaves of those files, of all that count by their sheaves, that lie among many that do not. Raises
        FileNotFoundError when the store does not have their sheaf."""
        return self._bind(self._contents({name: files[name] for name in _scattered(files)}), ())

    def _bind(self, files: Iterable[tuple[str, bytes]], there: Collection[str]) -> dict[str, str]:
        sheaf_of: dict[str, str] = {}
        with ThreadPoolExecutor(AT_ONCE) as pool:
            written = []
            for some in _together(files):
                content = next(iter(some.values())) if len(some) == 1 else _zipped(some)
                sheaf = hashlib.sha256(content).hexdigest() + (f"-{len(some)}" if len(some) > 1 else "")
                sheaf_of |= dict.fromkeys(some, sheaf)
                if sheaf not in there:
                    written.append(pool.submit(self.store.write, sheaf, content))
            for one in written:
                one.result()
        return sheaf_of

    def _objects(self, files: Mapping[str, str]) -> set[str]:
        return {_sheaf(listed) for listed in files.values()}

    def _copy(self, files: Mapping[str, str], *, durable: bool) -> None:
        sheaf_of = {name: _sheaf(listed) for name, listed in files.items()}
        alone = {name: sheaf for name, sheaf in sheaf_of.items() if _size(sheaf) == 1}
        Mirror._copy(self, alone, durable=durable)
        folder = Folder(self.folder)
        for name, content in self._contents({name: sheaf_of[name] for name in files.keys() - alone}):
            with folder.writing(name, durable=durable) as copy:
                copy.write(content)

    def _contents(self, files: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
        """Each file with its content, a few sheaves in memory at a time."""
        names: defaultdict[str, list[str]] = defaultdict(list)
        for name, sheaf in files.items():
            names[sheaf].append(name)
        sheaves = sorted(names)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for start in range(0, len(sheaves), AT_ONCE):
                some = sheaves[start : start + AT_ONCE]
                for sheaf, content in zip(some, pool.map(self._read, some), strict=True):
                    yield from _unbound(content, sheaf, names[sheaf])

    def _read(self, sheaf: str) -> bytes:
        with self.store.open(sheaf) as stream:
            content = stream.read()
        if hashlib.sha256(content).hexdigest() != sheaf.partition("-")[0]:
            raise FileNotFoundError(sheaf)
        return content


def _sheaf(listed: str) -> str:
    """The sheaf that a file lies in, by what is listed of it."""
    return listed.rpartition(" ")[2]


def _content(listed: str) -> str:
    """What tells a file's contents apart, by what is listed of it."""
    return listed.partition(" ")[0]


def _scattered(files: Mapping[str, str]) -> set[str]:
    """Those files, of all that count by what is listed of them, that lie among many that do not."""
    counting = Counter(map(_sheaf, files.values()))
    return {name for name, one in files.items() if counting[_sheaf(one)] < _HALF * _size(_sheaf(one))}


def _size(sheaf: str) -> int:
    """How many files a sheaf holds."""
    return int(sheaf.partition("-")[2] or 1)


def _together(files: Iterable[tuple[str, bytes]]) -> Iterator[dict[str, bytes]]:
    """The files in their order, so many together as a sheaf holds."""
    some: dict[str, bytes] = {}
    size = 0
    for name, content in files:
        if some and size + len(content) > BYTES:
            yield some
            some, size = {}, 0
        some[name] = content
        size += len(content)
    if some:
        yield some


def _zipped(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as bundle:
        for name, content in files.items():
            bundle.writestr(member(name, _NO_TIME, stored=True), content)
    return buffer.getvalue()


def _unbound(content: bytes, sheaf: str, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Some files of a sheaf. Raises FileNotFoundError when they are not in it."""
    if _size(sheaf) == 1:
        yield from ((name, content) for name in names)
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as bundle:
            yield from ((name, bundle.read(name)) for name in names)
    except (KeyError, *DAMAGED) as error:
        raise FileNotFoundError(f"{sheaf}: {error}") from error
