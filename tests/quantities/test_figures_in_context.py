"""What stands around a figure and changes it: hedges behind the noun, differences, margins; and numerals that name."""

from __future__ import annotations

import pytest

from pipeline.quantities import find_quantities, read_quantities
from tests.quantities.test_figures_of_prose import brief


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They own forty barns or so.", ["forty barns or so | count | approx | 40..40"]),
        ("It employs 300 people or more.", ["300 people or more | count | gte | 300.."]),
        ("Wages were 3 percent lower than the 9 percent of May.",
         ["3 percent | percent | eq | 3..3 | percent", "9 percent | percent | eq | 9..9 | percent"]),
        ("It weighs 9 tonnes, give or take 2.", ["9 tonnes, give or take 2 | measure | range | 7..11 | metric_ton"]),
        ("Half as many again came.", ["Half as many again | comparison | eq | 1.5..1.5 | time"]),
        ("It pays $1.20 a share.", ["$1.20 a share | money | eq | 1.2..1.2 | USD per share"]),
        ("He ate a pound and a half of figs.", ["a pound and a half | measure | eq | 1.5..1.5 | pound"]),
        ("It lies more than a mile off.", ["more than a mile | measure | gt | 1.. | mile"]),
        ("It took the best part of nine days.", ["the best part of nine days | duration | approx | 9..9 | day"]),
        ("It took 120 prisoners, roughly two thirds of them boys.",
         ["120 | count | eq | 120..120", "roughly two thirds | ratio | approx | 0.666667..0.666667"]),
        ("It has 40 shops and growing debts.", ["40 | count | eq | 40..40"]),
        ("The storm caused no casualties.", ["no casualties | count | eq | 0..0"]),
        ("It ran 1 year, 2 months.",
         ["1 year | duration | eq | 1..1 | year", "2 months | duration | eq | 2..2 | month"]),
        ("It ran 1 year 2 months 3 days.", ["1 year 2 months 3 days | duration | eq | 428..428 | day"]),
        ("He rented it for 9D.", ["9D | duration | eq | 9..9 | day"]),
        ("Take five thirty-firsts.", ["five thirty-firsts | ratio | eq | 0.16129..0.16129"]),
        ("It sells 900-plus maps a month.", ["900-plus | count | gte | 900.. | per month"]),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)  # fmt: skip
def test_the_context_of_a_figure(text: str, expected: list[str]) -> None:
    assert [brief(quantity) for quantity in find_quantities(text)] == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Leeds won 4-1 at home.", "score of a match"),
        ("It was a 0-0 draw.", "score of a match"),
        ("He lives at 12 Acacia Avenue.", "identifier, telephone number or address"),
        ("Ring 0161 496 0000 today.", "identifier, telephone number or address"),
        ("As shown before [7], it melts.", "footnote mark"),
        ("As shown before [7, 9-11], it melts.", "footnote mark"),
        ("She shops at 7-Eleven.", "part of a name or version"),
        ("They scored in the second half.", "idiom or pronoun, not a number"),
        ("By day 28 most had left.", "number of a chapter, section, page or item"),
        ("It is told in Genesis 1:1 at length.", "number of a chapter, section, page or item"),
        ("It rang at half past.", "idiom or pronoun, not a number"),
    ],
)
def test_numerals_that_count_nothing(text: str, reason: str) -> None:
    found = read_quantities(text)
    assert [figure for figure in found if figure.why_not is None and figure.kind != "ordinal"] == []
    assert reason in [figure.why_not for figure in found]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("They lost 3-4 players.", "3-4"),
        ("The court split 5-4 on it.", "5"),
        ("In 2019 more than 40 came.", "more than 40"),
        ("He bought 12 Wall Street banks.", "12"),
        ("The pulse was between 85-100 beats per minute.", "between 85-100"),
        ("All patients aged over 65 came.", "aged over 65"),
    ],
)
def test_what_only_looks_so_still_counts(text: str, quote: str) -> None:
    assert quote in [quantity.text for quantity in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The herd fell by a sixth.", ["a sixth | ratio | eq | 0.166667..0.166667"]),
        ("A second-class seat and a third-floor room were free.", []),
        ("Every third lamp was broken.", ["Every third | ratio | eq | 0.333333..0.333333"]),
        ("The choir met every second Friday.", []),
        ("It ate a mile and a half a year.", ["a mile and a half | measure | eq | 1.5..1.5 | mile"]),
        ("It was a five-hundredfold rise.", ["five-hundredfold | comparison | eq | 500..500 | time"]),
        ("He walks one hour and 20 minutes a day.",
         ["one hour and 20 minutes a day | measure | eq | 80..80 | minute per day"]),
        ("It shrank from a kilo to 800 grams.",
         ["a kilo | measure | eq | 1..1 | kilogram", "800 grams | measure | eq | 800..800 | gram"]),
        ("She sold the field for a pound and moved away.", ["a pound | money | eq | 1..1 | GBP"]),
        ("They keep 9 cents of the dollar.", ["9 cents of the dollar | ratio | eq | 0.09..0.09"]),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)  # fmt: skip
def test_parts_and_shares_are_told_from_ranks(text: str, expected: list[str]) -> None:
    assert [brief(quantity) for quantity in find_quantities(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He stood six foot four and weighed 13st 2lb.",
         ["six foot four | measure | eq | 6.33333..6.33333 | foot",
          "13st 2lb | measure | eq | 13.1429..13.1429 | stone"]),
        ("A plank of six foot, four of them broken.",
         ["six foot | measure | eq | 6..6 | foot", "four | count | eq | 4..4"]),
        ("They ate at half seven, as ever.", []),
        ("Half seven of the eggs.", ["Half | ratio | eq | 0.5..0.5", "seven | count | eq | 7..7"]),
        ("A 401(k) plan and the 21st floor.", []),
        ("She won the final 6–2 in May.", []),
        ("Three score ships and a score of boats lay there; the score was 4.",
         ["Three score | count | eq | 60..60", "a score | count | eq | 20..20", "4 | count | eq | 4..4"]),
        ("A baker of fifty-one and a plumber of 40 came.",
         ["fifty-one | count | eq | 51..51", "40 | count | eq | 40..40"]),
        ("A pianist of fifty-one came.", ["fifty-one | age | eq | 51..51 | year"]),
        ("Two hundredweight of coal.", ["Two hundredweight | measure | eq | 2..2 | hundredweight"]),
        ("One girl in a hundred and twenty is colour-blind.",
         ["One girl in a hundred and twenty | ratio | eq | 0.00833333..0.00833333"]),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)  # fmt: skip
def test_what_british_writers_say(text: str, expected: list[str]) -> None:
    found = [quantity for quantity in find_quantities(text) if quantity.kind != "date"]
    assert [brief(quantity) for quantity in found] == expected
