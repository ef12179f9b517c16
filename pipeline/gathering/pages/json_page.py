"""Reading JSON: every value that can hold a figure, with its JSON pointer (RFC 6901) and the keys above it.

What belongs here: JSON and JSON lines. What must never be here: knowledge of any one service's answers.

Numbers keep the digits they were written with. A value's labels are the keys from the root down; the short text
values beside it (a name, a date) come first, because in a list of records they say which record it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pipeline.gathering.pages.draft import PageDraft, UnreadableError, tidy
from pipeline.gathering.pages.html_metadata import iso_date

READER = "json/2"
_MOST_BESIDE = 4
_LONGEST_BESIDE = 80
_IDENTIFYING = re.compile(
    r"name|title|label|id|key|date|year|period|month|quarter|day|type|category|unit|country|region"
    r"|series|indicator|measure|metric|currency|description"
)
_OF_ALL = frozenset({"asof", "date", "referencedate", "datadate"})
"""Keys, in lower case and without marks, by which a document dates all that it holds. "updated" is none: a service
says so of the thing it describes, whose figures are those of the answer's own day."""
_MARKUP = re.compile(r"<[a-zA-Z/][^<>]{0,500}>")


class _Digits(str):
    """A number, as it was written."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class _Value:
    pointer: str
    labels: tuple[str, ...]
    text: str


def read_json(text: str, pointer: str | None) -> PageDraft:
    """The document's values; with `pointer`, a JSON pointer, only the value or the branch that it names.

    Raises `UnreadableError` when the text is no JSON, the pointer leads nowhere, or there are too many values.
    """
    document = _load(text)
    published = _date_of(document)
    prefix = ""
    labels: tuple[str, ...] = ()
    if pointer:
        document, labels = _follow(document, pointer)
        prefix = pointer
    draft = PageDraft(READER, published=published)
    for value in _values(document, prefix, labels):
        draft.add(value.text, "json_value", location=value.pointer or "/", labels=value.labels, after="\n")
    return draft


def _date_of(document: Any) -> str | None:
    """The date that a document gives to all that it holds, as ISO 8601; None when it gives none, or several."""
    if not isinstance(document, dict):
        return None
    dates = {
        iso_date(value)
        for key, value in document.items()
        if isinstance(value, str) and re.sub(r"[\W_]", "", key.lower()) in _OF_ALL
    }
    return dates.pop() if len(dates) == 1 else None


def _load(text: str) -> Any:
    text = text.removeprefix("\ufeff")
    try:
        return json.loads(text, parse_int=_Digits, parse_float=_Digits, parse_constant=_Digits)
    except RecursionError as error:
        raise UnreadableError("the JSON is nested too deeply to be read; look at its stored bytes") from error
    except ValueError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            if len(lines) > 1:
                return [json.loads(line, parse_int=_Digits, parse_float=_Digits) for line in lines]
        except (ValueError, RecursionError):
            pass
        raise UnreadableError(f"not valid JSON: {error}; look at the stored bytes, it may be an error page") from error


def _follow(document: Any, pointer: str) -> tuple[Any, tuple[str, ...]]:
    if not pointer.startswith("/"):
        raise UnreadableError(
            f"the pointer {pointer!r} is no JSON pointer, which starts with '/'; correct it in the register"
        )
    labels: list[str] = []
    here = document
    for part in pointer[1:].split("/"):
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(here, dict) and name in here:
            labels += _beside(_identity(here), name)
            labels.append(name)
            here = here[name]
        elif isinstance(here, list) and re.fullmatch(r"0|[1-9]\d{0,9}", name) and int(name) < len(here):
            here = here[int(name)]
        else:
            raise UnreadableError(f"nothing at the JSON pointer {pointer!r}: {_what_is_there(here, name)}")
    return here, tuple(labels)


def _what_is_there(here: Any, name: str) -> str:
    if isinstance(here, dict):
        return (
            f"no key {name!r} among {', '.join(list(here)[:12]) or 'no keys'}; look whether the source changed its form"
        )
    if isinstance(here, list):
        return f"no item {name!r} in a list of {len(here)}; look whether the source changed its form"
    return f"{name!r} is asked of a single value; correct the pointer in the register"


def _values(document: Any, pointer: str, labels: tuple[str, ...]) -> Iterator[_Value]:
    """Depth first, in the order of the document, without recursion."""
    stack: list[tuple[Any, str, tuple[str, ...]]] = [(document, pointer, labels)]
    while stack:
        here, at, above = stack.pop()
        if isinstance(here, dict):
            identity = _identity(here)
            children = [
                (value, f"{at}/{_escape(key)}", (*above, *_beside(identity, key), key)) for key, value in here.items()
            ]
            stack.extend(reversed(children))
        elif isinstance(here, list):
            stack.extend((value, f"{at}/{number}", above) for number, value in reversed(list(enumerate(here))))
        elif isinstance(here, str):
            text = _readable(here)
            if isinstance(here, _Digits) or _may_hold_figure(text):
                yield _Value(at, above, text)


def _identity(record: dict[str, Any]) -> list[tuple[str, str]]:
    """The short texts of a record that say which one it is, as (key, `key: text`)."""
    found = (
        (name, f"{name}: {value}")
        for name, value in record.items()
        if isinstance(value, str) and 0 < len(value) <= _LONGEST_BESIDE and _IDENTIFYING.search(name.lower())
    )
    return list(islice(found, _MOST_BESIDE + 1))


def _beside(identity: list[tuple[str, str]], key: str) -> list[str]:
    return [text for name, text in identity if name != key][:_MOST_BESIDE]


def _readable(text: str) -> str:
    return tidy(_MARKUP.sub(" ", text)) if "<" in text and not isinstance(text, _Digits) else tidy(text)


def _may_hold_figure(text: str) -> bool:
    return any(char.isdigit() for char in text) or (len(text) >= 20 and " " in text)


def _escape(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
