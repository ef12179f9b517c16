"""Reading XML that is no web page (feeds, API answers): every element with text of its own, with its XPath.

What belongs here: XML. What must never be here: XHTML, which is read as HTML; knowledge of any one vocabulary.

Entities are never expanded and nothing is loaded from elsewhere. A value's labels are the names of the elements
around it; short texts beside it (a title, a date) come first, because they say which record it belongs to.
"""

from __future__ import annotations

from itertools import islice

from lxml import etree

from pipeline.gathering.pages.draft import PageDraft, UnreadableError, tidy

READER = "xml/1"
_MOST_BESIDE = 3
_LONGEST_BESIDE = 80


def read_xml(text: str, pointer: str | None) -> PageDraft:
    """The document's texts; with `pointer`, an XPath, only those of the elements that it selects.

    Raises `UnreadableError` when the text is no XML, or the pointer is wrong or selects nothing.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(text.removeprefix("\ufeff").encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"not valid XML: {error}; look at the stored bytes") from error
    draft = PageDraft(READER)
    for start, path in [(root, f"/{_name(root)}")] if not pointer else _select(root, pointer):
        _add(draft, start, path)
    return draft


def _select(root: etree._Element, pointer: str) -> list[tuple[etree._Element, str]]:
    try:
        found = root.xpath(pointer)
    except etree.XPathError as error:
        raise UnreadableError(f"the pointer {pointer!r} is no XPath ({error}); correct the register") from error
    elements = [each for each in found if isinstance(each, etree._Element)] if isinstance(found, list) else []
    if not elements:
        raise UnreadableError(f"nothing in the document matches {pointer!r}; look whether the source changed its form")
    tree = root.getroottree()
    return [(each, tree.getpath(each)) for each in elements]


def _add(draft: PageDraft, start: etree._Element, path: str) -> None:
    stack: list[tuple[etree._Element, str, tuple[str, ...]]] = [(start, path, ())]
    while stack:
        element, here, labels = stack.pop()
        own = tidy(" ".join(filter(None, [element.text, *(child.tail for child in element)])))
        if own:
            draft.add(own, "json_value", location=here, labels=(*labels, _name(element)), after="\n")
        for name, value in element.attrib.items():
            if any(char.isdigit() for char in value):
                labelled = (*labels, _name(element), etree.QName(name).localname)
                draft.add(tidy(value), "json_value", location=f"{here}/@{name}", labels=labelled, after="\n")
        counts: dict[str, int] = {}
        children: list[tuple[etree._Element, str, tuple[str, ...]]] = []
        identity = _identity(element)
        for child in element.iterchildren(tag=etree.Element):
            name = _name(child)
            counts[name] = counts.get(name, 0) + 1
            beside = [text for owner, text in identity if owner is not child][:_MOST_BESIDE]
            children.append((child, f"{here}/{name}[{counts[name]}]", (*labels, _name(element), *beside)))
        stack.extend(reversed(children))


def _identity(element: etree._Element) -> list[tuple[etree._Element, str]]:
    """Short texts of children that have no children themselves, as `name: text`."""
    leaves = (
        (child, f"{_name(child)}: {tidy(child.text)}")
        for child in element.iterchildren(tag=etree.Element)
        if child.text and len(child) == 0 and 0 < len(child.text.strip()) <= _LONGEST_BESIDE
    )
    return list(islice(leaves, _MOST_BESIDE + 1))


def _name(element: etree._Element) -> str:
    return str(etree.QName(element).localname)
