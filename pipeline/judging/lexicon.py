"""English words that change or keep the meaning of a figure. Data only, no reading of text.

What belongs here: closed word classes (stop words, negations, hedges) and groups of words that mean the same or
exclude one another, in their plain dictionary form; `terms` stems them. What must never be here: words of one
chapter or one subject alone, and any code that decides.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP_WORDS: frozenset[str] = _words(
    """
    a an the this that these those such some any each every either neither another other others own same very
    of in on at to for from by with without within into onto upon about above below between among amongst
    through during before after since until till over under against across along around near off out up down
    per via as and or but nor so yet if then than because while whereas although though however therefore thus
    hence when where which who whom whose what why how there here is are was were be been being am do does did
    doing done has have had having will would shall should can could may might must ought i you he she it we
    they me him her us them my your his its our their mine yours hers ours theirs himself herself itself
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

SCALE_WORDS: frozenset[str] = _words(
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
    }.items()
    for form in forms.split()
}  # fmt: skip

PERSON_WORDS: frozenset[str] = _words(
    """
    people person man woman child adult boy girl inhabitant resident citizen native villager employee worker staff
    labourer passenger traveller commuter rider driver visitor tourist guest spectator viewer listener reader member
    user customer client shopper subscriber student pupil teacher patient victim survivor refugee migrant immigrant
    emigrant soldier sailor officer prisoner inmate voter player athlete participant volunteer demonstrator protester
    fan donor shareholder farmer fisherman miner nurse doctor engineer settler slave household family
    """
)
"""Whom "people" may be: a text that counts them as such counts people."""

SYNONYMS: tuple[str, ...] = (
    "film movie picture",
    "television tv",
    "start begin commence launch",
    "end finish conclude complete",
    "company firm corporation business enterprise",
    "buy purchase acquire",
    "big large huge",
    "create make build",
    "found establish form",
    "write author pen",
    "release publish issue",
    "car automobile",
    "child kid",
    "doctor physician",
    "illness disease sickness",
    "show display",
    "die decease pass perish fatality",
    "kill slay murder",
    "born birth",
    "earn make",
    "get receive obtain",
    "gain obtain",
    "about approximately",
    "rise increase grow climb",
    "fall decrease decline drop shrink reduce",
    "city town",
    "country nation",
    "near close",
    "home house dwelling",
    "inhabitant resident",
    "occur happen",
    "win victory winner",
    "song track single",
    "album record",
    "author writer",
    "employ hire",
    "employee worker staff",
    "worldwide globally world",
    "yearly annual annually year",
    "monthly month",
    "weekly week",
    "daily day",
    "hourly hour",
    "need require",
    "help assist aid",
    "job position",
    "speed velocity",
    "error mistake",
    "price cost",
    "income earnings",
    "revenue turnover",
    "percentage percent share proportion",
    "quick fast rapid",
    "use utilize employ",
    "consist comprise contain include",
    "locate situate",
    "play star",
    "appoint name",
    "comprise compose",
    "match game",
    "nearly almost",
    "tall height high",
    "long length",
    "wide width",
    "deep depth",
    "old age",
    "heavy weigh weight",
    "download fetch",
    "repository repo",
    "user account",
    "shop store outlet",
    "ton tonne",
    "aircraft aeroplane airplane",
    "lorry truck",
    "railway railroad",
    "ship vessel",
    "prison jail gaol",
    "prisoner inmate",
    "pupil student schoolchild",
    "lawyer attorney solicitor",
    "apartment flat",
    "petrol gasoline",
    "customer client",
    "injure hurt wound",
    "wage salary",
    "crop harvest reap",
    "output production",
    "rubbish refuse garbage trash",
    "vaccine jab",
    "medicine medication",
    "newborn infant",
    "teenager adolescent",
    "bicycle bike",
    "earthquake quake tremor",
    "grower farmer planter",
    "voter elector",
    "demolish raze",
    "reside dwell",
    "spend expenditure",
    "shareholder stockholder",
    "pact treaty accord",
    "supporter fan",
    "spectator attendee",
    "rain rainfall precipitation",
    "website site",
    "donate donation gift",
)
"""Groups of words of which one may stand for another. Each word counts as the first word of its first group."""

