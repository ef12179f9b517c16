"""Passages: cut out of a page, indexed, and scored by how surely they speak of what a claim speaks of.

What belongs here: which passage may be meant. What must never be here: whether its figure agrees.
"""
