"""Sentences: one claim sentence against one evidence text, for `judge`, which knows no pages and no register.

What belongs here: how fully a text states a whole sentence. What must never be here: rows of evidence.
"""
