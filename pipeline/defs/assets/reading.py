"""Manuscript -> claims: the assets `chapters`, `mentions`, `claims`, `conflicts`, shard by shard of the chapters."""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import dagster as dg
import pyarrow.compute as pc

from pipeline.defs.keeping.ledger import code_digest, digest, done, done_by_all, forget_other_shards, remember
from pipeline.defs.keeping.records import Records
from pipeline.defs.keeping.shards import Shard
from pipeline.defs.metadata import breakdown_of, column_schema, summarised
from pipeline.defs.running.sharded import Stage, Step, Tally
from pipeline.model import Chapter
from pipeline.reading import (
    ChapterError,
    chapter_problem,
    find_claims,
    find_manuscripts,
    find_mentions,
    one_manuscript,
    read_chapter,
    read_register,
)

GROUP = "reading"
_CODE = ("model.py", "quantities", "reading")
_OF_CHAPTERS = ("chapter_id", "sha256", "published")
_OF_MENTIONS = ("quote", "kind", "comparator", "value", "low", "high", "unit", "date", "why_not_checkable")
_OF_CLAIMS = ("claim_id", "quote", "subject", "as_of", "scope", "registered")
_OF_CONFLICTS = ("mention_a", "mention_b", "explanation")


def read_chapters(step: Step, shard: Shard) -> Tally:
    """Read every manuscript of the shard whose bytes or register entry changed; drop the chapters that have none.

    One that cannot be read, because it was deleted or is broken, keeps the rows of the last time it was read, and its
    claims with them; what a person must mend is remembered as `unread`, and what left with a chapter as `taken_out`.
    """
    installation, records, register = step.installation, step.installation.records, step.installation.register()
    known = done(records, "chapters", shard)
    digests: dict[str, str] = {}
    broken: dict[str, ChapterError] = {}
    read: list[Chapter] = []
    manuscripts = {chapter_id: path for chapter_id, path in _manuscripts(step).items() if chapter_id in shard}
    with records.alone_with("chapters"):
        for count, (chapter_id, paths) in enumerate(manuscripts.items(), 1):
            installation.progress("chapters", count, len(manuscripts), chapter_id)
            state = _chapter_digest(paths, register.chapter_of(paths[0])[1])
            if state is None or known.get(chapter_id) != state:
                try:
                    path = one_manuscript(paths, installation.settings.home)
                    read.append(read_chapter(path, installation.settings.home, register))
                except ChapterError as error:
                    broken[chapter_id] = error
                    state = known.get(chapter_id)
                else:
                    records.replace("chapters", read[-1:], chapter_id)
            if state is not None:
                digests[chapter_id] = state
    gone = [name for name in records.parts("chapters") if name in shard and name not in manuscripts]
    remember(records, "taken_out", {name: _farewell(step, name) for name in gone}, shard)
    records.drop("chapters", gone)
    remember(records, "chapters", digests, shard)
    remember(records, "unread", _told(installation.settings.register, broken, known), shard)
    return Tally.of(read)


def _told(register: Path, broken: Mapping[str, ChapterError], known: Collection[str]) -> dict[str, str]:
    """What is wrong with manuscripts, where, what to do, and what becomes of their claims meanwhile."""
    if not broken:
        return {}
    placed = read_register(register)  # from its texts, for what was kept of it knows no lines
    return {
        chapter_id: f"{chapter_problem(placed, chapter_id, error)} "
        + (
            "Its claims are kept as it was last read."
            if chapter_id in known
            else "It was never read: it has no claims."
        )
        for chapter_id, error in broken.items()
    }


def _farewell(step: Step, chapter_id: str) -> str:
    """What leaves the tables with a chapter that neither the register nor the folder of manuscripts has any more."""
    installation = step.installation
    (chapter,) = installation.records.rows("chapters", [chapter_id])
    claims = installation.records.arrow("claims", columns=("claim_id",), parts=[chapter_id]).num_rows
    file = (installation.settings.home / chapter.path).resolve()
    read_as = next((name for name, paths in _manuscripts(step).items() if file in paths), None)
    why = (
        f"its file is read as {read_as!r} now, because no entry of {installation.settings.register} names it"
        if read_as
        else f"{installation.settings.register} names it no more, and its file is not in {installation.settings.seeds}"
    )
    return (
        f"{chapter.path}: chapter {chapter_id!r} and its {claims} claims were taken out of the tables: {why}. "
        f"Their verdicts are kept: to have them back, enter it again under chapters: {chapter_id}: with this path."
    )


def finish_chapters(step: Step, tally: Tally) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """Forget other divisions, and report."""
    records = step.installation.records
    for name in ("chapters", "unread", "taken_out"):
        forget_other_shards(records, name, step.shards)
    shown = ("chapter_id", "title", "path", "published", "characters")
    rows = records.arrow("chapters", columns=shown)
    yield dg.MaterializeResult(
        metadata=summarised(
            rows, shown, read_now=tally.counts["rows"], characters=pc.sum(rows["characters"]).as_py() or 0
        )
    )


