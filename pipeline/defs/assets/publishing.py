"""Verdicts -> people: the assets `published` (the DuckDB database), `reports` (annotated chapters) and `alerts`."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, get_args

import dagster as dg
import duckdb

from pipeline.defs.alerting import find_channels, tell_untold
from pipeline.defs.freshness import DAILY_FRESHNESS
from pipeline.defs.installation import Installation, Refresh
from pipeline.defs.keeping.known import known_by
from pipeline.defs.keeping.ledger import (
    code_digest,
    digest,
    done,
    done_by_all,
    done_by_each,
    forget_other_shards,
    remember,
)
from pipeline.defs.keeping.shards import Shard
from pipeline.defs.machines.sharing import (
    agree_on_reports,
    fetch_database,
    find_lake,
    reports_there,
    send_database,
    send_reports,
    send_views,
    view_states,
)
from pipeline.defs.machines.view_list import remembered
from pipeline.defs.metadata import markdown
from pipeline.defs.running.sharded import Stage, Step, Tally
from pipeline.model import TABLES, Status
from pipeline.publishing.galley import (
    read_chapter_ids,
    read_chapter_states,
    read_cited_pages,
    render_galleys,
    view_name,
)
from pipeline.publishing.increments import Moved
from pipeline.publishing.lake import publish_lake
from pipeline.publishing.views import VIEWS
from pipeline.publishing.warehouse import Publication, publish, reading, rows
from pipeline.settings import Settings

GROUP = "publishing"
_BREAKDOWN = (
    "SELECT status, reason, count(*) AS claims FROM claim_status GROUP BY ALL ORDER BY min(loudness), claims DESC"
)
_CODE = ("publishing/galley", "publishing/views.py", "gathering/pages")
_SENT = "sent"
"""What is remembered of annotated chapters that all machines share: the digest of each page."""
_DRAWN = "drawn"
"""What is remembered of views that were sent and that no list names yet."""
LINKS_SHOWN = 25
"""Annotated chapters that the Dagster UI links to."""
_LOUDEST = "SELECT claim_id, status, reason, quote, explanation FROM claim_status WHERE loudness < 7 LIMIT 25"


@dg.asset(
    group_name=GROUP,
    deps=[table.name for table in TABLES],
    owners=["team:fact-checkers"],
    kinds={"duckdb"},
    description="`warehouse/claims.duckdb`: every table and view with comments, made from the one before.",
    metadata={"views": [view.name for view in VIEWS]},
    freshness_policy=DAILY_FRESHNESS,
)
def published(
    context: dg.AssetExecutionContext,
    installation: dg.ResourceParam[Installation],
    refresh: Refresh,
) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Make the database from the one before, aside, and rename it into place."""
    records = installation.records
    installation.progress("published", 0, 1, "claims.duckdb")
    fetch_database(installation.settings)
    made = publish(
        records,
        installation.settings.database,
        only=known_by(refresh.day, refresh.until),
        memory=installation.settings.database_memory,
    )
    send_database(installation.settings)
    lake = find_lake(installation.settings)
    into_lake = publish_lake(installation.settings.database, lake) if lake else []
    installation.progress("published", 1, 1, "claims.duckdb")
    with reading(installation.settings.database) as connection:
        status = rows(connection, _BREAKDOWN)
        loudest = rows(connection, _LOUDEST)
        counted = [_counted(connection, table.name, made) for table in TABLES]
    for name, moved in made.moved.items():
        if moved.disputed:
            context.log.warning(
                f"{name}: {moved.disputed} keys have different rows in the records; of each, the row of the last file "
                "by name was published. No stage writes such rows: look for the fault"
            )
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": sum(row["claims"] for row in status),
            "dagster/uri": str(installation.settings.database),
            "day": refresh.day.isoformat(),
            **(_numbers(status) if refresh.day == refresh.now.date() else {}),  # a replay is no point of the plot
            "status": markdown(status, ("status", "reason", "claims")),
            "loudest": markdown(loudest, ("claim_id", "status", "reason", "quote", "explanation")),
            "tables": markdown(counted, ("table", "rows", "came", "went")),
            "made": _made(made),
            "bytes": installation.settings.database.stat().st_size,
            **({"tables_changed_in_lake": len(into_lake)} if lake else {}),
        }
    )


def _counted(connection: duckdb.DuckDBPyConnection, table: str, made: Publication) -> dict[str, Any]:
    moved = made.moved.get(table, Moved())
    counted = rows(connection, f'SELECT count(*) AS rows FROM "{table}"')[0]
    return {"table": table, **counted, "came": moved.came, "went": moved.went}


