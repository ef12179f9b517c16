"""Claims x passages -> verdicts: the assets `passages`, `evidence`, `digests`, `reviews`, `verdicts`, `changes`.

Passages are found shard by shard of the payloads; all that belongs to a claim is made shard by shard of the chapters.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import dagster as dg

from pipeline.defs.freshness import DAILY_FRESHNESS
from pipeline.defs.installation import Installation, Refresh
from pipeline.defs.ledger import code_digest, digest, done, forget_other_shards, remember
from pipeline.defs.metadata import breakdown_table, column_schema, described
from pipeline.defs.pairs import Pair, at_pointer, find_cases, find_pairs, first_looks, pair_key
from pipeline.defs.sharded import Sharded, Step, Tally
from pipeline.defs.shards import Shard
from pipeline.defs.timeline import says_the_same, standing
from pipeline.judging import (
    PassageIndex,
    check_reviews,
    decide,
    digests_of,
    find_changes,
    find_passages,
    match,
    match_parts,
)
from pipeline.judging.models import redecide
from pipeline.model import Change, Chapter, Digest, Page, Passage, Review, Source, Verdict

GROUP = "judging"
_PASSAGE_CODE = ("model.py", "quantities", "judging/passages.py", "gathering/pages")
_MATCH_CODE = ("model.py", "quantities", "judging")


def find_new_passages(step: Step, shard: Shard) -> Tally:
    """Find the passages of the shard's pages that were not looked through yet."""
    installation, records = step.installation, step.installation.records
    edition = code_digest(_PASSAGE_CODE)
    known = {key for key, made_by in done(records, "passages", shard).items() if made_by == edition}
    unread = {
        key: page
        for page in records.keys("pages")
        if page[0] in shard and (key := " ".join(page).rstrip()) not in known
    }
    payloads = {payload for payload, _ in unread.values()}
    looks = {look.payload_sha256: look for look in reversed(first_looks(records.rows("snapshots")))}
    new: list[Passage] = []
    page: Page
    for count, page in enumerate(records.rows("pages", where=("payload_sha256", payloads)) if unread else (), 1):
        installation.progress("passages", count, len(unread), page.title or "")
        if (page.payload_sha256, page.selector) in unread.values():
            new.extend(find_passages(page, looks[page.payload_sha256].snapshot_id))
    records.append("passages", new, batch=step.batch(shard), edition=edition)
    remember(records, "passages", dict.fromkeys([*known, *unread], edition), shard)
    return Tally.of(new, "kind", pages_read=len(unread))


def finish_passages(step: Step, tally: Tally) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """Drop what other code found, keep the files few, and report."""
    records, edition = step.installation.records, code_digest(_PASSAGE_CODE)
    records.keep_edition("passages", edition)
    records.compact("passages", edition=edition)
    forget_other_shards(records, "passages", step.shards)
    yield dg.MaterializeResult(
        metadata=described(
            "passages",
            tally.preview,
            ("text", "kind", "comparator", "value", "unit", "as_of", "pointer"),
            rows_in_all=tally.counts["rows"],
            pages_read_now=tally.counts["pages_read"],
            kinds=breakdown_table(tally.breakdown, "kind"),
        )
    )


def match_chapters(step: Step, shard: Shard) -> Tally:
    """Match the pairs of claim and payload of the shard's chapters that were not matched yet."""
    records = step.installation.records
    looks = first_looks(records.rows("snapshots"))
    sources: list[Source] = records.rows("sources")
    tally = Tally()
    for chapter in records.rows("chapters", _chapters(step, shard)):
        pairs = find_pairs(records.rows("claims", [chapter.chapter_id]), sources, looks)
        matched = _match_chapter(step.installation, chapter, pairs)
        rows = records.rows("evidence", [chapter.chapter_id])
        tally += Tally.of(rows, "relation", "agreement", matched=matched)
    return tally


def finish_evidence(step: Step, tally: Tally) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """Drop the evidence of chapters that are gone, and report."""
    step.installation.records.keep_only("evidence", step.installation.records.parts("chapters"))
    yield dg.MaterializeResult(
        metadata=described(
            "evidence",
            tally.preview,
            ("claim_id", "source_id", "relation", "agreement", "score", "arithmetic", "as_of"),
            rows_in_all=tally.counts["rows"],
            pairs_matched_now=tally.counts["matched"],
            relations=breakdown_table(tally.breakdown, "relation", "agreement"),
        )
    )


