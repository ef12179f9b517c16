"""The register's files, `claims.yaml` and `claims.d/*.yaml`: read with every problem at once, edited without losing
what somebody else writes. One of the two file readers of this room.

What belongs here: which files there are, file access, the lock, atomic writes. What must never be here: what the
entries mean (`register_model`), YAML (`register_parsing`), where an edit goes (`register_drafts`).
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TypeVar

from pydantic import ValidationError

from pipeline.model import Chapter
from pipeline.reading.chapters import SUFFIXES, read_chapter
from pipeline.reading.errors import ChapterError, Problem, ReadingError, RegisterError
from pipeline.reading.register_checks import quote_problems
from pipeline.reading.register_drafts import RegisterDraft
from pipeline.reading.register_model import Register
from pipeline.reading.register_parsing import parse_register

T = TypeVar("T")
_TRIES = 5


class Kept(Protocol):
    """Keeps what one register came to, as JSON under a name that its texts have. May forget it at any time."""

    def recall(self, name: str) -> bytes | None:
        """What was kept under that name; None when it is another one's, torn, or of other code."""
        ...

    def keep(self, name: str, content: bytes) -> None:
        """Keep this in place of what was kept before, or do not."""
        ...


def register_files(path: Path) -> list[Path]:
    """The files of the register whose first is `path`: itself, and `claims.d/*.yaml` beside it by name. The first
    need not exist."""
    folder = path.with_suffix(".d")
    more = folder.glob("*.yaml") if folder.is_dir() else ()
    return [path, *sorted(file for file in more if not file.name.startswith("."))]


def read_register(path: Path, kept: Kept | None = None) -> Register:
    """Read and check the register. A register that does not exist is empty: nothing has to be registered.

    Texts that are the same as last time are not parsed again where they were `kept`: YAML takes ten times as long as
    JSON. Raises RegisterError with all problems of shape and names; chapters and quotes are checked by
    `check_register`, because a lost quote or manuscript leaves claims to show and must not stop a run; no more must a
    lost transcript.
    """
    texts = _texts(path)
    name = _name_of(texts, path.parent) if kept else ""
    register = _recalled(kept, name, path) if kept else None
    problems: list[Problem] = []
    if register is None or _is_a_manuscript_missing(register, path.parent):  # of which only YAML tells the place
        register, problems = parse_register((str(file), text) for file, text in texts.items())
        if register is not None and kept and not problems:
            with contextlib.suppress(ValueError):  # text that is no Unicode, of which there is no JSON
                kept.keep(name, register.model_dump_json(exclude_unset=True).encode())
    problems += _misnamed(path)
    if problems or register is None:
        raise RegisterError(problems)
    home = path.resolve().parent
    register._files = {str((home / entry.path).resolve()): name for name, entry in register.chapters.items()}
    return register


def _name_of(texts: Mapping[Path, str], folder: Path) -> str:
    """What stands for the texts, wherever the folder of the register lies: on each machine of a cluster elsewhere."""
    digest = hashlib.sha256()
    for file, text in texts.items():
        for part in (str(file.relative_to(folder)), text):
            digest.update(f"{len(part)} {part}".encode())
    return digest.hexdigest()


def _recalled(kept: Kept, name: str, path: Path) -> Register | None:
    """The register that was kept under a name. It knows no place but the file at `path`."""
    content = kept.recall(name)
    try:
        return None if content is None else Register.model_validate_json(content).located(str(path), {})
    except ValidationError:
        return None


def check_register(path: Path, chapters: Iterable[Chapter] | None = None) -> list[Problem]:
    """Every problem of the register, lost quotes and unreadable chapters included; empty when all is well.

    `chapters` saves reading them again; by default the registered ones are read from beside the register.
    """
    try:
        register = read_register(path)
    except RegisterError as error:
        return list(error.problems)
    problems: list[Problem] = []
    if chapters is None:
        chapters = []
        for chapter_id, entry in register.chapters.items():
            try:
                chapters.append(read_chapter(Path(entry.path), path.parent, register))
            except ChapterError as error:
                problems.append(chapter_problem(register, chapter_id, error))
    problems += quote_problems(register, chapters)
    return sorted(problems)


def chapter_problem(register: Register, chapter_id: str, error: ChapterError) -> Problem:
    """What keeps a chapter from being read, at the line of the register that names its file; at the file itself when
    the register does not."""
    if chapter_id not in register.chapters:
        return Problem(error.path, 1, 1, f"{error.problem}. {error.advice}")
    return Problem(*register.place(("chapters", chapter_id, "path")), str(error))


