"""Verdicts: everything that was known of one claim on one day, and what the decision table makes of it.

What belongs here: weighing evidence by time and authority, looks, reviews, changes, explanations. What must never be
here: reading a passage.
"""
