"""Doubtful passages -> answers: the asset `model_answers`. Empty unless a plug-in judge is switched on."""

import dagster as dg

from pipeline.defs.installation import Installation, Refresh
from pipeline.defs.keeping.pairs import find_cases
from pipeline.defs.metadata import column_schema, described
from pipeline.judging import decide
from pipeline.judging.models import Inquiry, find_doubtful
from pipeline.model import ModelAnswer, Review


@dg.asset(
    group_name="judging",
    deps=["evidence", "reviews"],
    owners=["team:fact-checkers"],
    kinds={"python", "parquet"},
    description="What a model says of passages that words alone leave doubtful (`CLAIMS_JUDGE_…`; off by default).",
    metadata={"dagster/column_schema": column_schema("model_answers")},
)
def model_answers(
    context: dg.AssetExecutionContext, installation: dg.ResourceParam[Installation], refresh: Refresh
) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Ask about the claims that need a review, within the cap; a question on record is never asked again."""
    model, settings = installation.judge(), installation.settings
    if model is None or not refresh.calls_sources:
        told = "no judge is switched on" if model is None else "nobody is asked offline or for a day that is past"
        return dg.MaterializeResult(metadata={"judge": told})
    records = installation.records
    signed: list[Review] = records.rows("reviews")
    known = {row.question for row in records.rows("model_answers")}
    inquiry = Inquiry(model, settings.judge_calls, settings.judge_tokens)
    new: list[ModelAnswer] = []
    for case in find_cases(records, chapters=[refresh.chapter] if refresh.chapter else None):
        policy = installation.policy
        decision = decide(case.claim, case.evidence, case.snapshots, policy, refresh.day, signed, sources=case.sources)
        answers = inquiry.ask(
            case.claim, find_doubtful(decision, case.claim, case.evidence, policy), known, refresh.now
        )
        if answers:
            records.append("model_answers", answers)  # at once: what was paid for outlives a run that is killed
            known |= {row.question for row in answers}
            new += answers
            installation.progress("model_answers", inquiry.calls, settings.judge_calls, case.claim.claim_id)
    records.compact("model_answers")
    summary = inquiry.summary()
    context.log.info(summary)
    installation.progress("model_answers", 0, 0, summary)
    return dg.MaterializeResult(
        metadata=described(
            new,
            ("claim_id", "same", "why", "tokens"),
            total=records.count("model_answers"),
            new_rows=len(new),
            judge=summary,
            questions_asked=inquiry.calls,
            tokens=inquiry.tokens,
            questions_failed=len(inquiry.failures),
            questions_left=sum(inquiry.left.values()),
        )
    )