def unread_chapters(records: Records) -> dict[str, str]:
    """What kept the last run from reading a chapter's manuscript, by chapter, in words for whoever mends it."""
    return done_by_all(records, "unread")


def chapters_taken_out(records: Records) -> list[str]:
    """What the last run has taken out of the tables, because its chapters are there no more, in words."""
    return [told for _, told in sorted(done_by_all(records, "taken_out").items())]


def _manuscripts(step: Step) -> dict[str, list[Path]]:
    """The manuscript of every chapter."""
    return find_manuscripts(step.installation.register(), step.installation.settings.seeds)


def _chapter_digest(paths: Sequence[Path], entry: object) -> str | None:
    """Digest of a manuscript and what the register says of it; None of one whose bytes cannot be read."""
    if len(paths) != 1:
        return None
    try:
        data = paths[0].read_bytes()
    except OSError:
        return None
    return digest(hashlib.sha256(data).hexdigest(), entry, code_digest(_CODE))


def find_statements(step: Step, shard: Shard) -> Tally:
    """Find the mentions, claims and conflicts of every chapter whose text or register entries changed."""
    installation, records = step.installation, step.installation.records
    register = installation.register()
    known, seen = done(records, "claims", shard), done(records, "seen", shard)
    mine = [chapter_id for chapter_id in records.parts("chapters") if chapter_id in shard]
    read = records.arrow("chapters", columns=_OF_CHAPTERS, parts=mine)
    digests = {
        name: digest(sha256, published, register.about(name), code_digest(_CODE))
        for name, sha256, published in zip(*(read[column].to_pylist() for column in _OF_CHAPTERS), strict=True)
    }
    changed = [chapter_id for chapter_id in digests if known.get(chapter_id) != digests[chapter_id]]
    with records.alone_with("mentions", "claims", "conflicts"):
        for count, chapter_id in enumerate(changed, 1):
            installation.progress("claims", count, len(changed), chapter_id)
            chapter: Chapter
            (chapter,) = records.rows("chapters", [chapter_id])
            found = find_claims(
                [chapter],
                find_mentions(chapter),
                register,
                previous=records.rows("mentions", [chapter_id]),
                previous_claims=records.rows("claims", [chapter_id]),
                last_seen=dt.date.fromisoformat(seen[chapter_id]) if chapter_id in seen else None,
            )
            records.replace("mentions", found.mentions, chapter_id)
            records.replace("claims", found.claims, chapter_id)
            records.replace("conflicts", found.conflicts, chapter_id)
    remember(records, "claims", digests, shard)
    today = step.refresh.now.date().isoformat()
    remember(records, "seen", dict.fromkeys(digests, today), shard)
    return Tally.of(changed)


def finish_statements(step: Step, tally: Tally) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """Drop what was found in chapters that are gone, and report."""
    records = step.installation.records
    for name in ("mentions", "claims", "conflicts"):
        records.keep_only(name, records.parts("chapters"))
    forget_other_shards(records, "claims", step.shards)
    forget_other_shards(records, "seen", step.shards)
    mentions = records.arrow("mentions", columns=(*_OF_MENTIONS, "checkable"))
    claims = records.arrow("claims", columns=(*_OF_CLAIMS, "checkable", "orphan"))
    conflicts = records.arrow("conflicts", columns=_OF_CONFLICTS)
    yield dg.MaterializeResult(
        asset_key="mentions",
        metadata=summarised(
            mentions,
            _OF_MENTIONS,
            checkable=pc.sum(mentions["checkable"]).as_py() or 0,
            kinds=breakdown_of(mentions, "kind", "checkable"),
            read_now=tally.counts["rows"],
        ),
    )
    yield dg.MaterializeResult(
        asset_key="claims",
        metadata=summarised(
            claims,
            _OF_CLAIMS,
            registered=pc.sum(claims["registered"]).as_py() or 0,
            orphans=pc.sum(claims["orphan"]).as_py() or 0,
            scopes=breakdown_of(claims, "scope", "checkable"),
        ),
    )
    yield dg.MaterializeResult(asset_key="conflicts", metadata=summarised(conflicts, _OF_CONFLICTS))


def _spec(name: str, deps: tuple[str, ...], description: str) -> dg.AssetSpec:
    return dg.AssetSpec(
        name,
        deps=deps,
        group_name=GROUP,
        owners=["team:authors"],
        kinds={"python", "parquet"},
        description=description,
        metadata={"dagster/column_schema": column_schema(name)},
    )


CHAPTERS = Stage(
    specs=[_spec("chapters", (), "The manuscripts in `seeds/`, normalised to text with offsets into the file.")],
    work=read_chapters,
    finish=finish_chapters,
)
STATEMENTS = Stage(
    specs=[
        _spec("mentions", ("chapters",), "Every quantity expression of the chapters: offsets, value and hedge."),
        _spec("claims", ("mentions",), "The facts that the chapters assert; restatements share one."),
        _spec("conflicts", ("mentions", "claims"), "Pairs of mentions in the manuscript that cannot both be right."),
    ],
    work=find_statements,
    finish=finish_statements,
)
