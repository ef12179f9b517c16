"""Dates of running text: their form, their days, what bounds them, and what only looks like a date."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.quantities import find_quantities
from pipeline.quantities.dates import read_dates
from pipeline.quantities.lexicon import lexicon_for
from pipeline.quantities.quantity import Quantity
from pipeline.quantities.tokens import scan

TODAY = dt.date(2026, 4, 15)  # a Wednesday
MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def read(text: str, reference: dt.date | None = TODAY, language: str = "en") -> list[Quantity]:
    return read_dates(text, scan(text), reference, lexicon_for(language))


def asserted(text: str, reference: dt.date | None = TODAY, language: str = "en") -> list[Quantity]:
    return [quantity for quantity in read(text, reference, language) if quantity.why_not is None]


def only(text: str, reference: dt.date | None = TODAY, language: str = "en") -> Quantity:
    found = asserted(text, reference, language)
    assert len(found) == 1, [quantity.text for quantity in found]
    return found[0]


def figure(text: str, reference: dt.date | None = TODAY, language: str = "en") -> tuple[object, ...]:
    quantity = only(text, reference, language)
    return quantity.text, quantity.value, quantity.low, quantity.high, quantity.comparator


@pytest.mark.parametrize(
    ("text", "quote", "value", "low", "high"),
    [
        ("It opened in 1987.", "1987", "1987", "1987-01-01", "1988-01-01"),
        ("It opened in August 2025.", "August 2025", "2025-08", "2025-08-01", "2025-09-01"),
        ("On March 11, 2026 it rained.", "March 11, 2026", "2026-03-11", "2026-03-11", "2026-03-12"),
        ("on 11 March 2026 it rained", "11 March 2026", "2026-03-11", "2026-03-11", "2026-03-12"),
        ("the 11th of March, 2026", "the 11th of March, 2026", "2026-03-11", "2026-03-11", "2026-03-12"),
        ("Tuesday, January 6, 1981", "Tuesday, January 6, 1981", "1981-01-06", "1981-01-06", "1981-01-07"),
        ("signed 2026-03-11 in Rome", "2026-03-11", "2026-03-11", "2026-03-11", "2026-03-12"),
        ("signed 03/11/2026 in Rome", "03/11/2026", "2026-03-11", "2026-03-11", "2026-03-12"),
        ("signed 11.03.2026 in Rome", "11.03.2026", "2026-03-11", "2026-03-11", "2026-03-12"),
        ("am 2026年3月11日 in", "2026年3月11日", "2026-03-11", "2026-03-11", "2026-03-12"),
        ("the spring of 2026", "the spring of 2026", "2026-spring", "2026-03-01", "2026-06-01"),
        ("in late 2023 they", "late 2023", "2023-late", "2023-07-01", "2024-01-01"),
        ("in early 2026 they", "early 2026", "2026-early", "2026-01-01", "2026-07-01"),
        ("in mid-2025 they", "mid-2025", "2025-mid", "2025-05-01", "2025-09-01"),
        ("at the end of March 2024", "the end of March 2024", "2024-03-late", "2024-03-16", "2024-04-01"),
        ("in the 1990s", "the 1990s", "1990s", "1990-01-01", "2000-01-01"),
        ("in the nineties", "the nineties", "1990s", "1990-01-01", "2000-01-01"),
        ("in the early 2000s", "the early 2000s", "2000s-early", "2000-01-01", "2005-01-01"),
        ("in the 19th century", "the 19th century", "18XX", "1800-01-01", "1900-01-01"),
        ("in Q3 2025", "Q3 2025", "2025-Q3", "2025-07-01", "2025-10-01"),
        ("the third quarter of 2016", "the third quarter of 2016", "2016-Q3", "2016-07-01", "2016-10-01"),
        ("the first half of 2024", "the first half of 2024", "2024-H1", "2024-01-01", "2024-07-01"),
        ("the second week of 2021", "the second week of 2021", "2021-W02", "2021-01-11", "2021-01-18"),
        ("born in nineteen eighty-four", "nineteen eighty-four", "1984", "1984-01-01", "1985-01-01"),
        ("due in twenty twenty-five", "twenty twenty-five", "2025", "2025-01-01", "2026-01-01"),
        ("since then, in two thousand and five", "two thousand and five", "2005", "2005-01-01", "2006-01-01"),
        ("a revolt in A.D. 70 failed", "A.D. 70", "0070", "0070-01-01", "0071-01-01"),
        ("the eruption of AD 79", "AD 79", "0079", "0079-01-01", "0080-01-01"),
        ("in the summer of '69", "the summer of '69", "1969-summer", "1969-06-01", "1969-09-01"),
    ],
)
def test_a_date_has_the_granularity_of_its_words(text: str, quote: str, value: str, low: str, high: str) -> None:
    assert figure(text) == (quote, value, low, high, "eq")


@pytest.mark.parametrize(
    ("text", "quote", "low", "high", "comparator"),
    [
        ("By August 2025 it was", "By August 2025", None, "2025-09-01", "lte"),
        ("By the spring of 2026, it", "By the spring of 2026", None, "2026-06-01", "lte"),
        ("no later than May 3, 2024", "no later than May 3, 2024", None, "2024-05-04", "lte"),
        ("before 2020 it", "before 2020", None, "2020-01-01", "lt"),
        ("by the end of 2026", "by the end of 2026", None, "2027-01-01", "lte"),
        ("since 2019 it", "since 2019", "2019-01-01", None, "gte"),
        ("visible since the early 2000s", "since the early 2000s", "2000-01-01", None, "gte"),
        ("from 2019 onwards it", "from 2019 onwards", "2019-01-01", None, "gte"),
        ("2016 or later", "2016 or later", "2016-01-01", None, "gte"),
        ("after March 2021 it", "after March 2021", "2021-04-01", None, "gt"),
        ("around 2010 it", "around 2010", "2010-01-01", "2011-01-01", "approx"),
        ("between 2010 and 2015", "between 2010 and 2015", "2010-01-01", "2016-01-01", "range"),
        ("the years 1939–1945 saw", "1939–1945", "1939-01-01", "1946-01-01", "range"),
        ("in 2019–20 it", "2019–20", "2019-01-01", "2021-01-01", "range"),
        ("from March to June 2021", "from March to June 2021", "2021-03-01", "2021-07-01", "range"),
        ("from November to March 2021", "from November to March 2021", "2020-11-01", "2021-04-01", "range"),
        ("4 to 22 January 1995", "4 to 22 January 1995", "1995-01-04", "1995-01-23", "range"),
        ("from 5/1-5/7/2020 they", "from 5/1-5/7/2020", "2020-05-01", "2020-05-08", "range"),
        ("May 8, 1945 – September 2, 1945", "May 8, 1945 – September 2, 1945", "1945-05-08", "1945-09-03", "range"),
    ],
)
def test_a_hedge_belongs_to_the_quote_and_bounds_the_days(
    text: str, quote: str, low: str | None, high: str | None, comparator: str
) -> None:
    found = only(text)
    assert (found.text, found.low, found.high, found.comparator) == (quote, low, high, comparator)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It rained today", "2026-04-15"),
        ("yesterday", "2026-04-14"),
        ("last year", "2025"),
        ("next month", "2026-05"),
        ("last week", "2026-W15"),
        ("last Friday", "2026-04-10"),
        ("this spring", "2026-spring"),
        ("three years ago", "2023"),
        ("two months ago", "2026-02"),
        ("two days ago", "2026-04-13"),
        ("half a century ago", "1976"),
        ("two and a half years ago", "2023-10"),
        ("the past three years", "2023-04-15/2026-04-14"),
        ("the year after next", "2028"),
        ("last year's third quarter", "2025-Q3"),
        ("next week on Tuesday", "2026-04-21"),
    ],
)
def test_relative_dates_count_from_the_reference(text: str, value: str) -> None:
    assert only(text).value == value
    assert asserted(text, None) == []


def test_relative_dates_count_from_the_last_date_of_the_text() -> None:
    text = "On May 4, 2020 the court met. Two weeks later it ruled; a year earlier it had refused."
    assert [quantity.value for quantity in asserted(text, None)] == ["2020-05-04", "2020-05-18", "2019-05"]


def test_an_offset_in_apposition_dates_the_other_event() -> None:
    found = asserted("On June 11, 2021 — two days after the firm sued — a paper came out.", None)
    assert [(quantity.text, quantity.value) for quantity in found] == [
        ("June 11, 2021", "2021-06-11"),
        ("two days after", "2021-06-09"),
    ]


def test_the_story_goes_on_from_its_own_date_not_from_one_it_looks_back_to() -> None:
    text = "On June 11, 2021 — two days after the firm sued — a paper came out; the court, two weeks later, agreed."
    found = asserted(text, None)[-1]
    assert (found.value, found.comparator) == ("2021-06-25", "approx")


def test_a_date_that_opens_its_sentence_gives_its_year_to_the_next() -> None:
    text = "In 1943 the tide turned. In July the allies landed."
    assert [quantity.value for quantity in asserted(text)] == ["1943", "1943-07"]


def test_a_year_in_passing_gives_its_year_to_nobody() -> None:
    text = "The firm, founded in 1988, reported its figures in March."
    assert [quantity.value for quantity in asserted(text)] == ["1988", "2026-03"]


def test_a_date_without_a_year_is_unread_when_nothing_gives_one() -> None:
    assert asserted("They met on March 3.", None) == []


@pytest.mark.parametrize("text", ["People alive today earn more.", "Who says no today may say yes tomorrow."])
def test_today_in_a_sentence_about_these_days_names_no_day(text: str) -> None:
    assert {quantity.why_not for quantity in read(text)} == {"means these days, names none"}


def test_years_in_a_list_are_all_read() -> None:
    assert [quantity.value for quantity in asserted("It fell in 2007, 2008 and 2009.")] == ["2007", "2008", "2009"]


@pytest.mark.parametrize(
    "text",
    [
        "The 2025 Democracy Index found",
        "the team of Euro 2024 won",
        "under Agenda 2030 they",
        "presented at NeurIPS 2023 by",
    ],
)
def test_years_inside_names_are_rejected_with_the_reason(text: str) -> None:
    [found] = read(text)
    assert found.why_not == "year in a name"


@pytest.mark.parametrize(
    "text",
    [
        "It may be the second march in a row.",
        "They march on; he may fall.",
        "2000 people and 1500 cases",
        "for $1999 or 1984 euros",
        "room 2012, page 1984, flight 1549",
        "call 138-2010-2015 now",
        "code 133-03-03-2020",
        "version 2.10.2015b of it",
        "at 10:30 or 8:15",
        "a 4:3 ratio, 3/4 of them",
        "the 2019-nCoV genome",
        "2015-1-32 is no date",
        "the fall of Rome, a spring in the desert",
        "second thoughts on a sunny day",
        "between 1950 and 1990 people came",
        "horses of Easter Island",
        "the course will last three weeks",
        "on an August day of heat",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert asserted(text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("its 2019 budget grew", "2019"),
        ("the 2016 campaign of", "2016"),
        ("the Nov. 9 vote", "Nov. 9"),
        ("since the 2001 report came", "2001"),
        ("compared with 1990 levels", "1990"),
    ],
)
def test_a_date_before_a_noun_leaves_the_article_to_the_noun(text: str, quote: str) -> None:
    assert only(text).text == quote


def test_a_date_that_only_fits_one_order_decides_for_its_text() -> None:
    assert [quantity.value for quantity in asserted("on 03/04/2021 and 25/04/2021")] == ["2021-04-03", "2021-04-25"]
    assert [quantity.value for quantity in asserted("on 03/04/2021 and 04/25/2021")] == ["2021-03-04", "2021-04-25"]


def test_a_list_shares_the_year_of_its_last_date() -> None:
    found = asserted("The attacks of April 30 and June 17, 1916, failed.")
    assert [quantity.value for quantity in found] == ["1916-04-30", "1916-06-17"]


def test_that_day_behind_a_mere_year_is_no_day() -> None:
    assert [quantity.value for quantity in asserted("It began in 1856. On that day it rained.")] == ["1856"]


def test_years_before_christ_have_a_name_and_no_days() -> None:
    found = only("in 500 BC they")
    assert (found.value, found.low, found.high) == ("-0499", None, None)


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "comparator"),
    [
        ("im August 2025", "2025-08", "2025-08-01", "2025-09-01", "eq"),
        ("am 11. März 2026", "2026-03-11", "2026-03-11", "2026-03-12", "eq"),
        ("am 03.04.2026", "2026-04-03", "2026-04-03", "2026-04-04", "eq"),
        ("seit 2019 gilt", "2019", "2019-01-01", None, "gte"),
        ("bis August 2025 war", "2025-08", None, "2025-09-01", "lte"),
        ("vor 2020 war", "2020", None, "2020-01-01", "lt"),
        ("nach März 2021 war", "2021-03", "2021-04-01", None, "gt"),
        ("um 2010 war", "2010", "2010-01-01", "2011-01-01", "approx"),
        ("Ende 2023 war", "2023-late", "2023-09-01", "2024-01-01", "eq"),
        ("Anfang der 2000er Jahre", "2000s-early", "2000-01-01", "2005-01-01", "eq"),
        ("zwischen 2010 und 2015", "2010/2015", "2010-01-01", "2016-01-01", "range"),
        ("von März bis Juni 2021", "2021-03/2021-06", "2021-03-01", "2021-07-01", "range"),
        ("im dritten Quartal 2025", "2025-Q3", "2025-07-01", "2025-10-01", "eq"),
        ("bis Ende des Jahres 2023", "2023-late", None, "2024-01-01", "lte"),
        ("im 19. Jahrhundert", "18XX", "1800-01-01", "1900-01-01", "eq"),
        ("vor drei Jahren", "2023", "2023-01-01", "2024-01-01", "eq"),
        ("letztes Jahr", "2025", "2025-01-01", "2026-01-01", "eq"),
    ],
)
def test_german_is_another_lexicon(text: str, value: str, low: str | None, high: str | None, comparator: str) -> None:
    found = only(text, language="de")
    assert (found.value, found.low, found.high, found.comparator) == (value, low, high, comparator)


DATES = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 30))


def _ordinal(day: int) -> str:
    return f"{day}{'th' if 10 < day < 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def _renderings(date: dt.date) -> list[str]:
    month, day, year = MONTHS[date.month - 1], date.day, date.year
    short = month[:3] + "." * (len(month) > 3)
    return [
        f"{month} {day}, {year}",
        f"{day} {month} {year}",
        f"the {_ordinal(day)} of {month}, {year}",
        f"{month} {_ordinal(day)}, {year}",
        f"{date:%a}., {short} {day}, {year}",
        f"{date:%A}, {day} {month} {year}",
        f"{day}-{month[:3]}-{year}",
        f"{day:02d}.{date.month:02d}.{year}",
        f"{year}/{date.month}/{day}",
        date.isoformat(),
        f"{year}年{date.month}月{day}日",
    ]


@settings(deadline=None)
@given(DATES, st.data())
def test_a_rendered_day_is_read_back(date: dt.date, data: st.DataObject) -> None:
    rendered = data.draw(st.sampled_from(_renderings(date)))
    found = only(f"It was signed on {rendered} in Rome.", None)
    assert found.value == found.low == date.isoformat()
    assert found.high == (date + dt.timedelta(days=1)).isoformat()
    assert found.text.removeprefix("the ") == rendered.removeprefix("the ")


@settings(deadline=None)
@given(st.integers(1901, 2098), st.integers(1, 12), st.sampled_from(["by", "since", "before", "after", "around"]))
def test_a_hedged_month_bounds_on_the_side_that_the_hedge_says(year: int, month: int, hedge: str) -> None:
    found = only(f"It stood {hedge} {MONTHS[month - 1]} {year}, they say.")
    low, behind = dt.date(year, month, 1), dt.date(year + month // 12, month % 12 + 1, 1)
    expected = {
        "by": (None, behind), "since": (low, None), "before": (None, low), "after": (behind, None),
        "around": (low, behind),
    }[hedge]  # fmt: skip
    assert (found.low, found.high) == tuple(day and day.isoformat() for day in expected)


@settings(deadline=None)
@given(st.integers(1900, 2090), st.integers(1, 9))
def test_a_range_of_years_covers_both(first: int, length: int) -> None:
    last = first + length
    for text in (f"between {first} and {last}", f"from {first} to {last}", f"in {first}–{last}", f"{first} to {last}"):
        found = only(f"It grew {text}.")
        assert (found.low, found.high, found.comparator) == (f"{first}-01-01", f"{last + 1}-01-01", "range")


_WORDS = st.sampled_from(
    [
        *(
            "2025",
            "1999",
            "31",
            "３",
            "9999-12-31",
            "03/04/2021",
            "年",
            "BC",
            "Q3",
            "FY24",
            "two",
            "nineteen",
            "thousand",
        ),
        *(
            "the",
            "of",
            "in",
            "by",
            "since",
            "between",
            "and",
            "to",
            "from",
            "last",
            "next",
            "first",
            "early",
            "ago",
            "later",
        ),
        *(
            "May",
            "March",
            "spring",
            "quarter",
            "week",
            "years",
            "Friday",
            "after",
            "-",
            "–",
            "/",
            ",",
            ".",
            "'",
            "s",
            "\n\n",
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=60), st.lists(_WORDS, max_size=14).map(" ".join), st.lists(_WORDS, max_size=14).map("".join)
    ),
    st.sampled_from([None, TODAY, dt.date(1, 1, 1), dt.date(9999, 12, 31)]),
    st.sampled_from(["en", "de"]),
)
def test_any_text_gives_ordered_dates_with_exact_offsets(text: str, reference: dt.date | None, language: str) -> None:
    end = 0
    for found in read(text, reference, language):
        assert found.start >= end
        assert text[found.start : found.end] == found.text
        assert found.low is None or found.high is None or str(found.low) < str(found.high)
        found.figure()
        end = found.end


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In 2020 it grew tea. [A hundred and fifty years earlier] it grew none.", "1870"),
        ("The town burnt in 1975. [Two hundred and three years before], it was founded.", "1772"),
        ("It was sold [a hundred years ago].", "1925"),
        ("The pact fell in July 1989. Over [the next four years] the price halved.", "1989-08-01/1993-07-31"),
        ("It was founded in 2011. Over [the next five years] it will open 30 shops.", "2025-06-02/2030-06-01"),
    ],
)
def test_amounts_of_time_count_from_the_right_day(text: str, value: str) -> None:
    quote = text[text.index("[") + 1 : text.index("]")]
    plain = text.replace("[", "").replace("]", "")
    found = [each for each in find_quantities(plain, dt.date(2025, 6, 1)) if each.text == quote]
    assert [each.value for each in found] == [value]