def take_digests(step: Step, shard: Shard) -> Tally:
    """Take the digests of every claim of the shard's chapters and its evidence as they stand on the run's day."""
    installation, records = step.installation, step.installation.records
    chapters = _chapters(step, shard)
    taken: dict[str, list[Digest]] = defaultdict(list)
    for case in find_cases(records, chapters=chapters):
        row = digests_of(case.claim, case.evidence, case.snapshots, installation.policy, step.refresh.day)
        taken[row.chapter_id].append(row)
    for chapter_id in chapters:
        records.replace("digests", taken[chapter_id], chapter_id)
    return Tally.of([row for rows in taken.values() for row in rows])


def finish_digests(step: Step, tally: Tally) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """Drop the digests of chapters that are gone, and report."""
    step.installation.records.keep_only("digests", step.installation.records.parts("claims"))
    yield dg.MaterializeResult(
        metadata=described(
            "digests",
            tally.preview,
            ("claim_id", "claim_digest", "evidence_digest"),
            rows_in_all=tally.counts["rows"],
        )
    )


def decide_chapters(step: Step, shard: Shard) -> Tally:
    """Decide every claim of the shard's chapters for the run's day by what was known then."""
    installation, records, refresh = step.installation, step.installation.records, step.refresh
    held = standing(records.rows("verdicts"), refresh.day)
    signed: list[Review] = records.rows("reviews")
    judge = installation.judge()
    answers = {row.question: row for row in records.rows("model_answers")} if judge else {}
    decided: list[Verdict] = []
    cases = list(find_cases(records, chapters=_chapters(step, shard)))
    for count, case in enumerate(cases, 1):
        if count % 100 == 0 or count == len(cases):
            installation.progress("verdicts", count, len(cases))
        decision = decide(
            case.claim, case.evidence, case.snapshots, installation.policy, refresh.day, signed, sources=case.sources
        )
        if judge:
            decision = redecide(
                decision, case.claim, case.evidence, case.snapshots, installation.policy, refresh.day, signed,
                sources=case.sources, model=judge.name, answers=answers,
            )  # fmt: skip
        decided.append(
            decision.verdict(
                case.claim.claim_id,
                decided_at=refresh.now,
                as_of=refresh.day,
                run_id=step.run_id,
                policy=installation.policy,
            )
        )
    new = [row for row in decided if not says_the_same(held.get(row.claim_id), row)]
    records.append("verdicts", new, batch=step.batch(shard))
    return Tally.of(decided, "status", "reason", new_rows=len(new))


def finish_verdicts(step: Step, tally: Tally) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """Keep the files few, and report."""
    step.installation.records.compact("verdicts")
    yield dg.MaterializeResult(
        metadata=described(
            "verdicts",
            tally.preview,
            ("claim_id", "status", "reason", "explanation"),
            rows_in_all=tally.counts["rows"],
            day=step.refresh.day.isoformat(),
            new_rows=tally.counts["new_rows"],
            status=breakdown_table(tally.breakdown, "status", "reason"),
        )
    )


def _chapters(step: Step, shard: Shard) -> list[str]:
    """The chapters of the shard that the run is about."""
    wanted = [step.refresh.chapter] if step.refresh.chapter else step.installation.records.parts("claims")
    return [chapter_id for chapter_id in wanted if chapter_id in shard]


@dg.asset(
    group_name=GROUP,
    deps=["evidence"],
    owners=["team:fact-checkers"],
    kinds={"python", "parquet"},
    description="Sign-offs and overrides from the register; `valid` is false once claim or evidence changed.",
    metadata={"dagster/column_schema": column_schema("reviews")},
)
def reviews(installation: dg.ResourceParam[Installation], refresh: Refresh) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Hold every review against the claim and the evidence as they are now."""
    records = installation.records
    register = installation.register()
    entries = [
        Review(review_id=review_id, claim_id=entry.claim, **entry.model_dump(exclude={"claim"}))
        for review_id, entry in register.reviews.items()
    ]
    reviewed = {entry.claim_id for entry in entries}
    checked: list[Review] = []
    for case in find_cases(records, reviewed) if reviewed else ():
        checked += check_reviews(entries, case.claim, case.evidence, case.snapshots, installation.policy, refresh.day)
    lost = reviewed - {row.claim_id for row in checked}
    checked += [replace(entry, valid=False) for entry in entries if entry.claim_id in lost]
    records.replace("reviews", checked)
    return dg.MaterializeResult(
        metadata=described(
            "reviews",
            checked,
            ("claim_id", "decision", "reviewer", "why", "valid"),
            expired=sum(not row.valid for row in checked),
        )
    )


@dg.asset(
    group_name=GROUP,
    deps=["verdicts"],
    owners=["team:fact-checkers"],
    kinds={"python", "parquet"},
    description="What moved between successive verdicts, a sentence each.",
    metadata={"dagster/column_schema": column_schema("changes")},
)
def changes(installation: dg.ResourceParam[Installation], refresh: Refresh) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Tell the differences between successive verdicts."""
    records = installation.records
    told = find_changes(
        records.rows("verdicts"),
        claims=records.rows("claims"),
        evidence=records.rows("evidence"),
        sources=records.rows("sources"),
    )
    records.replace("changes", told)
    moved = [row for row in told if row.status_before is not None]
    latest: list[Change] = sorted(moved, key=lambda row: row.changed_at, reverse=True)
    return dg.MaterializeResult(
        metadata=described("changes", latest, ("claim_id", "status_before", "status_after", "what_moved"))
    )


