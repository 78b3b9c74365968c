"""What a file must say about itself to be PDF/UA-1 and PDF/A-2a at once."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFStream, PDFString, PDFZCompress

from app import __version__

PRODUCER = f"Leia {__version__}"
_NO_SIGN = 0xFFFD
_SPACE = 0x20


def declare(document: Any, title: str, language: str) -> None:
    """Write title, language, colours and the two promises; nothing about the person."""
    catalogue = document.Catalog
    catalogue.__NoDefault__ = [*catalogue.__NoDefault__, "OutputIntents"]
    catalogue.Lang = PDFString(language)
    catalogue.MarkInfo = PDFDictionary({"Marked": "true"})
    catalogue.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
    catalogue.Metadata = Stream(
        PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"}), _metadata(title)
    )
    catalogue.OutputIntents = PDFArray([_output_intent(document)])
    document.info = _Info({"Title": PDFString(title), "Producer": PDFString(PRODUCER)})
    # the standard file id is a digest of the content; this one only says what kind of paper it is
    mark = hashlib.sha256(f"{PRODUCER} {title}".encode()).hexdigest()[:32]
    document._ID = f"[<{mark}><{mark}>]".encode()  # noqa: SLF001


def settle_fonts(document: Any) -> None:
    """Write the fonts, with every unused code standing for no sign at all."""
    for font in document.delayedFonts:
        state = font.state[document]
        state.subsets = [
            [_NO_SIGN if _is_unused(place, sign) else sign for place, sign in enumerate(subset)]
            for subset in state.subsets
        ]
        font.addObjects(document)
    document.delayedFonts = []


def seal_streams(document: Any) -> None:
    """Let every stream end in a line break, which PDF/A asks for and ReportLab leaves out."""
    for made in document.idToObject.values():
        if type(made) is PDFStream:
            made.__class__ = Stream


class Stream(PDFStream):  # type: ignore[misc]  # ReportLab has no types
    """A stream with a line break before its last word."""

    def format(self, document: Any) -> bytes:
        """Return the stream as it stands in the file."""
        written: bytes = super().format(document)
        # both signs, or a content that ends in a carriage return would seem one shorter
        return written.removesuffix(b"endstream\n") + b"\r\nendstream\n"


def page_stream(code: str) -> Stream:
    """Return what a page draws, compressed."""
    return Stream(content=code, filters=[PDFZCompress])


class _Info(PDFDictionary):  # type: ignore[misc]  # ReportLab has no types
    """A document information dictionary without times, authors or guesses."""

    def digest(self, signature: object) -> None:
        """Add nothing to the content's signature."""


def _is_unused(place: int, sign: int) -> bool:
    return sign == 0 or (sign == _SPACE and place != _SPACE)


@cache
def _colour_profile() -> bytes:
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes.fromhex("07ea 0001 0001 0000 0000 0000")  # made on a fixed day
    return bytes(profile)


def _output_intent(document: Any) -> PDFDictionary:
    profile = Stream(PDFDictionary({"N": 3}), _colour_profile(), [PDFZCompress])
    name = PDFString("sRGB IEC61966-2.1")
    return PDFDictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": name,
            "Info": name,
            "DestOutputProfile": document.Reference(profile),
        }
    )


def _metadata(title: str) -> bytes:
    named = {"title": escape(title), "producer": escape(PRODUCER)}
    return _XMP.format(**named).encode()


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
  <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
    <pdfaProperty:name>part</pdfaProperty:name>
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
    <pdfaProperty:category>internal</pdfaProperty:category>
    <pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
  </rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
