"""What has to hold for every input, whatever stands in it."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from functools import cache
from pathlib import Path

import chatscrub
from chatscrub import archives, detector, files, plans, restoring, spans, tars
from chatscrub.detector import WHOLE
from chatscrub.errors import ChatscrubError, ReleaseRefused
from chatscrub.model import Codec, Export, Field, Finding, Kind, Plan, Role, View
from chatscrub.people import Cast
from chatscrub.rewriting import rewritten, undoing
from chatscrub.settings import Settings
from chatscrub.targets import blanks, member_names
from chatscrub.vaults import Undo

WHERE = "fuzz"
PSEUDONYMS = ("[PERSON_1]", "Person A", "Noor-Maaike d'Årby", "06-01234567", "x@example.org", "<&>\"'\\{}%=,;:\t")
_KEPT = (Role.TIME, Role.KEEP, Role.VOICE, Role.MEDIA)
_WORD = re.compile(r"\w{4,}")


class PropertyError(Exception):
    """Something that must hold does not. The message holds no text of the input."""


def hold(so: bool, what: str) -> None:
    """See that something is so.

    Raises:
        PropertyError: it is not.
    """
    if not so:
        raise PropertyError(what)


@cache
def _vocabulary() -> frozenset[str]:
    """The words of the program, which an error may use."""
    home = Path(chatscrub.__file__).parent
    texts = (p.read_text("utf-8") for ending in ("*.py", "*.toml", "*.yaml") for p in home.rglob(ending))
    return frozenset(word.casefold() for text in texts for word in _WORD.findall(text))


def silent(error: ChatscrubError, data: bytes) -> None:
    """See that an error is one line without a word of the input.

    Raises:
        PropertyError: it is not.
    """
    told = str(error).replace("_", " ")
    hold("\n" not in str(error), "an error of several lines")
    mine = {w.casefold() for w in _WORD.findall(told)} - _vocabulary()
    mine -= {w for w in mine if w.endswith(("error", "exception", "warning", "badzipfile"))}
    if mine:
        there = {w.casefold() for text in _texts(data) for w in _WORD.findall(text.replace("_", " "))}
        hold(not (mine & there), f"an error of type {type(error).__name__} holds a word of the input")


def _texts(data: bytes) -> list[str]:
    """What can be read in some bytes."""
    found = [data.decode("utf-8", "ignore"), data.decode("utf-16", "ignore")]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found += [archive.read(name).decode("utf-8", "ignore") + " " + name for name in archive.namelist()]
    except (zipfile.BadZipFile, RuntimeError, OSError, ValueError, EOFError, zlib.error, NotImplementedError):
        pass
    return found


# --- codecs ---------------------------------------------------------------------------------------------


def view_holds(view: View, size: int) -> None:
    """See that a view of a raw text of so many code points points into it, from left to right."""
    if view.starts is None or view.ends is None:
        hold(view.starts is None and view.ends is None, "half a view")
        hold(len(view.text) <= size, "a plain view longer than its text")
        return
    hold(len(view.text) == len(view.starts) == len(view.ends), "a view with too many or too few places")
    before = 0
    for start, end in zip(view.starts, view.ends, strict=True):
        hold(0 <= start <= end <= size, "a place outside the text")
        hold(start >= before or start >= 0, "places out of order")
        before = start
    hold(view.starts == sorted(view.starts) and view.ends == sorted(view.ends), "places out of order")


def codec_holds(codec: Codec, raw: str) -> None:
    """See that a codec reads anything, and that what it writes reads as what was meant."""
    view_holds(codec.view(raw), len(raw))
    for text in PSEUDONYMS[:4]:
        try:
            written = codec.encode(text)
        except UnicodeEncodeError:
            continue
        hold(codec.view(written).text == text, f"{type(codec).__name__} reads a pseudonym otherwise than it wrote it")
    codec.encode(PSEUDONYMS[-1])


# --- exports --------------------------------------------------------------------------------------------


def fields_hold(export: Export) -> None:
    """See that every field says what stands where it stands, and that no edits give the same bytes."""
    for part in export.parts:
        same = hashlib.sha256(part.encode(spans.splice(part.text, []))).hexdigest() == part.sha256
        hold(same, "no edits give other bytes")
    for field in export.fields:
        text = export.parts[field.part].text
        hold(all(0 <= a <= b <= len(text) for a, b in field.pieces), "a field outside its part")
        read = []
        for start, end in field.pieces:
            view = field.codec.view(text[start:end])
            view_holds(view, end - start)
            read.append(view.text)
        hold("".join(read) == field.text, f"a field of role {field.role.value} says something else than its place")


def whole_findings(export: Export) -> detector.Detection:
    """Everything is personal: one finding for each field that may be changed."""
    found = []
    for number, field in enumerate(export.fields):
        if field.role not in _KEPT and field.text.strip():
            blank = len(field.text) - len(field.text.lstrip())
            found.append(Finding(number, blank, len(field.text.rstrip()), _kind(field), 1.0, "structure"))
    return detector.Detection(tuple(found), Cast(), ())


def _kind(field: Field) -> Kind:
    return Kind.FILE if field.role is Role.FILENAME else WHOLE.get(field.role, Kind.PERSON)


def plan_holds(export: Export, found: detector.Detection, settings: Settings, name: str) -> None:
    """See that the edits of a plan can be made, read again, and undone."""
    try:
        plan = plans.plan(export, found, settings)
    except ReleaseRefused:
        return
    texts = {}
    for one in plan.parts:
        part = export.parts[one.part]
        data = b"".join(rewritten(export, part, one.edits))
        hold(hashlib.sha256(data).hexdigest() == one.scrubbed_sha256, "another digest than the plan tells")
        if not (one.edits or data == part.encode(part.text)):
            raise PropertyError("a plan without edits changes bytes")
        if not part.lifted:
            texts[part.name] = data
        undo = Undo(part.sha256, part.encoding, tuple(undoing(export, part, one.edits)), (), "", False)
        original = restoring.undone(data, undo, WHERE)
        hold(bool(part.lifted) or original == part.encode(part.text), "the way back leads elsewhere")
    _again(export, plan, texts, name)


def _again(export: Export, plan: Plan, texts: dict[str, bytes], name: str) -> None:
    """See that what was written is read again."""
    if export.container == "pdf" or not texts:
        return
    data = next(iter(texts.values()))
    try:
        after = files.read_content(data, name, WHERE) if not export.packed else None
    except ChatscrubError as error:
        if ("not text" in str(error) or "carriage" in str(error)) and any(byte < 32 for byte in data):
            return  # few control characters in a long text are many in a short one
        raise PropertyError(f"what was written is refused: {_plain(error)}") from None
    if after:
        fields_hold(after)


def _plain(error: ChatscrubError) -> str:
    return str(error).partition(": ")[2][:60]


def zip_holds(data: bytes, export: Export, plan: Plan) -> None:
    """See that a scrubbed archive can be written and read again."""
    texts = {}
    for one in plan.parts:
        part = export.parts[one.part]
        texts[part.name] = b"".join(rewritten(export, part, one.edits))
    out = io.BytesIO()
    tars.write_zip(io.BytesIO(data), out, texts | blanks(plan, export), dict(member_names(plan, export)), WHERE)
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as archive:
        hold(archive.testzip() is None, "a damaged zip was written")
        hold(not any(archives.escapes(n) for n in archive.namelist()), "a member leads out of the zip")
    try:
        files.read_content(out.getvalue(), "chat.zip", WHERE)
    except ChatscrubError as error:
        raise PropertyError(f"the zip that was written is refused: {_plain(error)}") from None
