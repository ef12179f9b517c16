"""Commands by which people write into the register, and what helps them to: `review`, `add`, `forget`, `find`.

What belongs here: options, and what is said afterwards. What must never be here: how the register is edited.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.running import run
from pipeline.cli.session import Json, claim_row, err, give_up, installed, print_json, say
from pipeline.settings import Settings


def review(
    claim: Annotated[str | None, typer.Argument(help="Name of a registered claim.", metavar="CLAIM")] = None,
    accept: Annotated[bool, typer.Option("--accept", help="Sign the verdict off.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="The evidence does not carry the claim.")] = False,
    override: Annotated[str | None, typer.Option(metavar="STATUS", help="supported, stale or unverified.")] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who reviews.")] = "",
    why: Annotated[str, typer.Option(metavar="TEXT", help="The reason.")] = "",
    from_file: Annotated[Path | None, typer.Option("--import", metavar="FILE", help="Reviews out of a galley.")] = None,
) -> None:
    """Sign a verdict off, reject it, or put another in its place; kept in the register, void once anything changes.

    Example: claims review hf-models-2m --accept --by "A. Checker" --why "read the page, the figure stands"
    """
    from pipeline.defs.desk import WantedReview, read_reviews, review_claims
    from pipeline.defs.foreseen import FORESEEN
    from pipeline.defs.installation import Installation

    installation = Installation(installed())
    try:
        if from_file is not None:
            wanted = read_reviews(from_file)
        else:
            if not claim:
                raise typer.BadParameter(
                    "name the claim that you review; `claims status` lists them", param_hint="CLAIM"
                )
            decision = _decision(accept, reject, override)
            wanted = [WantedReview(claim_id=claim or "", decision=decision, reviewer=by, why=why)]
        review_claims(installation, wanted, at=dt.datetime.now(dt.UTC).replace(microsecond=0))
    except FORESEEN as error:
        give_up(error)
    run("verdicts_only", offline=True)
    for one in wanted:
        row = claim_row(one.claim_id)
        say(f"{one.claim_id}: {one.decision} by {one.reviewer}; now {row['status']} ({row['reason']})")


def _decision(accept: bool, reject: bool, override: str | None) -> str:
    given = [
        *(["accept"] if accept else []),
        *(["reject"] if reject else []),
        *([f"override:{override}"] if override else []),
    ]
    if len(given) != 1:
        raise typer.BadParameter("give exactly one of --accept, --reject and --override STATUS, or --import FILE")
    return given[0]


def add(
    quote: Annotated[
        str, typer.Argument(help="The words of the figure, as they stand in the chapter; or a claim.", metavar="WORDS")
    ],
    chapter: Annotated[str, typer.Option(help="The chapter it stands in.", metavar="ID")] = "",
    name: Annotated[str, typer.Option("--id", help="Name of the claim; made from the words by default.")] = "",
    source: Annotated[
        list[str] | None, typer.Option(help="A source of the register, or an address; may be given again.")
    ] = None,
) -> None:
    """Put a claim into the register, or give one more candidate sources; comments and order stay as they are.

    Example: claims add "more than two million public models" --source https://example.org/counter
    """
    from pipeline.defs.desk import register_claim
    from pipeline.defs.foreseen import FORESEEN
    from pipeline.defs.installation import Installation

    settings: Settings = installed()
    try:
        claim_id, known = register_claim(
            Installation(settings), quote=quote, chapter_id=chapter, claim_id=name, sources=source or []
        )
    except FORESEEN as error:
        give_up(error)
    say(f"{settings.register}: {claim_id} is there")
    if not source and known:
        err.print("it has no source yet; sources of claims nearby:", highlight=False)
        for source_id in known:
            err.print(f"  {source_id}", highlight=False)
    say("next       claims refresh")


def forget(
    claims: Annotated[
        list[str],
        typer.Argument(help="Names of orphans: facts that their chapter no longer states.", metavar="CLAIM..."),
    ],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so.")],
    why: Annotated[str, typer.Option(metavar="TEXT", help="The reason.")] = "",
) -> None:
    """Stop showing facts that a chapter once stated and states no more; kept in the register, under `forgotten`.

    Example: claims forget chapter-10.forty-cooks-3f2a91c0 --by "A. Author" --why "cut in the second draft"
    """
    from pipeline.defs.desk import forget_claims
    from pipeline.defs.foreseen import FORESEEN
    from pipeline.defs.installation import Installation

    settings: Settings = installed()
    try:
        forget_claims(Installation(settings), claims, by=by, why=why, on=dt.datetime.now(dt.UTC).date())
    except FORESEEN as error:
        give_up(error)
    say(f"{settings.register}: {', '.join(claims)} will not be shown any more")
    say("next       claims refresh")


def find(
    claim: Annotated[str, typer.Argument(help="Name of a claim.", metavar="CLAIM")],
    service: Annotated[
        list[str],
        typer.Option("--with", help="crossref, openalex, arxiv, wikipedia, huggingface, searxng."),
    ],
    as_json: Json = False,
) -> None:
    """Ask search services for candidate sources of a claim; nothing is taken over until you `claims add` it.

    Example: claims find hf-models-2m --with wikipedia --with crossref
    """
    from pipeline.defs.desk import search_candidates
    from pipeline.defs.foreseen import FORESEEN
    from pipeline.defs.installation import Installation

    row = claim_row(claim)
    question = row["subject"] or row["chapter_says"]
    try:
        found = search_candidates(Installation(installed()), claim, question, service)
    except FORESEEN as error:
        give_up(error)
    for problem in found.problems:
        err.print(problem, highlight=False, markup=False)
    if found.problems and not found.sources:
        give_up("nothing found, for not every service could be asked; ask again, or another one by --with")
    if as_json:
        print_json([dataclasses.asdict(source) for source in found.sources])
        return
    for source in found.sources:
        say(f"{source.title or source.url} ({source.found_by})\n  claims add {claim} --source {source.url}")
    if not found.sources:
        say("nothing found")
