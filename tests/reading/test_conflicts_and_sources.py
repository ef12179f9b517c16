"""Contradictions inside a chapter, with precision first; links and footnotes as candidate sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Chapter
from pipeline.reading import Register, find_claims, find_mentions, find_sources, read_chapter
from tests.reading.manuscripts import MARKDOWN
from tests.reading.test_mentions import _chapter


def conflicts_of(text: str) -> list[tuple[str, str]]:
    chapter = _chapter(text)
    found = find_claims([chapter], find_mentions(chapter), Register())
    quotes = {mention.mention_id: mention.quote for mention in found.mentions}
    for row in found.conflicts:
        assert quotes[row.mention_a] in row.explanation
        assert quotes[row.mention_b] in row.explanation
    return [(quotes[row.mention_a], quotes[row.mention_b]) for row in found.conflicts]


FILL = "The valley slept, the way valleys do, and nobody counted anything at all for a long while afterwards."


@pytest.mark.parametrize(
    "text",
    [
        f"Title\n{FILL}\nThe Ten-Dollar Phone\n{FILL} Making one cost ten cents.",
        f"Title\n{FILL}\nThe Twelve-Crane Dock\n{FILL} The dock of Arn was home to over ninety loading cranes.",
        f"Title\n{FILL}\nThe 9,000-Voter Poll\n{FILL} The poll enrolled 4,512 voters in May.",
        f"Title\n{FILL}\nThe Six-Week Drought\n{FILL} The drought had lasted forty weeks.",
        f"The abbey library held 900 manuscripts. {FILL}\n{FILL} The 700 manuscripts of the abbey library burnt.",
        f"The strike lasted eleven weeks. {FILL}\n{FILL} After the nine-week strike the mill closed.",
        f"The bridge cost 35 million dollars. {FILL}\n{FILL} The bridge cost 27 million dollars.",
        "The jury had twelve members: seven men and four women.",
        f"The rowing club was founded in 1974. {FILL}\n{FILL} The club, they say, was founded in 1972 by smiths.",
        f"The Maas tunnel opened in 1958. {FILL}\n{FILL} The Maas tunnel was opened on 3 May 1961.",
        f"The programme cost $4.2 million. {FILL}\n{FILL} Nobody regretted the $4.8 million programme.",
        f"The outbreak killed 41 sailors. {FILL}\n{FILL} The outbreak had killed 37 sailors.",
        f"The crew numbered 210 sailors. {FILL}\n{FILL} The 260 sailors of the crew mutinied.",
        f"The tower is 300 metres tall. {FILL}\n{FILL} The tower was 340 metres tall.",
    ],
)
def test_what_cannot_both_be_right_is_a_conflict(text: str) -> None:
    assert len(conflicts_of(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The army lost 113 thousand men in the retreat. A hundred thousand men, lost in a retreat.",
        "In 1990 the club had 200 members. In 2010 the club had 350 members.",
        "France runs 56 reactors. Spain runs 70 reactors.",
        "The first trial enrolled 120 patients. The second trial enrolled 150 patients.",
        "The fleet fell from 300 ships to 200 ships. The fleet of 200 ships was lost.",
        "The club had more than two million fans. Three million fans sang.",
        "The jury had twelve members: seven men and five women.",
        "The hospital had 640 beds. The new wing added 400 beds.",
        "Thousands of letters arrived. By May, 900 letters had been answered.",
        f"Title\n{FILL}\nThe Hundred Days\n{FILL} The campaign took 100 days and cost 20 days of rest.",
        f"Title\n{FILL}\nThe Thirty-Crane Dock\n{FILL} A berth cost three crowns a day.",
        f"Title\n{FILL}\nThe Thirty-Crane Dock\n{FILL} At night two cranes stood idle. Three cranes were sold.",
        f"Title\n{FILL}\nThe Two-Metre Wall\n{FILL} They bought twenty metres of rope.",
        f"Title\n{FILL}\nThe Ten-Dollar Phone\n{FILL} He paid no fine of a hundred dollars.",
        "The Maas tunnel opened in 1958. The Rhine tunnel opened in 1961.",
        "The war began in 1914. The second war began in 1939. The war ended in 1918.",
        "Ada was born in 1815. Charles was born in 1791. She died in 1852.",
        "The north mill employed 300 weavers. The south mill employed 240 weavers.",
        "In its first year the school had 30 pupils. It later had 70 pupils.",
        "The poem has 14 lines. Another poem has 16 lines.",
        "The drug costs 20 dollars in Peru. The drug costs 30 dollars in Chile.",
        "The flight took 9 hours. The return flight took 8 hours.",
        "Men were 60 percent of the voters. Women were 40 percent of the voters.",
        "The lake is 30 metres deep. The channel is 40 metres deep.",
        "The team scored 30 points in May. The team scored 24 points in June.",
        "The treaty was signed by 40 states. Only 31 states ratified it.",
        "Refusals made up 81 percent of the answers. Consent made up 74 percent of the answers.",
    ],
)
def test_what_can_both_be_right_is_none(text: str) -> None:
    assert conflicts_of(text) == []


@pytest.fixture
def linked(tmp_path: Path) -> Chapter:
    (tmp_path / "salt.md").write_text(MARKDOWN + "\nSee https://example.org/more. \n", encoding="utf-8")
    return read_chapter(Path("salt.md"), tmp_path)


def test_links_and_footnotes_are_candidates_for_the_claims_of_their_sentence(linked: Chapter) -> None:
    found = find_claims([linked], find_mentions(linked), Register())
    sources = {source.url: source for source in find_sources(Register(), [linked], found.mentions)}
    assert sources["https://example.org/mules"].found_by == "link"
    assert sources["https://example.org/ledger"].found_by == "footnote"
    mules = next(row.claim_id for row in found.claims if row.quote == "four thousand")
    assert mules in sources["https://example.org/mules"].candidate_of
    assert mules in sources["https://example.org/ledger"].candidate_of
    assert sources["https://example.org/more"].candidate_of == ()


def test_a_registered_source_is_not_listed_twice(linked: Chapter) -> None:
    register = Register.model_validate(
        {
            "chapters": {"salt": {"path": "salt.md"}},
            "sources": {"mules": {"url": "https://example.org/mules/"}},
            "claims": {"m": {"chapter": "salt", "quote": "four thousand mules", "sources": ["mules"]}},
        }
    )
    found = find_claims([linked], find_mentions(linked), register)
    rows = [source for source in find_sources(register, [linked], found.mentions) if "mules" in (source.url or "")]
    assert [(row.source_id, row.found_by) for row in rows] == [("mules", "register")]
    assert "m" in rows[0].candidate_of
