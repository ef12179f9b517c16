"""English words that mean the same, exclude one another, or tell what a thing is. Data only, no reading of text.

What belongs here: groups of words by meaning, in their plain dictionary form; `terms` stems them. What must never be
here: closed word classes and forms (`lexicon`), words of one chapter or subject alone, and any code that decides.
"""

from __future__ import annotations

from pipeline.judging.wording.lexicon import word_set

SYNONYMS: tuple[str, ...] = (
    "film movie picture",
    "television tv",
    "start begin commence launch",
    "end finish conclude complete",
    "company firm corporation business enterprise",
    "buy purchase acquire",
    "big large huge",
    "create make build construct construction",
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
    "inhabitant resident population",
    "occur happen",
    "win victory winner",
    "song track single",
    "album record",
    "author writer",
    "hire recruit",
    "employee worker staff workforce employ",
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
    "use utilize",
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

NEGATIONS: frozenset[str] = word_set(
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

PARTS_OF_PLACES: str = """
    parts part half side corner end centre center edge interior coast outskirts suburbs provinces districts counties
    regions areas states quarters valleys villages towns cities islands communes municipalities north south east west
    northeast northwest southeast southwest
"""
"""What stands before "of" and the name of a place and is a part of it."""

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
