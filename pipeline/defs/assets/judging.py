"""Claims x passages -> verdicts: the assets `passages`, `evidence`, `digests`, `reviews`, `verdicts`, `changes`."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

import dagster as dg

from pipeline.defs.freshness import DAILY_FRESHNESS
from pipeline.defs.installation import Installation, Refresh
from pipeline.defs.ledger import code_digest, digest, done, remember
from pipeline.defs.metadata import breakdown, column_schema, described
from pipeline.defs.pairs import Pair, at_pointer, find_cases, find_pairs, first_looks, pair_key
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
from pipeline.model import Change, Chapter, Digest, Evidence, Page, Passage, Review, Source, Verdict

GROUP = "judging"
_PASSAGE_CODE = ("model.py", "quantities", "judging/passages.py", "gathering/pages")
_MATCH_CODE = ("model.py", "quantities", "judging")


@dg.asset(
    group_name=GROUP,
    deps=["pages"],
    owners=["team:data"],
    kinds={"python", "parquet"},
    description="Every quantity of the stored pages, in the sentence, cell or value that holds it.",
    metadata={"dagster/column_schema": column_schema("passages")},
)
def passages(installation: dg.ResourceParam[Installation], refresh: Refresh) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Find the passages of the pages that were not looked through yet."""
    records = installation.records
    edition = code_digest(_PASSAGE_CODE)
    records.begin_edition("passages", edition)
    known = {key for key, made_by in done(records, "passages").items() if made_by == edition}
    unread = sorted(records.values("pages", "payload_sha256") - known)
    looks = {look.payload_sha256: look for look in reversed(first_looks(records.rows("snapshots")))}
    new: list[Passage] = []
    page: Page
    for count, page in enumerate(records.rows("pages", where=("payload_sha256", unread)) if unread else (), 1):
        installation.progress("passages", count, len(unread), page.title or "")
        new.extend(find_passages(page, looks[page.payload_sha256].snapshot_id))
    records.append("passages", new, edition=edition)
    remember(records, "passages", dict.fromkeys([*known, *unread], edition))
    return dg.MaterializeResult(
        metadata=described(
            "passages",
            new,
            ("text", "kind", "comparator", "value", "unit", "as_of", "pointer"),
            pages_read_now=len(unread),
            kinds=breakdown(new, "kind"),
        )
    )


@dg.asset(
    group_name=GROUP,
    deps=["claims", "passages"],
    owners=["team:fact-checkers"],
    kinds={"python", "parquet"},
    description="Every claim against the passages of its candidate sources, with the score and the arithmetic.",
    metadata={"dagster/column_schema": column_schema("evidence")},
)
def evidence(installation: dg.ResourceParam[Installation], refresh: Refresh) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Match the pairs of claim and payload that were not matched yet."""
    records = installation.records
    looks = first_looks(records.rows("snapshots"))
    sources: list[Source] = records.rows("sources")
    matched = 0
    for chapter in records.rows("chapters"):
        if refresh.chapter in ("", chapter.chapter_id):
            pairs = find_pairs(records.rows("claims", [chapter.chapter_id]), sources, looks)
            matched += _match_chapter(installation, chapter, pairs)
    records.keep_only("evidence", records.parts("chapters"))
    rows: list[Evidence] = records.rows("evidence")
    return dg.MaterializeResult(
        metadata=described(
            "evidence",
            rows,
            ("claim_id", "source_id", "relation", "agreement", "score", "arithmetic", "as_of"),
            pairs_matched_now=matched,
            relations=breakdown(rows, "relation", "agreement"),
        )
    )


@dg.asset(
    group_name=GROUP,
    deps=["evidence"],
    owners=["team:fact-checkers"],
    kinds={"python", "parquet"},
    description="What a review that is signed now is bound to: a digest of each claim and one of its evidence.",
    metadata={"dagster/column_schema": column_schema("digests")},
)
def digests(installation: dg.ResourceParam[Installation], refresh: Refresh) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Take the digests of every claim and its evidence as they stand on the run's day."""
    records = installation.records
    taken: dict[str, list[Digest]] = defaultdict(list)
    for case in find_cases(records, chapter=refresh.chapter):
        row = digests_of(case.claim, case.evidence, case.snapshots, installation.policy, refresh.day)
        taken[row.chapter_id].append(row)
    chapters = records.parts("claims")
    for chapter_id in [refresh.chapter] if refresh.chapter else chapters:
        records.replace("digests", taken[chapter_id], chapter_id)
    records.keep_only("digests", chapters)
    return dg.MaterializeResult(
        metadata=described(
            "digests",
            [row for rows in taken.values() for row in rows],
            ("claim_id", "claim_digest", "evidence_digest"),
        )
    )


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
    deps=["evidence", "reviews", "model_answers"],
    owners=["team:fact-checkers"],
    kinds={"python", "parquet"},
    description="Every verdict ever reached, append-only: a row is added only when a verdict says something new.",
    metadata={"dagster/column_schema": column_schema("verdicts")},
    freshness_policy=DAILY_FRESHNESS,
)
def verdicts(
    context: dg.AssetExecutionContext,
    installation: dg.ResourceParam[Installation],
    refresh: Refresh,
) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Decide every claim for the run's day by what was known then."""
    records = installation.records
    held = standing(records.rows("verdicts"), refresh.day)
    signed: list[Review] = records.rows("reviews")
    judge = installation.judge()
    answers = {row.question: row for row in records.rows("model_answers")} if judge else {}
    decided: list[Verdict] = []
    cases = list(find_cases(records, chapter=refresh.chapter))
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
                run_id=context.run.run_id,
                policy=installation.policy,
            )
        )
    new = [row for row in decided if not says_the_same(held.get(row.claim_id), row)]
    records.append("verdicts", new)
    return dg.MaterializeResult(
        metadata=described(
            "verdicts",
            decided,
            ("claim_id", "status", "reason", "explanation"),
            day=refresh.day.isoformat(),
            new_rows=len(new),
            status=breakdown(decided, "status", "reason"),
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
    page_of = {row.payload_sha256: row for row in records.rows("pages", where=("payload_sha256", payloads))}
    found: dict[str, list[Passage]] = defaultdict(list)
    for passage in records.rows("passages", where=("payload_sha256", payloads)):
        found[passage.payload_sha256].append(passage)
    indexes: dict[tuple[str, str | None], PassageIndex] = {}
    kept = [
        row
        for row in records.rows("evidence", [chapter.chapter_id])
        if (key := pair_key(row.claim_id, row.source_id, row.payload_sha256)) in pairs and key not in new
    ]
    for count, pair in enumerate(new.values(), 1):
        installation.progress("evidence", count, len(new), pair.claim.claim_id)
        page, spot = page_of[pair.payload_sha256], (pair.payload_sha256, pair.source.pointer)
        if spot not in indexes:
            indexes[spot] = PassageIndex(at_pointer(found[pair.payload_sha256], pair.source, page.media_type))
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
