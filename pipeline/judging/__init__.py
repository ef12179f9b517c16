"""Claims and passages in, verdicts out: which passage speaks of a claim, whether the figures agree, what follows.

What belongs here: matching, arithmetic, the decision table, changes, reviews. What must never be here: fetching,
storing, showing. Everything is pure; the plug-in judges under `models` are the one exception.
"""

from pipeline.judging.arithmetic import compare
from pipeline.judging.case import build_case
from pipeline.judging.changes import find_changes
from pipeline.judging.combining import part_claims
from pipeline.judging.evidence_time import last_day
from pipeline.judging.judge import Judgement, judge
from pipeline.judging.matching import match
from pipeline.judging.outcome import Comparison
from pipeline.judging.part_matching import match_parts
from pipeline.judging.passages import find_passages
from pipeline.judging.policy import DEFAULT_POLICY, Policy
from pipeline.judging.retrieval import PassageIndex
from pipeline.judging.reviews import ReviewError, check_reviews, claim_digest, digest_case, evidence_digest, sign
from pipeline.judging.verdicts import Decision, decide, decide_case

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
