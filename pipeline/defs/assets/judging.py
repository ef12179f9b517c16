"""Evidence -> verdicts: the assets `digests`, `reviews`, `verdicts`, `changes`, shard by shard of the chapters."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.defs.assets.matching import GROUP, MATCH_CODE, chapters_of, spec
from pipeline.defs.freshness import DAILY_FRESHNESS
from pipeline.defs.installation import Installation, Refresh
from pipeline.defs.keeping.holding import remembered, still_hold
from pipeline.defs.keeping.ledger import code_digest, digest, done, done_in_columns, remember, remember_columns
from pipeline.defs.keeping.pairs import chapters_by_claim, find_cases, rows_of_claims, sources_of
from pipeline.defs.keeping.shards import Shard
from pipeline.defs.keeping.states import claim_states, history_states
from pipeline.defs.keeping.timeline import says_the_same, standing
from pipeline.defs.metadata import breakdown_table, column_schema, described, summarised
from pipeline.defs.running.sharded import Stage, Step, Tally
from pipeline.judging import build_case, check_reviews, decide_case, digest_case, find_changes
from pipeline.judging.models import redecide
from pipeline.model import Digest, Review, Verdict
from pipeline.publishing.columns import BY_NAME, in_columns

_DECIDED = "verdicts"
"""What the ledger calls the claims that were decided, and digested with it."""


@dataclass(frozen=True, slots=True)
class _Changed:
    """The claims of which something changed, and their chapters."""

    claims: set[str]
    chapters: list[str]
    states: pa.Table
    """What each claim of the shard rests on (key, digest)."""
    known: pa.Table
    """What was remembered of them, as the ledger's rows."""
    holds: pa.Array
    """Of each row of `states` whether what is known holds."""

    def remembered(self, until: Mapping[str, dt.date | None], day: dt.date) -> pa.Table:
        """What is to be remembered once the changed claims are decided."""
        return remembered(self.states, self.known, self.holds, until, day)


def decide_chapters(step: Step, shard: Shard) -> Tally:
    """Decide every claim of the shard's chapters for the run's day by what was known then, and take the digests of it
    and of its evidence, where anything changed that its verdict rests on."""
    records = step.installation.records
    changed = _changed_claims(step, shard)
    decided, digests, until = _decide(step, changed)
    with records.alone_with("digests"):
        for chapter_id, taken in digests.items():
            standing_claims = records.column("claims", "claim_id", chapter_id)
            rows = {row.claim_id: row for row in records.rows("digests", [chapter_id])} | taken
            records.replace("digests", [rows[name] for name in standing_claims if name in rows], chapter_id)
    held = standing(records.rows("verdicts", where=("claim_id", changed.claims)), step.refresh.day)
    new = [row for row in decided if not says_the_same(held.get(row.claim_id), row)]
    records.append("verdicts", new, batch=step.batch(shard))
    done = changed.remembered(until, step.refresh.day)
    remember_columns(records, _DECIDED, done, shard)  # after the work, so that a run that died does it again
    return Tally.of(decided, "status", "reason", new_rows=len(new))


def _decide(
    step: Step, changed: _Changed
) -> tuple[list[Verdict], dict[str, dict[str, Digest]], dict[str, dt.date | None]]:
    """The verdicts on the changed claims, by chapter and claim their digests, and until when either holds."""
    installation, records, refresh = step.installation, step.installation.records, step.refresh
    policy, signed = installation.policy, records.rows("reviews")
    judge = installation.judge()
    answers = {row.question: row for row in records.rows("model_answers")} if judge else {}
    decided: list[Verdict] = []
    digests: dict[str, dict[str, Digest]] = defaultdict(dict)
    until: dict[str, dt.date | None] = {}
    for count, one in enumerate(find_cases(records, changed.claims, chapters=changed.chapters), 1):
        if count % 100 == 0 or count == len(changed.claims):
            installation.progress("verdicts", count, len(changed.claims))
        known_sources = [source.source_id for source in one.sources]
        case = build_case(one.claim, one.evidence, one.snapshots, policy, refresh.day, known_sources)
        digests[one.claim.chapter_id][one.claim.claim_id] = digest_case(case)
        decision = decide_case(case, signed, sources=one.sources)
        if judge:
            decision = redecide(
                decision, one.claim, one.evidence, one.snapshots, policy, refresh.day, signed,
                sources=one.sources, model=judge.name, answers=answers,
            )  # fmt: skip
        until[one.claim.claim_id] = decision.holds_until
        decided.append(
            decision.verdict(
                one.claim.claim_id, decided_at=refresh.now, as_of=refresh.day, run_id=step.run_id, policy=policy
            )
        )
    return decided, digests, until


