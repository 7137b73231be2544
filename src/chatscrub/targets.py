"""Where the outputs of one run go, under names that have been scrubbed too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from . import files
from .errors import OutputError
from .model import Export, Plan
from .unexamined import is_media

_UNSAFE = re.compile(r"[/\\\\:*?\"<>|]")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_EXTENSIONS = (".txt", ".text", ".log", ".md", ".csv", ".zip")
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


def outputs(export: Export, plan: Plan, folder: Path | None = None) -> Outputs:
    """The outputs' paths: in ``folder``, or in a folder beside the source."""
    stem, extension = split(plan.names[0], export.container)
    stem = safe(stem)
    if folder is None:
        beside = Path(export.path).parent if export.path else Path.cwd()
        folder = beside / f"{stem}.chatscrub"
    html, markdown, json = (folder / f"{stem}.consent.{form}" for form in _FORMS)
    own = (folder / f"{stem}.own.html", folder / f"{stem}.own.md", folder / f"{stem}.own.json")
    return Outputs(folder, folder / f"{stem}.scrubbed{extension}", html, markdown, json, own)


def split(name: str, container: str) -> tuple[str, str]:
    """Stem and extension; a doubled extension such as ``.zip.zip`` is taken as one.

    What stands after the last dot is an extension only if it is a usual one (it may be somebody's name)
    and says what the file is.
    """
    usual = ".zip" if container == "zip" else ".txt"
    stem, dot, last = name.rpartition(".")
    extension = dot + last
    if not stem or extension.casefold() not in _EXTENSIONS:
        return name, usual
    if stem.casefold().endswith(extension.casefold()) and len(stem) > len(extension):
        stem = stem[: -len(extension)]
    return stem, extension if (extension.casefold() == ".zip") == (usual == ".zip") else usual


def member_names(plan: Plan, export: Export) -> list[tuple[str, str]]:
    """Old and new name of every member that goes into the scrubbed archive; what is missing is withheld."""
    old = [part.name for part in export.parts if part.is_name][1:]
    kept = {part.name for part in export.parts if not part.is_name}
    if plan.keep_media:
        kept |= {m.name for m in export.members if is_media(m.sort)}
    new = unique([n for o, n in zip(old, plan.names[1:], strict=True) if o in kept])
    return list(zip([o for o in old if o in kept], new, strict=True))


def unique(names: list[str]) -> list[str]:
    """The names with a number added where two became the same."""
    seen: set[str] = set()
    result = []
    for name in names:
        stem, dot, ext = name.rpartition(".") if "." in name.rpartition("/")[2] else (name, "", "")
        fresh, i = name, 2
        while fresh in seen:
            fresh, i = f"{stem} ({i}){dot}{ext}", i + 1
        seen.add(fresh)
        result.append(fresh)
    return result


def safe(stem: str) -> str:
    """A stem that every file system takes and every terminal shows."""
    plain = "".join(c if c.isprintable() else "_" for c in _UNSAFE.sub("_", stem))
    plain = plain.encode()[:_LONGEST].decode(errors="ignore").strip(" .") or "chat"
    return f"_{plain}" if _RESERVED.fullmatch(plain) or plain.startswith("-") else plain
