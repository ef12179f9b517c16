"""A made library: its chapters, its sources, what each source says in each epoch, and what each claim should come to.

What belongs here: choices made from a seed. What must never be here: sentences (topics.py), files, sockets.

Everything is a function of the library's few numbers and of a place in it, so a library of any size costs nothing until
a chapter or a page of it is asked for, and a server in another process makes the same pages.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tests.load.topics import TOPICS, Topic

Plight = Literal["fine", "missing", "broken", "disallowed"]
"""How a source answers from the start."""
Turn = Literal["moved", "reworded", "dropped", "lost"]
"""What happens to a source in an epoch: its figures move, only its other words change, its figures go, it is gone."""
Hedge = Literal["plain", "words", "more_than", "about"]

_ONSETS = ("B", "D", "F", "G", "H", "K", "L", "M", "N", "R", "S", "T", "V", "Br", "Dr", "Fl", "Gr", "Kl", "Sk", "Tr")
_VOWELS = ("a", "e", "i", "o", "u", "ei", "au")
_CODAS = ("l", "m", "n", "r", "s", "nd", "rk", "lm", "st", "th")
_ENDINGS = ("holm", "vik", "stad", "mere", "ford", "haven", "wick", "dal", "sund", "borg")


@dataclass(frozen=True, slots=True)
class Fact:
    """What one chapter claims of one town, and where it may be checked."""

    number: int
    """Place in its chapter, from 0."""
    claim_id: str
    town: str
    topic: Topic
    truth: float
    """What the source says in the first epoch."""
    said: float
    """What the chapter says."""
    hedge: Hedge
    restated: bool
    speaking: int | None
    """The source that speaks of it; None when no source was named."""
    silent: tuple[int, ...]
    """Candidate sources that do not speak of it."""


@dataclass(frozen=True, slots=True)
class Library:
    """A library by its numbers. Sources and chapters count from 0."""

    chapters: int
    claims_per_chapter: int = 50
    sources: int = 0
    """How many in all; 0 is twenty a chapter."""
    seed: int = 0
    changed: float = 0.01
    """Share of the sources that change in each epoch."""
    failing: float = 0.04
    """Share of the sources that never answer with a page."""

    def __post_init__(self) -> None:
        if self.source_count < self.chapters:
            raise ValueError("a library needs at least one source for each chapter")

    @property
    def source_count(self) -> int:
        """How many sources there are."""
        return self.sources or 20 * self.chapters

    @property
    def hosts(self) -> int:
        """Over how many hosts the sources lie: about a hundred on each, at most two hundred hosts."""
        return max(1, min(200, self.source_count // 100))

    def chance(self, *place: object) -> random.Random:
        """The random numbers of one place in the library."""
        return random.Random(f"{self.seed} {place!r}")

    def sources_of(self, chapter: int) -> range:
        """The sources that a chapter's claims may rest on."""
        return range(chapter * self.source_count // self.chapters, (chapter + 1) * self.source_count // self.chapters)

    def chapter_of(self, source: int) -> int:
        """The chapter that names a source."""
        near = min(source * self.chapters // self.source_count, self.chapters - 1)
        return next(one for one in (near, near + 1, near - 1) if source in self.sources_of(one))

    def towns(self, chapter: int) -> list[str]:
        """The towns that a chapter speaks of, found in no other chapter."""
        chance = self.chance("towns", chapter)
        count = math.ceil(self.claims_per_chapter / len(TOPICS))
        return [f"{_syllables(chapter * 64 + place)}{chance.choice(_ENDINGS)}" for place in range(count)]

    def facts(self, chapter: int) -> list[Fact]:
        """What a chapter claims, in the order it is told."""
        return list(_facts(self, chapter))

    def facts_on(self, source: int) -> list[Fact]:
        """What a source speaks of."""
        return [fact for fact in self.facts(self.chapter_of(source)) if fact.speaking == source]

    def plight(self, source: int) -> Plight:
        """How a source answers."""
        chance = self.chance("plight", source)
        if chance.random() >= self.failing:
            return "fine"
        return chance.choice(("missing", "broken", "disallowed"))

    def turns(self, source: int, epoch: int) -> list[tuple[int, Turn]]:
        """What happened to a source up to an epoch, with the epoch of each turn."""
        found: list[tuple[int, Turn]] = []
        for moment in range(1, epoch + 1):
            chance = self.chance("turn", source, moment)
            if chance.random() < self.changed:
                found.append((moment, chance.choices(("moved", "reworded", "dropped", "lost"), (5, 3, 1, 1))[0]))
        return found

    def figure_on(self, fact: Fact, source: int, epoch: int) -> float | None:
        """The figure that a source gives for a fact in an epoch; None when it no longer gives one."""
        turns = [turn for _, turn in self.turns(source, epoch)]
        if "dropped" in turns:
            return None
        figure = fact.truth
        for _ in range(turns.count("moved")):
            figure = moved(fact.topic, figure)
        return figure

    def is_lost(self, source: int, epoch: int) -> bool:
        """Whether the source's page is no longer there."""
        return any(turn == "lost" for _, turn in self.turns(source, epoch))

    def expected(self, fact: Fact, epochs: tuple[int, ...]) -> tuple[str, tuple[str, ...]]:
        """The status of a fact after refreshes in these epochs, and the reasons that are right for it."""
        if fact.speaking is None:
            return "unverified", ("no_source",)
        if self.plight(fact.speaking) != "fine":
            others = any(self.plight(source) == "fine" for source in fact.silent)
            return "unverified", ("passage_missing", "needs_review") if others else ("fetch_failed",)
        read = [epoch for epoch in epochs if not self.is_lost(fact.speaking, epoch)]
        figures = [self.figure_on(fact, fact.speaking, epoch) for epoch in read]
        if fact.truth not in figures or not _is_said(fact):
            return "unverified", ("contradicted", "passage_missing", "needs_review", "fetch_failed")
        if figures[-1] == fact.truth:
            return "supported", ("exact", "within_rounding", "bound_holds")
        return "stale", ("figure_moved", "source_changed")


def moved(topic: Topic, figure: float) -> float:
    """What a figure moves to: far enough to leave every tolerance, and still of its sort."""
    match topic.sort:
        case "percent":
            return figure - 31 if figure > 50 else figure + 31
        case "year":
            return figure + 17
        case _:
            return float(round(figure * 1.7))


def _mistaken(topic: Topic, figure: float) -> float:
    """What a chapter says by mistake; no figure ever moves to it."""
    match topic.sort:
        case "percent":
            return figure - 9 if figure > 21 else figure + 9
        case "year":
            return figure - 7
        case _:
            return float(round(figure * 0.6))


def _is_said(fact: Fact) -> bool:
    """Whether the chapter says what the source says, as nearly as its hedge promises."""
    match fact.hedge:
        case "more_than":
            return fact.said < fact.truth < 1.1 * fact.said
        case "about":
            return abs(fact.said - fact.truth) <= 0.05 * fact.truth
        case _:
            return fact.said == fact.truth


@lru_cache(maxsize=256)
def _facts(library: Library, chapter: int) -> tuple[Fact, ...]:
    chance, near = library.chance("facts", chapter), library.sources_of(chapter)
    places = [(town, topic) for town in library.towns(chapter) for topic in TOPICS][: library.claims_per_chapter]
    return tuple(_fact(chance, chapter, number, town, topic, near) for number, (town, topic) in enumerate(places))


def _fact(chance: random.Random, chapter: int, number: int, town: str, topic: Topic, near: range) -> Fact:
    truth = _truth(chance, topic)
    hedge: Hedge = "plain" if topic.sort == "year" else chance.choice(("plain", "plain", "words", "more_than", "about"))
    said = truth
    if hedge == "more_than":
        said = _step_below(truth)
    elif hedge == "about":
        said = _step_below(truth * 1.02)
    if hedge in ("more_than", "about") and not (0.95 < said / truth < 1.05 and said != truth):
        hedge, said = "plain", truth
    if chance.random() < 0.12:
        said = _mistaken(topic, said)
    speaking = None if chance.random() < 0.06 else chance.choice(near)
    others = [source for source in near if source != speaking]
    silent = (
        tuple(sorted(chance.sample(others, min(len(others), chance.choice((0, 1, 2)))))) if speaking is not None else ()
    )
    restated = bool(topic.restated) and chance.random() < 0.5
    name = f"c{chapter:05}-{topic.name}-{town.lower()}"
    return Fact(number, name, town, topic, truth, said, hedge, restated, speaking, silent)


def _truth(chance: random.Random, topic: Topic) -> float:
    match topic.sort:
        case "count":
            return chance.randrange(121, 990)
        case "large":
            return chance.randrange(10_000, 990_000)
        case "percent":
            return chance.randrange(12, 88)
        case "money":
            return chance.randrange(120, 9_900) / 10
        case "year":
            return chance.randrange(1650, 1880)
        case "duration":
            return chance.randrange(21, 110)
        case _:
            return chance.randrange(130, 990)


def _step_below(value: float) -> float:
    """A round figure just below a value: two significant digits."""
    step = 10 ** (math.floor(math.log10(value)) - 1)
    return float(math.floor(value / step) * step)


def _syllables(number: int) -> str:
    """A name of its own for every number."""
    parts = []
    while True:
        number, onset = divmod(number, len(_ONSETS))
        number, vowel = divmod(number, len(_VOWELS))
        number, coda = divmod(number, len(_CODAS))
        parts.append(f"{_ONSETS[onset]}{_VOWELS[vowel]}{_CODAS[coda]}")
        if not number:
            return "".join(parts).capitalize()


def all_facts(library: Library) -> Iterator[Fact]:
    """Every fact of a library, chapter by chapter."""
    for chapter in range(library.chapters):
        yield from library.facts(chapter)
