"""From a plan to the facts of its report: who wrote, who is named how often, what was replaced, and when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, timezone
from typing import cast

from . import times
from .chat_model import released_model
from .facts import PersonRow, ReportFacts, Source
from .model import Export, Field, Kind, Known, Plan, Replacement, Role
from .settings import Settings
from .targets import Outputs, member_names, split
from .version import VERSION
from .wording import Language


def facts(
    plan: Plan,
    export: Export,
    outputs: Outputs,
    settings: Settings,
    dry_run: bool = False,
    told: tuple[Source, ...] = ("chat",),
    moved: bool = False,
) -> ReportFacts:
    """What the report tells about a plan: pseudonyms, counts and digests, no original value."""
    when = moments(export, plan.days)
    shown = released(plan, export)
    known = sorted(t for t in when.values() if t)
    kinds, distinct = tally(shown)
    return ReportFacts(
        tool_version=VERSION,
        created=datetime.now(timezone.utc).isoformat(timespec="seconds"),
        language=cast(Language, settings.language or "en"),
        source_name="".join(split(plan.names[0], export.container)),
        source_sha256=plan.source_sha256,
        plan_digest=plan.digest,
        settings_digest=plan.settings_digest,
        scrubbed=() if dry_run else tuple(_scrubbed(plan, export, outputs)),
        format=export.format,
        messages=count_messages(export),
        period=(known[0], known[-1]) if known else (None, None),
        members=len(plan.names) - 1 if export.container == "zip" else 0,
        people=tuple(_people(present(plan, shown), shown, export, when)),
        kinds=kinds,
        distinct=distinct,
        unexamined=plan.unexamined,
        detector=released_model(),
        keep_media=plan.keep_media,
        me=next((p.pseudonym for p in plan.people if p.role == "me"), None),
        dry_run=dry_run,
        people_source=told,
        style=settings.style,
        dates_moved=moved or bool(plan.days),
    )


def _scrubbed(plan: Plan, export: Export, outputs: Outputs) -> Iterator[tuple[str, str]]:
    if export.container == "file":
        yield outputs.scrubbed.name, plan.parts[0].scrubbed_sha256
        return
    names = dict(member_names(plan, export))
    for part_plan in plan.parts:
        yield f"{outputs.scrubbed.name}: {names[export.parts[part_plan.part].name]}", part_plan.scrubbed_sha256


def released(plan: Plan, export: Export) -> list[Replacement]:
    """The replacements in what goes out: the texts, the export's own name, the names of members that are not withheld.

    Args:
        plan: what will be replaced.
        export: the source.
    """
    going = {old for old, _ in member_names(plan, export)}
    own = next((i for i, part in enumerate(export.parts) if part.is_name), None)
    out = {i for i, part in enumerate(export.parts) if not part.is_name or i == own or part.name in going}
    return [r for r in plan.replacements if r.part in out]


def present(plan: Plan, shown: Iterable[Replacement]) -> list[Known]:
    """The people and groups of a plan whose pseudonyms stand in what goes out."""
    there = {r.pseudonym for r in shown}
    return [known for known in plan.people if known.pseudonym in there]


def tally(replacements: Iterable[Replacement]) -> tuple[dict[str, int], dict[str, int]]:
    """Places and distinct pseudonyms, by kind."""
    places: Counter[str] = Counter()
    distinct: dict[str, set[str]] = defaultdict(set)
    for replacement in replacements:
        places[replacement.kind.value] += 1
        distinct[replacement.kind.value].add(replacement.pseudonym)
    order = [kind.value for kind in Kind if kind.value in places]
    return {k: places[k] for k in order}, {k: len(distinct[k]) for k in order}


def count_messages(export: Export) -> int:
    """Messages that somebody sent: those with a sender, without lines the messenger wrote itself."""
    return len({(f.part, f.message) for f in export.fields if f.role is Role.SENDER and not f.note})


def moments(export: Export, days: int = 0) -> dict[tuple[int, int], str | None]:
    """ISO date and time of every message, by part and number; None where the stamp cannot be read.

    ``days`` moves them as the scrubbed text has them: the true dates would give away by how much.
    """
    result: dict[tuple[int, int], str | None] = {}
    stamps_of: dict[int, list[Field]] = defaultdict(list)
    for field in export.fields:
        if field.role is Role.TIME:
            stamps_of[field.part].append(field)
    for part, stamps in stamps_of.items():
        for field, time in zip(stamps, times.parse([f.text for f in stamps]), strict=True):
            result[part, field.message] = (time + timedelta(days)).isoformat() if time else None
    return result


def _people(
    people: Iterable[Known], shown: list[Replacement], export: Export, when: dict[tuple[int, int], str | None]
) -> Iterator[PersonRow]:
    author: dict[tuple[int, int], str] = {}
    written: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for r in shown:
        field = export.fields[r.field]
        if field.role is Role.SENDER and not field.note:
            author[r.part, field.message] = r.pseudonym
            written[r.pseudonym].append((r.part, field.message))
    mentions: Counter[str] = Counter()
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for r in shown:
        field = export.fields[r.field]
        if field.role is not Role.SENDER:
            mentions[r.pseudonym] += 1
            if (who := author.get((r.part, field.message))) is not None:
                kinds[who][r.kind.value] += 1
    for known in people:
        days = sorted(t for place in written[known.pseudonym] if (t := when.get(place)))
        yield PersonRow(
            pseudonym=known.pseudonym,
            role=known.role,
            messages=len(written[known.pseudonym]),
            first=days[0] if days else None,
            last=days[-1] if days else None,
            mentions=mentions[known.pseudonym],
            spellings=known.spellings,
            doubt=known.doubt,
            kinds=dict(kinds[known.pseudonym]),
        )
