"""The texts of a made library: chapters and register for its home, pages for its web.

What belongs here: putting figures into sentences and sentences into documents. What must never be here: what is true
(library.py), files, sockets.
"""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass

from num2words import num2words

from tests.load.library import Fact, Library
from tests.load.topics import CHAPTER_FILLER, PAGE_FILLER

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_HEDGES = {"plain": "", "words": "", "more_than": "more than ", "about": "about "}
PUBLISHED = "2024-04"
"""The date that every chapter speaks from; the pages of the first epoch speak of the month before."""


@dataclass(frozen=True, slots=True)
class Document:
    """One page as it is served."""

    media_type: str
    body: bytes


def chapter_text(library: Library, chapter: int) -> str:
    """A chapter as its file holds it."""
    return "".join(text for text, _ in _told(library, chapter))


def register_claims(library: Library, chapter: int) -> Iterator[tuple[Fact, str, int]]:
    """Each fact of a chapter with the quote that the register names it by, and which occurrence of the quote it is."""
    text, at = chapter_text(library, chapter), 0
    for piece, fact in _told(library, chapter):
        if fact is not None:
            figure = chapter_figure(fact)
            quote = piece[piece.index(figure) :].split(".\n")[0].rstrip(".\n ")
            start = at + piece.index(figure)
            yield fact, quote, text.count(quote, 0, start) + 1
        at += len(piece)


def chapter_figure(fact: Fact) -> str:
    """A figure as the chapter words it, with its hedge."""
    return _HEDGES[fact.hedge] + _figure(fact, fact.said, in_words=fact.hedge == "words")


def page(library: Library, source: int, epoch: int) -> Document:
    """What a source serves in an epoch: HTML in most cases, JSON or CSV in some; about 5 to 20 kB."""
    chance = library.chance("page", source)
    form = chance.choices(("html", "json", "csv"), (80, 12, 8))[0]
    told = [_on_page(library, fact, source, epoch) for fact in library.facts_on(source)]
    facts = [sentence for sentence in told if sentence]
    filler = library.chance("filler", source, sum(turn == "reworded" for _, turn in library.turns(source, epoch)))
    others = [_filled(filler, PAGE_FILLER) for _ in range(len(facts) + chance.randrange(60, 150))]
    places = chance.sample(range(len(others)), len(facts))
    for place, sentence in zip(places, facts, strict=True):
        others[place] = sentence
    title = f"Yearbook of the coast, volume {source % 97 + 1}"
    match form:
        case "json":
            return Document("application/json", _json(title, others))
        case "csv":
            return Document("text/csv; charset=utf-8", _csv(others))
    return Document("text/html; charset=utf-8", _html(title, others, filler))


def _told(library: Library, chapter: int) -> Iterator[tuple[str, Fact | None]]:
    """A chapter in pieces, each with the fact that it states for the first time."""
    chance = library.chance("prose", chapter)
    yield f"Chapter {chapter + 1}: The Coast\n\n", None
    town = ""
    for fact in library.facts(chapter):
        if fact.town != town:
            town = fact.town
            yield f"The Town of {town}\n\n", None
        yield fact.topic.chapter.format(town=town, figure=chapter_figure(fact)) + " ", fact
        if fact.restated:
            yield fact.topic.restated.format(town=town, figure=chapter_figure(fact)) + " ", None
        yield chance.choice(CHAPTER_FILLER) + chance.choice((" ", "\n\n")), None
    yield "\n", None


def _figure(fact: Fact, value: float, *, in_words: bool = False) -> str:
    match fact.topic.sort:
        case "money":
            return f"${value:g} million" if value < 1000 else f"${value:,.1f} million"
        case "year":
            return f"{value:.0f}"
        case "large":
            return f"{value:,.0f}"
    return str(num2words(int(value))) if in_words else f"{value:,.0f}"


def _on_page(library: Library, fact: Fact, source: int, epoch: int) -> str:
    """The sentence in which a page gives a figure, dated by when the figure was last counted; empty without one."""
    figure = library.figure_on(fact, source, epoch)
    if figure is None:
        return ""
    counted = max((moment for moment, turn in library.turns(source, epoch) if turn == "moved"), default=0)
    when = f"In {_MONTHS[(2 + counted) % 12]} {2024 + (2 + counted) // 12}"
    return fact.topic.page.format(
        town=fact.town, figure=_figure(fact, figure), when=when, when_low=when[0].lower() + when[1:]
    )


def _filled(chance: random.Random, sentences: tuple[str, ...]) -> str:
    return chance.choice(sentences).format(
        n=f"{chance.choice((chance.randrange(3, 90), chance.randrange(900, 99_000))):,}"
    )


def _html(title: str, sentences: list[str], chance: random.Random) -> bytes:
    paragraphs = [" ".join(sentences[start : start + 4]) for start in range(0, len(sentences), 4)]
    rows = "".join(
        f"<tr><td>{parish}</td><td>{chance.randrange(40, 900)}</td><td>{chance.randrange(1, 60)}</td></tr>\n"
        for parish in ("Upper parish", "Lower parish", "Mill quarter", "Old quay", "New suburb")
    )
    table = (
        f"<table><thead><tr><th>Parish</th><th>Chimneys</th><th>Wells</th></tr></thead><tbody>{rows}</tbody></table>"
    )
    middle = len(paragraphs) // 2
    body = "\n".join(
        [
            *(f"<p>{text}</p>" for text in paragraphs[:middle]),
            table,
            *(f"<p>{text}</p>" for text in paragraphs[middle:]),
        ]
    )
    navigation = "".join(f'<li><a href="/volume/{number}">Volume {number}</a></li>' for number in range(1, 30))
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f"<nav><ul>{navigation}</ul></nav><main><article><h1>{title}</h1>\n{body}\n</article></main>"
        "<footer><p>Printed by the provincial press.</p></footer></body></html>\n"
    ).encode()


def _json(title: str, sentences: list[str]) -> bytes:
    entries = [{"number": number, "note": sentence} for number, sentence in enumerate(sentences, 1)]
    return json.dumps({"title": title, "entries": entries}, indent=1).encode()


def _csv(sentences: list[str]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([("entry", "note"), *enumerate(sentences, 1)])
    return stream.getvalue().encode()
