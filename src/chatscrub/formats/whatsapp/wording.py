"""The words WhatsApp itself writes: system lines with names, and bodies that stand for something else.

Wording from real exports in Dutch and English (minvws/DSA-WhatsApp-merger, WhatsR, Pustur) and, for German,
French and Spanish, from public parsers. What no template knows is left to structure: known names, quoted
titles and numbers are still found in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ...model import Role
from ..listed import people

# {N} one or several people, {T} a group title, in quotes or not. A final full stop is optional. The first
# that fits wins, so lines whose object is a thing stand before lines whose object is a person.
_TEMPLATES = """
Dit bericht is verwijderd door (?:de )?(?:groeps)?beheerder {N}
This message was deleted by (?:the )?(?:group )?admin {N}
{N} (?:heeft|hebt|hebben) {N} (?:tot |als )?(?:groeps)?beheerder (?:gemaakt|benoemd|toegevoegd)
{N} (?:heeft|hebt|hebben) {N} (?:als )?(?:groeps)?beheerder (?:verwijderd|ontslagen)
{N} (?:heeft|hebt|hebben) {N} ontslagen als (?:groeps)?beheerder
{N} (?:is|zijn|bent|werd|werden|wordt) toegevoegd door {N}
{N} (?:is|zijn|bent|werd|werden|wordt) verwijderd door {N}
{N} (?:is|zijn|bent|werd|werden|wordt) uitgenodigd door {N}
{N} (?:heeft|hebt|hebben) {N} uitgenodigd(?: om .*| voor .*)?
{N} (?:is|zijn|bent|werd|werden|wordt) (?:nu |niet langer )?(?:een |geen )?(?:groeps)?beheerders?(?: meer)?
{N} (?:heeft|hebt) .* vastgezet
{N} (?:heeft|hebt) .* losgemaakt
{N} (?:heeft|hebt|hebben) dit vastgezet
{N} (?:staat|staan) (?:niet )?in (?:uw|je|jouw) contacten.*
{N} (?:heeft|hebt) (?:deze contactpersoon|dit bedrijf|dit contact) (?:geblokkeerd|gedeblokkeerd).*
{N} (?:heeft|hebt) {N} gedeblokkeerd
{N} (?:heeft|hebt) {N} geblokkeerd
(?:Gesprek|Spraakgesprek|Videogesprek|Gemist (?:groeps)?(?:spraak|video)?gesprek) (?:met|van|naar) {N}(?: om \\d.*)?
(?:Oproep|Spraakoproep|Video-oproep|Gemiste (?:groeps)?(?:spraak|video-?)?oproep) (?:met|van|naar) {N}(?: om \\d.*)?
{N} (?:heeft|hebt) (?:het|de) (?:groeps)?(?:spraak|video-?)?(?:gesprek|oproep) (?:beëindigd|verlaten)
{N} neemt deel aan (?:het|de) (?:groeps)?(?:spraak|video-?)?(?:gesprek|oproep)
Wachten op (?:dit bericht|deze berichten|een bericht) van {N}\\. Dit kan .*
Wachten op (?:dit bericht|deze berichten|een bericht) van {N}
{N} made {N} (?:an admin|admins|a group admin)
{N} dismissed {N} as (?:an )?(?:group )?admins?
{N} (?:was|were|is|are) made (?:an admin|admins|a group admin)(?: by {N})?
{N} (?:was|were|is|are) added by {N}
{N} (?:was|were|is|are) removed by {N}
{N} (?:was|were|is|are) invited by {N}
{N} invited {N}(?: to .*)?
{N} (?:pinned|unpinned) (?:this|a|the) .*
{N} (?:is|are|isn't|is not) in your (?:contacts|contact list|address book).*
{N} (?:blocked|unblocked) this (?:contact|business).*
{N} unblocked {N}
{N} blocked {N}
(?:Missed )?(?:group )?(?:voice |video )?call (?:with|from|to) {N}(?: at \\d.*)?
{N} (?:ended|left|joined|declined) (?:the|this|a|your) (?:group )?(?:voice |video )?call
Waiting for (?:this message|these messages|a message) from {N}\\. This may .*
Waiting for (?:this message|these messages|a message) from {N}
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
{N} (?:heeft|hebt) {N} uit de (?:groep|community) verwijderd
{N} (?:heeft|hebt) {N} verwijderd
{N} (?:is|zijn|bent|werd|werden) verwijderd
{N} (?:heeft|hebt|hebben) de groep verlaten
{N} (?:is|bent|zijn) (?:deelnemer|lid) geworden .*
{N} (?:neemt|nam|nemen) (?:nu )?deel (?:via|aan de groep via) .*
{N} (?:is|zijn|bent) toegetreden .*
{N} kan vragen om deelname aan deze groep.*
{N} heeft gevraagd om deel te nemen.*
Nieuwe deelnemers aan deze groep moeten door beheerders worden goedgekeurd
{N} (?:is|heeft het nummer) gewijzigd naar (?!een ){N}
{N} heeft (?:zijn|haar|hun|het) (?:telefoon)?nummer gewijzigd (?:naar|in) (?=[~+\\d]){N}
{N} heeft (?:zijn|haar|hun|het) (?:telefoon)?nummer gewijzigd.*
(?:Uw|Je|Jouw) beveiligingscode (?:voor|met|bij) {N} is gewijzigd.*
{N} (?:heeft|hebt) een bericht vastgezet
{N} is een (?:contact|contactpersoon)
{N} (?:heeft|hebt) (?:een|het) (?:groeps)?(?:spraak|video-?)?(?:gesprek|oproep) gestart
{N} created (?:this|the) group
{N} created group {T}
{N} created community {T}
{N} (?:added|removed) this group .*community {T}
{N} changed the (?:subject|group name) from {T} to {T}
{N} changed the (?:subject|group name|group's name) to {T}
{N} (?:changed|deleted|removed) (?:this group's|the group's|the group|this group) .*
{N} (?:turned (?:on|off)|updated|changed) (?:the )?(?:disappearing|message timer).*
{N} (?:turned (?:on|off)|changed) (?:admin approval|advanced chat privacy|who can).*
{N} changed their (?:phone )?number to (?=[~+\\d]){N}
{N} changed their phone number.*
{N} changed (?:from|their name from) {N} to {N}
{N} changed to {N}
Your security code with {N} changed.*
{N}'s security code changed.*
{N} added {N}(?: to the group| to the community)?
{N} (?:was|were|is|are) added
{N} removed {N} from the (?:group|community)
{N} removed {N}
{N} (?:was|were) removed
{N} left(?: the group)?
{N} joined (?:using|via|from) .*
{N} (?:requested|can request) to join.*
{N}(?: is| are|'re) (?:now|no longer) an admin
(?!this |the |de |deze |dit |you |je |u ){N} (?:is now|heet nu|heet voortaan) (?=[~+]|(?-i:[A-Z])){N}
{N} pinned a message
{N} is a contact
{N} started a (?:video |voice |group )?(?:call|chat).*
{N} uses a secure service from .*
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
{N} (?:ist|bist) (?:jetzt ein|jetzt|kein|nicht mehr) Admin(?: mehr)?
(?:Deine|Ihre|Die) Sicherheitsnummer (?:für|mit|von) {N} hat sich geändert.*
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
{N} abandonó el grupo
{N} te (?:añadió|agregó|eliminó|sacó|invitó)(?: .*)?
{N} fue (?:añadid|agregad|eliminad)[oa]
{N} se unió .*
{N} cambió (?:de|su) número.*
{N} ahora es admin(?:istrador|istradora)?
(?:Tu|Su) código de seguridad con {N} cambió.*
{N} wurde von {N} hinzugefügt
{N} wurde von {N} entfernt
{N} (?:hat|hast) {N} eingeladen
{N} (?:hat|hast) {N} (?:zum|zur) (?:Gruppen)?admin (?:gemacht|ernannt)
{N} (?:hat|hast) eine Nachricht (?:angepinnt|fixiert)
{N} (?:hat|hast) diesen Kontakt (?:blockiert|freigegeben).*
(?:Verpasster )?(?:Sprach|Video)anruf (?:mit|von|an) {N}
Warten auf diese Nachricht von {N}
{N} vous a (?:ajouté|retiré|invité)(?:e|\\(e\\))?(?: .*)?
{N} est (?:maintenant|désormais) (?:un )?admin.*
{N} a épinglé un message
(?:Appel|Appel vocal|Appel vidéo) (?:vocal |vidéo )?(?:manqué )?(?:avec|de) {N}
{N} ha abbandonato(?: il gruppo)?
{N} ha creato (?:il|questo) gruppo
{N} ha creato il gruppo {T}
{N} ha (?:cambiato|modificato) (?:l'oggetto|il nome del gruppo) da {T} (?:a|in) {T}
{N} ha (?:cambiato|modificato) (?:l'oggetto|il nome del gruppo) (?:a|in) {T}
{N} ha (?:cambiato|modificato|eliminato|rimosso) (?:l'immagine|l'icona|la descrizione|le impostazioni).*
{N} ha cambiato (?:il )?numero.*
{N} (?:ti ha|vi ha) (?:aggiunto|aggiunta|rimosso|rimossa|invitato|invitata)(?: .*)?
{N} ha aggiunto {N}
{N} ha rimosso {N}
{N} (?:è stato aggiunto|è stata aggiunta|è stato rimosso|è stata rimossa)
{N} (?:è entrato|è entrata|si è unito|si è unita).*
{N} (?:è ora|ora è) (?:un )?admin.*
Il tuo codice di sicurezza con {N} è cambiato.*
{N} saiu(?: do grupo)?
{N} (?:criou|criaste) (?:o|este) grupo
{N} (?:criou|criaste) o grupo {T}
{N} (?:mudou|alterou) o (?:nome do grupo|assunto|nome) de {T} para {T}
{N} (?:mudou|alterou) o (?:nome do grupo|assunto|nome) para {T}
{N} (?:mudou|alterou|apagou|removeu) (?:a imagem|a descrição|a foto|as definições|as configurações|o ícone).*
{N} (?:mudou|alterou) (?:de|o seu|seu) número.*
{N} (?:adicionou|adicionaste) {N}
{N} (?:removeu|removeste) {N}
{N} foi (?:adicionad|removid)[oa]
{N} (?:entrou|ingressou) .*
{N} (?:agora é|é agora) (?:um )?admin.*
(?:O )?seu código de segurança com {N} mudou.*
{N} (?:wyszedł|wyszła)(?: z grupy)?
{N} (?:opuścił|opuściła) grupę
{N} (?:utworzył|utworzyła) grupę {T}
{N} (?:zmienił|zmieniła) (?:nazwę grupy|temat) z {T} na {T}
{N} (?:zmienił|zmieniła) (?:nazwę grupy|temat) na {T}
{N} (?:zmienił|zmieniła) (?:ikonę|opis|ustawienia|numer).*
{N} (?:dołączył|dołączyła) .*
{N} (?:dodał|dodała) {N}
{N} (?:usunął|usunęła) {N}
{N} {T} grubunu oluşturdu
{N}, {N} (?:kişisini|kullanıcısını) ekledi
{N}, {N} (?:kişisini|kullanıcısını) çıkardı
{N} (?:gruptan )?ayrıldı
{N} (?:eklendi|çıkarıldı)
{N} .*bağlantısını kullanarak katıldı
"""
# What stands between the names of one person in a line that tells of a new name or number.
_RENAMES = re.compile(
    r" (?:is gewijzigd|heeft (?:het|zijn|haar|hun) (?:telefoon)?nummer gewijzigd) (?:naar|in) "
    r"| changed (?:to|from|their (?:name from|(?:phone )?number to)) | (?:is now|heet nu|heet voortaan) ",
    re.IGNORECASE,
)
_TITLE = r"(?:[“\"„«‘'](?P<{q}>.+)[”\"“»’']|(?P<{u}>[^“”\"„«»]+?))"
_YOU_WORDS = """
u je jij jou jouw jullie you ik me du dich dir sie vous tu te toi usted tú ti ustedes someone iemand
"""
_YOU = frozenset(_YOU_WORDS.split())
_QUOTED = re.compile(r"[“„«]([^“”„«»\n]{1,200})[”“»]|(?<!\w)\"([^\"\n]{1,200})\"")


class Slot(NamedTuple):
    """A name or title in a system line, in code points of the line as it is read."""

    start: int
    end: int
    role: Role


@cache
def _templates() -> list[tuple[tuple[str, ...], str]]:
    """Each template with pieces of fixed wording, one of which a line must hold to be worth trying."""
    return [(_anchors(line), line) for line in _TEMPLATES.splitlines() if line]


def _anchors(template: str) -> tuple[str, ...]:
    """The longest piece that stands in every line of a template, or else pieces that stand there in turn."""
    fixed = template
    while "(" in fixed:
        fixed = re.sub(r"\([^()]*\)\??", "\0", fixed)
    sure = _longest(fixed)
    groups = [tuple(map(_longest, m[1].split("|"))) for m in re.finditer(r"\(\?:([^()]{4,})\)(?!\?)", template)]
    return (sure,) if len(sure) > 3 else max([*groups, (sure,)], key=lambda anchors: min(map(len, anchors)))


def _longest(wording: str) -> str:
    return max(re.split(r"\{.\}|\.\*|\\.|\w\?|\[[^]]*\]|\0", wording), key=len).strip().casefold()


@cache
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
    for anchors, template in _templates():
        if any(anchor in folded for anchor in anchors) and (match := _compile(template).fullmatch(line.strip())):
            shift = len(line) - len(line.lstrip())
            return tuple(slot for slot in _slots(match, shift) if slot.end > slot.start)
    return None


def renames(line: str, slots: Sequence[tuple[int, int, Role]]) -> bool:
    """Whether the names in a line of the messenger are all those of one person, who has a new one."""
    first = [slot for slot in slots if slot[2] is Role.NAME][:2]
    return len(first) == 2 and _RENAMES.fullmatch(line, first[0][1], first[1][0]) is not None


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
    for low, high in people(value):
        if value[low:high].strip().casefold() not in _YOU:
            yield Slot(start + low, start + high, Role.NAME)


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
ENCRYPTION = re.compile(
    r"end-to-end|ende-zu-ende|bout en bout|extremo a extremo|сквозным|エンドツーエンド|端對端|端到端|종단간",
    re.IGNORECASE,
)
NOTICE = re.compile(ENCRYPTION.pattern + "|WhatsApp", re.IGNORECASE)

# What stands under a sender, as the text of a message, and names somebody: without the mark that iOS puts there.
_NAMED_BODY = re.compile(
    r"(?:Dit bericht is verwijderd door (?:de )?(?:groeps)?beheerder"
    r"|This message was deleted by (?:the )?(?:group )?admin"
    r"|Diese Nachricht wurde (?:von|vom) (?:dem )?(?:Gruppen)?admin"
    r"|Ce message a été supprimé par l['’]admin(?:istrateur|istratrice)?"
    r"|Wachten op (?:dit bericht|deze berichten) van|Waiting for (?:this message|these messages) from"
    r"|Gemist (?:spraak|video)gesprek van|Gemiste (?:spraak|video-)?oproep van|Missed (?:voice |video )?call from)"
    r" (?P<name>\S{1,60}?(?: \S{1,60}?){0,5}?)(?: gelöscht)?(?:\. (?:Dit kan|This may|Tik|Tap) [^\n]{0,80})?\.?",
    re.IGNORECASE,
)


_NAMED_OPENINGS = ("Dit bericht", "This message", "Diese", "Ce message", "Wachten", "Waiting", "Gemist", "Missed")


def named_in_body(body: str) -> tuple[int, int] | None:
    """The range of the name in a message of fixed wording: of the admin who deleted it, of who called."""
    fixed = body.startswith(_NAMED_OPENINGS) and len(body) <= 2 * _LONGEST_BODY
    match = _NAMED_BODY.fullmatch(body) if fixed else None
    return match.span("name") if match else None


# Words with a capital that open a line of the messenger, so that they name nobody.
OPENERS = frozenset(
    """
    berichten bericht gesprekken oproepen u je jij jullie jouw uw dit deze nieuwe niemand alleen iedereen tik gemist
    gemiste wachten spraak spraakoproep spraakgesprek video videogesprek videooproep live locatie beheerders beheerder
    groep groepsgesprek community de het een er om met geen alle elk klik lees meer bekijk chat chats bedrijf
    messages message calls call you your this these new no only all tap missed waiting voice group admins admin
    anyone everyone someone learn click read more the a an it if it's to for members only not disappearing end
    security code community business meta ai whatsapp null media audio image sticker document contact
    nachrichten nachricht anrufe du sie ihr deine dein ihre ihr diese dieser dieses neue niemand nur alle tippe tippen
    verpasster warten der die das ein eine es
    les le la l un une vous tu votre vos ce cet cette ces nouveaux seuls tous appuyez appel appels en il elle on
    los las el una tú usted tu tus su este esta estos estas se nuevos solo toca llamada llamadas mensajes
    i gli lo hai questo questa messaggi chiamata tocca solo il i tuo
    os as o você tu esta este as mensagens toque chamada seu sua
    wiadomości ta ty ten to twój dotknij mesajlar bu siz sen yeni aramalar
    вы вас ваш это сообщения сообщение этот эта группа нажмите звонок
    """.split()
)

# Words that German writes with a capital wherever they stand, and the maker of the messenger: they name nobody.
NOUNS = frozenset(
    """
    nachricht nachrichten nummer nummern telefonnummer telefonnummern gruppe gruppen gruppenbild gruppenbeschreibung
    gruppeneinstellungen gruppenadmin gruppenadmins gruppeninfo gruppenname gruppennamen betreff admin admins link
    einladungslink gruppeneinladungslink anfrage anfragen einladung unternehmen unternehmenskonto unternehmenschat
    standardkonto konto dienst chat chats chatverlauf datenschutz community ankündigungen ankündigungsgruppe tag tage
    tagen stunde stunden woche wochen monat monate timer gerät geräte kontakt kontakte kontakten kontaktliste
    sicherheitsnummer sicherheitsnummern anruf anrufe anrufen sprachanruf videoanruf gruppenanruf bild bilder foto
    video videos datei dateien medien beschreibung einstellung einstellungen mitglied mitglieder mitgliedern
    teilnehmer teilnehmern
    personen person status standort umfrage veranstaltung kanal info infos mal uhr neue neuen meta whatsapp
    """.split()
)
