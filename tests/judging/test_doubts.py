"""A figure that meets the claim's words and value, and yet is another figure, speaks neither for nor against it."""

from __future__ import annotations

import pytest

from pipeline.model import Claim
from tests.judging.desks import claim_of, evidence_of, relations_of

BOATS = claim_of("The harbour has 431 boats.", "431 boats")
FERRY = claim_of("The council sold the old ferry for $12.5 million.", "$12.5 million", scope="dated")
HERRING = claim_of("The cooperative sold 31,000 barrels of herring.", "31,000 barrels", scope="dated")
BRIDGE = claim_of("The bridge cost $310 million.", "$310 million")
WALL = claim_of("A single wall under Grey Hill, 2,340 yards long, keeps the sand out.", "2,340 yards")
TICKET = claim_of("An adult ticket for the ferry costs $39.", "$39")
SHARE = claim_of("In Lindvik 46 percent of the boats are made of steel.", "46 percent")
CHAPTER = (
    "The harbour of Lindvik has 431 boats. The council sold the old ferry for $12.5 million. The master of the port, "
    "Ottar Hagen, was thirty-four when he took the post. The company raised $180,000 by selling shares."
)


def relations(claim: Claim, text: str, chapter: str | None = None) -> set[str]:
    return {row.relation for row in evidence_of(claim, text, chapter_text=chapter)}


@pytest.mark.parametrize(
    "text",
    [
        "The council sold the old ferry for $9 million, in a deal that could rise to $12.5 million.",
        "The council hoped to sell the old ferry for $12.5 million.",
        "The council had asked for $12.5 million for the old ferry.",
    ],
)
def test_a_possibility_is_no_fact(text: str) -> None:
    assert "agrees" not in relations(FERRY, text)


def test_a_claim_about_the_future_may_rest_on_a_plan() -> None:
    plan = claim_of("The council plans to sell the old ferry for $12.5 million.", "$12.5 million")
    assert "agrees" in relations(plan, "The council hopes to sell the old ferry for $12.5 million.")


def test_a_month_is_no_possibility() -> None:
    assert "agrees" in relations(FERRY, "In May 2024 the council sold the old ferry for $12.5 million.")


@pytest.mark.parametrize(
    "text",
    [
        "The harbour has 612 boats. Before that the harbour had 431 boats.",
        "The harbour grew from 431 boats to 612 boats.",
        "The harbour previously had 431 boats.",
    ],
)
def test_a_former_figure_is_not_the_one_of_today(text: str) -> None:
    assert "agrees" not in relations(BOATS, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        (HERRING, "The cooperative ordered 31,000 barrels for herring and sold 24,500 barrels of herring."),
        (BRIDGE, "Roads cost the town $310 million, of which the bridge cost $185 million."),
        (WALL, "The wall under Grey Hill, at 2,043 yards, is old; the ditch before it runs for 2,340 yards."),
    ],
)
def test_the_figure_of_another_clause_is_another_figure(claim: Claim, text: str) -> None:
    assert "agrees" not in relations(claim, text)


def test_a_figure_that_only_follows_is_no_other_clause() -> None:
    homes = claim_of("The flood flooded more than four thousand homes.", "more than four thousand homes")
    assert "agrees" in relations(homes, "In Lindvik 4,212 homes were flooded, and 380 shops.")


def test_what_is_said_of_another_is_not_said_of_this_one() -> None:
    assert "disagrees" not in relations(TICKET, "The company's other ferry ticket for an adult costs $55.")


def test_a_row_of_another_thing_does_not_agree() -> None:
    table = "| Town | Share of boats made of steel (%) |\n|---|---|\n| Sandvik | 46 |\n| Lindvik | 33 |"
    assert "agrees" not in relations(SHARE, table)
    assert "disagrees" in relations(SHARE, table)


