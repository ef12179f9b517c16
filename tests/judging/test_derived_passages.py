"""Figures that a passage does not state but its own figures come to: shares of a whole that stands apart, changes told
by their two ends. Each with a hostile twin, which has another whole, other ends, or is told of something else; the gold
was written before the engine read it."""

import datetime as dt

import pytest

from pipeline.gathering.pages import read_page
from pipeline.judging import DEFAULT_POLICY, PassageIndex, decide, find_passages, judge, match
from pipeline.model import Chapter, Snapshot, Source
from pipeline.reading import Register, find_claims, find_mentions

DAY = dt.date(2024, 4, 1)


def statuses(sentence: str, title: str, said: str) -> set[str]:
    """What a run says of the figures of a sentence, with a page of one paragraph as the only source."""
    text = f"{title}\n\n{sentence}\n"
    chapter = Chapter(
        chapter_id="c", title=title, path="c.txt", sha256="", characters=len(text), text=text, published="2024-03"
    )
    claims = find_claims([chapter], find_mentions(chapter), Register()).claims
    html = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{said}</p></body></html>"
    page = read_page(html.encode(), media_type="text/html", charset="utf-8")
    look = Snapshot(
        snapshot_id="look", source_id="s", fetched_at=dt.datetime(2024, 3, 20, 12, tzinfo=dt.UTC), outcome="fetched",
        payload_sha256=page.payload_sha256,
    )  # fmt: skip
    source = Source(source_id="s", title=title, authority="primary")
    index = PassageIndex(find_passages(page, "look"))
    found = set()
    for claim in claims:
        if claim.checkable and claim.kind != "date":
            evidence = match(
                claim, index, source=source, snapshot=look, page=page, policy=DEFAULT_POLICY, chapter_text=text
            )
            found.add(decide(claim, evidence, [look], DEFAULT_POLICY, DAY, sources=[source]).status)
    return found


