"""Verdicts in the formats that other tools read: ClaimReview, CSL-JSON, BibTeX, Web Annotations, evidence bundles.

What belongs here: one format a file, published rows in and text out. What must never be here: queries outside
`citations` and `rows`, decisions, and formats without a specification.
"""

from pipeline.publishing.exports.annotations import to_annotations
from pipeline.publishing.exports.bibtex import to_bibtex
from pipeline.publishing.exports.bundle import Bundled, write_bundle
from pipeline.publishing.exports.bundle_verify import BundleReport, verify_bundle
from pipeline.publishing.exports.claim_review import to_claim_reviews
from pipeline.publishing.exports.csl import to_csl
from pipeline.publishing.exports.errors import ExportError
from pipeline.publishing.exports.rows import ExportRows, read_export_rows, text_name

__all__ = [
    "BundleReport",
    "Bundled",
    "ExportError",
    "ExportRows",
    "read_export_rows",
    "text_name",
    "to_annotations",
    "to_bibtex",
    "to_claim_reviews",
    "to_csl",
    "verify_bundle",
    "write_bundle",
]
