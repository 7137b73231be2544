"""Examine the content of files for a commit: a quick look first, and the model only where that does not settle it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from . import binaries, first_look
from .allowances import AllowList, inline
from .errors import ChatscrubError
from .full_names import is_name, plain_names
from .model import Kind, Role
from .profiles import FAILS, NOTHING, Profile
from .verdicts import CHAT, CLIENT, Place, form_of, kind_of

if TYPE_CHECKING:
    from .clues import Mark
    from .contexts import Surroundings
    from .model import Export, Finding

CLEAN, FOUND, SKIPPED, UNREAD, COVERED = "clean", "found", "skipped", "unread", "covered"
_SETTLED = frozenset({"html", "xml", "json", "csv", "plain", "markdown", "docx", "xlsx", "odt", "mail", "vcard"})
"""Formats that are no chat; everything else is."""
_SHOWN_ONLY = frozenset({"image", "video", "audio", "voice note", "sticker", "system file", "layout", "silent page"})
_HOLD_TEXT = frozenset({"document", "archive", "contact card", "packed"})
"""Sorts of files within others: those that are skipped, and those within a text that are not."""
_TELL_NOTHING = frozenset({Role.TEXT, Role.FILENAME, Role.KEEP, Role.MEDIA})
"""Roles that do not say what a place holds."""
_CODE = frozenset(
    """
    py pyi pyx js mjs cjs jsx ts tsx java kt kts c h cc cpp cxx hpp cs go rs rb php pl pm sh bash zsh fish ps1 bat cmd
    swift scala lua r jl sql css scss sass less vue svelte dart ex exs erl hs ml clj el vim make mk cmake dockerfile
    gradle tf hcl nix proto graphql toml lock ini cfg editorconfig gitignore gitattributes gitmodules
    """.split()
)
_CODE_NAMES = frozenset({"makefile", "dockerfile", "jenkinsfile", "rakefile", "gemfile", "cmakelists.txt"})
# Lines of chats have a time near their beginning, and names or numbers behind it.
_STAMP = re.compile(
    r"^[^\r\n]{0,48}?\d{1,2}[:.h]\d\d(?!\d)|^[^\r\n]{0,12}\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}", re.MULTILINE
)
_MARKED = re.compile(r"\s*(?:[{\[<]|BEGIN:V|From |[A-Za-z][\w-]{1,40}:[ \t])")
_TABLE = re.compile(r"\s*\[\[?[A-Za-z_][\w.-]{0,80}\]\]?[ \t]*\r?\n")  # of TOML, where JSON would begin likewise
_ESCAPED = re.compile(r"\\|&#?\w{1,32};|<[a-zA-Z/!]|\]\(")
_DELIMITED = re.compile(r"[^\n]{0,4000}[;,\t|][^\n]{0,4000}\n[^\n]{0,4000}[;,\t|]")
# Lines of a server: '192.0.2.18 - - [14/Oct/2025:08:16:00 -0400] "HEAD /ok HTTP/1.1" 200 0'
_LOG = re.compile(
    r"(?:[\w.:-]{2,80} \S{1,80} \S{1,80} \[\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] \"[^\n]{0,4000}\n){1,20}"
    r"(?:[\w.:-]{2,80} \S{1,80} \S{1,80} \[\d\d/|\Z)"
)
_CONTROL = re.compile(r"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")


class Found(NamedTuple):
    """Something in a file: where, what kind, how sure (0 to 1), what it weighs, and the value, which nobody prints.

    ``line`` and ``column`` count from 1; ``line`` is 0 for the name of the file. In documents and archives ``within``
    names the part, and ``line`` is the number of the paragraph, cell or message in it. ``why`` names the evidence for
    its weight, the heaviest first; it holds nothing of the text.
    """

    path: str
    line: int
    column: int
    kind: str
    confidence: float
    weight: str
    value: str
    within: str = ""
    why: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Without the value."""
        return f"Found({self.path!r}, {self.line}, {self.column}, {self.kind})"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file.

    Args:
        path: its path, with slashes.
        status: "clean", "found" (also where all is only mentioned), "skipped", "unread", or "covered" by a report.
        size: bytes.
        reason: why it was skipped or could not be examined, or what covers it.
        found: what counts.
        allowed: how many findings the text, the list or the baseline allows.
        model: whether the model had to read it.
        hidden: what its path says of somebody, which is masked where it is shown, also where the baseline allows it.
    """

    path: str
    status: str
    size: int = 0
    reason: str = ""
    found: tuple[Found, ...] = field(default=(), repr=False)
    allowed: int = 0
    model: bool = False
    hidden: tuple[str, ...] = field(default=(), repr=False)

    @property
    def fails(self) -> bool:
        """Whether something in it stops a commit."""
        return any(found.weight == FAILS for found in self.found)


@dataclass(frozen=True, slots=True)
class Rules:
    """By what files are judged.

    Args:
        profile: what counts.
        allow: the practice's own list.
        known: whether a finding stands in the baseline.
        covers: what covers a file as scrubbed output, by its path and content; "" for nothing.
    """

    profile: Profile
    allow: AllowList
    known: Callable[[Found], bool] = lambda found: False
    covers: Callable[[str, bytes], str] = lambda path, data: ""


def examine(path: str, data: bytes, rules: Rules) -> Result:
    """Examine one file.

    Args:
        path: as it is shown, with slashes.
        data: its content.
        rules: by what it is judged. What covers it is only asked where it would fail.
    """
    try:
        result = _examined(path, data, rules)
    except ChatscrubError as error:
        result = unseen(path, UNREAD, _reason(path, str(error)), rules, size=len(data))
    except (MemoryError, RecursionError) as error:
        reason = f"{type(error).__name__} while it was examined; split the file"
        result = unseen(path, UNREAD, reason, rules, size=len(data))
    if (result.fails or result.status == UNREAD) and (reason := rules.covers(path, data)):
        name = tuple(found for found in result.found if found.line == 0 and not found.within)
        return replace(result, status=FOUND if name else COVERED, reason=reason, found=name)
    return result


def unseen(path: str, status: str, reason: str, rules: Rules, *, size: int = 0, target: str = "") -> Result:
    """The result for a file of which only the path is looked at, and of a link what it leads to.

    Args:
        path: as it is shown, with slashes.
        status: "skipped" or "unread".
        reason: why.
        rules: by what it is judged.
        size: bytes.
        target: of a link, which git keeps as its content.
    """
    there = [found._replace(path=path, line=1, column=1) for found in _of_name(target, rules)] if target else []
    result = _result(path, size, (*_of_name(path, rules), *there), rules)
    return replace(result, status=FOUND if result.found and status == SKIPPED else status, reason=reason)


def skipped(path: str, profile: Profile) -> bool:
    """Whether the repository's settings leave a path out."""
    return any(fnmatch(path, pattern) or fnmatch(path, f"{pattern}/*") for pattern in profile.exclude)


