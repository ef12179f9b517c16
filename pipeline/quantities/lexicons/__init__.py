"""The lexicons: words of a language as data, one module a language, and the signs that all of them share."""

from pipeline.quantities.lexicons import de, en

LEXICONS = {"en": en.LEXICON, "de": de.LEXICON}
