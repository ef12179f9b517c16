"""English number words and what they are worth. Data only; `en` puts them into the lexicon."""

from __future__ import annotations

from pipeline.quantities.lexicon import Vague, in_order

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_TEENS = in_order(f"{_ONES} eighteen nineteen")
_TENS = {word: 10 * n for n, word in enumerate(in_order("twenty thirty forty fifty sixty seventy eighty ninety"), 2)}
_ORDINAL_WORDS = in_order(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "lac": 1e5, "lkh": 1e5, "million": 1e6, "crore": 1e7, "krore": 1e7,
    "koti": 1e7,
    "billion": 1e9, "trillion": 1e12, "quadrillion": 1e15, "quintillion": 1e18, "sextillion": 1e21,
    "septillion": 1e24, "dozen": 12, "dz": 12, "score": 20,
}  # fmt: skip
_FOREIGN = {
    **dict.fromkeys(in_order("millones milhão milhões millionen milioni milione"), 1e6),
    **dict.fromkeys(in_order("milliard milliards milliarden miliardi bilhão bilhões"), 1e9),
}
"""As sums of money keep them in English sentences; a billion that is 1e12 elsewhere is left out."""
SCALES = {**_SCALES, **{word + "s": scale for word, scale in _SCALES.items()}, "cr": 1e7, "kr": 1e7, **_FOREIGN}

_UNDER_TWENTY = {word: n for n, word in enumerate(_TEENS)}
_SIMPLE = {**_UNDER_TWENTY, **_TENS, "naught": 0, "nought": 0, "nil": 0, "fourty": 40}
_CARDINAL_COMPOUNDS = {
    tens + ones: value + n for tens, value in _TENS.items() for n, ones in enumerate(_TEENS[1:10], 1)
}  # "twentyfive", as it is often misspelt
CARDINALS = {**_SIMPLE, **_CARDINAL_COMPOUNDS}
_ORDINAL_ONES = {word: n for n, word in enumerate(_ORDINAL_WORDS)}
_ORDINAL_TENS = {word[:-1] + "ieth": value for word, value in _TENS.items()}
_ORDINAL_COMPOUNDS = {tens + _ORDINAL_WORDS[n]: value + n for tens, value in _TENS.items() for n in range(1, 10)}
_ORDINAL_SCALES = {f"{word}th": int(_SCALES[word]) for word in in_order("hundred thousand million billion trillion")}
ORDINALS = {**_ORDINAL_ONES, **_ORDINAL_TENS, **_ORDINAL_COMPOUNDS, **_ORDINAL_SCALES}


def _denominators() -> dict[str, float]:
    parts = {"half": 0.5, "halves": 0.5, "quarter": 0.25, "quarters": 0.25, "fourth": 0.25, "fourths": 0.25}
    for word, n in ORDINALS.items():
        if n > 2:
            parts[word] = parts[word + "s"] = 1 / n
    return parts


DENOMINATORS = _denominators()
SHORT_SCALES = {
    "k": 1e3,
    "K": 1e3,
    "M": 1e6,
    "MM": 1e6,
    "mm": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "mil": 1e6,
    "mio": 1e6,
    "Mn": 1e6,
    "Mio": 1e6,
    "Mill": 1e6,
    "Mrd": 1e9,
    "Md": 1e9,
    "b": 1e9,
    "B": 1e9,
    "bn": 1e9,
    "Bn": 1e9,
    "BN": 1e9,
    "bil": 1e9,
    "bln": 1e9,
    "T": 1e12,
    "t": 1e12,
    "tn": 1e12,
    "trn": 1e12,
    "tr": 1e12,
    "G": 1e9,
}
VAGUE = {
    "several": Vague(3, 9),
    "few": Vague(3, 5),
    "couple": Vague(2, 2, "approx"),
    "pair": Vague(2, 2, "eq"),
    "handful": Vague(3, 6),
}
VAGUE_SCALES = {
    "tens": 10,
    "dozens": 12,
    "scores": 20,
    "hundreds": 1e2,
    "thousands": 1e3,
    "lakhs": 1e5,
    "millions": 1e6,
    "crores": 1e7,
    "billions": 1e9,
    "trillions": 1e12,
}
MULTIPLES = {
    "twice": 2,
    "thrice": 3,
    "double": 2,
    "doubled": 2,
    "doubles": 2,
    "doubling": 2,
    "triple": 3,
    "tripled": 3,
    "triples": 3,
    "tripling": 3,
    "quadruple": 4,
    "quadrupled": 4,
    "quadrupling": 4,
    "quintupled": 5,
    "quintuple": 5,
    "halved": 0.5,
    "halving": 0.5,
    "trebled": 3,
    "treble": 3,
}
