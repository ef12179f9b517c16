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
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

STATUS_STYLE = {"supported": "green", "stale": "yellow", "unverified": "bright_black"}
LOUD_STYLE = "bold red"
LOUD_REASONS = frozenset({"contradicted", "conflicting"})


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
