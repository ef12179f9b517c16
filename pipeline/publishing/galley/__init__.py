"""The galley: a chapter as one offline HTML file, every figure underlined, its evidence beside it.

What belongs here: turning published rows into pages that people read, print and sign. What must never be here:
deciding anything. A galley shows what the tables say; it never judges a claim anew.
"""

from pipeline.publishing.galley.links import VIEWS_FOLDER, view_name
from pipeline.publishing.galley.rendering import render_galleys
from pipeline.publishing.galley.rows import read_chapter_ids, read_chapter_states, read_cited_pages
from pipeline.publishing.galley.snapshot_views import read_state

__all__ = [
    "VIEWS_FOLDER",
    "read_chapter_ids",
    "read_chapter_states",
    "read_cited_pages",
    "read_state",
    "render_galleys",
    "view_name",
]
