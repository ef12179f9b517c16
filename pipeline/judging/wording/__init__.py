"""Words: what a text says beside its figures, and which words change what a figure means.

What belongs here: closed word lists, terms, clauses, negation, modality, names for the same thing. What must never be
here: figures, and holding two texts against one another.
"""
