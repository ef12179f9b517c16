"""Phrases of several words, found where they stand in a text.

What belongs here: the one index that every table of phrases is looked up in. What must never be here: phrases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, Self, TypeVar

from pipeline.quantities.lexicon import Phrase

Meaning = TypeVar("Meaning")


class Phrases(dict[str, list[tuple[Phrase, int, Meaning]]], Generic[Meaning]):
    """Phrases found at, or right before, a token; the longest wins.

    By the word that finds a phrase (its first one, or with `backwards` its last): the phrases, how many tokens each
    has, and what they mean. A dict itself, since most words of a text find none and should cost one look.
    """

    def __init__(self, table: Mapping[Phrase, Meaning], *, backwards: bool = False) -> None:
        super().__init__()
        for phrase in sorted(table, key=len, reverse=True):
            self.setdefault(phrase[-1 if backwards else 0], []).append((phrase, len(phrase), table[phrase]))

    @classmethod
    def spaced(cls, table: Mapping[str, Meaning]) -> Self:
        """The index of phrases that are written as one text, with a space between their tokens."""
        return cls({tuple(phrase.split()): meaning for phrase, meaning in table.items()})

    def at(self, lower: Sequence[str], index: int) -> tuple[Meaning, int] | None:
        """The phrase that starts at `index`: its meaning and the token after it."""
        found = self.get(lower[index]) if index < len(lower) else None
        if found is None:
            return None
        for phrase, length, meaning in found:
            if length == 1 or tuple(lower[index : index + length]) == phrase:
                return meaning, index + length
        return None

    def before(self, lower: Sequence[str], index: int) -> tuple[Meaning, int] | None:
        """The phrase that ends just before `index`: its meaning and its first token."""
        found = self.get(lower[index - 1]) if index > 0 else None
        if found is None:
            return None
        for phrase, length, meaning in found:
            if length == 1 or (length <= index and tuple(lower[index - length : index]) == phrase):
                return meaning, index - length
        return None
