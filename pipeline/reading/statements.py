"""What a claim says: its statement, figure, scope and the register's wishes, put into one record.

What belongs here: making `Claim` rows and the mention of a quote without a figure. What must never be here: deciding
which mention states which claim (`claims`).
"""

from __future__ import annotations

import bisect
import json
from collections.abc import Sequence

from pipeline.model import Block, Chapter, Claim, Mention, figure_columns
from pipeline.quantities import split_sentences
from pipeline.reading.anchoring import Anchor, select
from pipeline.reading.datings import TIME
from pipeline.reading.formulas import names_in, parse_formula
from pipeline.reading.periods import read_duration, read_percent
from pipeline.reading.phrases import is_pronoun, sentence_subject
from pipeline.reading.register_model import ClaimEntry
from pipeline.reading.scanning import scan
from pipeline.reading.scopes import scope_of
from pipeline.reading.verbs import has_verb

_CONTEXT_SENTENCES = 4


class Outline:
    """The blocks and sentences of a chapter, found by offset. Blocks are cut when they are first asked for."""

    def __init__(self, chapter: Chapter) -> None:
        self.text = chapter.text
        self.blocks = chapter.blocks or (Block(start=0, end=len(chapter.text), kind="paragraph"),)
        self._starts = [block.start for block in self.blocks]
        self._sentences: dict[int, list[tuple[int, int]]] = {}

    def sentence(self, start: int, end: int) -> str:
        """The sentences that `start`..`end` touches."""
        spans = [span for span in self._spans(start) if span[0] < end and span[1] > start]
        return self.text[spans[0][0] : max(spans[-1][1], end)].strip() if spans else self.text[start:end]

    def statement(self, start: int, end: int) -> str:
        """The sentence, with those before it that it leans on ("Thirteen million users.", "It costs ...")."""
        spans = self._spans(start)
        index = next((number for number, span in enumerate(spans) if span[1] > start), None)
        if index is None:
            return self.text[start:end]
        first = index
        while first > 0 and index - first < _CONTEXT_SENTENCES and self._leans_back(spans[first]):
            first -= 1
        return self.text[spans[first][0] : max(spans[index][1], end)].strip()

    def sentence_span(self, start: int) -> tuple[int, int]:
        """First character and the one after the last of the sentence at an offset."""
        spans = self._spans(start)
        return next((span for span in spans if span[1] > start), spans[-1] if spans else (start, start))

    def section(self, start: int) -> str | None:
        """The heading above an offset."""
        for index in range(bisect.bisect_right(self._starts, start) - 1, -1, -1):
            block = self.blocks[index]
            if block.kind in ("title", "heading"):
                return self.text[block.start : block.end]
        return None

    def _spans(self, start: int) -> list[tuple[int, int]]:
        index = max(0, bisect.bisect_right(self._starts, start) - 1)
        if index not in self._sentences:
            block = self.blocks[index]
            spans = split_sentences(self.text[block.start : block.end])
            self._sentences[index] = [(block.start + low, block.start + high) for low, high in spans]
        return self._sentences[index]

    def _leans_back(self, span: tuple[int, int]) -> bool:
        words = scan(self.text, *span)
        return not has_verb(words) or is_pronoun(sentence_subject(words))


def main_mention(mentions: Sequence[Mention], entry: ClaimEntry) -> Mention | None:
    """The mention that a registered quote is about: a comparison when the entry's formula compares, else a checkable
    figure, else a date; the first of them."""
    if not mentions:
        return None

    def rank(mention: Mention) -> tuple[bool, bool, bool, int]:
        wanted = (mention.kind == "comparison") == entry.compares
        return not mention.checkable, not wanted, mention.kind == "date", mention.start_char

    best = min(mentions, key=rank)
    wanted = best.checkable or best.why_not_checkable == TIME or entry.checkable is not None
    return best if wanted or best.quote == entry.quote else None


def quote_mention(name: str, chapter: Chapter, outline: Outline, place: Anchor, figure: Mention | None) -> Mention:
    """A mention of a registered quote that has no figure to itself; `figure` is one it shares with another claim."""
    prefix, suffix = select(chapter.text, place.start, place.end)
    columns = figure_columns(figure) if figure else {"kind": "other"}
    return Mention(
        **columns,
        mention_id=f"{chapter.chapter_id}.{name}",
        chapter_id=chapter.chapter_id,
        start_char=place.start,
        end_char=place.end,
        quote=chapter.text[place.start : place.end],
        prefix=prefix,
        suffix=suffix,
        sentence=outline.sentence(place.start, place.end),
        section=outline.section(place.start),
        subject=figure.subject if figure else None,
        as_of=figure.as_of if figure else None,
    )


def found_claim(claim_id: str, mention: Mention, chapter: Chapter, outline: Outline, score: float) -> Claim:
    """The claim of a mention that nobody registered; `score` is how surely it is one of the run before."""
    return Claim(
        **figure_columns(mention),
        claim_id=claim_id,
        chapter_id=mention.chapter_id,
        statement=outline.statement(mention.start_char, mention.end_char),
        quote=mention.quote,
        subject=mention.subject,
        as_of=mention.as_of,
        scope=scope_of(mention, chapter.published),
        section=mention.section,
        start_char=mention.start_char,
        anchor_score=score,
    )


def registered_claim(
    claim_id: str, entry: ClaimEntry, chapter: Chapter, outline: Outline, place: Anchor | None, stated: Mention | None
) -> Claim:
    """A claim of the register; what the entry says wins over what the text implies. Without a place: an orphan."""
    figure = figure_columns(stated) if stated else {}
    implied = scope_of(stated, chapter.published) if stated else "standing"
    words = outline.statement(place.start, place.end) if place else entry.quote
    return Claim(
        **figure,
        claim_id=claim_id,
        chapter_id=chapter.chapter_id,
        statement=entry.statement or words,
        quote=chapter.text[place.start : place.end] if place else entry.quote,
        subject=entry.subject or (stated.subject if stated else None),
        as_of=entry.as_of or (stated.as_of if stated else None),
        scope=entry.scope or implied,
        checkable=entry.checkable is not False,
        why_not_checkable=None if entry.checkable is not False else "the register says so",
        registered=True,
        section=outline.section(place.start) if place else None,
        start_char=place.start if place else None,
        sources=tuple(entry.sources),
        freshness_days=read_duration(entry.freshness) if entry.freshness else None,
        tolerance=read_percent(entry.tolerance) if entry.tolerance else None,
        headroom=read_percent(entry.headroom) if entry.headroom else None,
        look_for=tuple(entry.look_for),
        not_for=tuple(entry.not_for),
        orphan=place is None,
        anchor_score=place.score if place else 0.0,
        formula=_formula(entry),
    )


def _formula(entry: ClaimEntry) -> str | None:
    """The formula with its tree and its figures as JSON; a name that is no figure of the entry is a claim's."""
    if entry.formula is None:
        return None
    tree = parse_formula(entry.formula)
    figures = {
        name: entry.figures[name].model_dump(exclude_defaults=True) if name in entry.figures else {"claim": name}
        for name in names_in(tree)
    }
    stored = {"formula": entry.formula, "tree": tree, "figures": figures}
    return json.dumps(stored, ensure_ascii=False)
