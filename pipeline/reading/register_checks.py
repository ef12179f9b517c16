"""Checks of the register that need more than one entry, or the chapters' texts; and the words of its errors.

What belongs here: what can be wrong in a register, in sentences with the nearest good name. What must never be here:
file access; callers pass the texts in.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from rapidfuzz import fuzz, process

from pipeline.model import Chapter
from pipeline.reading.anchoring import find_nearest, occurrences
from pipeline.reading.errors import Problem
from pipeline.reading.formulas import FormulaError, names_in, parse_formula
from pipeline.reading.register_model import KeyPath, Place, Register

_CLOSE_ENOUGH = 60.0


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` was most likely meant to be, or None."""
    found = process.extractOne(name, list(known), scorer=fuzz.WRatio, score_cutoff=_CLOSE_ENOUGH)
    return found[0] if found else None


def shape_problems(error: ValidationError, place: Callable[[KeyPath], Place]) -> Iterator[Problem]:
    """Every problem that pydantic found, with its place and what to write instead."""
    for detail in error.errors():
        where: KeyPath = tuple(key for key in detail["loc"])
        yield Problem(*place(where), _shape_message(detail, where))


def _shape_message(detail: Any, where: KeyPath) -> str:
    name = ".".join(map(str, where)) or "the register"
    if detail["type"] == "extra_forbidden":
        known = _fields_at(where[:-1])
        best = nearest(str(where[-1]), known)
        hint = f"did you mean {best!r}?" if best else f"known here: {', '.join(known)}"
        return f"unknown key {where[-1]!r}; {hint}"
    if detail["type"] == "missing":
        return f"{'.'.join(map(str, where[:-1]))} needs the key {where[-1]!r}"
    if detail["type"] == "literal_error":
        expected = detail["ctx"]["expected"]
        best = nearest(str(detail["input"]), [word.strip(" '") for word in expected.replace(" or ", ", ").split(",")])
        return f"{name} is {detail['input']!r}, but must be {expected}" + (f"; did you mean {best!r}?" if best else "")
    message = detail["msg"].removeprefix("Value error, ")
    if detail["type"] == "list_type":
        message = f"write a list, for example [{detail['input']}]"
    elif detail["type"] in ("model_type", "dict_type"):
        message = "write key: value lines, indented under it"
    return f"{name}: {message}"


def _fields_at(where: KeyPath) -> list[str]:
    """The keys that the model knows at a place of the register."""
    current: Any = Register
    for key in where:
        if isinstance(current, type) and issubclass(current, BaseModel):
            field = current.model_fields.get(str(key))
            current = field.annotation if field else None
        else:
            current = get_args(current)[-1] if get_args(current) else None
        current = _model_in(current)
    return list(current.model_fields) if isinstance(current, type) and issubclass(current, BaseModel) else []


def _model_in(annotation: Any) -> Any:
    """The model inside an optional annotation; other annotations as they are."""
    inside = [option for option in get_args(annotation) if isinstance(option, type) and issubclass(option, BaseModel)]
    optional = type(None) in get_args(annotation)
    return inside[0] if optional and inside else annotation


def reference_problems(plain: Any, register: Register) -> Iterator[Problem]:
    """Names that lead nowhere: chapters and sources of claims, figures of formulas, claims of reviews.

    Works on the plain data, so that a register whose shape is wrong elsewhere shows these problems too; `register`
    only knows the places.
    """
    claims, sources, chapters = (_entries(plain, section) for section in ("claims", "sources", "chapters"))
    for claim_id, claim in claims.items():
        at: KeyPath = ("claims", claim_id)
        if isinstance(claim.get("chapter"), str):
            yield from _dangling(register, (*at, "chapter"), "chapter", claim["chapter"], chapters)
        yield from _dangling_sources(register, sources, at, claim)
        if "formula" in claim or "figures" in claim:
            yield from _formula_problems(register, claims, sources, claim_id)
    for review_id, review in _entries(plain, "reviews").items():
        if isinstance(review.get("claim"), str):
            yield from _dangling(register, ("reviews", review_id, "claim"), "claim", review["claim"], claims)


def _formula_problems(
    register: Register, claims: Mapping[str, Mapping[str, Any]], sources: Mapping[str, object], claim_id: str
) -> Iterator[Problem]:
    """Names of a formula that lead nowhere, figures that it does not use, and the names inside those figures."""
    at: KeyPath = ("claims", claim_id)
    claim = claims[claim_id]
    figures = _entries(claim, "figures")
    used: list[str] = list(figures) if "formula" in claim else []
    if isinstance(claim.get("formula"), str):
        with contextlib.suppress(FormulaError):  # its mistake is told with the shape of the entry
            used = names_in(parse_formula(claim["formula"]))
    known = [*figures, *(name for name in claims if name != claim_id)]
    for name in used:
        if name not in known:
            best = nearest(name, known)
            hint = f"did you mean {best!r}?" if best else "add it under figures:"
            message = f"the formula speaks of {name!r}, which is neither one of its figures nor another claim; {hint}"
            yield Problem(*register.place((*at, "formula")), message)
    for name, figure in figures.items():
        spot: KeyPath = (*at, "figures", name)
        if name not in used:
            message = f"the formula does not use {name!r}; use it or take it out"
            if "formula" not in claim:
                message = f"{name!r} is a figure of no formula; add one, for example formula: {name} > 100"
            yield Problem(*register.place(spot), message)
        if isinstance(figure.get("claim"), str):
            yield from _dangling(register, (*spot, "claim"), "claim", figure["claim"], claims)
        yield from _dangling_sources(register, sources, spot, figure)


def _entries(plain: Any, section: str) -> dict[str, Mapping[str, Any]]:
    """The entries of a section; one whose shape is wrong counts as empty."""
    found = plain.get(section) if isinstance(plain, Mapping) else None
    if not isinstance(found, Mapping):
        return {}
    return {name: entry if isinstance(entry, Mapping) else {} for name, entry in found.items()}


def _dangling_sources(
    register: Register, sources: Mapping[str, object], at: KeyPath, entry: Mapping[str, Any]
) -> Iterator[Problem]:
    listed = entry.get("sources")
    for index, source in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(source, str):
            yield from _dangling(register, (*at, "sources", index), "source", source, sources)


def _dangling(
    register: Register, where: KeyPath, kind: str, name: str, known: Mapping[str, object]
) -> Iterator[Problem]:
    if name not in known:
        best = nearest(name, known)
        hint = f"did you mean {best!r}?" if best else f"add it under {kind}s:"
        yield Problem(*register.place(where), f"there is no {kind} {name!r}; {hint}")


def quote_problems(register: Register, chapters: Iterable[Chapter]) -> Iterator[Problem]:
    """Registered quotes that do not stand in their chapter (with the nearest passage), or not so often as `nth`."""
    texts = {chapter.chapter_id: chapter.text for chapter in chapters}
    for claim_id, claim in register.claims.items():
        text = texts.get(claim.chapter)
        if text is None:
            continue
        found = occurrences(text, claim.quote)
        if len(found) >= claim.nth:
            continue
        if found:
            place = register.place(("claims", claim_id, "nth"))
            message = f"nth is {claim.nth}, but the quote stands only {len(found)} time(s) in {claim.chapter}"
        else:
            place = register.place(("claims", claim_id, "quote"))
            close = find_nearest(text, claim.quote)
            hint = f"the nearest passage is {text[close.start : close.end]!r}" if close else "nothing close to it does"
            message = f"the quote does not stand in {claim.chapter}; {hint}"
        yield Problem(*place, message)
