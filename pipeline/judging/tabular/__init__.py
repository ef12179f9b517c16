"""Claims that a table answers as a whole: rows counted, columns compared, the largest found, totals drawn.

What belongs here: a page's tables as grids, what of a claim their cells and headings account for, and the arithmetic
over rows and columns that the claim asks for. What must never be here: prose, time, sources and verdicts.

`answer` takes a table as records, a row each; `places` and `changes` take the tables of stored pages cell by cell, with
their headings, units and times. A table answers only a claim of which it accounts for every word: cells, headings,
caption, numbers, and the words of the question itself ("the highest", "more than", "only"). One word too many, and the
table says nothing.
"""

from pipeline.judging.tabular.answers import answer
from pipeline.judging.tabular.grid import Grid, read_grids, without_totals
from pipeline.judging.tabular.outcome import Answer

__all__ = ["Answer", "Grid", "answer", "read_grids", "without_totals"]
