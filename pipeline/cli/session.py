"""What every command of the terminal shares: the consoles, the settings, a query, and how to give up.

What belongs here: small things that two commands need. What must never be here: a command.
"""

from __future__ import annotations

import datetime as dt
import errno
import os
import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Annotated, Any, NoReturn

import typer
from pydantic import ValidationError
from pydantic_settings import SettingsError
from rich.markup import escape

from pipeline.publishing import terminal
from pipeline.publishing.warehouse import WarehouseError, reading, rows
from pipeline.settings import Settings, misspelled
from pipeline.storage import StoreError

out = terminal.console()
err = terminal.console(stderr=True)

Json = Annotated[bool, typer.Option("--json", help="Print rows as JSON.")]
ChapterId = Annotated[str | None, typer.Option("--chapter", help="Only this chapter.", metavar="ID")]


def configured() -> Settings:
    """The settings, from the environment; a bad one ends the command, and one that is misspelled is named."""
    for name, meant in misspelled(os.environ).items():
        warn(f"{name}: there is no such setting, it has no effect; did you mean {meant}?")
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(["CLAIMS", *(str(part) for part in first["loc"])]).upper()
        where = f"{name}: " if first["loc"] else ""
        give_up(f"{where}{first['msg'].removeprefix('Value error, ')}; mend the environment variable or unset it")
    except SettingsError as error:  # a value that must be JSON and is none
        named = re.search(r'"(\w+)"', str(error))
        variable = f"CLAIMS_{named[1].upper()}" if named else "a setting"
        give_up(f"{variable}: it is no JSON ({error.__cause__}); mend the environment variable or unset it")


def installed() -> Settings:
    """The settings, over what was published last: on a cluster it is fetched first."""
    settings = configured()
    if settings.store_url is not None:
        from pipeline.defs.machines.sharing import fetch_database, fetch_reports

        try:
            fetch_database(settings)
            fetch_reports(settings)
        except StoreError as error:
            give_up(error)
    return settings


def day_of(text: str | None, option: str) -> dt.date | None:
    """A day that was given as an option; anything else is a usage error."""
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a day; write it as 2026-03-20", param_hint=option) from error


def ask(query: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """The rows of a query on the published database; ends the command when there is none."""
    try:
        with reading(installed().database) as connection:
            return rows(connection, query, parameters)
    except WarehouseError as error:
        give_up(error)


def claim_row(claim: str) -> dict[str, Any]:
    """The row of one claim; ends the command, naming the nearest, when there is no such claim."""
    found = ask("SELECT * FROM claim_status WHERE claim_id = $1", [claim])
    if not found:
        names = [row["claim_id"] for row in ask("SELECT claim_id FROM claims")]
        give_up(f"there is no claim {claim!r}{nearest(claim, names)}; `claims status --all` lists them")
    return found[0]


def check_chapter(chapter: str | None) -> None:
    """End the command, naming the nearest, when a chapter is asked for that is not published."""
    if chapter is not None:
        names = [row["chapter_id"] for row in ask("SELECT chapter_id FROM chapters ORDER BY chapter_id")]
        if chapter not in names:
            there = f"; there are: {', '.join(names) or 'none'}"
            give_up(f"there is no chapter {chapter!r}{nearest(chapter, names) or there}")


def nearest(name: str, names: Sequence[str]) -> str:
    """A question in brackets that offers the nearest of some names, or nothing."""
    close = get_close_matches(name, names, n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""


def say(text: str) -> None:
    """One plain line on standard output."""
    out.print(escape(text), highlight=False, soft_wrap=True)


def print_rows(
    found: list[dict[str, Any]], columns: Sequence[str], as_json: bool, *, nothing: str = "nothing to show"
) -> None:
    """Rows as a table, or as JSON; `nothing` is said when there are none."""
    if as_json:
        print_json(found)
    elif found:
        terminal.show_rows(out, found, columns)
    else:
        say(nothing)


def print_json(value: Any) -> None:
    """A value as JSON on standard output."""
    print(terminal.as_json(value))  # noqa: T201


def warn(text: str) -> None:
    """One line on standard error about what is odd but stops nothing."""
    err.print(f"[bold yellow]warning[/] {escape(text)}", highlight=False, soft_wrap=True)


def give_up(error: BaseException | str) -> NoReturn:
    """Say what is wrong and end with 1."""
    told = _told(error) if isinstance(error, OSError) and error.errno else str(error)
    err.print(f"[bold red]error[/] {escape(told)}", highlight=False, soft_wrap=True)
    raise typer.Exit(1)


def _told(error: OSError) -> str:
    """What the operating system refused, of which file, and what to do about it."""
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror}; {_ADVICE.get(error.errno or 0, 'check the path, and that you may use it')}"


_ADVICE = {
    errno.ENOSPC: "make room on the disk, then run the command again; nothing that was there is lost",
    errno.EDQUOT: "make room in your quota, then run the command again; nothing that was there is lost",
    errno.EROFS: "the disk is mounted read-only; name another folder, or let it be mounted for writing",
    errno.EACCES: "check the permissions of the file and its folder",
    errno.EPERM: "check the permissions of the file and its folder",
    errno.EMFILE: "too many files are open; raise the limit (ulimit -n)",
}
