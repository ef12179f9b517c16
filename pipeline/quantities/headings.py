"""How the heading of a column, or the key of a value, says in what its figures are measured.

What belongs here: units, scales and currencies as headings and keys write them ("(in thousands)", "revenue_musd",
"Tsd. EUR"). What must never be here: cells, and numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.quantities.finding import find_quantities

_SCALES = {
    "k": "thousand", "tsd": "thousand", "thsd": "thousand", "'000": "thousand", "’000": "thousand", "000": "thousand",
    "000s": "thousand", "'000s": "thousand", "m": "million", "mm": "million", "mn": "million", "mln": "million",
    "mil": "million", "mill": "million", "mio": "million", "b": "billion", "bn": "billion", "bln": "billion",
    "bil": "billion", "mrd": "billion", "tn": "trillion", "trn": "trillion",
}  # fmt: skip
_LONG_SCALES = frozenset({"thousand", "million", "billion", "trillion", "hundred"})
_SURE_SCALES = frozenset({"tsd", "thsd", "mn", "mln", "mio", "bn", "bln", "mrd", "'000", "’000", "'000s"})
"""Short scales that mean nothing else, wherever a heading has them."""
CURRENCIES = frozenset({
    "USD", "EUR", "GBP", "JPY", "CNY", "RMB", "INR", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN",
    "CZK", "HUF", "BRL", "MXN", "ZAR", "KRW", "RUB", "TRY", "SGD", "HKD",
})  # fmt: skip
_SIGNS = {"us$": "$", "$": "$", "€": "€", "£": "£", "¥": "¥", "₹": "₹"}
_KEY_UNITS = {
    "kt": "thousand tonnes", "ktonnes": "thousand tonnes", "tonnes": "tonnes", "kg": "kg", "km": "km", "km2": "km²",
    "km²": "km²", "kwh": "kWh", "mwh": "MWh", "gwh": "GWh", "twh": "TWh", "kw": "kW", "mw": "MW", "gw": "GW",
    "ha": "hectares", "hectares": "hectares", "cm": "cm", "mm": "mm", "metres": "metres", "meters": "metres",
    "years": "years", "yrs": "years", "days": "days", "hours": "hours", "hrs": "hours", "minutes": "minutes",
    "mins": "minutes", "secs": "seconds", "seconds": "seconds", "ms": "ms", "celsius": "°C", "litres": "litres",
    "liters": "litres", "kcal": "kcal", "mb": "MB", "gb": "GB", "tb": "TB", "ppm": "ppm", "mph": "mph", "kmh": "km/h",
}  # fmt: skip
"""How keys write units at their end, in letters of one size. `mt` is left out: a tonne to some, a million to others."""
_FACTORED = re.compile(rf"(k|t|m|mm|mn|mio|bn|b)?({'|'.join(sorted(CURRENCIES))})(k|m|mn|mio|bn)?", re.IGNORECASE)
_RATED = re.compile(
    rf"(?P<name>.*?)\s*\b(?P<currency>{'|'.join(sorted(CURRENCIES))})\s+per\s+(?P<by>[^\W\d_]+)", re.IGNORECASE
)
_KILO_CURRENCY = {"k": "thousand", "t": "thousand"}
_PERCENT = re.compile(r"%|\bper\s?cent(?:age)?\b|\bpct\b", re.IGNORECASE)
_MONEY = re.compile(rf"(US\$|[$€£¥₹])|\b({'|'.join(sorted(CURRENCIES))})\b")
_SCALE = re.compile(
    r"(?<![\w'’])(?:in\s+)?(?P<long>thousand|million|billion|trillion)s?\b"
    r"|(?<!\w)(?P<sure>tsd|thsd|mn|mln|mio|bn|bln|mrd|['’]000s?)(?!\w)\.?"
    r"|[(\[,]\s*(?:in\s+)?(?P<short>k|mm?|000s?)(?=\s*[)\]]|\s+[A-Z$€£¥]|[$€£¥])"
    rf"|(?:[$€£¥]|\b(?:{'|'.join(sorted(CURRENCIES))}))\s?(?P<signed>k|mn?|bn?)\b|\b(?P<before>k|m|bn)(?=[$€£¥])"
    r"|,\s*(?P<last>k|m)$",
    re.IGNORECASE,
)
_PER = re.compile(r"(?<!\w)per\s+(?!cent)[^\W\d_]+|(?<=[A-Za-z€$£¥])\s*/\s*[^\W\d_]+", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"[(\[]\s*(?:in\s+)?([^()\[\]]{1,40}?)\s*[)\]]")
_EXTENT = re.compile(
    r"\b(?:(?:length|depth|height|width|distance|elevation|altitude|diameter|draught|draft|beam|span|level)s?|breadth|range|"
    r"radius|thickness|rainfall|precipitation|perimeter|circumference|wingspan|summit|above|below|long|deep|high|wide|tall)\b",
    re.IGNORECASE,
)
"""What is measured in metres or millimetres: "Depth (m)" counts no millions."""
_POWER = re.compile(r"(?<=[^\W\d_])[23²³](?!\w)")
_PARTS = re.compile(r"[,;:()\[\]]|\bin\b")
_SIBLING = re.compile(r"^[^:]{1,40}:\s+")
"""The key of a value that stands beside another in one record: "year: 2021" says nothing of a unit of years."""
_MOST_UNIT_WORDS = 6
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_\-./]+")
_WORD = re.compile(r"[^\W\d_]+")
_NO_COUNTS = frozenset({
    "years", "dates", "seasons", "months", "quarters", "periods", "times", "days", "olympics", "games", "series",
    "status", "class", "basis", "address", "news",
})  # fmt: skip
_AMOUNTS = frozenset({
    "population", "staff", "workforce", "headcount", "attendance", "capacity", "circulation", "length", "height",
    "depth", "area", "distance", "elevation", "altitude", "output", "turnover", "revenue", "income", "cost",
    "price", "number", "count", "total", "amount", "quantity", "votes", "size", "width",
})  # fmt: skip
"""Nouns in the singular under which a number like 1912 is an amount, not a year."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a heading says of the figures under it. `unit` is as a sentence writes it ("tonnes per hectare")."""

    percent: bool = False
    currency: str = ""
    scale: str = ""
    unit: str = ""
    per: str = ""
    """Of money, what it is per: "per tonne"."""
    certain: bool = False
    """Whether the unit stands in brackets, where nothing but a unit stands."""