OPPOSITES: tuple[tuple[str, str], ...] = (
    ("increase rise grow gain climb higher up upward", "decrease fall decline drop shrink lower down reduce downward"),
    ("more above over greater exceed", "less fewer below under"),
    ("import imports", "export exports"),
    ("male man men boy father son brother husband he", "female woman women girl mother daughter sister wife she"),
    ("urban city", "rural"),
    ("upload", "download"),
    ("win won victory", "lose lost loss defeat"),
    ("birth born", "death die died"),
    ("first", "last"),
    ("start begin open", "end finish close"),
    ("buy purchase", "sell sale"),
    ("improved", "unimproved"),
    ("minimum min least lowest smallest", "maximum max most highest largest greatest"),
    ("before", "after"),
    ("north northern", "south southern"),
    ("east eastern", "west western"),
    ("positive", "negative"),
    ("revenue income profit earnings", "expenditure spending cost loss expense"),
    ("public", "private"),
    ("fixed", "mobile"),
    ("gross", "net"),
    ("inflow immigration", "outflow emigration"),
    ("inhale", "exhale"),
    ("supply", "demand"),
    ("production", "consumption"),
    ("accept approve pass", "reject refuse deny veto"),
    ("comply obey", "refuse disobey defy"),
    ("employed employment", "unemployed unemployment"),
    ("literate literacy", "illiterate illiteracy"),
    ("surplus", "deficit"),
    ("asset", "liability debt"),
    ("domestic national", "international foreign"),
    ("old oldest elder", "young youngest new newest"),
    ("large big", "small little tiny"),
    ("arrive arrival", "depart departure"),
    ("long longest", "short shortest"),
    ("tall high", "short low"),
    ("early", "late"),
    ("succeed success successful", "fail failure unsuccessful"),
    ("support favour favor agree", "oppose against disagree"),
    ("include", "exclude"),
    ("allow permit legal", "ban prohibit forbid illegal"),
    ("cause", "prevent"),
    ("dead", "alive"),
    ("guilty", "innocent"),
    ("summer", "winter"),
    ("hot warm", "cold cool"),
    ("strong", "weak"),
    ("rich", "poor"),
    ("true", "false"),
    ("vaccinated", "unvaccinated"),
    ("symptomatic", "asymptomatic"),
    ("direct", "indirect"),
)
"""Pairs of groups: a passage that holds only words of one side does not speak of the other."""

NEGATIONS: frozenset[str] = _words(
    """
    not no never none neither nor nobody nothing without cannot n't didn't doesn't don't isn't wasn't weren't
    aren't won't wouldn't can't couldn't hasn't haven't hadn't shouldn't failed fails fail unable lack lacks
    lacked refused denied false hardly scarcely seldom rarely unlikely
    """
)

COMPLEMENTS: tuple[tuple[str, str], ...] = (
    ("comply complied obey", "refuse refused disobey defy resist"),
    ("accept approve pass", "reject refuse fail"),
    ("employed employment", "unemployed unemployment"),
    ("literate literacy", "illiterate illiteracy"),
    ("improved", "unimproved"),
    ("urban", "rural"),
    ("male men man boys", "female women woman girls"),
    ("vaccinated", "unvaccinated"),
    ("symptomatic", "asymptomatic"),
    ("open", "closed proprietary"),
    ("alive survive survived survivor", "die died dead"),
    ("success succeed succeeded", "failure fail failed"),
    ("win won", "lose lost"),
    ("domestic", "foreign"),
    ("public", "private"),
    ("include included", "exclude excluded"),
    ("insured", "uninsured"),
    ("known", "unknown"),
    ("paid", "unpaid free"),
    ("agree agreed", "disagree disagreed"),
    ("remain remained stay stayed", "leave left"),
)
"""Pairs that share out a whole between them: 18.8 % of the one is 81.2 % of the other."""

ABSOLUTES: tuple[str, ...] = (
    "only sole solely exclusively",
    "first earliest",
    "last final latest",
    "all every entire entirely whole always",
    "most majority mostly",
    "never",
    "largest biggest greatest",
    "smallest",
    "highest",
    "lowest",
    "best",
    "worst",
    "oldest",
    "youngest newest",
    "longest",
    "shortest",
    "fastest",
    "consecutive straight",
    "record",
    "exactly precisely",
    "former formerly",
    "current currently now today",
)
"""Restrictions and superlatives: a claim that uses one says more than a passage without it."""

