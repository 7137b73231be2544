"""PDF documents: their text is taken out, and what is scrubbed is that text.

A PDF is never edited: words under a box, in hidden layers or in earlier versions of the file would go along. The report
says that layout and pictures are lost.
"""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, NamedTuple

from .errors import UnreadableError

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAGIC = b"%PDF-"
_MOST_PAGES = 5_000


class Taken(NamedTuple):
    """What was taken out of a PDF: its text, how many pages have none, how many pictures were left behind."""

    text: str
    silent: int
    pictures: int


def text_of(data: bytes, where: str) -> Taken:
    """The text of a PDF, page by page, with a line between pages; fields of forms and notes come after their page.

    Args:
        data: the file.
        where: names it in errors.

    Raises:
        UnreadableError: damaged, encrypted, too long, or without any text, such as a scan.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # its warnings may hold text
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError(f"{where}: this PDF is encrypted; open it, print it to a new PDF and give that")
        taken = _taken(reader, where)
    except UnreadableError:
        raise
    except (
        PyPdfError,
        ArithmeticError,
        AttributeError,
        LookupError,
        OSError,
        RuntimeError,
        TypeError,
        ValueError,
    ) as error:
        raise UnreadableError(
            f"{where}: damaged or unsupported PDF ({type(error).__name__}); save it as text or docx and give that"
        ) from None
    if not taken.text.strip():
        raise UnreadableError(
            f"{where}: no text in this PDF, perhaps it is a scan; have its text recognised first, and give that"
        )
    return taken


def _taken(reader: PdfReader, where: str) -> Taken:
    if len(reader.pages) > _MOST_PAGES:
        raise UnreadableError(f"{where}: a PDF of more than {_MOST_PAGES:,} pages; split it and run each piece")
    pages = [_page(page) for page in reader.pages]
    told = [(str(key).strip("/"), str(value).strip()) for key, value in (reader.metadata or {}).items()]
    head = "".join(f"{key}: {value}\n" for key, value in told if value and key in ("Title", "Author", "Subject"))
    text = "\n\n".join([*([head] if head else []), *(text for text, _ in pages)])
    return Taken(text.rstrip() + "\n", sum(not text.strip() for text, _ in pages), sum(n for _, n in pages))


def _page(page: PageObject) -> tuple[str, int]:
    """The text of a page with what was written on top of it, and the number of its pictures."""
    lines = [page.extract_text() or ""]
    for note in page.annotations or []:
        found = note.get_object()
        lines += [str(found[key]) for key in ("/Contents", "/V") if isinstance(found.get(key), str)]
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    found = objects.get_object().values() if objects is not None else ()
    pictures = sum(one.get_object().get("/Subtype") == "/Image" for one in found)
    return "\n".join(line.rstrip() for line in lines if line.strip()), pictures