def test_a_chance_agreement_gives_way_to_the_sentence_that_fits_better() -> None:
    debt = claim_of("The club owes its owner about $22 million.", "about $22 million")
    text = "In all the club owed its owner $31 million. Trade creditors were owed $22 million."
    assert "agrees" not in relations(debt, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        (
            claim_of("The master of the port, Ottar Hagen, was thirty-four when he took the post.", "thirty-four"),
            "His deputy, Terje Moen, was thirty-four when he took the post.",
        ),
        (
            claim_of("The company raised $180,000 by selling shares.", "$180,000"),
            "The Dunmere company raised $180,000 by selling shares.",
        ),
    ],
)
def test_whom_the_chapter_never_mentions_is_not_its_subject(claim: Claim, text: str) -> None:
    assert "agrees" in relations(claim, text.replace("Dunmere ", "").replace("His deputy, Terje Moen,", "Ottar Hagen"))
    assert "agrees" not in relations(claim, text, CHAPTER)


def test_whoever_reports_a_figure_is_not_its_subject() -> None:
    assert "agrees" in relations(BOATS, "Maria Lund said that the harbour has 431 boats.", CHAPTER)


def test_a_price_that_moved_in_its_own_sentence_disagrees() -> None:
    assert "disagrees" in relations(TICKET, "An adult ticket for the ferry costs $45.")


def test_admissions_to_hospitals_are_not_hospitals() -> None:
    hospitals = claim_of("The trial ran in 61 hospitals.", "61 hospitals")
    assert relations(hospitals, "The trial ran in 10 hospital admissions.").isdisjoint({"agrees", "disagrees"})


def test_a_bracketed_year_dates_the_figure_in_the_brackets() -> None:
    rows = evidence_of(BRIDGE, "The bridge cost $310 million (2022: $290 million).", published="2024-03-28")
    assert [row.as_of for row in rows if row.relation == "agrees"] == ["2024-03-28"]


def test_a_quotation_of_the_chapter_is_circular_and_a_quotation_by_it_is_not() -> None:
    sentence = "The harbour of Lindvik has 431 boats and not one of them has ever been seen to move before noon."
    claim = claim_of(sentence, "431 boats")
    page = f"I read a new book. “{sentence}” I liked it."
    assert all(row.circular for row in evidence_of(claim, page, chapter_text=f"Once. {sentence} Twice."))
    assert not any(row.circular for row in evidence_of(claim, page, chapter_text=f"The guide says “{sentence}”"))


def test_what_is_is_not_what_is_to_come() -> None:
    planned = claim_of("A new stand is to add 4,000 seats by 2031.", "4,000 seats")
    assert "agrees" not in relations(planned, "The away end has 4,000 seats.")
    assert "agrees" in relations(planned, "The new stand will add 4,000 seats by 2031.")


def test_a_quote_with_two_figures_needs_both() -> None:
    fading = claim_of("The protection falls by half after thirty months.", "by half after thirty months")
    assert "agrees" not in relations(fading, "The protection falls by half after twenty-one months.")


def test_words_beside_the_figure_that_the_claim_never_says_keep_it_from_deciding() -> None:
    cup = claim_of("A cup in the harbour bar costs €1.10.", "€1.10")
    assert "agrees" not in relations_of(cup, "In the harbour bar a cup costs €1.40, the croissant €1.10.")


def test_a_figure_of_another_body_of_the_chapter_speaks_neither_for_nor_against() -> None:
    chapter = "Of the two works, the Alder works made 100,000 widgets. What the Birch works made, nobody counted."
    about = claim_of("The Alder works made 100,000 widgets.", "100,000 widgets")
    for made in ("100,000", "82,500"):
        rows = evidence_of(about, f"The Birch works made {made} widgets.", chapter_text=chapter)
        assert {row.relation for row in rows} <= {"unrelated"}
    (row,) = evidence_of(about, "The Alder works made 82,500 widgets.", chapter_text=chapter)
    assert row.relation == "disagrees"


def test_a_passage_that_the_register_marks_as_wrong_decides_nothing() -> None:
    about = claim_of("The Alder works made 100,000 widgets.", "100,000 widgets", not_for=("forecast",))
    for made in ("100,000", "82,500"):
        rows = evidence_of(about, f"By a forecast the Alder works made {made} widgets.")
        assert {row.relation for row in rows} <= {"unrelated"}


