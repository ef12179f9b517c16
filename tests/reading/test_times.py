"""The time a figure speaks of: never that of another event or another figure of its sentence."""

from __future__ import annotations

import pytest

from tests.reading.test_mentions import _mention


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The guild, founded in 1911, had 1,250 members.", "1,250"),
        ("The guild, founded in 1911, had 1,250 members. Roughly sixty percent of them were women.", "sixty"),
        ("Founded in 1911, the guild had 1,250 members.", "1,250"),
        ("The guild was founded in 1911. It had 1,250 members.", "1,250"),
        ("The guild was founded in 1911 and has 1,250 members.", "1,250"),
        ("The dam, built in 1931, holds 40 million cubic metres.", "40 million"),
        ("A dam built in 1931 holds 40 million cubic metres.", "40 million"),
        ("Its mayor, born in 1960, won 52 percent of the vote.", "52"),
        ("The port has handled 90 ships since its opening in 1998.", "90"),
        ("Since its opening in 1998, the port has handled 900 ships.", "900"),
        ("The law of 1974 covers 40 trades.", "40"),
        ("Under the law of 1974, 40 trades are closed.", "40"),
        ("The programme, which began in 2012, serves 300 schools.", "300"),
        ("The programme that began in 2012 serves 300 schools.", "300"),
        ("Turnover was 30 percent higher, compared with 2015.", "30"),
        ("Enrolment stood at 18 percent, up from 12 percent in 2010.", "18"),
        ("Sales reached 40 million, compared with 22 million in 1995.", "40"),
        ("The inn (opened 1899) has 60 rooms.", "60"),
        ("The valley lost 300 farms after the flood of 1953.", "300"),
        ("In 1920 the mill employed 40 men, and today it employs 11.", "11"),
        ("In 1920 the mill employed 40 men. It now employs 15 women.", "15"),
        ("The port had 44 cranes, the oldest of them put up in 1988.", "44"),
        ("The town had 900 people, and in 1850 it had 1,200.", "900"),
        ("In 1920 flour cost a crown; by 1930 it cost three. The mill holds 80 sacks.", "80"),
        ("In 1920 the mill burnt. The town is small and has 600 people.", "600"),
        ("Today the museum draws 85,000 visitors.", "85,000"),
        ("The cost went from 1,450 crowns in 2010 to 3,180 crowns now.", "3,180"),
        ("A wreck was found on 14 July 2009 and has been visited by six teams since.", "six"),
        ("A room that went for 95 crowns in 2003 costs 240 crowns.", "240"),
        ("On 3 May 1988 the last men left, and since then nobody has slept there. A clerk looks after 38 lamps.", "38"),
        ("The war began on 3 May 1834. Within three years it had killed 900 men.", "900"),
        ("By 2090 it will have 55 shops. Her warehouse has 42 workers.", "42"),
        ("By 2090 the chain will have 55 shops. It opened 12 of them abroad.", "12"),
    ],
)
def test_a_date_of_another_event_or_of_the_day_of_speaking_dates_no_figure(text: str, quote: str) -> None:
    assert _mention(text, quote).as_of is None


@pytest.mark.parametrize(
    ("text", "quote", "as_of"),
    [
        ("Enrolment stood at 18 percent, up from 12 percent in 2010.", "12", "2010"),
        ("Sales reached 40 million, compared with 22 million in 1995.", "22", "1995"),
        ("By 2090 it will have 55 shops. It will employ 900 people.", "900", "2090"),
        ("In 1971 it had 9 shops. By 2090 it will have 55. It had 3 rivals that year.", "3", "1971"),
        ("The guild, founded in 1911 with eighteen members, thrived.", "eighteen", "1911"),
        ("The guild had been founded in 1974 with eighteen members.", "eighteen", "1974"),
        ("By 2010 the port, built in 1931, had 400 berths. It rained. Half of them were empty.", "400", "2010"),
        ("By 2010 the port, built in 1931, had 400 berths. It rained. Half of them were empty.", "Half", "2010"),
        ("In 2015 the firm, which had led a year earlier, sold 40 boats. The rest lost 30 boats.", "30", "2015"),
        ("When the union was founded in 1911, 900 keepers joined within six months.", "900", "1911"),
        ("In August 1892 the fever came. In six weeks 16,956 people fell ill.", "16,956", "1892"),
        ("York fell ill in September 1830, Hull in February 1832. That autumn 8,600 people died.", "8,600", "1830-09"),
        ("The town counted 840 people at the census of 1801.", "840", "1801"),
        ("On 4 May 1921 — two days after the flood — 600 people left.", "600", "1921-05-04"),
        ("The fleet sailed on 2 April 1807. It numbered 26 ships.", "26", "1807-04-02"),
        ("The war began on 14 October 1806. It cost 40 lives that day.", "40", "1806-10-14"),
        ("Profits rose from 12 percent in 2010 to 15 percent in 2020.", "12", "2010"),
        ("Profits rose from 12 percent in 2010 to 15 percent in 2020.", "15", "2020"),
        ("In 1920 the mill was rich. It now carried 60 sacks a day.", "60", "1920"),
        ("The regiment lost 600 men, most of them at sea, in 1917.", "600", "1917"),
        ("A page says that in 1881 the town had 41,000 people.", "41,000", "1881"),
        ("The party won 40 seats in the election of 1912.", "40", "1912"),
    ],
)
def test_a_date_of_the_story_or_of_the_figure_itself_dates_it(text: str, quote: str, as_of: str) -> None:
    assert _mention(text, quote).as_of == as_of
