"""Mentions: exact offsets on any text, and subject, time and checkability by rules that know no chapter."""

from __future__ import annotations

import dataclasses
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Block, Chapter, Mention
from pipeline.reading import Register, find_claims, find_mentions
from pipeline.reading.formats.plain import read_plain
from pipeline.reading.scanning import scan
from pipeline.reading.verbs import is_verb


def _chapter(text: str) -> Chapter:
    plain, blocks = read_plain(text.replace("\x00", "").encode("utf-8", errors="ignore"))
    return Chapter(
        chapter_id="c",
        title="c",
        path="c.txt",
        sha256="0" * 64,
        published="2024-06",
        characters=len(plain),
        text=plain,
        blocks=tuple(blocks),
    )


def _mention(text: str, quote: str) -> Mention:
    return next(mention for mention in find_mentions(_chapter(text)) if quote in mention.quote)


@pytest.mark.parametrize(
    ("text", "quote", "subject"),
    [
        ("The museum owned 300 old maps of Europe.", "300", "old maps of Europe, museum"),
        ("It rained. The 40 survivors of the crash walked home.", "40", "survivors of the crash"),
        ("The strike began. It lasted eleven weeks.", "eleven weeks", "strike"),
        ("The twelve-week strike hurt everyone.", "twelve-week", "strike"),
        ("In 1999, Peru exported 20 percent of its copper.", "20 percent", "copper, Peru"),
        ("Brazil had 14 clubs. Nine hundred players.", "Nine hundred", "players, Brazil"),
        ("The firm sold 5,000 cars in May; the state bought 300 vans.", "300", "vans, state"),
    ],
)
def test_the_subject_is_what_is_counted_and_of_whom(text: str, quote: str, subject: str) -> None:
    assert _mention(text, quote).subject == subject


@pytest.mark.parametrize(
    ("text", "quote", "subject"),
    [
        ("Iron melts at 1,538 degrees, tin at 232 degrees, zinc at 420 degrees.", "232", "tin"),
        ("Iron melts at 1,538 degrees, tin at 232 degrees, zinc at 420 degrees.", "420", "zinc"),
        ("The abbey got 40 acres; the parish, a mere 3.", "3", "parish"),
        ("The auditor found that the mill had lost 900 pounds.", "900", "mill"),
        ("The clerk, who was thirty-one, kept the books.", "thirty-one", "clerk"),
        ("He bought a barge whose mast was 12 metres high.", "12 metres", "mast"),
        ("When the bank raised the fee to 7 euros, the shop closed.", "7 euros", "fee, bank"),
        ("A pig weighing 90 kilos fetched little.", "90 kilos", "pig"),
        ("The towers, built by two brothers, cost 4 million euros.", "4 million", "towers"),
        ("The bell hung low. The walls are thick. It weighs 3 tons.", "3 tons", "bell"),
        ("A choir of 60 boys sang.", "60", "boys, choir"),
        ("Rent: 300 euros.", "300", "Rent"),
        ("The ferry (built for 2 million euros) never sailed.", "2 million", "ferry"),
        ("The bell was cast in Leeds and hung in York and weighs 9 tons.", "9 tons", "bell"),
    ],
)
def test_a_figure_is_said_of_the_subject_of_its_own_verb(text: str, quote: str, subject: str) -> None:
    assert _mention(text, quote).subject == subject


def test_a_pronoun_reaches_back_to_the_paragraph_before_and_agrees_in_number() -> None:
    text = "The lighthouse had 9 rooms. The gulls left.\n\nIt was 31 metres high. They numbered 900."
    assert _mention(text, "31 metres").subject == "lighthouse"
    assert "gulls" in (_mention(text, "900").subject or "")


def test_cents_are_of_the_currency_that_the_chapter_is_written_in() -> None:
    text = "Bread cost €2 and milk €1.\n\nPower was 31 cents. A roll was 40 ct."
    assert _mention(text, "31 cents").unit == "EUR"
    assert _mention(text, "40 ct").unit == "EUR"
    assert _mention("Bread cost $2 and milk $1.\n\nPower was 31 cents.", "31 cents").unit == "USD"
    assert _mention("The ring has a 2 ct stone.", "2 ct").unit == "carat"


