"""Pages: payloads of any format into text whose blocks lead back to the bytes.

What belongs here: one reader per format. What must never be here: fetching, storing, or an opinion on what the text
means. Everything here is a pure function of the payload.
"""

from pipeline.gathering.pages.reading import read_page

__all__ = ["read_page"]
