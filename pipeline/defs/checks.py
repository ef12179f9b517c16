"""Asset checks: promises about the tables that can be broken, each with the sentence a person reads when it is.

What belongs here: which asset each promise is of, and whether it stops a run. What must never be here: mending it.
"""

import datetime as dt
from collections.abc import Sequence

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.defs.assets.reading import unread_chapters
from pipeline.defs.due import find_due
from pipeline.defs.installation import Installation, Refresh
from pipeline.defs.keeping.looks import telling_table
from pipeline.defs.keeping.promises import GROUNDED, ONE_VERDICT, QUOTES_FOUND, QUOTES_IN_PLACE, Promise, examine
from pipeline.gathering import GatheringError

SHOWN = 5
_LATER = {"dagster-celery/priority": 4}
"""Of checks that stop nothing, on a cluster: what others wait for, at the usual 5, is handed out before them."""


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


def _promised(
    installation: Installation, promise: Promise, day: dt.date, *, blocking: bool = True
) -> dg.AssetCheckResult:
    found = examine(installation.records, promise, day)
    return _result(found.broken, promise.sentence, examined=found.examined, blocking=blocking)


@dg.asset_check(
    asset="chapters", description="Every manuscript that is there or registered can be read.", op_tags=_LATER
)
def manuscripts_can_be_read(installation: dg.ResourceParam[Installation]) -> dg.AssetCheckResult:
    """Tell which manuscripts were deleted or are broken; a warning, because the others must go on."""
    unread = unread_chapters(installation.records)
    examined = len({*installation.records.parts("chapters"), *unread})
    return _result(
        list(unread.values()), "Every manuscript that is there or registered can be read.", examined=examined,
        blocking=False,
    )  # fmt: skip


@dg.asset_check(asset="mentions", blocking=True, description="Every quote stands at its offsets in the chapter.")
def quotes_stand_at_their_offsets(
    installation: dg.ResourceParam[Installation], refresh: Refresh
) -> dg.AssetCheckResult:
    """Compare every mention with the chapter's text."""
    return _promised(installation, QUOTES_IN_PLACE, refresh.day)


@dg.asset_check(
    asset="claims",
    description="What was registered or found before is still found in its chapter.",
    op_tags=_LATER,
)
def registered_quotes_are_found(installation: dg.ResourceParam[Installation], refresh: Refresh) -> dg.AssetCheckResult:
    """Look for orphans; a warning, because an author may edit a chapter before the register."""
    return _promised(installation, QUOTES_FOUND, refresh.day, blocking=False)


@dg.asset_check(
    asset="snapshots",
    description="Every claim's sources were read as lately as the register asks.",
    op_tags=_LATER,
)
def looks_are_as_fresh_as_asked(
    installation: dg.ResourceParam[Installation],
    refresh: Refresh,
) -> dg.AssetCheckResult:
    """Compare the newest look at each claim's sources with its `freshness`; a warning, for a look may be impossible."""
    due, asking = find_due(installation.records, installation.policy, refresh.day)
    return _result(
        due, "Every claim's sources were read as lately as the register asks.", examined=asking, blocking=False
    )


@dg.asset_check(asset="snapshots", blocking=True, description="Every payload that a run fetched matches its SHA-256.")
def payloads_match_their_digests(installation: dg.ResourceParam[Installation], refresh: Refresh) -> dg.AssetCheckResult:
    """Read every payload that the run fetched from a live source once more and compare digests.

    Notes and copies from the Wayback Machine bear an earlier day; those `claims archive verify` reads, with all others.
    """
    telling = telling_table(installation.records)
    since = pc.greater_equal(telling["fetched_at"], pa.scalar(refresh.now, telling["fetched_at"].type))
    fetched = telling.filter(pc.and_(since, pc.equal(telling["outcome"], "fetched")))["payload_sha256"]
    payloads = {payload for payload in fetched.to_pylist() if payload}
    broken: list[str] = []
    with installation.archive() as archive:
        for sha256 in archive.in_place_order(payloads):
            try:
                archive.payload(sha256)
            except GatheringError as error:
                broken.append(str(error))
    return _result(broken, "Every payload that a run fetched matches its SHA-256.", examined=len(payloads))


@dg.asset_check(
    asset="verdicts", blocking=True, description="No claim is supported without agreeing evidence that stands."
)
def supported_rests_on_a_stored_quote(
    installation: dg.ResourceParam[Installation], refresh: Refresh
) -> dg.AssetCheckResult:
    """Look for supported verdicts whose evidence does not agree or whose quote is not in the stored page."""
    return _promised(installation, GROUNDED, refresh.day)


@dg.asset_check(asset="verdicts", blocking=True, description="Every claim has exactly one verdict at a time.")
def every_claim_has_one_verdict(installation: dg.ResourceParam[Installation], refresh: Refresh) -> dg.AssetCheckResult:
    """Look for claims without a verdict, or with two for one moment."""
    return _promised(installation, ONE_VERDICT, refresh.day)


CHECKS = (
    manuscripts_can_be_read,
    quotes_stand_at_their_offsets,
    registered_quotes_are_found,
    payloads_match_their_digests,
    looks_are_as_fresh_as_asked,
    supported_rests_on_a_stored_quote,
    every_claim_has_one_verdict,
)