def label_words(label: str) -> str:
    """A heading or key as words: `numTotalItems` is "num Total Items", `created_at` is "created at"."""
    if " " in label:
        return label
    return _CAMEL.sub(" ", label).strip()


def _is_key(label: str) -> bool:
    return " " not in label and bool(_CAMEL.search(label) or label.islower())


@lru_cache(maxsize=5_000)
def measure_of(label: str) -> Measure | None:
    """What one heading or key says of the figures under it; None when it says nothing."""
    value = _SIBLING.sub("", label) if _SIBLING.match(label) else None
    if value is not None and _WORD.search(value) is None:
        return None  # "year: 2021"
    text = value if value is not None else label
    if _is_key(text):
        text = _key_spelled_out(label_words(text))
    if _PERCENT.search(text):
        return Measure(percent=True)
    scale = _scale_of(text)
    money = _MONEY.search(text)
    if money:
        per = _PER.search(text, money.end())
        rate = re.sub(r"^\s*/\s*", "per ", per.group()).strip() if per else ""
        return Measure(currency=_SIGNS.get((money[1] or "").lower(), money[2] or ""), scale=scale, per=rate)
    return _unit_of(text, scale)


def _unit_of(text: str, scale: str) -> Measure | None:
    """A unit in brackets, else one that a part of the heading spells out ("US dollars per pound", "kg per person")."""
    bracketed = [found[1] for found in _IN_BRACKETS.finditer(text)]
    for inside in reversed(bracketed):
        unit = _inside(inside, text)
        if unit and not _holds_number(unit) and len(unit) <= 30:
            return Measure(scale=scale, unit=unit, certain=len(unit) <= 14 and not scale)
    for part in _PARTS.split(text):
        unit = _without_scale(part)
        if unit and len(unit.split()) <= _MOST_UNIT_WORDS and not _holds_number(unit):
            found = Measure(scale=scale, unit=unit)
            if _reads_as_unit(unit):
                return found
    return Measure(scale=scale) if scale else None


