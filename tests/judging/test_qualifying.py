"""Claims beside sentences that have nearly all their words and the figure, and state another thing: each with a twin
that states it. The first are never to support, the second are to go on doing so."""

from __future__ import annotations

import pytest

from pipeline.judging import judge
from pipeline.judging.doubting.occasions import other_occasion
from pipeline.judging.doubting.standing import Pair

OTHER_FIGURES = [
    (
        "Membership of the union rose by 12 percent last year.",
        "Membership of the union rose by 5 percent to 12 percent of the workforce last year.",
    ),
    ("The price of a ticket rose 40 cents.", "The price of a ticket rose to 40 cents."),
    ("Households use 140 litres of water a day.", "Each person in the household uses 140 litres of water a day."),
    (
        "The workshop pays its apprentices 1,100 euros a month.",
        "The workshop pays its apprentices 1,100 euros a year in travel costs.",
    ),
    ("The plant makes 900 bicycles a week.", "The plant makes 900 bicycles a month."),
    (
        "Real wages grew 3.1 percent in 2023.",
        "Nominal wages grew 3.1 percent in 2023, which left real wages almost unchanged.",
    ),
    (
        "The brewery's net profit was 4.2 million euros.",
        "The brewery's gross profit was 4.2 million euros, and little of it was left as net profit.",
    ),
    ("The median rent in Oskby is 870 euros.", "The mean rent in Oskby is 870 euros; the median is well below that."),
    (
        "The mine produced 2,400 tonnes of tin in 2021.",
        "By the end of 2021 the mine had produced 2,400 tonnes of tin since it opened in 1987.",
    ),
    ("The city built 6,500 flats in 2022.", "The city owned 6,500 flats in 2022."),
    (
        "The economy of Tarnia grew 2.4 percent in 2020.",
        "The central bank's outlook for 2020 had the economy of Tarnia growing 2.4 percent.",
    ),
    (
        "The flood killed 31 people.",
        "Police first said that the flood killed 31 people, but the number was later revised to 24.",
    ),
    ("The festival drew 18,000 visitors.", "The festival may draw no more than 18,000 visitors under its licence."),
    ("Every ranger patrols 60 kilometres a week.", "No ranger patrols 60 kilometres a week."),
    ("The device weighs 900 grams.", "The device hardly ever weighs 900 grams, since most are sold with the case."),
    (
        "In Lorvik 62 percent of voters backed the bridge.",
        "In Lorvik 62 percent of voters under thirty backed the bridge.",
    ),
    ("The college admitted 480 students in 2024.", "The college admitted 480 first-generation students in 2024."),
    (
        "Thirty-eight percent of employees work from home.",
        "Among women, thirty-eight percent of employees work from home.",
    ),
    ("The state of Carrow recorded 212 burglaries in May.", "The city of Carrow recorded 212 burglaries in May."),
    ("Brenmouth has 310,000 inhabitants.", "The Brenmouth metropolitan area has 310,000 inhabitants."),
    (
        "The harbour handled 7.4 million tonnes in 2019.",
        "The harbour handled 6.9 million tonnes in 2019 and 7.4 million tonnes in 2020.",
    ),
    (
        "The marathon had 9,200 finishers in its tenth edition.",
        "The marathon had 9,200 finishers in its ninth edition, and its tenth edition was cancelled.",
    ),
    ("Delia Ash won 7 races.", "Delia Ash won the 7th of the races."),
    ("A quarter of the forest burned.", "A quarter of the fires that burned were in the forest."),
    ("The vote share of the Greens rose 4 percent.", "The vote share of the Greens rose 4 percentage points."),
    ("The tunnel cost 310 million dollars.", "The tunnel cost the equivalent of 310 million in today's dollars."),
    ("The minister owns 14 houses.", "The minister called the claim that the minister owns 14 houses a lie."),
    ("Ormond sold 320 boats and Pell sold 410 boats.", "Pell and Ormond sold 320 and 410 boats respectively."),
    ("Ilse Brandt has written 21 novels.", "Ilse Brandt met Karin Mohr, who has written 21 novels."),
    ("Nordlicht operates 88 wind turbines.", "Sturmwerk, a rival of Nordlicht, operates 88 wind turbines."),
    ("The glacier is 900 metres long.", "The glacier is 900 metres longer than it was at the last survey."),
    ("Rents in the district are 15 percent of income.", "Rents in the district are up 15 percent on income."),
    ("The new engine uses 6 litres per 100 km.", "The new engine uses 6 litres less per 100 km."),
    (
        "The bakery throws away 2 tonnes of bread a year.",
        "The bakeries of the town together throw away 2 tonnes of bread a year.",
    ),
    (
        "A family in Vell spends 95 euros a week on food.",
        "A person in a family in Vell spends 95 euros a week on food.",
    ),
    ("The library lends 12,000 books a month.", "The library lends 12,000 books on a Saturday in a good month."),
    ("House prices fell 6 percent last year.", "House prices fell 6 percent last year after inflation."),
    ("The agency spent 55 million on rescue.", "The agency spent 55 million on rescue before refunds of 20 million."),
    ("The average age of the farmers is 57.", "The oldest of the farmers of average means is 57."),
    ("The app gained 3 million users in June.", "The app reached 3 million users in June."),
    ("The country has 41,000 refugees.", "The country took in 41,000 refugees over a decade, most of whom moved on."),
    ("Recycling reached 65 percent in 2025.", "Under the law, recycling has a mark of 65 percent to reach in 2025."),
    (
        "Otters number 1,900 in the delta.",
        "Models in which otters number 1,900 in the delta were rejected by the reviewers.",
    ),
    (
        "The firm lost 8 million in the third quarter.",
        "The firm lost 8 million in the third quarter, a figure since restated as 11 million.",
    ),
    ("The pass is open for 140 days.", "The pass is open for fewer than 140 days."),
    ("The lift carries 12 people.", "The lift carries anything from 4 to 12 people."),
    ("Trains on the line reach 200 km/h.", "Trains on the line seldom reach 200 km/h."),
    ("Nurses work 46 hours a week.", "A third of nurses work 46 hours a week."),
    (
        "The survey found that 71 percent of teachers are satisfied.",
        "The survey found that 71 percent of teachers who stayed are satisfied.",
    ),
    ("The parish of Holm lost 300 jobs.", "The parish next to Holm lost 300 jobs."),
    ("The orchestra gave 64 concerts in the 2018 season.", "The orchestra gave 64 concerts in the season after 2018."),
    ("In 2016 the canal carried 510 barges.", "From a low in 2016 the canal recovered and in 2017 carried 510 barges."),
    ("The ship has 3 decks.", "The ship has a bar on deck 3."),
    ("60 percent of exports go to Asia.", "60 percent of exports to Asia go by sea."),
    (
        "The new reactor produces 3 times as much heat as the old one.",
        "The old reactor produces 3 times as much heat as the new one.",
    ),
    (
        "The mayor resigned after 9 years in office.",
        "Correction: an earlier headline here wrongly said that the mayor resigned after 9 years in office.",
    ),
    ("Half of the coral is dead.", "Is it true that half of the coral is dead?"),
    ("Kestrel Air flies to 74 cities.", "Unlike Kestrel Air, Merlin flies to 74 cities."),
    (
        "The court fined the bank 5 million.",
        "The bank sued the court clerk, whom it said the court fined, for 5 million.",
    ),
    ("Anders earns 4,000 kroner and Berit 5,000 kroner.", "Berit earns 4,000 kroner and Anders 5,000 kroner."),
    ("The foundation gave away 70 million last year.", "The foundation was given 70 million last year."),
    ("A visit to the spa costs 48 euros.", "A family visit to the spa costs 48 euros."),
    ("Exports made up 30 percent of sales.", "Exports made up 30 percent of the increase in sales."),
    ("The train runs at 280 km/h.", "The train is built for 280 km/h but runs far below that."),
    ("The city lost 5,000 residents in 2020.", "The city lost 5,000 residents and gained 9,000 in 2021."),
    ("Repairs take 6 weeks.", "Repairs take between 2 and 6 weeks."),
    ("Two thirds of patients recovered.", "Two thirds of patients on the new drug recovered."),
    ("Milk costs 1.20 euros a litre in Tarnia.", "Milk costs 1.20 euros a litre in the countries around Tarnia."),
    ("The company employs 900 people.", "The company, with its suppliers, employs 900 people."),
    ("The drug cut deaths by 40 percent.", "Nothing shows that the drug cut deaths by 40 percent."),
    ("The bank owes 3 billion.", "The bank disputes that it owes 3 billion."),
    ("The shop is open for 11 hours a day.", "In December only, the shop is open for 11 hours a day."),
    ("The lake froze in 12 winters.", "The lake froze in all but 12 winters."),
    (
        "Marie Tolland won 5 medals in her career.",
        "Marie Tolland won 5 medals in her first year, and more later in her career.",
    ),
    ("The factory uses 90 litres of water.", "The factory uses 90 litres of water for each tonne of paper."),
    ("The mayor earns 9,000 euros a month.", "The mayor's deputy earns 9,000 euros a month."),
    ("The Dutch eat 18 kilos of cheese a year.", "The Dutch say that the French eat 18 kilos of cheese a year."),
    ("The merger saves 60 million.", "The merger saves 60 million only if both boards agree."),
    ("The ship is 40 years old.", "The ship's captain is 40 years old."),
    ("The team played 38 matches.", "The team played half of its 38 matches."),
    (
        "The old bridge carried 8,000 cars a day.",
        "The new bridge carries 8,000 cars a day, the old bridge carried fewer.",
    ),
    (
        "The fund held 4.1 billion at the end of June.",
        "The fund held 4.1 billion at the end of May and 3.8 billion at the end of June.",
    ),
    (
        "The cave is 700 metres deep.",
        "The cave is up to 700 metres deep in old stories, though nobody has measured it.",
    ),
    ("The council spent 2 million on parks.", "Instead of parks, the council spent 2 million on roads."),
    ("Costs reached 45 million.", "Costs exceeded the budget of 45 million."),
    ("The two islands have 600 residents.", "Each of the two islands has 600 residents."),
    ("The poll asked 2,000 adults.", "The poll should have asked 2,000 adults."),
    ("One in 8 drivers was uninsured.", "One in 8 uninsured drivers was caught."),
    ("The arena seated 21,000 fans on Friday.", "The arena, which can seat 21,000 fans, was half empty on Friday."),
    (
        "The museum opened 14 new rooms.",
        "The museum delayed the opening of 14 new rooms, which it had opened bids for.",
    ),
    ("Lake Toma is 310 metres deep.", "Lake Toma is shallower than Lake Ober, which is 310 metres deep."),
    ("The quarry employs 140 men.", "The quarry employed 140 men until it closed."),
    (
        "Sales of bicycles reached 80,000 in 2022.",
        "Sales of bicycles reached 80,000 in the year before the slump of 2022.",
    ),
    ("The tree is 22 metres tall.", "The tree was 22 metres tall before its crown broke off."),
    ("The novel sold 30,000 copies.", "The first printing of the novel was 30,000 copies, of which few were sold."),
    ("The pump runs 9 hours a day.", "The pump runs 9 hours a day while the field is dry."),
    ("The council bought 40 buses.", "The council studied 40 buses before it bought any."),
    ("Torvik Fjord is 1,100 metres deep.", "Torvik Fjord joins Hest Fjord, which is 1,100 metres deep."),
    ("The dairy lost 300 cows.", "The dairy feared it had lost 300 cows."),
    ("The navy bought 6 frigates.", "The navy cancelled the purchase of 6 frigates."),
    ("Homes use 14 kilowatt hours a day.", "Homes heated by electricity use 14 kilowatt hours a day."),
    ("Crime in Delm fell 8 percent.", "Crime in Delm's harbour fell 8 percent."),
]
SAME_FIGURES = [
    ("Membership of the union rose by 12 percent last year.", "Last year membership of the union grew by 12 percent."),
    ("Households use 140 litres of water a day.", "On average, households use 140 litres of water per day."),
    (
        "The workshop pays its apprentices 1,100 euros a month.",
        "Apprentices are paid 1,100 euros a month by the workshop.",
    ),
    ("Real wages grew 3.1 percent in 2023.", "In 2023 real wages, that is after inflation, grew 3.1 percent."),
    ("The brewery's net profit was 4.2 million euros.", "The brewery reported a net profit of 4.2 million euros."),
    ("The median rent in Oskby is 870 euros.", "In Oskby the median rent stands at 870 euros."),
    ("The mine produced 2,400 tonnes of tin in 2021.", "In 2021, 2,400 tonnes of tin were produced by the mine."),
    ("The city built 6,500 flats in 2022.", "A total of 6,500 flats were built by the city in 2022."),
    (
        "The economy of Tarnia grew 2.4 percent in 2020.",
        "According to the central bank, the economy of Tarnia grew 2.4 percent in 2020.",
    ),
    ("The flood killed 31 people.", "Police said that the flood killed 31 people."),
    ("The festival drew 18,000 visitors.", "The festival drew some 18,000 visitors this summer."),
    ("Every ranger patrols 60 kilometres a week.", "Every one of the rangers patrols 60 kilometres a week."),
    ("The device weighs 900 grams.", "The device itself weighs 900 grams."),
    ("In Lorvik 62 percent of voters backed the bridge.", "62 percent of the voters in Lorvik backed the bridge."),
    ("The college admitted 480 students in 2024.", "In 2024 the college admitted 480 new students."),
    ("Thirty-eight percent of employees work from home.", "Thirty-eight percent of all employees work from home."),
    (
        "The state of Carrow recorded 212 burglaries in May.",
        "In May 212 burglaries were recorded in the state of Carrow.",
    ),
    ("Brenmouth has 310,000 inhabitants.", "The city of Brenmouth has 310,000 inhabitants."),
    (
        "The harbour handled 7.4 million tonnes in 2019.",
        "The harbour handled 7.4 million tonnes in 2019 and 6.9 million tonnes in 2020.",
    ),
    (
        "The marathon had 9,200 finishers in its tenth edition.",
        "In its tenth edition the marathon had 9,200 finishers.",
    ),
    ("Delia Ash won 7 races.", "Delia Ash won 7 races in all."),
    ("A quarter of the forest burned.", "A quarter of the whole forest burned."),
    ("The vote share of the Greens rose 4 percent.", "The Greens' vote share rose by 4 percent."),
    ("The tunnel cost 310 million dollars.", "The tunnel ended up costing 310 million dollars."),
    ("The minister owns 14 houses.", "Land records show that the minister owns 14 houses."),
    ("Ilse Brandt has written 21 novels.", "Ilse Brandt, who lives in Ulm, has written 21 novels."),
    ("Nordlicht operates 88 wind turbines.", "Nordlicht, a rival of Sturmwerk, operates 88 wind turbines."),
    ("The glacier is 900 metres long.", "The glacier is 900 metres long, a survey found."),
    ("Rents in the district are 15 percent of income.", "Rents in the district make up 15 percent of income."),
    ("The bakery throws away 2 tonnes of bread a year.", "Every year the bakery throws away 2 tonnes of bread."),
    (
        "A family in Vell spends 95 euros a week on food.",
        "A family in Vell spends an average of 95 euros a week on food.",
    ),
    ("The library lends 12,000 books a month.", "Each month the library lends 12,000 books."),
    ("House prices fell 6 percent last year.", "Last year house prices fell by 6 percent."),
    ("The agency spent 55 million on rescue.", "The agency spent a total of 55 million on rescue."),
    ("The average age of the farmers is 57.", "On average the farmers are 57 years old."),
    ("The country has 41,000 refugees.", "There are 41,000 refugees in the country."),
    ("Recycling reached 65 percent in 2025.", "In 2025 recycling reached 65 percent."),
    ("The firm lost 8 million in the third quarter.", "In the third quarter the firm lost 8 million."),
    ("The pass is open for 140 days.", "The pass stays open for 140 days."),
    ("The lift carries 12 people.", "The lift carries 12 people at a time."),
    ("Trains on the line reach 200 km/h.", "Trains on the line reach 200 km/h."),
    ("Nurses work 46 hours a week.", "Nurses work 46 hours a week on average."),
    ("The parish of Holm lost 300 jobs.", "300 jobs were lost in the parish of Holm."),
    ("The orchestra gave 64 concerts in the 2018 season.", "The orchestra gave 64 concerts in the season of 2018."),
    ("The ship has 3 decks.", "The ship has 3 decks in all."),
    (
        "The new reactor produces 3 times as much heat as the old one.",
        "The new reactor produces three times as much heat as the old one.",
    ),
    ("The mayor resigned after 9 years in office.", "After 9 years in office the mayor resigned."),
    ("Half of the coral is dead.", "Half of the coral on the reef is dead."),
    ("Kestrel Air flies to 74 cities.", "Unlike Merlin, Kestrel Air flies to 74 cities."),
    ("Anders earns 4,000 kroner and Berit 5,000 kroner.", "Anders earns 4,000 kroner; Berit earns 5,000 kroner."),
    ("The foundation gave away 70 million last year.", "Last year the foundation gave away 70 million."),
    ("A visit to the spa costs 48 euros.", "It costs 48 euros to visit the spa; a visit costs 48 euros on any day."),
    ("Exports made up 30 percent of sales.", "Exports made up 30 percent of all sales."),
    ("The train runs at 280 km/h.", "The train runs at 280 km/h on most of the line."),
    ("The city lost 5,000 residents in 2020.", "In 2020 the city lost 5,000 residents."),
    ("Repairs take 6 weeks.", "Repairs take about 6 weeks."),
    ("Two thirds of patients recovered.", "Two thirds of all patients recovered."),
    ("Milk costs 1.20 euros a litre in Tarnia.", "In Tarnia milk costs 1.20 euros per litre."),
    ("The company employs 900 people.", "In all, the company employs 900 people."),
    ("The drug cut deaths by 40 percent.", "A trial showed that the drug cut deaths by 40 percent."),
    ("The bank owes 3 billion.", "The bank owes a total of 3 billion."),
    (
        "The museum opened 14 new rooms.",
        "Fourteen new rooms were opened at the museum; the museum opened 14 new rooms in May.",
    ),
    ("The shop is open for 11 hours a day.", "The shop is open for 11 hours every day."),
    ("The lake froze in 12 winters.", "The lake froze in 12 winters in all."),
    ("Marie Tolland won 5 medals in her career.", "In her career Marie Tolland won 5 medals."),
    ("The factory uses 90 litres of water.", "Just 90 litres of water are used; the factory uses 90 litres of water."),
    ("The mayor earns 9,000 euros a month.", "The mayor earns 9,000 euros per month."),
    ("The Dutch eat 18 kilos of cheese a year.", "The Dutch eat 18 kilos of cheese each year."),
    ("The merger saves 60 million.", "The merger saves 60 million a year, the boards found."),
    ("The ship is 40 years old.", "The ship is now 40 years old."),
    ("The team played 38 matches.", "The team played 38 matches in all."),
    ("The old bridge carried 8,000 cars a day.", "The old bridge carried 8,000 cars every day."),
    ("The fund held 4.1 billion at the end of June.", "At the end of June the fund held 4.1 billion."),
    ("The cave is 700 metres deep.", "The cave is 700 metres deep, a measurement showed."),
    ("The council spent 2 million on parks.", "On parks the council spent 2 million."),
    ("Costs reached 45 million.", "Costs reached 45 million in the end."),
    ("The two islands have 600 residents.", "The two islands have 600 residents between them."),
    ("The poll asked 2,000 adults.", "The poll asked a total of 2,000 adults."),
    ("One in 8 drivers was uninsured.", "One in 8 drivers was found to be uninsured."),
    ("Lake Toma is 310 metres deep.", "Lake Toma, the deepest in the valley, is 310 metres deep."),
    ("The quarry employs 140 men.", "The quarry employs 140 men today."),
    ("Sales of bicycles reached 80,000 in 2022.", "In 2022 sales of bicycles reached 80,000."),
    ("The tree is 22 metres tall.", "The tree is 22 metres tall according to the foresters."),
    ("The novel sold 30,000 copies.", "The novel has sold 30,000 copies."),
    ("The council bought 40 buses.", "The council bought 40 buses in the spring."),
    ("Torvik Fjord is 1,100 metres deep.", "Torvik Fjord, which joins Hest Fjord, is 1,100 metres deep."),
    ("The dairy lost 300 cows.", "The dairy has lost 300 cows."),
    ("Homes use 14 kilowatt hours a day.", "Homes use 14 kilowatt hours per day."),
    ("Crime in Delm fell 8 percent.", "In Delm crime fell 8 percent."),
]


@pytest.mark.parametrize(("claim", "evidence"), OTHER_FIGURES)
def test_another_figure_in_the_same_words_supports_nothing(claim: str, evidence: str) -> None:
    judged = judge(claim, evidence)
    assert judged.status == "unverified", judged.explanation


@pytest.mark.parametrize(("claim", "evidence"), SAME_FIGURES)
def test_the_same_figure_in_nearly_the_same_words_supports(claim: str, evidence: str) -> None:
    judged = judge(claim, evidence)
    assert judged.status == "supported", judged.explanation


def test_how_long_it_took_is_no_rate_and_no_year_of_its_own() -> None:
    claim, sentence = (
        "The club signed up 6,000 members in {} a year.",
        "By mid-2019 the club had signed up 6,000 members.",
    )
    for span, found in (("under", None), ("less than", None), ("", "By mid-2019")):
        said, at = claim.format(span), sentence.index("6,000")
        pair = Pair(said, said.index("6,000"), said.index(" members"), sentence, at, at + len("6,000"))
        assert other_occasion(pair) == found
