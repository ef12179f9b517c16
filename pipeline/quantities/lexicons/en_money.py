"""English words of coins and of paying. Data only; `en` puts them into the lexicon."""

from __future__ import annotations

from pipeline.quantities.lexicon import words

OLD_PENCE = {
    "halfpenny": 0.5,
    "ha'penny": 0.5,
    "tuppence": 2,
    "twopence": 2,
    "threepence": 3,
    "fourpence": 4,
    "fivepence": 5,
    "sixpence": 6,
    "sevenpence": 7,
    "eightpence": 8,
    "ninepence": 9,
    "tenpence": 10,
    "elevenpence": 11,
}
"""Coins of the old pound that are one word, in pence."""

PAYMENTS = words(
    "brought brings bring earn earns earned earning pay pays paid paying cost costs costing owe owes owed owing borrow "
    "borrows borrowed lend lends lent spend spends spent spending price priced rent rents rates wage wages salary fee "
    "fees fine fined bill debt loan pension worth charged charges charge donated invested savings profit "
    "income budget toll fare stipend dowry reward tip bribe mortgage"
)
"""Words before which pounds are money."""
