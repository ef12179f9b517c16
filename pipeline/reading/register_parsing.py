"""The texts of the register's files -> one register, with the place of every value and every problem at once.

What belongs here: YAML with places, and the merging of several files. What must never be here: file access, and what
the entries mean.

The register may be split: `claims.yaml`, and beside it `claims.d/*.yaml`, each of the same shape. The files are merged
in the order of their names, `claims.yaml` first; an entry may stand in any of them, and in one only.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

import yaml
from pydantic import ValidationError
from yaml.error import MarkedYAMLError, YAMLError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from pipeline.reading.errors import Problem
from pipeline.reading.register_checks import reference_problems, shape_problems
from pipeline.reading.register_model import SECTIONS, KeyPath, Place, Register

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""A parser that leaves plain scalars alone; the one in C where it is there, which takes a tenth of the time."""
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLS = frozenset({"true", "True", "TRUE", "false", "False", "FALSE"})
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")

Places = dict[KeyPath, Place]


def parse_register(files: Iterable[tuple[str, str]]) -> tuple[Register | None, list[Problem]]:
    """Register and problems of the YAML texts of its files, each with the path it is shown under, `claims.yaml` first;
    the register is None when the shape of any is wrong."""
    problems: list[Problem] = []
    places: Places = {}
    merged: dict[str, Any] = {}
    main = "claims.yaml"
    sound = True
    for order, (path, text) in enumerate(files):
        main = path if not order else main
        plain, own = _parse(text, path, problems)
        if plain is None:
            sound = False
        else:
            _merge(plain, own, merged, places, problems)
    located = Register().located(main, places)
    problems += reference_problems(merged, located) if sound else []
    try:
        register = Register.model_validate(merged).located(main, places)
    except ValidationError as error:
        return None, [*problems, *shape_problems(error, located.place)]
    return (register if sound else None), problems


def _parse(text: str, path: str, problems: list[Problem]) -> tuple[dict[str, Any] | None, Places]:
    """Plain data of one file with the places of its values; None when it is no YAML mapping."""
    places: Places = {}
    try:
        root = yaml.compose(text, Loader=_LOADER)
        swollen = _swollen(root, text)
        if swollen is not None:
            mark = swollen.start_mark
            message = "its anchors (&) are repeated (*) into far more than the file says; write the entries out"
            problems.append(Problem(path, mark.line + 1, mark.column + 1, message))
            return None, places
        plain = _plain(root, (), places, problems, path) if root is not None else {}
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        begun = error.context_mark
        opened = f" for what began in line {begun.line + 1}" if begun and begun.line + 1 < line else ""
        problems.append(Problem(path, line, column, f"this is no YAML: {error.problem or error.context}{opened}"))
        return None, places
    except (YAMLError, RecursionError) as error:
        reason = (str(error) or "unreadable").splitlines()[0]
        problems.append(Problem(path, 1, 1, f"this is no YAML: {reason}"))
        return None, places
    plain = {} if plain is None else plain
    if not isinstance(plain, dict):
        problems.append(Problem(*places[()], "the register: write key: value lines, indented under it"))
        return None, places
    return plain, places


def _swollen(root: Node | None, text: str) -> Node | None:
    """The first value that anchors make larger than ten times the file, or infinite; None when none is ("billion
    laughs", CWE-776). Without anchors a file holds no more values than characters."""
    if root is None or "*" not in text:
        return None
    sizes: dict[int, float] = {}
    limit = 10 * len(text)

    def size(node: Node) -> float:
        if id(node) not in sizes:
            sizes[id(node)] = math.inf  # as long as it is open: what is met again within itself has no end
            inside = node.value if isinstance(node, SequenceNode) else ()
            pairs = node.value if isinstance(node, MappingNode) else ()
            sizes[id(node)] = 1 + sum(map(size, inside)) + sum(size(value) for _, value in pairs)
            nodes.append(node)
        return sizes[id(node)]

    nodes: list[Node] = []
    size(root)
    return next((node for node in nodes if sizes[id(node)] > limit), None)


def _merge(
    plain: Mapping[str, Any], own: Places, merged: dict[str, Any], places: Places, problems: list[Problem]
) -> None:
    """Take the entries of one file into those of the files before it; one that is there already is a problem."""
    taken: set[KeyPath] = set()
    for key, value in plain.items():
        there = merged.get(key)
        if key in SECTIONS and isinstance(there, dict) and isinstance(value, Mapping):
            for name, entry in value.items():
                if name in there:
                    first = "{}:{}:{}".format(*places[key, name])
                    message = f"{key} has an entry {name!r} already, in {first}; keep one of them"
                    problems.append(Problem(*own[key, name], message))
                    taken.add((key, name))
                else:
                    there[name] = entry
        elif there is None or _says_more(value, there):
            merged[key] = dict(value) if isinstance(value, Mapping) else value
            for where in [where for where in places if where[:1] == (key,)]:
                del places[where]
        elif value is not None:
            taken.add((key,))
    for where, place in own.items():
        if not any(where[: len(gone)] == gone for gone in taken):
            places.setdefault(where, place)


def _says_more(value: Any, there: Any) -> bool:
    """Whether a value must stand for its key rather than one of another file, because it is wrong and the other is not:
    a list where entries belong, another version."""
    return value is not None and (isinstance(there, dict) or there == 1) and value != there


def _plain(node: Node, at: KeyPath, places: Places, problems: list[Problem], path: str) -> Any:
    """Plain data of a YAML node. Dates stay text, so that 2026-03 and 2026-03-17 are read alike."""
    places.setdefault(at, (path, node.start_mark.line + 1, node.start_mark.column + 1))
    if isinstance(node, ScalarNode):
        return _scalar(node)
    if isinstance(node, SequenceNode):
        return [_plain(item, (*at, index), places, problems, path) for index, item in enumerate(node.value)]
    assert isinstance(node, MappingNode)
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line, column = key_node.start_mark.line + 1, key_node.start_mark.column + 1
        if key in values:
            first = places[(*at, key)][1]
            problems.append(
                Problem(path, line, column, f"{key!r} stands twice, first in line {first}; keep one of them")
            )
            continue
        places[(*at, key)] = (path, line, column)
        values[key] = _plain(value_node, (*at, key), places, problems, path)
    return values


def _scalar(node: ScalarNode) -> Any:
    """The value of a scalar by the core schema (YAML 1.2.2, section 10.3.2): only a plain one is more than text."""
    value = str(node.value)
    if node.style:
        return value
    if value in _NULLS:
        return None
    if value in _BOOLS:
        return value.lower() == "true"
    if _INT.fullmatch(value):
        return int(value)
    return float(value) if _FLOAT.fullmatch(value) else value
