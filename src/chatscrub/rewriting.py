"""The bytes of a part with edits in it, and the way back from them. What was lifted out is copied from the source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from . import files, lifting
from .errors import ReleaseRefused
from .lifting import MARK
from .model import Edit, Export, Part
from .rows import Rows
from .spans import invert, pieces
from .wrapping import WRAPPED


def rewritten(export: Export, part: Part, edits: Sequence[Edit]) -> Iterator[bytes]:
    """The bytes of a part with edits, piece by piece.

    Args:
        export: in which the part lies.
        part: of a text.
        edits: in order.

    Raises:
        UnreadableError: what was lifted out of the source is not there any more.
        UnicodeEncodeError: an edit holds letters that the encoding lacks.
    """
    if part.encoding.endswith(WRAPPED):  # base64 has to be put together
        encoded: Iterable[bytes] = iter([part.encode("".join(pieces(part.text, edits)))])
    else:
        encoded = (part.encode(piece) for piece in pieces(part.text, edits))
    if not part.lifted:
        yield from encoded
        return
    path = _path(export)
    kept = lifting.left(lifting.places(part.text), edits)
    with files.open_source(path) as stream:
        yield from lifting.poured(encoded, [part.lifted[number] for number in kept], stream, path)


def undoing(export: Export, part: Part, edits: Sequence[Edit]) -> Rows[Edit]:
    """The edits that turn what :func:`rewritten` gives, decoded, back into the source.

    Raises:
        UnreadableError: what was lifted out of the source is not there any more.
    """
    back = invert(part.text, edits)
    if not part.lifted:
        return back
    path, marks = _path(export), lifting.places(part.text)
    kept = lifting.left(marks, edits)
    gone = iter([run for number, run in enumerate(part.lifted) if number not in set(kept)])
    there = lifting.places("".join(pieces(part.text, edits)))
    true = lifting.shift(there, (part.lifted[number].size for number in kept))
    with files.open_source(path) as stream:

        def whole(text: str) -> str:
            runs = [next(gone) for _ in range(text.count(MARK))]
            found = b"".join(lifting.poured([text.encode("utf-8", "surrogateescape")], runs, stream, path))
            return found.decode("utf-8", "surrogateescape")

        return Rows(Edit, (Edit(true(edit.start), true(edit.end), whole(edit.new)) for edit in back))


def true_places(part: Part) -> Callable[[int], int]:
    """From places in the text of a part to those in its decoded source."""
    if not part.lifted:
        return lambda at: at
    return lifting.shift(lifting.places(part.text), (run.size for run in part.lifted))


def _path(export: Export) -> str:
    if export.path is None:
        raise ReleaseRefused("what was lifted out of a text can only be read from a file; nothing was released")
    return export.path
