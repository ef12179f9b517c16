"""Verdicts -> people: the assets `published` (the DuckDB database), `reports` (annotated chapters) and `alerts`."""

from typing import Any, get_args

import dagster as dg
import duckdb

from pipeline.defs.alerting import find_channels, tell_untold
from pipeline.defs.freshness import DAILY_FRESHNESS
from pipeline.defs.installation import Installation, Refresh
from pipeline.defs.known import known_by
from pipeline.defs.ledger import code_digest, digest, done, remember
from pipeline.defs.metadata import markdown
from pipeline.defs.sharing import fetch_database, fetch_reports, find_lake, send_database, send_reports
from pipeline.model import TABLES, Status
from pipeline.publishing.galley import read_chapter_states, render_galleys
from pipeline.publishing.increments import Moved
from pipeline.publishing.lake import publish_lake
from pipeline.publishing.views import VIEWS
from pipeline.publishing.warehouse import Publication, publish, reading, rows

GROUP = "publishing"
_BREAKDOWN = (
    "SELECT status, reason, count(*) AS claims FROM claim_status GROUP BY ALL ORDER BY min(loudness), claims DESC"
)
_CODE = ("publishing/galley", "publishing/views.py", "gathering/pages")
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
    made = publish(records, installation.settings.database, only=known_by(refresh.day, refresh.until))
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


@dg.asset(
    group_name=GROUP,
    deps=["published"],
    owners=["team:authors"],
    kinds={"html"},
    description="`warehouse/reports/<chapter>.html`: the chapter with every figure underlined and labelled.",
)
def reports(installation: dg.ResourceParam[Installation], refresh: Refresh) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Render the annotated chapters of which anything that is shown changed, from the published database."""
    fetch_database(installation.settings)
    fetch_reports(installation.settings)
    records, folder = installation.records, installation.settings.reports
    known = done(records, "reports")
    with reading(installation.settings.database) as connection:
        states = {name: digest(state, code_digest(_CODE)) for name, state in read_chapter_states(connection).items()}
        changed = {name for name in states if known.get(name) != states[name] or not (folder / f"{name}.html").exists()}
        written = render_galleys(connection, folder, changed)
    for path in set(folder.glob("*.html")) - set(written):
        path.unlink()  # of a chapter that is no longer there
    send_reports(installation.settings)
    remember(records, "reports", states)
    links = {path.stem: dg.MetadataValue.path(path) for path in written[:LINKS_SHOWN]}
    return dg.MaterializeResult(metadata={"rendered_now": len(changed), **links})


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
    fetch_database(installation.settings)
    channels = find_channels(installation.settings)
    replay = refresh.day < refresh.now.date()
    outcome = tell_untold(installation, channels, now=refresh.now, replay=replay) if channels else {}
    for name, what in outcome.items():
        context.log.info(f"{name}: {what}")
        installation.progress("alerts", 0, 0, what if what.startswith(name) else f"{name} {what}")
    return dg.MaterializeResult(metadata={"channels": len(channels), **outcome})
