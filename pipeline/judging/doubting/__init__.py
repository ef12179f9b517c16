"""Doubts: reasons why a figure is not the one that a claim means, although words and values meet.

What belongs here: rules that withhold support: another amount, whole, body, time, role, or no assertion at all. What
must never be here: a rule that gives support.
"""
