"""How exports are to be treated: the options that commands which scrub have in common, and what they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from .terminal import is_there, ledger_path, passphrase, required_consent, sharing, with_passphrase, with_sharing

if TYPE_CHECKING:
    from .roster import Roster
    from .settings import Settings
    from .sharing import Sharing
    from .vaults import VaultFile

_Command = TypeVar("_Command", bound=Callable[..., Any])
_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--me",
        metavar="NAME",
        help="Your own name as it stands above your messages; it becomes ME (Dutch report: IK) or a stand-in.",
    ),
    click.option(
        "--report-lang",
        type=click.Choice(["nl", "en", "auto"]),
        default="auto",
        help="Language of the report. Default: auto, the chat's own.",
    ),
    click.option(
        "--keep-media",
        is_flag=True,
        help="Copy pictures, sound and documents of a zip UNSEEN into the scrubbed zip.",
    ),
    click.option(
        "--style",
        type=click.Choice(["label", "initial", "surrogate"]),
        default="label",
        help="Pseudonyms such as [PERSON_1], Person A, or invented names that look real. Default: label.",
    ),
    click.option(
        "--label-lang", type=click.Choice(["en", "nl"]), default="en", help="Language of pseudonyms. Default: en."
    ),
    click.option(
        "--people",
        "roster",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Your own list (TOML): who is who, roles, what must go, what may stay.",
    ),
    click.option(
        "--vault",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Keep who is who, and the way back, in this sealed file; it is made if there is none.",
    ),
    with_passphrase,
    click.option(
        "--key",
        "key_file",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Make pseudonyms of the key in this file, the same in every run; see: chatscrub key.",
    ),
    click.option(
        "--policy",
        type=click.Choice(["report", "consent", "only-me"]),
        default="report",
        help="Whose words go out: everybody's, theirs who consented, or your own only. Default: report (everybody's).",
    ),
    click.option(
        "--require-consent", is_flag=True, help="Release nothing without the consent of everybody whose words go out."
    ),
    click.option("--require-all-consent", is_flag=True, help="The same, and of everybody who is only named as well."),
    click.option(
        "--require-signature",
        is_flag=True,
        help="Release nothing before you signed the report (consent sign).",
    ),
    click.option("--own-copy", is_flag=True, help="Write a copy of the report with real names too, for you only."),
    with_sharing,
    click.option("--shift-dates", is_flag=True, help="Move the dates of all messages by one secret number of days."),
    click.option("--keep-weekdays", is_flag=True, help="With --shift-dates: by whole weeks."),
    click.option(
        "--format",
        "format_",
        metavar="NAME",
        help="Format of the export; see: chatscrub formats. Default: by its content.",
    ),
)


def with_treatment(command: _Command) -> _Command:
    """The options of every command that scrubs."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def check_options(given: dict[str, Any]) -> None:
    """See that the options go together.

    Raises:
        UsageError: they do not.
    """
    if given["key_file"] and given["vault"]:
        raise click.UsageError("--key and --vault do not go together: a vault has a key of its own")
    if given["key_file"] and given["style"] == "initial":
        raise click.UsageError("--key makes no letters; use --style label or surrogate with it, or a vault")
    if (given["descriptor"] is not None or given["keyring"]) and not given["vault"]:
        raise click.UsageError("--passphrase-fd and --keyring go with --vault")
    if given["keep_media"] and given["policy"] != "report":
        raise click.UsageError("--keep-media does not go with --policy: nobody can tell whose pictures those are")
    drawn = given["style"] == "surrogate" or given["shift_dates"]
    kept = given["key_file"] or (given["vault"] and is_there(given["vault"]))
    if given["require_signature"] and drawn and not kept:
        raise click.UsageError(
            "--require-signature with stand-ins or moved dates needs --key, or a vault that is there: "
            "else the next run makes another plan"
        )
    if given["keep_weekdays"] and not given["shift_dates"]:
        raise click.UsageError("--keep-weekdays goes with --shift-dates")


class Common(NamedTuple):
    """What all exports of one call share."""

    settings: Settings
    roster: Roster
    vault: VaultFile | None
    sharing: Sharing


def common_of(given: dict[str, Any]) -> Common:
    """What the options mean.

    Raises:
        ChatscrubError: a file that they name cannot be used.
    """
    import secrets

    from . import keys, roster
    from .settings import Settings
    from .vaults import VaultFile

    path = given["vault"]
    listed = roster.load(given["roster"]) if given["roster"] else roster.EMPTY
    key = keys.load(given["key_file"]) if given["key_file"] else secrets.token_bytes(32)
    opened = VaultFile(path, passphrase(path, given["descriptor"], given["keyring"])) if path else None
    settings = Settings(
        me=given["me"],
        language=None if given["report_lang"] == "auto" else given["report_lang"],
        keep_media=given["keep_media"],
        style=given["style"],
        label_language=given["label_lang"],
        key=key,
        keyed=given["key_file"] is not None,
        shift_dates=given["shift_dates"],
        keep_weekdays=given["keep_weekdays"],
        policy=given["policy"],
    )
    return Common(settings, listed, opened, _told(given))


def _told(given: dict[str, Any]) -> Sharing:
    """The sharing, with what must be there before anything is released."""
    from dataclasses import replace

    return replace(
        sharing(given),
        require_consent=required_consent(given),
        require_signature=given["require_signature"],
        own_copy=given["own_copy"],
    )


def needed(given: dict[str, Any]) -> Iterator[Path]:
    """The files that this call needs, which no output may replace."""
    for name in ("key_file", "roster", "about", "services", "consent_words"):
        if given[name]:
            yield Path(given[name])
    yield ledger_path(given)
