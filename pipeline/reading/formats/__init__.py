"""One reader per manuscript format: bytes in, a `Manuscript` out.

What belongs here: what a file format means, each through its well-kept parser. What must never be here: file access
(the bytes come from `pipeline.reading.chapters`), and anything about quantities or claims.
"""
