"""Names that last: of mentions and of claims that nobody registered.

What belongs here: making a name from content, and finding the mentions of an earlier run again, so that a name
survives edits around it, moves, and light rewording. What must never be here: the register, whose names are given.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.model import Mention

_SLUG_LIMIT = 40
_SAME_PLACE = 60.0
_REWORDED = 72.0
_UPDATED = 88.0
_OTHER_WORDS = 0.99
"""How surely, at most, a figure is one that was told in other words."""
_NEIGHBOURS = 40


def normalise(text: str) -> str:
    """Words and figures of a text without case, punctuation and spacing."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def short_digest(*parts: str) -> str:
    """Eight hexadecimal digits of the SHA-256 of the parts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:8]


def slug(text: str) -> str:
    """Up to 40 characters of lower case ASCII letters, digits and `-`, cut at a word."""
    words = re.findall(r"[a-z0-9]+", text.casefold())
    name = ""
    for word in words:
        if len(name) + len(word) + 1 > _SLUG_LIMIT:
            break
        name = f"{name}-{word}" if name else word
    return name or "figure"


def mention_name(chapter_id: str, quote: str, subject: str | None, sentence: str, taken: Counter[str]) -> str:
    """The name of a mention, from its words and its sentence's words; a twin in the same words gets a number."""
    digest = short_digest(normalise(quote), normalise(subject or ""), normalise(sentence))
    name = f"{chapter_id}.{slug(f'{quote} {subject or str()}')}-{digest}"
    taken[name] += 1
    return name if taken[name] == 1 else f"{name}-{taken[name]}"


@dataclass(frozen=True, slots=True)
class Kept:
    """A mention of an earlier run that was found again, and how surely: 0..1, 1 for the very words."""

    earlier: Mention
    score: float


def carry_over(mentions: Sequence[Mention], previous: Sequence[Mention]) -> dict[str, Kept]:
    """Which mention of an earlier run each mention is: `mention_id` now -> the earlier mention, with a score.

    First the same name, then the same words in the most similar context, then a reworded sentence with a like figure,
    last the same sentence with another figure of the same sort: an author who brings a figure up to date. Each earlier
    mention is taken once. Candidates are compared inside groups of the same words, figure or sort, each with those that
    stood about where it stands, so the work grows linearly with the chapter.
    """
    earlier = {mention.mention_id: mention for mention in previous}
    known = {
        mention.mention_id: Kept(earlier[mention.mention_id], 1.0)
        for mention in mentions
        if mention.mention_id in earlier
    }
    taken = set(known)
    for key, likeness, cutoff in (
        (_by_words, _likeness, _SAME_PLACE),
        (_by_figure, _likeness, _REWORDED),
        (_by_sort, _likeness_of_the_rest, _UPDATED),
    ):
        open_now = [mention for mention in mentions if mention.mention_id not in known]
        open_then = [mention for mention in previous if mention.mention_id not in taken]
        for score, now, then in _pairs(_grouped(open_now, key), _grouped(open_then, key), likeness, cutoff):
            if now.mention_id not in known and then.mention_id not in taken:
                same = normalise(now.quote) == normalise(then.quote)
                known[now.mention_id] = Kept(then, round(score / 100 if same else min(score / 100, _OTHER_WORDS), 4))
                taken.add(then.mention_id)
    return known


def _by_words(mention: Mention) -> tuple[object, ...]:
    return mention.chapter_id, normalise(mention.quote)


def _by_figure(mention: Mention) -> tuple[object, ...]:
    return mention.chapter_id, mention.kind, mention.value or mention.low or mention.high, mention.date


def _by_sort(mention: Mention) -> tuple[object, ...]:
    return mention.chapter_id, mention.kind, mention.unit


def _grouped(mentions: Sequence[Mention], key: object) -> Mapping[tuple[object, ...], list[Mention]]:
    groups: dict[tuple[object, ...], list[Mention]] = defaultdict(list)
    for mention in mentions:
        groups[key(mention)].append(mention)  # type: ignore[operator]
    return groups


def _pairs(
    now: Mapping[tuple[object, ...], list[Mention]],
    then: Mapping[tuple[object, ...], list[Mention]],
    likeness: Callable[[Mention, Mention], float],
    cutoff: float,
) -> list[tuple[float, Mention, Mention]]:
    """Pairs of like mentions, the most similar context first."""
    scored = []
    for key, mentions in now.items():
        candidates = then.get(key, [])
        for order, mention in enumerate(mentions):
            near = candidates[max(0, order - _NEIGHBOURS) : order + _NEIGHBOURS]
            for candidate in near:
                score = likeness(mention, candidate)
                if score >= cutoff:
                    scored.append((score, -abs(mention.start_char - candidate.start_char), mention, candidate))
    scored.sort(key=lambda entry: entry[:2], reverse=True)
    return [(score, mention, candidate) for score, _, mention, candidate in scored]


def _likeness(mention: Mention, candidate: Mention) -> float:
    """How alike the places are, 0..100: the better of the whole sentences and the near context."""
    sentences = fuzz.token_sort_ratio(mention.sentence, candidate.sentence)
    context = (fuzz.ratio(mention.prefix, candidate.prefix) + fuzz.ratio(mention.suffix, candidate.suffix)) / 2
    return float(max(sentences, context))


def _likeness_of_the_rest(mention: Mention, candidate: Mention) -> float:
    """How alike two sentences are without their figures, 0..100."""
    one, other = mention.sentence.replace(mention.quote, " "), candidate.sentence.replace(candidate.quote, " ")
    return float(fuzz.ratio(one, other)) if len(one.split()) > 2 else 0.0
