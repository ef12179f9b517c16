"""The gold sentences of `gold/`: reading the files, and scoring the engine on them as the public suites do.

A gold figure is found when a figure of the engine overlaps it; its value is right when both bounds are, and its
reading when comparator and unit are right as well. Ordinals are neither annotated nor counted.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.quantities import Quantity, find_quantities

GOLD = Path(__file__).parent / "gold"
TODAY = dt.date(2026, 6, 1)

End = float | str | None


@dataclass(frozen=True)
class Asserted:
    """One annotated figure of a sentence."""

    start: int
    quote: str
    comparator: str
    low: End
    high: End
    unit: str | None

    @property
    def end(self) -> int:
        return self.start + len(self.quote)


@dataclass
class Score:
    """Counts over a file, and the sentences that are not read as annotated."""

    gold: int = 0
    found: int = 0
    right: int = 0
    compared: int = 0
    read: int = 0
    predicted: int = 0
    wrong: list[str] = field(default_factory=list)


def sentences(path: Path) -> Iterator[tuple[str, list[Asserted]]]:
    """The sentences of a gold file with their figures; a quote that is not in its sentence is an error."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            yield lines[0], list(_figures(lines[0], lines[1:]))


def _figures(sentence: str, lines: list[str]) -> Iterator[Asserted]:
    at = 0
    for line in lines:
        quote, comparator, ends, unit = (part.strip() for part in line.split("|"))
        start = sentence.find(quote, at)
        if start < 0:
            raise ValueError(f"{quote!r} is not in {sentence!r}")
        at = start + len(quote)
        low, dots, high = ends.partition("..")
        yield Asserted(start, quote, comparator, _end(low), _end(high if dots else low), unit or None)


def _end(written: str) -> End:
    if not written:
        return None
    return written if written.count("-") == 2 and not written.startswith("-") else float(written)


def score(path: Path, *, language: str = "en") -> Score:
    """Score the engine on a gold file."""
    total = Score()
    for sentence, gold in sentences(path):
        figures = [figure for figure in find_quantities(sentence, TODAY, language=language) if figure.kind != "ordinal"]
        unmatched = list(figures)
        faults = []
        for asserted in gold:
            overlapping = [
                figure for figure in unmatched if figure.start < asserted.end and asserted.start < figure.end
            ]
            best = next((figure for figure in overlapping if _same_value(asserted, figure)), None)
            total.found += bool(overlapping)
            if best is None:
                faults.append(f"    missed {asserted.quote!r}")
                continue
            unmatched.remove(best)
            total.right += 1
            total.compared += best.comparator == asserted.comparator
            alike = best.comparator == asserted.comparator and best.unit == asserted.unit
            total.read += alike
            if not alike:
                faults.append(f"    {asserted.quote!r} read as {best.comparator}, {best.unit}")
        total.gold += len(gold)
        total.predicted += len(figures)
        faults.extend(f"    unasked {figure.text!r} {figure.low}..{figure.high} {figure.unit}" for figure in unmatched)
        if faults:
            total.wrong.append("\n".join([sentence, *faults]))
    return total


def _same_value(asserted: Asserted, figure: Quantity) -> bool:
    return _same_end(asserted.low, figure.low) and _same_end(asserted.high, figure.high)


def _same_end(asserted: End, read: float | str | None) -> bool:
    if isinstance(asserted, float) and isinstance(read, (int, float)):
        return math.isclose(asserted, read, rel_tol=1e-5, abs_tol=1e-12)
    return asserted == read
