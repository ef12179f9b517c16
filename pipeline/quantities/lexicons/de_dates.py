"""German words for dates. Data only: the shape is `dates_lexicon.DateLexicon`, the rules are the `dates_*` grammars."""

from __future__ import annotations

from pipeline.quantities.dates_lexicon import DateLexicon

_MONTHS = (
    "januar jänner jan", "februar feber feb", "märz mrz", "april apr", "mai", "juni jun", "juli jul", "august aug",
    "september sep sept", "oktober okt", "november nov", "dezember dez",
)  # fmt: skip
_WEEKDAYS = (
    "montag mo", "dienstag di", "mittwoch mi", "donnerstag do", "freitag fr", "samstag sonnabend sa", "sonntag so",
)  # fmt: skip
_UNITS = {
    "day": "tag tage tagen tages", "week": "woche wochen", "weekend": "wochenende wochenenden",
    "month": "monat monate monaten monats", "quarter": "quartal quartale quartalen quartals",
    "year": "jahr jahre jahren jahres", "decade": "jahrzehnt jahrzehnte jahrzehnten",
    "century": "jahrhundert jahrhunderte jahrhunderten jahrhunderts", "millennium": "jahrtausend jahrtausende",
}  # fmt: skip
_ENDINGS = ("e", "en", "er", "es", "em")


def _declined(*stems: str, text: bool = False) -> dict[str, bool]:
    """Adjective stems with every ending; `text`: whether they count from the text's own last date."""
    return {stem + ending: text for stem in stems for ending in _ENDINGS}


