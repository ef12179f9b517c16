"""Why a claim has its verdict, in sentences that a person can check.

What belongs here: wording. What must never be here: a decision; everything said here was decided before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from textwrap import shorten
from urllib.parse import urlsplit

from pipeline.judging.deciding.case import Case, denies_the_claim, may_have_grown
from pipeline.judging.deciding.evidence_time import has_own_time, is_long_before, said_on, time_match
from pipeline.judging.deciding.independence import find_groups
from pipeline.judging.deciding.weighing import Dated, Defeated, needed_score
from pipeline.model import Evidence, Reason, Review, Source, Status
from pipeline.phrasing import say_count, say_figure, say_time

_AGREEMENT = {
    "exact": "the figures are the same",
    "within_rounding": "they agree at the precision of the text",
    "bound_holds": "the bound holds",
    "arithmetic": "they agree by arithmetic",
}


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a row of the decision table found."""

    status: Status
    reason: Reason
    rests_on: tuple[Dated, ...] = ()
    because: Defeated | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """How sources are called in sentences."""

    names: dict[str, str]

    @classmethod
    def of(cls, sources: Iterable[Source]) -> Names:
        """Title and publisher where they are known. The title of a source that the chapter links to is the link's
        words, which may be any; the site says more."""
        called = {}
        for source in sources:
            title = f"“{source.title}”" if source.title else source.source_id
            site = urlsplit(source.url or "").netloc if source.title and source.found_by in ("link", "footnote") else ""
            by = source.publisher or site.removeprefix("www.")
            called[source.source_id] = f"{title} ({by})" if by else title
        return cls(called)

    def __getitem__(self, source_id: str) -> str:
        return self.names.get(source_id, source_id)


def explain(case: Case, ruling: Ruling, last_supported: str | None, names: Names) -> str:
    """The explanation of a ruling."""
    return _WORDINGS[ruling.reason](case, ruling, last_supported, names)


def explain_review(review: Review, ruling: Ruling, explanation: str, status: Status | None) -> str:
    """The explanation of a ruling that a person signed off (`status` None) or replaced."""
    who = f"{review.reviewer} on {review.reviewed_at.date().isoformat()}: {review.why.strip().rstrip('.')}."
    if status is None:
        return f"{explanation} Signed off by {who}"
    return f"Set to {status} by {who} Without the review: {ruling.status}, {ruling.reason}. {explanation}"


def _chapter(case: Case) -> str:
    when = f" for {say_time(case.claim.as_of or '')}" if has_own_time(case.claim) else ""
    bare = case.claim.value is None and case.claim.low is None and case.claim.high is None and case.claim.date is None
    said = f"“{case.claim.quote}”" if bare else say_figure(case.claim)
    if case.claim.kind in ("ratio", "comparison") and not bare:  # nobody wrote 0.3333: they wrote “a third more”
        said = f"“{case.claim.quote}” ({said})"
    return f"Chapter says {said}{when}"


def _source(item: Dated, case: Case, names: Names, verb: str = "says") -> str:
    members = case.members.get(item.evidence.evidence_id, ())
    said = f"what it takes ({len(members)} figures)" if len(members) > 1 else _said(item.evidence)
    return f"{_name(item, names)} {verb} {said} {_when(item)}"


def _said(found: Evidence) -> str:
    """The figure of a passage, or its words when it has none."""
    if found.value is None and found.low is None and found.high is None and found.date is None:
        return f"“{shorten(found.quote, 160, placeholder=' …')}”"
    return say_figure(found)


def _name(item: Dated, names: Names) -> str:
    note = " in a person's note (transcript)" if item.evidence.origin == "transcript" else ""
    return f"{names[item.evidence.source_id]}{note}"


def _when(item: Dated) -> str:
    if item.known:
        return f"as of {say_time(said_on(item.evidence))}"
    return f"without a date of its own (read {item.evidence.fetched_at.date().isoformat()})"


def _last(last_supported: str | None) -> str:
    return f" Last supported {last_supported}." if last_supported else ""


def _supported(case: Case, ruling: Ruling, _last_supported: str | None, names: Names) -> str:
    best = ruling.rests_on[0]
    how = _AGREEMENT[best.evidence.agreement]
    text = f"{_chapter(case)}; {_source(best, case, names)}; {how}: {best.evidence.arithmetic}."
    others = len(find_groups([item.evidence for item in ruling.rests_on], case.looks, case.policy)) - 1
    if others:
        text += f" {others} other independent source{'s agree' if others > 1 else ' agrees'}."
    if has_own_time(case.claim) and time_match(best.evidence, case.claim, case.policy) == "unknown":
        text += " The source does not date the figure; it is the claimed one."
    return text + _set_aside(case, names)


def _set_aside(case: Case, names: Names) -> str:
    """The best evidence that disagrees and was outweighed: older, undated, or of lesser authority."""
    if not case.disagreeing:
        return ""
    return f" Set aside as older, undated, less good or of another thing: {_source(case.disagreeing[0], case, names)}."


def _figure_moved(case: Case, ruling: Ruling, last_supported: str | None, names: Names) -> str:
    assert ruling.because is not None
    new = ruling.because.by
    if new.evidence.agreement == "figure_moved":
        how = f"the bound still holds but the figure has left what it implies: {new.evidence.arithmetic}"
    else:
        how = f"the figure has moved: {new.evidence.arithmetic}"
    return f"{_chapter(case)}; {_source(new, case, names, 'now says')}; {how}.{_last(last_supported)}"


