"""The fields of paragraphs and values in RTF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..blanks import blank
from ..model import Codec, Field, Piece, Role, View
from ..spans import located, views
from ..syntax.blocks import blocks
from ..syntax.chain import Chain
from ..syntax.opaque import OPAQUE
from ..syntax.percent import PERCENT
from ..syntax.rtf import Token
from . import headings
from .docx import is_bookmark_given, is_given
from .instructions import instruction
from .pages import Page
from .rtf_names import GIVEN
from .rtf_places import PATHS, TITLES
from .rtf_runs import Flow, Run, codec, older, readings
from .schemas import CAMEL_CASE, is_fixed, is_programmed
from .told import told
from .within import mapped

_HEX = re.compile(r"[0-9A-Fa-f\s]*")
_FEW = 72  # digits: of a checksum or the looks of a font, which hold no words
_PATH = re.compile(r"[\\/]|^[A-Za-z]:")
_NUMBERS = re.compile(r"[\d\s;(),.x+-]*")
_SCHEMA = re.compile(
    r"https?://schemas\.(?:microsoft|openxmlformats)\.(?:com|org)/[^\s?@]*|urn:schemas-microsoft-com:[\w:.-]+"
)
POINT = blank(".png").hex()
"""A grey point in digits, which stands for a picture."""
_WORDED = ("wz", "gtext", "pib", "pihl")  # how the properties of a shape are called that hold words
_SHORT = 80


class Letters:
    """Codec of a word of control, which has letters only."""

    def view(self, raw: str) -> View:
        return View(raw)

    def encode(self, text: str) -> str:
        return "".join(re.findall("[A-Za-z]+", text))[:32] or "x"


class Pointed:
    """Codec of a picture in digits: a point stands for one that is left out, as some programs stumble over none."""

    def view(self, raw: str) -> View:
        return View("", [], [])

    def encode(self, text: str) -> str:
        return POINT


_LETTERS, _POINTED = Letters(), Pointed()


class Values:
    """Makes the fields of one part.

    Args:
        part: number of the part.
        text: of the part.
    """

    def __init__(self, part: int, text: str) -> None:
        self.part, self.text = part, text
        self.number = -1  # of the paragraph
        self.initials: Field | None = None  # of the author who is named next
        self.label = ""  # what the value that comes next is
        self.said: set[tuple[int, str]] = set()

    # --- paragraphs -------------------------------------------------------------------------------------

    def paragraph(self, flow: Flow) -> Iterator[Field]:
        """The fields of a paragraph, as it is now and as it was before changes."""
        runs = flow.take()
        flow.begin()
        self.number += 1
        now = [run for run in runs if run.change != 2]
        for found in self._texts(now, ""):
            if flow.tables.in_cell() and headings.is_heading(found.text):
                self._fill(flow, found.text)
                yield found._replace(role=Role.KEEP)
                continue
            yield found
            yield from told(self.text, found)
            yield from self._in_cell(flow, found)
        if len(now) < len(runs):
            for found in self._texts([run for run in runs if run.change != 1], "before"):
                yield found
                yield from told(self.text, found)

    def _texts(self, runs: Sequence[Run], note: str) -> Iterator[Field]:
        """Mostly one text; another of what programs read that know no Unicode."""
        for some, written in readings(self.text, runs) if runs else ():
            found = self._field(some, written, Role.TEXT, note)
            if not found.text.strip():
                continue
            key = self.number, found.text
            yield found._replace(note="copy") if key in self.said else found
            self.said.add(key)
            if old := older(self.text, some, found.text):
                yield self._field(some, old, Role.TEXT, "before")

    def _fill(self, flow: Flow, text: str) -> None:
        if flow.tables.in_cell():
            cells = flow.tables[-1].texts
            cells[-1] = f"{cells[-1]} {text}".strip()[: 4 * _SHORT]

    def _in_cell(self, flow: Flow, found: Field) -> Iterator[Field]:
        """What the headings of a table say about a paragraph in it."""
        role = flow.tables.role()
        self._fill(flow, found.text)
        short = len(found.text) <= _SHORT and not headings.role_of(found.text)
        if role and short and headings.is_filled_in(found.text, role):
            yield found._replace(role=role, note="")

    # --- values -----------------------------------------------------------------------------------------

    def of(self, flow: Flow) -> Iterator[Field]:
        """The fields of a value: what it is says the group in which it stands."""
        runs = flow.take()
        if flow.sort in ("image", "packed"):
            yield from self._packed(runs, flow.sort)
        elif flow.sort == "html":
            yield from self._page(runs)
        elif runs and flow.sort != "keep":
            flow.values += 1
            for some, written in readings(self.text, runs):
                found = self._field(some, written, Role.TEXT, "")
                if any(char.isalnum() for char in found.text):
                    yield from self._value(flow, found)

    def _value(self, flow: Flow, found: Field) -> Iterator[Field]:
        sort = flow.sort
        if sort == "variable":
            sort = "label" if flow.values == 1 else "filled"
        if sort == "key":
            self.label = found.text
            if not (is_programmed(found.text) or CAMEL_CASE.fullmatch(found.text)):
                yield found
        elif sort == "label":
            self.label = found.text
            if not (headings.is_heading(found.text) or is_programmed(found.text)):
                yield found._replace(role=Role.FILENAME, note="name")
        elif sort == "filled":
            role = headings.role_of(self.label)
            yield found
            yield from told(self.text, found)
            if role and headings.is_filled_in(found.text, role):
                yield found._replace(role=role)
        elif sort == "value":
            yield from self._property(found)
        elif sort in GIVEN:
            if not GIVEN[sort](found.text.strip()):
                yield found._replace(role=Role.FILENAME, note="name")
        else:
            yield from self._told(sort, found)

    def _told(self, sort: str, found: Field) -> Iterator[Field]:
        """A value of a sort that is told without looking at it."""
        if sort in ("name", "names"):
            yield from self._name(found, sort)
        elif sort == "initials":
            yield from self.rest()
            self.initials = found
        elif sort == "org":
            yield found._replace(role=Role.ORG)
        elif sort in ("path", "link"):
            yield from self._path(found)
        elif sort == "spaces":
            if not _SCHEMA.fullmatch(found.text):
                yield found._replace(role=Role.URL)
        elif sort == "code":
            yield from instruction(self.text, found, is_bookmark_given)
            if "%" in found.text:
                yield self._percent(found)
        elif not is_fixed(found.text):
            yield found
            yield from told(self.text, found)

    def _name(self, found: Field, sort: str) -> Iterator[Field]:
        if sort == "names" and found.text.strip() in ("Unknown", "Onbekend"):
            return
        yield found._replace(role=Role.NAME)
        if self.initials:
            yield self.initials._replace(role=Role.NAME, note="alias", sender=found.text.strip())
            self.initials = None

    def _property(self, found: Field) -> Iterator[Field]:
        """The value of a property of a shape."""
        if self.label in PATHS:
            yield from self._path(found)
        elif self.label in TITLES:
            if not is_given(found.text):
                yield found._replace(role=Role.FILENAME, note="name")
        elif self.label.startswith(_WORDED) or not _NUMBERS.fullmatch(found.text):
            yield found
            yield from told(self.text, found)

    def _path(self, found: Field) -> Iterator[Field]:
        """Where a file or a page is; a mere name is examined as one."""
        text = found.text.strip()
        if text.lower().startswith("mailto:"):
            there = views(self.text, found)
            start = found.text.lower().index("mailto:") + len("mailto:")
            end = len(found.text.partition("?")[0])
            if start < end:
                pieces = tuple(Piece(*one) for one in located(there, start, end))
                yield found._replace(role=Role.EMAIL, pieces=pieces, text=found.text[start:end])
            yield found
        elif _PATH.search(text):
            yield found._replace(role=Role.URL)
        elif not is_given(text):
            yield found._replace(role=Role.FILENAME, note="name")

    def _percent(self, found: Field) -> Field:
        """An instruction as what it leads to reads it."""
        written = Chain(found.codec, PERCENT)
        read = "".join(written.view(self.text[slice(*piece)]).text for piece in found.pieces)
        return found._replace(codec=written, text=read)

    def rest(self) -> Iterator[Field]:
        """Initials behind which no author is named."""
        if self.initials:
            yield self.initials._replace(role=Role.NAME)
            self.initials = None

    # --- what is no text --------------------------------------------------------------------------------

    def _packed(self, runs: Sequence[Run], sort: str) -> Iterator[Field]:
        """Bytes in digits: a picture or a file that is left out. What is something else is examined."""
        raw = "".join(self.text[slice(*run.piece)] for run in runs)
        if _HEX.fullmatch(raw):
            if len(raw) > _FEW:
                pieces = tuple(run.piece for run in runs)
                codec = _POINTED if sort == "image" else OPAQUE
                yield Field(self.part, pieces, Role.MEDIA, "", self.number, None, sort, codec)
        else:
            yield from self._texts(runs, "")

    def data(self, token: Token, sort: str) -> Field:
        """Bytes as they are, which are left out."""
        piece = Piece(token.start, token.end)
        codec, note = (_POINTED, sort) if sort == "image" else (OPAQUE, "packed")
        return Field(self.part, (piece,), Role.MEDIA, "", self.number, None, note, codec)

    def control(self, token: Token) -> Field:
        """A word of control that RTF does not have."""
        digits = 0 if token.number is None else len(str(token.number))
        end = token.start + 1 + len(token.name) + digits
        piece = Piece(token.start + 1, min(end, token.end))
        return Field(self.part, (piece,), Role.TEXT, self.text[slice(*piece)], -1, None, "", _LETTERS)

    def _page(self, runs: Sequence[Run]) -> Iterator[Field]:
        """A tag, a style sheet or a sign of the page that a mail was made of."""
        if not runs:
            return
        start, end = runs[0].piece.start, runs[-1].piece.end
        outer = codec(runs[0].charset, runs[0].skip, (), runs[0].skip != 1)
        view = outer.view(self.text[start:end])
        page = Page(self.part, view.text)
        found = (one for block in blocks(view.text) for one in page.anything(block))
        yield from mapped(found, view, start, outer)

    def _field(self, runs: Sequence[Run], written: Codec, role: Role, note: str) -> Field:
        pieces = tuple(run.piece for run in runs)
        read = "".join([written.view(self.text[start:end]).text for start, end in pieces])
        return Field(self.part, pieces, role, read, self.number, None, note, written)