def _holds_number(unit: str) -> bool:
    """Whether digits stand there that are not the power of a unit: "km²" and "km2" hold none, "CO2" does."""
    if not any(char.isdigit() for char in unit):
        return False
    return any(char.isdigit() for char in _POWER.sub("", unit)) or not _reads_as_unit(unit)


@lru_cache(maxsize=5_000)
def _reads_as_unit(unit: str) -> bool:
    found = find_quantities(f"2 {unit}")
    return len(found) == 1 and bool(found[0].unit) and found[0].end == len(unit) + 2


def _scale_of(text: str) -> str:
    found = _SCALE.search(text)
    if found is None:
        return ""
    word = next(group for group in found.groups() if group).lower()
    if word in ("m", "mm") and _EXTENT.search(text):
        return ""  # "Depth (m)" is in metres
    return _SCALES.get(word, word)


def _without_scale(text: str) -> str:
    return " ".join(re.sub(r"^in\s+", "", _SCALE.sub(" ", f"({text})").strip("() ")).split())


def _inside(text: str, whole: str) -> str:
    """What a bracket says beside the scale; all of it where it is an extent's unit, "Depth (m)"."""
    return text if _EXTENT.search(whole) and text.lower() in ("m", "mm") else _without_scale(text)


def _key_spelled_out(words: str) -> str:
    """The words of a key with its unit and scale as a heading writes them: "revenue musd" is "revenue (million USD)".

    Only the last words of a key can be meant: `m` and `b` in front of a noun are parts of a name.
    """
    rated = _RATED.fullmatch(words)
    if rated:
        by = _KEY_UNITS.get(rated["by"].lower(), rated["by"])
        return f"{rated['name']} ({rated['currency'].upper()} per {by})"
    *name, last = words.split() or [""]
    money = _FACTORED.fullmatch(last)
    if money:
        before, after = (money[1] or "").lower(), (money[3] or "").lower()
        scale = _KILO_CURRENCY.get(before) or _SCALES.get(before) or _SCALES.get(after) or ""
        if not scale and name and name[-1].lower() in _SCALES:
            scale = _SCALES[name.pop().lower()]
        return f"{' '.join(name)} ({scale} {money[2].upper()})"
    lower = last.lower()
    if name and name[-1].upper() in CURRENCIES and (lower in _SCALES or lower.rstrip("s") in _LONG_SCALES):
        return f"{' '.join(name[:-1])} ({_SCALES.get(lower, lower)} {name[-1].upper()})"
    if name and lower in ("pct", "percent", "perc"):
        return f"{' '.join(name)} (%)"
    if name and lower in _KEY_UNITS:
        return f"{' '.join(name)} ({_KEY_UNITS[lower]})"
    if name and (lower in _SURE_SCALES or lower.rstrip("s") in _LONG_SCALES or lower in ("k", "000s")):
        return f"{' '.join(name)} ({_SCALES.get(lower, lower.rstrip('s'))})"
    return words


def counts_things(label: str) -> bool:
    """Whether a heading names what is counted or measured, so that a number like 1912 under it is no year."""
    words = [word.lower() for word in _WORD.findall(re.sub(r"[(\[].*", "", label_words(label)))]
    if not words or words[-1] in _NO_COUNTS:
        return False
    plural = words[-1].endswith("s") and not words[-1].endswith("ss") and len(words[-1]) > 3
    return plural or words[-1] in _AMOUNTS


def name_of(label: str) -> str:
    """A heading without what it says of unit and scale: "Turnover (million EUR)" is "Turnover"."""
    text = label_words(label)
    measured = measure_of(label)
    if measured is None:
        return text
    if _is_key(label):
        text = _key_spelled_out(text)
    bare = _IN_BRACKETS.sub(lambda found: " " if _says_measure(found[1]) else found.group(), text)
    words = [word for word in bare.split() if not _FACTORED.fullmatch(word.strip(",;"))]
    return " ".join(words)


def _says_measure(inside: str) -> bool:
    return bool(_PERCENT.search(inside) or _MONEY.search(inside) or _SCALE.search(f"({inside})")) or _reads_as_unit(
        inside
    )
