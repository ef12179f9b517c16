"""A sentence that leaves its subject unnamed lends its figure to whoever was named before, and to nobody else."""

import pytest

from pipeline.judging import judge


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Alpha Corp employs 500 people.", "Alpha Corp was founded in 1990. In 2020, the company employs 500 people."),
        ("Ada Quist won 3 medals.", "Ada Quist was born in Holm. She won 3 medals."),
        ("Ada Quist sold 3 million books.", "Ada Quist is a writer. Quist sold 3 million books."),
    ],
)
def test_a_sentence_that_points_back_is_about_whom_it_points_at(claim: str, evidence: str) -> None:
    assert judge(claim, evidence).status == "supported"


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Alpha Corp employs 500 people.", "Alpha Corp was founded in 1990. Beta Corp employs 500 people."),
        ("Alpha Corp employs 500 people.", "Alpha Corp was founded in 1990. In 2020, Beta employs 500 people."),
        ("Alpha Corp employs 500 people.", "Alpha Corp was founded in 1990. Its rival employs 500 people."),
        ("Alpha Corp employs 500 people.", "Alpha Corp was founded in 1990. The other company employs 500 people."),
        ("Alpha Corp employs 500 people.", "Alpha Corp closed in May. Two rivals employ 500 people."),
        ("Alpha Corp paid 3 million euros.", "Alpha Corp was one of three bidders. The winner paid 3 million euros."),
        ("Ada Quist won 3 medals.", "Ada Quist was born in Holm. Per Lund won 3 medals."),
        ("Ada Quist won 3 medals.", "Ada Quist was born in Holm. Her brother won 3 medals."),
        ("Ada Quist sold 3 million books.", "Per Lund sold 3 million books. Ada Quist is a writer."),
        ("Ada Quist sold 3 million books.", "Ada Quist is a writer. Mona Quist sold 3 million books."),
        ("Ada Quist sold 3 million books.", "Ada Quist is a writer. The Holm Press sold 3 million books."),
        (
            "Ada Quist sold 3 million books.",
            "Ada Quist is a writer. Sales of the books of Per Lund came to 3 million.",
        ),
    ],
)
def test_a_sentence_with_a_subject_of_its_own_lends_no_figure(claim: str, evidence: str) -> None:
    assert judge(claim, evidence).status == "unverified"
