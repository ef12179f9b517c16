"""Mentions as W3C Web Annotations (https://www.w3.org/TR/annotation-model/), one per mention, in JSON-LD.

What belongs here: the terms of that model. What must never be here: markup of the text itself.

The position selector counts Unicode code points of the normalised text, which an evidence bundle holds as
`texts/<chapter>.txt`; the quote selector finds the same words in any other form of the manuscript.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from pipeline.publishing.exports.rows import Row, text_name


def to_annotations(mentions: Sequence[Row]) -> str:
    """An annotation collection with one page, which holds every mention in the order of the text."""
    items = [_annotation(row) for row in mentions]
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:claims:annotations",
        "type": "AnnotationCollection",
        "label": "Figures of the manuscripts, with the verdict on each",
        "total": len(items),
        "first": {"id": "urn:claims:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return json.dumps(collection, ensure_ascii=False, indent=2) + "\n"


def _annotation(row: Row) -> dict[str, Any]:
    made = {"created": row["decided_at"].strftime("%Y-%m-%dT%H:%M:%SZ")} if row["decided_at"] else {}
    return {
        "id": f"urn:claims:mention:{quote(row['mention_id'], safe='')}",
        "type": "Annotation",
        **made,
        "motivation": "assessing",
        "body": _bodies(row),
        "target": {
            "source": quote(text_name(row["chapter_id"])),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": row["quote"],
                    "prefix": row["prefix"],
                    "suffix": row["suffix"],
                },
                {"type": "TextPositionSelector", "start": row["start_char"], "end": row["end_char"]},
            ],
        },
    }


def _bodies(row: Row) -> list[dict[str, str]]:
    words = row["explanation"] or row["why_not_checkable"] or "states no claim"
    tags = [row["status"] or "not_checkable", row["reason"], row["claim_id"] and f"claim:{row['claim_id']}"]
    unique = dict.fromkeys(tag for tag in tags if tag)
    return [
        {"type": "TextualBody", "value": words, "format": "text/plain", "language": "en", "purpose": "assessing"},
        *({"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in unique),
    ]