def is_code(path: str) -> bool:
    """Whether a file is a program by its name."""
    name = PurePosixPath(path).name.casefold()
    return name in _CODE_NAMES or name.rpartition(".")[2] in _CODE


def _reason(path: str, message: str) -> str:
    """An error without the path that stands before it."""
    return message.removeprefix(f"{path}: ")


def _examined(path: str, data: bytes, rules: Rules) -> Result:
    size = len(data)
    if skipped(path, rules.profile):
        return Result(path, SKIPPED, size, "ignored")
    if what := binaries.unread(data):
        return unseen(path, UNREAD, f"this is {what}", rules, size=size)
    if sort := binaries.sort_of(data):
        return unseen(path, SKIPPED, sort, rules, size=size)
    name = _of_name(path, rules)
    if not data.strip():
        return _result(path, size, name, rules)
    text = _text(data)
    looks = _settles(rules.profile)
    if text is not None and looks and _reads_as_written(path, text) and _is_clean(path, text, rules):
        return _result(path, size, name, rules)
    plain = text is not None and (is_code(path) or _LOG.match(text) is not None)
    export = _read(path, data, "plain" if plain else None)
    if export.format not in _SETTLED or _is_table_of_chat(export):
        chat = Found(path, 1, 1, CHAT, 1.0, FAILS, "", "")
        return _result(path, size, (*name, chat), rules)
    if looks and _is_clean(path, _words(export), rules) and not _is_named(export, rules, path):
        return _to_the_end(export, _result(path, size, name, rules))
    found = tuple(_findings(path, export, rules))
    return _to_the_end(export, replace(_result(path, size, (*name, *found), rules, text or ""), model=True))


