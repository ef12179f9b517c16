"""A chapter -> its mentions: every quantity expression, rejected ones included, with what a reader needs to judge it.

What belongs here: putting together value, place, subject, time and checkability of each figure. What must never be
here: the rules themselves (`subjects`, `times`, `checkability`, `comparisons`), and claims.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.model import Chapter, Mention
from pipeline.quantities import Quantity
from pipeline.reading.anchoring import select
from pipeline.reading.carried_subjects import CarriedSubject
from pipeline.reading.carried_times import CarriedTime
from pipeline.reading.checkability import HYPOTHESIS, goes_on_supposing, opens_hypothesis, why_not_checkable
from pipeline.reading.comparisons import find_comparisons
from pipeline.reading.datings import TIME, times_of_figures
from pipeline.reading.identity import mention_name
from pipeline.reading.sentences import Sentence, read_sentences
from pipeline.reading.subjects import subject_of
from pipeline.reading.times import time_of


def find_mentions(chapter: Chapter) -> list[Mention]:
    """Every quantity of a chapter in reading order; `chapter.text[start_char:end_char] == quote` for each.

    What is no quantity after all, or no fact that a source could confirm, is there too, with the reason. Relative
    dates count from `chapter.published`. Linear in the length of the chapter.
    """
    taken: Counter[str] = Counter()
    mentions: list[Mention] = []
    time, topic, section = CarriedTime(chapter.published), CarriedSubject(), None
    for block in read_sentences(chapter):
        if block:
            time = time.next_paragraph(new_section=block[0].section != section)
            section = block[0].section
            topic = topic.next_paragraph()
            mentions.extend(_mentions_of(chapter, block, time, topic, taken))
    return mentions


def _mentions_of(
    chapter: Chapter, block: Iterable[Sentence], time: CarriedTime, topic: CarriedSubject, taken: Counter[str]
) -> Iterator[Mention]:
    supposed = False
    for sentence in block:
        supposed = opens_hypothesis(sentence) or (supposed and goes_on_supposing(sentence))
        dating = times_of_figures(sentence)
        for quantity in _figures(sentence):
            unclaimed = HYPOTHESIS if supposed else TIME if quantity.start in dating else None
            yield _mention(chapter, sentence, quantity, time, topic, unclaimed, taken)
        time.after(sentence)
        topic.after(sentence)


def _figures(sentence: Sentence) -> list[Quantity]:
    comparisons = list(find_comparisons(sentence))
    if not comparisons:
        return sentence.quantities
    covered = [
        quantity
        for quantity in sentence.quantities
        if not any(quantity.start < other.end and quantity.end > other.start for other in comparisons)
    ]
    return sorted([*covered, *comparisons], key=lambda quantity: quantity.start)


def _mention(
    chapter: Chapter,
    sentence: Sentence,
    quantity: Quantity,
    time: CarriedTime,
    topic: CarriedSubject,
    unclaimed: str | None,
    taken: Counter[str],
) -> Mention:
    start, end = quantity.start + sentence.offset, quantity.end + sentence.offset
    prefix, suffix = select(chapter.text, start, end)
    quote = chapter.text[start:end]
    subject = str(subject_of(quantity, sentence, topic)) or None
    reason = why_not_checkable(quantity, sentence) or unclaimed
    return Mention(
        **quantity.figure(),
        mention_id=mention_name(chapter.chapter_id, quote, subject, sentence.text, taken),
        chapter_id=chapter.chapter_id,
        start_char=start,
        end_char=end,
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        sentence=sentence.text.strip(),
        section=sentence.section,
        subject=subject,
        as_of=time_of(quantity, sentence, time),
        checkable=reason is None,
        why_not_checkable=reason,
    )
