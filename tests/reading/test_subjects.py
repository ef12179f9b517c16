"""Of whom or what a figure is: through pronouns, relative clauses, asides, gaps, passives and lists."""

from __future__ import annotations

import pytest

from pipeline.model import Chapter, Mention
from pipeline.reading import find_mentions
from pipeline.reading.formats.markdown import read_markdown


@pytest.mark.parametrize(
    ("text", "quote", "word"),
    [
        ("Dr. Salif Tanko had read about Broad Street. He bought a map for 2,500 francs.", "2,500", "Tanko"),
        ("Maria Lund, who ran the mill, never married. She left it 40 acres.", "40 acres", "Lund"),
        ("Mr. Harold Pike opened the shop on Fore Street. He paid £90 for the lease.", "£90", "Pike"),
        ("The two ferries went on until June. They carried 900 people a day.", "900", "people"),
        ("Jonas Adeyemi left for Aarhus. There he scored 29 goals.", "29", "goals"),
        ("When it opened in 1900, the museum had 30 rooms.", "30", "museum"),
        ("When he was given the post, the salary was $900.", "$900", "salary"),
        ("Because they were cheap, the lamps sold 4,000 in a week.", "4,000", "lamps"),
        ("Ilse Brouwer, a former chess professional, owns 1.6% of the firm.", "1.6%", "Brouwer"),
        (
            "The model was written by Ilse Brouwer, a former chess professional, who owns 1.6% of the firm.",
            "1.6%",
            "Brouwer",
        ),
        ("In 2021, the worst year since the war, the district counted 203 cases.", "203", "cases"),
        ("According to the manager, who was frank, the plant loses $90,000 a month.", "$90,000", "plant"),
        ("The tunnel, the longest in the county, took 900 men.", "900", "men"),
        ("The widow's eldest son, a baker, left £40.", "£40", "son"),
        ("The tower, which was finished in 1890, weighs 900 tonnes.", "900 tonnes", "tower"),
        ("The harbour holds 40 boats, of which 12 are trawlers.", "12", "boats"),
        ("The harbour holds 40 boats, 12 of them trawlers.", "12", "boats"),
        ("He met a farmer who owned 300 goats.", "300", "goats"),
        ("The firm hired engineers whose salaries averaged $120,000.", "$120,000", "salaries"),
        ("They bought a mine that had cost $30 million.", "$30 million", "mine"),
        ("The fish had to be destroyed, for which the insurers paid £7.9m.", "£7.9m", "insurers"),
        ("The town, where coal was found, had a debt of £9,000.", "£9,000", "debt"),
        ("A lawyer and an engineer, who between them had €180,000, began it.", "€180,000", "engineer"),
        ("The report that the ministry wrote cost $60,000.", "$60,000", "report"),
        ("The reports that reached the capital put the dead at 51.", "51", "dead"),
        ("The police put the crowd at 6,000.", "6,000", "crowd"),
        ("An expert estimated the damage at $3 million.", "$3 million", "damage"),
        ("The crater holds a lake, and boatmen ask 350 pesos.", "350 pesos", "boatmen"),
        ("The smaller dams also leak 4% of their water.", "4%", "water"),
        ("Prices rose 3% and wages 5%.", "5%", "wages"),
        ("Men earn €21 an hour, women €18.", "€18", "women"),
        ("The first lived thirty-eight days; the second, 120.", "120", "second"),
        ("Of the fourteen proposals, nine have been adopted and four rejected.", "four", "proposals"),
        ("Of the fourteen proposals, nine have been adopted.", "nine", "proposals"),
        ("She has three sons, two of whom farm.", "two", "sons"),
        ("Half of the wells are dry; a third are salt.", "third", "wells"),
        ("Twelve of the fifteen mayors resigned, and the other three were jailed.", "three", "mayors"),
        ("Storage brought in 60% of revenue, transport 25%.", "25%", "transport"),
        ("Storage brought in 60% of revenue and transport the remaining 40%.", "40%", "transport"),
        ("The bridge was built by 91 men.", "91", "men"),
        ("The farm was sold for €128,000.", "€128,000", "farm"),
        ("The house opposite ours went for €128,000.", "€128,000", "house"),
        ("A loan of $95 million was granted by the bank.", "$95 million", "loan"),
        ("Costs were set at €18,400.", "€18,400", "Costs"),
        ("The speed limit is to be lowered to 30 km/h.", "30 km/h", "limit"),
        ("It is estimated that the reef loses 2% of its coral a year.", "2%", "reef"),
        ("It took 91 men two winters to build the bridge.", "91", "men"),
        ("There were 40 trams in the depot.", "40", "trams"),
        ("There are said to be 40 trams in the depot.", "40", "trams"),
        ("Each worker earns the firm €350,000, against €210,000 at its rivals.", "€210,000", "rivals"),
        ("The rate is 4% in Spain, compared with 9% in Greece.", "9%", "Greece"),
        ("Spain spends 4% on it, compared with 9% for Greece.", "9%", "Greece"),
        ("The lamps, at 4,000 francs apiece, lasted a year.", "4,000 francs", "lamps"),
        ("He bought six lamps at 4,000 francs each.", "4,000 francs", "lamps"),
        ("Software has cut the energy needed to cool one pallet to 71 kWh.", "71 kWh", "energy"),
        ("The average age of the members is 61.", "61", "age"),
        ("The prizes were as follows. First: $500. Second: $300.", "$300", "Second"),
        ("Its costs are simple: rent ($900), food ($400) and heat ($70).", "$400", "food"),
        ("Three rivers meet here: the Ain (190 km), the Orb (72 km) and the Lys.", "72 km", "Orb"),
        ('"We lost 40 sheep," said Anna Moss, the farmer.', "40", "sheep"),
        ("Anna Moss, 54, farms here.", "54", "Moss"),
        ("In Norway the tax is 25%, in Denmark 22%.", "22%", "tax"),
        ("At 1,900 metres, the village is cold.", "1,900 metres", "village"),
        ("With 40 rooms and a pool, the hotel is large.", "40", "rooms"),
        ("Weighing 900 kilos, the bell cracked.", "900 kilos", "bell"),
        ("Built for $3 million, the hall is empty.", "$3 million", "hall"),
        ("A third of the pumps that were put in no longer work.", "third", "pumps"),
        ("The 3,900 employees earn $40,000.", "$40,000", "employees"),
        ("Her brother Karl, who had 7 sheep, and his wife had 9 children.", "9", "children"),
        ("Only the mayor, at 71, was older.", "71", "mayor"),
        ("So cold is the lake that 900 fish died.", "900", "fish"),
        ("Next to it stands a tower of 90 metres.", "90 metres", "tower"),
        ("Above the door hangs a bell weighing 300 kg.", "300 kg", "bell"),
        ("On the second floor live 12 families.", "12", "families"),
        (
            "My grandmother kept the inn for thirty-one years and could not read. She sold it in 1902, at sixty-eight.",
            "thirty-one years",
            "grandmother",
        ),
        (
            "The expansion was paid by others:\n\n- a Swiss fund put in CHF 240m;\n- a bank lent S$95 million;",
            "S$95 million",
            "bank",
        ),
        ("What each ministry spent:\n\n- health: $40 million\n- defence: $90 million", "$90 million", "defence"),
        ("The valley has three mines:\n\n- Elsa, 900 metres deep;\n- Maud, 450 metres deep.", "450 metres", "Maud"),
        ("The parish kept these animals:\n\n- 40 cows\n- 12 horses", "12", "horses"),
        (
            "Wages in 1900, by trade:\n\n1. Masons, 30 shillings\n2. Labourers, 18 shillings",
            "18 shillings",
            "Labourers",
        ),
        ("The court of appeal cut the prison term to four years.", "four years", "prison term"),
        ("It fined him 250,000 euros and put the savers' loss at 84 million euros.", "84 million", "loss"),
        ("The studio rents a barn. It has made twenty-six films.", "twenty-six", "studio"),
        ("The water that the town drinks falls on a moor forty kilometres to the north.", "forty", "water"),
        ("The fever is carried by a mosquito that flies no farther than 400 metres.", "400 metres", "mosquito"),
        ("Witnesses said the queue was 2 km long.", "2 km", "queue"),
        ("My aunt Orla kept the inn. The boat held ten men. She sold it for £90.", "£90", "Orla"),
        ("She sold the iron for 19 shillings.", "19 shillings", "iron"),
        ("The rope, for which she had paid £3, was new.", "£3", "rope"),
        ("It stood before a crowd that the paper put at six thousand.", "six thousand", "crowd"),
        ("She had a contract: eleven pounds a year at first.", "eleven pounds", "contract"),
        ("Of 214 such appeals, thirteen had been upheld.", "thirteen", "appeals"),
        ("The tribunal, to which the league turned next, upholds roughly 7 % of them.", "7 %", "tribunal"),
        ("The fine was paid, with interest at 5 per cent.", "5 per cent", "interest"),
    ],
)
def test_a_subject_names_whom_or_what_a_reader_takes_the_figure_to_be_of(text: str, quote: str, word: str) -> None:
    assert word.lower() in (_mention(text, quote).subject or "").lower()


@pytest.mark.parametrize(
    ("text", "quote", "word"),
    [
        ("The prices rose all year. It cost $90 a week.", "$90", "prices"),
        ("The nurse saw the mayor. They cost $40 each.", "$40", "mayor"),
        ("The baker left for Fore Street. He paid £90 for the lease.", "£90", "Street"),
    ],
)
def test_a_pronoun_stands_for_nothing_of_another_sort(text: str, quote: str, word: str) -> None:
    assert word not in (_mention(text, quote).subject or "")


def _mention(text: str, quote: str) -> Mention:
    manuscript = read_markdown(text.encode())
    plain = manuscript.text()
    chapter = Chapter(
        chapter_id="c",
        title="c",
        path="c.md",
        sha256="0" * 64,
        published="2024-06",
        characters=len(plain),
        text=plain,
        blocks=tuple(manuscript.blocks),
    )
    found = [one for one in find_mentions(chapter) if quote in one.quote or one.quote in quote]
    return [one for one in found if one.checkable][-1]
