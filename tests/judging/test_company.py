"""A number counts only in the company that the claim gives it."""

import pytest

from pipeline.judging import judge


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        (
            "Mara Velling was born on 4 May 1971.",
            "Mara Velling, born 9 March 1952, is a painter who left the academy of Tolm on 4 May 1971.",
        ),
        (
            "The 2016 prize goes to novels in Frisian.",
            "Novels in Frisian that appeared in 2016 or 2017 may be entered for the 2018 prize.",
        ),
        (
            "The Tarn dynasty was the first maritime dynasty of Oss and lasted three centuries.",
            "The first lords of Ness were the Velds, seafarers. The Tarn dynasty of Oss lasted three centuries.",
        ),
        (
            "The firm runs over 80 bakeries in Norway.",
            "The firm runs 86 bakeries in Norway, Sweden and Denmark.",
        ),
        ("Dag Holm was mayor of Ness from 1920 to 1930.", "Dag Holm was mayor of Ness until he died on 3 June 1925."),
        ("The order keeps 12 people at home.", "The order keeps 12 million people at home."),
    ],
)
def test_the_right_number_in_the_wrong_company_supports_nothing(claim: str, evidence: str) -> None:
    assert judge(claim, evidence).status == "unverified"


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Mara Velling was born on 4 May 1971.", "Mara Velling (born 4 May 1971) left the academy on 9 March 1992."),
        ("The firm runs over 80 bakeries in Norway.", "The firm runs 86 bakeries in Norway and 40 shops in Sweden."),
        ("Dag Holm was mayor of Ness from 1920 to 1930.", "Dag Holm was mayor of Ness from 1920 to 1930."),
        ("The first ferry of Ness sailed in 1911.", "In 1911 the first ferry of Ness sailed."),
    ],
)
def test_the_right_number_in_its_company_still_does(claim: str, evidence: str) -> None:
    assert judge(claim, evidence).status == "supported"
