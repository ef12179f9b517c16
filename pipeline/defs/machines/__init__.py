"""What several machines share: locks, turns, files that people give and get.

What belongs here: keeping out of one another's way. What must never be here: Dagster's own storage, and records.
"""
