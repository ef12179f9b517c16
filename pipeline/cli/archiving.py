"""Commands on what is stored: `archive verify`, `export`, `verify`.

What belongs here: options and reports. What must never be here: formats.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.session import ask, err, give_up, installed, say
from pipeline.publishing.warehouse import WarehouseError

_LOOKS = "SELECT DISTINCT snapshot_id FROM evidence WHERE len($1) = 0 OR list_contains($1, claim_id)"
archive = typer.Typer(help="The snapshot archive: what sources said, byte for byte.", no_args_is_help=True)


class ExportFormat(StrEnum):
    """What `claims export` can write."""

    csv = "csv"
    parquet = "parquet"
    wacz = "wacz"


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
        err.print(f"[bold red]error[/] {problem}", highlight=False, soft_wrap=True)
    say(f"{report.files} files, {report.records} records, {report.bytes:,} bytes read; {len(report.problems)} problems")
    if not report.ok:
        raise typer.Exit(1)


def export(
    form: Annotated[ExportFormat, typer.Option("--format", help="What to write.")],
    to: Annotated[Path, typer.Option("--to", help="File or, for several tables, folder to write.")],
    claim: Annotated[list[str] | None, typer.Option(help="Only the evidence of this claim; wacz only.")] = None,
) -> None:
    """Write the published tables, or the stored evidence as a bundle that replay tools read.

    Example: claims export --format wacz --to evidence.wacz
    """
    settings = installed()
    if form is ExportFormat.wacz:
        _export_wacz(to, claim or [])
        return
    from pipeline.publishing.tables import export_tables

    try:
        for path in export_tables(settings.database, to, form.value):
            say(str(path))
    except WarehouseError as error:
        give_up(error)


def _export_wacz(to: Path, claims: list[str]) -> None:
    from pipeline.defs.foreseen import FORESEEN
    from pipeline.defs.installation import Installation
    from pipeline.gathering import write_wacz

    installation = Installation(installed())
    wanted = {
        row["snapshot_id"]
        for row in ask(
            "SELECT DISTINCT snapshot_id FROM evidence WHERE len($1) = 0 OR list_contains($1, claim_id)", [claims]
        )
    }
    looks = [look for look in installation.records.rows("snapshots") if look.snapshot_id in wanted]
    try:
        with installation.archive() as stored:
            bundle = write_wacz(stored, looks, to, created=dt.datetime.now(dt.UTC), title="Evidence for the claims")
    except FORESEEN as error:
        give_up(error)
    say(f"{bundle.path}: {bundle.looks} looks, {bundle.bytes:,} bytes, datapackage.json {bundle.sha256}")


def verify(bundle: Annotated[Path, typer.Argument(help="A .wacz file.")]) -> None:
    """Check an evidence bundle with nothing but itself: every digest, every record.

    Example: claims verify evidence.wacz
    """
    from pipeline.gathering import verify_wacz

    report = verify_wacz(bundle)
    for problem in report.problems:
        err.print(f"[bold red]error[/] {problem}", highlight=False, soft_wrap=True)
    say(f"{bundle}: {'whole' if report.ok else 'not whole'}")
    if not report.ok:
        raise typer.Exit(1)
