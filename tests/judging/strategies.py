"""Random claims, evidence and looks that hang together: evidence comes from readable looks, claims from one figure."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import strategies as st

from pipeline.model import Claim, Evidence, Figure, Snapshot
from tests.judging.cases import above, below, between, claim, evidence, look, point

SOURCES = ("report", "blog", "agency")
DAYS = ("2025-06-01", "2026-01-15", "2026-03-20", "2026-08-22", "2026-11-20")
DATES = (None, "2025", "2025-05", "2026-01-10", "2026-03", "2026-spring", "2026-08-20", "2026-11-19")
QUOTES = ("widgets", "the works made far more widgets in that year than all of the other works in town together")


def figures() -> st.SearchStrategy[Figure]:
    """Counts of all comparators, small and large."""
    numbers = st.one_of(
        st.integers(0, 120).map(float),
        st.integers(1, 9).flatmap(lambda lead: st.integers(2, 7).map(lambda power: float(lead * 10**power))),
        st.floats(0.01, 1e7, allow_nan=False),
    )
    spans = st.tuples(numbers, numbers).map(lambda ends: between(min(ends), max(ends) + 1))
    return st.one_of(
        numbers.map(point),
        numbers.map(lambda value: point(value, about=True)),
        numbers.map(above),
        numbers.map(below),
        spans,
    )


claims: st.SearchStrategy[Claim] = st.builds(
    lambda figure, scope, as_of, freshness: claim(figure, scope=scope, as_of=as_of, freshness_days=freshness),
    figures(),
    st.sampled_from(["standing", "standing", "dated", "attributed"]),
    st.sampled_from([None, "2026-spring", "2025", "2026-08"]),
    st.sampled_from([None, None, None, 90]),
)

_further_looks = st.lists(
    st.builds(
        look,
        st.sampled_from(SOURCES),
        st.sampled_from(DAYS[1:]),
        st.sampled_from(["bytes-1", "bytes-1", "bytes-2"]),
        st.sampled_from(["fetched", "fetched", "fetched", "gone", "blocked", "transcript"]),
    ),
    max_size=6,
)

looks: st.SearchStrategy[list[Snapshot]] = _further_looks.map(
    lambda further: list(
        {one.snapshot_id: one for one in [*further, *(look(name, DAYS[0], "bytes-1") for name in SOURCES)]}.values()
    )
)


@st.composite
def found_evidence(draw: st.DrawFn, about: Claim, seen: list[Snapshot]) -> list[Evidence]:
    """Evidence for the claim out of the readable looks; figures near the claimed one are as likely as any."""
    readable = [one for one in seen if one.payload_sha256]
    if not readable:
        return []
    near = Figure(**{name: getattr(about, name) for name in Figure.__dataclass_fields__})
    rows = []
    for number in range(draw(st.integers(1, 5))):
        one = draw(st.sampled_from(readable))
        dated = draw(st.sampled_from(DATES))
        row = evidence(
            about,
            draw(st.one_of(st.just(near), st.just(near), st.just(_doubled(near)), figures())),
            one.source_id,
            one.fetched_at.date().isoformat(),
            dated,
            authority=draw(st.sampled_from(["primary", "secondary", "unknown"])),
            score=draw(st.sampled_from([0.9, 0.9, 0.85, 0.7, 0.5, 0.2])),
            quote=draw(st.sampled_from(QUOTES)),
            circular=draw(st.sampled_from([False] * 9 + [True])),
        )
        basis = draw(st.sampled_from(["page", "passage"])) if dated else "fetch"
        rows.append(replace(row, evidence_id=f"evidence-{number}", as_of_basis=basis))
    return rows


def _doubled(figure: Figure) -> Figure:
    """A figure that has moved beyond any rounding and any headroom."""
    ends = {name: None if (end := getattr(figure, name)) is None else 2 * end + 5 for name in ("value", "low", "high")}
    return replace(figure, **ends)


def worlds() -> st.SearchStrategy[tuple[Claim, list[Evidence], list[Snapshot]]]:
    """A claim, what was found, and the looks it was found in."""
    return st.tuples(claims, looks).flatmap(
        lambda pair: found_evidence(*pair).map(lambda rows: (pair[0], rows, pair[1]))
    )


as_of_days: st.SearchStrategy[dt.date] = st.sampled_from([dt.date.fromisoformat(day) for day in DAYS])
