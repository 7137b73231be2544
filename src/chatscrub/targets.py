"""Where the outputs of one run go, under names that have been scrubbed too."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from . import files
from .archives import WITHIN
from .blanks import blank
from .errors import OutputError
from .model import Export, Member, Plan
from .unexamined import is_media

_UNSAFE = re.compile(r"[/\\\\:*?\"<>|]")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_EXTENSIONS = tuple(
    f".{one}"
    for one in "txt text log md csv tsv json jsonl ndjson html htm xml eml mbox vcf ics vcs rtf "
    "markdown mht mhtml srt vtt".split()
)
_ZIPPED = tuple(f".{one}" for one in "docx docm dotx odt ott xlsx xlsm ods pptx odp".split())
_EXTENSIONS_OF = {"zip": (".zip", (".zip",)), "package": (".docx", _ZIPPED)}  # the usual one, and those that fit
_FORMS = ("html", "md", "json")
_LONGEST = 180  # bytes: file systems take 255, and the longest ending still has to fit


@dataclass(frozen=True, slots=True)
class Outputs:
    """The files of one run.

    Args:
        folder: where all are.
        scrubbed: the scrubbed export.
        html, markdown, json: the report that may be shared.
        own: the same with real names, for the person who shares only; written when asked for.
    """

    folder: Path
    scrubbed: Path
    html: Path
    markdown: Path
    json: Path
    own: tuple[Path, Path, Path]

    @property
    def shared(self) -> tuple[Path, Path, Path]:
        """The report that may be shared: page, prose, record."""
        return self.html, self.markdown, self.json

    @property
    def reports(self) -> tuple[Path, ...]:
        """Every copy of the report."""
        return (*self.shared, *self.own)

    def check_free(self, *, force: bool, released: bool) -> None:
        """Make sure that nothing is in the way before anything is written.

        Args:
            force: reports that exist will be replaced, and the scrubbed text they cover with them.
            released: scrubbed text will be written too.

        Raises:
            OutputError: a file exists and ``force`` is False, or would be left without its report.
        """
        for path in self.reports:
            files.check_free(path, force)
        if released:
            files.check_free(self.scrubbed, force)
        elif self.scrubbed.exists():
            raise OutputError(f"{self.scrubbed}: would lose its report; choose another output folder with -o")

    def clear(self) -> None:
        """Remove what an earlier run left: the scrubbed text first, so that its report outlives it.

        Raises:
            OutputError: a file cannot be removed.
        """
        for path in (self.scrubbed, *self.reports):
            files.clear(path)


def outputs(export: Export, plan: Plan, folder: Path | None = None, taken: Collection[Path] = ()) -> Outputs:
    """The outputs' paths: in ``folder``, or in a folder beside the source.

    Args:
        export: the source.
        plan: what its name becomes.
        folder: where they go.
        taken: pages of reports of other exports; where this one would come to stand there, its names get a number.
    """
    stem, extension = split(plan.names[0], export.container)
    stem = safe(stem)
    beside = Path(export.path).parent if export.path else Path.cwd()
    for number in count(1):
        name = stem if number == 1 else f"{stem} ({number})"
        where = _named(name, extension, folder or beside / f"{name}.chatscrub")
        if where.html not in taken:
            break
    return where


def _named(stem: str, extension: str, folder: Path) -> Outputs:
    html, markdown, json = (folder / f"{stem}.consent.{form}" for form in _FORMS)
    own = (folder / f"{stem}.own.html", folder / f"{stem}.own.md", folder / f"{stem}.own.json")
    return Outputs(folder, folder / f"{stem}.scrubbed{extension}", html, markdown, json, own)


def split(name: str, container: str) -> tuple[str, str]:
    """Stem and extension; a doubled extension such as ``.zip.zip`` is taken as one.

    What stands after the last dot is an extension only if it is a usual one (it may be somebody's name)
    and says what the file is.
    """
    usual, fitting = _EXTENSIONS_OF.get(container, (".txt", _EXTENSIONS))
    stem, dot, last = name.rpartition(".")
    extension = dot + last
    if not stem or extension.casefold() not in (*_EXTENSIONS, *_ZIPPED, ".zip", ".tar"):
        return name, usual
    if stem.casefold().endswith(extension.casefold()) and len(stem) > len(extension):
        stem = stem[: -len(extension)]
    return stem, extension if extension.casefold() in fitting else usual


def is_scrubbed(name: str) -> bool:
    """Whether an output of this name is a scrubbed export, and not a report, also where the source was one."""
    return Path(name).stem.endswith(".scrubbed")


def member_names(plan: Plan, export: Export) -> list[tuple[str, str]]:
    """Old and new name of every member that goes into the scrubbed archive; what is missing is withheld."""
    old = [part.name for part in export.parts if part.is_name][1:]
    new = dict(zip(old, plan.names[1:], strict=True))
    if not export.packed:  # what a PDF holds beside its text goes nowhere
        return []
    members = [m.name for m in export.members if export.packaged(m.name) or (plan.keep_media and is_media(m.sort))]
    there = [part.name for part in export.parts if not part.is_name] + members
    kept = [name for name in old if name in set(there)] + [name for name in there if name not in new]
    return list(zip(kept, unique([_new_name(name, new) for name in kept], kept), strict=True))


def left_out(plan: Plan, export: Export) -> list[Member]:
    """The members whose content does not go out."""
    return [m for m in export.members if not (plan.keep_media and export.packed and is_media(m.sort))]


def blanks(plan: Plan, export: Export) -> dict[str, bytes]:
    """What stands in documents in the place of members that are left out, by old name: pictures that show nothing."""
    return {m.name: blank(m.name) for m in left_out(plan, export) if export.packaged(m.name)}


def _new_name(name: str, new: Mapping[str, str]) -> str:
    """The new name of a member; one in a document keeps its own, behind that of the document."""
    if name in new:
        return new[name]
    package, within, rest = name.rpartition(WITHIN)
    return f"{_new_name(package, new)}{within}{rest}" if within else name


def unique(names: Sequence[str], old: Sequence[str] = ()) -> list[str]:
    """The names with a number added where two became the same.

    Args:
        names: of members; in those of zips within zips the names of the zips too.
        old: what they were, so that what lay in one zip stays in one.
    """
    given: dict[str, str] = {}
    seen: set[str] = set()
    result = []
    for number, name in enumerate(names):
        path = ""
        was = old[number].split(WITHIN) if old else []
        steps = name.split(WITHIN)
        for depth, step in enumerate(steps):
            key = WITHIN.join(was[: depth + 1]) if was else f"{number}{WITHIN}{path}"
            if key not in given:
                given[key] = _fresh(path + step, seen)
            path = given[key] + (WITHIN if depth < len(steps) - 1 else "")
        result.append(path)
    return result


def _fresh(name: str, seen: set[str]) -> str:
    """A name like this one that nobody has yet."""
    stem, dot, ext = name.rpartition(".") if "." in name.rpartition("/")[2] else (name, "", "")
    fresh, i = name, 2
    while fresh in seen:
        fresh, i = f"{stem} ({i}){dot}{ext}", i + 1
    seen.add(fresh)
    return fresh


def safe(stem: str) -> str:
    """A stem that every file system takes and every terminal shows."""
    plain = "".join(c if c.isprintable() else "_" for c in _UNSAFE.sub("_", stem))
    plain = plain.encode()[:_LONGEST].decode(errors="ignore").strip(" .") or "chat"
    return f"_{plain}" if _RESERVED.fullmatch(plain) or plain.startswith("-") else plain
