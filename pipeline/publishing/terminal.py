"""Verdicts at a terminal: tables, the loud rows, one claim with its context, progress.

What belongs here: how rows look on a terminal, and plain lines where there is none. What must never be here: queries
and decisions.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

STATUS_STYLE = {"supported": "green", "stale": "yellow", "unverified": "bright_black"}
LOUD_STYLE = "bold red"
LOUD_REASONS = frozenset({"contradicted", "conflicting"})
RELATION_STYLE = {"agrees": "green", "disagrees": "red", "unrelated": "bright_black"}
VERDICT_COLUMNS = frozenset({"status", "reason"})
PIPED_WIDTH = 200
"""Width of what goes into a pipe or a file, where no screen sets it."""
NARROW = 26
"""A column of at most this width is never folded: names, states, numbers."""
READABLE = 26
"""Width below which prose in a column is no longer read but spelled."""


_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"} | {
    0x7F: 0x2421, **dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
}  # fmt: skip
"""What is shown of control characters (ECMA-48, C0 and C1): a picture. Pages and manuscripts are other people's words,
and sent to a terminal as they are, an escape sequence among them may retitle it, hide lines or write the clipboard."""


class _Screen(Console):
    """A console to which only rich's own styles reach as control sequences, never those in the words it shows."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterator[Segment]:
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=segment.text.translate(_PICTURES))


def console(*, stderr: bool = False) -> Console:
    """Standard output or standard error."""
    plain = _Screen(stderr=stderr, emoji=False)
    return plain if plain.is_terminal else _Screen(stderr=stderr, width=PIPED_WIDTH, emoji=False)


def style_of(status: str, reason: str) -> str:
    """The colour of a verdict; what is contradicted is never grey."""
    return LOUD_STYLE if reason in LOUD_REASONS else STATUS_STYLE.get(status, "")


def show_rows(console: Console, rows: Sequence[Mapping[str, Any]], columns: Sequence[str], title: str = "") -> None:
    """Rows as a table; where a screen is too narrow for one, as a list; in a pipe, as aligned lines, one for a row.

    A row that has `status` and `reason` is coloured by them.
    """
    cells = [[_text(row[column]) for column in columns] for row in rows]
    widths = [max([cell_len(column), *(cell_len(line[at]) for line in cells)]) for at, column in enumerate(columns)]
    styles = [style_of(str(row.get("status", "")), str(row.get("reason", ""))) for row in rows]
    if title:
        console.print(Text(title, "bold"))
    if not console.is_terminal:
        for line in [list(columns), *cells]:
            padded = "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
            console.print(Text(" ".join(padded.splitlines()).rstrip()), soft_wrap=True)
    elif _is_cramped(widths, console.width):
        for line, style in zip(cells, styles, strict=True):
            _show_entry(console, columns, line, widths, style)
    else:
        table = Table(header_style="bold", expand=False)
        for column, width in zip(columns, widths, strict=True):
            table.add_column(column, overflow="fold", no_wrap=width <= NARROW)
        for line, style in zip(cells, styles, strict=True):
            table.add_row(*map(Text, line), style=style)
        console.print(table)


def _is_cramped(widths: Sequence[int], width: int) -> bool:
    """Whether columns of prose would be left with less than a reader can take in."""
    free = width - 3 * len(widths) - 1
    wide = [natural for natural in widths if natural > NARROW]
    left = free - sum(natural for natural in widths if natural <= NARROW)
    wanted = sum(min(READABLE, natural // 3) for natural in wide)
    return sum(widths) > free and bool(wide) and left < wanted


def _show_entry(
    console: Console, columns: Sequence[str], line: Sequence[str], widths: Sequence[int], style: str
) -> None:
    """One row: its name and verdict, then what is short by name in one line, then every column of prose."""
    named = [(column.replace("_", " "), cell) for column, cell in zip(columns, line, strict=True)]
    head = {0, *(at for at, column in enumerate(columns) if column in VERDICT_COLUMNS)}
    short = [at for at, width in enumerate(widths) if at not in head and width <= NARROW and line[at]]
    prose = [at for at, width in enumerate(widths) if at not in head and width > NARROW and line[at]]
    console.print(Text("  ".join(line[at] for at in sorted(head)), f"bold {style}"))
    bodies = [
        Text("  ").join(Text.assemble((f"{named[at][0]} ", "dim"), named[at][1]) for at in short),
        *(Text.assemble((f"{named[at][0]}  ", "dim"), named[at][1]) for at in prose),
    ]
    for body in bodies:
        if body:
            console.print(Padding(body, (0, 0, 0, 4)))


def show_evidence(console: Console, rows: Sequence[Mapping[str, Any]], title: str) -> None:
    """Comparisons with passages: how each stands, what the source says, the arithmetic, the words."""
    console.print(Text(f"\n{title}", "bold"))
    for row in rows:
        moved = row["agreement"] == "figure_moved"
        word = "has moved on" if moved else row["relation"]
        style = "yellow" if moved else RELATION_STYLE.get(row["relation"], "")
        when = f", as of {row['as_of']}" if row["as_of"] else ""
        console.print(Text.assemble((word, f"bold {style}"), f"  {row['source_title']}{when}"))
        note = "a person's note; " if row["origin"] == "transcript" else ""
        body = f"{row['arithmetic']}\n“{row['quote']}”\n{note}match {row['score']:.2f}"
        console.print(Padding(Text(body.strip()), (0, 0, 0, 4)))


def headline(row: Mapping[str, Any]) -> tuple[str, str, str]:
    """A verdict in a few words, its explanation, and its colour; for `show_list`."""
    words = f"{row['reason'].replace('_', ' ')}: {row['claim_id']}, “{row['quote']}”"
    return words, row["explanation"], style_of(row["status"], row["reason"])


def show_list(console: Console, title: str, items: Sequence[tuple[str, str, str]]) -> None:
    """Items of headline, text and style under a title; nothing when there are none."""
    if not items:
        return
    console.print(Text(f"\n{title}", "bold"))
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
            grid.add_row(label, Text(_text(row[column])))
    console.print(grid)


def show_context(console: Console, text: str, start: int, end: int, style: str, reach: int = 240) -> None:
    """The stretch of a text around `text[start:end]`, which stands out; cut between words."""
    begin, stop = max(0, start - reach), min(len(text), end + reach)
    begin = begin and next((at + 1 for at in range(begin, start) if text[at].isspace()), start)
    stop = stop if stop == len(text) else next((at for at in range(stop, end, -1) if text[at].isspace()), end)
    before, after = "… " if begin else "", " …" if stop < len(text) else ""
    shown = Text.assemble(before, text[begin:start], (text[start:end], f"{style} underline"), text[end:stop], after)
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