def edit_register(path: Path, edit: Callable[[RegisterDraft], T]) -> T:
    """Let `edit` change the register, and return what it returns: all of it is written, or nothing.

    Whoever edits at the same time waits for the lock, and is shown what the one before has written; a file that a
    person saves meanwhile is read again and `edit` is called again, so it must do nothing else. Raises RegisterError,
    and leaves the files alone, when the result is no good register or it was none before; ReadingError when they cannot
    be written, or do not come to rest.
    """
    with _locked(path):
        for _ in range(_TRIES):
            texts = _texts(path)
            draft = RegisterDraft({str(file): text for file, text in texts.items()}, read_register(path))
            result = edit(draft)
            changed = {file: text for file, text in draft.texts.items() if texts.get(Path(file)) != text}
            _, problems = parse_register(draft.texts.items())
            if problems:
                raise RegisterError(problems)
            if _texts(path) == texts:
                for file, text in changed.items():
                    _replace(Path(file), text)
                return result
    raise ReadingError(f"{path}: it is being written all the time by something else. Close that, and try again.")


def find_manuscripts(register: Register, seeds: Path) -> dict[str, list[Path]]:
    """The manuscript file of every chapter, by id: those in the folder `seeds` (its sub-folders aside), and those the
    register names. Several files are there where no entry says which of them is the chapter (`town.md`, `Town.docx`).
    """
    home = Path(register.path).resolve().parent
    found = {(home / entry.path).resolve() for entry in register.chapters.values()}
    if seeds.is_dir():
        found |= {
            path.resolve()
            for path in seeds.iterdir()
            if path.is_file() and path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~$"))
        }
    manuscripts: dict[str, list[Path]] = {}
    for path in sorted(found):
        manuscripts.setdefault(register.chapter_of(path)[0], []).append(path)
    return manuscripts


def _texts(path: Path) -> dict[Path, str]:
    """The text of every file of the register; the first counts as empty when it does not exist."""
    texts: dict[Path, str] = {}
    problems: list[Problem] = []
    for file in register_files(path):
        try:
            texts[file] = file.read_text(encoding="utf-8")
        except FileNotFoundError:
            texts[file] = ""
        except UnicodeDecodeError as error:
            problems.append(Problem(str(file), 1, 1, f"it is no UTF-8 text ({error.reason}); save it as UTF-8"))
        except OSError as error:
            message = f"it cannot be read ({error.strerror or error}); check that it is a file you may read"
            problems.append(Problem(str(file), 1, 1, message))
    if problems:
        raise RegisterError(problems)
    return texts


def _misnamed(path: Path) -> list[Problem]:
    """Files of `claims.d` that look as if they were meant to be read and are not."""
    folder = path.with_suffix(".d")
    return [
        Problem(str(file), 1, 1, "only files ending in .yaml are read here; give it that ending")
        for file in (sorted(folder.glob("*.yml")) if folder.is_dir() else ())
    ]


def _is_a_manuscript_missing(register: Register, home: Path) -> bool:
    return not all((home / entry.path).is_file() for entry in register.chapters.values())


def missing_transcripts(register: Register, home: Path, sources: Collection[str] | None = None) -> list[Problem]:
    """The transcripts of all sources, or of some, that are not there, at the lines of the register that name them."""
    problems = []
    for name, entry in register.sources.items():
        if entry.transcript is None or (sources is not None and name not in sources):
            continue
        if not (home / entry.transcript).is_file():
            kind = "is a folder" if (home / entry.transcript).is_dir() else "does not exist"
            message = (
                f"{entry.transcript} {kind}; put it back, correct the path or take it out; paths count from {home}"
            )
            problems.append(Problem(*register.place(("sources", name, "transcript")), message))
    return problems


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Keep other editors of this register out, in this process and others, until the block ends; the lock is on the
    folder, so that it outlives a replaced file, and the kernel takes it back from whoever dies."""
    try:
        descriptor = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise _unwritable(path, error) from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _replace(path: Path, text: str) -> None:
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            if path.exists():
                Path(name).chmod(path.stat().st_mode & 0o777)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _unwritable(path, error) from None


def _unwritable(path: Path, error: OSError) -> ReadingError:
    reason = error.strerror or str(error)
    return ReadingError(f"{path}: it cannot be written ({reason}). Check that you may write the folder.")
