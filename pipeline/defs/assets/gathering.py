"""Candidate source -> text: the assets `sources`, `snapshots`, `pages`."""

import asyncio
import datetime as dt
from collections import defaultdict

import dagster as dg

from pipeline.defs.freshness import DAILY_FRESHNESS
from pipeline.defs.installation import Installation, Refresh
from pipeline.defs.ledger import code_digest
from pipeline.defs.metadata import breakdown, column_schema, described
from pipeline.defs.pairs import is_markup
from pipeline.gathering import gather, read_page
from pipeline.model import READABLE, Chapter, Page, Snapshot, Source
from pipeline.reading import find_sources

GROUP = "gathering"
_CODE = ("model.py", "gathering/pages")


@dg.asset(
    group_name=GROUP,
    deps=["claims"],
    owners=["team:fact-checkers"],
    kinds={"python", "parquet"},
    description="Candidate places of evidence: from the register, and the links and footnotes of the chapters.",
    metadata={"dagster/column_schema": column_schema("sources")},
)
def sources(installation: dg.ResourceParam[Installation], refresh: Refresh) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Collect the candidate sources."""
    register = installation.register()
    chapters: list[Chapter] = installation.records.rows("chapters")
    found = find_sources(register, chapters, installation.records.rows("claims"))
    installation.records.replace("sources", found)
    return dg.MaterializeResult(
        metadata=described(
            "sources",
            found,
            ("source_id", "kind", "title", "published", "authority", "candidate_of"),
            authorities=breakdown(found, "authority", "found_by"),
        )
    )


@dg.asset(
    group_name=GROUP,
    deps=["sources"],
    owners=["team:data"],
    kinds={"python", "parquet", "http"},
    description="What every source said, look by look. A failed look is a row with its outcome, never a failed run.",
    metadata={"dagster/column_schema": column_schema("snapshots")},
    freshness_policy=DAILY_FRESHNESS,
)
def snapshots(installation: dg.ResourceParam[Installation], refresh: Refresh) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Look at every source once, politely, and store the bytes."""
    records = installation.records
    wanted: list[Source] = records.rows("sources")
    if refresh.chapter:
        claims = {row.claim_id for row in records.rows("claims", [refresh.chapter])}
        wanted = [row for row in wanted if claims & set(row.candidate_of)]
    looks: dict[str, list[Snapshot]] = defaultdict(list)
    for look in sorted(records.rows("snapshots"), key=lambda row: row.fetched_at):
        looks[look.source_id].append(look)
    with installation.archive() as archive:
        new = asyncio.run(
            gather(
                wanted,
                looks,
                archive,
                installation.gather_settings(offline=not refresh.calls_sources),
                now=lambda: dt.datetime.now(dt.UTC),
                progress=lambda count, total, source, _: installation.progress(
                    "snapshots", count, total, source.source_id
                ),
            )
        )
    records.append("snapshots", new)
    return dg.MaterializeResult(
        metadata=described(
            "snapshots",
            new,
            ("source_id", "outcome", "http_status", "origin", "bytes", "error"),
            looked_at=len(wanted),
            new_rows=len(new),
            outcomes=breakdown(new, "outcome", "origin"),
        )
    )


@dg.asset(
    group_name=GROUP,
    deps=["snapshots"],
    owners=["team:data"],
    kinds={"python", "parquet"},
    description="The readable text of every stored payload; read once per payload and reader.",
    metadata={"dagster/column_schema": column_schema("pages")},
)
def pages(installation: dg.ResourceParam[Installation], refresh: Refresh) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Read the payloads that were not read yet."""
    records = installation.records
    edition = code_digest(_CODE)
    records.begin_edition("pages", edition)
    read = records.values("pages", "payload_sha256")
    pointers = {row.source_id: row.pointer for row in records.rows("sources")}
    unread: dict[str, Snapshot] = {}
    for look in records.rows("snapshots"):
        if look.outcome in READABLE and look.payload_sha256 and look.payload_sha256 not in read:
            unread.setdefault(look.payload_sha256, look)
    new: list[Page] = []
    with installation.archive() as archive:
        for count, (sha256, look) in enumerate(unread.items(), 1):
            installation.progress("pages", count, len(unread), look.source_id)
            new.append(
                read_page(
                    archive.payload(sha256),
                    media_type=look.media_type,
                    charset=look.charset,
                    url=look.final_url or look.requested_url,
                    pointer=pointers.get(look.source_id) if is_markup(look.media_type) else None,
                )
            )
    records.append("pages", new, edition=edition)
    return dg.MaterializeResult(
        metadata=described(
            "pages",
            new,
            ("title", "published", "media_type", "error"),
            read_now=len(new),
            unreadable=sum(page.error is not None for page in new),
        )
    )