def _match_chapter(installation: Installation, chapter: Chapter, pairs: Mapping[str, Pair]) -> int:
    """Bring one chapter's evidence up to date. Returns how many pairs had to be matched."""
    records, step = installation.records, f"evidence {chapter.chapter_id}"
    known = done(records, step)
    rules = (chapter.sha256, installation.policy.label, code_digest(_MATCH_CODE))
    digests = {key: digest(pair, *rules) for key, pair in pairs.items()}
    new = {key: pair for key, pair in pairs.items() if known.get(key) != digests[key]}
    if not new and known.keys() == digests.keys():
        return 0
    payloads = {pair.payload_sha256 for pair in new.values()}
    page_of = {
        (row.payload_sha256, row.selector): row for row in records.rows("pages", where=("payload_sha256", payloads))
    }
    found: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in records.rows("passages", where=("payload_sha256", payloads)):
        found[passage.payload_sha256, passage.selector].append(passage)
    indexes: dict[tuple[str, str | None], PassageIndex] = {}
    kept = [
        row
        for row in records.rows("evidence", [chapter.chapter_id])
        if (key := pair_key(row.claim_id, row.source_id, row.payload_sha256)) in pairs and key not in new
    ]
    for count, pair in enumerate(new.values(), 1):
        installation.progress("evidence", count, len(new), pair.claim.claim_id)
        page, spot = page_of[pair.page], (pair.payload_sha256, pair.source.pointer)
        if spot not in indexes:
            indexes[spot] = PassageIndex(at_pointer(found[pair.page], pair.source, pair.look.media_type))
        for find in (match, match_parts):
            kept += find(
                pair.claim,
                indexes[spot],
                source=pair.source,
                snapshot=pair.look,
                page=page,
                policy=installation.policy,
                chapter_text=chapter.text,
            )
    records.replace("evidence", kept, chapter.chapter_id)
    remember(records, step, digests)
    return len(new)


def _spec(name: str, deps: tuple[str, ...], owner: str, description: str, **more: Any) -> dg.AssetSpec:
    return dg.AssetSpec(
        name,
        deps=deps,
        group_name=GROUP,
        owners=[owner],
        kinds={"python", "parquet"},
        description=description,
        metadata={"dagster/column_schema": column_schema(name)},
        **more,
    )


PASSAGES = Sharded(
    name="passages",
    specs=[
        _spec(
            "passages",
            ("pages",),
            "team:data",
            "Every quantity of the stored pages, in the sentence, cell or value that holds it.",
        )
    ],
    work=find_new_passages,
    finish=finish_passages,
)
EVIDENCE = Sharded(
    name="evidence",
    specs=[
        _spec(
            "evidence",
            ("claims", "passages"),
            "team:fact-checkers",
            "Every claim against the passages of its candidate sources, with the score and the arithmetic.",
        )
    ],
    work=match_chapters,
    finish=finish_evidence,
)
DIGESTS = Sharded(
    name="digests",
    specs=[
        _spec(
            "digests",
            ("evidence",),
            "team:fact-checkers",
            "What a review that is signed now is bound to: a digest of each claim and one of its evidence.",
        )
    ],
    work=take_digests,
    finish=finish_digests,
)
VERDICTS = Sharded(
    name="verdicts",
    specs=[
        _spec(
            "verdicts",
            ("evidence", "reviews", "model_answers"),
            "team:fact-checkers",
            "Every verdict ever reached, append-only: a row is added only when a verdict says something new.",
            freshness_policy=DAILY_FRESHNESS,
        )
    ],
    work=decide_chapters,
    finish=finish_verdicts,
)
