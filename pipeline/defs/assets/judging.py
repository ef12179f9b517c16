"""Evidence -> verdicts: the assets `digests`, `reviews`, `verdicts`, `changes`, shard by shard of the chapters."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.defs.assets.matching import GROUP, MATCH_CODE, chapters_of, spec
from pipeline.defs.freshness import DAILY_FRESHNESS
from pipeline.defs.installation import Installation, Refresh
from pipeline.defs.ledger import code_digest, digest, done, remember
from pipeline.defs.metadata import breakdown_table, column_schema, described, summarised
from pipeline.defs.pairs import chapters_by_claim, find_cases, sources_of
from pipeline.defs.records import Records
from pipeline.defs.sharded import Stage, Step, Tally
from pipeline.defs.shards import Shard
from pipeline.defs.states import claim_states, history_states
from pipeline.defs.timeline import says_the_same, standing
from pipeline.judging import (
    check_reviews,
    decide,
    digests_of,
    find_changes,
)
from pipeline.judging.models import redecide
from pipeline.model import Digest, Review, Verdict
from pipeline.publishing.columns import BY_NAME, in_columns


def take_digests(step: Step, shard: Shard) -> Tally:
    """Take the digests of the shard's claims and their evidence as they stand on the run's day, where any of it
    changed."""
    installation, records = step.installation, step.installation.records
    changed = _changed_claims(step, shard, "digests", signed=False, by_chapter=True)
    taken: dict[str, dict[str, Digest]] = defaultdict(dict)
    for case in find_cases(records, changed.claims, chapters=changed.chapters):
        row = digests_of(case.claim, case.evidence, case.snapshots, installation.policy, step.refresh.day)
        taken[row.chapter_id][row.claim_id] = row
    with records.alone_with("digests"):
        for chapter_id in changed.chapters:
            standing_claims = records.column("claims", "claim_id", chapter_id)
            rows = {row.claim_id: row for row in records.rows("digests", [chapter_id])} | taken[chapter_id]
            records.replace("digests", [rows[name] for name in standing_claims if name in rows], chapter_id)
    changed.remember(records)
    return Tally.of([row for rows in taken.values() for row in rows.values()], taken=len(changed.claims))


def finish_digests(step: Step, tally: Tally) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """Drop the digests of chapters that are gone, and report."""
    step.installation.records.keep_only("digests", step.installation.records.parts("claims"))
    yield dg.MaterializeResult(
        metadata=described(
            "digests",
            tally.preview,
            ("claim_id", "claim_digest", "evidence_digest"),
            rows_in_all=step.installation.records.count("digests"),
            taken_now=tally.counts["taken"],
        )
    )


def decide_chapters(step: Step, shard: Shard) -> Tally:
    """Decide every claim of the shard's chapters for the run's day by what was known then."""
    installation, records, refresh = step.installation, step.installation.records, step.refresh
    changed = _changed_claims(step, shard, "verdicts", signed=True, by_chapter=False)
    held = standing(records.rows("verdicts", where=("claim_id", changed.claims)) if changed.claims else (), refresh.day)
    signed: list[Review] = records.rows("reviews")
    judge = installation.judge()
    answers = {row.question: row for row in records.rows("model_answers")} if judge else {}
    decided: list[Verdict] = []
    for count, case in enumerate(find_cases(records, changed.claims, chapters=changed.chapters), 1):
        if count % 100 == 0 or count == len(changed.claims):
            installation.progress("verdicts", count, len(changed.claims))
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
    changed.remember(records)
    return Tally.of(decided, "status", "reason", new_rows=len(new))


def finish_verdicts(step: Step, tally: Tally) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """Keep the files few, and report."""
    step.installation.records.compact("verdicts")
    yield dg.MaterializeResult(
        metadata=described(
            "verdicts",
            tally.preview,
            ("claim_id", "status", "reason", "explanation"),
            rows_in_all=step.installation.records.count("verdicts"),
            day=step.refresh.day.isoformat(),
            decided_now=tally.counts["rows"],
            new_rows=tally.counts["new_rows"],
            status=breakdown_table(tally.breakdown, "status", "reason"),
        )
    )


@dataclass(frozen=True, slots=True)
class _Changed:
    """The claims for which a step has something to do, and what it then remembers."""

    step: str
    shard: Shard
    chapters: list[str]
    claims: set[str]
    states: dict[str, str]

    def remember(self, records: Records) -> None:
        """Make the states known; after the work, so that a run that died does it again."""
        remember(records, self.step, self.states, self.shard)


def _changed_claims(step: Step, shard: Shard, name: str, *, signed: bool, by_chapter: bool) -> _Changed:
    """The claims of the shard's chapters of which anything changed that their verdict on the run's day rests on.
    `by_chapter` says that the results stand in parts of the chapters, of which only the shard's are looked through."""
    installation, records = step.installation, step.installation.records
    judge = installation.judge() if signed else None
    rules = digest(installation.policy.label, step.refresh.day, judge and judge.name, code_digest(MATCH_CODE))
    chapter_of = chapters_by_claim(records, chapters=[part for part in records.parts("claims") if part in shard])
    known = {key: state for key, state in done(records, name, shard).items() if key in chapter_of}
    chapters = chapters_of(step, shard)
    states = {
        claim_id: f"{state} {rules}"  # not digested: it is done for every claim of a library
        for claim_id, state in claim_states(records, step.refresh.until, chapters, signed=signed).items()
    }
    there = records.values(name, "claim_id", parts=chapters if by_chapter else None)
    claims = {one for one, state in states.items() if known.get(one) != state or one not in there}
    changed = sorted({chapter_of[one] for one in claims})
    return _Changed(name, shard, changed, claims, {**known, **states})


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
    """Tell the differences between successive verdicts of the claims that have a new one."""
    records = installation.records
    known, states = done(records, "changes"), history_states(records)
    moved = {claim_id for claim_id, state in states.items() if known.get(claim_id) != state}
    if moved:
        chapters = sorted(set(chapters_by_claim(records, moved).values()))
        told = find_changes(
            records.rows("verdicts", where=("claim_id", moved)),
            claims=records.rows("claims", chapters),
            evidence=[row for row in records.rows("evidence", chapters) if row.claim_id in moved],
            sources=sources_of(records, moved),
        )
        before = records.arrow("changes")
        others = pc.invert(pc.is_in(before["claim_id"], pa.array(sorted(moved), pa.string())))
        records.replace_arrow(BY_NAME["changes"], in_columns(BY_NAME["changes"], told, before.filter(others)))
    remember(records, "changes", states)
    found = (
        records.arrow("changes").filter(pc.field("status_before").is_valid()).sort_by([("changed_at", "descending")])
    )
    return dg.MaterializeResult(
        metadata=summarised(found, ("claim_id", "status_before", "status_after", "what_moved"), told_now=len(moved))
    )


DIGESTS = Stage(
    specs=[
        spec(
            "digests",
            ("evidence",),
            "team:fact-checkers",
            "What a review that is signed now is bound to: a digest of each claim and one of its evidence.",
        )
    ],
    work=take_digests,
    finish=finish_digests,
)
VERDICTS = Stage(
    specs=[
        spec(
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
