"""Checking a WACZ bundle: every digest, every record, every line of its index.

What belongs here: verification of a bundle as a stranger would do it, with nothing but the file. What must never be
here: the archive it came from.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.gathering.archive_reading import Damage, Placed, scan
from pipeline.gathering.cdxj import CdxjError, CdxjLine, describe, parse_line
from pipeline.gathering.errors import BundleError
from pipeline.gathering.warc import PRINCIPAL_TYPES
from pipeline.storage.zipped import DAMAGED, PIECE, digest_of, gunzip, refuse_bombs

_UNLISTED = frozenset({"datapackage.json", "datapackage-digest.json"})


@dataclass(frozen=True, slots=True)
class WaczReport:
    """What a bundle holds and what is wrong with it."""

    records: int
    """Whole WARC records, each checked against its digests."""
    pages: int
    """Pages that it lists."""
    problems: tuple[str, ...]
    """Everything wrong, each with the file inside the bundle."""

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify_wacz(path: Path) -> WaczReport:
    """Checks a bundle. Raises `BundleError` when the file is no zip file at all."""
    problems: list[str] = []
    try:
        with zipfile.ZipFile(path) as bundle:
            refuse_bombs(bundle)
            package = _json(bundle, "datapackage.json", problems)
            problems += _package_digest(bundle)
            problems += _resources(bundle, package)
            found: set[CdxjLine] = set()
            records = 0
            for info in bundle.infolist():
                if info.filename.startswith("archive/") and not info.is_dir():
                    if info.compress_type != zipfile.ZIP_STORED:
                        problems.append(
                            f"{info.filename}: compressed inside the bundle, so replay tools cannot seek in it"
                        )
                    count, lines, wrong = _records(bundle, info)
                    records, found = records + count, found | lines
                    problems += wrong
            problems += _index(bundle, found)
            pages = list(_pages(bundle, found, problems))
    except FileNotFoundError as error:
        raise BundleError(f"{path}: no such file") from error
    except (ValueError, *DAMAGED) as error:
        raise BundleError(f"{path}: not a readable WACZ bundle ({error}); get another copy") from error
    return WaczReport(records, len(pages), tuple(problems))


def _json(bundle: zipfile.ZipFile, name: str, problems: list[str]) -> dict[str, Any]:
    try:
        found = json.loads(bundle.read(name))
        return found if isinstance(found, dict) else {}
    except KeyError:
        problems.append(f"{name}: missing")
    except (ValueError, *DAMAGED) as error:
        problems.append(f"{name}: {error}")
    return {}


def _package_digest(bundle: zipfile.ZipFile) -> Iterator[str]:
    problems: list[str] = []
    promised = _json(bundle, "datapackage-digest.json", problems).get("hash")
    yield from problems
    if promised and promised != f"sha256:{_digest(bundle, 'datapackage.json')[0]}":
        yield "datapackage.json: does not match the digest in datapackage-digest.json"


def _resources(bundle: zipfile.ZipFile, package: dict[str, Any]) -> Iterator[str]:
    listed: set[str] = set()
    for resource in package.get("resources") or ():
        name = str(resource.get("path"))
        listed.add(name)
        digest, size = _digest(bundle, name)
        if digest is None:
            yield f"{name}: listed in datapackage.json but not in the bundle, or its bytes are damaged"
        elif f"sha256:{digest}" != resource.get("hash") or size != resource.get("bytes"):
            yield f"{name}: {size} bytes of digest sha256:{digest}, but datapackage.json promises others"
    for name in bundle.namelist():
        if name not in listed | _UNLISTED and not name.endswith("/"):
            yield f"{name}: in the bundle but not listed in datapackage.json"


def _digest(bundle: zipfile.ZipFile, name: str) -> tuple[str | None, int]:
    try:
        with bundle.open(name) as file:
            return digest_of(file)
    except (KeyError, *DAMAGED):
        return None, 0


def _records(bundle: zipfile.ZipFile, info: zipfile.ZipInfo) -> tuple[int, set[CdxjLine], list[str]]:
    """How many whole records a record file has, the lines an index should have for them, and its damage."""
    name = info.filename.rpartition("/")[2]
    lines: set[CdxjLine] = set()
    problems: list[str] = []
    count = 0
    with tempfile.NamedTemporaryFile() as unpacked:
        try:
            with bundle.open(info) as file:
                shutil.copyfileobj(file, unpacked, PIECE)
        except DAMAGED as error:
            problems.append(f"{info.filename}: {error}")
        unpacked.flush()
        for found in scan(Path(unpacked.name)):
            if isinstance(found, Damage):
                problems.append(f"{info.filename}: bytes {found.offset} to {found.offset + found.length}: {found.what}")
            elif isinstance(found, Placed):
                count += 1
                if found.record.type in PRINCIPAL_TYPES:
                    lines.add(describe(found.record, name, found.offset, found.length))
    return count, lines, problems


def _index(bundle: zipfile.ZipFile, found: set[CdxjLine]) -> Iterator[str]:
    lines: set[CdxjLine] = set()
    names = [name for name in bundle.namelist() if name.startswith("indexes/") and ".cdx" in name]
    if not names:
        yield "indexes/: no index"
    for name in names:
        try:
            data = bundle.read(name)
            text = (gunzip(data) if name.endswith(".gz") else data).decode()
            lines |= {parse_line(line) for line in text.splitlines() if line.strip()}
        except (CdxjError, ValueError, *DAMAGED) as error:
            yield f"{name}: {error}"
    for line in sorted(found - lines):
        yield f"indexes/: no line for {line.url} at {line.timestamp} ({line.filename}, byte {line.offset})"
    for line in sorted(lines - found):
        yield f"indexes/: {line.url} at {line.timestamp} is not at byte {line.offset} of {line.filename}"


def _pages(bundle: zipfile.ZipFile, found: set[CdxjLine], problems: list[str]) -> Iterator[dict[str, Any]]:
    known = {line.url for line in found}
    try:
        lines = [json.loads(line) for line in bundle.read("pages/pages.jsonl").decode().splitlines() if line.strip()]
    except (KeyError, ValueError, *DAMAGED) as error:
        problems.append(f"pages/pages.jsonl: {error}")
        return
    for page in lines:
        if "url" not in page:
            continue
        if page["url"] not in known:
            problems.append(f"pages/pages.jsonl: {page['url']} is not in the index")
        yield page