def _to_the_end(export: Export, result: Result) -> Result:
    """A result as it is, if nothing lies in the file that nobody can look into; pictures, sound and video count not."""
    there = [m.sort for m in export.members if m.sort not in _SHOWN_ONLY]
    there += [f.note for f in export.fields if f.role is Role.MEDIA and f.note in _HOLD_TEXT]
    if result.fails or not there:
        return result
    told = ", ".join(f"{count:,} {sort}" for sort, count in sorted(Counter(there).items()))
    return replace(
        result, status=UNREAD, reason=f"it holds files that cannot be examined ({told}); take them out of it"
    )


def _result(path: str, size: int, found: tuple[Found, ...], rules: Rules, text: str = "") -> Result:
    """What is left of findings after all that allows them."""
    words = inline(text)
    left = [f for f in found if f.kind == CHAT or not _allowed(f, words, rules)]
    hidden = tuple(f.value for f in found if f.line == 0 and not f.within and not rules.allow.allows(f.value))
    return Result(path, FOUND if left else CLEAN, size, "", tuple(left), len(found) - len(left), hidden=hidden)


def _allowed(found: Found, words: Mapping[int, frozenset[str]], rules: Rules) -> bool:
    return found.kind in words.get(found.line, ()) or rules.allow.allows(found.value) or rules.known(found)


# --- without the model ----------------------------------------------------------------------------------


def _settles(profile: Profile) -> bool:
    """Whether all that stops a commit by this profile can be ruled out by a first look."""
    return profile.fails <= first_look.UNDERSTOOD