def _conflicting(case: Case, ruling: Ruling, _last_supported: str | None, names: Names) -> str:
    assert ruling.because is not None
    old, new = ruling.because.agreeing, ruling.because.by
    return (
        f"{_chapter(case)}; {_source(old, case, names)}, which agrees, but {_source(new, case, names)}, which does "
        f"not, and is at least as good: {new.evidence.arithmetic}."
    )


def _source_changed(case: Case, ruling: Ruling, last_supported: str | None, names: Names) -> str:
    old = ruling.rests_on[0]
    state = case.looks.states.get(old.evidence.source_id)
    first = f", first read {state.first_read.isoformat()}," if state and state.first_read else ""
    own = (item.evidence for item in case.disagreeing if item.evidence.source_id == old.evidence.source_id)
    now = next((item for item in own if case.looks.still_says(item)), None)
    instead = f"; it now says {_said(now)}" if now else ""
    return (
        f"{_chapter(case)}; {_source(old, case, names, 'said')}, but its newest version{first} no longer says "
        f"so{instead}.{_last(last_supported)}"
    )


def _source_gone(case: Case, ruling: Ruling, last_supported: str | None, names: Names) -> str:
    old = ruling.rests_on[0]
    return (
        f"{_chapter(case)}; {_source(old, case, names, 'said')}, but the source is gone and no other confirms it."
        f"{_last(last_supported)}"
    )


def _review_due(case: Case, ruling: Ruling, last_supported: str | None, names: Names) -> str:
    best = ruling.rests_on[0]
    newest = max(case.looks.read_on(item.evidence) for item in ruling.rests_on)
    limit = case.claim.freshness_days if case.claim.freshness_days is not None else case.policy.freshness_days
    return (
        f"{_chapter(case)}; {_source(best, case, names)}, which agrees, but the newest look is of "
        f"{newest.isoformat()}, and the claim asks for one every {say_count(limit or 0, 'day')}.{_last(last_supported)}"
    )


def _contradicted(case: Case, ruling: Ruling, _last_supported: str | None, names: Names) -> str:
    best = ruling.rests_on[0]
    return f"{_chapter(case)}; {_source(best, case, names)}: {best.evidence.arithmetic}. Nothing that was read agrees."


def _needs_review(case: Case, ruling: Ruling, _last_supported: str | None, names: Names) -> str:
    best = ruling.rests_on[0]
    return f"{_chapter(case)}; {_source(best, case, names)}, but {_why_undecided(best, case)}. A person has to look."


def _why_undecided(item: Dated, case: Case) -> str:
    one, claim = item.evidence, case.claim
    needed = needed_score(one, claim, case.policy)
    if one.score < needed:
        return f"it may speak of something else (match {one.score:.2f}, decisive from {needed:.2f})"
    if has_own_time(claim) and time_match(one, claim, case.policy) != "same":
        return "not surely of the time the chapter speaks of"
    if one.relation == "agrees" and is_long_before(one, claim, case.policy):
        return "of a time long before the chapter's"
    if one.agreement == "figure_moved":
        return f"nothing read before agreed, and the figure is beyond what the bound implies: {one.arithmetic}"
    if one.relation == "disagrees" and may_have_grown(item, claim):
        return f"of a later time than the chapter, and it may have grown since: {one.arithmetic}"
    if one.relation == "disagrees" and not denies_the_claim(item, claim):
        return f"of an earlier time than the chapter: {one.arithmetic}"
    return f"the figures do not decide it: {one.arithmetic or 'no arithmetic is possible'}"


def _passage_missing(case: Case, _ruling: Ruling, _last_supported: str | None, _names: Names) -> str:
    read = sum(state.payload is not None for state in case.looks.states.values())
    text = f"{_chapter(case)}; {say_count(read, 'source')} read, none of them speaks of it."
    if case.circular:
        text += f" {say_count(case.circular, 'passage')} left out because the page quotes the chapter itself."
    return text


def _fetch_failed(case: Case, _ruling: Ruling, _last_supported: str | None, names: Names) -> str:
    looks = [
        f"{names[state.source_id]}: {state.last_outcome.replace('_', ' ')}, first asked {state.first_look.isoformat()}"
        for state in case.looks.states.values()
    ]
    tried = "; ".join(looks) if looks else "no look at any of them yet"
    return f"{_chapter(case)}; no candidate source could be read ({tried})."


def _no_source(case: Case, _ruling: Ruling, _last_supported: str | None, _names: Names) -> str:
    return f"{_chapter(case)}; no candidate source is known."


def _not_checkable(case: Case, _ruling: Ruling, _last_supported: str | None, _names: Names) -> str:
    return f"Not checkable: {case.claim.why_not_checkable or 'it states no fact that a source could confirm'}."


_WORDINGS: dict[Reason, Callable[[Case, Ruling, str | None, Names], str]] = {
    "not_checkable": _not_checkable,
    "no_source": _no_source,
    "fetch_failed": _fetch_failed,
    "passage_missing": _passage_missing,
    "conflicting": _conflicting,
    "figure_moved": _figure_moved,
    "source_changed": _source_changed,
    "source_gone": _source_gone,
    "review_due": _review_due,
    "exact": _supported,
    "within_rounding": _supported,
    "bound_holds": _supported,
    "arithmetic": _supported,
    "contradicted": _contradicted,
    "needs_review": _needs_review,
}
