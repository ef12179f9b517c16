"""Manuscript files -> chapters. One of the two file readers of this room.

What belongs here: reading a manuscript's bytes, choosing the format, and the facts of the file (path, digest, title).
What must never be here: what a format means (that is `formats`), or anything about quantities.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.model import Block, Chapter
from pipeline.reading.errors import ChapterError
from pipeline.reading.formats.docx import read_docx
from pipeline.reading.formats.epub import read_epub
from pipeline.reading.formats.html import read_html
from pipeline.reading.formats.manuscript import FormatError, Manuscript, bare_links
from pipeline.reading.formats.markdown import read_markdown
from pipeline.reading.formats.pdf import read_pdf
from pipeline.reading.formats.plain import read_plain
from pipeline.reading.periods import is_date_text
from pipeline.reading.register_model import Register

_READERS: dict[str, Callable[[bytes], Manuscript]] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".docx": read_docx,
    ".epub": read_epub,
    ".pdf": read_pdf,
}
_PLAIN = (".txt", ".text")
SUFFIXES: frozenset[str] = frozenset({*_READERS, *_PLAIN})
"""File name endings that are read as chapters."""
_OTHER_FORMATS = frozenset(
    {".doc", ".docm", ".odt", ".fodt", ".rtf", ".pages", ".wpd", ".tex", ".rst", ".org", ".adoc", ".mobi", ".azw3"}
)
"""What writers save a manuscript as too; a picture or a table beside the chapters is nobody's manuscript."""


def read_chapter(path: Path, home: Path, register: Register | None = None) -> Chapter:
    """Read one manuscript file. `path` may be absolute or relative to `home`.

    Id and date come from the register; without an entry the id is the file's name, and the date the one that the file
    gives itself, if any. Raises ChapterError with the file, the problem and what to do.
    """
    full = path if path.is_absolute() else home / path
    chapter_id, entry = (register or Register()).chapter_of(full.resolve())
    shown = _shown(full, home)
    data = _bytes(full, shown)
    if not data:
        raise ChapterError(shown, "the file is empty", "Write the chapter, or take the file out of the folder.")
    try:
        text, blocks, manuscript = _read(data, full.suffix.lower(), shown)
    except FormatError as error:
        raise ChapterError(shown, str(error), error.advice) from None
    if not text.strip():
        raise ChapterError(shown, "there is no text in it", "Write the chapter, or take the file out of the folder.")
    links = manuscript.all_links()
    dated = (entry.published if entry else None) or (
        manuscript.published if is_date_text(manuscript.published or "") else None
    )
    return Chapter(
        chapter_id=chapter_id,
        title=_title(manuscript.title, blocks, text) or full.stem,
        path=shown,
        sha256=hashlib.sha256(data).hexdigest(),
        published=dated,
        characters=len(text),
        text=text,
        media_type=manuscript.media_type,
        blocks=tuple(blocks),
        links=tuple(sorted([*links, *bare_links(text, links)], key=lambda link: (link.start, link.end))),
        emphases=tuple(sorted(manuscript.emphases, key=lambda one: (one.start, one.end, one.kind))),
    )


def _read(data: bytes, suffix: str, shown: str) -> tuple[str, list[Block], Manuscript]:
    if suffix in _PLAIN:
        text, blocks = read_plain(data)
        return text, blocks, Manuscript()
    if suffix not in _READERS:
        raise _unknown_format(shown, suffix)
    manuscript = _READERS[suffix](data)
    return manuscript.text(), manuscript.blocks, manuscript


def passed_over(seeds: Path, home: Path) -> list[ChapterError]:
    """The files of the folder `seeds` that are manuscripts by their endings, in formats that are not read."""
    files = sorted(seeds.iterdir()) if seeds.is_dir() else []
    return [
        _unknown_format(_shown(path, home), path.suffix.lower())
        for path in files
        if path.suffix.lower() in _OTHER_FORMATS and path.is_file() and not path.name.startswith((".", "~$"))
    ]


def _unknown_format(shown: str, suffix: str) -> ChapterError:
    known = ", ".join(sorted(SUFFIXES))
    return ChapterError(shown, f"files ending in {suffix or 'nothing'} are not read", f"Save it as one of {known}.")


def one_manuscript(paths: Sequence[Path], home: Path) -> Path:
    """The only one of the files that would be one chapter. Raises ChapterError when there are several: which of them
    the author means, nobody else can say, and to read either would leave the other out in silence."""
    if len(paths) == 1:
        return paths[0]
    first, *others = (_shown(path, home) for path in paths)
    raise ChapterError(
        first,
        f"{' and '.join(others)} would be the same chapter by name",
        "Take out all but one, rename them, or give each an id of its own under chapters: in claims.yaml.",
    )


def _bytes(path: Path, shown: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ChapterError(
            shown,
            "the file does not exist",
            "Put it back, correct the path in claims.yaml, or take its entry out there.",
        ) from None
    except IsADirectoryError:
        raise ChapterError(shown, "this is a folder, not a file", "Name the manuscript file itself.") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise ChapterError(shown, f"it cannot be read ({reason})", "Check that you may read the file.") from None


def _shown(path: Path, home: Path) -> str:
    try:
        return path.resolve().relative_to(home.resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def _title(given: str | None, blocks: list[Block], text: str) -> str | None:
    headings = [block for block in blocks if block.kind in ("title", "heading")]
    titles = [block for block in headings if block.kind == "title"] or headings
    if titles and (titles[0].start == blocks[0].start or not given):
        return text[titles[0].start : titles[0].end]
    return given
