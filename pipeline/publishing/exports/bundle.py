"""An evidence bundle: a folder or a zip file of exports, with a manifest that has the SHA-256 of every file.

What belongs here: writing it, whole or not at all. What must never be here: what the files say, and checking them
(bundle_verify.py).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.publishing.exports.errors import ExportError
from pipeline.storage.zipped import PIECE, digest_of, member

FORMAT = "claims-evidence-bundle"
VERSION = 1
MANIFEST = "manifest.json"
_PACKED = frozenset({".wacz", ".parquet", ".gz"})
"""Files that deflating makes no smaller."""


@dataclass(frozen=True, slots=True)
class Bundled:
    """What was written."""

    path: Path
    files: int
    bytes: int
    """Size of the files, the manifest aside."""
    manifest_sha256: str
    """Digest of the manifest: whoever has it can tell whether any file of the bundle was changed."""


def write_bundle(folder: Path, to: Path, *, created: dt.datetime, about: str = "") -> Bundled:
    """Make the files below `folder` a bundle at `to`: a zip file when its name ends so, else a new folder.

    `folder` gets the manifest and, for a folder, is moved to `to`; both must be on one file system. Raises ExportError
    when `to` is a folder with something in it.
    """
    if to.is_dir() and (to.suffix == ".zip" or any(to.iterdir())):
        raise ExportError(f"{to}: there is something in that folder; name a new one, or a file that ends in .zip")
    if to.suffix != ".zip" and to.is_file():
        raise ExportError(f"{to}: is a file; name a folder, or a file that ends in .zip")
    paths = list(files_below(folder))
    entries = [_entry(folder, path) for path in paths]
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "created": created.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "about": about,
        "files": entries,
    }
    size = sum(path.stat().st_size for path in paths)
    data = (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()
    (folder / MANIFEST).write_bytes(data)
    if to.suffix == ".zip":
        _zip(folder, to, created)
    else:
        if to.is_dir():
            to.rmdir()
        folder.rename(to)
    return Bundled(to, len(entries), size, hashlib.sha256(data).hexdigest())


def files_below(folder: Path) -> Iterator[Path]:
    """Every file below a folder, in the order of their paths."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file() or path.is_symlink())


def _entry(folder: Path, path: Path) -> dict[str, str | int]:
    with path.open("rb") as stream:
        digest, size = digest_of(stream)
    return {"path": path.relative_to(folder).as_posix(), "sha256": digest, "bytes": size}


def _zip(folder: Path, to: Path, created: dt.datetime) -> None:
    partial = to.with_name(f".{to.name}.{os.getpid()}.part")
    try:
        with zipfile.ZipFile(partial, "w") as out:
            for path in files_below(folder):
                info = member(path.relative_to(folder).as_posix(), created, stored=path.suffix in _PACKED)
                with path.open("rb") as source, out.open(info, "w", force_zip64=True) as target:
                    shutil.copyfileobj(source, target, PIECE)
        partial.replace(to)
    finally:
        partial.unlink(missing_ok=True)
