"""Candidate source -> text: the assets `sources`, `snapshots`, `pages`.

Looks are divided by host, so that one worker speaks to a host; pages are divided by payload.
"""

import asyncio
import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import replace

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.defs.freshness import DAILY_FRESHNESS
from pipeline.defs.installation import Installation, Refresh
from pipeline.defs.keeping.ledger import code_digest, digest, done, remember
from pipeline.defs.keeping.looks import telling_looks, telling_table
from pipeline.defs.keeping.pairs import chapters_by_claim, selector_of
from pipeline.defs.keeping.records import Records
from pipeline.defs.keeping.shards import WHOLE, Shard
from pipeline.defs.metadata import breakdown_of, breakdown_table, column_schema, described, summarised
from pipeline.defs.recalling import days_wanted, looks_by_source
from pipeline.defs.running.sharded import Stage, Step, Tally
from pipeline.gathering import gather, host_of, read_page
from pipeline.model import READABLE, Chapter, Page, Snapshot, Source
from pipeline.publishing.columns import from_arrow
from pipeline.reading import find_sources

GROUP = "gathering"
PAGE_CODE = ("model.py", "gathering/pages")
PAGES_AT_ONCE = 500
"""Pages that are in memory together."""


@dg.asset(
    group_name=GROUP,
    deps=["claims"],
    owners=["team:fact-checkers"],
    kinds={"python", "parquet"},
    description="Candidate places of evidence: from the register, and the links and footnotes of the chapters.",
    metadata={"dagster/column_schema": column_schema("sources")},
)
def sources(installation: dg.ResourceParam[Installation], refresh: Refresh) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Collect the candidate sources, when the register's sources or any chapter's claims changed."""
    records, register = installation.records, installation.register()
    state = digest(register.sources, sorted(done(records, "claims", WHOLE).items()))
    if done(records, "sources") != {"all": state}:
        chapters: list[Chapter] = records.rows("chapters")
        records.replace("sources", find_sources(register, chapters, records.rows("mentions")))
        remember(records, "sources", {"all": state})
    shown = ("source_id", "kind", "title", "published", "authority", "candidate_of")
    found = records.arrow("sources", columns=(*shown, "found_by"))
    return dg.MaterializeResult(
        metadata=summarised(found, shown, authorities=breakdown_of(found, "authority", "found_by"))
    )


def look_at_sources(step: Step, shard: Shard) -> Tally:
    """Look at every source of the shard once, politely, and store the bytes."""
    installation, records, refresh = step.installation, step.installation.records, step.refresh
    batch = step.batch(shard)
    if records.has_batch("snapshots", batch):
        return Tally()  # by a worker that was lost before it could say so
    wanted: list[Source] = [row for row in records.rows("sources") if shard == WHOLE or _host(row) in shard]
    if refresh.chapter:
        claims = {row.claim_id for row in records.rows("claims", [refresh.chapter])}
        wanted = [row for row in wanted if claims & set(row.candidate_of)]
    days = days_wanted(records.rows("claims"), wanted, refresh.day) if installation.settings.wayback else {}
    with installation.archive() as archive:
        new = asyncio.run(
            gather(
                wanted,
                looks_by_source(telling_looks(records)),
                archive,
                installation.gather_settings(offline=not refresh.calls_sources),
                now=lambda: dt.datetime.now(dt.UTC),
                days=days,
                progress=lambda count, total, source, _: installation.progress(
                    "snapshots", count, total, source.source_id
                ),
            )
        )
    records.append("snapshots", new, batch=batch)
    return Tally.of(new, "outcome", "origin", looked_at=len(wanted))


def finish_looks(step: Step, tally: Tally) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """Keep the files few, and report."""
    step.installation.records.compact("snapshots")
    yield dg.MaterializeResult(
        metadata=described(
            tally.preview,
            ("source_id", "outcome", "http_status", "origin", "bytes", "error"),
            total=step.installation.records.count("snapshots"),
            looked_at=tally.counts["looked_at"],
            new_rows=tally.counts["rows"],
            outcomes=breakdown_table(tally.breakdown, "outcome", "origin"),
        )
    )


def _host(source: Source) -> str:
    return host_of(source.url) if source.url else source.source_id


def read_pages(step: Step, shard: Shard) -> Tally:
    """Read the payloads of the shard that were not read yet, once for each selector that narrows them."""
    installation, records = step.installation, step.installation.records
    edition = code_digest(PAGE_CODE)
    unread = _unread(records, shard, records.keys("pages", edition=edition))
    tally = Tally()
    waiting = list(unread)
    for start in range(0, len(waiting), PAGES_AT_ONCE):
        new: list[Page] = []
        with installation.archive() as archive:
            some = waiting[start : start + PAGES_AT_ONCE]
            places = {sha256: place for place, sha256 in enumerate(archive.in_place_order(one for one, _ in some))}
            for count, (sha256, selector) in enumerate(sorted(some, key=lambda one: places[one[0]]), start + 1):
                look = unread[sha256, selector]
                installation.progress("pages", count, len(unread), look.source_id)
                new.append(
                    read_page(
                        archive.payload(sha256),
                        media_type=look.media_type,
                        charset=look.charset,
                        url=look.final_url or look.requested_url,
                        pointer=selector or None,
                    )
                )
        records.append("pages", new, batch=f"{step.batch(shard)}-{start // PAGES_AT_ONCE:04}", edition=edition)
        broken = sum(page.error is not None for page in new)
        tally += Tally.of([replace(page, text="") for page in new], unreadable=broken)
    return tally


def _unread(records: Records, shard: Shard, read: Collection[tuple[str, ...]]) -> dict[tuple[str, str], Snapshot]:
    """By payload and selector, a look at each page of the shard that is to be read, those of a chapter together: what
    is read together stands in one file, in which the chapter finds it again."""
    telling = telling_table(records)
    named = records.arrow("sources", columns=("source_id", "pointer"))
    pointed = named.filter(pc.is_valid(named["pointer"]))["source_id"].combine_chunks()
    payloads = pa.array({payload for payload, _ in read}, pa.string())
    readable = pc.and_(pc.is_in(telling["outcome"], pa.array(sorted(READABLE))), pc.is_valid(telling["payload_sha256"]))
    unknown = pc.or_(  # one that was read may be read once more, for the pointer of a source
        pc.invert(pc.is_in(telling["payload_sha256"], payloads)), pc.is_in(telling["source_id"], pointed)
    )
    looks: list[Snapshot] = from_arrow(Snapshot, telling.filter(pc.and_(readable, unknown)))
    sources: dict[str, Source] = {row.source_id: row for row in records.rows("sources")} if looks else {}
    unread: dict[tuple[str, str], Snapshot] = {}
    for look in looks:
        source, payload = sources.get(look.source_id), look.payload_sha256 or ""
        if source and payload in shard and (key := (payload, selector_of(source, look.media_type))) not in read:
            unread.setdefault(key, look)
    chapter_of = chapters_by_claim(records) if unread else {}

    def chapter(look: Snapshot) -> str:
        return min((chapter_of.get(claim, "") for claim in sources[look.source_id].candidate_of), default="")

    return dict(sorted(unread.items(), key=lambda one: (chapter(one[1]), one[0])))


def finish_pages(step: Step, tally: Tally) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """Drop what other code read, keep the files few, and report."""
    edition = code_digest(PAGE_CODE)
    step.installation.records.keep_edition("pages", edition)
    step.installation.records.compact("pages", edition=edition)
    yield dg.MaterializeResult(
        metadata=described(
            tally.preview,
            ("title", "published", "media_type", "error"),
            total=step.installation.records.count("pages"),
            new_rows=tally.counts["rows"],
            unreadable=tally.counts["unreadable"],
        )
    )


SNAPSHOTS = Stage(
    specs=[
        dg.AssetSpec(
            "snapshots",
            deps=["sources"],
            group_name=GROUP,
            owners=["team:data"],
            kinds={"python", "parquet", "http"},
            description="What every source said, look by look. A failed look is a row, never a failed run.",
            metadata={"dagster/column_schema": column_schema("snapshots")},
            freshness_policy=DAILY_FRESHNESS,
        )
    ],
    work=look_at_sources,
    finish=finish_looks,
)
PAGES = Stage(
    specs=[
        dg.AssetSpec(
            "pages",
            deps=["snapshots"],
            group_name=GROUP,
            owners=["team:data"],
            kinds={"python", "parquet"},
            description="The readable text of every stored payload; read once per payload and reader.",
            metadata={"dagster/column_schema": column_schema("pages")},
        )
    ],
    work=read_pages,
    finish=finish_pages,
)
