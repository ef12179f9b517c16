"""Commands that run the graph: `refresh`, `check`, `ui`.

What belongs here: their options, and what they say in the end. What must never be here: what a stage does.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from pipeline.cli.session import Json, configured, day_of, err, give_up, installed, out, print_json, say, warn
from pipeline.model import READABLE
from pipeline.phrasing import say_count
from pipeline.publishing import terminal
from pipeline.publishing.warehouse import reading, rows
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.defs.installation import Installation

# Dagster and the rooms take seconds to import, so a command imports them when it needs them.


def refresh(
    chapter: Annotated[str, typer.Option(help="Only this chapter's claims.", metavar="ID")] = "",
    offline: Annotated[bool, typer.Option("--offline", help="Call no source; decide from what is stored.")] = False,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="Decide for this day, YYYY-MM-DD.")] = None,
) -> None:
    """Run the whole graph: read the chapters, look at the sources, decide, publish.

    Example: claims refresh --offline --as-of 2026-03-20
    """
    installation = run("refresh_all", offline=offline, as_of=day_of(as_of, "--as-of"), chapter=chapter)
    _summary(installation.settings)
    _unread(installation)


def run(job: str, *, offline: bool = False, as_of: dt.date | None = None, chapter: str = "") -> Installation:
    """Run a job with progress on standard error; a foreseen error ends the command. Returns what it ran on."""
    from pipeline.defs import circles

    with circles.looked_for_seldom():  # already while Dagster and the rooms are imported
        return _run(job, offline=offline, as_of=as_of, chapter=chapter)


def _run(job: str, *, offline: bool, as_of: dt.date | None, chapter: str) -> Installation:
    from dagster._core.errors import DagsterExecutionInterruptedError

    from pipeline.definitions import build_definitions
    from pipeline.defs.foreseen import FORESEEN
    from pipeline.defs.installation import Installation
    from pipeline.defs.running.run import check_inputs, refresh_options, run_job, run_on_workers

    settings = installed()
    try:
        with terminal.Watch(err) as watch:
            installation = Installation(settings, watch)
            check_inputs(installation, chapter)
            options = refresh_options(installation, offline=offline, as_of=as_of, chapter=chapter)
            if settings.profile == "cluster":
                run_on_workers(installation, job, options)
            else:
                run_job(build_definitions(installation, options), job, settings)
    except FORESEEN as error:
        give_up(error)
    except (KeyboardInterrupt, DagsterExecutionInterruptedError):
        err.print("stopped; what was published before still stands, and the next `claims refresh` goes on from here")
        raise typer.Exit(130) from None  # 128 + SIGINT, as shells tell it
    return installation


def check(as_json: Json = False) -> None:
    """Validate the register and its notes: name file, line and column of every mistake, and what to do.

    Read are `claims.yaml`, `claims.d/*.yaml` and the transcripts that they name.

    Example: claims check && claims refresh
    """
    from pipeline.defs.notes_check import check_notes
    from pipeline.reading import RegisterError, check_register, read_register, register_files

    settings = installed()
    problems = check_register(settings.register)
    with contextlib.suppress(RegisterError):  # of which `problems` speaks
        problems += check_notes(read_register(settings.register), settings.home)
    if as_json:
        print_json([dataclasses.asdict(problem) for problem in problems])
        raise typer.Exit(1 if problems else 0)
    for problem in problems:
        err.print(f"[bold red]error[/] {escape(str(problem))}", highlight=False, soft_wrap=True)
    if problems:
        raise typer.Exit(1)
    register = read_register(settings.register)
    counts = ", ".join(
        say_count(len(entries), name)
        for name, entries in (
            ("claim", register.claims), ("source", register.sources), ("chapter", register.chapters),
        )
    )  # fmt: skip
    more = len(register_files(settings.register)) - 1
    files = f" and {say_count(more, 'file')} in {settings.register.stem}.d" if more else ""
    missing = (
        "" if settings.register.exists() else "; there is no such file, and none is needed until you name a source"
    )
    say(f"{settings.register}{files}: {counts}; nothing to mend{missing}.")


def ui(port: Annotated[int, typer.Option(help="Port on 127.0.0.1.", min=1, max=65535)] = 3000) -> None:
    """Open the Dagster UI on this project: the graph, its runs, its schedule.

    Example: claims ui --port 3001
    """
    from pipeline.defs.running.run import is_taken, ui_command

    settings = installed()
    if is_taken(port):
        give_up(
            f"port {port} on 127.0.0.1 is taken, perhaps by another `claims ui`; name a free one: --port {port + 1}"
        )
    command, environment = ui_command(settings, port)
    err.print(f"Dagster UI: http://127.0.0.1:{port} (Ctrl-C ends it)", highlight=False)
    sys.stderr.flush()
    os.chdir(settings.home)
    # In place of this process, so that whoever ends it ends the UI and leaves no server behind.
    os.execvpe(command[0], command, environment)


def worker(
    processes: Annotated[int, typer.Option(help="Steps that it works on at the same time.", min=1)] = 1,
    memory: Annotated[int, typer.Option(help="Megabytes above which a process is replaced.", min=100)] = 2000,
) -> None:
    """Work on the steps of runs on a cluster (`CLAIMS_PROFILE=cluster`) until it is stopped.

    Example: claims worker --processes 2
    """
    from pipeline.defs.running.execution import build_worker

    # Not `installed`: the client of the bucket has threads, and must not be used before the processes are forked.
    settings = configured()
    if settings.profile != "cluster":
        give_up("a worker belongs to a cluster: set CLAIMS_PROFILE=cluster and what it needs (see .readme/cluster.md)")
    options = ["--queues=dagster", "--loglevel=WARNING", "--without-gossip", "--without-mingle"]
    limits = [f"--concurrency={processes}", f"--max-memory-per-child={memory * 1000}"]
    build_worker(settings).worker_main(["worker", *options, *limits])


def _unread(installation: Installation) -> None:
    """Say what left the tables with its chapter, and end with 1 when manuscripts or notes could not be read, naming
    each: all else was refreshed and published."""
    from pipeline.defs.assets.reading import chapters_taken_out, unread_chapters
    from pipeline.defs.notes_check import unread_notes
    from pipeline.reading import passed_over

    for message in chapters_taken_out(installation.records):
        warn(message)
    for passed in passed_over(installation.settings.seeds, installation.settings.home):
        warn(str(passed))
    chapters = unread_chapters(installation.records)
    notes = unread_notes(installation.register(), installation.settings.register, installation.records)
    unread = [*(chapters[name] for name in sorted(chapters)), *map(str, notes)]
    for message in unread:
        err.print(f"[bold red]error[/] {escape(message)}", highlight=False, soft_wrap=True)
    if unread:
        raise typer.Exit(1)


def _summary(settings: Settings) -> None:
    """The status breakdown, the loudest rows, and where to look next."""
    with reading(settings.database) as connection:
        standing = rows(
            connection,
            "SELECT status, reason, count(*) AS claims FROM claim_status WHERE registered OR reason <> 'no_source' "
            "GROUP BY ALL ORDER BY min(loudness), claims DESC",
        )
        rest = rows(connection, "SELECT count(*) AS n FROM claim_status WHERE NOT registered AND reason = 'no_source'")
        loud = rows(connection, "SELECT * FROM claim_status WHERE loudness <= 5 ORDER BY loudness, claim_id LIMIT 15")
        looks = rows(
            connection,
            "SELECT last_outcome, count(*) AS n FROM source_health GROUP BY ALL ORDER BY n DESC, last_outcome",
        )
        tension = rows(connection, "SELECT explanation FROM conflicts ORDER BY conflict_id LIMIT 10")
    if standing:
        terminal.show_rows(out, standing, ("status", "reason", "claims"))
    elif not rest[0]["n"]:
        say(f"no figure was found; chapters are read from {settings.seeds} (txt, md, html, docx, epub, pdf)")
    if rest[0]["n"]:
        say(f"and {say_count(rest[0]['n'], 'more figure')} that no source was named for yet (claims status --all)")
    terminal.show_list(out, "Loudest", [terminal.headline(row) for row in loud])
    told = [("", row["explanation"], terminal.LOUD_STYLE) for row in tension]
    terminal.show_list(out, "Conflicts inside the manuscript", told)
    silent = [row for row in looks if row["last_outcome"] not in (*READABLE, None)]
    if silent:
        some, every = (f"{sum(row['n'] for row in counted):,}" for counted in (silent, looks))
        why = ", ".join(f"{row['n']:,} {row['last_outcome'].replace('_', ' ')}" for row in silent)
        say(f"sources    {some} of {every} could not be read last time: {why} (claims questions silent_sources)")
    say(f"database   {settings.database}")
    say(f"chapters   {settings.reports}/  (claims galley --open)")
    say("next       claims status · claims show CLAIM · claims changes · claims ui")
