"""Reading a galley back: the chapter's text without its tags, and where its mentions are underlined."""

from __future__ import annotations

from html.parser import HTMLParser

_VOID = frozenset({"meta", "link", "br", "input", "img", "hr", "rect", "path", "circle", "wbr"})


class Galley(HTMLParser):
    """What a page holds, by the rules of HTML rather than by patterns."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        """Text of the article without the notes beside it."""
        self.marked: dict[int, list[tuple[int, int]]] = {}
        """Stretches of the text that are underlined, by number of the mention."""
        self.labels: dict[int, list[str]] = {}
        self.tones: dict[int, str] = {}
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words = ""
        """All text of the page but scripts and styles."""
        self.broken: list[str] = []
        """End tags that close nothing, or something else."""
        self._open: list[tuple[str, dict[str, str], int]] = []
        self._nested: dict[str, int] = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append((tag, attributes))
        if any(tag == around for around, _, _ in self._open):
            self._nested[tag] = self._nested.get(tag, 0) + 1
        if tag not in _VOID:
            self._open.append((tag, attributes, len(self.text)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            self.broken.append(tag)
            return
        _, attributes, start = self._open.pop()
        if "data-m" in attributes and self._in_text():
            number = int(attributes["data-m"])
            self.marked.setdefault(number, []).append((start, len(self.text)))
            self.tones[number] = next(name[2:] for name in attributes["class"].split() if name.startswith("t-"))
            if "data-l" in attributes:
                self.labels.setdefault(number, []).append(attributes["data-l"])

    def handle_data(self, data: str) -> None:
        names = [tag for tag, _, _ in self._open]
        if "script" in names or "style" in names:
            return
        self.words += data
        if self._in_text():
            self.text += data

    def _in_text(self) -> bool:
        inside = any(tag == "article" for tag, _, _ in self._open)
        return inside and not any("notes" in attributes.get("class", "").split() for _, attributes, _ in self._open)

    def nested(self, tag: str) -> int:
        """How many elements of one kind stand inside another of it."""
        return self._nested.get(tag, 0)

    def attributes(self, tag: str, name: str) -> list[str]:
        """Every value of an attribute on elements of one kind."""
        return [attributes[name] for found, attributes in self.tags if found == tag and name in attributes]

    def ids(self) -> list[str]:
        """Every `id`, in order."""
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]
