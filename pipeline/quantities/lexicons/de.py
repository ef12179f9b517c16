"""German words of number, hedge, range and unit. Data only; the grammar is code beside it."""

from __future__ import annotations

from pipeline.quantities.lexicon import Lexicon, Phrase, Unit, Vague, hedges, in_order, words

_ONES = in_order("null ein zwei drei vier fünf sechs sieben acht neun")
_TEENS = in_order("zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn")
_TENS = in_order("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
_ORDINAL_STEMS = in_order(
    "nullt erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft dreizehnt vierzehnt fünfzehnt "
    "sechzehnt siebzehnt achtzehnt neunzehnt"
)


def _cardinals() -> dict[str, int]:
    """1 to 999 and their thousands, as German writes them: in one word ("zweihundertfünfzigtausend")."""
    table = {word: n for n, word in enumerate(_ONES + _TEENS)}
    for n, tens in enumerate(_TENS, 2):
        table[tens] = 10 * n
        table |= {f"{ones}und{tens}": 10 * n + m for m, ones in enumerate(_ONES[1:], 1)}
    below_hundred = dict(table)
    for n, ones in enumerate(["", *_ONES[1:]]):
        stem = f"{ones}hundert"
        table[stem] = 100 * max(n, 1)
        table |= {stem + word: 100 * max(n, 1) + value for word, value in below_hundred.items() if value}
    thousands = {f"{word}tausend": value * 1000 for word, value in table.items() if value}
    table |= thousands
    table |= {word.replace("ß", "ss"): value for word, value in table.items() if "ß" in word}
    return table | {"eins": 1, "zwo": 2, "eine": 1, "einen": 1, "einer": 1, "einem": 1}


def _ordinals() -> dict[str, int]:
    stems = {stem: n for n, stem in enumerate(_ORDINAL_STEMS)}
    for n, tens in enumerate(_TENS, 2):
        stems[f"{tens}st"] = 10 * n
        stems |= {f"{ones}und{tens}st": 10 * n + m for m, ones in enumerate(_ONES[1:], 1)}
    return {stem + ending: n for stem, n in stems.items() for ending in ("e", "er", "es", "en", "em")}


def _denominators() -> dict[str, float]:
    parts = {
        "halb": 0.5,
        "halbe": 0.5,
        "halben": 0.5,
        "halbes": 0.5,
        "halber": 0.5,
        "hälfte": 0.5,
        "drittel": 1 / 3,
        "viertel": 0.25,
    }
    names = {
        "fünftel": 5,
        "sechstel": 6,
        "siebtel": 7,
        "achtel": 8,
        "neuntel": 9,
        "zehntel": 10,
        "hundertstel": 100,
        "tausendstel": 1000,
    }
    return parts | {name: 1 / n for name, n in names.items()} | {"dreiviertel": 0.75}


def _mixed() -> dict[str, float]:
    """anderthalb, zweieinhalb, fünfeinviertel, dreidreiviertel."""
    parts = {"einhalb": 0.5, "einviertel": 0.25, "dreiviertel": 0.75, "eindrittel": 1 / 3}
    whole = {word: n for n, word in enumerate(_ONES + _TEENS) if n > 1} | {"ein": 1}
    table = {word + part: n + size for word, n in whole.items() for part, size in parts.items()}
    return table | {"anderthalb": 1.5, "eineinhalb": 1.5}


_BEFORE = {
    "gt": "mehr als|über|größer als|höher als|länger als|älter als|gut|knapp über|etwas mehr als|weit mehr als"
    "|deutlich mehr als|jenseits von"
    "|oberhalb von|übersteigt|überstieg|>",
    "gte": "mindestens|wenigstens|zumindest|nicht weniger als|nicht unter|ab|> =|≥",
    "lt": "weniger als|unter|kleiner als|niedriger als|jünger als|kürzer als|unterhalb von|etwas weniger als"
    "|deutlich weniger als|keine|<",
    "lte": "bis zu|höchstens|maximal|nicht mehr als|nicht über|bis|< =|≤|innerhalb von|binnen",
    "approx": "etwa|rund|ungefähr|circa|ca|ca .|zirka|fast|beinahe|nahezu|knapp|um die|annähernd"
    "|schätzungsweise|geschätzt|geschätzte|~|≈",
    "eq": "genau|exakt|insgesamt",
    "filler": "die|der|das|den|nur|gerade|einmal|ein|eine|einen",
}
_AFTER = {
    "gte": "oder mehr|und mehr|und darüber|oder darüber|+|oder älter|und älter",
    "lte": "oder weniger|und weniger|oder darunter|und darunter|oder jünger",
    "approx": "oder so|etwa|ungefähr|oder etwas mehr",
}
_PREFIXES = ("", "kilo", "mega", "giga", "tera", "zenti", "centi", "milli", "mikro", "nano", "hekto", "dezi")
_PREFIX_NAMES = {"zenti": "centi", "mikro": "micro", "hekto": "hecto", "dezi": "deci"}
_MEASURES = {
    "meter": "meter", "gramm": "gram", "liter": "liter", "watt": "watt", "volt": "volt", "ampere": "ampere",
    "joule": "joule", "byte": "byte",
    "bit": "bit", "wattstunden": "watt_hour", "wattstunde": "watt_hour", "hertz": "hertz", "pascal": "pascal",
    "kalorien": "calorie",
}  # fmt: skip
_NAMES = {
    "second": "sekunde sekunden", "minute": "minute minuten", "hour": "stunde stunden", "day": "tag tage tagen",
    "week": "woche wochen",
    "month": "monat monate monaten", "year": "jahr jahre jahren", "decade": "jahrzehnt jahrzehnte jahrzehnten",
    "century": "jahrhundert jahrhunderte jahrhunderten",
    "metric_ton": "tonne tonnen", "mile": "meile meilen", "hectare": "hektar", "percent": "% prozent",
    "percentage point": "prozentpunkt prozentpunkte prozentpunkten",
    "celsius": "celsius", "acre": "acre", "degree": "grad °", "kilometer per hour": "stundenkilometer",
    "square meter": "quadratmeter quadratmetern",
    "square kilometer": "quadratkilometer quadratkilometern", "cubic meter": "kubikmeter kubikmetern",
    "pound": "pfund",
}  # fmt: skip
_DURATIONS = words("second minute hour day week month year decade century")
_MONEY = {
    "EUR": "euro €",
    "USD": "dollar us-dollar $",
    "GBP": "£",
    "CHF": "franken",
    "JPY": "yen ¥",
    "CNY": "yuan",
    "DEM": "mark",
}


def _units() -> dict[Phrase, Unit]:
    table: dict[Phrase, Unit] = {}
    for surface, name in _MEASURES.items():
        for prefix in _PREFIXES:
            table[(prefix + surface,)] = table[(prefix + surface + "n",)] = Unit(
                _PREFIX_NAMES.get(prefix, prefix) + name, "measure"
            )
    for name, surfaces in _NAMES.items():
        kind = "duration" if name in _DURATIONS else "percent" if name.startswith("percent") else "measure"
        table |= {(surface,): Unit(name, kind) for surface in surfaces.split()}
    table |= {("grad", "celsius"): Unit("celsius", "measure"), ("°", "c"): Unit("celsius", "measure")}
    return table | {
        ("grad", "fahrenheit"): Unit("fahrenheit", "measure"),
        ("v", ".", "h", "."): Unit("percent", "percent"),
    }


LEXICON = Lexicon(
    language="de",
    decimal_mark=",",
    group_mark=".",
    cardinals=_cardinals(),
    scales={
        "hundert": 1e2,
        "tausend": 1e3,
        "million": 1e6,
        "millionen": 1e6,
        "milliarde": 1e9,
        "milliarden": 1e9,
        "billion": 1e12,
        "billionen": 1e12,
        "mio": 1e6,
        "mrd": 1e9,
        "bio": 1e12,
        "tsd": 1e3,
        "dutzend": 12,
    },
    abbreviated_scales=frozenset({"mio", "mrd", "bio", "tsd"}),
    mixed=_mixed(),
    capital_nouns=True,
    short_scales={"k": 1e3, "Mio": 1e6, "Mrd": 1e9, "Tsd": 1e3, "M": 1e6},
    ordinals=_ordinals(),
    ordinal_suffixes=frozenset(),
    ordinal_mark=".",
    denominators=_denominators(),
    vague={"einige": Vague(3, 9), "mehrere": Vague(3, 9), "paar": Vague(2, 6)},
    vague_behind_article=frozenset({"paar"}),
    vague_scales_of=frozenset(),
    vague_scales={
        "dutzende": 12,
        "hunderte": 1e2,
        "hunderten": 1e2,
        "tausende": 1e3,
        "tausenden": 1e3,
        "zehntausende": 1e4,
        "zehntausenden": 1e4,
        "hunderttausende": 1e5,
        "hunderttausenden": 1e5,
    },
    multiples={
        "doppelt": 2,
        "verdoppelt": 2,
        "verdoppelte": 2,
        "verdreifacht": 3,
        "halbiert": 0.5,
        "zweimal": 2,
        "dreimal": 3,
        "zehnmal": 10,
    },
    multiple_suffixes={"fache": 1, "fach": 1, "mal": 1},
    zeros={("kostenlos",): "money", ("umsonst",): "money", ("niemand",): "count"},
    articles=frozenset({"ein", "eine", "einen", "einem", "einer"}),
    determiners=words("der die das den dem des diese dieser dieses"),
    conjunctions=frozenset({"und", "&"}),
    alternatives=frozenset({"oder"}),
    towards=frozenset({"bis", "auf"}),
    between=frozenset({"zwischen"}),
    from_=frozenset({"von"}),
    of=frozenset({"von"}),
    points=frozenset({"komma"}),
    negatives=frozenset({"minus"}),
    out_of=(("von",), ("aus",), ("unter",)),
    per=frozenset({"pro", "je"}),
    wholes=frozenset({"ganze", "ganzen", "ganzes", "weitere", "weiteren"}),
    lasting=words("für in binnen nach während dauerte dauert"),
    units=_units(),
    currencies={
        **{(surface,): Unit(code, "money") for code, surfaces in _MONEY.items() for surface in surfaces.split()},
        ("us", "-", "dollar"): Unit("USD", "money"),
        ("cent",): Unit("EUR", "money", 0.01),
    },
    hedges_before=hedges(_BEFORE),
    hedges_after=hedges(_AFTER),
    ages=frozenset({("alt",), ("-", "jährige"), ("-", "jähriger"), ("-", "jährigen")}),
    year_ages=frozenset(
        (*hyphen, "jährig" + ending) for hyphen in (("-",), ()) for ending in ("", "e", "er", "en", "es", "em")
    ),
    every=words("jeder jede jedes jeden jedem"),
    aged=frozenset(),
    adverbs_of_rate={"täglich": "day", "wöchentlich": "week", "monatlich": "month", "jährlich": "year"},
    times=frozenset({"mal", "×", "x"}),
    comparatives=frozenset({"so", "mehr", "weniger", "größer", "höher", "niedriger", "schneller", "als"}),
    changes=words("stieg stiegen steigt fiel fielen fällt sank sanken wuchs wuchsen erhöhte erhöht senkte gesenkt"),
    pronouns_before_one=frozenset(),
    pronouns_after_one=frozenset(),
    one=frozenset({"ein", "eine", "einen", "einem", "einer", "eins"}),
    reference_nouns=words(
        "kapitel abschnitt abbildung abb tabelle seite teil band artikel art paragraph § nummer nr version "
        "ziffer absatz abs"
    ),
    reference_names=words("teil klasse akt szene buch gruppe zeile"),
    reference_abbreviations=words("nr abb abs art bd kap s ziff"),
    enumerated=words("argument grund punkt kapitel frage schritt einwand beispiel these"),
    superlative_endings=("ste", "sten", "ster", "stes"),
    ordinal_idioms=frozenset(),
    clock=frozenset({"uhr"}),
    months=words("januar februar märz april mai juni juli august september oktober november dezember"),
    plural_endings="e",
    per_time=words("im am"),
    ratio_of=True,
    per_strictly=words("pro je"),
    heads=words("kopf person einwohner"),
    offsets=words("vorher zuvor später danach"),
    towards_alone=words("bis"),
    than=words("als"),
    hedges_of_either_side=words("etwa ungefähr"),
    bound_joints=words("und aber ,"),
    number_suffixes=words("er"),
    before_bare_one=words("oder und plus minus ist"),
    sentence_openers=words(
        "in im am an auf bei über mehr weniger als die der das ein eine von für mit aus zu und oder aber nach "
        "vor seit bis zwischen um nur etwa rund fast knapp mindestens höchstens insgesamt es er sie wir heute "
        "dann"
    ),
    abbreviations=words(
        "bzw ca dr prof mio mrd tsd nr abs abb art bd etc evtl ggf hr fr inkl jh vgl z.b s st str u.a usw tel mwst"
    ),
)
