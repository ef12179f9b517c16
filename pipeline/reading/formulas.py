"""The arithmetic that a person writes for a claim: `alder > birch + elm`, `100% - passed`, `signed - announced`.

What belongs here: the grammar of a formula, and its mistakes with the column where they stand. What must never be here:
the figures and the reckoning; those are judging's.

    formula    = sum [ (">" | ">=" | "<" | "<=" | "=") sum ]
    sum        = product { ("+" | "-") product }
    product    = operand { ("*" | "/") operand }
    operand    = number [ "%" | unit ] | name | "(" sum ")"
    unit       = "second" | "minute" | "hour" | "day" | "week" | "month" | "year", also with "s"
    name       = a letter, then letters, digits, "_", "-" and "."

A "-" inside a name belongs to the name, so a difference has spaces: `signed - announced`. A tree is plain data that can
be written down as JSON: a name is text, a number a number, a percentage `["%", 40]`, a time `["day", 2]`, anything else
a list of the operator and what stands on its two sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Tree = Any
"""A name, a number, or a list of an operator and its operands; plain data, as JSON has it."""

COMPARISONS = {">": ">", ">=": ">=", "≥": ">=", "<": "<", "<=": "<=", "≤": "<=", "=": "=", "==": "="}
_SUMS = {"+": "+", "-": "-", "−": "-", "–": "-"}
_PRODUCTS = {"*": "*", "×": "*", "·": "*", "/": "/", "÷": "/"}
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d[\d,_]*(?:\.\d+)?)(?:\s*(?P<unit>%|(?:second|minute|hour|day|week|month|year)(?=s?\b))s?)?(?![\w])|(?P<name>[^\W\d_][\w.-]*)"
    r"|(?P<sign>>=|<=|==|[()><=≥≤+\-−–*×·/÷])|(?P<other>\S))"
)
_DEEPEST = 40


class FormulaError(ValueError):
    """A formula that cannot be read. `at` is the offset of the mistake in its text."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int
    unit: str = ""


def parse_formula(text: str) -> Tree:
    """The tree of a formula. Raises FormulaError."""
    return _Parser(text).formula()


def names_in(tree: Tree) -> list[str]:
    """The names in a tree, in their order, each once."""
    return list(dict.fromkeys(_names(tree)))


def compares(tree: Tree) -> bool:
    """Whether the formula says how two sides stand to one another; else its result is the claim's own figure."""
    return isinstance(tree, list) and tree[0] in COMPARISONS


def _names(tree: Tree) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, list):
        for operand in tree[1:]:
            yield from _names(operand)


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = [_token(found) for found in _TOKEN.finditer(text)]
        self._tokens.append(_Token("end", "the end", len(text)))
        self._next = 0
        self._depth = 0

    def formula(self) -> Tree:
        tree = self._sum()
        sign = self._peek()
        if sign.text in COMPARISONS:
            self._next += 1
            tree = [COMPARISONS[sign.text], tree, self._sum()]
        after = self._peek()
        if after.text in COMPARISONS:
            raise FormulaError("a formula compares once; write two claims for two comparisons", after.at)
        if after.kind == "name":
            raise FormulaError(f"there is no operator before {after.text!r}; write + - * / > >= < <= or =", after.at)
        if after.kind != "end":
            raise FormulaError(f"{after.text!r} does not belong here", after.at)
        return tree

    def _sum(self) -> Tree:
        return self._row(_SUMS, self._product)

    def _product(self) -> Tree:
        return self._row(_PRODUCTS, self._operand)

    def _row(self, signs: dict[str, str], operand: Any) -> Tree:
        tree = operand()
        while (sign := self._peek()).text in signs:
            self._next += 1
            tree = [signs[sign.text], tree, operand()]
        return tree

    def _operand(self) -> Tree:
        token = self._peek()
        self._next += token.kind != "end"
        if token.kind == "name":
            return token.text
        if token.kind == "number":
            number = float(token.text.replace(",", "").replace("_", ""))
            return [token.unit, number] if token.unit else number
        if token.text == "(":
            self._depth += 1
            if self._depth > _DEEPEST:
                raise FormulaError("too many brackets within brackets", token.at)
            tree = self._sum()
            closing = self._peek()
            if closing.text != ")":
                raise FormulaError(f"')' is missing before {closing.text}", closing.at)
            self._next += 1
            self._depth -= 1
            return tree
        raise FormulaError(f"a name or a number is missing before {token.text}", token.at)

    def _peek(self) -> _Token:
        return self._tokens[self._next]


def _token(found: re.Match[str]) -> _Token:
    kind = found.lastgroup or "other"
    if found["number"] is not None:
        return _Token("number", found["number"], found.start("number"), found["unit"] or "")
    if kind == "other":
        raise FormulaError(f"{found['other']!r} means nothing in a formula", found.start("other"))
    return _Token(kind, found[kind], found.start(kind))
