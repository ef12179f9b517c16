"""A chapter with every tone and every reason, its mentions and its claims: what the galley's tests render.

The chapter, its sources and its figures are made up.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.model import Block, Chapter, Claim, Mention

CHAPTER_ID = "harbour-seals"

PARAGRAPHS: Sequence[tuple[str, str, int | None]] = (
    ("title", "Chapter 4: The Seals of Saint Orm", 1),
    (
        "paragraph",
        "In the autumn of 2019 a retired ferry captain began to count the seals of Saint Orm, "
        "one after another, from the "
        "deck of a boat that he had bought for four thousand euros. He counted more than two "
        "thousand of them. The colony, "
        "he wrote, was “the largest on the northern coast”, and it had doubled in ten years. Nobody had asked him to; "
        "nobody paid him; and nobody, for the next three years, read a word of it.",
        None,
    ),
    (
        "paragraph",
        "What changed was a fence. The harbour authority put it up in March 2023, at a cost of "
        "1.4 million euros, and within "
        "six weeks roughly forty percent of the animals had left. The authority’s own survey, published that summer, "
        "spoke of 12 percent. Both figures are still quoted; neither is wrong by its own method, and the second "
        "argument of this chapter is about that method.",
        None,
    ),
    ("heading", "What a count is", 2),
    (
        "paragraph",
        "A seal that is under water is not counted. The rule of thumb is that one in three "
        "animals is hauled out at low "
        "tide, so that a count of 700 stands for 2,100 <b>bodies & tails</b>. Institutes "
        "correct by 0.62 to 0.71, and publish "
        "the corrected figure with its error, which is at least eight percent. The captain did "
        "not correct. His Model 7 "
        "counter, sold since 1988, clicks once per animal.",
        None,
    ),
    (
        "quote",
        "“I counted heads,” he said at eighty-one. “Nine hundred heads. What is under a head is its own affair.”",
        None,
    ),
    ("heading", "Twenty euros a seal", 2),
    (
        "paragraph",
        "The compensation was two euros a seal and month, paid from 1 January 2024. By August "
        "2025 the fund had paid out "
        "€310,000 to 46 fishing boats, more than the two neighbouring islands together. "
        "Thirteen boats have given up since.",
        None,
    ),
    ("list_item", "Forty of the 46 boats are shorter than twelve metres.", None),
    ("list_item", "The youngest skipper is twenty-five.", None),
    (
        "paragraph",
        "In 2026 the colony stood at 3,010 animals, if the drone is to be believed: it flew "
        "eleven times, found no pups in "
        "June, and 412 in July.",
        None,
    ),
)


def chapter() -> Chapter:
    """The chapter with its blocks; paragraphs are separated by a blank line."""
    blocks, parts, position = [], [], 0
    for number, (kind, words, level) in enumerate(PARAGRAPHS, 1):
        location = f"paragraph {number}"
        blocks.append(Block(start=position, end=position + len(words), kind=kind, level=level, location=location))
        parts.append(words)
        position += len(words) + 2
    text = "\n\n".join(parts) + "\n"
    return Chapter(
        chapter_id=CHAPTER_ID,
        title="Chapter 4: The Seals of Saint Orm",
        path="seeds/seals.txt",
        sha256="ab" * 32,
        published="2026-05",
        characters=len(text),
        text=text,
        blocks=tuple(blocks),
    )


# quote, claim (None: not checkable), kind, value, low, high, comparator, unit, as_of, why_not
_FIGURES: Sequence[tuple[Any, ...]] = (
    ("In the autumn of 2019", "count-began", "date", None, None, None, "eq", None, None, None),
    ("one after another", None, "count", 1, 1, 1, "eq", None, None, "an idiom, not a count"),
    ("four thousand euros", "boat-price", "money", 4000, 4000, 4000, "eq", "EUR", "2019", None),
    ("more than two thousand", "seals-2019", "count", 2000, 2000, None, "gt", "seal", "2019-autumn", None),
    ("doubled in ten years", "doubled", "ratio", 2, 2, 2, "eq", None, None, None),
    ("next three years", "unread", "duration", 3, 3, 3, "eq", "year", None, None),
    ("in March 2023", "fence-built", "date", None, None, None, "eq", None, None, None),
    ("1.4 million euros", "fence-cost", "money", 1.4e6, 1.4e6, 1.4e6, "eq", "EUR", "2023", None),
    ("within six weeks", "left-when", "duration", 6, None, 6, "lte", "week", "2023", None),
    ("roughly forty percent", "share-left", "percent", 40, 36, 44, "approx", None, "2023-04", None),
    ("12 percent", "share-left-official", "percent", 12, 12, 12, "eq", None, "2023-summer", None),
    ("second argument", None, "ordinal", 2, 2, 2, "eq", None, None, "an enumerator of the text itself"),
    ("one in three animals", "hauled-out", "ratio", 33.3, 33.3, 33.3, "eq", None, None, None),
    ("count of 700 stands for 2,100", "example", "count", 2100, 2100, 2100, "eq", None, None, "an example"),
    ("700", None, "count", 700, 700, 700, "eq", None, None, "an example"),
    ("0.62 to 0.71", "correction", "ratio", None, 0.62, 0.71, "range", None, None, None),
    ("at least eight percent", "error", "percent", 8, 8, None, "gte", None, None, None),
    ("Model 7", None, "other", 7, 7, 7, "eq", None, None, "part of a name"),
    ("since 1988", "counter-sold", "date", None, None, None, "gte", None, None, None),
    ("eighty-one", "captain-age", "age", 81, 81, 81, "eq", "year", None, None),
    ("Nine hundred heads", "heads", "count", 900, 900, 900, "eq", "head", None, None),
    ("Twenty euros", "per-seal", "money", 20, 20, 20, "eq", "EUR", None, None),
    ("two euros", "per-seal-text", "money", 2, 2, 2, "eq", "EUR", None, None),
    ("1 January 2024", "paid-from", "date", None, None, None, "eq", None, None, None),
    ("€310,000", "paid-out", "money", 310000, 310000, 310000, "eq", "EUR", "2025-08", None),
    ("46 fishing boats", "boats", "count", 46, 46, 46, "eq", "boat", "2025-08", None),
    ("Thirteen boats", "gave-up", "count", 13, 13, 13, "eq", "boat", None, None),
    ("Forty of the 46 boats", "boats", "count", 46, 46, 46, "eq", "boat", None, None),
    ("twenty-five", "youngest", "age", 25, 25, 25, "eq", "year", None, None),
    ("3,010 animals", "seals-2026", "count", 3010, 3010, 3010, "eq", "seal", "2026", None),
    ("eleven times", "flights", "count", 11, 11, 11, "eq", None, None, None),
    ("412 in July", "pups", "count", 412, 412, 412, "eq", "pup", "2026-07", None),
)

UNREGISTERED = frozenset({"boat-price", "example", "paid-from", "gave-up", "youngest", "flights", "pups"})
"""Claims that the register does not name."""


def mentions(text: str) -> list[Mention]:
    found, searched = [], 0
    for number, (quote, claim, kind, value, low, high, comparator, unit, as_of, why_not) in enumerate(_FIGURES, 1):
        start = text.index(quote, max(0, searched - 40))
        searched = start
        line = text.rfind("\n", 0, start) + 1, text.find("\n", start)
        found.append(
            Mention(
                mention_id=f"mention-{number:02d}",
                chapter_id=CHAPTER_ID,
                claim_id=claim,
                start_char=start,
                end_char=start + len(quote),
                quote=quote,
                prefix=text[max(0, start - 32) : start],
                suffix=text[start + len(quote) : start + len(quote) + 32],
                sentence=text[line[0] : line[1]],
                kind=kind,
                value=value,
                low=low,
                high=high,
                comparator=comparator,
                unit=unit,
                as_of=as_of,
                date={
                    "In the autumn of 2019": "2019-autumn",
                    "in March 2023": "2023-03",
                    "since 1988": "1988",
                    "1 January 2024": "2024-01-01",
                }.get(quote),
                subject="seals of Saint Orm" if unit == "seal" else None,
                checkable=why_not is None,
                why_not_checkable=why_not,
            )
        )
    return found


def claims(found: Sequence[Mention]) -> list[Claim]:
    made: dict[str, Claim] = {}
    for mention in found:
        if mention.claim_id is None or mention.claim_id in made:
            continue
        figure = {
            field: getattr(mention, field)
            for field in (
                "kind",
                "value",
                "low",
                "high",
                "comparator",
                "unit",
                "date",
                "as_of",
                "subject",
                "checkable",
                "why_not_checkable",
            )
        }
        made[mention.claim_id] = Claim(
            claim_id=mention.claim_id,
            chapter_id=CHAPTER_ID,
            statement=mention.sentence,
            quote=mention.quote,
            registered=mention.claim_id not in UNREGISTERED,
            start_char=mention.start_char,
            sources=("orm-survey", "harbour-note") if mention.claim_id != "heads" else ("blocked-page",),
            freshness_days=90,
            **figure,
        )
    made["lost-claim"] = Claim(
        claim_id="lost-claim",
        chapter_id=CHAPTER_ID,
        statement="The captain kept nine logbooks.",
        quote="nine logbooks",
        registered=True,
        orphan=True,
        anchor_score=0.31,
        kind="count",
        value=9,
        low=9,
        high=9,
    )
    return list(made.values())
