"""The questions of `questions.sql`: their names, their words, their queries, and answering one.

What belongs here: reading that file. What must never be here: a query.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import duckdb

from pipeline.publishing.warehouse import rows

_NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)
_VARIABLE = re.compile(r"getvariable\('(\w+)'\)")


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its query."""

    name: str
    asks: str
    """The question in words."""
    sql: str
    """The query, comments included."""

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of the DuckDB variables that the query reads."""
        return tuple(dict.fromkeys(_VARIABLE.findall(self.sql)))


@cache
def read_questions() -> Mapping[str, Question]:
    """Every question by its name, in the order of the file."""
    text = files("pipeline.publishing").joinpath("questions.sql").read_text(encoding="utf-8")
    _, *parts = _NAME.split(text)
    found = (
        Question(name, sql.strip().splitlines()[0].removeprefix("-- "), sql.strip())
        for name, sql in zip(parts[::2], parts[1::2], strict=True)
    )
    return {question.name: question for question in found}


def answer(
    connection: duckdb.DuckDBPyConnection, question: Question, variables: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The rows that answer a question; `variables` holds a value for each that it reads."""
    for name in question.variables:
        value = variables[name].replace("'", "''")
        connection.execute(f"SET VARIABLE {name} = '{value}'")
    return rows(connection, question.sql)
