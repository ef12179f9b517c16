"""Exports that need more than one room: evidence as WACZ, and the bundle of everything.

What belongs here: gathering the files of an export and of its check. What must never be here: formats and printing.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from pipeline.defs.installation import Installation
from pipeline.gathering import verify_wacz, write_wacz
from pipeline.gathering.wacz import Bundle
from pipeline.publishing.exports import (
    Bundled,
    BundleReport,
    ExportError,
    ExportRows,
    read_export_rows,
    text_name,
    to_annotations,
    to_bibtex,
    to_claim_reviews,
    to_csl,
    verify_bundle,
    write_bundle,
)
from pipeline.publishing.exports.bundle_verify import open_bundle
from pipeline.publishing.tables import export_tables
from pipeline.publishing.warehouse import reading, rows

_LOOKS = "SELECT DISTINCT snapshot_id FROM evidence WHERE len($1) = 0 OR list_contains($1, claim_id)"
ABOUT = (
    "Verdicts on the figures of a manuscript with all they rest on: tables (CSV, Parquet), claim-reviews.jsonld "
    "(schema.org ClaimReview), annotations.jsonld (W3C Web Annotations on texts/), bibliography.json (CSL-JSON) and "
    "bibliography.bib (BibTeX), evidence.wacz (the stored answers of the sources), reports (annotated chapters)."
)


def text_export(installation: Installation, form: str) -> str:
    """The published verdicts in one text format: claimreview, annotations, csl or bibtex. Raises WarehouseError."""
    with reading(installation.settings.database) as connection:
        return _texts(read_export_rows(connection))[form]


def export_wacz(installation: Installation, to: Path, claims: Sequence[str], *, created: dt.datetime) -> Bundle:
    """The stored answers that claims (all, when none is named) were compared with. Raises GatheringError."""
    with reading(installation.settings.database) as connection:
        wanted = {row["snapshot_id"] for row in rows(connection, _LOOKS, [list(claims)])}
    looks = [look for look in installation.records.rows("snapshots") if look.snapshot_id in wanted]
    with installation.archive() as stored:
        return write_wacz(stored, looks, to, created=created, title="Evidence for the claims")


def export_bundle(installation: Installation, to: Path, *, created: dt.datetime) -> Bundled:
    """Everything that can be exported, as one folder or zip file with a manifest. Raises ExportError."""
    to.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{to.name}.", dir=to.parent) as scratch:
        folder = Path(scratch) / "bundle"
        folder.mkdir()
        _write_texts(installation, folder)
        for form in ("csv", "parquet"):
            export_tables(installation.settings.database, folder / "tables" / form, form)
        export_wacz(installation, folder / "evidence.wacz", (), created=created)
        if installation.settings.reports.is_dir():
            shutil.copytree(installation.settings.reports, folder / "reports")
        return write_bundle(folder, to, created=created, about=ABOUT)


def verify_export(path: Path) -> BundleReport:
    """Check a WACZ file or an evidence bundle, the WACZ inside it included.

    Raises ExportError or GatheringError when it is neither.
    """
    if path.is_file() and _is_wacz(path):
        alone = verify_wacz(path)
        return BundleReport(alone.records, "", (path.name,), alone.problems)
    report = verify_bundle(path)
    problems = [*report.problems]
    for name in report.wacz:
        with open_bundle(path) as contents, contents.open(name) as stream, tempfile.NamedTemporaryFile() as copy:
            shutil.copyfileobj(stream, copy)
            copy.flush()
            problems += [f"{name}: {problem}" for problem in verify_wacz(Path(copy.name)).problems]
    return BundleReport(report.files, report.manifest_sha256, report.wacz, tuple(problems))


def _is_wacz(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as bundle:
            return path.suffix == ".wacz" or "datapackage.json" in bundle.namelist()
    except (zipfile.BadZipFile, OSError) as error:
        raise ExportError(f"{path}: not a readable bundle ({error}); get another copy") from error


def _texts(found: ExportRows) -> dict[str, str]:
    return {
        "claimreview": to_claim_reviews(found.claims, found.chapters),
        "annotations": to_annotations(found.mentions),
        "csl": to_csl(found.citations),
        "bibtex": to_bibtex(found.citations),
    }


def _write_texts(installation: Installation, folder: Path) -> None:
    with reading(installation.settings.database) as connection:
        found = read_export_rows(connection)
    names = {
        "claimreview": "claim-reviews.jsonld",
        "annotations": "annotations.jsonld",
        "csl": "bibliography.json",
        "bibtex": "bibliography.bib",
    }
    for form, text in _texts(found).items():
        (folder / names[form]).write_bytes(text.encode())
    (folder / "texts").mkdir()
    for chapter in found.chapters:
        (folder / text_name(chapter["chapter_id"])).write_bytes(chapter["text"].encode())
