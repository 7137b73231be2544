"""The commands around a vault: restore, and vault info, forget, rekey, export; and key, which makes a key file."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .errors import OutputError, one_line, some
from .terminal import echo, finish, passphrase, tried, with_passphrase

if TYPE_CHECKING:
    from .restoring import Restored

_HOW = {
    "original": "This is the original, byte for byte.",
    "packed": "The texts are the original ones, byte for byte; the zip was packed anew.",
    "forgotten": "This is the original but for what the vault was told to forget.",
}
_FILE = click.Path(path_type=Path)
_vault = click.argument("vault", metavar="VAULT", type=_FILE)


@click.command()
@click.argument("source", metavar="FILE", type=click.Path(allow_dash=True))
@click.option("--vault", metavar="FILE", required=True, type=_FILE, help="The vault that was used to scrub.")
@click.option(
    "-o", "--output", "target", metavar="FILE", type=_FILE, help="Where to write. Default: FILE.restored beside it."
)
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
@click.option("--force", is_flag=True, help="Replace the output if it exists.")
@with_passphrase
def restore(**given: Any) -> None:
    """Put the real names back in FILE.

    A scrubbed export becomes its original, byte for byte. In any other text, such as the answer of an AI
    service, names come in the place of the pseudonyms, and pseudonyms that the vault does not know are listed.
    "-" reads standard input and writes standard output.
    """
    finish(lambda: tried(_restore, given))


def _restore(given: dict[str, Any]) -> None:
    from . import restoring
    from .files import read_plain, read_stream
    from .vaults import VaultFile

    source, path = given["source"], given["vault"]
    piped = source == "-"
    data = read_stream(sys.stdin.buffer, "standard input") if piped else read_plain(source)
    vault = VaultFile(path, passphrase(path, given["descriptor"], given["keyring"]), new=False).opened()
    done = restoring.restore(data, vault, "standard input" if piped else source)
    target = given["target"]
    if target is None and piped:
        sys.stdout.buffer.write(done.data)
        sys.stdout.buffer.flush()
    else:
        target = target or _beside(Path(source), done.data)
        _write(target, done.data, given["force"], path, source)
    _tell(done, target, given["as_json"])


def _beside(source: Path, data: bytes) -> Path:
    """STEM.restored.EXT, where the stem of a scrubbed export loses its ".scrubbed"; a tar came out as a zip."""
    from . import tars

    suffix = ".tar" if tars.is_tar(io.BytesIO(data)) else source.suffix
    return source.with_name(f"{source.stem.removesuffix('.scrubbed')}.restored{suffix}")


def _write(path: Path, data: bytes, force: bool, *used: str | Path) -> None:
    """Write a file that is none of those that are in use."""
    from . import files

    files.check_apart([path], [*used, *(f"{name}.consents.toml" for name in used)])
    if force:
        files.clear(path)
    files.write_atomic(path, lambda out: out.write(data))


def _tell(done: Restored, target: Path | None, as_json: bool) -> None:
    import json

    if as_json:
        plain = {
            "how": done.how,
            "exact": done.exact,
            "names": done.names,
            "unknown": done.unknown,
            "left_out": done.left_out,
        }
        echo(json.dumps(plain | {"output": str(target) if target else None}, indent=2) + "\n", err=target is None)
        return
    if target:
        echo(f"Restored      {one_line(str(target))}\n", err=True)
    if done.how == "names":
        echo(
            f"Names were put back in {some(done.names, 'place')}.\n" if done.names else "No pseudonym of this vault.\n",
            err=True,
        )
    else:
        echo(f"{_HOW[done.how]}\n", err=True)
    if done.left_out:
        were = "file was" if done.left_out == 1 else "files were"
        echo(f"{done.left_out} {were} left out when it was scrubbed, and not put back.\n", err=True)
    if done.unknown:
        echo(f"Not in this vault: {', '.join(done.unknown)}\n", err=True)


@click.group()
def vault() -> None:
    """Look after a vault: the sealed file that knows who is who."""


@vault.command()
@_vault
@click.option("--counts", is_flag=True, help="Open it and count what is in it.")
@with_passphrase
def info(vault: Path, counts: bool, **secret: Any) -> None:
    """Tell what VAULT is, without its passphrase."""
    finish(lambda: tried(_info, vault, counts, secret))


def _info(path: Path, counts: bool, secret: dict[str, Any]) -> None:
    from . import sealed
    from .model import Kind
    from .vaults import VaultFile

    about = sealed.info(path)
    parameters = ", ".join(f"{name}={value}" for name, value in about.parameters.items())
    echo(f"Vault         {path}\nVersion       {about.version}\nSize          {about.size:,} bytes\n")
    echo(f"Sealed by     {about.cipher}, key by {about.kdf} ({parameters})\n")
    if counts:
        content = VaultFile(path, passphrase(path, **secret)).opened()
        people = sum(entry.kind is Kind.PERSON for entry in content.book.entries)
        echo(f"People        {people}\nOther values  {len(content.book.entries) - people}\n")
        echo(f"Texts         {len(content.undo)} can be restored\n")


@vault.command()
@_vault
@click.argument("pseudonym")
@with_passphrase
def forget(vault: Path, pseudonym: str, **secret: Any) -> None:
    """Strike whoever goes by PSEUDONYM out of VAULT; where they stood, a restored text keeps the pseudonym."""
    finish(lambda: tried(_forget, vault, pseudonym, secret))


def _forget(path: Path, pseudonym: str, secret: dict[str, Any]) -> None:
    from .errors import UnknownPseudonymError
    from .vaults import VaultFile, pseudonyms_of

    wanted = pseudonym.strip("[] ").casefold()
    with VaultFile(path, passphrase(path, **secret), new=False).changing() as content:
        found = [e for e in content.book.entries if wanted in {p.casefold() for p in pseudonyms_of(e)}]
        if len(found) != 1:
            how = "no such pseudonym" if not found else "several people go by it"
            raise UnknownPseudonymError(f"{path}: {how}; see: chatscrub vault export")
        left = content.forget(found[0])
    _drop_copies(path)
    echo("Forgotten. Copies of the vault, such as backups, still know.\n")
    if left:
        echo(f"The same name stands in what these stand for: {', '.join(left)}\n")


def _drop_copies(path: Path) -> None:
    """Remove the copies that an unfinished batch keeps beside a vault: they know what it no longer does."""
    from . import files
    from .vaults import copies_of

    for copy in copies_of(path):
        files.clear(copy)


@vault.command()
@_vault
@click.option("--new-passphrase-fd", "new", metavar="N", type=click.IntRange(0), help="Read the new one from here.")
@with_passphrase
def rekey(vault: Path, new: int | None, **secret: Any) -> None:
    """Give VAULT another passphrase."""
    finish(lambda: tried(_rekey, vault, new, secret))


def _rekey(path: Path, new: int | None, secret: dict[str, Any]) -> None:
    from . import passphrases, sealed

    old = passphrase(path, **secret)
    sealed.read(path, old)  # a wrong one is told before a new one is typed
    chosen = passphrases.from_fd(new, new=True) if new is not None else passphrases.ask(confirm=True)
    sealed.rekey(path, old, chosen)
    _drop_copies(path)
    if secret["keyring"]:
        passphrases.to_keyring(path, chosen)
    echo("The passphrase was changed. Copies of the vault keep the old one.\n")


@vault.command()
@_vault
@click.option("-o", "--output", "target", metavar="FILE", required=True, type=_FILE, help='Where to write; "-" prints.')
@click.option("--force", is_flag=True, help="Replace the output if it exists.")
@with_passphrase
def export(vault: Path, target: Path, force: bool, **secret: Any) -> None:
    """Write who is who in VAULT to a JSON file, for its owner: real names beside their pseudonyms."""
    finish(lambda: tried(_export, vault, target, force, secret))


def _export(path: Path, target: Path, force: bool, secret: dict[str, Any]) -> None:
    import json

    from .vaults import VaultFile, pseudonyms_of

    content = VaultFile(path, passphrase(path, **secret), new=False).opened()
    rows = [
        {"kind": entry.kind.value, "names": entry.names, "pseudonyms": sorted(pseudonyms_of(entry))}
        for entry in content.book.entries
    ]
    texts = [
        {"source": undo.source_sha256, "scrubbed": digest} for digest, there in content.undo.items() for undo in there
    ]
    text = (
        json.dumps({"schema": "chatscrub.vault/1", "entries": rows, "texts": texts}, ensure_ascii=False, indent=2)
        + "\n"
    )
    if str(target) == "-":
        echo(text)
    else:
        _write(target, text.encode("utf-8", "backslashreplace"), force, path)
        echo(f"Written       {target}\nIt holds real names: keep it as safe as the vault.\n")


@click.command()
@click.argument("target", metavar="FILE", type=_FILE)
def key(target: Path) -> None:
    """Make a key file for --key: the same key gives the same pseudonyms in every run."""
    finish(lambda: tried(_key, target))


def _key(target: Path) -> None:
    import secrets

    if target.exists():
        raise OutputError(f"{target}: exists already, and a key is never replaced; choose another name")
    _write(target, f"{secrets.token_hex(32)}\n".encode(), force=False)
    echo(f"Written       {target}\nWho has it can test whether a name belongs to a pseudonym: keep it secret.\n")
