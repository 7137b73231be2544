"""Names of the members of documents: those that programs give stay, others change wherever the document tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Codec, Field, Piece, Role
from ..syntax.plain import PLAIN
from .filenames import name_fields
from .schemas import is_programmed

WITHIN = "//"
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")
_PARTS = (".xml", ".rels", ".vml", ".rdf", "mimetype")  # only programs name these
_CODE = re.compile(r"[0-9A-Fa-f]{16,64}|\{?[0-9A-Fa-f]{8}-[0-9A-Fa-f-]{27}\}?|rId\d+|R[0-9a-f]{16}|mimetype|\[trash\]")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_]+|\d{5,}")
# Words in the names that programs give, besides ordinary ones.
_WORDS = frozenset(
    "vml vba ole ctrl calc chunk afchunk mht thumbnail thumbnails embedded sig img pic rels xl bin worksheet workbook "
    "visio powerpoint excel word microsoft docx xlsx pptx doc xls ppt ids hunk extensible slicer slicers odttf "
    "webextension webextensions taskpanes props activex layout quick colors smart sheet sst settings config "
    "hyperlink dotm docm xlsm".split()
)


def chosen(path: str) -> tuple[int, int] | None:
    """The range of the name that somebody chose in the path of a member, without its extension; None if nobody did."""
    if path.casefold().endswith(_PARTS):
        return None
    start = path.rfind("/") + 1
    found = _EXTENSION.search(path, start)
    end = found.start() if found and found.start() > start else len(path)
    stem = path[start:end]
    return None if not stem or _is_given(stem) else (start, end)


def _is_given(stem: str) -> bool:
    """Whether a program gave a member that name."""
    if _CODE.fullmatch(stem):
        return True
    return stem.isascii() and all(w.lower() in _WORDS or is_programmed(w) for w in _WORD.findall(stem))


def is_packaged(name: str, head: str, paths: re.Pattern[str], content: str, main: str) -> bool:
    """Whether a text is a member of a package of one sort.

    Args:
        name: of the member, with those of the zips in which it lies.
        head: the beginning of its text.
        paths: what only members of that sort are called.
        content: what the list of all members says of it.
        main: the main text, as the relations of the package tell it.
    """
    name = name.rpartition(WITHIN)[2]
    if paths.search(name):
        return head.lstrip("\ufeff \r\n\t").startswith("<")
    base = name.rpartition("/")[2]
    return (base == "[Content_Types].xml" and content in head) or (base == ".rels" and main in head)


def member_fields(part: int, name: str, packages: frozenset[str], whole: bool) -> Iterator[Field]:
    """The fields in the name of a member, with those of the zips in which it lies.

    Args:
        part: number of the part that the name is.
        name: of the member.
        packages: the zips in it that are documents.
        whole: whether all of it is one document.
    """
    at = 0
    inside = whole
    for step in name.split(WITHIN):
        if inside:
            yield from member_field(part, name, Piece(at, at + len(step)), PLAIN)
        else:
            for one in name_fields(part, step):
                yield one._replace(pieces=tuple(Piece(at + start, at + end) for start, end in one.pieces))
        inside = inside or name[: at + len(step)] in packages
        at += len(step) + len(WITHIN)


def member_field(part: int, text: str, piece: Piece, written: Codec) -> Iterator[Field]:
    """The field of the name that somebody chose in a path that stands in a text, if any."""
    view = written.view(text[piece.start : piece.end])
    if found := chosen(view.text):
        low, high = view.raw_range(*found)
        where = (Piece(piece.start + low, piece.start + high),)
        yield Field(part, where, Role.FILENAME, view.text[slice(*found)], -1, None, "name", written)
