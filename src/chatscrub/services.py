"""The services that a text may go to: whose they are, how long they keep it, whether they train on it.

The facts stand in ``data/services.toml``, each with its source and date; what is not established is not in it,
and is told as "unknown, ask". A file of the user's own, in the same form, adds services or replaces them::

    [[service]]
    key = "praktijk-assistent"
    name = "Praktijkassistent"
    training = { nl = "Traint niet.", en = "Does not train.", source = "contract, art. 4", seen = "2026-11-02" }
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from . import files
from .errors import ServiceError, one_line
from .labels import Words
from .toml import NoTomlError, parsed

LANGUAGES = ("nl", "en")
FACTS = ("country", "retention", "training", "review", "transfer")
"""What is told beside maker and plan; ``review`` is reading by people, ``transfer`` is leaving the EEA."""
UNKNOWN = Words("unknown, ask", "onbekend, vraag het na")
UNDATED = "undated"
OTHER = "other"  # --to other:NAME is a recipient that is no service
_LARGEST = 1_000_000  # characters of a file
_LONGEST = 500  # characters of one text
_KEY = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_SEEN = re.compile(rf"\d{{4}}(?:-\d\d(?:-\d\d)?|-\d{{4}})?|{UNDATED}")
_WITHOUT_DATE = Words(UNDATED, "zonder datum")
_FACT = 'training = { nl = "...", en = "...", source = "...", seen = "2026-11-02" }'
_PLAN = 'plan = { nl = "...", en = "..." }'


class Fact(NamedTuple):
    """One thing that is established about a service.

    Args:
        text: in "nl" and "en".
        source: a title, or an address without ``https://``.
        seen: a date, a year, a range of years, or "undated".
    """

    text: Mapping[str, str]
    source: str
    seen: str


@dataclass(frozen=True, slots=True)
class Service:
    """A recipient under one plan; a fact that is None is unknown.

    Args:
        key: what ``--to`` takes, lower case.
        plan: in "nl" and "en", empty if unknown.
        maker: the company, empty if unknown.
        local: the text does not leave the user's computer.
        own: from the user's file.
        aliases: other words for the key.
    """

    key: str
    name: str
    plan: Mapping[str, str]
    maker: str
    country: Fact | None = None
    retention: Fact | None = None
    training: Fact | None = None
    review: Fact | None = None
    transfer: Fact | None = None
    local: bool = False
    own: bool = False
    aliases: tuple[str, ...] = ()


class Line(NamedTuple):
    """A line of the report about a service; without a source and a date where there is none to name."""

    label: str
    text: str
    source: str | None
    seen: str | None


def services(own: Path | None = None) -> dict[str, Service]:
    """All services by key: those shipped, then those of the user's file, which replace them.

    Raises:
        ServiceError: the user's file is not of the form.
        UnreadableError: it cannot be read.
    """
    return _shipped() | (_load(own) if own else {})


def pick(name: str, own: Path | None = None) -> Service:
    """The service that ``--to`` means by a key or an alias, in any case; ``other:NAME`` gives :func:`unknown`.

    Raises:
        ServiceError: there is none of that name, or see :func:`services`.
        UnreadableError: the user's file cannot be read.
    """
    start, colon, rest = name.partition(":")
    if colon and start.strip().casefold() == OTHER:
        return unknown(rest)
    mine = _load(own) if own else {}
    wanted = re.sub(r"[\s_]+", "-", name.strip().casefold())
    for there in (mine, _shipped()):
        if (key := _names(there).get(wanted)) is not None:
            return (_shipped() | mine)[key]
    known = ", ".join(sorted(_shipped() | mine))
    raise ServiceError(
        f"{one_line(name)}: no service of that name; there are {known}; "
        f"add yours as [[service]] in a TOML file of your own, or give {OTHER}:NAME, of which nothing is known"
    )


def unknown(name: str) -> Service:
    """A recipient of which nothing is known, such as a therapist; the name shows in the report as it is given.

    Raises:
        ServiceError: the name is empty, too long or no line of text.
    """
    plain = " ".join(name.split())
    if not plain or len(plain) > _LONGEST or not plain.isprintable():
        raise ServiceError(f"{OTHER}: is followed by no usable name; write who gets it, as in {OTHER}:psychologist")
    return Service(f"{OTHER}:{'-'.join(plain.casefold().split())}", plain, {}, "", own=True)


def lines(service: Service, language: str) -> list[Line]:
    """What the report tells of a service, always the same labels: maker, plan and those of :data:`FACTS`."""
    nothing = UNKNOWN.of(language)
    told = [
        Line("maker", service.maker or nothing, None, None),
        Line("plan", service.plan.get(language, nothing), None, None),
    ]
    for label in FACTS:
        fact: Fact | None = getattr(service, label)
        told.append(_told(label, fact, language) if fact else Line(label, nothing, None, None))
    return told


def _told(label: str, fact: Fact, language: str) -> Line:
    seen = _WITHOUT_DATE.of(language) if fact.seen == UNDATED else fact.seen
    return Line(label, fact.text[language], fact.source, seen)


def parse(text: str, where: str, *, own: bool = True) -> dict[str, Service]:
    """Read a file of services.

    Args:
        text: TOML.
        where: the file, for errors, which never show what stands in it.
        own: it is the user's.

    Raises:
        ServiceError: no TOML, or not of the form.
    """
    if len(text) > _LARGEST:
        raise ServiceError(f"{where}: larger than a file of services can be; check the name")
    try:
        table = parsed(text)
    except NoTomlError as error:
        place = f" ({error.place})" if error.place else ""
        raise ServiceError(f"{where}: no valid TOML{place}; write a fact on one line, as in {_FACT}") from None
    rows = table.pop("service", [])
    if table or not rows or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ServiceError(f"{where}: has to hold [[service]] tables, with double brackets, and nothing else")
    found = [_service(row, f"{where}: service {number}", own) for number, row in enumerate(rows, 1)]
    _check_apart(found, where)
    return {service.key: service for service in found}


def _load(path: Path) -> dict[str, Service]:
    try:
        return parse(files.read_plain(path).decode("utf-8-sig"), str(path))
    except UnicodeDecodeError:
        raise ServiceError(f"{path}: not UTF-8; save it as UTF-8") from None


@cache
def _shipped() -> dict[str, Service]:
    data = resources.files(__package__).joinpath("data").joinpath("services.toml").read_text("utf-8")
    return parse(data, "services.toml", own=False)


def _names(there: Mapping[str, Service]) -> dict[str, str]:
    """The keys by key and alias."""
    return {name: key for key, service in there.items() for name in (*service.aliases, key)}


# --- the form of a file ---------------------------------------------------------------------------------

_FIELDS = tuple(field.name for field in fields(Service) if field.name != "own")


def _service(row: dict[str, Any], here: str, own: bool) -> Service:
    if row.keys() - set(_FIELDS):
        raise ServiceError(f"{here}: has an unknown field; there are {', '.join(_FIELDS)}")
    local = row.get("local", False)
    if not isinstance(local, bool):
        raise ServiceError(f"{here}: local has to be true or false, without quotes")
    return Service(
        key=_key(row.get("key"), f"{here}: key"),
        name=_text(row.get("name"), f"{here}: name"),
        plan=_both(row["plan"], f"{here}: plan") if "plan" in row else {},
        maker=_text(row["maker"], f"{here}: maker") if "maker" in row else "",
        **{label: _fact(row[label], f"{here}: {label}") for label in FACTS if label in row},
        local=local,
        own=own,
        aliases=tuple(_aliases(row.get("aliases", []), f"{here}: aliases")),
    )


def _key(given: Any, here: str) -> str:
    if not isinstance(given, str) or len(given) > _LONGEST or not _KEY.fullmatch(given) or given == OTHER:
        raise ServiceError(f'{here}: has to be a word of lower case letters, digits and hyphens, not "{OTHER}"')
    return given


def _aliases(given: Any, here: str) -> Iterator[str]:
    if not isinstance(given, list):
        raise ServiceError(f'{here}: has to be a row of words, such as ["...", "..."]')
    yield from (_key(alias, f"{here}, number {number}") for number, alias in enumerate(given, 1))


def _text(given: Any, here: str) -> str:
    plain = " ".join(given.split()) if isinstance(given, str) else ""
    if not plain or len(plain) > _LONGEST or not plain.isprintable():
        raise ServiceError(f'{here}: has to be a line of text, as in {here.rpartition(" ")[2]} = "..."')
    return plain


def _both(given: Any, here: str, *more: str) -> dict[str, str]:
    """The texts of a plan or a fact in both languages, of which a fact holds more."""
    needed = (*LANGUAGES, *more)
    if not isinstance(given, dict) or given.keys() != set(needed):
        raise ServiceError(f"{here}: needs {', '.join(needed)} and nothing else, as in {_FACT if more else _PLAN}")
    return {language: _text(given[language], f"{here}: {language}") for language in LANGUAGES}


def _fact(given: Any, here: str) -> Fact:
    text = _both(given, here, "source", "seen")
    source = re.sub(r"^https?://", "", _text(given["source"], f"{here}: source"))
    seen = given["seen"].isoformat() if type(given["seen"]) is date else given["seen"]
    if not isinstance(seen, str) or not _SEEN.fullmatch(seen):
        raise ServiceError(f'{here}: seen has to be "2026-11-02", "2026", "2024-2026" or "{UNDATED}"')
    return Fact(text, source, seen)


def _check_apart(found: list[Service], where: str) -> None:
    """See that no two services go by one word."""
    taken: dict[str, int] = {}
    for number, service in enumerate(found, 1):
        for name in (service.key, *service.aliases):
            if name in taken:
                raise ServiceError(f"{where}: service {number}: shares a key or alias with service {taken[name]}")
            taken[name] = number
