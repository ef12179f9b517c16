"""Manuscript -> claims: the assets `chapters`, `mentions`, `claims`, `conflicts`."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from pipeline.defs.installation import Installation, Refresh
from pipeline.defs.ledger import code_digest, digest, done, remember
from pipeline.defs.metadata import breakdown, column_schema, described
from pipeline.model import Chapter, Claim, Conflict, Mention
from pipeline.reading import find_claims, find_manuscripts, find_mentions, read_chapter

GROUP = "reading"
_CODE = ("model.py", "quantities", "reading")


@dg.asset(
    group_name=GROUP,
    owners=["team:authors"],
    kinds={"python", "parquet"},
    description="The manuscripts in `seeds/`, normalised to text with an offset map back to the file.",
    metadata={"dagster/column_schema": column_schema("chapters")},
)
def chapters(installation: dg.ResourceParam[Installation], refresh: Refresh) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Read every manuscript whose bytes or register entry changed."""
    register = installation.register()
    known = done(installation.records, "chapters")
    digests: dict[str, str] = {}
    read = 0
    for path in find_manuscripts(register, installation.settings.seeds):
        chapter_id, entry = register.chapter_of(path)
        digests[chapter_id] = _chapter_digest(path, entry)
        installation.progress("chapters", len(digests), 0, chapter_id)
        if known.get(chapter_id) != digests[chapter_id]:
            installation.records.replace(
                "chapters", [read_chapter(path, installation.settings.home, register)], chapter_id
            )
            read += 1
    installation.records.keep_only("chapters", digests)
    remember(installation.records, "chapters", digests)
    rows: list[Chapter] = installation.records.rows("chapters")
    return dg.MaterializeResult(
        metadata=described(
            "chapters",
            rows,
            ("chapter_id", "title", "path", "published", "characters"),
            read_now=read,
            characters=sum(row.characters for row in rows),
        )
    )


def _chapter_digest(path: Path, entry: object) -> str:
    return digest(hashlib.sha256(path.read_bytes()).hexdigest(), entry, code_digest(_CODE))


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            "mentions",
            deps=["chapters"],
            group_name=GROUP,
            owners=["team:authors"],
            kinds={"python", "parquet"},
            description="Every quantity expression of the chapters, with its offsets, value and hedge.",
            metadata={"dagster/column_schema": column_schema("mentions")},
        ),
        dg.AssetSpec(
            "claims",
            deps=["mentions"],
            group_name=GROUP,
            owners=["team:authors"],
            kinds={"python", "parquet"},
            description="The facts that the chapters assert; restatements share one, and the register wins.",
            metadata={"dagster/column_schema": column_schema("claims")},
        ),
        dg.AssetSpec(
            "conflicts",
            deps=["mentions", "claims"],
            group_name=GROUP,
            owners=["team:authors"],
            kinds={"python", "parquet"},
            description="Pairs of mentions in the manuscript that cannot both be right.",
            metadata={"dagster/column_schema": column_schema("conflicts")},
        ),
    ]
)
def statements(
    installation: dg.ResourceParam[Installation],
    refresh: Refresh,
) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """Find the mentions, claims and conflicts of every chapter whose text or register entries changed."""
    records = installation.records
    register = installation.register()
    chapters_by_id: dict[str, Chapter] = {row.chapter_id: row for row in records.rows("chapters")}
    known = done(records, "claims")
    digests = {
        chapter_id: digest(chapter.sha256, chapter.published, register.about(chapter_id), code_digest(_CODE))
        for chapter_id, chapter in chapters_by_id.items()
    }
    changed = [chapter_id for chapter_id in digests if known.get(chapter_id) != digests[chapter_id]]
    for count, chapter_id in enumerate(changed, 1):
        installation.progress("claims", count, len(changed), chapter_id)
        chapter = chapters_by_id[chapter_id]
        found = find_claims(
            [chapter], find_mentions(chapter), register, previous=records.rows("mentions", [chapter_id])
        )
        records.replace("mentions", found.mentions, chapter_id)
        records.replace("claims", found.claims, chapter_id)
        records.replace("conflicts", found.conflicts, chapter_id)
    for name in ("mentions", "claims", "conflicts"):
        records.keep_only(name, digests)
    remember(records, "claims", digests)

    mentions: list[Mention] = records.rows("mentions")
    claims: list[Claim] = records.rows("claims")
    conflicts: list[Conflict] = records.rows("conflicts")
    yield dg.MaterializeResult(
        asset_key="mentions",
        metadata=described(
            "mentions",
            mentions,
            ("quote", "kind", "comparator", "value", "low", "high", "unit", "date", "why_not_checkable"),
            checkable=sum(row.checkable for row in mentions),
            kinds=breakdown(mentions, "kind", "checkable"),
            read_now=len(changed),
        ),
    )
    yield dg.MaterializeResult(
        asset_key="claims",
        metadata=described(
            "claims",
            claims,
            ("claim_id", "quote", "subject", "as_of", "scope", "registered"),
            registered=sum(row.registered for row in claims),
            orphans=sum(row.orphan for row in claims),
            scopes=breakdown(claims, "scope", "checkable"),
        ),
    )
    yield dg.MaterializeResult(
        asset_key="conflicts", metadata=described("conflicts", conflicts, ("mention_a", "mention_b", "explanation"))
    )