@pytest.mark.parametrize(
    ("text", "quote", "as_of"),
    [
        ("In 1850 the town had 900 people.", "900", "1850"),
        ("In 1850 the town was poor. It had 900 people.", "900", "1850"),
        ("Output was 5 million tonnes in 1990 and 12 million tonnes in 2000.", "5 million", "1990"),
        ("Output was 5 million tonnes in 1990 and 12 million tonnes in 2000.", "12 million", "2000"),
        ("The shop closed on 4 May 2021. The town has 900 people.", "900", None),
        ("In 1920, the mill, which had burnt in 1890, employed 40 men.", "40", "1920"),
        ("The town is poor. It has 900 people.", "900", None),
        ("The survey for 2019 says 14 percent.", "14 percent", "2019"),
        ("Of those who came in 1931, 40 percent stayed.", "40 percent", "1931"),
        ("Vera, who was paid little, counted 80 stars and in 1912 printed 25 of them.", "25", "1912"),
        ("In 2020 the dam cracked. It may last 90 years.", "90 years", None),
    ],
)
def test_the_time_is_that_of_the_phrase_the_sentence_or_what_stands_before(
    text: str, quote: str, as_of: str | None
) -> None:
    assert _mention(text, quote).as_of == as_of


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The second argument is about money.", "second"),
        ("There are two kinds of cities.", "two"),
        ("Imagine a village of 500 people.", "500"),
        ("If the rate were lower, 300 firms would close.", "300"),
        ("What would 20 percent more cost us?", "20 percent"),
        ("He wrote a book called “Forty Days in Rome” and left.", "Forty Days"),
        ("This has been shown before (Miller and Stone, 2011).", "2011"),
        ("The mills made 600 bolts a day.", "a day"),
        ("The court said so in Hall v. Moor, 212 U.S. 94 (1909).", "212"),
        ("The court said so in Hall v. Moor, 212 U.S. 94 (1909).", "94"),
        ("By week nine the village had given up.", "nine"),
        ("She came back that year.", "that year"),
        ("The Third Reich fell.", "Third"),
    ],
)
def test_what_no_source_could_confirm_is_kept_with_the_reason(text: str, quote: str) -> None:
    found = [mention for mention in find_mentions(_chapter(text)) if quote in mention.quote]
    assert all(not mention.checkable and mention.why_not_checkable for mention in found)


def test_a_table_cell_takes_subject_and_time_from_its_headings() -> None:
    text = "1790\n\n4,000"
    blocks = (
        Block(start=0, end=4, kind="table_cell", labels=("Year",)),
        Block(start=6, end=11, kind="table_cell", labels=("1790", "Mules")),
    )
    year, mules = find_mentions(dataclasses.replace(_chapter(text), text=text, blocks=blocks))
    assert (year.checkable, year.why_not_checkable) == (False, "heading of a table")
    assert (mules.value, mules.subject, mules.as_of) == (4000.0, "1790 Mules", "1790")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=40),
            st.sampled_from(
                [
                    "two million",
                    "in 1999",
                    "than",
                    "combined",
                    "—",
                    "(",
                    "“",
                    "12 percent",
                    "It had",
                    ". ",
                    "\n",
                    "if",
                    "?",
                ]
            ),
        ),
        max_size=25,
    )
)
def test_any_text_is_read_with_exact_offsets(pieces: list[str]) -> None:
    chapter = _chapter(" ".join(pieces))
    found = find_claims([chapter], find_mentions(chapter), Register())
    for mention in found.mentions:
        assert chapter.text[mention.start_char : mention.end_char] == mention.quote
        assert chapter.text[: mention.start_char].endswith(mention.prefix)
        assert chapter.text[mention.end_char :].startswith(mention.suffix)
        assert mention.checkable or mention.why_not_checkable
    assert [mention.start_char for mention in found.mentions] == sorted(m.start_char for m in found.mentions)


def test_reading_is_linear_in_the_length_of_the_chapter() -> None:
    paragraph = (
        "In {year} the {place} mill employed {count} weavers and sold {share} percent of its cloth abroad. "
        "It had more looms than Bolton and Preston combined. Two hundred and six apprentices.\n"
    )

    def seconds(paragraphs: int) -> float:
        text = "".join(
            paragraph.format(year=1700 + n % 300, place=f"P{n % 97}x", count=100 + n, share=n % 90)
            for n in range(paragraphs)
        )
        chapter = _chapter(text)
        start = time.process_time()
        find_claims([chapter], find_mentions(chapter), Register())
        return time.process_time() - start

    seconds(10)
    small, large = max(min(seconds(40), seconds(40)), 0.02), seconds(240)
    assert large / small < 14


def test_a_text_without_a_stop_is_read_in_bounded_pieces() -> None:
    chapter = _chapter("the guild founded in 1911 had 40 men and 50 women in 1920 " * 80)
    found = find_mentions(chapter)
    assert len(found) == 320
    assert all(len(mention.sentence) <= 2100 for mention in found)
    assert all(chapter.text[mention.start_char : mention.end_char] == mention.quote for mention in found)


def test_the_month_of_may_is_no_verb() -> None:
    words = scan("An act of 14 May 1792 allowed it, and in his will Lowe may have said so.")
    assert [word.text for index, word in enumerate(words) if is_verb(words, index)] == [
        "allowed",
        "may",
        "have",
        "said",
    ]


def test_what_had_happened_before_a_story_went_on_has_its_last_date_no_more() -> None:
    told = "The line opened in the autumn of 1801.\n\nThe company paid £90,000. The works had cost £262,000."
    assert _mention(told, "£262,000").as_of is None


def test_a_decade_without_a_century_is_of_the_story_s_own() -> None:
    told = (
        "She took it over in the November of 1871.\n\nIn the nineties 40 men came, and in the summer of 1894 they left."
    )
    assert _mention(told, "40").as_of == "1890s"


def test_a_year_behind_its_noun_dates_what_is_told_of_it() -> None:
    assert _mention("By all accounts the traffic of 1898 was 900 carts.", "900").as_of == "1898"
