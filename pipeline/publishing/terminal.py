"""Verdicts at a terminal: tables, the loud rows, one claim with its context, progress.

What belongs here: how rows look on a terminal, and plain lines where there is none. What must never be here: queries
and decisions.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

STATUS_STYLE = {"supported": "green", "stale": "yellow", "unverified": "bright_black"}
LOUD_STYLE = "bold red"
LOUD_REASONS = frozenset({"contradicted", "conflicting"})


PIPED_WIDTH = 200
"""Columns of a table that goes into a pipe or a file, where no screen sets the width."""


def console(*, stderr: bool = False) -> Console:
    """Standard output or standard error."""
    plain = Console(stderr=stderr)
    return plain if plain.is_terminal else Console(stderr=stderr, width=PIPED_WIDTH)


def style_of(status: str, reason: str) -> str:
    """The colour of a verdict; what is contradicted is never grey."""
    return LOUD_STYLE if reason in LOUD_REASONS else STATUS_STYLE.get(status, "")


def show_rows(console: Console, rows: Sequence[Mapping[str, Any]], columns: Sequence[str], title: str = "") -> None:
    """Rows as a table; a row that has `status` and `reason` is coloured by them."""
    table = Table(title=title or None, title_justify="left", header_style="bold", expand=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        style = style_of(str(row.get("status", "")), str(row.get("reason", "")))
        table.add_row(*(escape(_text(row[column])) for column in columns), style=style)
    console.print(table)


def headline(row: Mapping[str, Any]) -> tuple[str, str, str]:
    """A verdict in a few words, its explanation, and its colour; for `show_list`."""
    words = f"{row['reason'].replace('_', ' ')}: {row['claim_id']}, “{row['quote']}”"
    return words, row["explanation"], style_of(row["status"], row["reason"])


def show_list(console: Console, title: str, items: Sequence[tuple[str, str, str]]) -> None:
    """Items of headline, text and style under a title; nothing when there are none."""
    if not items:
        return
    console.print(f"\n[bold]{escape(title)}[/]", highlight=False)
    for head, text, style in items:
        if head:
            console.print(Text(head, style))
        body = Text(text, "" if head else style)
        console.print(Padding(body, (0, 0, 0, 4 if head else 2)))
    console.print()


def show_card(console: Console, row: Mapping[str, Any], fields: Sequence[tuple[str, str]]) -> None:
    """One row as a list of label and value; what is empty is left out."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold")
    grid.add_column(overflow="fold")
    for label, column in fields:
        if row.get(column) not in (None, "", []):
            grid.add_row(label, escape(_text(row[column])))
    console.print(grid)


def show_highlight(console: Console, text: str, start: int, end: int, style: str) -> None:
    """A stretch of text with one part of it standing out."""
    shown = Text(text)
    shown.stylize(f"{style} underline", start, end)
    console.print(shown)


def as_json(rows: Any) -> str:
    """Rows as JSON; dates in ISO 8601."""
    return json.dumps(rows, default=_json, ensure_ascii=False, indent=2)


class Watch:
    """Progress of a run: bars on a terminal, a plain line per finished stage elsewhere."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._tasks: dict[str, TaskID] = {}
        self._last = ""
        self._bars = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("[dim]{task.fields[note]}"),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )

    def __enter__(self) -> Watch:
        self._bars.start()
        return self

    def __exit__(self, *unused: object) -> None:
        self._bars.stop()

    def __call__(self, stage: str, done: int, total: int, note: str = "") -> None:
        """Take in how far a stage is."""
        if self._console.is_terminal:
            task = self._tasks.get(stage)
            if task is None:
                task = self._tasks[stage] = self._bars.add_task(stage, total=total or None, note=note)
            self._bars.update(task, completed=done, total=total or None, note=note[:40])
        elif total and done == total:
            self._console.print(f"{stage}: {done} done", highlight=False)
        elif not total and stage != self._last:
            self._console.print(f"{stage}: {note}", highlight=False)
        self._last = stage


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, float):
        return f"{value:,.10g}"
    return str(value)


def _json(value: Any) -> Any:
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")
