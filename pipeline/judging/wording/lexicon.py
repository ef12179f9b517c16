"""English words that change or keep the meaning of a figure. Data only, no reading of text.

What belongs here: closed word classes (stop words, words of persons, scales, the calendar) and forms, in their plain
dictionary form; `terms` stems them. What must never be here: groups of words by what they mean (`meanings`), words of
one chapter or one subject alone, and any code that decides.
"""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(text.split())


STOP_WORDS: frozenset[str] = word_set(
    """
    a an the this that these those such some any each every either neither another other others own same very
    of in on at to for from by with without within into onto upon about above below between among amongst
    through during before after since until till over under against across along around near off out up down
    per via as and or but nor so yet if then than because while whereas although though however therefore thus
    hence when where which who whom whose what why how there here is are was were be been being am do does did
    doing done has have had having will would shall should can could may might must ought i you he she it we
    they me him her us them my your his its our their yours hers ours theirs himself herself itself
    themselves one ones also just even still only too quite rather more most less least much many few several
    both all s t d ll m re ve etc eg ie vs said says say according approximately roughly nearly almost circa
    estimated est yes yeah
    """
)
"""Words that carry no subject of their own. Quantifiers and restrictions among them are read by `modifiers`."""

NUMBER_WORDS: dict[str, str] = {
    word: str(number)
    for number, words in {
        0: "zero none nil",
        1: "",
        2: "two twice both",
        3: "three thrice",
        4: "four",
        5: "five",
        6: "six",
        7: "seven",
        8: "eight",
        9: "nine",
        10: "ten",
        11: "eleven",
        12: "twelve",
        13: "thirteen",
        14: "fourteen",
        15: "fifteen",
        16: "sixteen",
        17: "seventeen",
        18: "eighteen",
        19: "nineteen",
        20: "twenty",
        30: "thirty",
        40: "forty",
        50: "fifty",
        60: "sixty",
        70: "seventy",
        80: "eighty",
        90: "ninety",
    }.items()
    for word in words.split()
}

SCALE_WORDS: frozenset[str] = word_set(
    """
    hundred thousand million billion trillion hundreds thousands millions billions dozen dozens k m bn mn b
    """
)

ORDINAL_WORDS: dict[str, str] = {
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th",
    "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th",
}  # fmt: skip

IRREGULAR_FORMS: dict[str, str] = {
    form: base
    for base, forms in {
        "win": "won", "grow": "grew grown growth", "fall": "fell fallen", "rise": "rose risen", "hold": "held",
        "begin": "began begun", "become": "became", "come": "came", "go": "went gone", "give": "gave given",
        "take": "took taken", "make": "made", "find": "found", "found": "founded", "write": "wrote written",
        "sell": "sold sale sales", "buy": "bought", "build": "built", "spend": "spent", "lose": "lost loss losses",
        "leave": "left",
        "lead": "led", "run": "ran", "speak": "spoke spoken", "see": "saw seen", "know": "knew known",
        "show": "shown", "get": "got gotten", "keep": "kept", "meet": "met", "pay": "paid", "send": "sent",
        "sing": "sang sung", "die": "died dies dying dead death deaths", "bear": "bore", "birth": "born",
        "beat": "beaten", "drive": "drove driven", "eat": "ate eaten", "fly": "flew flown",
        "choose": "chose chosen choice choices",
        "man": "men", "woman": "women", "child": "children", "person": "people persons", "foot": "feet",
        "mouse": "mice", "life": "lives", "wife": "wives", "datum": "data", "medium": "media",
        "say": "said", "think": "thought", "teach": "taught", "bring": "brought", "catch": "caught",
        "close": "closure closures", "fail": "failure failures", "arrive": "arrival arrivals",
        "produce": "production", "deliver": "delivery deliveries", "discover": "discovery discoveries",
        "explode": "explosion explosions", "expand": "expansion", "invade": "invasion", "decide": "decision decisions",
        "describe": "description", "divide": "division", "prove": "proof", "strong": "strength",
        "attend": "attendance", "drink": "drank drunk", "sink": "sank sunk", "freeze": "froze frozen",
        "break": "broke broken",
        "steal": "stole stolen", "draw": "drew drawn", "throw": "threw thrown", "feed": "fed", "lend": "lent",
        "shrink": "shrank shrunk", "dig": "dug", "shoot": "shot", "strike": "struck", "breed": "bred",
        "wear": "wore worn", "ride": "rode ridden", "fight": "fought", "seek": "sought", "burn": "burnt",
        "mean": "meant", "sit": "sat", "stand": "stood", "tear": "tore torn", "sweep": "swept", "swear": "sworn swore",
        "wolf": "wolves", "knife": "knives", "leaf": "leaves", "half": "halves", "thief": "thieves", "loaf": "loaves",
        "goose": "geese", "tooth": "teeth", "ox": "oxen", "crisis": "crises", "analysis": "analyses",
        "depart": "departure departures", "refuse": "refusal refusals", "remove": "removal removals",
        "visitor": "visited",
    }.items()
    for form in forms.split()
}  # fmt: skip

