"""Evidence: one claim held against the passages, tables and parts of one snapshot, a row for each comparison.

What belongs here: putting finding, doubting and comparing together. What must never be here: verdicts.
"""
