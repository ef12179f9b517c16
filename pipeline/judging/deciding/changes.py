"""What moved between the successive verdicts of a claim, in a sentence each.

What belongs here: which differences between two verdicts concern the claimed quantity, and how they are told. What must
never be here: deciding a verdict, and sending anything to anybody.

Quiet by design: a claim that stays supported by another passage, or that was unread for one reason and is now unread
for another, has not changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, pairwise

from pipeline.judging.deciding.evidence_time import is_dated, said_on
from pipeline.judging.deciding.explanations import Names
from pipeline.model import Change, Claim, Evidence, Figure, Source, Verdict
from pipeline.phrasing import say_figure, say_time

_TOLD_APART = frozenset(
    {"conflicting", "contradicted", "needs_review", "figure_moved", "source_changed", "source_gone", "review_due"}
)


def find_changes(
    verdicts: Iterable[Verdict],
    *,
    claims: Iterable[Claim] = (),
    evidence: Iterable[Evidence] = (),
    sources: Iterable[Source] = (),
) -> list[Change]:
    """The changes in a history of verdicts, ordered by claim, then by the day the later verdict holds for.

    A claim's verdicts follow one another by the day they hold for and then by when they were decided, so that a replay
    of an earlier day takes its place in the history. `claims`, `evidence` and `sources` supply figures and names for
    the sentences; without them a sentence gives the verdict's explanation.
    """
    teller = _Teller(
        {claim.claim_id: claim for claim in claims},
        {item.evidence_id: item for item in evidence},
        Names.of(sources),
    )
    history = sorted(verdicts, key=lambda one: (one.claim_id, one.as_of, one.decided_at, one.run_id))
    changes: list[Change] = []
    for _, rows in groupby(history, key=lambda one: one.claim_id):
        own = list(rows)
        changes.append(_change(None, own[0], teller))
        changes += [_change(old, new, teller) for old, new in pairwise(own) if _concern(old) != _concern(new)]
    return changes


def _concern(verdict: Verdict) -> tuple[str, str]:
    """What a verdict says of the claimed quantity, reasons that say nothing of it left aside."""
    told = verdict.reason if verdict.reason in _TOLD_APART or verdict.reason == "reviewed" else ""
    return verdict.status, told


def _change(old: Verdict | None, new: Verdict, teller: _Teller) -> Change:
    return Change(
        claim_id=new.claim_id,
        changed_at=new.decided_at,
        status_before=old.status if old else None,
        status_after=new.status,
        reason_before=old.reason if old else None,
        reason_after=new.reason,
        what_moved=teller.tell(old, new),
        as_of=new.as_of,
    )


class _Teller:
    """Tells a change in one sentence, with the figures where the records are at hand."""

    def __init__(self, claims: dict[str, Claim], evidence: dict[str, Evidence], names: Names) -> None:
        self._claims = claims
        self._evidence = evidence
        self._names = names

    def tell(self, old: Verdict | None, new: Verdict) -> str:
        last = (
            f"; last supported {new.last_supported_at}" if new.last_supported_at and new.status != "supported" else ""
        )
        figures = self._figures(new)
        if old is None:
            return f"New claim, {new.status} ({new.reason}): {new.explanation}"
        if new.reason in ("reviewed", "needs_review") or figures is None:
            return f"Was {old.status} ({old.reason}), is {new.status} ({new.reason}): {new.explanation}"
        return f"{figures}{last}."

    def _figures(self, new: Verdict) -> str | None:
        claim = self._claims.get(new.claim_id)
        best = next((self._evidence[name] for name in new.evidence_ids if name in self._evidence), None)
        if claim is None or best is None or claim.formula or not (_has_figure(claim) and _has_figure(best)):
            return None
        source, found = self._names[best.source_id], say_figure(best)
        source += " in a person's note (transcript)" if best.origin == "transcript" else ""
        when = (
            f", as of {say_time(said_on(best))}" if is_dated(best) else f", read {best.fetched_at.date().isoformat()}"
        )
        endings: dict[str, str] = {
            "source_changed": f"{source} said {found}{when}, and no longer says it",
            "source_gone": f"{source} said {found}{when}, and is gone",
            "review_due": f"{source} said {found}{when}, and was not looked at since",
        }
        supported = f"{source} says {found}{when}, which agrees"
        ending = supported if new.status == "supported" else endings.get(new.reason, f"{source} now says {found}{when}")
        return f"You say {say_figure(claim)}; {ending}"


def _has_figure(figure: Figure) -> bool:
    return any(end is not None for end in (figure.value, figure.low, figure.high, figure.date))
