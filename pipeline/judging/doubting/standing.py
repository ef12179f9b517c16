"""A claim's figure and a sentence's figure, each where it stands: what the rules of roles, amounts and scope look at.

What belongs here: the two stretches of text around the figures, cut once for all rules, and the questions that several
rules ask of them. What must never be here: what follows from an answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from pipeline.judging.wording.clauses import clause_bounds
from pipeline.judging.wording.lexicon import IRREGULAR_FORMS, PERSON_WORDS
from pipeline.judging.wording.terms import Term, exact_stem_of, read_terms, stem_of, words_of

_JOINED = re.compile(r"\band\s+$")
_BEING = {
    "is": ("be", False), "are": ("be", False), "has": ("have", False), "have": ("have", False),
    "was": ("be", True), "were": ("be", True), "had": ("have", True),
}  # fmt: skip
_MAGNITUDE = re.compile(r"\b(?:dozens|scores|hundreds|thousands|millions|billions|many|several)\b", re.IGNORECASE)
_ANYBODY = stem_of("people")
_PERSONS = frozenset(stem_of(word) for word in PERSON_WORDS.union(("employ", "population")))
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Pair:
    """A claim with its figure at `claim_start`..`claim_end`, a sentence with its own at `start`..`end`; `kind` is that
    of the claim's figure, `above` what stands over the sentence, and a claim that is `standing` is held to be true now,
    whatever time its words name."""

    claim: str
    claim_start: int
    claim_end: int
    sentence: str
    start: int
    end: int
    kind: str = "count"
    above: str = ""
    standing: bool = False

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """Where the clause of the sentence's figure begins and ends; "and" parts it from another figure."""
        low, high = clause_bounds(self.sentence, self.start, self.end)
        joined = _JOINED.search(self.sentence, low, self.start)
        return (joined.end(), high) if joined and _DIGIT.search(self.sentence, low, joined.start()) else (low, high)

    @cached_property
    def clause(self) -> str:
        """The clause of the sentence's figure."""
        return self.sentence[self.bounds[0] : self.bounds[1]]

    @cached_property
    def lead(self) -> str:
        """What stands in it before the figure."""
        return self.sentence[self.bounds[0] : self.start]

    @cached_property
    def tail(self) -> str:
        """What stands in it behind the figure."""
        return self.sentence[self.end : self.bounds[1]]

    @cached_property
    def own_clause(self) -> str:
        """The clause of the claim's figure."""
        low, high = clause_bounds(self.claim, self.claim_start, self.claim_end)
        return self.claim[low:high]

    @cached_property
    def own_lead(self) -> str:
        """What stands in the claim before its figure."""
        return self.claim[: self.claim_start]

    @cached_property
    def ours(self) -> tuple[Term, ...]:
        """The terms of the claim."""
        return read_terms(self.claim)

    @cached_property
    def theirs(self) -> tuple[Term, ...]:
        """The terms of the sentence."""
        return read_terms(self.sentence)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the sentence's words."""
        return frozenset(term.stem for term in self.theirs)

    @cached_property
    def known(self) -> frozenset[str]:
        """The stems of the claim's words, its stop words and the plain forms of synonyms among them."""
        return frozenset(term.stem for term in self.ours) | frozenset(map(exact_stem_of, words_of(self.claim)))

    @cached_property
    def sentence_forms(self) -> frozenset[str]:
        """The stems of the sentence's words, and the plain forms of synonyms among them."""
        return self.stems | frozenset(map(exact_stem_of, words_of(self.sentence)))

    @cached_property
    def overhead(self) -> frozenset[str]:
        """The stems of what stands over the sentence."""
        return frozenset(term.stem for term in read_terms(self.above))

    @cached_property
    def covered(self) -> bool:
        """Whether the sentence and what stands over it have every content word of the claim; whom a claim calls people,
        it may call by what they do."""
        lacking = {term.stem for term in self.ours if term.kind != "number"} - self.stems - self.overhead
        return not lacking or (lacking == {_ANYBODY} and not self.stems.isdisjoint(_PERSONS))

    @cached_property
    def is_magnitude(self) -> bool:
        """Whether the claim's figure only tells how large a number is ("thousands"): what is so of a kind of its things
        is then so of them all. A figure that stands nowhere in the claim may be any of its words."""
        nowhere = self.claim_start == self.claim_end
        low, high = (0, len(self.claim)) if nowhere else (self.claim_start, self.claim_end)
        return bool(_MAGNITUDE.search(self.claim, low, high))

    def knows(self, words: str) -> bool:
        """Whether the claim has one of the content words of a stretch."""
        return any(term.stem in self.known for term in read_terms(words.lower()))

    def added(self, pattern: re.Pattern[str], where: str) -> str | None:
        """What a pattern finds in a stretch of the sentence, when it finds nothing in the claim."""
        found = pattern.search(where)
        return found.group().strip(" ,") if found and not pattern.search(self.claim) else None

    @cached_property
    def subject(self) -> Term | None:
        """The first content word of the claim, when it stands before the figure."""
        first = next((term for term in self.ours if term.kind != "number"), None)
        return first if first and first.end <= self.claim_start else None


def verb_before(lead: str) -> tuple[str, bool] | None:
    """The stem of the last word before a figure that may be a finite verb, and whether it stands in the past, as far as
    its form tells; None when no form does."""
    for word in reversed(words_of(lead.lower())):
        if word in _BEING:
            return _BEING[word]
        if len(word) > 3 and (word.endswith("ed") or (word in IRREGULAR_FORMS and not word.endswith("s"))):
            return exact_stem_of(word), IRREGULAR_FORMS.get(word) != word
        if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
            return exact_stem_of(word), False
    return None
