"""The author's front door: `claims …`. Same graph and same results as the Dagster UI.

What belongs here: commands, their options and their exit codes (0 done, 1 something the user must fix, 2 usage). What
must never be here: what a stage does, SQL that a view could hold, and how rows look (see `publishing.terminal`).
"""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import webbrowser
from difflib import get_close_matches
from typing import Annotated, Any, NoReturn

import typer
from pydantic import ValidationError
from rich.markup import escape

from pipeline.publishing import terminal
from pipeline.publishing.warehouse import WarehouseError, reading, rows
from pipeline.settings import Settings

app = typer.Typer(
    name="claims",
    help="Find every figure in a chapter, look at its sources, and say which figures stand.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
out = terminal.console()
err = terminal.console(stderr=True)

Json = Annotated[bool, typer.Option("--json", help="Print rows as JSON.")]
Day = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Decide for this day, YYYY-MM-DD.")]

STATUS_COLUMNS = ("claim_id", "status", "reason", "quote", "source_title")
CARD = (
    ("claim", "claim_id"), ("chapter", "chapter"), ("section", "section"), ("chapter says", "chapter_says"),
    ("figure", "quote"), ("status", "status"), ("reason", "reason"), ("explanation", "explanation"),
    ("arithmetic", "arithmetic"), ("source", "source_title"), ("publisher", "source_publisher"),
    ("authority", "authority"), ("address", "source_url"), ("source says", "evidence_quote"),
    ("speaks of", "evidence_as_of"), ("origin", "origin"), ("fetched", "fetched_at"), ("SHA-256", "snapshot_sha256"),
    ("last supported", "last_supported_at"), ("reviewer", "reviewer"), ("review", "review"), ("decided", "decided_at"),
)  # fmt: skip


@app.command()
def refresh(
    chapter: Annotated[str, typer.Option(help="Only this chapter's claims.", metavar="ID")] = "",
    offline: Annotated[bool, typer.Option("--offline", help="Call no source; decide from what is stored.")] = False,
    as_of: Day = None,
) -> None:
    """Run the whole graph: read the chapters, look at the sources, decide, publish.

    Example: claims refresh --offline --as-of 2026-03-20
    """
    day = _day(as_of)
    settings = _settings()
    from pipeline.defs.foreseen import FORESEEN  # here, because the rooms and Dagster take seconds to import

    try:
        with terminal.Watch(err) as watch:
            _run(settings, watch, offline=offline, as_of=day, chapter=chapter)
    except FORESEEN as error:
        _give_up(error)
    _summary(settings)


@app.command()
def check() -> None:
    """Validate the register, `claims.yaml`: unknown keys, bad dates, dangling names, quotes that are not there."""
    settings = _settings()
    from pipeline.reading import check_register, read_register  # here, because the file formats take a while to import

    problems = check_register(settings.register)
    for problem in problems:
        err.print(f"[bold red]error[/] {escape(str(problem))}", highlight=False, soft_wrap=True)
    if problems:
        raise typer.Exit(1)
    register = read_register(settings.register)
    out.print(
        f"{settings.register}: {len(register.claims)} claims, {len(register.sources)} sources, "
        f"{len(register.chapters)} chapters; nothing to mend.",
        highlight=False,
        soft_wrap=True,
    )


@app.command()
def status(
    only: Annotated[str | None, typer.Option("--status", help="supported, stale or unverified.")] = None,
    chapter: Annotated[str | None, typer.Option(help="Only this chapter.", metavar="ID")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Claims that the register does not name, too.")] = False,
    as_json: Json = False,
) -> None:
    """Show every claim with its verdict, the loudest first.

    Example: claims status --status stale
    """
    found = _query(
        "SELECT * FROM claim_status WHERE ($1 IS NULL OR status = $1) AND ($2 IS NULL OR chapter_id = $2) "
        "AND ($3 OR registered)",
        [only, chapter, everything or as_json],
    )
    _print(found, STATUS_COLUMNS, as_json)


@app.command()
def show(claim: Annotated[str, typer.Argument(help="Name of a claim.")], as_json: Json = False) -> None:
    """Show one claim with its context, its evidence and the arithmetic.

    Example: claims show hf-public-models
    """
    found = _query("SELECT * FROM claim_status WHERE claim_id = $1", [claim])
    if not found:
        names = [row["claim_id"] for row in _query("SELECT claim_id FROM claims", [])]
        _give_up(f"there is no claim {claim!r}{_nearest(claim, names)}; `claims status --all` lists them")
    evidence = _query(
        "SELECT e.*, s.title AS source_title FROM evidence e LEFT JOIN sources s USING (source_id) "
        "WHERE claim_id = $1 ORDER BY relation = 'unrelated', score DESC, evidence_id",
        [claim],
    )
    if as_json:
        print(terminal.as_json({**found[0], "evidence": evidence}))  # noqa: T201
        return
    _show_context(claim, found[0])
    terminal.show_card(out, found[0], CARD)
    columns = ("source_title", "as_of", "relation", "score", "arithmetic", "quote")
    terminal.show_rows(out, evidence, columns, title="everything that was compared")


@app.command()
def changes(
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only changes from this day on.")] = None,
    as_json: Json = False,
) -> None:
    """Show what moved between verdicts, the latest first.

    Example: claims changes --since 2026-11-01
    """
    found = _query(
        "SELECT * FROM changes WHERE status_before IS NOT NULL AND ($1 IS NULL OR as_of >= $1) "
        "ORDER BY as_of DESC, changed_at DESC, claim_id",
        [_day(since, "--since")],
    )
    _print(found, ("as_of", "claim_id", "status_before", "status_after", "what_moved"), as_json)


@app.command()
def galley(
    open_it: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    chapter: Annotated[str | None, typer.Option(help="Only this chapter.", metavar="ID")] = None,
) -> None:
    """Say where the annotated chapters are, or open them."""
    settings = _settings()
    found = sorted(settings.reports.glob(f"{chapter or '*'}.html"))
    if not found:
        _give_up(f"{settings.reports}: no annotated chapter there; run `claims refresh` first")
    for path in found:
        out.print(str(path), highlight=False, soft_wrap=True)
        if open_it:
            webbrowser.open(path.as_uri())


@app.command()
def ui(
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1.")] = 3000,
) -> None:
    """Open the Dagster UI on this project: the graph, its runs, its schedule."""
    settings = _settings()
    from pipeline.defs.run import ui_command

    command, environment = ui_command(settings, port)
    err.print(f"Dagster UI: http://127.0.0.1:{port} (Ctrl-C ends it)", highlight=False)
    sys.exit(subprocess.call(command, env=environment, cwd=settings.home))


def main() -> None:
    """Entry point of the `claims` command."""
    app()


def _run(settings: Settings, watch: terminal.Watch, *, offline: bool, as_of: dt.date | None, chapter: str) -> None:
    from pipeline.definitions import build_definitions
    from pipeline.defs.installation import Installation
    from pipeline.defs.run import check_inputs, refresh_options, run_job

    installation = Installation(settings, watch)
    check_inputs(installation, chapter)
    options = refresh_options(installation, offline=offline, as_of=as_of, chapter=chapter)
    run_job(build_definitions(installation, options), "refresh_all", settings)


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "CLAIMS_" + "_".join(str(part) for part in first["loc"]).upper()
        _give_up(f"{name}: {first['msg']}; mend the environment variable or unset it")


def _day(text: str | None, option: str = "--as-of") -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a day; write it as 2026-03-20", param_hint=option) from error


def _query(query: str, parameters: list[Any]) -> list[dict[str, Any]]:
    try:
        with reading(_settings().database) as connection:
            return rows(connection, query, parameters)
    except WarehouseError as error:
        _give_up(error)


def _print(found: list[dict[str, Any]], columns: tuple[str, ...], as_json: bool) -> None:
    if as_json:
        print(terminal.as_json(found))  # noqa: T201
    elif found:
        terminal.show_rows(out, found, columns)
    else:
        out.print("nothing to show")


def _show_context(claim: str, row: dict[str, Any], reach: int = 240) -> None:
    places = _query(
        "SELECT m.start_char, m.end_char, h.text FROM mentions m JOIN chapters h USING (chapter_id) "
        "WHERE m.claim_id = $1 ORDER BY m.start_char LIMIT 1",
        [claim],
    )
    for place in places:
        begin = max(0, place["start_char"] - reach)
        text = place["text"][begin : place["end_char"] + reach]
        style = terminal.style_of(row["status"], row["reason"])
        terminal.show_highlight(
            out, f"…{text}…\n", place["start_char"] - begin + 1, place["end_char"] - begin + 1, style
        )


def _summary(settings: Settings) -> None:
    """The status breakdown, the loudest rows, and where to look next."""
    with reading(settings.database) as connection:
        counted = rows(
            connection,
            "SELECT status, reason, count(*) AS claims FROM claim_status WHERE registered OR reason <> 'no_source' "
            "GROUP BY ALL ORDER BY min(loudness), claims DESC",
        )
        rest = rows(connection, "SELECT count(*) AS n FROM claim_status WHERE NOT registered AND reason = 'no_source'")
        loud = rows(connection, "SELECT * FROM claim_status WHERE loudness <= 5 ORDER BY loudness, claim_id LIMIT 15")
        tension = rows(connection, "SELECT explanation FROM conflicts ORDER BY conflict_id LIMIT 10")
    terminal.show_rows(out, counted, ("status", "reason", "claims"))
    if rest[0]["n"]:
        out.print(f"and {rest[0]['n']} more figures that no source was named for yet (claims status --all)\n")
    terminal.show_list(out, "Loudest", [terminal.headline(row) for row in loud])
    terminal.show_list(
        out, "Conflicts inside the manuscript", [("", row["explanation"], "bold red") for row in tension]
    )
    for line in (
        f"database   {settings.database}",
        f"chapters   {settings.reports}/  (claims galley --open)",
        "next       claims status · claims show CLAIM · claims changes · claims ui",
    ):
        out.print(line, highlight=False, soft_wrap=True)


def _nearest(name: str, names: list[str]) -> str:
    close = get_close_matches(name, names, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def _give_up(error: BaseException | str) -> NoReturn:
    """Say what is wrong and end with 1."""
    err.print(f"[bold red]error[/] {escape(str(error))}", highlight=False, soft_wrap=True)
    raise typer.Exit(1)


if __name__ == "__main__":
    main()
