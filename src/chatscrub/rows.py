"""Named tuples by the million, kept small: pages of numbers for every column, and a tuple made anew whenever asked for.

Whole numbers stand page by page in the smallest array that holds what they are above the least of their page. Of
everything else, such as kinds, labels and scores, a value that comes again is kept once.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, repeat
from typing import Any, Generic, TypeVar, overload

_T = TypeVar("_T", bound=tuple[Any, ...])
_S = TypeVar("_S", bound=tuple[Any, ...])
_V = TypeVar("_V")
Place = tuple[int, int]
"""Part and number of a message."""
_BYTE = 255
_CODES = ((1 << 8, "B"), (1 << 16, "H"), (1 << 32, "I"))  # of arrays, by what they do not hold any more
_PAGE_BITS = 8
_PAGE = 1 << _PAGE_BITS  # numbers
_IN_PAGE = _PAGE - 1
_AT_ONCE = 4096  # rows
_MOST = 65_536  # values of a column that are known again; after so many others they are learned anew
_new = tuple.__new__


class Numbers:
    """Whole numbers in pages, each with its least number and what the others have above it; the last page is open."""

    __slots__ = ("_least", "_open", "_pages")

    def __init__(self, found: Iterable[int] = ()) -> None:
        self._pages: list[bytes | array[int] | None] = []  # None where all are the least
        self._least, self._open = array("q"), array("q")
        self.extend(found)

    def append(self, number: int) -> None:
        """Put a number behind the others."""
        self._open.append(number)
        if len(self._open) == _PAGE:
            self._close()

    def extend(self, found: Iterable[int]) -> None:
        """Put numbers behind the others.

        Raises:
            OverflowError: one takes more than 64 bits; then none was put there.
        """
        coming, at = array("q", found), 0
        while at < len(coming):
            some = coming[at : at + _PAGE - len(self._open)]
            self._open.extend(some)
            at += len(some)
            if len(self._open) == _PAGE:
                self._close()

    def _close(self) -> None:
        """Pack the open page, and open another."""
        least, above = min(self._open), max(self._open)
        self._least.append(least)
        code = next((code for size, code in _CODES if above - least < size), "Q")
        if above == least:
            self._pages.append(None)
        elif code == "B":
            self._pages.append(bytes([number - least for number in self._open]))
        else:
            self._pages.append(array(code, [number - least for number in self._open]))
        self._open = array("q")

    def __len__(self) -> int:
        return (len(self._pages) << _PAGE_BITS) + len(self._open)

    def __getitem__(self, at: int) -> int:
        number = at >> _PAGE_BITS
        if number >= len(self._pages):
            return self._open[at - (len(self._pages) << _PAGE_BITS)]
        page = self._pages[number]
        return self._least[number] if page is None else self._least[number] + page[at & _IN_PAGE]

    def __iter__(self) -> Iterator[int]:
        return self._paged(0)

    def since(self, at: int) -> Iterator[int]:
        """The numbers from that place on."""
        return islice(self._paged(at >> _PAGE_BITS), at & _IN_PAGE, None)

    def _paged(self, first: int) -> Iterator[int]:
        for least, page in zip(self._least[first:], islice(self._pages, first, None), strict=True):
            if page is None:
                yield from repeat(least, _PAGE)
            else:
                yield from map(least.__add__, page) if least else page
        yield from self._open


class _Column:
    """The values of one column: whole numbers as they are, until something else comes; then places in a list."""

    __slots__ = ("_known", "_numbers", "_values")

    def __init__(self) -> None:
        self._numbers = Numbers()
        self._values: list[Any] | None = None
        self._known: dict[type, dict[Any, int]] = {}

    def extend(self, found: Sequence[Any]) -> None:
        """Put values behind the others."""
        if self._values is None and all(type(value) is int for value in found):
            try:
                self._numbers.extend(found)
            except OverflowError:  # a number that no array takes
                pass
            else:
                return
        if self._values is None:
            before, self._values = self._numbers, []
            self._numbers = Numbers(map(self._number, before))
        self._numbers.extend(map(self._number, found))

    def _number(self, value: Any) -> int:
        assert self._values is not None
        try:
            known = self._known.setdefault(type(value), {})  # 1.0 and True are equal, and not the same
            number = known.setdefault(value, len(self._values))
        except TypeError:  # it has no hash
            number, known = len(self._values), {}
        if number == len(self._values):
            self._values.append(value)
            if len(known) > _MOST:
                known.clear()
        return number

    def __getitem__(self, at: int) -> Any:
        number = self._numbers[at]
        return number if self._values is None else self._values[number]

    def since(self, at: int) -> Iterator[Any]:
        """The values from that place on."""
        numbers = self._numbers.since(at)
        return numbers if self._values is None else map(self._values.__getitem__, numbers)


class Marks(Generic[_V]):
    """A value for each of many messages, by part and number of the message, which is -1 or more; kept small."""

    def __init__(self) -> None:
        self._numbers: dict[int, array[int]] = {}  # by part; 0 for a message without
        self._values: list[_V] = []
        self._known: dict[_V, int] = {}

    def __setitem__(self, place: Place, value: _V) -> None:
        part, message = place
        numbers = self._numbers.setdefault(part, array("B"))
        if message + 1 >= len(numbers):
            numbers.extend([0] * (message + 2 - len(numbers)))
        number = self._known.setdefault(value, len(self._values) + 1)
        if number > len(self._values):
            self._values.append(value)
        if number > _BYTE and numbers.itemsize == 1:
            numbers = self._numbers[part] = array("I", numbers)
        numbers[message + 1] = number

    def get(self, place: Place) -> _V | None:
        """The value of a message, None where it has none."""
        part, message = place
        numbers = self._numbers.get(part, ())
        number = numbers[message + 1] if message + 1 < len(numbers) else 0
        return self._values[number - 1] if number else None

    def __contains__(self, place: Place) -> bool:
        return self.get(place) is not None

    def __len__(self) -> int:
        return sum(len(numbers) - numbers.count(0) for numbers in self._numbers.values())

    def items(self) -> Iterator[tuple[Place, _V]]:
        """Every message that has a value, in order, with its value."""
        for part, numbers in sorted(self._numbers.items()):
            yield from (((part, at - 1), self._values[number - 1]) for at, number in enumerate(numbers) if number)


class Rows(Sequence[_T], Generic[_T]):
    """Rows of one sort, in order; equal to any other sequence of the same rows.

    Args:
        sort: class of the rows, a named tuple.
        found: the first rows.
    """

    __slots__ = ("_columns", "_size", "_sort")

    def __init__(self, sort: type[_T], found: Iterable[_T] = ()) -> None:
        self._sort = sort
        self._size = 0
        self._columns = tuple(_Column() for _ in sort._fields)  # type: ignore[attr-defined]
        self.extend(found)

    def extend(self, found: Iterable[_T]) -> None:
        """Put rows behind the others."""
        coming = iter(found)
        while rows := list(islice(coming, _AT_ONCE)):
            for column, values in zip(self._columns, zip(*rows, strict=True), strict=True):
                column.extend(values)
            self._size += len(rows)

    def column(self, name: str) -> Iterator[Any]:
        """The values of the column of that name."""
        return self._column(name).since(0)

    def _column(self, name: str) -> _Column:
        return self._columns[self._sort._fields.index(name)]  # type: ignore[attr-defined]

    def put(self, name: str, found: Iterable[Any]) -> None:
        """Put other values into the column of that name, one for each row; they may be made from the rows as they were.

        Raises:
            ValueError: there are more or fewer of them.
        """
        column = self._filled(found)
        names = self._sort._fields  # type: ignore[attr-defined]
        self._columns = tuple(column if own == name else old for own, old in zip(names, self._columns, strict=True))

    def _filled(self, found: Iterable[Any]) -> _Column:
        column, size, coming = _Column(), 0, iter(found)
        while values := list(islice(coming, _AT_ONCE)):
            column.extend(values)
            size += len(values)
        if size != self._size:
            raise ValueError(f"{size} values for {self._size} rows")
        return column

    def beside(self, sort: type[_S], **found: Iterable[Any]) -> Rows[_S]:
        """Rows of another sort, whose values are these where the name is the same, kept once; no more may follow.

        Args:
            sort: class of the other rows, a named tuple.
            found: the values of the other names.

        Raises:
            ValueError: there are more or fewer of them.
        """
        rows = Rows(sort)
        names = sort._fields  # type: ignore[attr-defined]
        rows._columns = tuple(self._filled(found[name]) if name in found else self._column(name) for name in names)
        rows._size = self._size
        return rows

    def between(self, start: int, stop: int) -> Iterator[_T]:
        """The rows of these numbers."""
        sort, rows = self._sort, zip(*[column.since(start) for column in self._columns], strict=True)
        return (_new(sort, row) for row in islice(rows, stop - start))

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, at: int) -> _T: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[_T, ...]: ...

    def __getitem__(self, at: int | slice) -> _T | tuple[_T, ...]:
        if isinstance(at, slice):
            return tuple(self[number] for number in range(*at.indices(self._size)))
        number = range(self._size)[at]
        return _new(self._sort, [column[number] for column in self._columns])

    def __iter__(self) -> Iterator[_T]:
        return self.between(0, self._size)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (Rows, tuple, list)):
            return NotImplemented
        return self._size == len(other) and all(mine == its for mine, its in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # rows may follow

    def __repr__(self) -> str:
        """Sort and size only: rows may hold what must not be printed."""
        return f"Rows({self._sort.__name__}, {self._size} rows)"


def between(rows: Sequence[_T], start: int, stop: int) -> Iterator[_T]:
    """The rows of these numbers, of a sequence of any sort."""
    return rows.between(start, stop) if isinstance(rows, Rows) else iter(rows[start:stop])
