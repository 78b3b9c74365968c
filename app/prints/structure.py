"""The structure tree: what each piece of a page is, in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFObjectReference, PDFString


class Mark(NamedTuple):
    """A marked piece of a page's content."""

    page: int
    number: int


@dataclass(eq=False)
class Tag:
    """One element of the structure tree, such as a heading; tags are made in reading order."""

    kind: str
    entries: dict[str, Any] = field(default_factory=dict)
    parts: list[Tag | Mark] = field(default_factory=list)

    def child(self, kind: str, **entries: Any) -> Tag:
        """Return a new element, the last one inside this."""
        tag = Tag(kind, entries)
        self.parts.append(tag)
        return tag

    def header_cell(self) -> Tag:
        """Return a new heading of a table's column."""
        return self.child("TH", A="<</O /Table /Scope /Column>>")

    def describe(self, alternative: str, box: tuple[float, float, float, float]) -> None:
        """Give a figure its place and words for those who don't see it."""
        place = " ".join(f"{side:.2f}" for side in box)
        self.entries["A"] = f"<</O /Layout /Placement /Block /BBox [{place}]>>"
        self.entries["Alt"] = PDFString(alternative)


def add_structure(document: Any, root: Tag, pages: list[list[Tag]]) -> None:
    """Write the tree into a document; `pages` holds the tag of every mark, page by page."""
    names = _Names(document)
    names.add(root)
    tree = PDFDictionary({"Type": "/StructTreeRoot", "K": names.reference(root)})
    top = document.Reference(tree)
    _fill(document, root, top, names)
    numbers: list[Any] = []
    for page, tags in enumerate(pages):
        owners = PDFArray([names.reference(tag) for tag in tags])
        numbers += [page, document.Reference(owners)]
    tree["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
    tree["ParentTreeNextKey"] = len(pages)
    document.Catalog.StructTreeRoot = top


class _Names:
    """The object that stands for each tag in the file."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._made: dict[Tag, tuple[PDFDictionary, PDFObjectReference]] = {}

    def add(self, tag: Tag) -> None:
        """Give a tag and everything inside it an object."""
        element = PDFDictionary({"Type": "/StructElem", "S": f"/{tag.kind}", **tag.entries})
        self._made[tag] = element, self._document.Reference(element)
        for part in tag.parts:
            if isinstance(part, Tag):
                self.add(part)

    def element(self, tag: Tag) -> Any:
        """Return the object of a tag."""
        return self._made[tag][0]

    def reference(self, tag: Tag) -> Any:
        """Return the reference to a tag's object."""
        return self._made[tag][1]


def _fill(document: Any, tag: Tag, parent: Any, names: _Names) -> None:
    element = names.element(tag)
    element["P"] = parent
    home = next((part.page for part in tag.parts if isinstance(part, Mark)), None)
    if home is not None:
        element["Pg"] = _page(home)
    kids: list[Any] = []
    for part in tag.parts:
        if isinstance(part, Tag):
            kids.append(names.reference(part))
            _fill(document, part, names.reference(tag), names)
        elif part.page == home:
            kids.append(part.number)
        else:
            entries = {"Type": "/MCR", "Pg": _page(part.page), "MCID": part.number}
            kids.append(PDFDictionary(entries))
    if kids:
        element["K"] = PDFArray(kids) if len(kids) > 1 else kids[0]


def _page(number: int) -> Any:
    return PDFObjectReference(f"Page{number + 1}")
