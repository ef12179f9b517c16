"""The register file, `claims.yaml`: read with every problem at once, written without losing a comment. One of the two
file readers of this room.

What belongs here: YAML with the place of every value, file access, atomic writes. What must never be here: what the
entries mean.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from yaml.error import MarkedYAMLError, YAMLError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from pipeline.model import Chapter
from pipeline.reading.chapters import SUFFIXES, read_chapter
from pipeline.reading.errors import ChapterError, Problem, ReadingError, RegisterError
from pipeline.reading.register_checks import quote_problems, reference_problems, shape_problems
from pipeline.reading.register_model import KeyPath, Register

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""A parser that leaves plain scalars alone; the one in C where it is there, which takes a tenth of the time."""
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLS = frozenset({"true", "True", "TRUE", "false", "False", "FALSE"})
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


def read_register(path: Path) -> Register:
    """Read and check the register. A register that does not exist is empty: nothing has to be registered.

    Raises RegisterError with all problems of shape, names and paths; quotes are checked by `check_register`, because
    a lost quote leaves an orphan to show and must not stop a run.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Register().located(str(path), {})
    except UnicodeDecodeError as error:
        raise RegisterError(
            [Problem(str(path), 1, 1, f"it is no UTF-8 text ({error.reason}); save it as UTF-8")]
        ) from None
    except OSError as error:
        message = f"it cannot be read ({error.strerror or error}); check that it is a file you may read"
        raise RegisterError([Problem(str(path), 1, 1, message)]) from None
    register, problems = parse_register(text, path)
    if register is not None:
        problems += _missing_files(register, path.parent)
    if problems or register is None:
        raise RegisterError(problems)
    home = path.resolve().parent
    files = {str((home / entry.path).resolve()): name for name, entry in register.chapters.items()}
    register._files = files
    return register


def check_register(path: Path, chapters: Iterable[Chapter] | None = None) -> list[Problem]:
    """Every problem of the register, lost quotes and unreadable chapters included; empty when all is well.

    `chapters` saves reading them again; by default the registered ones are read from beside the register.
    """
    try:
        register = read_register(path)
    except RegisterError as error:
        return list(error.problems)
    problems: list[Problem] = []
    if chapters is None:
        chapters = []
        for chapter_id, entry in register.chapters.items():
            try:
                chapters.append(read_chapter(Path(entry.path), path.parent, register))
            except ChapterError as error:
                problems.append(Problem(str(path), *register.place(("chapters", chapter_id, "path")), str(error)))
    problems += quote_problems(register, chapters)
    return sorted(problems)


def parse_register(text: str, path: Path) -> tuple[Register | None, list[Problem]]:
    """Register and problems of a YAML text; the register is None when its shape is wrong. Touches no file."""
    places: dict[KeyPath, tuple[int, int]] = {}
    problems: list[Problem] = []
    try:
        root = yaml.compose(text, Loader=_LOADER)
        plain = _plain(root, (), places, problems, str(path)) if root is not None else {}
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return None, [Problem(str(path), line, column, f"this is no YAML: {error.problem or error.context}")]
    except (YAMLError, RecursionError) as error:
        return None, [Problem(str(path), 1, 1, f"this is no YAML: {(str(error) or 'unreadable').splitlines()[0]}")]
    located = Register().located(str(path), places)
    problems += reference_problems(plain, located)
    try:
        return Register.model_validate(plain if plain is not None else {}).located(str(path), places), problems
    except ValidationError as error:
        return None, problems + list(shape_problems(error, str(path), located.place))


def _plain(node: Node, at: KeyPath, places: dict[KeyPath, tuple[int, int]], problems: list[Problem], path: str) -> Any:
    """Plain data of a YAML node. Dates stay text, so that 2026-03 and 2026-03-17 are read alike."""
    places.setdefault(at, (node.start_mark.line + 1, node.start_mark.column + 1))
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
            first = places[(*at, key)][0]
            problems.append(
                Problem(path, line, column, f"{key!r} stands twice, first in line {first}; keep one of them")
            )
            continue
        places[(*at, key)] = (line, column)
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


def _missing_files(register: Register, home: Path) -> list[Problem]:
    problems = []
    wanted = [(("chapters", name, "path"), entry.path) for name, entry in register.chapters.items()]
    wanted += [
        (("sources", name, "transcript"), entry.transcript)
        for name, entry in register.sources.items()
        if entry.transcript is not None
    ]
    for where, file in wanted:
        if not (home / file).is_file():
            kind = "is a folder" if (home / file).is_dir() else "does not exist"
            message = f"{file} {kind}; paths count from {home}"
            problems.append(Problem(register.path, *register.place(where), message))
    return problems


def find_manuscripts(register: Register, seeds: Path) -> list[Path]:
    """Every manuscript file: those in the folder `seeds` (its sub-folders aside), and those the register names."""
    home = Path(register.path).resolve().parent
    found = {(home / entry.path).resolve() for entry in register.chapters.values()}
    if seeds.is_dir():
        found |= {
            path.resolve()
            for path in seeds.iterdir()
            if path.is_file() and path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~$"))
        }
    return sorted(found)


def write_register(path: Path, text: str) -> None:
    """Replace the register by `text`, all or nothing. Raises RegisterError and leaves the file alone when the new
    text is no good register, ReadingError when the folder cannot be written."""
    _, problems = parse_register(text, path)
    if problems:
        raise RegisterError(problems)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            if path.exists():
                Path(name).chmod(path.stat().st_mode & 0o777)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReadingError(f"{path}: it cannot be written ({reason}). Check that you may write the folder.") from None
