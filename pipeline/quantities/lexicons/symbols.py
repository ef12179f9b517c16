"""Signs that every language shares: currency signs, ISO 4217 codes, unit symbols (case kept), East Asian scales.

Data only. The prefixed SI symbols are spelled out from their parts, as the SI brochure (BIPM, 9th edition) allows.
"""

from __future__ import annotations

from pipeline.quantities.lexicon import Unit, words

CURRENCY_SIGNS: dict[str, str] = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₪": "ILS", "₺": "TRY",
    "₴": "UAH", "₦": "NGN", "₫": "VND", "฿": "THB", "₱": "PHP", "₿": "BTC", "₾": "GEL", "₭": "LAK", "₡": "CRC",
    "₲": "PYG", "₵": "GHS", "₸": "KZT", "₼": "AZN", "៛": "KHR", "৳": "BDT", "￥": "JPY", "＄": "USD", "￡": "GBP",
}  # fmt: skip

DOLLAR_PREFIXES: dict[str, str] = {
    "us": "USD", "u.s": "USD", "u.s.": "USD", "usd": "USD", "c": "CAD", "ca": "CAD", "cad": "CAD", "can": "CAD",
    "a": "AUD", "au": "AUD", "aud": "AUD", "hk": "HKD", "hkd": "HKD", "nz": "NZD", "nzd": "NZD", "s": "SGD",
    "sg": "SGD", "sgd": "SGD", "r": "BRL", "mx": "MXN", "mex": "MXN", "mxn": "MXN", "nt": "TWD", "twd": "TWD",
    "j": "JMD", "tt": "TTD", "z": "ZWL",
}  # fmt: skip
"""What stands before a dollar sign: "HK$"."""

FORMULA_STEMS = words("CO NO SO CH NH SF")
"""Beginnings of chemical formulas, behind which a lone digit counts atoms: "CO 2"."""

CURRENCY_CODES: frozenset[str] = words(
    "AED ARS AUD BDT BGN BHD BRL BTC CAD CHF CLP CNY COP CZK DKK EGP ETH EUR GBP GEL GHS HKD HUF IDR ILS "
    "INR ISK JPY KES KRW KWD KZT LKR MAD MXN MYR NGN NOK NZD OMR PEN PHP PKR PLN QAR RMB RON RSD RUB SAR "
    "SEK SGD THB TND TRY TWD TZS UAH UGX USD UYU VND ZAR"
)

POINTED_THOUSANDS: frozenset[str] = words(
    "EUR CHF DKK SEK NOK krone crown ISK PLN CZK HUF RON TRY BRL ARS CLP COP UYU PYG IDR VND RSD BGN franc lira"
)
"""Currencies of countries that part thousands by a full stop, some of their English too."""

SCALED_CODES: dict[str, tuple[str, float]] = {
    mark + code: (code, factor) for mark, factor in (("M", 1e6), ("k", 1e3), ("K", 1e3)) for code in CURRENCY_CODES
}
"""Codes with the scale of annual reports before them: MUSD, kSEK."""

CURRENCY_PREFIXES: dict[str, str] = {
    "Rs": "INR",
    "RM": "MYR",
    "Rp": "IDR",
    "SFr": "CHF",
    "Kč": "CZK",
    "Ksh": "KES",
    "kr": "krone",
}
"""Letters that stand before an amount as signs do, a full stop behind them or not."""

IDEOGRAPH_SCALES: dict[str, float] = {
    "百": 1e2, "千": 1e3, "万": 1e4, "萬": 1e4, "만": 1e4, "亿": 1e8, "億": 1e8, "억": 1e8, "兆": 1e12, "조": 1e12,
}  # fmt: skip

VULGAR_FRACTIONS: dict[str, float] = {
    "¼": 1 / 4, "½": 1 / 2, "¾": 3 / 4, "⅐": 1 / 7, "⅑": 1 / 9, "⅒": 1 / 10, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 1 / 5,
    "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5, "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8,
    "↉": 0.0,
}  # fmt: skip

SUPERSCRIPTS: dict[str, int] = {"⁰": 0, "¹": 1, "²": 2, "³": 3, "⁴": 4, "⁵": 5, "⁶": 6, "⁷": 7, "⁸": 8, "⁹": 9}

_PREFIXES = {
    "": "", "k": "kilo", "M": "mega", "G": "giga", "T": "tera", "P": "peta", "E": "exa", "m": "milli", "µ": "micro",
    "μ": "micro", "n": "nano", "p": "pico", "f": "femto",
}  # fmt: skip
_SMALL = ("m", "µ", "μ", "n", "p", "f")
_LARGE = ("k", "M", "G", "T", "P", "E")
_PREFIXED: dict[str, tuple[str, tuple[str, ...]]] = {
    "m": ("meter", (*_SMALL, "k")),
    "g": ("gram", ("m", "µ", "μ", "n", "p", "k")),
    "L": ("liter", ("m", "µ", "μ", "")),
    "l": ("liter", ("m", "µ", "μ")),
    "W": ("watt", ("m", "µ", "k", "M", "G", "T")),
    "Wh": ("watt_hour", ("", "m", "k", "M", "G", "T")),
    "J": ("joule", ("m", "k", "M", "G", "T", "P", "E")),
    "eV": ("electron_volt", ("", "m", "k", "M", "G", "T")),
    "V": ("volt", ("m", "µ", "k", "M")),
    "A": ("ampere", ("m", "µ", "k")),
    "Ah": ("ampere_hour", ("", "m")),
    "Hz": ("hertz", ("", "m", "k", "M", "G", "T")),
    "N": ("newton", ("m", "k", "M")),
    "Pa": ("pascal", ("", "m", "h", "k", "M", "G")),
    "Ω": ("ohm", ("", "m", "k", "M")),
    "F": ("farad", ("m", "µ", "n", "p")),
    "T": ("tesla", ("m", "µ", "n")),
    "Sv": ("sievert", ("", "m", "µ", "μ")),
    "Gy": ("gray", ("", "m", "µ", "c")),
    "Bq": ("becquerel", ("", "k", "M", "G", "T")),
    "mol": ("mole", ("", "m", "µ", "μ", "n")),
    "M": ("molar", ("m", "µ", "μ", "n")),
    "cal": ("calorie", ("", "k")),
    "pc": ("parsec", ("", "k", "M", "G")),
    "B": ("byte", _LARGE),
    "bps": ("bit per second", ("k", "M", "G", "T")),
    "bit": ("bit", ("", "k", "M", "G", "T")),
    "t": ("metric_ton", ("k", "M", "G")),
    "lm": ("lumen", ("",)),
    "lx": ("lux", ("",)),
    "dB": ("decibel", ("",)),
    "cd": ("candela", ("",)),
}
_LONG = {**_PREFIXES, "h": "hecto", "c": "centi", "d": "deci"}