CHANGES = pytest.mark.parametrize(
    ("sentence", "title", "said", "twin"),
    [
        (
            "The number of members fell by a fifth in 2018.",
            "Holm choir",
            "In 2018 the number of members fell from 150 to 120.",
            "In 2018 the number of members fell from 150 to 100.",
        ),
        (
            "Ticket sales tripled between 2011 and 2019.",
            "Ness festival",
            "Ticket sales rose from 4,000 in 2011 to 12,000 in 2019.",
            "Ticket sales rose from 4,000 in 2011 to 12,000 in 2015.",
        ),
        (
            "The harvest grew by 30,000 tonnes in 2020.",
            "Low valley",
            "In 2020 the harvest grew from 70,000 to 100,000 tonnes.",
            "In 2020 the harvest shrank from 100,000 to 70,000 tonnes.",
        ),
        (
            "The unemployment rate fell by 3 percentage points in 2017.",
            "Varland",
            "In 2017 the unemployment rate fell from 9.5 to 6.5 percent.",
            "In 2017 the unemployment rate fell from 9.5 to 3 percent.",
        ),
        (
            "Emissions of the plant halved between 2000 and 2010.",
            "Brack plant",
            "Emissions of the plant dropped from 80 kilotonnes in 2000 to 40 kilotonnes in 2010.",
            "Exports of the plant dropped from 80 kilotonnes in 2000 to 40 kilotonnes in 2010.",
        ),
        (
            "The rent rose by 12 percent in 2021.",
            "Tarn hall",
            "In 2021 the rent rose from 500 to 560 crowns.",
            "In 2021 the rent is to rise from 500 to 560 crowns.",
        ),
        (
            "The fund grew by 25 percent in 2016.",
            "Ness fund",
            "In 2016 the fund grew from 4 million to 5 million crowns.",
            "In 2016 a rival of the fund grew from 4 million to 5 million crowns.",
        ),
        (
            "The herd grew by 40 animals between 2012 and 2014.",
            "Elk park",
            "The herd grew from 110 animals in 2012 to 150 in 2014.",
            "The herd grew from 110 animals in 2012 to 150 in 2018.",
        ),
        (
            "Bus fares rose by half in 2019.",
            "Holm buses",
            "In 2019 bus fares rose from 2 to 3 crowns.",
            "In 2019 tram fares rose from 2 to 3 crowns.",
        ),
        (
            "The price of bread rose by 50 percent in 1922.",
            "Bread in Varland",
            "In 1922 the price of bread rose from 20 to 30 pence.",
            "In 1923 the price of bread rose from 20 to 30 pence.",
        ),
        (
            "Membership of the union grew by a quarter between 2015 and 2020.",
            "Dockers' union",
            "Membership of the union rose from 40,000 in 2015 to 50,000 in 2020.",
            "Membership of the union fell from 50,000 in 2015 to 40,000 in 2020.",
        ),
        (
            "Prices fell by 20 percent in 2019.",
            "Glass prices at Holm",
            "In 2019 prices fell from 50 to 40 crowns a crate.",
            "In 2019 prices rose from 40 to 50 crowns a crate.",
        ),
        (
            "The fleet doubled between 2010 and 2020.",
            "Holm Ferries",
            "The fleet grew from 12 ships in 2010 to 24 in 2020.",
            "The fleet grew from 12 ships in 2010 to 20 in 2020.",
        ),
    ],
)
SHARES = pytest.mark.parametrize(
    ("sentence", "title", "said", "twin"),
    [
        (
            "Two thirds of the pupils learn an instrument.",
            "Tarn school",
            "Tarn school has 420 pupils. 280 of them learn an instrument.",
            "Tarn school has 420 pupils. 280 of them want to learn an instrument.",
        ),
        (
            "A quarter of the books are in Latin.",
            "Ness library",
            "Of the 80,000 books, 20,000 are in Latin.",
            "Of the 80,000 books, 20,000 are not in Latin.",
        ),
        (
            "40 percent of the farms grow hops.",
            "Low valley",
            "The valley has 250 farms. Of these, 100 grow hops.",
            "The valley has 250 farms. 100 of the hop growers sell abroad.",
        ),
        (
            "75 percent of the voters of Holm took part.",
            "Election in Holm",
            "Of the 16,000 voters, 12,000 took part.",
            "Of the 16,000 voters of Ness, 12,000 took part.",
        ),
        (
            "One in five workers is a woman.",
            "Nord yard",
            "The yard has 1,500 workers; 300 of them are women.",
            "The yard has 1,500 workers and 800 clerks; 300 of them are women.",
        ),
        (
            "15 percent of the patients were children.",
            "Brenn hospital",
            "In all 2,000 patients were treated, 300 of them children.",
            "In all 2,000 patients were treated, 300 of them by children's doctors.",
        ),
        (
            "60 percent of the members were present.",
            "Dockers' union",
            "Of the 1,500 members, 900 were present.",
            "Of the 1,500 members who live in Ness, 900 were present.",
        ),
        (
            "20 percent of the houses burned down.",
            "Fire of Holm",
            "The town had 600 houses. 120 of them burned down.",
            "The town had 600 houses and the harbour 90. 18 of them burned down.",
        ),
        (
            "A tenth of the trees are oaks.",
            "Ness forest",
            "The forest has 40,000 trees. 4,000 of them are oaks.",
            "The forest has 40,000 trees. 4,000 of them are beeches.",
        ),
        (
            "A third of the pupils of Tarn school come from abroad.",
            "Tarn school",
            "Tarn school has 420 pupils. 140 of them come from abroad.",
            "Tarn school has 420 pupils. 14 of them come from abroad.",
        ),
        (
            "Some 60 percent of the members voted for the strike.",
            "Dockers' union",
            "Of the 1,500 members, 900 voted for the strike.",
            "Of the 1,500 members, 900 voted against the strike.",
        ),
        (
            "15 percent of the trees died in the drought.",
            "Ness forest",
            "The forest had 40,000 trees before the drought; 6,000 of them died in it.",
            "The forest had 40,000 trees before the drought; 6,000 of them were planted after it.",
        ),
    ],
)
SIDES = pytest.mark.parametrize(
    ("sentence", "title", "said", "twin"),
    [
        (
            "900 members voted for the strike.",
            "Dockers' union",
            "900 members voted for the strike.",
            "900 members voted against the strike.",
        ),
        (
            "In the ballot 900 members voted in favour of the merger.",
            "Dockers' union",
            "In the ballot 900 members voted for the merger.",
            "In the ballot 900 members voted against the merger.",
        ),
        (
            "Some 3,000 people moved to Holm in 2019.",
            "Holm",
            "In 2019 some 3,000 people moved from Ness to Holm.",
            "In 2019 some 3,000 people moved from Holm to Ness.",
        ),
        (
            "Exports to Varland reached 4.1 million crowns in 2020.",
            "Trade of Ness",
            "In 2020 exports to Varland reached 4.1 million crowns.",
            "In 2020 exports from Varland reached 4.1 million crowns.",
        ),
        (
            "After the fire 300 people fled from the town.",
            "Holm",
            "300 people fled the town after the fire.",
            "300 people fled to the town after the fire.",
        ),
        (
            "A meal with wine costs 30 crowns.",
            "Inn at Holm",
            "A meal with wine costs 30 crowns.",
            "A meal without wine costs 30 crowns.",
        ),
    ],
)

