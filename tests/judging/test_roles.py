"""Sentences that have every word of a claim, in other roles: none of them may support it. And their harmless twins."""

from __future__ import annotations

import pytest

from pipeline.judging import judge

OTHER_ROLES = [
    ("Marta Voss has three brothers.", "Voss married a woman with three brothers."),
    ("The town has 4,200 inhabitants.", "The town lost 4,200 inhabitants to emigration."),
    ("The bridge cost 12 million euros.", "The bridge repair cost 12 million euros."),
    ("The river is 214 km long.", "The canal beside the river is 214 km long."),
    ("The fund owns 30 percent of the bank.", "The bank owns 30 percent of the fund."),
    ("Norway beat Sweden by 3 goals.", "Sweden beat Norway by 3 goals."),
    ("Germany exported 50,000 cars to France.", "France exported 50,000 cars to Germany."),
    ("Unemployment was 6.1 percent in May 2021.", "Youth unemployment was 6.1 percent in May 2021."),
    ("Smith scored 22 points.", "Smith's opponent scored 22 points."),
    ("The car costs 31,000 euros.", "The car's battery costs 31,000 euros."),
    ("The island has 12 villages.", "The island once had 12 villages, of which 7 remain."),
    ("The valley has 30 farms.", "The valley used to have 30 farms."),
    ("The army has 20,000 soldiers.", "The army needs 20,000 soldiers."),
    ("The museum owns 1,200 paintings.", "The museum sold 1,200 paintings."),
    ("The school has 480 pupils.", "The school has room for 480 pupils."),
    ("The choir has 52 singers.", "The choir auditioned 52 singers."),
]
NO_FACT = [
    ("The hospital has 320 beds.", "The hospital plans 320 beds."),
    ("The film earned 80 million dollars.", "The film needed to earn 80 million dollars to break even."),
    ("The archive has 60 employees.", "The archive had to dismiss 60 employees."),
    ("The archive has 60 employees.", "The archive must hire 60 employees."),
    ("The team won 11 matches.", "The team hoped to win 11 matches."),
    ("The team won 11 matches.", "The team would have won 11 matches."),
    ("The strike lasted 14 days.", "The strike was to last 14 days."),
]
SAME_ROLES = [
    ("The town has 4,200 inhabitants.", "According to the census the town had 4,200 inhabitants."),
    ("The mill employs 310 people.", "The mill now employs about 310 people."),
    ("Lindvik has 4,200 inhabitants.", "Lindvik is a port with 4,200 inhabitants."),
    ("Lindvik has 4,200 inhabitants.", "Lindvik, a small port with 4,200 inhabitants, lies in the north."),
    ("Unemployment was 6.1 percent in May 2021.", "Official unemployment was 6.1 percent in May 2021."),
    ("The bridge cost 12 million euros.", "The new bridge cost a total of 12 million euros."),
    ("The fund owns 30 percent of the bank.", "30 percent of the bank is owned by the fund."),
    ("Norway beat Sweden by 3 goals.", "Sweden was beaten by Norway by 3 goals."),
    ("Norway beat Sweden by 3 goals in 2019.", "In 2019 Norway beat Sweden by 3 goals."),
    ("Smith scored 22 points.", "John Smith scored 22 points."),
    ("Smith scored 22 points.", "Smith's team won because Smith scored 22 points."),
    ("The island has 12 villages.", "There are 12 villages on the island."),
    ("The hospital has 320 beds.", "The hospital has an estimated 320 beds."),
    ("Exports rose 12 percent in 2022.", "In 2022 exports rose by 12 percent."),
    ("The school has 480 pupils.", "The school next to the old mill has 480 pupils."),
]


@pytest.mark.parametrize(("claim", "evidence"), [*OTHER_ROLES, *NO_FACT])
def test_the_same_words_in_another_role_support_nothing(claim: str, evidence: str) -> None:
    judged = judge(claim, evidence)
    assert judged.status == "unverified", judged.explanation


@pytest.mark.parametrize(("claim", "evidence"), SAME_ROLES)
def test_the_same_words_in_the_same_role_support(claim: str, evidence: str) -> None:
    judged = judge(claim, evidence)
    assert judged.status == "supported", judged.explanation


@pytest.mark.parametrize("claim", sorted({claim for claim, _ in (*OTHER_ROLES, *NO_FACT, *SAME_ROLES)}))
def test_every_sentence_supports_itself(claim: str) -> None:
    assert judge(claim, claim).status == "supported"
