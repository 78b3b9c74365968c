"""A tagged PDF in memory: everything drawn is either a piece of the structure or an artifact."""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from app.prints.conformance import declare, page_stream, seal_streams, settle_fonts
from app.prints.fonts import REGULAR, widths
from app.prints.structure import Mark, Tag, add_structure
from app.prints.styles import LINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.prints.lines import Line


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A canvas that knows what each drawing is; both PDF/UA-1 and PDF/A-2a."""

    def __init__(self, title: str, language: str) -> None:
        self.root = Tag("Document")
        self._pages: list[list[Tag]] = [[]]
        self._is_artifact = False
        self._out = BytesIO()
        widths(REGULAR)
        super().__init__(
            self._out,
            A4,
            initialFontName=REGULAR,
            invariant=1,
            pdfVersion=(1, 7),
            pageCompression=1,
        )
        declare(self._doc, title, language)

    @contextmanager
    def tagged(self, tag: Tag) -> Iterator[None]:
        """Mark what is drawn as a piece of `tag`; inside an artifact it stays part of that."""
        if self._is_artifact:
            yield
            return
        page = self._pages[-1]
        tag.parts.append(Mark(len(self._pages) - 1, len(page)))
        self.addLiteral(f"/{tag.kind} <</MCID {len(page)}>> BDC")
        page.append(tag)
        yield
        self.addLiteral("EMC")

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """Mark what is drawn as decoration, which reading machines pass over."""
        if self._is_artifact:
            yield
            return
        self._is_artifact = True
        self.addLiteral(f"/Artifact <</Type /{kind}>> BDC")
        yield
        self.addLiteral("EMC")
        self._is_artifact = False

    @contextmanager
    def meaning(self, words: str) -> Iterator[None]:
        """Have what is drawn read as these words; no words leave it as it is."""
        if words:
            actual = ("\ufeff" + words).encode("utf-16-be").hex()
            self.addLiteral(f"/Span <</ActualText <{actual}>>> BDC")
        yield
        if words:
            self.addLiteral("EMC")

    def draw_line(self, line: Line, x: float, y: float) -> None:
        """Draw a line of text; a replaced sign keeps in the file what it was."""
        for run in line:
            if not run.text:
                continue
            self.setFont(run.style.font, run.style.size)
            self.setFillColor(run.style.colour)
            with self.meaning(run.meant):
                self.drawString(x, y, run.text)
            x += run.width

    def rule(self, x: float, y: float, width: float) -> None:
        """Draw a thin line from left to right."""
        self.setStrokeColor(LINE)
        self.setLineWidth(0.75)
        self.line(x, y, x + width, y)

    def showPage(self) -> None:  # noqa: N802 - ReportLab calls it
        """End the page."""
        code = "\n".join([self._preamble, *self._code, ""])
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self._pages) - 1
        page.Tabs = "/S"
        page.Contents = page_stream(code)
        self._pages.append([])

    def finish(self) -> bytes:
        """Return the whole file."""
        add_structure(self._doc, self.root, self._pages[:-1])
        settle_fonts(self._doc)
        seal_streams(self._doc)
        self._doc.SaveToFile(self._out, self)
        return self._out.getvalue()