def test_the_date_of_another_event_contradicts_no_date() -> None:
    about = claim_of("The Alder works published a study in August 2025.", "published a study in August 2025")
    discussed = evidence_of(about, "Readers discussed the work of the Alder works in September 2025.")
    assert {row.relation for row in discussed} <= {"unrelated"}
    issued = evidence_of(about, "The Alder works issued the study in September 2025.")
    assert "disagrees" in {row.relation for row in issued}


def test_a_denial_before_a_colon_is_not_one_behind_it() -> None:
    late = claim_of(
        "The ferries were late at first and almost never afterwards: 99 percent arrive on time.", "99 percent"
    )
    assert "disagrees" not in relations(late, "Of the ferries 99 % arrive on time.")


def test_how_far_two_things_are_apart_is_not_how_much_either_is() -> None:
    share = claim_of("Thirty-eight percent of the retail price stays with the growers.", "Thirty-eight percent")
    assert "agrees" not in relations(share, "Of the retail price the growers keep 38 percent more than they did.")
    fares = claim_of("Ferry fares dropped by 33 percent.", "33 percent")
    assert "agrees" in relations(fares, "Ferry fares were 33 % lower than before.")


def test_a_page_about_a_namesake_does_not_bear_out_a_small_number() -> None:
    claim = claim_of("Lindvik has nine chapels.", "nine chapels")
    chapter = "The harbour of Lindvik lies open to the north. Lindvik has nine chapels."
    text = "Lindvik is a town in {}.\n\nNine chapels stand in Lindvik."
    assert "agrees" in relations(claim, text.format("the north"), chapter)
    assert "agrees" not in relations(claim, text.format("Manitoba, Canada"), chapter)
    assert "agrees" not in relations(claim, "# Chapels of Lindvik, Manitoba\n\nNine chapels stand in Lindvik.", chapter)


def test_how_many_there_are_now_speaks_against_a_standing_count_whatever_came_before() -> None:
    claim = claim_of("The line has twenty-two ships.", "twenty-two ships")
    text = "After the delivery of two hulls the fleet of the line now consists of 24 ships."
    assert "disagrees" in relations(claim, text)


def test_words_that_open_a_sentence_are_no_stranger() -> None:
    assert "agrees" in relations(BOATS, "As of today the harbour has 431 boats.", CHAPTER)


def test_a_name_in_common_does_not_make_two_shares_one() -> None:
    warm = claim_of("In Lindvik about 66 percent of homes are on district heating.", "about 66 percent")
    assert "agrees" not in relations(warm, "Turnout at the council election in Lindvik was 64 percent.")
    assert "agrees" in relations(warm, "In Lindvik district heating reached 64 percent.")
    around = "In Varnes district heating has reached most homes. {} In Olsted homes are warmed by oil."
    assert "agrees" not in relations(warm, around.format("Turnout at the council election in Lindvik was 64 percent."))
    assert "agrees" in relations(warm, around.format("In Lindvik it was 64 percent."))


def test_the_same_sentence_about_another_place_says_nothing_of_this_one() -> None:
    homes = claim_of("District heating warms 14 percent of the homes in Nondford.", "14 percent")
    said = "In March 2024, district heating warmed {} percent of the homes in {}."
    assert relations(homes, said.format(14, "Nondford")) == {"agrees"}
    assert relations(homes, said.format(27, "Nondford")) == {"disagrees"}
    for figure in (14, 27):
        assert relations(homes, said.format(figure, "Sondborg")).isdisjoint({"agrees", "disagrees"})
    assert relations(homes, "In Nondford, district heating warmed 14 percent of the homes in May.") == {"agrees"}


def test_a_later_figure_speaks_against_what_is_held_to_be_true_now_and_not_of_what_was_at_a_time() -> None:
    said = (
        "By the summer of 2025 the harbour of Lindvik was home to more than four hundred boats.",
        "four hundred boats",
    )
    moved = "In July 2026 the harbour of Lindvik was home to 612 boats."
    assert relations(claim_of(*said, scope="standing"), moved) == {"disagrees"}
    assert relations(claim_of(*said, scope="dated"), moved).isdisjoint({"agrees", "disagrees"})
