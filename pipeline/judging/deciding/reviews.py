"""Sign-offs and overrides by people, and what they are bound to.

What belongs here: digests of a claim and of its evidence, the validity of a review, making a new one. What must never
be here: reading or writing the register, the clock.

A review holds for the claim and the evidence that the reviewer saw. The claim's digest covers its meaning, not its
place in the chapter; the evidence's digest covers what its sources state now, not when or how often they were looked
at. So a refresh that finds the same words leaves a review valid, and whatever a person has to look at again ends it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.judging.deciding.case import Case, build_case
from pipeline.judging.deciding.today import Today
from pipeline.judging.policy import Policy
from pipeline.model import Claim, Digest, Evidence, Figure, Review, Snapshot

DECISIONS = ("accept", "reject", "override:supported", "override:stale", "override:unverified")


class ReviewError(ValueError):
    """A review that cannot be taken down. The message says what to write instead."""


def claim_digest(claim: Claim) -> str:
    """SHA-256 (hex) of what the claim asserts: figure, words, subject, time, scope, and the settings that judge it."""
    meaning = {
        "claim_id": claim.claim_id,
        "figure": _figure(claim),
        "quote": _words(claim.quote),
        "statement": _words(claim.statement),
        "subject": _words(claim.subject or ""),
        "as_of": claim.as_of,
        "scope": claim.scope,
        "checkable": claim.checkable,
        "tolerance": claim.tolerance,
        "headroom": claim.headroom,
    }
    if claim.formula:
        meaning["formula"] = claim.formula
    return _digest(meaning)


def evidence_digest(evidence: Iterable[Evidence]) -> str:
    """SHA-256 (hex) of what the evidence states, whoever fetched it when: source, words, figure, relation, own date."""
    stated = {
        json.dumps(
            [
                item.source_id,
                item.relation,
                item.agreement,
                _words(item.quote),
                _figure(item),
                item.as_of if item.as_of_basis != "fetch" else None,
                item.origin == "transcript",
            ]
        )
        for item in evidence
        if not item.circular
    }
    return _digest(sorted(stated))


def digest_case(case: Case) -> Digest:
    """What a review is bound to that is signed on the day of the case."""
    return Digest(
        claim_id=case.claim.claim_id,
        chapter_id=case.claim.chapter_id,
        claim_digest=claim_digest(case.claim),
        evidence_digest=evidence_digest(item.evidence for item in case.current),
    )


def sign(
    claim: Claim,
    evidence: Iterable[Evidence],
    snapshots: Iterable[Snapshot],
    policy: Policy,
    *,
    as_of: dt.date,
    decision: str,
    reviewer: str,
    why: str,
    reviewed_at: dt.datetime,
) -> Review:
    """A review of the claim with the evidence that stood on the day `as_of`. Raises ReviewError."""
    if decision not in DECISIONS:
        raise ReviewError(f"{decision!r} is no decision; write one of {', '.join(DECISIONS)}")
    if not reviewer.strip() or not why.strip():
        raise ReviewError("a review needs the reviewer's name and a reason; give both --by NAME and --why TEXT")
    bound = digest_case(build_case(claim, evidence, snapshots, policy, as_of))
    about, seen = bound.claim_digest, bound.evidence_digest
    name = _digest([claim.claim_id, decision, reviewer, why, reviewed_at.isoformat(), about, seen])
    return Review(
        review_id=f"review-{name[:12]}",
        claim_id=claim.claim_id,
        decision=decision,
        reviewer=reviewer,
        why=why,
        reviewed_at=reviewed_at,
        claim_digest=about,
        evidence_digest=seen,
    )


def check_reviews(
    reviews: Iterable[Review],
    claim: Claim,
    evidence: Iterable[Evidence],
    snapshots: Iterable[Snapshot],
    policy: Policy,
    as_of: dt.date,
) -> list[Review]:
    """The claim's reviews with `valid` as it is on the day `as_of`, in their order."""
    bound = digest_case(build_case(claim, evidence, snapshots, policy, as_of))
    own = (review for review in reviews if review.claim_id == claim.claim_id)
    return [replace(review, valid=_holds(review, bound.claim_digest, bound.evidence_digest)) for review in own]


def newest_valid(reviews: Iterable[Review], claim: Claim, current: Iterable[Evidence], today: Today) -> Review | None:
    """The newest review of the claim by `today` that is bound to the claim and to the `current` evidence, if any."""
    own = [item for item in reviews if item.claim_id == claim.claim_id and today.has_come(item.reviewed_at.date())]
    if not own:
        return None
    about, seen = claim_digest(claim), evidence_digest(current)
    valid = [item for item in own if _holds(item, about, seen) and item.decision in DECISIONS]
    return max(valid, key=lambda item: (item.reviewed_at, item.review_id), default=None)


def _holds(review: Review, about: str, seen: str) -> bool:
    return review.claim_digest == about and review.evidence_digest == seen


def _figure(figure: Figure) -> list[str | float | None]:
    low, high = figure.date_low, figure.date_high
    return [
        figure.kind, figure.value, figure.low, figure.high, figure.comparator, figure.unit, figure.date,
        low.isoformat() if low else None, high.isoformat() if high else None,
    ]  # fmt: skip


def _words(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
