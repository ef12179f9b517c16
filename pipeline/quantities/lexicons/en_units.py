"""English names of units and currencies. Data only: the names are pint's, the surfaces are the language's."""

from __future__ import annotations

from pipeline.quantities.lexicon import Phrase, Unit

_PREFIXES = (
    "",
    "kilo",
    "mega",
    "giga",
    "tera",
    "peta",
    "exa",
    "hecto",
    "deci",
    "centi",
    "milli",
    "micro",
    "nano",
    "pico",
)
_PREFIXED = {
    "meter": "meter metre", "gram": "gram gramme", "liter": "liter litre", "watt": "watt", "volt": "volt",
    "ampere": "ampere amp",
    "joule": "joule", "newton": "newton", "pascal": "pascal", "byte": "byte", "bit": "bit", "calorie": "calorie",
    "electron_volt": "electronvolt", "tesla": "tesla", "mole": "mole", "sievert": "sievert", "becquerel": "becquerel",
    "farad": "farad", "ohm": "ohm", "parsec": "parsec", "flops": "flop", "metric_ton": "tonne",
}  # fmt: skip
_PLURAL_IN_S = {
    # measure: name -> surfaces, a plural in -s is added
    "kibibyte": "kibibyte", "mebibyte": "mebibyte", "gibibyte": "gibibyte",
    "mile": "mile", "yard": "yard", "nautical_mile": "nautical mile", "light_year": "light year|light-year",
    "astronomical_unit": "astronomical unit", "league": "league", "furlong": "furlong", "fathom": "fathom",
    "micron": "micron",
    "acre": "acre", "hectare": "hectare", "pound": "pound", "ounce": "ounce", "fluid_ounce": "fluid ounce",
    "ton": "ton|short ton", "metric_ton": "tonne|metric ton|metric tonne", "long_ton": "long ton", "carat": "carat",
    "grain": "grain",
    "dram": "dram|drachma", "gallon": "gallon", "quart": "quart", "pint": "pint", "cup": "cup",
    "tablespoon": "tablespoon",
    "teaspoon": "teaspoon", "oil_barrel": "barrel", "bushel": "bushel", "knot": "knot", "horsepower": "horsepower",
    "kilowatt_hour": "kilowatt hour|kilowatt-hour", "megawatt_hour": "megawatt hour|megawatt-hour",
    "gigawatt_hour": "gigawatt hour|gigawatt-hour", "terawatt_hour": "terawatt hour|terawatt-hour",
    "watt_hour": "watt hour|watt-hour",
    "british_thermal_unit": "british thermal unit", "decibel": "decibel", "degree": "degree|deg",
    "turn": "turn", "revolution": "revolution", "radian": "radian", "international_unit": "international unit",
    "pixel": "pixel", "megapixel": "megapixel", "lumen": "lumen", "kilogram": "kilo",
    "mile per hour": "mile per hour|mile an hour", "square foot": "square foot",
    "ppm": "part per million",
}  # fmt: skip
_AS_THEY_ARE = {
    "inch": "inch|inches", "foot": "foot|feet", "square foot": "square feet|sq ft|sq . ft|sq feet", "stone": "stone",
    "hundredweight": "hundredweight|cwt",
    "hertz": "hertz",
    "kilohertz": "kilohertz", "megahertz": "megahertz", "gigahertz": "gigahertz", "horsepower": "horsepower",
    "pound": "lbs|lb|lbs .",
    "kelvin": "kelvin|kelvins|degrees kelvin|degree kelvin|degrees k",
    "celsius": "celsius|celcius|centigrade|centigrate|degree celsius|degrees celsius|degrees celcius|degrees c"
    "|degree c|° c"
    "|° celsius|℃|degrees centigrade|deg c",
    "fahrenheit": "fahrenheit|farenheit|degree fahrenheit|degrees fahrenheit|degrees f|degree f|° f"
    "|° fahrenheit|℉|deg f",
    "degree": "°|deg .", "mile per hour": "miles per hour|miles an hour",
    "kilometer per hour": "kilometers per hour|kilometres per hour",
    "ppm": "parts per million", "ppb": "parts per billion",
    "light_year": "lightyears|lightyear",
    "millimeter_Hg": "mm hg|millimeters of mercury|millimetres of mercury",
    "square mile": "sq mi|sq . mi", "square kilometer": "sq km|sq . km", "square meter": "sq m|sq . m",
    "kilogram": "k . g .|k . g|k . gs",
    "gram": "g .|gs", "siemens": "siemens", "gray": "gray|grays", "milligray": "milligray|milligrays", "lux": "lux",
}  # fmt: skip
_DURATIONS = {
    "second": "second seconds", "minute": "minute minutes", "hour": "hour hours", "day": "day days",
    "week": "week weeks",
    "fortnight": "fortnight fortnights", "month": "month months", "year": "year years", "decade": "decade decades",
    "century": "century centuries", "millennium": "millennium millennia millenniums",
    "millisecond": "millisecond milliseconds",
    "microsecond": "microsecond microseconds", "nanosecond": "nanosecond nanoseconds", "night": "night nights",
    "weekend": "weekend weekends", "gigayear": "gigaannum", "megayear": "megaannum",
}  # fmt: skip
_DURATION_PHRASES = {
    "business day": "business day|business days|working day|working days",
    "weekday": "weekday|weekdays",
}
_PERCENT = {
    "percent": "%|percent|per cent|pct|pct .|percents|percentage|per cents|٪|％",
    "percentage point": "percentage point|percentage points|percent point|percent points|per cent points|pp"
    "|ppt|ppts|pps|pts %|% points|% point",
    "basis point": "basis point|basis points|bps|bp",
}  # fmt: skip
_MONEY = {
    "USD": "dollar|dollars|us dollar|us dollars|u . s . dollar|u . s . dollars|american dollars"
    "|american dollar|buck|bucks|us $|$",
    "EUR": "euro|euros|€", "GBP": "pound sterling|pounds sterling|british pound|british pounds|quid|sterling|£",
    "JPY": "yen|japanese yen|¥", "CNY": "yuan|chinese yuan|renminbi|rmb",
    "INR": "rupee|rupees|indian rupees|indian rupee|₹",
    "CAD": "canadian dollar|canadian dollars", "AUD": "australian dollar|australian dollars",
    "HKD": "hong kong dollar|hong kong dollars",
    "NZD": "new zealand dollar|new zealand dollars", "SGD": "singapore dollar|singapore dollars",
    "CHF": "swiss franc|swiss francs", "CZK": "czech koruna|koruna|kč",
    "franc": "franc|francs", "KRW": "won|south korean won", "MXN": "mexican peso|mexican pesos", "peso": "peso|pesos",
    "RUB": "ruble|rubles|rouble|roubles", "BRL": "brazilian real|reais", "TRY": "turkish lira|turkish liras",
    "lira": "lira|liras|lire",
    "ILS": "shekel|shekels", "SEK": "swedish krona|swedish kronor|kronor", "DKK": "danish krone|danish kroner",
    "NOK": "norwegian krone|norwegian kroner",
    "krone": "krone|kroner|kr|kr .", "crown": "crown|crowns",
    "ZAR": "rand", "THB": "baht", "PLN": "zloty|zlotys|zł", "AED": "dirham|dirhams",
    "SAR": "riyal|riyals", "BTC": "bitcoin|bitcoins",
    "DEM": "deutsche mark|deutsche marks|deutschmarks", "MYR": "ringgit", "PHP": "philippine pesos", "VND": "dong",
    "ARS": "argentine pesos",
}  # fmt: skip
_CENTS = {
    "USD": "cent|cents|us cent|us cents|¢",
    "GBP": "pence|penny|pennies|p",
    "EUR": "euro cent|euro cents|eurocents",
}


