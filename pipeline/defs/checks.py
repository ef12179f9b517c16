"""Asset checks: promises about the tables that can be broken, each with the sentence a person reads when it is.

What belongs here: reading the records and counting what breaks a promise. What must never be here: mending it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import dagster as dg

from pipeline.defs.due import claims_due
from pipeline.defs.installation import Installation, Refresh
from pipeline.defs.timeline import standing
from pipeline.gathering import GatheringError
from pipeline.model import Chapter, Claim, Evidence, Mention, Page, Verdict

SHOWN = 5


def _result(broken: Sequence[object], promise: str, *, examined: int, blocking: bool = True) -> dg.AssetCheckResult:
    """What a check says: the promise, or the first that break it; and numbers, which Dagster plots from run to run."""
    severity = dg.AssetCheckSeverity.ERROR if blocking else dg.AssetCheckSeverity.WARN
    numbers: dict[str, int | str] = {"examined": examined, "broken": len(broken)}
    if not broken:
        sentence = f"{promise} {examined:,} examined."
        return dg.AssetCheckResult(passed=True, severity=severity, description=sentence, metadata=numbers)
    shown = "; ".join(str(one) for one in broken[:SHOWN])
    return dg.AssetCheckResult(
        passed=False,
        severity=severity,
        description=f"{len(broken):,} of {examined:,} break this: {promise} First: {shown}",
        metadata={**numbers, "first": str(broken[0])},
    )


def misplaced_quotes(chapters: Sequence[Chapter], mentions: Sequence[Mention]) -> list[str]:
    """Mentions whose quote does not stand at its offsets."""
    texts = {chapter.chapter_id: chapter.text for chapter in chapters}
    return [
        f"{mention.mention_id} at {mention.start_char}"
        for mention in mentions
        if texts.get(mention.chapter_id, "")[mention.start_char : mention.end_char] != mention.quote
    ]


def groundless_supports(verdicts: Iterable[Verdict], evidence: Iterable[Evidence], pages: Iterable[Page]) -> list[str]:
    """Verdicts that say supported without agreeing evidence whose quote stands in its stored page."""
    by_id = {row.evidence_id: row for row in evidence}
    texts: dict[str, str] = defaultdict(str)  # every text that a payload was read as
    for page in pages:
        texts[page.payload_sha256] += f"{page.text}\n"
    return [
        verdict.claim_id
        for verdict in verdicts
        if verdict.status == "supported"
        and verdict.reason != "reviewed"
        and not any(
            (row := by_id.get(evidence_id)) is not None
            and (row.relation == "agrees" or row.part is not None)
            and not row.circular
            and row.quote != ""
            and row.quote in texts[row.payload_sha256]
            for evidence_id in verdict.evidence_ids
        )
    ]


def miscounted_claims(claims: Sequence[Claim], verdicts: Sequence[Verdict]) -> list[str]:
    """Claims without a verdict, or with two for the same moment."""
    decided = {row.claim_id for row in verdicts}
    doubled = [key for key, count in Counter((row.claim_id, row.decided_at) for row in verdicts).items() if count > 1]
    return [
        *(f"{claim.claim_id} has none" for claim in claims if claim.claim_id not in decided),
        *(f"{claim_id} has two of {moment}" for claim_id, moment in doubled),
    ]


def lost_quotes(claims: Sequence[Claim]) -> list[str]:
    """Claims that are no longer found in the chapter: registered quotes, and facts that an earlier run found."""
    return [
        f"{claim.claim_id}: “{claim.quote}”" + (f", last seen {claim.last_seen}" if claim.last_seen else "")
        for claim in claims
        if claim.orphan
    ]


@dg.asset_check(asset="mentions", blocking=True, description="Every quote stands at its offsets in the chapter.")
def quotes_stand_at_their_offsets(installation: dg.ResourceParam[Installation]) -> dg.AssetCheckResult:
    """Compare every mention with the chapter's text."""
    mentions = installation.records.rows("mentions")
    return _result(
        misplaced_quotes(installation.records.rows("chapters"), mentions),
        "Every quote stands at its offsets in the chapter.",
        examined=len(mentions),
    )


@dg.asset_check(asset="claims", description="What was registered or found before is still found in its chapter.")
def registered_quotes_are_found(installation: dg.ResourceParam[Installation]) -> dg.AssetCheckResult:
    """Look for orphans; a warning, because an author may edit a chapter before the register."""
    claims: list[Claim] = installation.records.rows("claims")
    return _result(
        lost_quotes(claims),
        "What was registered or found before is still found in its chapter.",
        examined=len(claims),
        blocking=False,
    )


@dg.asset_check(asset="snapshots", description="Every claim's sources were read as lately as the register asks.")
def looks_are_as_fresh_as_asked(
    installation: dg.ResourceParam[Installation],
    refresh: Refresh,
) -> dg.AssetCheckResult:
    """Compare the newest look at each claim's sources with its `freshness`; a warning, for a look may be impossible."""
    records = installation.records
    claims: list[Claim] = records.rows("claims")
    return _result(
        claims_due(claims, records.rows("snapshots"), installation.policy, refresh.day),
        "Every claim's sources were read as lately as the register asks.",
        examined=sum(row.freshness_days is not None for row in claims),
        blocking=False,
    )


@dg.asset_check(asset="snapshots", blocking=True, description="Every stored payload matches its SHA-256.")
def payloads_match_their_digests(installation: dg.ResourceParam[Installation]) -> dg.AssetCheckResult:
    """Read every stored payload once more and compare digests."""
    payloads = installation.records.values("snapshots", "payload_sha256") - {None}
    broken: list[str] = []
    with installation.archive() as archive:
        for sha256 in sorted(payloads):
            try:
                archive.payload(sha256)
            except GatheringError as error:
                broken.append(str(error))
    return _result(broken, "Every stored payload matches its SHA-256.", examined=len(payloads))


@dg.asset_check(
    asset="verdicts", blocking=True, description="No claim is supported without agreeing evidence that stands."
)
def supported_rests_on_a_stored_quote(
    installation: dg.ResourceParam[Installation],
    refresh: Refresh,
) -> dg.AssetCheckResult:
    """Look for supported verdicts whose evidence does not agree or whose quote is not in the stored page."""
    records = installation.records
    claims = records.values("claims", "claim_id")
    holding = [row for row in standing(records.rows("verdicts"), refresh.day).values() if row.claim_id in claims]
    return _result(
        groundless_supports(holding, records.rows("evidence"), records.rows("pages")),
        "No claim is supported without agreeing evidence whose quote stands in its stored page.",
        examined=len(holding),
    )


@dg.asset_check(asset="verdicts", blocking=True, description="Every claim has exactly one verdict at a time.")
def every_claim_has_one_verdict(installation: dg.ResourceParam[Installation]) -> dg.AssetCheckResult:
    """Look for claims without a verdict, or with two for one moment."""
    claims = installation.records.rows("claims")
    return _result(
        miscounted_claims(claims, installation.records.rows("verdicts")),
        "Every claim has exactly one verdict at a time.",
        examined=len(claims),
    )


CHECKS = (
    quotes_stand_at_their_offsets,
    registered_quotes_are_found,
    payloads_match_their_digests,
    looks_are_as_fresh_as_asked,
    supported_rests_on_a_stored_quote,
    every_claim_has_one_verdict,
)
