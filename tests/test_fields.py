"""The compact sequence of fields gives exactly the fields that went in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_hiding_places import CASES, export_of

from chatscrub import files, formats
from chatscrub.fields import Fields
from chatscrub.formats.filenames import name_fields
from chatscrub.model import Field, Part, Piece, Role, View
from chatscrub.syntax.chain import Chain
from chatscrub.syntax.jsontext import JsonString
from chatscrub.syntax.opaque import OPAQUE
from chatscrub.syntax.plain import PLAIN
from chatscrub.syntax.reference import Reference

TEXT = 'hoi \\u00e9n\u200e "Sanne\\n de Vries" 😂 \\"06 0123\\" <Oma>\u202a'


class Unhashable:
    """A codec that has no hash."""

    __hash__ = None  # type: ignore[assignment]

    def view(self, raw: str) -> View:
        return View(raw.upper())

    def encode(self, text: str) -> str:
        return text


CODECS = [
    PLAIN,
    Chain(JsonString(), PLAIN),
    Chain(JsonString(True), PLAIN),
    OPAQUE,
    Reference("Nel", PLAIN),
    Unhashable(),
]
ranges = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda pair: Piece(*sorted(pair)))
known = st.builds(
    Field,
    part=st.integers(0, 1),
    pieces=st.lists(ranges, max_size=3).map(tuple),
    role=st.sampled_from(Role),
    text=st.text(max_size=5),
    message=st.integers(-1, 2**31 - 1),
    sender=st.none() | st.sampled_from(["Sanne", "", "Oma"]),
    note=st.sampled_from(["", "chat", "image"]),
    codec=st.sampled_from(CODECS),
)
PARTS = [Part("a", TEXT, "utf-8", ""), Part("b", TEXT[::-1], "utf-8", "")]


def read(field: Field) -> Field:
    """The field with the text that its codec gives, as nearly all have it."""
    text = PARTS[field.part].text
    return field._replace(text="".join(field.codec.view(text[low:high]).text for low, high in field.pieces))


@given(st.lists(known | known.map(read), max_size=12), st.data())
def test_the_same_fields_come_out(found: Sequence[Field], data: st.DataObject) -> None:
    there = Fields(PARTS, found)
    assert list(there) == list(found) and len(there) == len(found)
    if found:
        at = data.draw(st.integers(-len(found), len(found) - 1))
        assert there[at] == there[at] == found[at] and type(there[at]) is Field
        assert there[at:] == tuple(found[at:]) and there[::-1] == tuple(found[::-1])
    with pytest.raises(IndexError):
        there[len(found)]


@given(st.lists(known | known.map(read), max_size=12), st.sampled_from(Role))
def test_fields_are_picked_by_what_they_share(found: Sequence[Field], role: Role) -> None:
    there = Fields(PARTS, found)
    wanted = [(n, f) for n, f in enumerate(found) if f.role is role and f.note != "chat"]

    assert list(there.numbered(lambda head: head.role is role and head.note != "chat")) == wanted
    assert list(there.numbers(lambda head: head.role is role and head.note != "chat")) == [n for n, _ in wanted]
    assert list(there.which(lambda head: head.role is role and head.note != "chat")) == [f for _, f in wanted]
    assert [(m, h.part, h.sender, h.role) for m, h in there.heads(lambda head: head.role is role)] == [
        (f.message, f.part, f.sender, f.role) for f in found if f.role is role
    ]


def test_fields_that_share_all_share_it() -> None:
    field = Field(0, (Piece(0, 3),), Role.TEXT, "hoi", 0, "Sanne", "", PLAIN)
    there = Fields(PARTS, (field._replace(message=n, codec=Chain(JsonString(), PLAIN)) for n in range(1000)))

    assert len(list(there.heads())) == 1000 and len({id(head) for _, head in there.heads()}) == 1


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_every_sample_reads_as_its_format_gives_it(case: Path, tmp_path: Path) -> None:
    export = files.read(export_of(case, tmp_path))
    texts = [part for part in export.parts if not part.is_name]
    given = list(formats.fields(texts, export.known))

    assert list(export.fields[: len(given)]) == given
    assert [export.fields[n] for n in range(len(given))] == given
    if not export.packed:
        assert list(export.fields[len(given) :]) == list(name_fields(len(texts), export.parts[-1].name))