def _text(data: bytes) -> str | None:
    """The text of UTF-8 that is whole."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) or data[:5] == b"%PDF-" else text


def _reads_as_written(path: str, text: str) -> bool:
    """Whether people read a text letter by letter as it stands, and it is surely no chat."""
    if len(text) > first_look.LARGEST or not first_look.is_plain(text):
        return False
    if is_code(path):
        return text.lstrip()[:1] not in {*"{[<"} or _TABLE.match(text) is not None or not _MARKED.match(text)
    if _MARKED.match(text) or _STAMP.search(text) or _DELIMITED.match(text):
        return False
    return _ESCAPED.search(text) is None


def _is_clean(path: str, text: str, rules: Rules) -> bool:
    names = bool(rules.profile.fails & {"PERSON", "FIRST_NAME"})
    return first_look.is_clean(text, code=is_code(path), names=names)


def _words(export: Export) -> str:
    """All that people read in an export, one place a line."""
    skip = (Role.KEEP, Role.MEDIA)
    return "\n".join(f.text for f in export.fields if f.role not in skip and not export.parts[f.part].is_name)


def _is_named(export: Export, rules: Rules, path: str) -> bool:
    """Whether the format itself says that a place holds something that would stop a commit."""
    told = [f for f in export.fields if f.role not in _TELL_NOTHING]
    if not told:
        return False
    from .detector import WHOLE

    for found in told:
        if (kind := WHOLE.get(found.role)) and found.text.strip():
            place = Place(found.text, 0, len(found.text), kind, True)
            if rules.profile.weight(kind_of(place, code=is_code(path)), 1.0) == FAILS:
                return True
    return False


def _is_table_of_chat(export: Export) -> bool:
    """Whether a table or document is a chat: its messages stand under somebody."""
    senders = {f.text.strip() for f in export.fields if f.role is Role.SENDER and f.message >= 0}
    return export.format == "csv" and len(senders) > 1


# --- with the model -------------------------------------------------------------------------------------


def _read(path: str, data: bytes, format: str | None) -> Export:
    from . import files

    return files.read_content(data, PurePosixPath(path).name, path, format=format)


def _of_name(path: str, rules: Rules) -> tuple[Found, ...]:
    """What the path of a file says: "intake/sanne-de-vries.md"."""
    stem = str(PurePosixPath(path).with_suffix("")) if PurePosixPath(path).suffix else path
    text = "\n".join(re.sub(r"[_.+-]+", " ", step) for step in stem.split("/"))
    if is_code(path) or (_settles(rules.profile) and first_look.is_plain(text) and _is_clean("", text, rules)):
        return ()
    from .detector import find

    steps = text.split("\n")
    found: list[Found] = []
    for step, there in zip(steps, find(steps), strict=True):
        for f in there:
            place = Place(step, f.start, f.end, f.kind)
            kind = kind_of(place)
            if kind == "ID" and not CLIENT.search(step):
                continue  # numbers of versions, of reports, of years
            if (weight := rules.profile.weight(kind, f.score)) == FAILS:
                found.append(Found(path, 0, 0, kind, round(f.score, 2), weight, place.value))
    return tuple(found)


def _findings(path: str, export: Export, rules: Rules) -> Iterator[Found]:
    from . import detector
    from .contexts import Surroundings

    code = is_code(path)
    beside = Surroundings(path, export, _words(export), code=code)
    if code and _settles(rules.profile):
        export = _suspect(path, export, rules)
        beside.look_at(export)
    own = _own_name(export)
    there = _apart((*detector.detect(export).findings, *_listed(export, code=code)))
    there = [f for f in there if export.fields[f.field].part != own]
    told: dict[tuple[int, int, str, str, str], Found] = {}
    kinds = [kind_of(_place(export, finding), code=code) for finding in there]
    weights = _weights(path, export, there, kinds, rules, beside)
    for finding, (kind, why) in zip(there, weights, strict=True):
        weight = rules.profile.weight(kind, finding.score)
        if weight != NOTHING:
            line, column, within = beside.lines.where(finding)
            value = _place(export, finding).value
            found = Found(path, line, column, kind, round(finding.score, 2), weight, value, within, why)
            there_too = told.setdefault((line, column, within, kind, value), found)
            told[line, column, within, kind, value] = max(there_too, found, key=_heaviness)
    yield from told.values()  # "Client: NAME" is a line and a field, which both hold the name


def _heaviness(found: Found) -> tuple[bool, float, int]:
    return found.weight == FAILS, found.confidence, len(found.why)


def _place(export: Export, finding: Finding) -> Place:
    source = export.fields[finding.field]
    return Place(source.text, finding.start, finding.end, finding.kind, finding.by == "structure")


def _own_name(export: Export) -> int:
    """The part that is the name of the file itself, which was looked at before."""
    return next((number for number, part in enumerate(export.parts) if part.is_name), -1)


def _weights(
    path: str, export: Export, found: list[Finding], kinds: list[str], rules: Rules, beside: Surroundings
) -> list[tuple[str, tuple[str, ...]]]:
    """The kinds under which findings count in their contexts, with the reasons."""
    from . import gist, senses, weighing
    from .clues import Clues

    marks = _marks(export, found, kinds, rules, beside)
    clues = Clues(path, beside.words, [*marks.values()], code=is_code(path))
    weighed: list[tuple[str, tuple[str, ...]]] = [(kind, ()) for kind in kinds]
    wanted = {n: m for n, m in marks.items() if rules.profile.weight(m.kind, found[n].score) == FAILS}
    open_ = [number for number, mark in wanted.items() if not weighing.is_settled(mark.kind, mark.rows)]
    spots = [senses.Spot(found[n].field, found[n].start, found[n].end) for n in open_]
    read = dict(zip(open_, senses.vectors([f.text for f in export.fields], spots), strict=True)) if open_ else {}
    whole = gist.points(beside.words) if wanted else 0.0
    for number, mark in wanted.items():
        told = {**clues.of(mark), gist.NAME: whole}
        if number in read:
            told[senses.NAME] = senses.points(read[number])
        weight = weighing.weigh(mark.kind, mark.rows, told)
        weighed[number] = (weight.kind, weight.why)
    return weighed


def _marks(
    export: Export, found: list[Finding], kinds: list[str], rules: Rules, beside: Surroundings
) -> dict[int, Mark]:
    """The findings that may be weighed, whatever the profile stops, with what stands around them, by their number."""
    from .clues import Mark
    from .weighing import WEIGHED
    from .weighing import found as rows_of

    marks: dict[int, Mark] = {}
    for number, (kind, finding) in enumerate(zip(kinds, found, strict=True)):
        if kind in WEIGHED and rules.profile.is_sure(kind, finding.score):
            place, here = _place(export, finding), beside.of(finding)
            form = form_of(kind, place)
            rows = rows_of(kind, form, here)
            marks[number] = Mark(kind, form, place.value, finding.field, finding.start, here, rows)
    return marks


def _suspect(path: str, export: Export, rules: Rules) -> Export:
    """Of a program the lines that a first look does not settle, with those around them."""
    kept: set[int] = set()
    for number in range(len(export.fields)):
        pair = "\n".join(f.text for f in export.fields[number : number + 2])
        if not _is_clean(path, pair, rules):
            kept |= {number - 1, number, number + 1, number + 2}
    from .fields import Fields

    found = (field for number, field in enumerate(export.fields) if number in kept)
    return replace(export, fields=Fields(export.parts, found))


def _listed(export: Export, *, code: bool) -> Iterator[Finding]:
    """Names that the lists tell where the model may see none: whole cells and short lines, names without capitals."""
    from .model import Finding

    for number, source in enumerate(export.fields):
        if source.role is not Role.TEXT:
            continue
        if len(source.text) < 60 and is_name(source.text):
            yield Finding(number, 0, len(source.text), Kind.PERSON, 0.6, "lists")
        for found in () if code else plain_names(source.text):
            yield Finding(number, found.start, found.end, Kind.PERSON, 0.6, "lists")


def _apart(found: Iterable[Finding]) -> list[Finding]:
    """Of findings that lie over each other the longest, or the surest of these."""
    left: list[Finding] = []
    end = -1
    for finding in sorted(found, key=lambda f: (f.field, f.start, -f.end)):
        if left and finding.field == left[-1].field and finding.start < end:
            end = max(end, finding.end)
            left[-1] = max(left[-1], finding, key=lambda f: (f.end - f.start, f.score))
        else:
            left.append(finding)
            end = finding.end
    return left


def masked(value: str) -> str:
    """A value as a row of stars, which tells no more than that something is there."""
    return "*" * min(max(sum(char.isalnum() for char in value), 3), 8)


def shown_path(result: Result, path: str | None = None, mask: Callable[[str], str] = masked) -> str:
    """The path of a file, with what its name says of somebody masked."""
    path = result.path if path is None else path
    there = [found.value for found in result.found if found.line == 0 and not found.within]
    for value in dict.fromkeys((*there, *result.hidden)):
        pieces = [re.escape(piece) for piece in re.findall(r"\w+", value) if piece != "_"]
        pattern = r"[\W_]{0,4}".join(piece.strip("_") for piece in pieces)
        path = re.sub(pattern, mask(value), path) if pieces else path
    return path


def totals(results: Iterable[Result]) -> dict[str, int]:
    """How many files there are of each status."""
    counts: dict[str, int] = {}
    for result in results:
        counts[result.status] = counts.get(result.status, 0) + 1
    return counts