def finish_verdicts(step: Step, tally: Tally) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """Drop the digests of chapters that are gone, keep the files of verdicts few, and report."""
    records = step.installation.records
    records.keep_only("digests", records.parts("claims"))
    records.compact("verdicts")
    shown = ("claim_id", "claim_digest", "evidence_digest")
    yield dg.MaterializeResult(
        asset_key="digests",
        metadata=summarised(records.arrow("digests", columns=shown), shown, taken_now=tally.counts["rows"]),
    )
    yield dg.MaterializeResult(
        asset_key="verdicts",
        metadata=described(
            tally.preview,
            ("claim_id", "status", "reason", "explanation"),
            total=records.count("verdicts"),
            day=step.refresh.day.isoformat(),
            decided_now=tally.counts["rows"],
            new_rows=tally.counts["new_rows"],
            status=breakdown_table(tally.breakdown, "status", "reason"),
        ),
    )


def _changed_claims(step: Step, shard: Shard) -> _Changed:
    """The claims of the shard's chapters of which anything changed that their verdict rests on, or whose verdict may be
    another on the run's day though nothing did."""
    installation, records, chapters = step.installation, step.installation.records, chapters_of(step, shard)
    judge = installation.judge()
    rules = digest(installation.policy.label, judge and judge.name, code_digest(MATCH_CODE))
    found = claim_states(records, step.refresh.until, chapters)
    claims, of_chapters = found["claim_id"], found["chapter_id"]
    states = pa.table({"key": claims, "digest": pc.binary_join_element_wise(found["state"], rules, " ")})
    known = done_in_columns(records, _DECIDED, shard)
    verdicts = records.arrow("verdicts", columns=("claim_id", "as_of"))
    digested = pc.is_in(of_chapters, pa.array(records.parts("digests"), pa.string()))
    holds = pc.and_(still_hold(states, known, verdicts, step.refresh.day), digested)
    changed = found.filter(pc.invert(holds))
    if step.refresh.chapter:  # what is remembered of the others' claims still holds
        others = [part for part in records.parts("claims") if part in shard and part not in chapters]
        there = records.arrow("claims", columns=("claim_id",), parts=others)["claim_id"]
        kept = known.filter(pc.is_in(known["key"], there)).select(["key", "digest"])
        states = pa.concat_tables([states, kept])
        holds = pa.chunked_array([*holds.chunks, pa.repeat(True, kept.num_rows)])
    names, its_chapters = set(changed["claim_id"].to_pylist()), sorted(set(changed["chapter_id"].to_pylist()))
    return _Changed(names, its_chapters, states, known, holds)


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
            checked,
            ("claim_id", "decision", "reviewer", "why", "valid"),
            total=len(checked),
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
            claims=rows_of_claims(records, "claims", chapters, moved),
            evidence=rows_of_claims(records, "evidence", chapters, moved),
            sources=sources_of(records, moved),
        )
        before = records.arrow("changes")
        others = pc.invert(pc.is_in(before["claim_id"], pa.array(sorted(moved), pa.string())))
        records.replace_arrow(BY_NAME["changes"], in_columns(BY_NAME["changes"], told, before.filter(others)))
    remember(records, "changes", states)
    every = records.arrow("changes")
    later = every.filter(pc.field("status_before").is_valid()).sort_by([("changed_at", "descending")])
    shown = ("claim_id", "status_before", "status_after", "what_moved")
    return dg.MaterializeResult(
        metadata=summarised(
            later, shown, total=every.num_rows, after_a_first_verdict=later.num_rows, told_now=len(moved)
        )
    )


VERDICTS = Stage(
    specs=[
        spec(
            "digests",
            ("evidence",),
            "team:fact-checkers",
            "What a review that is signed now is bound to: a digest of each claim and one of its evidence.",
        ),
        spec(
            "verdicts",
            ("evidence", "reviews", "model_answers"),
            "team:fact-checkers",
            "Every verdict ever reached, append-only: a row is added only when a verdict says something new.",
            freshness_policy=DAILY_FRESHNESS,
        ),
    ],
    work=decide_chapters,
    finish=finish_verdicts,
)