def _phrases(surfaces: str) -> list[Phrase]:
    return [tuple(surface.replace("-", " - ").split()) for surface in surfaces.split("|")]


def _plural(phrase: Phrase) -> Phrase:
    """The plural of a unit's name: its head is the last word, or the one before "per" ("miles per hour")."""
    head = phrase.index("per") - 1 if "per" in phrase else len(phrase) - 1
    return (*phrase[:head], phrase[head] + "s", *phrase[head + 1 :])


def units() -> dict[Phrase, Unit]:
    """Every English unit name, lower case, by its tokens."""
    table: dict[Phrase, Unit] = {}
    for name, surfaces in _PREFIXED.items():
        for prefix in _PREFIXES:
            for surface in surfaces.split():
                for form in (surface, surface + "s"):
                    table[(prefix + form,)] = Unit(prefix + name, "measure")
    for name, surfaces in _PLURAL_IN_S.items():
        for phrase in _phrases(surfaces):
            table[phrase] = table[_plural(phrase)] = Unit(name, "measure")
    for name, surfaces in _AS_THEY_ARE.items():
        table |= {phrase: Unit(name, "measure") for phrase in _phrases(surfaces)}
    for name, surfaces in _DURATIONS.items():
        table |= {(surface,): Unit(name, "duration") for surface in surfaces.split()}
    for name, surfaces in _DURATION_PHRASES.items():
        table |= {phrase: Unit(name, "duration") for phrase in _phrases(surfaces)}
    table |= {phrase: Unit("year", "age") for phrase in (("yo",), ("y", "/", "o"), ("y", ".", "o", "."))}
    for name, surfaces in _PERCENT.items():
        table |= {phrase: Unit(name, "percent") for phrase in _phrases(surfaces)}
    table |= {(surface,): Unit("per 1000", "count") for surface in ("‰", "promille", "permille")}
    return table


def currencies() -> dict[Phrase, Unit]:
    """Every English name of a currency, lower case, by its tokens; cents are hundredths of the main unit."""
    table = {phrase: Unit(code, "money") for code, surfaces in _MONEY.items() for phrase in _phrases(surfaces)}
    table |= {(code.lower(),): Unit(code, "money") for code in ("USD", "EUR", "GBP", "JPY", "CNY", "AUD", "CHF", "INR")}
    table[("guineas",)] = Unit("GBP", "money", 1.05)
    table |= {phrase: Unit(code, "money", 0.01) for code, surfaces in _CENTS.items() for phrase in _phrases(surfaces)}
    return table