UNIT_SYMBOLS: dict[str, Unit] = {
    prefix + symbol: Unit(_LONG[prefix] + name, "measure")
    for symbol, (name, prefixes) in _PREFIXED.items()
    for prefix in prefixes
}
del UNIT_SYMBOLS["pm"]  # a time of day far more often than a picometre
_TIMES = {"ms": "millisecond", "µs": "microsecond", "μs": "microsecond", "ns": "nanosecond", "ps": "picosecond",
          "sec": "second", "secs": "second", "min": "minute", "mins": "minute", "hr": "hour", "hrs": "hour",
          "yr": "year", "yrs": "year",
          "kyr": "kiloyear", "Myr": "megayear", "Gyr": "gigayear", "Ma": "megayear", "Ga": "gigayear",
          "wk": "week", "wks": "week", "mo": "month", "mos": "month"}  # fmt: skip
_OTHERS = {
    "cm": "centimeter", "dm": "decimeter", "cl": "centiliter", "cL": "centiliter", "dl": "deciliter",
    "dL": "deciliter", "hl": "hectoliter", "kms": "kilometer", "kgs": "kilogram", "KB": "kilobyte", "KiB": "kibibyte",
    "MiB": "mebibyte", "GiB": "gibibyte", "TiB": "tebibyte", "kb": "kilobit", "Kb": "kilobit", "Mb": "megabit",
    "Gb": "gigabit", "Mbit": "megabit", "MB": "megabyte", "mb": "megabyte", "gb": "gigabyte",
    "Mbps": "megabit per second",
    "Kbps": "kilobit per second", "MW": "megawatt", "KW": "kilowatt", "KWh": "kilowatt_hour", "kwh": "kilowatt_hour",
    "kWh": "kilowatt_hour", "mph": "mile per hour", "MPH": "mile per hour", "kph": "kilometer per hour",
    "kmh": "kilometer per hour", "rpm": "revolution per minute", "mpg": "mile per gallon",
    "psi": "pound_force_per_square_inch",
    "mmHg": "millimeter_Hg", "atm": "standard_atmosphere", "ha": "hectare", "ft": "foot", "mi": "mile", "yd": "yard",
    "yds": "yard", "lb": "pound", "lbs": "pound", "oz": "ounce", "tbsp": "tablespoon", "tsp": "teaspoon",
    "kHz": "kilohertz",
    "khz": "kilohertz", "ghz": "gigahertz", "mhz": "megahertz", "hp": "horsepower", "kt": "knot", "kts": "knot",
    "kn": "kilonewton", "ppm": "ppm", "ppb": "ppb", "BTU": "british_thermal_unit", "Btu": "british_thermal_unit",
    "kcal": "kilocalorie", "bbl": "oil_barrel", "gal": "gallon", "acres": "acre", "px": "pixel",
    "dpi": "dot per inch",
    "bar": "bar", "mbar": "millibar", "kbar": "kilobar", "Torr": "torr", "torr": "torr", "Da": "dalton",
    "kDa": "kilodalton",
    "rad": "radian", "mrad": "milliradian", "IU": "international_unit", "sqm": "square meter", "sqft": "square foot",
    "Å": "angstrom", "mcg": "microgram",
    "ct": "carat", "st": "stone",
    "cc": "cubic centimeter", "tpd": "ton per day", "fb": "femtobarn", "gs": "gram", "ly": "light_year",
}  # fmt: skip
UNIT_SYMBOLS |= {symbol: Unit(name, "measure") for symbol, name in _OTHERS.items()}
UNIT_SYMBOLS |= {symbol: Unit(name, "duration") for symbol, name in _TIMES.items()}
# One letter is too little to be trusted away from digits, and is often a scale, an initial or a label.
UNIT_SYMBOLS |= {
    symbol: Unit(name, kind, loose=True)
    for symbol, name, kind in (
        ("m", "meter", "measure"), ("g", "gram", "measure"), ("l", "liter", "measure"), ("L", "liter", "measure"),
        ("t", "metric_ton", "measure"), ("s", "second", "duration"), ("h", "hour", "duration"),
        ("d", "day", "duration"),
        ("K", "kelvin", "measure"), ("C", "celsius", "measure"), ("F", "fahrenheit", "measure"),
        ("W", "watt", "measure"), ("V", "volt", "measure"), ("J", "joule", "measure"), ("N", "newton", "measure"),
        ("in", "inch", "measure"), ("b", "bit", "measure"),
    )
}  # fmt: skip
PRIMES: dict[str, str] = {"'": "foot", "′": "foot", '"': "inch", "″": "inch", "”": "inch", "''": "inch"}
