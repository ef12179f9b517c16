"""Finders: services that may know candidate sources nobody named. Off unless switched on.

What belongs here: one file per service, each turning a question into candidate sources. What must never be here:
accepting a candidate; that is for a person (`claims add`). The one place of the pipeline that may name platforms.
"""

from pipeline.gathering.finders.search import FINDERS, Found, find_candidates
from pipeline.gathering.finders.service import FinderSettings, Question

__all__ = ["FINDERS", "FinderSettings", "Found", "Question", "find_candidates"]
