"""Runs: starting and leading them, their steps and shards, Dagster's instance and executors.

What belongs here: how work is handed out. What must never be here: what the work is.
"""