GERMAN = DateLexicon(
    day_first=True,
    months={word: month for month, words in enumerate(_MONTHS, 1) for word in words.split()},
    abbreviations=frozenset(["jan", "feb", "mrz", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dez", "mo", "di", "mi", "do", "fr", "sa", "so"]),
    shy=frozenset(["april", "august", "mai", "juni", "sa", "so", "mi", "do", "di", "mo", "fr"]),
    common=frozenset({"so", "sa", "do", "di", "mi", "fr", "mo"}),
    weekdays={word: day for day, words in enumerate(_WEEKDAYS) for word in words.split()},
    seasons={"frühling": 0, "frühjahr": 0, "frühjahrs": 0, "sommer": 1, "sommers": 1, "herbst": 2, "winter": 3,
             "winters": 3},
    units={word: unit for unit, words in _UNITS.items() for word in words.split()},
    parts={"anfang": "early", "anfangs": "early", "zu beginn": "start", "beginn": "start", "mitte": "mid",
           "ende": "end", "spät im": "late", "früh im": "early", "gegen ende": "late", "im laufe": "",
           "frühen": "early", "späten": "late"} | {"den frühen": "early", "den späten": "late"},
    last=_declined("letzt", "vergangen", "vorig") | _declined("vorangegangen", text=True),
    this=_declined("dies", "laufend") | _declined("selb", "gleich", text=True) | {"desselben": True},
    next=_declined("nächst", "kommend") | _declined("folgend", "darauffolgend", text=True),
    days_from_today={"heute": 0, "gestern": -1, "vorgestern": -2, "morgen": 1, "übermorgen": 2},
    now=frozenset({"heute", "jetzt"}),
    ago=frozenset(),
    ago_first=frozenset({"vor"}),
    later=frozenset({"später", "danach", "darauf"}),
    earlier=frozenset({"zuvor", "früher", "davor", "vorher"}),
    after=frozenset({"nach"}),
    before=frozenset({"vor"}),
    within=frozenset({"in", "binnen"}),
    future=frozenset({"wird", "werden", "werde", "soll", "sollen", "will", "wollen", "plant", "planen"}),
    working=frozenset(),
    verb_cues=frozenset(),
    lasting=frozenset({"für"}),
    time_nouns=frozenset(),
    more_than=frozenset({"mehr"}),
    than=frozenset({"als"}),
    twice={},
    starting=frozenset({"beginnend"}),
    few={"ein paar": 2, "wenigen": 3, "einigen": 3, "einige": 3, "mehreren": 3, "mehrere": 3},
    half=frozenset({"halbjahr", "hälfte", "halbjahrs", "halben"}),
    articles=frozenset({"der", "die", "das", "dem", "den", "des", "ein", "eine", "einer", "einem", "eines", "einen"}),
    of=frozenset({"des", "der", "im", "von", "vom"}),
    to=frozenset({"bis"}),
    between=frozenset({"zwischen"}),
    and_=frozenset({"und"}),
    or_=frozenset({"oder"}),
    from_=frozenset({"von", "vom"}),
    hedges={
        "bis": "lte", "bis zum": "lte", "bis spätestens": "lte", "spätestens": "lte", "bis ende": "lte", "vor": "lt",
        "seit": "gte", "ab": "gte", "frühestens": "gte", "nach": "gt", "um": "approx", "etwa": "approx",
        "gegen": "approx", "circa": "approx", "ca .": "approx", "rund": "approx", "ungefähr": "approx",
    },
    hedges_after={"oder später": "gte", "oder früher": "lte", "und später": "gte"},
    hedge_fillers=frozenset({"zum", "dem", "der", "den", "im", "am", "etwa", "spätestens"}),
    eras={"v . chr": -1, "n . chr": 1, "vchr": -1},
    eras_first={},
    decades={"zwanziger": 20, "dreißiger": 30, "vierziger": 40, "fünfziger": 50, "sechziger": 60, "siebziger": 70,
             "achtziger": 80, "neunziger": 90},
    decade_suffixes=frozenset({"er"}),
    quarter_mark=frozenset({"q"}),
    half_mark=frozenset({"h"}),
    fiscal=frozenset({"geschäftsjahr", "geschäftsjahres", "haushaltsjahr"}),
    fiscal_mark=frozenset({"gj"}),
    calendar_mark=frozenset({"kj"}),
    year_nouns=frozenset({"jahr", "jahre", "jahres"}),
    year_cues=frozenset({"im", "seit", "ab", "vor", "nach", "bis", "anfang", "mitte", "ende", "jahr", "jahre", "jahres",
                         "frühjahr", "sommer", "herbst", "winter", "während", "am"}),
    holiday_cues=frozenset({"an", "zu", "vor", "nach", "seit", "bis", "über"}),
    day_cues=frozenset({"am"}),
    year_hints=frozenset({"von", "vom", "zu", "für", "als", "mit", "und", "oder", "in", "um", "gegen"}),
    counted=frozenset({"menschen", "personen", "prozent", "euro", "dollar", "meter", "kilometer", "einwohner", "mio",
                       "mrd", "millionen", "milliarden", "tausend", "jahre", "jahren", "tage", "stunden", "mitarbeiter",
                       "fälle", "stimmen", "tonnen", "kinder", "frauen", "männer", "studenten", "plätze", "stück",
                       "nutzer", "km", "kg", "g", "m", "cm", "mm", "mw", "kw"}),
    year_heads=frozenset({"preisen", "werten"}),
    count_cues=frozenset({"seite", "nummer", "nr", "fast", "knapp", "rund", "etwa", "über", "mehr", "weniger", "als",
                          "insgesamt", "mindestens", "höchstens", "artikel", "paragraf", "kapitel", "version",
                          "modell", "je", "pro"}),
    function_words=frozenset({"war", "ist", "waren", "sind", "hat", "hatte", "haben", "wurde", "wurden", "wird", "und",
                              "oder", "als", "der", "die", "das", "in", "im", "an", "am", "zu", "bei", "mit", "von",
                              "bis", "gab", "stieg", "sank", "lag", "lagen", "betrug", "kam", "noch", "nur", "auch",
                              "bereits", "rund", "etwa", "mehr", "es", "er", "sie", "wir", "ich", "aus", "auf", "um",
                              "nach", "vor", "seit", "für", "durch", "ohne", "gegen", "über", "unter"}),
    determiners=frozenset({"der", "die", "das", "dem", "den", "des", "ein", "eine", "seine", "ihre", "unser"}),
    name_heads=frozenset({"index", "bericht", "olympia", "weltmeisterschaft", "agenda", "expo", "gipfel", "gesetz",
                          "preis", "konferenz", "vertrag", "abkommen", "wm", "em"}),
    rest=frozenset({"rest"}),
    remaining=frozenset({"der", "des", "dieser", "dieses"}),
    to_date=frozenset(),
    week_starting=frozenset({"vom", "ab"}),
    holidays={"weihnachten": "12-25", "heiligabend": "12-24", "silvester": "12-31", "neujahr": "01-01",
              "ostersonntag": "easter+0", "ostermontag": "easter+1", "karfreitag": "easter-2",
              "pfingstsonntag": "easter+49", "himmelfahrt": "easter+39"},
    plural_ending="en",
)  # fmt: skip
