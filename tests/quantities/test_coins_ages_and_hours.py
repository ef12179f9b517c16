"""What a sentence alone tells of a figure: whose cents, pounds of what, how old, and what o'clock it is."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.quantities import find_quantities
from pipeline.quantities.finding import read_quantities
from pipeline.quantities.negatives import CLOCK
from tests.quantities.test_figures_of_prose import brief

TODAY = dt.date(2026, 4, 15)


def _units(text: str) -> list[str | None]:
    return [found.unit for found in find_quantities(text, TODAY) if found.kind in ("money", "measure")]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("A loaf costs €1.20, and 30 cents of that is tax.", ["EUR", "EUR"]),
        ("Of every euro, 22 cents go to the state.", ["EUR"]),
        ("The fee rose from 40 cents to 1 euro.", ["EUR", "EUR"]),
        ("Coffee was two euros. The biscuit was fifty cents more.", ["EUR", "EUR"]),
        ("The toll is A$3.50, or 20 cents a mile.", ["AUD", "AUD per mile"]),
        ("They took in €40. The other shop, which sold for dollars, asked 15 cents.", ["EUR", "USD"]),
        ("A ticket costs $4, ten cents more than the bus.", ["USD", "USD"]),
        ("A stamp cost 29 cents.", ["USD"]),
        ("A pass costs €60.\n\nIn Ohio a stamp cost 29 cents.", ["EUR", "USD"]),
    ],
)
def test_cents_are_of_the_currency_that_is_spoken_of(text: str, units: list[str]) -> None:
    assert _units(text) == units


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("She earned sixty-two pounds a year.", ["GBP per year"]),
        ("He borrowed four thousand pounds from an aunt.", ["GBP"]),
        ("They paid her ninety pounds for the boat.", ["GBP"]),
        ("The rent was eight pounds, and the rates were two pounds more.", ["GBP", "GBP"]),
        ("A fine of twenty pounds was imposed.", ["GBP"]),
        ("He sold the boat for ninety pounds.", ["GBP"]),
        ("A twenty-pound fine was imposed.", ["GBP"]),
        ("We bought a twenty-pound bag of rice.", ["pound"]),
        ("He sold forty pounds a week.", ["pound per week"]),
        ("He lost twenty pounds in a month.", ["pound"]),
        ("The salmon weighed forty pounds.", ["pound"]),
        ("She paid for two pounds of butter.", ["pound"]),
        ("A hundred pounds of flour lasted a week.", ["pound"]),
        ("The load cost him his back: ninety pounds.", ["pound"]),
    ],
)
def test_pounds_are_paid_or_weighed(text: str, units: list[str]) -> None:
    assert _units(text) == units


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Lenders got 35 cents on the dollar.", 0.35),
        ("The bond paid four cents on the euro.", 0.04),
        ("She earns 82 cents on the dollar.", 0.82),
        ("A tax of 20p in the pound was voted.", 0.2),
        ("They settled for sixty cents on the dollar.", 0.6),
    ],
)
def test_cents_on_the_dollar_are_a_share(text: str, share: float) -> None:
    (found,) = find_quantities(text)
    assert (found.kind, found.value) == ("ratio", pytest.approx(share))


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("The pilot was a man of thirty-one.", 31),
        ("A woman of ninety-three, she climbed alone.", 93),
        ("They sent a boy of twelve with the letter.", 12),
        ("An apprentice of 17 found the crack.", 17),
        ("He married a widow of forty with a shop.", 40),
        ("I was sixteen.", 16),
        ("He was sixty-three, and tired.", 63),
        ("My brother, who was twenty-two, left.", 22),
        ("She turned eighty in the spring of the flood.", 80),
        ("He had gone to work at fourteen, like all of them.", 14),
        ("She died, at seventy-four, in her sleep.", 74),
        ("Their average age is eighty-eight.", 88),
    ],
)
def test_a_life_is_counted_in_years(text: str, years: int) -> None:
    ages = [found for found in find_quantities(text) if found.kind == "age"]
    assert [(found.value, found.unit) for found in ages] == [(years, "year")], find_quantities(text)


@pytest.mark.parametrize(
    "text",
    [
        "A man of 30 nations signed it.",
        "It was sixteen.",
        "A crew of twelve sailed it.",
        "We were nine.",
        "The score was 63.",
        "He was twelve minutes late.",
        "She was 3 metres away.",
        "He was seventh at fourteen races.",
        "They sold at 14, having bought at 12.",
    ],
)
def test_other_counts_are_no_ages(text: str) -> None:
    assert not [found for found in find_quantities(text) if found.kind == "age"]


@pytest.mark.parametrize(
    "text",
    [
        "At twenty past four the bell rang.",
        "It was half past three in the afternoon.",
        "He left at ten to six.",
        "By quarter to nine everyone had gone.",
        "She woke at five past one, and again at twenty-five minutes to two.",
    ],
)
def test_times_of_day_count_nothing(text: str) -> None:
    assert find_quantities(text) == []
    assert CLOCK in {found.why_not for found in read_quantities(text)}


def test_from_ten_to_six_is_no_time_of_day() -> None:
    assert [found.value for found in find_quantities("The crew shrank from ten to six.")] == [10, 6]
    assert find_quantities("The vote was ten to six.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A gill holds (2.3 ± 0.4) × 10^9 cells.", "(2.3 ± 0.4) × 10^9 | count | range | 1.9e+09..2.7e+09"),
        ("We counted (5.1±0.2) x 10^6 spores.", "(5.1±0.2) x 10^6 | count | range | 4.9e+06..5.3e+06"),
        ("It has (1.989 ± 0.001) × 10^30 kg.", "(1.989 ± 0.001) × 10^30 kg | measure | range | "
         "1.988e+30..1.99e+30 | kilogram"),
        ("It took (7 ± 1) × 10³ s.", "(7 ± 1) × 10³ s | duration | range | 6000..8000 | second"),
        ("It measured (4.0 ± 0.5) mm across.", "(4.0 ± 0.5) mm | measure | range | 3.5..4.5 | millimeter"),
    ],
)  # fmt: skip
def test_a_power_of_ten_scales_the_whole_bracket(text: str, expected: str) -> None:
    assert [brief(found) for found in find_quantities(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was ten degrees below zero.", "ten degrees below zero | measure | eq | -10..-10 | degree"),
        ("The lake froze at 12 °C below zero.", "12 °C below zero | measure | eq | -12..-12 | celsius"),
        ("It was about 5 degrees above zero.", "about 5 degrees | measure | approx | 5..5 | degree"),
        ("The reef is 2.5 kyr old.", "2.5 kyr old | age | eq | 2.5..2.5 | kiloyear"),
        ("The rock formed 4 Myr later.", "4 Myr | duration | eq | 4..4 | megayear"),
        ("It lasted 1.2 Gyr.", "1.2 Gyr | duration | eq | 1.2..1.2 | gigayear"),
        ("No less than 12 kyr passed.", "No less than 12 kyr | duration | gte | 12.. | kiloyear"),
        ("Ice covered it for 90 kyr.", "90 kyr | duration | eq | 90..90 | kiloyear"),
        ("The figure is closer to seven cents.", "closer to seven cents | money | approx | 0.07..0.07 | USD"),
        ("The crowd was nearer to forty.", "nearer to forty | count | approx | 40..40"),
        ("The true number is nearer 600.", "nearer 600 | count | approx | 600..600"),
        ("The bill came closer to $90.", "closer to $90 | money | approx | 90..90 | USD"),
        ("It is closer to 8 percent.", "closer to 8 percent | percent | approx | 8..8 | percent"),
        ("Prison cut the risk by a third.", "a third | ratio | eq | 0.333333..0.333333"),
        ("It shrank by a quarter.", "a quarter | ratio | eq | 0.25..0.25"),
        ("Nearly nine keepers in ten joined within a year.", "Nearly nine keepers in ten | ratio | approx | 0.9..0.9"),
        ("Eight tenants in ten say that they stay.", "Eight tenants in ten | ratio | eq | 0.8..0.8"),
        ("One larva in 2,400 makes the journey.", "One larva in 2,400 | ratio | eq | 0.000416667..0.000416667"),
        ("Two families in three own their flat.", "Two families in three | ratio | eq | 0.666667..0.666667"),
        ("One pupil in twelve needs a tutor.", "One pupil in twelve | ratio | eq | 0.0833333..0.0833333"),
    ],
)  # fmt: skip
def test_units_hedges_and_shares_of_prose(text: str, expected: str) -> None:
    assert brief(find_quantities(text)[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He published one book in three volumes.", [1, 3]),
        ("They opened two clinics in five large towns.", [2, 5]),
        ("Four ships in ten crowded harbours burned.", [4, 10]),
    ],
)
def test_things_in_things_are_two_counts(text: str, expected: list[float]) -> None:
    assert [found.value for found in read_quantities(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "They were kept in freezer 3.",
        "It was found by the submersible (dive 887, the last of the year).",
        "She was moved from berth 12 to berth 14.",
        "The note is item MS 4471/b in the archive.",
        "The count is shown in Figure 3b.",
        "The site differs (F(2, 41), Table 4a).",
        "He lives in cabin 6.",
    ],
)
def test_numbers_of_things_count_nothing(text: str) -> None:
    assert [found.text for found in find_quantities(text)] == []


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("In 1971 the great bell came. We pumped for sixty hours. On the second of October we tapped the furnace.",
         ["1971", "1971-10-02"]),
        ("The mine was sold in 1931. Nobody knew it. On 4 May the first cage went down.", ["1931", "1931-05-04"]),
        ("He left on the third of May 1940 and came back on the ninth.", ["1940-05-03", "1940-05-09"]),
        ("She left school on the twelfth of July 1963 and began work on the fifteenth.", ["1963-07-12", "1963-07-15"]),
        ("The storm came on 3 March 1901; the roof went on the fifth.", ["1901-03-03", "1901-03-05"]),
    ],
)  # fmt: skip
def test_days_take_month_and_year_from_the_story(text: str, dates: list[str]) -> None:
    assert [found.value for found in find_quantities(text, TODAY) if found.kind == "date"] == dates


def test_a_floor_is_no_day_of_the_story() -> None:
    text = "He came on the third of May 1940 and lived on the ninth floor."
    assert [found.value for found in find_quantities(text, TODAY) if found.kind == "date"] == ["1940-05-03"]