KEPT_APART: frozenset[str] = word_set(
    """
    pensioner prisoner islander villager gardener parishioner engineer engineering importer translator educator
    legislator accountant applicant assistant attendant consultant defendant occupant resident residence customer
    author authority important importance department apartment majority minority positive experiment executive
    execution incidence securities graduation personal critical criticism nationality doctoral doctorate
    """
)
"""Words whose stem would be that of another thing: a pensioner is no pension, an authority no author. They are their
own stems, and so are their plurals."""

PERSON_WORDS: frozenset[str] = word_set(
    """
    people person man woman child adult boy girl inhabitant resident citizen native villager employee worker staff
    labourer passenger traveller commuter rider driver visitor tourist guest spectator viewer listener reader member
    user customer client shopper subscriber student pupil teacher patient victim survivor refugee migrant immigrant
    emigrant soldier sailor officer prisoner inmate voter player athlete participant volunteer demonstrator protester
    fan donor shareholder farmer fisherman miner nurse doctor engineer settler slave household family
    """
)
"""Whom "people" may be: a text that counts them as such counts people."""

NOUNS_IN_LY: frozenset[str] = word_set("family assembly supply monopoly reply fly ally rally anomaly butterfly")
"""Words that end like adverbs and are none."""

DIRECTIONS: str = """
    north south east west northern southern eastern western central upper lower inner outer new greater
"""
"""What before a name makes the name of another place."""

INSTITUTIONS: str = """
    bank university college school hospital airport station airline airways air motor foods group club union party
    institute museum company association society federation league council court ministry agency department office
    church theatre opera orchestra library academy foundation trust fund insurance holding works steel energy power
    railway port bridge tower park hotel
"""
"""What closes the name of a body or a building; a word before it tells two of them apart."""

CALENDAR_WORDS: frozenset[str] = word_set(
    """
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday spring summer autumn winter
    """
)
"""Names of times, which are written like names of people and places."""

RECURRING_TIMES: str = (
    r"(?:spring|summer|autumn|winter|(?:mon|tues|wednes|thurs|fri|satur|sun)days|weekends|weekdays|holidays|easter|"
    r"christmas|ramadan|lent|advent|carnival|night|noon|midnight|dawn|dusk|peak|rush)"
)
"""Times that come again and again, as a pattern."""

GENERAL_WORDS: frozenset[str] = word_set(
    """
    able accord account accumulate actual actually add additional again ago allow already although always
    amount anything appear apply area argue ask available away back bad base basic basis become begin believe
    better big bring broad build call case cause certain change claim clear clearly close come common compare
    complete completely concern consider contain context continue could count country course current currently
    day deal decide despite detail determine develop different difficult direct do dramatic dramatically early
    easily effect either end enough entire especially even ever every evidence exactly exist expect experience
    explain extent face fact famous far feel figure final finally find first follow form former free full
    fully general generally get give go good great group grow half hand happen hard have hear help high highly
    hold host however idea important include increase indeed instead interest involve issue keep key kind know
    large last late later lead learn leave let level life like likely line list little live local long look
    lose lot low main mainly major make manner mark matter mean mention merely method mind moment move much
    name nature near necessary need never new next note nothing notice now number occur offer often old open
    operate order original originally otherwise overall part particular particularly past people per perhaps
    period person physically place plan play point popular possible possibly present previous previously
    primarily probably problem produce provide purpose put question quickly range rapid rapidly rate reach
    real really reason receive recent recently refer regard relate related relative relatively remain report
    represent require result right role roughly run same say second see seem seen select set several show side
    significant significantly similar simple simply since single situation small solely some something
    sometimes soon sort speak specific specifically stand star start state stay still story study such suggest
    sure take talk tell tend term thing think time today together top total toward try turn two type typical
    typically under understand use usual usually value various version view want way well whole wide widely
    word work world write year yet young starkly remarkable remarkably staggering massive massively huge vast
    """
)
"""Words that occur in texts of every subject; missing one of them says little about what a passage speaks of."""
