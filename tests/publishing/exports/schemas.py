"""JSON Schemas written down from the definitions of the formats, as narrow as what is exported.

Sources: schema.org (ClaimReview, Claim, Rating, CreativeWork), the CSL 1.0.2 list of item types and variables, and the
Web Annotation Data Model. An unknown property is an error, so that a misspelt term cannot pass.
"""

from __future__ import annotations

from typing import Any

DAY = r"^\d{4}(-\d{2}(-\d{2})?)?$"
TEXT = {"type": "string", "minLength": 1}
SHA256 = {"type": "string", "pattern": "^sha256:[0-9a-f]+$"}


def thing(kind: str | list[str], required: list[str], **properties: Any) -> dict[str, Any]:
    """A schema.org object of a type, with its properties and no others."""
    of_type = {"enum": [kind] if isinstance(kind, str) else kind}
    return {
        "type": "object",
        "required": ["@type", *required],
        "properties": {"@type": of_type, **properties},
        "additionalProperties": False,
    }


AGENT = thing(["Organization", "Person"], ["name"], name=TEXT)
RATING = thing(
    "Rating",
    ["alternateName"],
    alternateName=TEXT,
    ratingValue={"type": "number", "minimum": 1, "maximum": 3},
    bestRating={"const": 3},
    worstRating={"const": 1},
) | {"dependentRequired": {"ratingValue": ["bestRating", "worstRating"]}}
CHAPTER = thing(
    "Chapter", ["name"], name=TEXT, identifier=SHA256, datePublished={"type": "string", "pattern": DAY}
)  # fmt: skip
CLAIM = thing("Claim", ["text"], text=TEXT, name=TEXT, temporal=TEXT, appearance=CHAPTER)
EVIDENCE = thing(
    ["WebPage", "CreativeWork"],
    ["name"],
    name=TEXT,
    url={"type": "string"},
    text=TEXT,
    publisher=AGENT,
    temporal=TEXT,
    identifier=SHA256,
    archivedAt={"type": "string", "format": "uri"},
    abstract=TEXT,
)
CLAIM_REVIEW = thing(
    "ClaimReview",
    ["@id", "claimReviewed", "reviewRating", "itemReviewed", "author", "datePublished"],
    **{"@id": {"type": "string", "pattern": "^urn:claims:review:"}},
    claimReviewed=TEXT,
    reviewBody=TEXT,
    datePublished={"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    author=AGENT,
    reviewRating=RATING,
    itemReviewed=CLAIM,
    citation=EVIDENCE,
)
CLAIM_REVIEWS = {
    "type": "object",
    "required": ["@context", "@graph"],
    "properties": {"@context": {"const": "https://schema.org"}, "@graph": {"type": "array", "items": CLAIM_REVIEW}},
    "additionalProperties": False,
}

CSL_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
        },
        "season": {"type": "integer", "minimum": 1, "maximum": 4},
        "literal": TEXT,
    },
    "anyOf": [{"required": ["date-parts"]}, {"required": ["literal"]}],
    "additionalProperties": False,
}
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type", "title"],
        "properties": {
            "id": TEXT,
            "type": {"enum": ["webpage", "dataset", "report", "document"]},
            "title": TEXT,
            "publisher": TEXT,
            "issued": CSL_DATE,
            "accessed": CSL_DATE,
            "URL": TEXT,
            "archive": TEXT,
            "archive_location": TEXT,
            "note": TEXT,
        },
        "additionalProperties": False,
    },
}

SELECTORS = {
    "type": "array",
    "prefixItems": [
        {
            "type": "object",
            "required": ["type", "exact", "prefix", "suffix"],
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                "exact": TEXT,
                "prefix": {"type": "string"},
                "suffix": {"type": "string"},
            },
            "additionalProperties": False,
        },
        {
            "type": "object",
            "required": ["type", "start", "end"],
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 0},
            },
            "additionalProperties": False,
        },
    ],
    "minItems": 2,
    "maxItems": 2,
}
BODY = {
    "type": "object",
    "required": ["type", "value", "purpose"],
    "properties": {
        "type": {"const": "TextualBody"},
        "value": TEXT,
        "format": {"const": "text/plain"},
        "language": {"const": "en"},
        "purpose": {"enum": ["assessing", "tagging"]},
    },
    "additionalProperties": False,
}
ANNOTATION = {
    "type": "object",
    "required": ["id", "type", "target", "body"],
    "properties": {
        "id": {"type": "string", "pattern": "^urn:"},
        "type": {"const": "Annotation"},
        "created": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$"},
        "motivation": {"const": "assessing"},
        "body": {"type": "array", "items": BODY},
        "target": {
            "type": "object",
            "required": ["source", "selector"],
            "properties": {"source": TEXT, "selector": SELECTORS},
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}
ANNOTATIONS = {
    "type": "object",
    "required": ["@context", "id", "type", "total", "first"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": TEXT,
        "type": {"const": "AnnotationCollection"},
        "label": TEXT,
        "total": {"type": "integer"},
        "first": {
            "type": "object",
            "required": ["id", "type", "items", "startIndex"],
            "properties": {
                "id": TEXT,
                "type": {"const": "AnnotationPage"},
                "startIndex": {"const": 0},
                "items": {"type": "array", "items": ANNOTATION},
            },
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}
