"""Figures: one claimed value against one found value, and the arithmetic that is shown.

What belongs here: intervals, units, dates, formulas. What must never be here: words, and whether a passage speaks of
the same thing at all.
"""
