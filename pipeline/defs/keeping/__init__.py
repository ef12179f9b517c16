"""Records on disk or in a bucket: files, packs, what was done before, and what belongs together.

What belongs here: bookkeeping over records. What must never be here: Dagster, and what a stage does.
"""