MEASURED_AS: dict[str, str] = {
    "cumulative": "cumulative cumulatively total totals overall altogether ever lifetime",
    "new": "new newly added additional fresh",
    "daily": "daily day",
    "weekly": "weekly week",
    "monthly": "monthly month mau",
    "quarterly": "quarterly quarter",
    "yearly": "yearly annual annually",
    "active": "active",
    "registered": "registered",
    "paid": "paid paying subscribed",
    "median": "median",
    "mean": "mean average",
    "peak": "peak record",
    "public": "public publicly",
    "private": "private",
    "unique": "unique distinct",
    "net": "net",
    "gross": "gross",
    "per_capita": "capita",
    "forecast": "forecast projected expected predicted projection expects predicts forecasts target",
    "planned": "planned proposed intends pledged",
    "estimated": "",
}
"""Ways a count is taken. Two figures taken in different ways are figures of different things."""

NOUNS_IN_LY: frozenset[str] = _words("family assembly supply monopoly reply fly ally rally anomaly butterfly")
"""Words that end like adverbs and are none."""

RIVAL_MEASURES: tuple[tuple[str, ...], ...] = (
    ("real", "nominal"),
    ("gross", "net"),
    ("median", "mean average", "maximum highest peak", "minimum lowest"),
    ("monthly", "weekly", "daily", "quarterly", "yearly annual annually"),
    ("men male", "women female"),
    ("urban", "rural"),
    ("primary", "secondary"),
    ("indoor", "outdoor"),
    ("domestic", "foreign"),
    ("northern", "southern", "eastern", "western"),
    ("north", "south", "east", "west"),
    ("summer", "winter", "spring", "autumn"),
    ("import imports imported", "export exports exported"),
    ("planned", "actual"),
    ("paid", "unpaid free"),
    ("permanent", "temporary seasonal"),
    ("old", "new"),
    ("large big", "small"),
    ("inner", "outer"),
    ("upper", "lower"),
    ("city town municipal", "county", "province provincial", "district"),
)
"""Ways of taking a figure, of which a clause that names one does not speak of another."""

PLACE_KINDS: str = """
    area region county district province state country metropolis conurbation valley basin bay suburbs suburb
    hinterland peninsula diocese agglomeration territory canton prefecture governorate urban
"""
"""What a name beside one of these is the name of, when it is no longer that of a town."""

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

DEMONYMS: dict[str, str] = {
    demonym: place
    for place, demonyms in {
        "america": "american americans us usa", "china": "chinese", "germany": "german germans",
        "france": "french", "britain": "british uk", "england": "english", "italy": "italian italians",
        "spain": "spanish", "portugal": "portuguese", "russia": "russian russians", "japan": "japanese",
        "korea": "korean koreans", "india": "indian indians", "canada": "canadian canadians",
        "australia": "australian australians", "brazil": "brazilian", "mexico": "mexican mexicans",
        "europe": "european europeans", "africa": "african africans", "asia": "asian asians", "sweden": "swedish",
        "norway": "norwegian", "denmark": "danish", "finland": "finnish", "netherlands": "dutch",
        "belgium": "belgian", "austria": "austrian", "switzerland": "swiss", "poland": "polish",
        "ukraine": "ukrainian ukrainians", "turkey": "turkish", "greece": "greek greeks", "israel": "israeli",
        "egypt": "egyptian", "iran": "iranian", "iraq": "iraqi", "vietnam": "vietnamese", "thailand": "thai",
        "argentina": "argentine", "chile": "chilean", "cuba": "cuban", "ireland": "irish", "scotland": "scottish",
        "wales": "welsh", "hungary": "hungarian", "romania": "romanian", "philippines": "filipino philippine",
    }.items()
    for demonym in demonyms.split()
}  # fmt: skip

PHRASES: dict[str, str] = {
    "united states of america": "america", "united states": "america", "united state": "america",
    "u.s.a.": "america", "u.s.": "america", "united kingdom": "britain", "u.k.": "britain",
    "great britain": "britain", "european union": "eu", "e.u.": "eu", "united nations": "un",
    "per cent": "percent", "carbon dioxide": "co2", "greater than": "more than", "as of": "as_of",
}  # fmt: skip
"""Expressions of several words that are one word for matching."""

CALENDAR_WORDS: frozenset[str] = _words(
    """
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday spring summer autumn winter
    """
)
"""Names of times, which are written like names of people and places."""

GENERAL_WORDS: frozenset[str] = _words(
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
