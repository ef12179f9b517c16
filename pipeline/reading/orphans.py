"""Facts that a chapter no longer states: kept as orphans that are shown, until a person says to forget them.

What belongs here: telling a fact that vanished from one that only moved, was reworded, restated or read differently.
What must never be here: registered claims, whose quotes are looked for by `claims`, and finding mentions again
(`identity`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterable

from pipeline.model import Chapter, Claim, Mention, figure_columns


def orphan_mentions(earlier: Iterable[Claim]) -> list[Mention]:
    """Orphans of the run before as mentions to be found again: a paragraph that comes back takes its names back."""
    return [
        Mention(
            **figure_columns(claim),
            mention_id=claim.claim_id,
            claim_id=claim.claim_id,
            chapter_id=claim.chapter_id,
            start_char=0,
            end_char=len(claim.quote),
            quote=claim.quote,
            sentence=claim.statement,
            section=claim.section,
            subject=claim.subject,
            as_of=claim.as_of,
        )
        for claim in earlier
        if claim.orphan and not claim.registered
    ]


def lost_claims(
    chapter: Chapter,
    earlier: Iterable[Claim],
    stated: Collection[str],
    found_again: Collection[str],
    forgotten: Collection[str],
    last_seen: dt.date | None,
) -> list[Claim]:
    """The facts of the run before that the chapter states no more, as orphans.

    `stated` are the claims of this run; `found_again` those of the run before of which a mention is still there, under
    whatever name. One whose words still stand in the text was not taken out: it is read differently now. What a person
    forgot is dropped. `last_seen` is the day of the last run that saw the chapter before.
    """
    orphans = []
    for claim in earlier:
        gone = claim.claim_id not in stated and claim.claim_id not in found_again
        if claim.registered or claim.claim_id in forgotten or not gone or not claim.checkable:
            continue
        if claim.orphan:
            orphans.append(claim)
        elif claim.statement not in chapter.text:
            orphans.append(
                dataclasses.replace(claim, orphan=True, start_char=None, anchor_score=0.0, last_seen=last_seen)
            )
    return orphans
