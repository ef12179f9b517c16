"""Words and digits into quantities: usable alone, without any other room of the pipeline.

What belongs here: numbers, units, hedges, ranges, dates, sentence boundaries. What must never be here: claims,
sources, files, clocks, logging.
"""

from pipeline.quantities.finding import find_quantities, read_quantities
from pipeline.quantities.lexicon import UnknownLanguageError
from pipeline.quantities.quantity import Quantity
from pipeline.quantities.sentences import split_sentences

__all__ = ["Quantity", "UnknownLanguageError", "find_quantities", "read_quantities", "split_sentences"]
