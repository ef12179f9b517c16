"""The error tree of reading, at the top of one file.

What belongs here: every exception this room raises on purpose, and the record of one problem in a file. What must
never be here: the checks that find the problems. Each message names the file (and line where there is one), says what
is wrong, and what to do next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class ReadingError(Exception):
    """Something in the author's files must be put right before it can be read."""


class ChapterError(ReadingError):
    """A manuscript file that cannot be read as a chapter."""

    def __init__(self, path: str, problem: str, advice: str) -> None:
        super().__init__(f"{path}: {problem}. {advice}")
        self.path = path
        self.problem = problem
        self.advice = advice


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in a file, at the place where it stands (lines and columns count from 1)."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class RegisterError(ReadingError):
    """A register that cannot be used as it stands; carries every problem found, in the order of the file."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))
