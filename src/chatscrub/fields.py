"""The fields of an export, kept small: numbers in pages, and a field made anew whenever somebody asks for it.

A chat of a million messages has many millions of fields. What they share (part, role, sender, note, codec) is kept
once;
of each there are only its message and its range, and its text is read from the part again. A text that cannot be read
again there is kept beside.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, overload

from .longtext import Sliced
from .model import Codec, Field, Part, Piece, Role
from .rows import Numbers

_RAW, _VIEWED, _BESIDE = range(3)  # how to come by the text: as it stands, by its codec, from what is kept
_LONG = 10_000  # code points from which on a text that had to be read is kept, for reading it takes long
_new = tuple.__new__


class Head(NamedTuple):
    """What many fields share; see :class:`model.Field`."""

    part: int
    role: Role
    sender: str | None
    note: str
    codec: Codec


Test = Callable[[Head], bool]


class Fields(Sequence[Field]):
    """Fields in reading order.

    Args:
        texts: the texts of the parts that they lie in; more parts may follow with their fields.
        found: the first fields.
    """

    def __init__(self, parts: Iterable[Part] = (), found: Iterable[Field] = ()) -> None:
        self._texts: list[Sliced] = []
        self._heads: list[Head] = []
        self._how: list[int] = []
        self._known: dict[tuple[int, int, str | None, str, int, int], int] = {}
        self._codecs: list[Codec] = []
        self._by_id: dict[int, int] = {}
        self._equal: dict[tuple[type, Codec], int] = {}
        self._head, self._message = Numbers(), Numbers()
        # Of the only piece; else where they all stand in ``_more``, and less than 0 by one more than their number.
        self._start, self._length = Numbers(), Numbers()
        self._more = array("q")
        self._beside: dict[int, str] = {}
        self._last: tuple[int, Field] | None = None
        for part in parts:
            self.lie_in(part.text)
        self.extend(found)

    # --- building ---------------------------------------------------------------------------------------

    def lie_in(self, text: Sliced) -> None:
        """Tell the text of the next part."""
        self._texts.append(text)

    def move(self, part: int, text: Sliced) -> None:
        """Read the fields of a part from another text from now on, which says the same."""
        self._texts[part] = text

    def extend(self, found: Iterable[Field]) -> None:
        """Put fields behind the others; the texts of their parts must be known."""
        for one in found:
            self.add(one)

    def add(self, field: Field) -> None:
        """Put a field behind the others."""
        part, pieces, role, text, message, sender, note, codec = field
        whole = self._texts[part]
        if len(pieces) == 1 and pieces[0].start <= pieces[0].end:
            start, end = pieces[0]
            length, raw = end - start, whole[start:end]
        else:
            start, length = len(self._more), -1 - len(pieces)
            self._more.extend([at for piece in pieces for at in piece])
            raw = "".join([whole[low:high] for low, high in pieces])
        again = len(raw) < _LONG and raw != text and _viewed(whole, pieces, codec) == text
        how = _RAW if raw == text else _VIEWED if again else _BESIDE
        if how == _BESIDE:
            self._beside[len(self._head)] = text
        key = part, id(role), sender, note, self._number(codec), how
        head = self._known.setdefault(key, len(self._heads))
        if head == len(self._heads):
            self._heads.append(Head(part, role, sender, note, self._codecs[key[4]]))
            self._how.append(how)
        self._head.append(head)
        self._message.append(message)
        self._start.append(start)
        self._length.append(length)

    def _number(self, codec: Codec) -> int:
        """The number of a codec, or of one that is equal."""
        number = self._by_id.get(id(codec))  # of one that is kept, so nothing else has its id
        if number is not None:
            return number
        try:
            number = self._equal.setdefault((type(codec), codec), len(self._codecs))
        except TypeError:  # it has no hash
            number = len(self._codecs)
        if number == len(self._codecs):
            self._codecs.append(codec)
            self._by_id[id(codec)] = number
        return number

    # --- asking -----------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._head)

    @overload
    def __getitem__(self, at: int) -> Field: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Field, ...]: ...

    def __getitem__(self, at: int | slice) -> Field | tuple[Field, ...]:
        if isinstance(at, slice):
            return tuple(self[number] for number in range(*at.indices(len(self))))
        if self._last and self._last[0] == at:
            return self._last[1]
        return self._at(at if 0 <= at < len(self._head) else range(len(self))[at])

    def _at(self, number: int) -> Field:
        """The field of a number that is in range."""
        found = self._made(number, self._head[number], self._message[number], self._start[number], self._length[number])
        self._last = number, found
        return found

    def __iter__(self) -> Iterator[Field]:
        return map(self._made, range(len(self)), self._head, self._message, self._start, self._length)

    def numbers(self, test: Test) -> Iterator[int]:
        """The numbers of the fields whose head passes."""
        wanted = [test(head) for head in self._heads]
        return (number for number, head in enumerate(self._head) if wanted[head])

    def which(self, test: Test) -> Iterator[Field]:
        """The fields whose head passes."""
        return map(self._at, self.numbers(test))

    def numbered(self, test: Test) -> Iterator[tuple[int, Field]]:
        """The same, each with its number."""
        return ((number, self._at(number)) for number in self.numbers(test))

    def has(self, test: Test) -> bool:
        """Whether a field has such a head."""
        return any(map(test, self._heads))

    def head(self, number: int) -> Head:
        """The head of a field."""
        return self._heads[self._head[number]]

    def message(self, number: int) -> int:
        """The number of the message of a field."""
        return self._message[number]

    def heads(self, test: Test = bool) -> Iterator[tuple[int, Head]]:
        """Message and head of the fields whose head passes; nothing is read."""
        wanted = [test(head) for head in self._heads]
        heads = self._heads
        return ((message, heads[head]) for head, message in zip(self._head, self._message, strict=True) if wanted[head])

    def _made(self, number: int, kind: int, message: int, start: int, length: int) -> Field:
        part, role, sender, note, codec = self._heads[kind]
        how, whole = self._how[kind], self._texts[part]
        if length >= 0:
            end = start + length
            pieces: tuple[Piece, ...] = (_new(Piece, (start, end)),)
            if how == _RAW:
                return _new(Field, (part, pieces, role, whole[start:end], message, sender, note, codec))
        else:
            ends = self._more[start : start - 2 * (length + 1)]
            pieces = tuple(map(Piece, ends[::2], ends[1::2]))
        if how == _RAW:
            text = "".join([whole[low:high] for low, high in pieces])
        else:
            text = _viewed(whole, pieces, codec) if how == _VIEWED else self._beside[number]
        return Field(part, pieces, role, text, message, sender, note, codec)


def _viewed(whole: Sliced, pieces: Sequence[Piece], codec: Codec) -> str:
    return "".join([codec.view(whole[low:high]).text for low, high in pieces])
