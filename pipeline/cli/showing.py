"""Commands that show what is published: `status`, `show`, `changes`, `questions`, `galley`, `open`.

What belongs here: which rows and columns. What must never be here: anything that writes.
"""

from __future__ import annotations

import webbrowser
from enum import StrEnum
from typing import Annotated, Any

import typer

from pipeline.cli.session import (
    ChapterId,
    Json,
    ask,
    check_chapter,
    claim_row,
    day_of,
    give_up,
    installed,
    nearest,
    out,
    print_json,
    print_rows,
    say,
)
from pipeline.publishing import terminal
from pipeline.publishing.questions import answer, read_questions
from pipeline.publishing.warehouse import WarehouseError, reading

STATUS_COLUMNS = ("claim_id", "status", "reason", "quote", "source_title")
CHANGE_COLUMNS = ("as_of", "claim_id", "status_before", "status_after", "what_moved")
CARD = (
    ("claim", "claim_id"), ("chapter", "chapter"), ("section", "section"), ("figure", "quote"), ("status", "status"),
    ("reason", "reason"), ("explanation", "explanation"),
    ("its sentence", "sentence_status"),
    ("arithmetic", "arithmetic"), ("source", "source_title"), ("publisher", "source_publisher"),
    ("authority", "authority"), ("address", "source_url"), ("source says", "evidence_quote"),
    ("speaks of", "evidence_as_of"), ("origin", "origin"), ("fetched", "fetched_at"), ("SHA-256", "snapshot_sha256"),
    ("last supported", "last_supported_at"), ("judged by", "judged_by"),
    ("reviewer", "reviewer"), ("review", "review"), ("decided", "decided_at"),
)  # fmt: skip
EVIDENCE_SHOWN = 6
"""Comparisons shown of one claim, the surest first."""


class StatusName(StrEnum):
    """What a verdict can say."""

    supported = "supported"
    stale = "stale"
    unverified = "unverified"


def status(
    only: Annotated[StatusName | None, typer.Option("--status", help="Only claims of this status.")] = None,
    chapter: ChapterId = None,
    everything: Annotated[bool, typer.Option("--all", help="Claims that the register does not name, too.")] = False,
    as_json: Json = False,
) -> None:
    """Show every claim with its verdict, the loudest first.

    Example: claims status --status stale
    """
    check_chapter(chapter)
    found = ask(
        "SELECT * FROM claim_status WHERE ($1 IS NULL OR status = $1) AND ($2 IS NULL OR chapter_id = $2) "
        "AND ($3 OR registered)",
        [only, chapter, everything or as_json],
    )
    print_rows(found, STATUS_COLUMNS, as_json, nothing="no claim stands so; `claims status --all` lists every claim")


def show(
    claim: Annotated[str, typer.Argument(help="Name of a claim.", metavar="CLAIM")], as_json: Json = False
) -> None:
    """Show one claim with its context, its evidence and the arithmetic.

    Example: claims show hf-models-2m
    """
    row = claim_row(claim)
    evidence = ask(
        "SELECT e.*, s.title AS source_title FROM evidence e LEFT JOIN sources s USING (source_id) "
        "WHERE claim_id = $1 ORDER BY list_position($2, evidence_id) NULLS LAST, relation = 'unrelated', score DESC, "
        "evidence_id",
        [claim, row["evidence_ids"] or []],
    )
    sentences = ask(
        "SELECT explanation FROM sentence_status WHERE list_contains(claim_ids, $1) ORDER BY start_char", [claim]
    )
    row["sentence_status"] = " ".join(one["explanation"] for one in sentences) or None
    if as_json:
        print_json({**row, "evidence": evidence})
        return
    _show_context(claim, row)
    terminal.show_card(out, row, CARD)
    if evidence:
        terminal.show_evidence(
            out, evidence[:EVIDENCE_SHOWN], f"compared with {len(evidence)} passages, the best first"
        )
        if len(evidence) > EVIDENCE_SHOWN:
            say(f"and {len(evidence) - EVIDENCE_SHOWN} more: claims show {claim} --json, or the view evidence_trail")


def changes(
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only changes from this day on.")] = None,
    as_json: Json = False,
) -> None:
    """Show what moved between verdicts, the latest first.

    Example: claims changes --since 2026-11-01
    """
    found = ask(
        "SELECT * FROM changes WHERE status_before IS NOT NULL AND ($1 IS NULL OR as_of >= $1) "
        "ORDER BY as_of DESC, changed_at DESC, claim_id",
        [day_of(since, "--since")],
    )
    print_rows(found, CHANGE_COLUMNS, as_json, nothing="no verdict has moved; a claim's first verdict is no change")


def questions(
    name: Annotated[
        str | None, typer.Argument(help="Name of a question; without one, all are listed.", metavar="NAME")
    ] = None,
    words: Annotated[str, typer.Option(metavar="TEXT", help="What `search` looks for.")] = "",
    claim: Annotated[str, typer.Option(metavar="ID", help="The claim that `history` is about.")] = "",
    sql: Annotated[bool, typer.Option("--sql", help="Print the query instead of its answer.")] = False,
    as_json: Json = False,
) -> None:
    """Answer a question that people ask the database, or show its SQL to start your own from.

    Example: claims questions search --words "fishing boats"
    """
    known = read_questions()
    if name is None:
        print_rows([{"name": one.name, "asks": one.asks} for one in known.values()], ("name", "asks"), as_json)
        return
    if name not in known:
        give_up(f"there is no question {name!r}{nearest(name, list(known))}; `claims questions` lists them")
    if sql:
        say(known[name].sql)
        return
    given = {"words": words, "claim": claim}
    missing = [variable for variable in known[name].variables if not given[variable]]
    if missing:
        raise typer.BadParameter(f"{name} needs it", param_hint=f"--{missing[0]}")
    try:
        with reading(installed().database) as connection:
            found = answer(connection, known[name], given)
    except WarehouseError as error:
        give_up(error)
    print_rows(found, list(found[0]) if found else (), as_json)


def galley(
    open_it: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    chapter: ChapterId = None,
) -> None:
    """Say where the annotated chapters are, or open them.

    Example: claims galley --open
    """
    reports = installed().reports
    check_chapter(chapter)
    found = sorted(reports.glob(f"{chapter or '*'}.html"))
    if not found:
        give_up(f"{reports}: no annotated chapter there; run `claims refresh` first")
    for path in found:
        say(str(path))
        if open_it:
            webbrowser.open(path.as_uri())


def open_source(claim: Annotated[str, typer.Argument(help="Name of a claim.", metavar="CLAIM")]) -> None:
    """Open the page behind a claim's best evidence in the browser.

    Example: claims open hf-models-2m
    """
    address = claim_row(claim)["source_url"]
    if not address:
        give_up(f"the evidence for {claim!r} has no address; `claims show {claim}` shows what there is")
    say(address)
    webbrowser.open(address)


def _show_context(claim: str, row: dict[str, Any]) -> None:
    """The stretch of the chapter around the claim's first mention, with the figure standing out."""
    places = ask(
        "SELECT m.start_char, m.end_char, h.text FROM mentions m JOIN chapters h USING (chapter_id) "
        "WHERE m.claim_id = $1 ORDER BY m.start_char LIMIT 1",
        [claim],
    )
    for place in places:
        style = terminal.style_of(row["status"], row["reason"])
        terminal.show_context(out, place["text"], place["start_char"], place["end_char"], style)
        say("")
