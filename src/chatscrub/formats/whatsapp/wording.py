"""The words WhatsApp itself writes: system lines with names, and bodies that stand for something else.

Wording from real exports in Dutch and English (minvws/DSA-WhatsApp-merger, WhatsR, Pustur) and, for German,
French and Spanish, from public parsers. What no template knows is left to structure: known names, quoted
titles and numbers are still found in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ...model import Role

# {N} one or several people, {T} a group title, in quotes or not. A final full stop is optional. The first
# that fits wins, so lines whose object is a thing stand before lines whose object is a person.
_TEMPLATES = """
{N} (?:heeft|hebt|hebben) (?:de|deze) groep (?:aan)?gemaakt
{N} (?:heeft|hebt) de groep {T} (?:aan)?gemaakt
{N} (?:heeft|hebt) de community {T} (?:aan)?gemaakt
{N} (?:heeft|hebt) {T} (?:aan)?gemaakt
{N} (?:heeft|hebt) deze groep .*community {T} toegevoegd
{N} (?:heeft|hebt) deze groep .*community {T} verwijderd
{N} (?:heeft|hebt) deze groep .*community {T}
{N} (?:heeft|hebt) de community {T} ge(?:de)?activeerd
{N} (?:heeft|hebt) het onderwerp gewijzigd van {T} naar {T}
{N} (?:heeft|hebt) (?:het onderwerp|de groepsnaam|de naam van de groep) gewijzigd (?:naar|in) {T}
{N} (?:heeft|hebt) de (?:groepsnaam|naam van de groep) gewijzigd van {T} (?:naar|in) {T}
{N} (?:heeft|hebt) de (?:groepsafbeelding|groepsfoto|groepsomschrijving|groepsbeschrijving|groepsicoon) .*
{N} (?:heeft|hebt) de (?:groepsinstellingen|instellingen) .*
{N} (?:heeft|hebt) (?:beheerdersgoedkeuring|geavanceerde chatprivacy) .*
{N} (?:heeft|hebt) (?:berichten met vervaldatum|zelfverwijderende berichten) .*
{N} (?:heeft|hebt) de timer .*
{N} (?:heeft|hebben) een nieuw telefoonnummer\\. Tik .*
{N} (?:heeft|hebt|hebben) {N} toegevoegd(?: aan de (?:groep|community))?
{N} (?:is|zijn|bent|werd|werden) toegevoegd
{N} (?:heeft|hebt) {N} verwijderd
{N} (?:is|zijn|bent|werd|werden) verwijderd
{N} (?:heeft|hebt|hebben) de groep verlaten
{N} (?:is|bent) deelnemer geworden via de uitnodigingslink van deze groep
{N} (?:neemt|nam) deel via .*
{N} (?:is|bent) (?:nu (?:een )?|geen )beheerder(?: meer)?
{N} kan vragen om deelname aan deze groep.*
{N} heeft gevraagd om deel te nemen.*
Nieuwe deelnemers aan deze groep moeten door beheerders worden goedgekeurd
{N} (?:is|heeft het nummer) gewijzigd naar {N}
{N} heeft (?:zijn|haar|hun|het) (?:telefoon)?nummer gewijzigd.*
(?:Uw|Je|Jouw) beveiligingscode (?:voor|met) {N} is gewijzigd.*
{N} (?:heeft|hebt) een bericht vastgezet
{N} (?:heeft|hebt) deze contactpersoon (?:geblokkeerd|gedeblokkeerd).*
{N} is een (?:contact|contactpersoon)
{N} (?:heeft|hebt) (?:een|het) (?:groeps)?(?:spraak|video-?)?(?:gesprek|oproep) gestart
Dit bericht is verwijderd door beheerder {N}
{N} created (?:this|the) group
{N} created group {T}
{N} created community {T}
{N} (?:added|removed) this group .*community {T}
{N} changed the (?:subject|group name) from {T} to {T}
{N} changed the (?:subject|group name|group's name) to {T}
{N} (?:changed|deleted|removed) (?:this group's|the group's|the group|this group) .*
{N} (?:turned (?:on|off)|updated|changed) (?:the )?(?:disappearing|message timer).*
{N} (?:turned (?:on|off)|changed) (?:admin approval|advanced chat privacy|who can).*
{N} changed their phone number.*
{N} changed (?:from|their name from) {N} to {N}
{N} changed to {N}
Your security code with {N} changed.*
{N}'s security code changed.*
{N} added {N}(?: to the group| to the community)?
{N} (?:was|were|is|are) added
{N} removed {N}
{N} (?:was|were) removed
{N} left(?: the group)?
{N} joined (?:using|via|from) .*
{N} (?:requested|can request) to join.*
{N}(?: is| are|'re) (?:now|no longer) an admin
{N} pinned a message
{N} (?:blocked|unblocked) this contact.*
{N} is a contact
{N} started a (?:video |voice |group )?(?:call|chat).*
{N} uses a secure service from .*
This message was deleted by admin {N}
{N} (?:hat|hast) (?:die|diese) Gruppe erstellt
{N} (?:hat|hast) die Gruppe {T} erstellt
{N} (?:hat|hast) den (?:Gruppennamen|Betreff) von {T} (?:zu|in|auf) {T} geändert
{N} (?:hat|hast) den (?:Gruppennamen|Betreff) (?:zu|in|auf) {T} geändert
{N} (?:hat|hast) (?:das Gruppenbild|die Gruppenbeschreibung|die Gruppeneinstellungen|die Einstellungen) .*
{N} (?:hat|haben|hast) .*Telefonnummer .*
{N} (?:hat|hast|haben) {N} hinzugefügt
{N} (?:wurde|wurden|wurdest) hinzugefügt
{N} (?:hat|hast) {N} entfernt
{N} (?:wurde|wurden|wurdest) entfernt
{N} (?:hat|hast|haben) die Gruppe verlassen
{N} (?:ist|bist) .*beigetreten
{N} (?:ist|bist) (?:jetzt ein|kein) Admin(?: mehr)?
(?:Deine|Ihre) Sicherheitsnummer (?:für|mit|von) {N} hat sich geändert.*
{N} (?:a|avez|ont) créé (?:le|ce) groupe
{N} (?:a|avez) créé le groupe {T}
{N} (?:a|avez) (?:changé|modifié) (?:le sujet|l'objet|le nom du groupe) de {T} (?:à|en|pour|par) {T}
{N} (?:a|avez) (?:changé|modifié) (?:le sujet|l'objet|le nom du groupe) (?:à|en|pour|par) {T}
{N} (?:a|avez) (?:changé|modifié|supprimé|retiré) (?:l'icône|l'image|la description|les paramètres).*
{N} (?:a|avez) changé de numéro.*
Votre code de sécurité avec {N} a changé.*
{N} (?:a|avez|ont) ajouté {N}
{N} (?:a|ont|avez) été ajoutée?s?(?:\\(e\\))?
{N} (?:a|avez) retiré {N}
{N} (?:a|ont|avez) été retirée?s?(?:\\(e\\))?
{N} (?:a quitté|ont quitté|est partie?|avez quitté)(?: le groupe)?
{N} a rejoint le groupe .*
{N} (?:creó|ha creado|creaste) el grupo {T}
{N} (?:cambió|ha cambiado|cambiaste) el (?:asunto|nombre del grupo) .*a {T}
{N} (?:añadió|agregó|ha añadido|añadiste|agregaste) a {N}
{N} (?:eliminó|sacó|ha eliminado|eliminaste|sacaste) a {N}
{N} (?:salió|ha salido|saliste)(?: del grupo)?
"""
_TITLE = r"(?:[“\"„«‘'](?P<{q}>.+)[”\"“»’']|(?P<{u}>[^“”\"„«»]+?))"
_YOU_WORDS = """
u je jij jou jouw jullie you ik me du dich dir sie vous tu te toi usted tú ti ustedes someone iemand
"""
_YOU = frozenset(_YOU_WORDS.split())
_AND = re.compile(r",\s+|\s+(?:en|and|und|et|y|&)\s+")
_QUOTED = re.compile(r"[“„«]([^“”„«»\n]{1,200})[”“»]|(?<!\w)\"([^\"\n]{1,200})\"")


class Slot(NamedTuple):
    """A name or title in a system line, in code points of the line as it is read."""

    start: int
    end: int
    role: Role


@cache
def _templates() -> list[tuple[str, re.Pattern[str]]]:
    """Each template with a piece of fixed wording that tells cheaply whether it is worth trying."""
    return [(_anchor(line), _compile(line)) for line in _TEMPLATES.splitlines() if line]


def _anchor(template: str) -> str:
    fixed = template
    while "(" in fixed:
        fixed = re.sub(r"\([^()]*\)\??", "\0", fixed)
    return max(re.split(r"\{.\}|\.\*|\\\.|\w\?|\[[^]]*\]|\0", fixed), key=len).strip().casefold()


def _compile(template: str) -> re.Pattern[str]:
    parts = re.split(r"(\{[NT]\})", template.replace("'", "['’]"))
    for i in range(1, len(parts), 2):
        name = rf"(?P<n{i}>[^\n]{{1,200}}?)"
        parts[i] = name if parts[i] == "{N}" else _TITLE.format(q=f"q{i}", u=f"u{i}")
    return re.compile("".join(parts) + r"\.?", re.IGNORECASE)


@lru_cache(maxsize=4096)
def system_slots(line: str) -> tuple[Slot, ...] | None:
    """The names and titles in a line that the messenger wrote; None when no template knows the line."""
    if len(line) > 400:
        return None
    folded = line.casefold().replace("’", "'")
    for anchor, template in _templates():
        if anchor in folded and (match := template.fullmatch(line.strip())):
            shift = len(line) - len(line.lstrip())
            return tuple(slot for slot in _slots(match, shift) if slot.end > slot.start)
    return None


def _slots(match: re.Match[str], shift: int) -> Iterator[Slot]:
    for group, value in match.groupdict().items():
        if value is None:
            continue
        start = match.start(group) + shift
        if group[0] != "n":
            yield Slot(start, start + len(value), Role.TITLE)
            continue
        yield from _names(value, start)


def _names(value: str, start: int) -> Iterator[Slot]:
    at = 0
    for cut in [*_AND.finditer(value), None]:
        name = value[at : cut.start()] if cut else value[at:]
        if name.strip().casefold() not in _YOU:
            yield Slot(start + at, start + at + len(name), Role.NAME)
        at = cut.end() if cut else at


def quoted_titles(line: str) -> list[Slot]:
    """Quoted text in a system line that no template knows: most likely a group's title."""
    return [Slot(*m.span(m.lastindex or 0), Role.TITLE) for m in _QUOTED.finditer(line)]


# Bodies that stand for something that is not in the text: what it was, and the wordings. A final full stop is
# optional. Only wording that holds no word of people may stand here, for such a body is not examined.
_BODIES = r"""
deleted: Dit bericht is verwijderd|(?:U hebt|Je hebt|Jij hebt) dit bericht verwijderd
deleted: This message was deleted|You deleted this message
deleted: Diese Nachricht wurde gelöscht|Du hast diese Nachricht gelöscht
deleted: Ce message a été supprimé|Vous avez supprimé ce message
deleted: Se eliminó este mensaje|Eliminaste este mensaje
waiting: Wachten op (?:dit bericht|deze berichten)[.…]{0,3}(?: Dit kan even duren)?|null
waiting: Waiting for (?:this message|these messages)[.…]{0,3}(?: This may take a while)?
call: Gemiste? (?:groeps)?(?:spraakgesprek|videogesprek|spraakoproep|video-oproep|oproep){how}
call: (?:Spraakoproep|Video-oproep|Videogesprek){how}
call: (?:Missed (?:group )?(?:voice|video) call|(?:Voice|Video|Group) call){how}
call: Verpasster (?:Sprach|Video)anruf|Appel (?:vocal|vidéo) manqué
live location: live ?locatie gedeeld|live location shared|Live-Standort wird geteilt
image: (?:afbeelding|foto|GIF) weggelaten|(?:image|photo|GIF) omitted|(?:Bild|GIF) weggelassen
image: image absente|imagen omitida
video: video(?:notitie)? weggelaten|video(?: note)? omitted|Video weggelassen
video: <Vid[eé]o(?:bericht| message| note)? (?:omitted|weggelaten)>
voice note: (?:audio|spraakbericht) weggelaten|(?:audio|voice message) omitted|Audio weggelassen
sticker: sticker weggelaten|sticker omitted|Sticker weggelassen
document: document weggelaten|document omitted|Dokument weggelassen
contact card: (?:Visitekaartje|contactkaart) weggelaten|Contact card omitted|Kontaktkarte weggelassen
media: <(?:Media weggelaten|Media omitted|Medien ausgeschlossen|Médias omis|Multimedia omitido|Mídia omitida)>
media: <(?:Без медиафайлов|Media omessi|Medya dahil edilmedi|Utelämnat media|Pominięto multimedia)>
"""
_HOW = (
    r"(?:[,. ]{1,3}(?:\d{1,3} (?:min|sec|uur|hr|hours?|u|seconden|minuten|seconds?|minutes?)\.?,? ?){0,3}"
    r"(?:No answer|Geen antwoord|Niet beantwoord|Tap to call back|Tik om terug te bellen|Unanswered)?)?"
)
_NOTES = [line.partition(": ")[::2] for line in _BODIES.replace("{how}", _HOW).splitlines() if line]
_BODY = re.compile("|".join(f"(?P<b{i}>(?:{p})\\.?)" for i, (_, p) in enumerate(_NOTES)), re.IGNORECASE)
_LONGEST_BODY = 120


def body_note(body: str) -> str | None:
    """What a body of fixed wording stands for: "image", "deleted", "call" ...; None when people wrote it."""
    if len(body) > _LONGEST_BODY:
        return None
    match = _BODY.fullmatch(body.strip())
    return _NOTES[int((match.lastgroup or "b0")[1:])][0] if match else None


# What WhatsApp adds to people's words. https://github.com/Pustur/whatsapp-chat-parser/issues (edited, polls)
MARKS = re.compile(
    r"<(?:Dit bericht is bewerkt|This message was edited|Diese Nachricht wurde bearbeitet"
    r"|Ce message a été modifié|Se editó este mensaje)\.?>"
    r"|^(?:POLL|PEILING|UMFRAGE|SONDAGE|ENCUESTA|OPTION|OPTIE|OPCIÓN|OPCION):",
    re.MULTILINE,
)
# Lines about encryption and about WhatsApp itself name nobody but a quoted group.
NOTICE = re.compile(
    r"end-to-end|ende-zu-ende|bout en bout|extremo a extremo|сквозным|エンドツーエンド"
    r"|端對端|端到端|종단간|WhatsApp",
    re.IGNORECASE,
)