def _made(made: Publication) -> str:
    """How the database was made, in words."""
    if made.whole:
        return f"whole: {made.whole}"
    return "from the one published before" if made.changed else "left as it was: no record changed"


def _numbers(status: list[dict[str, Any]]) -> dict[str, int]:
    """Claims by status, and the contradicted among them, as numbers: Dagster plots them from run to run."""
    by_status = {name: sum(row["claims"] for row in status if row["status"] == name) for name in get_args(Status)}
    return {**by_status, "contradicted": sum(row["claims"] for row in status if row["reason"] == "contradicted")}


def draw_chapters(step: Step, shard: Shard) -> Tally:
    """Render those annotated chapters of the shard of which anything that is shown changed, from the published
    database."""
    settings, records = step.installation.settings, step.installation.records
    fetch_database(settings)
    known, sent = done(records, "reports", shard), done(records, _SENT, shard)
    with reading(settings.database, threads=1) as connection:  # of few rows each, and other shards have the other cores
        own = [name for name in read_chapter_ids(connection) if name in shard]
        found = read_chapter_states(connection, own)
        code = code_digest(_CODE)
        states = {name: digest(found[name], code) for name in own}
        there = reports_there(settings, sent)
        changed = {name for name in states if known.get(name) != states[name] or name not in there}
        drawn_in = view_states(settings, done_by_each(records, _DRAWN) if changed else ())
        written = render_galleys(connection, settings.reports, changed, code=code, drawn_in=drawn_in)
    sent |= send_reports(settings, [path for path in written.pages if path.stem in changed])
    if views := send_views(settings, written.views):
        in_state = {path.name: state for path, state in written.views.items()}
        now = {name: remembered(step.refresh.now, sheaf, in_state[name]) for name, sheaf in views.items()}
        remember(records, _DRAWN, done(records, _DRAWN, shard) | now, shard)
    remember(records, _SENT, {name: sent[name] for name in states if name in sent}, shard)
    remember(records, "reports", states, shard)
    return Tally(Counter(rendered=len(changed)))


def _cited_views(settings: Settings) -> set[str]:
    """The views that annotated chapters link to."""
    fetch_database(settings)
    with reading(settings.database) as connection:
        return {view_name(page) for page in read_cited_pages(connection)}


def finish_reports(step: Step, tally: Tally) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """Take the pages of chapters that are gone away, let everybody see the others, and report."""
    settings, records = step.installation.settings, step.installation.records
    forget_other_shards(records, "reports", step.shards)
    forget_other_shards(records, _SENT, step.shards)
    drawn = sorted(done_by_all(records, "reports"))
    drawn_views = done_by_each(records, _DRAWN)
    agree_on_reports(settings, done_by_all(records, _SENT), drawn_views, lambda: _cited_views(settings))
    if drawn_views:
        forget_other_shards(records, _DRAWN, 0)
    pages = {name: settings.reports / f"{name}.html" for name in drawn}
    for path in set(settings.reports.glob("*.html")).difference(pages.values()):
        path.unlink()  # of a chapter that is no longer there
    links = {name: dg.MetadataValue.path(path) for name, path in list(pages.items())[:LINKS_SHOWN]}
    yield dg.MaterializeResult(metadata={"rendered_now": tally.counts["rendered"], **links})


@dg.asset(
    group_name=GROUP,
    deps=["published"],
    owners=["team:fact-checkers"],
    kinds={"python"},
    description="What moved, told once to every channel that is switched on (`CLAIMS_ALERT_…`); none is by default.",
)
def alerts(
    context: dg.AssetExecutionContext, installation: dg.ResourceParam[Installation], refresh: Refresh
) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Tell the changes that were not told yet. A channel that fails does not fail the run: the next run tells them."""
    channels = find_channels(installation.settings)
    if channels:
        fetch_database(installation.settings)
    replay = refresh.day < refresh.now.date()
    outcome = tell_untold(installation, channels, now=refresh.now, replay=replay) if channels else {}
    for name, what in outcome.items():
        context.log.info(f"{name}: {what}")
        installation.progress("alerts", 0, 0, what if what.startswith(name) else f"{name} {what}")
    return dg.MaterializeResult(metadata={"channels": len(channels), **outcome})


REPORTS = Stage(
    specs=[
        dg.AssetSpec(
            "reports",
            deps=["published"],
            group_name=GROUP,
            owners=["team:authors"],
            kinds={"html"},
            description="`warehouse/reports/<chapter>.html`: the chapter with every figure underlined and labelled.",
        )
    ],
    work=draw_chapters,
    finish=finish_reports,
)
