"""Plain text: which lines are headings, and whether lines are paragraphs or wrapped pieces of them.

What belongs here: the structure of unmarked text, and the decoding of text files. What must never be here: markup.
The text is kept character for character (line ends aside; a line end inside a wrapped paragraph becomes a space), so
that an offset in it is an offset in the file.
"""

from __future__ import annotations

import codecs
import itertools
import re

from charset_normalizer import from_bytes

from pipeline.model import Block
from pipeline.reading.formats.manuscript import FormatError

_WRAP_LIMIT = 120
_WRAP_FILL = 40
_HEADING_LIMIT = 90
_HEADING_WORDS = 14
_LIST_ITEM = re.compile(r"\s*(?:[-*•–]\s+|\(?\d{1,3}[.)]\s+|[a-z][.)]\s+)")
_UNDERLINE = re.compile(r"\s*([=\-~*_])\1{2,}\s*$")
_ENDS_SENTENCE = re.compile(r"[.!?:;,…][\"'”’)\]]*$")
_BARE_HEADING_END = re.compile(r"[?!][\"'”’)\]]*$")
_LETTER = re.compile(r"[^\W\d_]")


def decode(data: bytes) -> str:
    """Bytes of a text file as text: byte order mark, then UTF-8, then detection. Raises FormatError on binary data."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _line_ends(data.decode(encoding, errors="replace"))
    if b"\x00" in data[:65536]:
        raise FormatError(
            "this is not text but binary data", "Save the chapter as UTF-8 text, or give it its right suffix."
        )
    try:
        return _line_ends(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        best = from_bytes(data).best()
        if best is None:
            line = data.count(b"\n", 0, error.start) + 1
            raise FormatError(
                f"line {line} holds bytes that are no UTF-8 text", "Save the chapter in the encoding UTF-8."
            ) from None
        return _line_ends(str(best))


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")


def read_plain(data: bytes) -> tuple[str, list[Block]]:
    """Text and blocks of a plain-text manuscript. Raises FormatError when the bytes are no text."""
    text = decode(data)
    lines = _lines(text)
    if _is_wrapped(text, lines):
        return _read_wrapped(text, lines)
    return text, _blocks_of([(start, end, number) for number, (start, end) in enumerate(lines, 1)], text)


def _lines(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether paragraphs run over several lines: lines are short, and many full ones are followed by another."""
    filled = [(start, end) for start, end in lines if text[start:end].strip()]
    if not filled or sum(end - start > _WRAP_LIMIT for start, end in filled) > len(filled) // 20:
        return False
    followed = sum(
        1
        for (start, end), (after, after_end) in itertools.pairwise(lines)
        if end - start >= _WRAP_FILL
        and text[after:after_end].strip()
        and not _ENDS_SENTENCE.search(text[start:end].rstrip())
    )
    return followed * 4 >= len(filled)


def _read_wrapped(text: str, lines: list[tuple[int, int]]) -> tuple[str, list[Block]]:
    groups: list[tuple[int, int, int]] = []
    joints: list[int] = []
    open_group = False
    for number, (start, end) in enumerate(lines, 1):
        line = text[start:end]
        if not line.strip():
            open_group = False
        elif open_group and not _LIST_ITEM.match(line) and not _UNDERLINE.match(line):
            joints.append(start - 1)
            groups[-1] = (groups[-1][0], end, groups[-1][2])
        else:
            groups.append((start, end, number))
            open_group = True
    characters = list(text)
    for joint in joints:
        characters[joint] = " "
    joined = "".join(characters)
    return joined, _blocks_of(groups, joined)


def _blocks_of(groups: list[tuple[int, int, int]], text: str) -> list[Block]:
    rows = []
    for start, end, number in groups:
        raw = text[start:end]
        if raw.strip() and not _UNDERLINE.match(raw):
            lead = len(raw) - len(raw.lstrip())
            rows.append((start + lead, start + len(raw.rstrip()), number))
    candidates = [_looks_like_heading(text[start:end]) for start, end, _ in rows]
    blocks = []
    for index, (start, end, number) in enumerate(rows):
        kind, level = _kind(index, candidates, text[start:end])
        location = f"paragraph {index + 1}, line {number}"
        blocks.append(Block(start=start, end=end, kind=kind, level=level, location=location))
    return blocks


def _kind(index: int, candidates: list[bool], line: str) -> tuple[str, int | None]:
    """Title, heading, list item or paragraph; a heading has to stand alone and to have text under it."""
    if _LIST_ITEM.match(line):
        return "list_item", None
    has_body = index + 1 < len(candidates)
    if not candidates[index] or not has_body:
        return "paragraph", None
    if index == 0:
        return "title", 1
    alone = not candidates[index + 1] and (not candidates[index - 1] or index == 1)
    return ("heading", 2) if alone else ("paragraph", None)


def _looks_like_heading(line: str) -> bool:
    words = line.split()
    if not words or len(line) > _HEADING_LIMIT or len(words) > _HEADING_WORDS or not _LETTER.search(line):
        return False
    if line[0].islower() or line[0] in "\"“‘'—–-":
        return False
    if not _ENDS_SENTENCE.search(line):
        return True
    capitals = sum(word[0].isupper() for word in words)
    return bool(_BARE_HEADING_END.search(line)) and capitals * 2 > len(words)
