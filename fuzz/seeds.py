"""What is mutated: the samples, a folder of real exports where one is given, and the files that the command reads."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

SAMPLES = Path(__file__).resolve().parents[1] / "sample_exports"
LARGEST = 64 * 1024  # bytes of a seed, so that one input stays cheap
_BESIDE = ("canaries.tsv", "expected.json", "expected.other.json", "expected.other.txt", "marked.txt", "README.md")
_ARCHIVES = (".zip", ".docx", ".odt", ".ods", ".odp", ".pptx", ".xlsx", ".tar")
_DAY = (2024, 6, 1, 12, 0, 0)
_MOMENT = "2024-06-01T12:00:00Z"


class Seed(NamedTuple):
    """A file to mutate: its name as somebody would give it, and its bytes."""

    name: str
    data: bytes


@cache
def exports(folders: tuple[Path, ...] = ()) -> tuple[Seed, ...]:
    """Every sample and every file of the folders, archives packed, and their members by themselves."""
    found = [seed for folder in (SAMPLES, *folders) for seed in _files(folder)]
    return tuple(dict.fromkeys(seed for seed in found if len(seed.data) <= LARGEST))


def _files(folder: Path) -> Iterator[Seed]:
    for path in sorted(folder.rglob("*")):
        if path.name in _BESIDE or "__pycache__" in path.parts or path.suffix == ".pyc":
            continue
        if path.is_file():
            yield Seed(path.name, path.read_bytes())
        elif path.suffix in _ARCHIVES:
            yield Seed(path.name, packed(path))


def packed(folder: Path) -> bytes:
    """A folder as the archive that its name says, with the archives in it packed as well."""
    members = sorted(_members(folder, ""))
    out = io.BytesIO()
    if folder.suffix == ".tar":
        with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
            for name, data in members:
                info = tarfile.TarInfo(name)
                info.size = len(data)
                tar.addfile(info, io.BytesIO(data))
        return out.getvalue()
    return zipped(members)


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of those members, always the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name, _DAY), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _members(folder: Path, within: str) -> Iterator[tuple[str, bytes]]:
    for path in folder.iterdir():
        if path.is_file():
            yield within + path.name, path.read_bytes()
        elif path.suffix in _ARCHIVES:
            yield within + path.name, packed(path)
        else:
            yield from _members(path, f"{within}{path.name}/")


# --- files of the command itself ------------------------------------------------------------------------

PEOPLE = """\
hide = ["Zwartewaterland", "project Reiger"]
keep = ["Albert Heijn", "mei"]

[[person]]
names = ["Sanne de Vries", "san", "+31 6 01234567"]
role = "partner"
"""
ABOUT = """\
capacity = "professional"
controller = "Praktijk De Linde, Lindelaan 1, Utrecht"
purpose = "to prepare the next session"
basis = "consent"
retention = "until the end of the treatment"
"""
SERVICES = """\
[[service]]
key = "praktijkhulp"
name = "Praktijkhulp"
maker = "Praktijkhulp B.V."
aliases = ["hulp"]
plan = {nl = "gratis", en = "free"}
training = {nl = "nee", en = "no", source = "https://example.org/terms", seen = "2024-06-01"}
"""
WORDS = """\
given = ["ik geef {toestemming} ... chat", "^ ga je gang met {chat} |"]
withdrawn = ["liever niet"]
stops = ["niet"]
harmless = ["niet normaal"]

[words]
chat = ["de chat", "dit gesprek"]
toestemming = ["toestemming"]
"""
PROFILE = """\
[check]
profile = "intake"
fail = ["SECRET"]
warn = ["ADDRESS"]
threshold = 0.5
allow = ["Praktijk De Linde", "030 555 0100"]
exclude = ["vendor/**"]
baseline = ".chatscrub-baseline"
reports = ["reports/*.consent.json"]
"""
PYPROJECT = "[tool.chatscrub.check]\n" + PROFILE.partition("\n")[2]
BASELINE = "# chatscrub baseline 1\n" + "\n".join(f"{number:064x}" for number in range(5)) + "\n"
MANIFEST = (
    '{"manifest": 1, "chatscrub": "1", "moment": "2024-06-01T12:00:00", "salt": "00ff"}\n'
    '{"source": "aa", "number": 1}\n{"group": [1, 2], "saved": "bb"}\n'
    '{"number": 1, "state": "done", "settings": "aa", "outputs": {"a": "b"}}\n'
)


class Made(NamedTuple):
    """What a run of the command leaves behind: ledger, consent record, scrubbed text, sealed vault and its content."""

    ledger: bytes
    record: bytes
    scrubbed: bytes
    vault: bytes
    content: bytes


PASSPHRASE = "zeven zwarte zwanen"


@cache
def made() -> Made:
    """The outputs for a sample, under a vault that is cheap to open."""
    import tempfile

    from chatscrub import ledger, sealed, vaults
    from chatscrub.events import Event
    from chatscrub.scrubbing import Job, scrub

    with tempfile.TemporaryDirectory() as name, _cheap():
        folder = Path(name)
        chat = folder / "_chat.txt"
        chat.write_bytes((SAMPLES / "whatsapp" / "ios_nl_koppel" / "_chat.txt").read_bytes())
        box = vaults.VaultFile(folder / "vault", PASSPHRASE)
        done = scrub(str(chat), Job(vault=box, folder=folder / "out"))
        for salt, what in enumerate(("granted", "withdrawn")):
            event = Event(time=_MOMENT, what=what, person="Sanne", names=("san",), salt=f"{salt:016x}")
            ledger.append(folder / "consents.toml", event)
        content = sealed.read(folder / "vault", PASSPHRASE)
        scrubbed = Path(done.scrubbed or "").read_bytes()
        return Made(
            (folder / "consents.toml").read_bytes(),
            done.outputs.json.read_bytes(),
            scrubbed,
            (folder / "vault").read_bytes(),
            content,
        )


@contextmanager
def _cheap() -> Iterator[None]:
    """Make a passphrase cheap to guess, and the name model find nothing."""
    from unittest import mock

    from chatscrub import sealed

    from . import stand_in

    with stand_in.no_model(), mock.patch.object(sealed, "COST", sealed.Cost(4, 8, 1)):
        yield
