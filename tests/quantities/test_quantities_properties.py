"""Properties that hold for every text, and round trips of what is rendered."""

from __future__ import annotations

import datetime as dt
import random
import time
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.quantities import find_quantities, read_quantities, split_sentences
from pipeline.quantities.vocabulary import vocabulary_for

_LEXICON = vocabulary_for("en").lexicon
_PIECES = sorted(
    {
        *list(_LEXICON.cardinals)[:30], *_LEXICON.scales, *list(_LEXICON.ordinals)[:20], *_LEXICON.vague,
        *_LEXICON.vague_scales, *_LEXICON.articles, *(word for phrase in _LEXICON.hedges_before for word in phrase),
        "percent", "dollars", "$", "years", "old", "aged", "km", "k", "M", "½", "²", "萬", "1", "10", "1,000", "2.5",
        "2020", "3rd", "-", "–", "to", "between", "from", "in", "(", ")", "/", ":", "+", "±", "×", "e", "^", ".", ",",
        "\n", "'", '"', "p.m.", "May", "last", "week", "one", "no", "for", "free",
    }
)  # fmt: skip
_TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(_PIECES), max_size=14).map(" ".join),
    st.lists(st.sampled_from(_PIECES), max_size=10).map("".join),
)


@given(_TEXTS, st.sampled_from(["en", "de"]))
@settings(max_examples=120, deadline=None)
def test_any_text_is_read_with_exact_offsets_in_order(text: str, language: str) -> None:
    end = 0
    for quantity in read_quantities(text, language=language):
        assert text[quantity.start : quantity.end] == quantity.text
        assert end <= quantity.start < quantity.end
        end = quantity.end
        if quantity.kind != "date":
            assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
        quantity.figure()


@pytest.mark.parametrize("behind", ["/", "d", "+", "—", "abc", ".", "1.a", "1'"])
def test_what_follows_a_colon_need_be_no_number(behind: str) -> None:
    assert [found.value for found in find_quantities(f"See 25:{behind} there.")][:1] in ([25.0], [])


@given(_TEXTS)
@settings(max_examples=80, deadline=None)
def test_sentences_cover_all_that_is_no_white_space(text: str) -> None:
    spans = split_sentences(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_SMALL = [*_ONES.split(" "), "eighteen", "nineteen"]
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def in_words(number: int) -> str:
    """British style: one hundred and thirteen thousand two hundred and one."""
    if number < 20:
        return _SMALL[number]
    if number < 100:
        tens = _TENS.split(" ")[number // 10 - 2]
        return tens + (f"-{_SMALL[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = f" and {in_words(number % 100)}" if number % 100 else ""
        return f"{_SMALL[number // 100]} hundred{rest}"
    for scale, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= scale:
            rest = number % scale
            joint = " and " if 0 < rest < 100 else " "
            return f"{in_words(number // scale)} {word}" + (f"{joint}{in_words(rest)}" if rest else "")
    raise AssertionError


_HEDGES = {"more than ": "gt", "at least ": "gte", "fewer than ": "lt", "up to ": "lte", "roughly ": "approx", "": "eq"}
_NUMBERS = st.one_of(st.integers(2, 9999), st.integers(2, 10**14))


@given(_NUMBERS, st.sampled_from(sorted(_HEDGES)))
@settings(max_examples=120, deadline=None)
def test_words_give_the_number_back(number: int, hedge: str) -> None:
    (found,) = find_quantities(f"The archive holds {hedge}{in_words(number)} letters.")
    assert found.comparator == _HEDGES[hedge]
    assert found.value == pytest.approx(number)
    assert found.text == f"{hedge}{in_words(number)}"


@given(st.integers(3000, 10**14), st.sampled_from(["{:,}", "{}"]), st.sampled_from(sorted(_HEDGES)))
@settings(max_examples=80, deadline=None)
def test_digits_give_the_number_back(number: int, form: str, hedge: str) -> None:
    assume(form != "{}" or not 1900_01_01 <= number < 2100_01_01)  # 19780301 is a day
    (found,) = find_quantities(f"The archive holds {hedge}{form.format(number)} letters.")
    assert (found.value, found.comparator) == (number, _HEDGES[hedge])


@given(
    st.one_of(st.integers(1, 800), st.integers(3000, 10**6)),
    st.integers(1, 900),
    st.sampled_from(["between {} and {}", "from {} to {}"]),
)
@settings(max_examples=80, deadline=None)
def test_ranges_in_words_give_their_bounds_back(low: int, width: int, form: str) -> None:
    high = low + width
    text = form.format(in_words(low).replace(" and ", " "), in_words(high).replace(" and ", " "))
    (found,) = find_quantities(f"The shelf holds {text} letters.")
    assert (found.value, found.comparator) == (None, "range")
    assert found.high == high
    assert found.low in (low, _shared(low, high))


def _shared(low: int, high: int) -> int:
    """ "two to three million" means two million: the low end may take the scale of the high one."""
    for scale in (10**6, 1000, 100):
        if high >= scale and high % scale == 0:
            return low * scale
    return low


@given(st.floats(0.01, 10**6), st.integers(0, 3))
@settings(max_examples=80, deadline=None)
def test_money_and_percent_give_their_value_back(value: float, decimals: int) -> None:
    figure = f"{value:.{decimals}f}"
    (money,) = find_quantities(f"It cost ${figure}.")
    (percent,) = find_quantities(f"It fell {figure} percent.")
    assert (money.value, money.unit) == (float(figure), "USD")
    assert (percent.value, percent.unit) == (float(figure), "percent")


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["1", "one ", "million ", "one hundred and ", "-", "5-", "1,", "1/", "half a ", "1 to ", '5" ', "a.", " ", "$1 ",
     "week 3 of ", "the week of ", "from Monday to ", "[1, ", "1 year 1 month ", "the same day last ", "020 79 ",
     "back on 1 ", "aged 9 and 1 ", "5 Baker ", "give or take a ", "a twenty-", "end of the ", "'98 in ", "1-2 won ",
     "over two days after "],
)  # fmt: skip
def test_time_is_linear_in_the_length(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        began = time.process_time()
        read_quantities(text, dt.date(2026, 6, 3))
        split_sentences(text)
        return time.process_time() - began

    seconds(1000)
    short, long = (min(seconds(n) for _ in range(3)) for n in (15_000, 60_000))
    assert long < 10 * short + 0.2


@pytest.mark.slow
def test_random_texts_never_raise() -> None:
    generator = random.Random(7)
    for _ in range(30_000):
        text = "".join(
            generator.choice(_PIECES) + generator.choice(["", " ", " ", "-"]) for _ in range(generator.randint(1, 14))
        )
        read_quantities(text)
