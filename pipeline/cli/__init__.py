"""The author's front door: `claims …`. Same graph and same results as the Dagster UI.

What belongs here: commands, their options and their exit codes (0 done, 1 something the user must fix, 2 usage). What
must never be here: what a stage does, SQL that a view could hold, and how rows look (see `publishing.terminal`).
"""

from __future__ import annotations

import typer

from pipeline.cli import archiving, reviewing, running, showing
from pipeline.defs import circles

app = typer.Typer(
    name="claims",
    help="Find every figure in a chapter, look at its sources, and say which figures stand.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.command()(running.refresh)
app.command()(running.check)
app.command()(showing.status)
app.command()(showing.show)
app.command()(showing.changes)
app.command()(showing.questions)
app.command()(showing.galley)
app.command("open")(showing.open_source)
app.command()(reviewing.review)
app.command()(reviewing.add)
app.command()(reviewing.forget)
app.command()(reviewing.find)
app.command()(archiving.recall)
app.command()(archiving.export)
app.command()(archiving.verify)
app.command()(running.ui)
app.command()(running.worker)
app.add_typer(archiving.archive, name="archive")


def main() -> None:
    """Entry point of the `claims` command."""
    with circles.looked_for_never_again():
        app()
