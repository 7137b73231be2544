"""PDF documents: their text is taken out, and what is scrubbed is that text.

A PDF is never edited: words under a box, in hidden layers or in earlier versions of the file would go along. The report
says that layout and pictures are lost.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from .errors import UnreadableError

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAGIC = b"%PDF-"
_MOST_PAGES = 5_000
_MOST_CONTENT = 8 * 1024 * 1024  # bytes that draw one page, unpacked; reading them takes some 30 times as much memory
_MOST_IN_ALL = 4 * _MOST_CONTENT
_MOST_FORMS = 5_000  # drawings within drawings, over all pages


class _TooMuchError(BaseException):
    """There is more to read than a document has. No other error, for pypdf goes on after some of these."""


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
    except _TooMuchError:
        raise UnreadableError(
            f"{where}: a PDF that draws far more than a text does; print it to a new PDF in pieces and run each"
        ) from None
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
    effort = _Effort()
    pages = [_page(page, effort) for page in reader.pages]
    told = [(str(key).strip("/"), str(value).strip()) for key, value in (reader.metadata or {}).items()]
    head = "".join(f"{key}: {value}\n" for key, value in told if value and key in ("Title", "Author", "Subject"))
    text = "\n\n".join([*([head] if head else []), *(text for text, _ in pages)])
    return Taken(text.rstrip() + "\n", sum(not text.strip() for text, _ in pages), sum(n for _, n in pages))


class _Effort:
    """What reading the pages took so far."""

    def __init__(self) -> None:
        self._content = self._forms = 0

    def page(self, page: PageObject) -> None:
        """Count what draws a page.

        Raises:
            _TooMuchError: it is too much.
        """
        contents = page.get("/Contents")
        there: Any = contents.get_object() if contents is not None else []
        streams = [one.get_object() for one in (there if isinstance(there, list) else [there])]
        size = sum(len(one.get_data()) for one in streams if hasattr(one, "get_data"))
        self._content += size
        if size > _MOST_CONTENT or self._content > _MOST_IN_ALL:
            raise _TooMuchError

    def step(self, operator: bytes, *_: object) -> None:
        """Count a drawing within a drawing; called by pypdf for every step of one.

        Raises:
            _TooMuchError: it is one too many.
        """
        self._forms += operator == b"Do"
        if self._forms > _MOST_FORMS:
            raise _TooMuchError


def _page(page: PageObject, effort: _Effort) -> tuple[str, int]:
    """The text of a page with what was written on top of it, and the number of its pictures."""
    effort.page(page)
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    found = [one.get_object() for one in objects.get_object().values()] if objects is not None else []
    has_forms = any(one.get("/Subtype") == "/Form" for one in found)
    lines = [page.extract_text(visitor_operand_before=effort.step if has_forms else None) or ""]
    lines += _on_top(page)
    pictures = sum(1 for one in found if one.get("/Subtype") == "/Image")
    return "\n".join(line.rstrip() for line in lines if line.strip()), pictures


def _on_top(page: PageObject) -> Iterator[str]:
    """Notes and fields of a form."""
    for note in page.annotations or []:
        found = note.get_object()
        yield from (str(found[key]) for key in ("/Contents", "/V") if isinstance(found.get(key), str))
