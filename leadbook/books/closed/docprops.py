"""docProps/app.xml: the list of sheet titles that file managers show, kept true when sheets come and go."""

from __future__ import annotations

from lxml import etree

from leadbook.books.closed.ooxml import parse, serialise
from leadbook.books.closed.relations import relations
from leadbook.books.closed.zipparts import Parts

_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"


def add_title(parts: Parts, title: str, beside: list[str]) -> None:
    """Add the title of a new sheet at the end of the group in which one of the sheets `beside` stands."""
    _edit(parts, beside, title)


def remove_title(parts: Parts, title: str) -> None:
    """Take away the title of a sheet that is gone."""
    _edit(parts, [title], None)


def _edit(parts: Parts, known: list[str], new: str | None) -> None:
    """Change the vector of titles and the count of its group; programs without such a list are left alone."""
    part = next((r.target for r in relations(parts, "") if r.kind == "extended-properties"), None)
    if part is None or part not in parts:
        return
    root = parse(parts.read(part), part)
    titles = root.find(f"{{{_EXTENDED}}}TitlesOfParts/{{{_TYPES}}}vector")
    pairs = root.find(f"{{{_EXTENDED}}}HeadingPairs/{{{_TYPES}}}vector")
    if titles is None or pairs is None:
        return
    texts = [node.text or "" for node in titles]
    counts = list(pairs.iter(f"{{{_TYPES}}}i4"))
    listed = [title for title in known if title in texts]
    if not listed:
        return
    position, end = texts.index(listed[0]), 0
    for count in counts:
        end += int(count.text or 0)
        if position < end:
            break
    else:
        return
    if new is None:
        titles.remove(titles[position])
    else:
        node = etree.Element(f"{{{_TYPES}}}lpstr")
        node.text = new
        titles.insert(end, node)
    count.text = str(int(count.text or 0) + (1 if new is not None else -1))
    titles.set("size", str(len(titles)))
    parts.put(part, serialise(root))
