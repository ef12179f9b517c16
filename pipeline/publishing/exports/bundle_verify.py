"""Checking an evidence bundle with nothing but itself: is every file there, unchanged, and nothing else.

What belongs here: comparing a folder or zip file with its manifest. What must never be here: what the files say. A
WACZ inside has digests of its own; `wacz` names them, for whoever can check those.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from pipeline.publishing.exports.bundle import FORMAT, MANIFEST, VERSION, files_below
from pipeline.publishing.exports.errors import ExportError
from pipeline.storage.zipped import DAMAGED, digest_of, refuse_bombs


@dataclass(frozen=True, slots=True)
class BundleReport:
    """What a bundle holds and what is wrong with it."""

    files: int
    """Files that the manifest lists."""
    manifest_sha256: str
    """Digest of the manifest; compare it with the one that was told when the bundle was made."""
    wacz: tuple[str, ...]
    """Unchanged WACZ files in it."""
    problems: tuple[str, ...]
    """Everything wrong, each with the file inside the bundle."""

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


class Contents(Protocol):
    """A bundle's files, wherever they are."""

    def names(self) -> list[str]:
        """Paths of all files; one that stands twice is named twice."""
        ...

    def open(self, name: str) -> contextlib.AbstractContextManager[BinaryIO]:
        """One file's bytes."""
        ...


@contextlib.contextmanager
def open_bundle(path: Path) -> Iterator[Contents]:
    """The files of a bundle. Raises ExportError when there is none to read."""
    if path.is_dir():
        yield _Folder(path)
        return
    try:
        bundle = zipfile.ZipFile(path)
        refuse_bombs(bundle)
    except FileNotFoundError as error:
        raise ExportError(f"{path}: no such file or folder") from error
    except DAMAGED as error:
        raise ExportError(f"{path}: not a readable zip file ({error}); get another copy") from error
    with bundle:
        yield _Zip(bundle)


def verify_bundle(path: Path) -> BundleReport:
    """Compare every file with the manifest. Raises ExportError when there is no manifest to compare with."""
    with open_bundle(path) as contents:
        try:
            with contents.open(MANIFEST) as stream:
                data = stream.read()
            entries = _entries(json.loads(data))
        except KeyError as error:
            raise ExportError(f"{path}: no {MANIFEST} in it, so this is no evidence bundle") from error
        except (ValueError, *DAMAGED) as error:
            raise ExportError(f"{path}: {MANIFEST} cannot be read ({error}); get another copy") from error
        problems = list(_surplus(contents, entries))
        wacz = []
        for entry in entries:
            wrong = list(_check(contents, entry))
            problems += wrong
            if entry["path"].endswith(".wacz") and not wrong:
                wacz.append(entry["path"])
    return BundleReport(len(entries), hashlib.sha256(data).hexdigest(), tuple(wacz), tuple(problems))


def _entries(manifest: Any) -> list[dict[str, Any]]:
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ValueError(f"its format is not {FORMAT}")
    if manifest.get("version") != VERSION:
        raise ValueError(f"its version is {manifest.get('version')!r}, this program reads {VERSION}")
    entries = manifest.get("files")
    if not isinstance(entries, list) or not all(
        isinstance(entry, dict) and isinstance(entry.get("path"), str) for entry in entries
    ):
        raise ValueError("its list of files is damaged")
    return entries


def _surplus(contents: Contents, entries: list[dict[str, Any]]) -> Iterator[str]:
    listed = Counter(entry["path"] for entry in entries)
    there = Counter(contents.names())
    yield from (f"{name}: listed {count} times in {MANIFEST}" for name, count in listed.items() if count > 1)
    yield from (f"{name}: {count} times in the bundle" for name, count in there.items() if count > 1)
    yield from (f"{name}: in the bundle but not in {MANIFEST}" for name in there if name not in {*listed, MANIFEST})


def _check(contents: Contents, entry: dict[str, Any]) -> Iterator[str]:
    name = entry["path"]
    try:
        with contents.open(name) as stream:
            digest, size = digest_of(stream)
    except KeyError:
        yield f"{name}: listed in {MANIFEST} but missing"
    except DAMAGED as error:
        yield f"{name}: damaged, cannot be read ({error})"
    else:
        if size != entry.get("bytes"):
            yield f"{name}: {size} bytes, but {MANIFEST} says {entry.get('bytes')}"
        elif digest != entry.get("sha256"):
            yield f"{name}: changed, its SHA-256 is {digest}, but {MANIFEST} says {entry.get('sha256')}"


class _Folder:
    def __init__(self, root: Path) -> None:
        self._root = root

    def names(self) -> list[str]:
        return [path.relative_to(self._root).as_posix() for path in files_below(self._root)]

    @contextlib.contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        path = self._root / name
        if not path.is_file():
            raise KeyError(name)
        if not path.resolve().is_relative_to(self._root.resolve()):
            raise OSError("it leads out of the bundle")
        with path.open("rb") as stream:
            yield stream


class _Zip:
    def __init__(self, bundle: zipfile.ZipFile) -> None:
        self._bundle = bundle

    def names(self) -> list[str]:
        return [name for name in self._bundle.namelist() if not name.endswith("/")]

    @contextlib.contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        with self._bundle.open(name) as stream:
            yield stream  # type: ignore[misc]