WORDS = pytest.mark.parametrize(
    ("sentence", "title", "said", "twin"),
    [
        (
            "Brack has 8,450 inhabitants.",
            "Brack",
            "The population of Brack is 8,450.",
            "The sheep population of Brack is 8,450.",
        ),
        (
            "The island has about 3,200 residents.",
            "Skerry island",
            "The island has a population of 3,210.",
            "The island has a seal population of 3,210.",
        ),
        (
            "In 2011 the parish had 612 inhabitants.",
            "Parish of Orr",
            "In 2011 the population of the parish stood at 612.",
            "In 2011 the working population of the parish stood at 612.",
        ),
        (
            "The city has a population of 1.2 million.",
            "Varnholm",
            "The city has 1,204,000 inhabitants.",
            "The city and its suburbs have 1,204,000 inhabitants.",
        ),
        (
            "The yard employs 730 people.",
            "Nord yard",
            "Nord yard has a workforce of 730.",
            "Nord yard has let go a workforce of 730.",
        ),
        (
            "The hospital has 2,100 employees.",
            "Brenn hospital",
            "Brenn hospital employs 2,100 people.",
            "Brenn hospital has hired 2,100 people.",
        ),
        (
            "The firm has a staff of 85.",
            "Kell and sons",
            "The firm employs 85 people.",
            "The firm's owner employs 85 people at his hotel.",
        ),
        (
            "Some 230,000 people visited the castle in 2018.",
            "Castle Ness",
            "The castle had 230,000 visitors in 2018.",
            "The castle turned away 230,000 visitors in 2018.",
        ),
        (
            "The zoo had 410,000 visitors in 2022.",
            "Holm zoo",
            "In 2022 the zoo was visited by 410,000 people.",
            "In 2022 the zoo's web page was visited by 410,000 people.",
        ),
        (
            "The country exported 4.2 million tonnes of grain in 2021.",
            "Varland trade",
            "Grain exports reached 4.2 million tonnes in 2021.",
            "Grain imports reached 4.2 million tonnes in 2021.",
        ),
        (
            "The valley produces 90,000 litres of cider a year.",
            "Orrin valley",
            "The annual cider production of the valley is 90,000 litres.",
            "The annual cider consumption of the valley is 90,000 litres.",
        ),
        (
            "The council bought 14 buses in 2020.",
            "Holm council",
            "The purchase of 14 buses by the council was completed in 2020.",
            "The sale of 14 buses by the council was completed in 2020.",
        ),
        (
            "The Orrin is 214 kilometres long.",
            "Orrin (river)",
            "The river has a length of 214 kilometres.",
            "The river has 214 kilometres of canals.",
        ),
        (
            "The theatre seats 900 people.",
            "Holm theatre",
            "The theatre has 900 seats.",
            "The theatre has lost 900 seats.",
        ),
        (
            "The clinic treated 5,300 patients in 2019.",
            "Ness clinic",
            "5,300 patients were treated by the clinic in 2019.",
            "5,300 patients were refused by the clinic in 2019.",
        ),
        ("The party won 31 seats.", "Election in Varland", "The party took 31 seats.", "The party lost 31 seats."),
    ],
)


@CHANGES
def test_two_ends_of_a_change_bear_it_out(sentence: str, title: str, said: str, twin: str) -> None:
    assert statuses(sentence, title, said) == {"supported"}


@CHANGES
def test_other_ends_or_of_another_thing_do_not(sentence: str, title: str, said: str, twin: str) -> None:
    assert statuses(sentence, title, twin) != {"supported"}


@SHARES
def test_a_whole_that_stands_apart_makes_the_share(sentence: str, title: str, said: str, twin: str) -> None:
    assert statuses(sentence, title, said) == {"supported"}


@SHARES
def test_another_whole_or_another_deed_does_not(sentence: str, title: str, said: str, twin: str) -> None:
    assert statuses(sentence, title, twin) != {"supported"}


@SIDES
def test_the_same_preposition_leaves_the_figure_where_it_is(sentence: str, title: str, said: str, twin: str) -> None:
    assert statuses(sentence, title, said) == {"supported"}


@SIDES
def test_the_other_preposition_turns_the_deed_round(sentence: str, title: str, said: str, twin: str) -> None:
    assert statuses(sentence, title, twin) != {"supported"}
    assert judge(sentence, twin).status != "supported"


def test_a_change_from_rounded_ends_contradicts_nothing() -> None:
    said = "In 2021 revenue rose from 1.2 million to 1.5 million crowns."
    assert statuses("In 2021 revenue rose by 24 percent.", "Brack mill", said) == {"unverified"}


@WORDS
def test_other_words_for_whom_is_counted_are_read(sentence: str, title: str, said: str, twin: str) -> None:
    assert statuses(sentence, title, said) == {"supported"}


@WORDS
def test_words_more_or_another_deed_are_not(sentence: str, title: str, said: str, twin: str) -> None:
    assert statuses(sentence, title, twin) != {"supported"}


def test_a_sentence_that_lends_its_figure_is_asked_what_it_adds() -> None:
    assert (
        judge("Brack has 8,450 inhabitants.", "Brack\n\nThe sheep population of Brack is 8,450.").status != "supported"
    )
