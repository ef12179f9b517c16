"""Claims and passages in, verdicts out: which passage speaks of a claim, whether the figures agree, what follows.

What belongs here: matching, arithmetic, the decision table, changes, reviews. What must never be here: fetching,
storing, showing. Everything is pure; the plug-in judges under `models` are the one exception.

From below: `wording` and `comparing` know words and figures, `tabular` tables, `finding` which passage is meant,
`doubting` why its figure may be another's; `evidence` puts them together for stored pages, `sentences` for `judge`;
`deciding` makes a verdict of the evidence.
"""

from pipeline.judging.comparing.arithmetic import compare
from pipeline.judging.comparing.outcome import Comparison
from pipeline.judging.deciding.case import build_case
from pipeline.judging.deciding.changes import find_changes
from pipeline.judging.deciding.combining import part_claims
from pipeline.judging.deciding.evidence_time import last_day
from pipeline.judging.deciding.reviews import (
    ReviewError,
    check_reviews,
    claim_digest,
    digest_case,
    evidence_digest,
    sign,
)
from pipeline.judging.deciding.verdicts import Decision, decide, decide_case
from pipeline.judging.evidence.matching import match
from pipeline.judging.evidence.part_matching import match_parts
from pipeline.judging.finding.passages import find_passages
from pipeline.judging.finding.retrieval import PassageIndex
from pipeline.judging.policy import DEFAULT_POLICY, Policy
from pipeline.judging.sentences.judge import Judgement, judge

__all__ = [
    "DEFAULT_POLICY",
    "Comparison",
    "Decision",
    "Judgement",
    "PassageIndex",
    "Policy",
    "ReviewError",
    "build_case",
    "check_reviews",
    "claim_digest",
    "compare",
    "decide",
    "decide_case",
    "digest_case",
    "evidence_digest",
    "find_changes",
    "find_passages",
    "judge",
    "last_day",
    "match",
    "match_parts",
    "part_claims",
    "sign",
]
