"""Commands on what is stored: `recall`, `archive verify`, `export`, `verify`.

What belongs here: options and reports. What must never be here: formats.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from pipeline.cli.session import Json, claim_row, day_of, err, give_up, installed, print_rows, say
from pipeline.model import READABLE

archive = typer.Typer(help="The snapshot archive: what sources said, byte for byte.", no_args_is_help=True)


class ExportFormat(StrEnum):
    """What `claims export` can write."""

    csv = "csv"
    parquet = "parquet"
    wacz = "wacz"
    claimreview = "claimreview"
    annotations = "annotations"
    csl = "csl"
    bibtex = "bibtex"
    bundle = "bundle"


@archive.callback()
def _archive() -> None:
    """Commands on the snapshot archive."""


@archive.command("verify")
def verify_archive() -> None:
    """Read every stored record, compare every digest, and say exactly what is wrong.

    Example: claims archive verify
    """
    from pipeline.defs.foreseen import FORESEEN
    from pipeline.defs.installation import Installation

    installation = Installation(installed())
    try:
        with installation.archive() as stored:
            report = stored.verify(expected=installation.records.rows("snapshots"))
    except FORESEEN as error:
        give_up(error)
    for problem in report.problems:
        err.print(f"[bold red]error[/] {escape(str(problem))}", highlight=False, soft_wrap=True)
    say(f"{report.files} files, {report.records} records, {report.bytes:,} bytes read; {len(report.problems)} problems")
    if not report.ok:
        raise typer.Exit(1)


def recall(
    name: Annotated[str, typer.Argument(help="A claim, for all of its sources, or one source.", metavar="NAME")],
    at: Annotated[
        str | None, typer.Option("--at", metavar="DATE", help="The day to go back to; default the claim's own time.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Fetch what a source said at a past day from the Wayback Machine, and keep it as a snapshot of that day.

    Example: claims recall hf-models-2m --at 2026-03-17
    """
    from pipeline.defs.foreseen import FORESEEN
    from pipeline.defs.installation import Installation
    from pipeline.defs.recalling import recall_copies

    day = day_of(at, "--at")
    try:
        found = recall_copies(Installation(installed()), name, day, now=dt.datetime.now(dt.UTC))
    except FORESEEN as error:
        give_up(error)
    for remark in found.stored_already:
        err.print(remark, highlight=False, markup=False, soft_wrap=True)
    rows = [asdict(row) for row in found.snapshots]
    if rows or as_json or not found.unanswered:
        print_rows(rows, ("source_id", "outcome", "fetched_at", "final_url", "error"), as_json, nothing="nothing new")
    if any(row.outcome in READABLE for row in found.snapshots) and not as_json:
        say("next       claims refresh --offline")
    if found.unanswered:
        give_up(_unanswered(found.unanswered))


def _unanswered(why: Mapping[str, str]) -> str:
    """For which sources the Wayback Machine could not be asked, those of one cause together."""
    causes: dict[str, list[str]] = defaultdict(list)
    for source, cause in why.items():
        causes[cause].append(source)
    told = "; ".join(f"{', '.join(sources)}: {cause}" for cause, sources in causes.items())
    return f"the Wayback Machine could not be asked for {told}; once it answers, run the command again"


def export(
    form: Annotated[
        ExportFormat, typer.Option("--format", metavar="FORMAT", help=f"What to write: {', '.join(ExportFormat)}.")
    ],
    to: Annotated[
        Path, typer.Option("--to", help="File, or folder for csv, parquet and bundle, to write.", metavar="PATH")
    ],
    claim: Annotated[
        list[str] | None, typer.Option(help="Only the evidence of this claim; wacz only.", metavar="CLAIM")
    ] = None,
) -> None:
    """Write the verdicts and their evidence in a format that other tools read, or all of them as one bundle.

    Example: claims export --format bundle --to evidence.zip
    """
    from pipeline.defs.bundles import export_bundle, export_wacz, text_export
    from pipeline.defs.foreseen import FORESEEN
    from pipeline.defs.installation import Installation
    from pipeline.publishing.tables import export_tables

    if claim and form is not ExportFormat.wacz:
        raise typer.BadParameter("only --format wacz can be limited to a claim", param_hint="--claim")
    for one in claim or ():
        claim_row(one)
    installation, now = Installation(installed()), dt.datetime.now(dt.UTC)
    try:
        match form:
            case ExportFormat.csv | ExportFormat.parquet:
                for path in export_tables(installation.settings.database, to, form.value):
                    say(str(path))
            case ExportFormat.wacz:
                packed = export_wacz(installation, to, claim or [], created=now)
                say(f"{packed.path}: {packed.looks} looks, {packed.bytes:,} bytes, datapackage.json {packed.sha256}")
            case ExportFormat.bundle:
                made = export_bundle(installation, to, created=now)
                say(f"{made.path}: {made.files} files, {made.bytes:,} bytes, manifest.json {made.manifest_sha256}")
            case _:
                text = text_export(installation, form.value)
                to.parent.mkdir(parents=True, exist_ok=True)
                to.write_text(text, encoding="utf-8")
                say(f"{to}: {len(text):,} characters")
    except FORESEEN as error:
        give_up(error)


def verify(
    bundle: Annotated[Path, typer.Argument(help="A .wacz file, or a bundle (folder or .zip).", metavar="BUNDLE")],
) -> None:
    """Check exported evidence with nothing but itself: every digest, every record, and say exactly what is wrong.

    Example: claims verify evidence.zip
    """
    from pipeline.defs.bundles import verify_export
    from pipeline.defs.foreseen import FORESEEN

    try:
        report = verify_export(bundle)
    except FORESEEN as error:
        give_up(error)
    for problem in report.problems:
        err.print(f"[bold red]error[/] {escape(problem)}", highlight=False, soft_wrap=True)
    manifest = f", manifest.json {report.manifest_sha256}" if report.manifest_sha256 else ""
    say(f"{bundle}: {'whole' if report.ok else 'not whole'}{manifest}")
    if not report.ok:
        raise typer.Exit(1)
