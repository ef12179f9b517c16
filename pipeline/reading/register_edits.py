"""Machine edits of the register's text: a claim, source or review more, every comment and blank line where it was.

What belongs here: where in the text an entry goes, and how it is written. What must never be here: file access; the
result goes through `register.edit_register`, which checks it and replaces the files.

Nothing but the new lines changes: the text is not dumped again, because a round trip through a YAML library moves
comments and re-wraps what people arranged.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from pipeline.model import Review
from pipeline.reading.errors import ReadingError
from pipeline.reading.register_model import (
    SCHEMA_LINE,
    ChapterEntry,
    ClaimEntry,
    ForgottenEntry,
    ReviewEntry,
    SourceEntry,
)

EMPTY_REGISTER = f"{SCHEMA_LINE}\nversion: 1\n"
_QUOTED = {"quote", "title", "why", "statement"}


class RegisterEditError(ReadingError):
    """An entry that cannot be added to the register as it stands."""


def add_chapter(text: str, chapter_id: str, chapter: ChapterEntry) -> str:
    """The register's text with one chapter more. Raises RegisterEditError when the id is taken."""
    return _add(text, "chapters", chapter_id, chapter.model_dump(mode="json", exclude_defaults=True))


def add_claim(text: str, claim_id: str, claim: ClaimEntry) -> str:
    """The register's text with one claim more. Raises RegisterEditError when the id is taken."""
    return _add(text, "claims", claim_id, claim.model_dump(mode="json", exclude_defaults=True))


def add_source(text: str, source_id: str, source: SourceEntry) -> str:
    """The register's text with one source more. Raises RegisterEditError when the id is taken."""
    return _add(text, "sources", source_id, source.model_dump(mode="json", exclude_defaults=True))


def add_review(text: str, review: Review) -> str:
    """The register's text with one review more. Raises RegisterEditError when the id is taken."""
    entry = ReviewEntry(
        claim=review.claim_id,
        decision=review.decision,
        reviewer=review.reviewer,
        why=review.why,
        reviewed_at=review.reviewed_at,
        claim_digest=review.claim_digest,
        evidence_digest=review.evidence_digest,
    )
    return _add(text, "reviews", review.review_id, entry.model_dump(mode="json"))


def add_forgotten(text: str, claim_id: str, entry: ForgottenEntry) -> str:
    """The register's text with one claim forgotten. Raises RegisterEditError when it is already."""
    return _add(text, "forgotten", claim_id, entry.model_dump(mode="json", exclude_defaults=True))


def add_candidate(text: str, claim_id: str, source_id: str) -> str:
    """The register's text with `source_id` among the sources of a claim; unchanged when it is there already."""
    claim = _value(_value(_root(text), "claims"), claim_id)
    if not isinstance(claim, MappingNode) or not claim.value:
        raise RegisterEditError(f"the register has no claim {claim_id!r}; add the claim first")
    listed = _value(claim, "sources")
    if not isinstance(listed, SequenceNode) or not listed.value:
        if listed is not None:
            raise RegisterEditError(f"claim {claim_id!r} has an empty list of sources; take that line out first")
        column = claim.value[0][0].start_mark.column
        return _insert_after(text, _last_line(claim), f"{' ' * column}sources: [{source_id}]\n")
    if any(item.value == source_id for item in listed.value):
        return text
    if listed.flow_style:
        at = listed.value[-1].end_mark.index
        return f"{text[:at]}, {source_id}{text[at:]}"
    column = listed.start_mark.column
    return _insert_after(text, _last_line(listed), f"{' ' * column}- {source_id}\n")


def _add(text: str, section: str, name: str, entry: Mapping[str, Any]) -> str:
    text = text if text.strip() else EMPTY_REGISTER
    text = text if text.endswith("\n") else text + "\n"
    there = _value(_root(text), section)
    if there is None:
        return f"{text.rstrip()}\n\n{section}:\n{_written(name, entry, 2)}"
    if isinstance(there, MappingNode) and there.value:
        if there.flow_style:
            raise RegisterEditError(f"{section}: stands in braces; write its entries on lines of their own first")
        if any(key.value == name for key, _ in there.value):
            raise RegisterEditError(f"{section} has an entry {name!r} already; choose another name")
        column = there.value[0][0].start_mark.column
        spaced = "\n" if _is_spaced(text, there) else ""
        return _insert_after(text, _last_line(there), spaced + _written(name, entry, column))
    line = _key_line(text, section)
    lines = text.splitlines(keepends=True)
    lines[line] = f"{section}:\n"
    return _insert_after("".join(lines), line, _written(name, entry, 2))


def _root(text: str) -> Node | None:
    try:
        root: Node | None = YAML(typ="rt", pure=True).compose(text)
    except YAMLError as error:
        raise RegisterEditError(f"the register is no YAML; run `claims check` and mend it first ({error})") from None
    return root


def _value(node: Node | None, name: str) -> Node | None:
    if not isinstance(node, MappingNode):
        return None
    return next((value for key, value in node.value if key.value == name), None)


def _key_line(text: str, section: str) -> int:
    root = _root(text)
    assert isinstance(root, MappingNode)
    return int(next(key.start_mark.line for key, _ in root.value if key.value == section))


def _last_line(node: Node) -> int:
    """The last line that a node's own values take; comments behind it are not its own."""
    if isinstance(node, ScalarNode):
        mark = node.end_mark
        return int(mark.line - 1 if mark.column == 0 and mark.line > node.start_mark.line else mark.line)
    if not isinstance(node, MappingNode | SequenceNode) or node.flow_style or not node.value:
        return int(node.end_mark.line)
    children = [part for pair in node.value for part in pair] if isinstance(node, MappingNode) else node.value
    return max(_last_line(child) for child in children)


def _is_spaced(text: str, node: MappingNode) -> bool:
    """Whether the entries of a section stand apart by blank lines."""
    if len(node.value) < 2:
        return False
    line = node.value[-1][0].start_mark.line
    return not text.splitlines()[line - 1].strip()


def _insert_after(text: str, line: int, added: str) -> str:
    lines = text.splitlines(keepends=True)
    if lines and not lines[line].endswith("\n"):
        lines[line] += "\n"
    return "".join([*lines[: line + 1], added, *lines[line + 1 :]])


def _written(name: str, entry: Mapping[str, Any], column: int) -> str:
    """One entry as block YAML, indented to `column`; lists of words in brackets, prose in quotes."""
    yaml = YAML(typ="rt", pure=True)
    yaml.width = 10_000
    yaml.default_flow_style = False
    stream = io.StringIO()
    yaml.dump(CommentedMap({name: _styled(entry)}), stream)
    return "".join(f"{' ' * column}{line}" if line.strip() else line for line in stream.getvalue().splitlines(True))


def _styled(value: Any, key: str = "") -> Any:
    if isinstance(value, Mapping):
        return CommentedMap({name: _styled(inner, name) for name, inner in value.items()})
    if isinstance(value, list):
        items = CommentedSeq([_styled(item) for item in value])
        if all(isinstance(item, str) for item in value):
            # A question mark opens a key inside brackets, which the writer does not see to.
            items = CommentedSeq(
                [DoubleQuotedScalarString(item) if item.startswith(("?", ":")) else item for item in value]
            )
            items.fa.set_flow_style()
        return items
    return DoubleQuotedScalarString(value) if isinstance(value, str) and key in _QUOTED else value
