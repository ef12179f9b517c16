"""An inverted index over passages: which of many thousand may speak of a claim.

What belongs here: BM25 (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework") over the terms of
passages, their headings and labels, with the figures themselves as terms. What must never be here: judgement; a
candidate is only worth a closer look.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.judging.finding.scoring import PassageView, view_passage
from pipeline.judging.tabular import Grid, read_grids, without_totals
from pipeline.judging.tabular.places import Tables, read_tables
from pipeline.judging.wording.terms import read_stems
from pipeline.model import Figure, Page, Passage, Source

TERM_SATURATION = 1.2
"""BM25's k1: how soon a repeated term stops counting."""
LENGTH_PENALTY = 0.75
"""BM25's b: how much a long passage is held against it."""
FIGURE_WEIGHT = 3.0
"""How many average terms a passage gains whose figure lies near the claimed one."""
POSTINGS_BUDGET = 4_000
"""Postings read per claim and kind. The rarest terms come first; the common ones then only add to what these found.
This bounds what is found, not all of the work: a search was measured to grow with its pool up to 50,000 passages."""
VIEWS_KEPT = 5_000
"""Passages that are kept as they were read for a comparison; a page's claims mostly meet the same ones."""
_STEPS_PER_DECADE = 25
"""A figure bucket is about a tenth of its value wide."""


class PassageIndex:
    """Inverted index over the passages of one or more pages, which stay what they are."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self.passages: tuple[Passage, ...] = tuple(passages)
        self._postings: dict[str, list[int]] = {}
        self._figures: dict[int, list[int]] = {}
        self._values: dict[float, list[int]] = {}
        self._terms: list[Counter[str]] = []
        for position, passage in enumerate(self.passages):
            terms = Counter(_passage_stems(passage))
            self._terms.append(terms)
            for stem in terms:
                self._postings.setdefault(stem, []).append(position)
            for bucket in _buckets(passage):
                self._figures.setdefault(bucket, []).append(position)
            if passage.value is not None:
                self._values.setdefault(passage.value, []).append(position)
        lengths = [sum(terms.values()) for terms in self._terms]
        average = sum(lengths) / len(lengths) if any(lengths) else 1.0
        self._damping = [
            TERM_SATURATION * (1 - LENGTH_PENALTY + LENGTH_PENALTY * (length / average)) for length in lengths
        ]
        self._rarities: dict[str, float] = {}
        self._views: dict[tuple[str, str | None], PassageView] = {}
        self._tables: dict[tuple[str, str], Tables] = {}
        self._grids: dict[tuple[str, str], list[Grid]] = {}

    def __len__(self) -> int:
        return len(self.passages)

    def rarity(self, stem: str) -> float:
        """Inverse document frequency of a stem, BM25's form; always positive."""
        known = self._rarities.get(stem)
        if known is None:
            found = len(self._postings.get(stem, ()))
            known = math.log(1 + (len(self.passages) - found + 0.5) / (found + 0.5))
            if found:
                self._rarities[stem] = known
        return known

    def search(self, stems: Sequence[str], figure: Figure | None, most: int) -> list[Passage]:
        """The `most` best passages for the stems and the figure, best first; ties in reading order."""
        scores: dict[int, float] = {}
        wanted = sorted(set(stems), key=lambda stem: (len(self._postings.get(stem, ())), stem))
        near = self._near(figure) if figure else frozenset()
        budget = POSTINGS_BUDGET
        for stem in wanted:
            postings = self._postings.get(stem, [])
            if len(postings) <= budget:
                budget -= len(postings)
                for position in postings:
                    scores[position] = scores.get(position, 0.0) + self._weight(stem, position)
            elif scores or near:
                for position in set(scores) | near:
                    if stem in self._terms[position]:
                        scores[position] = scores.get(position, 0.0) + self._weight(stem, position)
            else:
                for position in postings[:budget]:
                    scores[position] = self._weight(stem, position)
                budget = 0
        for position in near:
            if position in scores:
                scores[position] += FIGURE_WEIGHT
        if figure and figure.value is not None:
            for position in self._values.get(figure.value, [])[:most]:
                scores.setdefault(position, FIGURE_WEIGHT)  # the very figure, in other words
        best = heapq.nsmallest(most, scores, key=lambda position: (-scores[position], position))
        return [self.passages[position] for position in best]

    def view(self, passage: Passage, page: Page, source: Source | None) -> PassageView:
        """One of the passages as it is compared, read once for all claims. `page` is the page it stands on."""
        key = (passage.passage_id, source.source_id if source else None)
        view = self._views.get(key)
        if view is None:
            if len(self._views) >= VIEWS_KEPT:
                self._views.clear()
            view = self._views[key] = view_passage(passage, page, source, self.rarity)
        return view

    def tables(self, page: Page) -> Tables:
        """The page's tables, read once for all claims. `page` is the page that the passages stand on."""
        key = (page.payload_sha256, page.selector)
        found = self._tables.get(key)
        if found is None:
            found = self._tables[key] = read_tables(page, self.passages)
        return found

    def grids(self, page: Page) -> list[Grid]:
        """The page's tables as records, a row each, without the rows that put others together; read once."""
        key = (page.payload_sha256, page.selector)
        found = self._grids.get(key)
        if found is None:
            grids = (without_totals(grid) for grid in read_grids(page))
            found = self._grids[key] = [grid for grid in grids if grid is not None]
        return found

    def _near(self, figure: Figure) -> frozenset[int]:
        """Passages whose figure is of about the claimed size; the closest bucket first, within the budget."""
        found: list[int] = []
        for bucket in _buckets(figure):
            for neighbour in (bucket, bucket - 1, bucket + 1):
                room = POSTINGS_BUDGET - len(found)
                found.extend(self._figures.get(neighbour, [])[: max(room, 0)])
        return frozenset(found)

    def _weight(self, stem: str, position: int) -> float:
        frequency = self._terms[position][stem]
        return self.rarity(stem) * frequency * (TERM_SATURATION + 1) / (frequency + self._damping[position])


def _passage_stems(passage: Passage) -> Iterable[str]:
    for words in (passage.text, passage.heading or "", *passage.labels):
        yield from read_stems(words)


def _buckets(figure: Figure) -> list[int]:
    """Logarithmic buckets of a figure's bounds; the complement of a percentage and the years of a date as well. A share
    of one lies where its percentage does."""
    if figure.kind == "date":
        days = [day for day in (figure.date_low, figure.date_high) if day is not None]
        return sorted({-10_000 - day.year for day in days})
    values = [bound for bound in (figure.value, figure.low, figure.high) if bound is not None]
    if figure.kind == "percent":
        values += [100.0 - bound for bound in values if 0 < bound < 100]
    elif figure.kind == "ratio":
        values = [100.0 * bound for bound in values if 0 < bound <= 1] or values  # as a percentage
    return sorted({_bucket(abs(value)) for value in values if math.isfinite(value)})


def _bucket(size: float) -> int:
    return math.floor(math.log10(size) * _STEPS_PER_DECADE) if size > 0 else -9_999
