"""The namespaces of documents: prefixes as the standards write them, and schemas of which no table tells."""

from __future__ import annotations

import re

# Prefixes as the standards write them, by namespace; "" where elements have none.
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://schemas.openxmlformats.org/presentationml/2006/main": "p",
    "http://schemas.microsoft.com/office/powerpoint/2012/main": "p15",
    "http://schemas.microsoft.com/office/powerpoint/2018/8/main": "p188",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "",
    "http://schemas.openxmlformats.org/package/2006/relationships": "",
    "http://schemas.openxmlformats.org/package/2006/content-types": "",
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "",
    "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties": "",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:meta:1.0": "meta",
}
_SCHEMAS = re.compile(
    r"https?://(?:schemas\.(?:openxmlformats\.org|microsoft\.com|libreoffice\.org)|purl\.(?:org|oclc\.org)|www\.w3\.org|openoffice\.org"
    r"|docs\.oasis-open\.org|www\.gnome\.org|sourceforge\.net)/[^\s?@]*|urn:[\w:.#-]+|https?://www\.w3\.org/?"
)
_OWN_URN = re.compile(r"urn:(?!oasis:|schemas-microsoft-com:|org:documentfoundation:|openoffice:)")
_STANDARD = re.compile(
    r"https?://(?:schemas\.(?:openxmlformats\.org|microsoft\.com)|purl\.(?:org|oclc\.org))/|urn:oasis:"
)


class Namespaces:
    """The prefixes that one text declares."""

    def __init__(self) -> None:
        self._standard = False  # names without a prefix are those of a standard
        self._own: set[str] = set()  # prefixes of schemas that are no standard, of which no table tells
        self._names: dict[str, str] = {}
        self._prefixes: dict[str, str] = {}

    def name(self, written: str) -> str:
        """A name with the prefix that the standards write."""
        found = self._names.get(written)
        if found is None:
            prefix, _, local = written.rpartition(":")
            if prefix in self._own:
                self._names[written] = f"{{{prefix}}}{local}"
                return self._names[written]
            known = self._prefixes.get(prefix)
            found = written if known is None else f"{known}:{local}" if known else local
            self._names[written] = found
        return found

    def is_standard(self, tag: str) -> bool:
        """Whether an element is one of a standard, so that the tables hold for it."""
        return not tag.startswith("{") and (":" in tag or self._standard)

    def declare(self, attribute: str, space: str, at_top: bool) -> None:
        """Take an attribute that declares a namespace; ``at_top``: of the element around all."""
        prefix = attribute.partition(":")[2]
        if attribute == "xmlns":  # one element of another schema is enough to trust none
            self._standard = bool(_STANDARD.match(space)) and (self._standard or at_top)
        elif _OWN_URN.match(space) or not is_schema(space):
            self._own.add(prefix)
            self._names.clear()
        known = _PREFIXES.get(space)
        if known is not None and known != prefix and (prefix or known in ("w", "")):
            self._prefixes[prefix] = known
            self._names.clear()


def is_schema(space: str) -> bool:
    """Whether an address is that of a schema that everybody uses."""
    return _SCHEMAS.fullmatch(space) is not None
