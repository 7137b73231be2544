"""What the first row of a table calls its columns, in Dutch and English, and what that says about the cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from ..lexicon import fold

_LONGEST = 40


class Column(Enum):
    """What stands in the cells of a column."""

    SENDER = auto()  # who wrote the message in the row
    SENDER_ID = auto()
    MESSAGE = auto()  # what they wrote
    WORDS = auto()  # other words of people
    DATE = auto()
    CLOCK = auto()
    NAME = auto()
    FIRST = auto()
    MIDDLE = auto()
    LAST = auto()
    INITIALS = auto()
    CALLED = auto()  # a name beside the whole one
    PHONE = auto()
    EMAIL = auto()
    DOB = auto()
    STREET = auto()
    HOUSE = auto()
    PLACE = auto()
    ID = auto()
    HANDLE = auto()
    URL = auto()
    FILE = auto()
    CHAT = auto()
    ORG = auto()
    SECRET = auto()
    STATE = auto()  # a word of the program
    UNKNOWN = auto()


_HEADINGS = {
    Column.SENDER: """
        afzender, naam afzender, verzender, sender, sender name, from, from name, van, author, author name, auteur, user
        gebruiker, door, by, sent by, verzonden door, spreker, speaker, schrijver, writer, wie, who, poster, posted by
        display name""",
    Column.SENDER_ID: """
        sender id, senderid, sender number, sender phone, sender email, author id, authorid, from id, fromid, user id
        userid, from number, from address, afzender id, afzender nummer, nummer afzender""",
    Column.MESSAGE: """
        bericht, berichten, berichttekst, message, messages, message text, message body, msg, text, tekst, content
        contents, inhoud, body, chat message""",
    Column.WORDS: """
        onderwerp, subject, notitie, notities, note, notes, opmerking, opmerkingen, comment, comments, remarks
        toelichting, omschrijving, description, beschrijving, titel, title, reactie, reacties, reaction, reactions
        replying to, quote, antwoord, antwoorden, answer, vraag, question, klacht, klachten, hulpvraag, diagnose
        verslag, samenvatting, summary, label, labels, geslacht, gender""",
    Column.STATE: "status, type, service, attachment type, direction, richting",
    Column.DATE: """
        datum, date, datum en tijd, datum tijd, date time, datetime, timestamp, time stamp, tijdstip, message date
        delivered date, read date, edited date, sent, sent at, sent date, verzonden, verzonden op, ontvangen, received
        created, created at, aangemaakt, aangemaakt op, updated at, gewijzigd, when, wanneer""",
    Column.CLOCK: "tijd, time, uur, clock",
    Column.NAME: """
        naam, name, namen, names, volledige naam, full name, fullname, weergavenaam, contact, contactpersoon
        contact person, contact name, cliënt, client, naam cliënt, clientnaam, client name, patiënt, patient
        naam patiënt, patiëntnaam, patient name, aan, to, cc, bcc, ontvanger, ontvangers, recipient, recipients
        deelnemer, deelnemers, participant, participants, leden, members, lid, member, partner, ouder, ouders, vader
        moeder, father, mother, parent, parents, kind, kinderen, child, children, huisarts, gp, arts, doctor
        therapeut, therapist, behandelaar, psycholoog, psychologist, psychiater, verwijzer, referrer, referred by
        medewerker, employee, collega, mentor, begeleider, leerling, student, docent, teacher, klant, customer
        noodcontact, emergency contact, voogd, guardian, eigenaar, owner, ingevuld door, gezinslid, broer, zus
        relatie, naam ouder, naam partner, naam kind, naam huisarts, naam verwijzer""",
    Column.FIRST: "voornaam, voornamen, first name, firstname, first, given name, givenname, roepnaam",
    Column.MIDDLE: "tussenvoegsel, tussenvoegsels, voorvoegsel, middle name, middlename, additional name, infix",
    Column.LAST: "achternaam, last name, lastname, last, surname, family name, familienaam, geslachtsnaam",
    Column.INITIALS: "voorletters, voorletter, initialen, initials",
    Column.CALLED: """
        bijnaam, nickname, alias, meisjesnaam, maiden name, geboortenaam, birth name, partnernaam, yomi name
        phonetic first name, phonetic last name""",
    Column.PHONE: """
        telefoon, telefoonnummer, tel, telnr, tel nr, telefoonnr, mobiel, mobiele nummer, mobiel nummer, gsm, 06
        06 nummer, phone, phone number, phonenumber, mobile, mobile number, cell, fax, telephone, whatsapp, nummer
        number""",
    Column.EMAIL: "e mail, email, mail, mailadres, e mailadres, emailadres, email address, e mail address, emails",
    Column.DOB: """
        geboortedatum, geb datum, gebdatum, geb dat, geboren, geboren op, date of birth, dob, birthday, birth date
        birthdate, verjaardag, geboortejaar, year of birth""",
    Column.STREET: "straat, straatnaam, street, street name, street address, address line 1, adresregel 1",
    Column.HOUSE: "huisnummer, huisnr, house number, toevoeging, huisnummertoevoeging, nr",
    Column.PLACE: """
        adres, address, straat en huisnummer, postcode, zip, zip code, zipcode, postal code, woonplaats, plaats, stad
        city, town, gemeente, provincie, postcode en woonplaats, geboorteplaats, place of birth, locatie, location
        latitude, longitude, lat, lon, lng, coordinates, coördinaten, gps, address line 2, adresregel 2""",
    Column.ID: """
        id, bsn, bsn nummer, burgerservicenummer, sofinummer, cliëntnummer, client id, clientid, client number
        cliënt id, patiëntnummer, patient id, patient number, polisnummer, policy number, dossiernummer, dossier
        verzekerdennummer, verzekeringsnummer, klantnummer, lidnummer
        agb, agb code, big nummer, ssn, nhs number, iban, rekeningnummer
        rekening, bankrekening, account number, paspoortnummer, passport number, rijbewijsnummer, kenteken, uuid, guid
        message id, chat id, contact id, thread id, ip, ip address, ip adres, imei, device id""",
    Column.HANDLE: """
        gebruikersnaam, username, user name, screen name, handle, login, account, instagram, facebook, snapchat, tiktok
        linkedin, twitter, skype, telegram, discord""",
    Column.URL: "url, urls, link, links, website, webpagina, web page, profiel, profile, permalink, avatar, avatarurl",
    Column.FILE: """
        bijlage, bijlagen, attachment, attachments, attachment name, bestand, bestandsnaam, bestanden, file, files
        filename, file name, media, foto, photo""",
    Column.CHAT: """
        chat, chat session, gesprek, conversation, groep, group, groepsnaam, group name, kanaal, channel, room""",
    Column.ORG: """
        bedrijf, bedrijfsnaam, company, company name, organisatie, organization, organisation, organization name
        werkgever, employer, school, praktijk, verzekeraar, insurer, functie, job title, department, afdeling, beroep
        occupation, profession""",
    Column.SECRET: "wachtwoord, password, pin, pincode, pin code, token, secret, sleutel, key, apikey, api key",
}
_SIGNS = re.compile(r"[\W_]+")
_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])")


STATES = frozenset(
    "incoming outgoing notification read unread sent delivered received not delivered failed pending draft imessage "
    "sms mms rcs whatsapp image video audio contact location document sticker text in out inkomend uitgaand gelezen "
    "ongelezen verzonden ontvangen afgeleverd mislukt afbeelding".split()
)
"""What messengers write in such columns."""


def _key(heading: str) -> str:
    return " ".join(_SIGNS.sub(" ", fold(_JOINED.sub(" ", heading))).split())


_EXACT = {_key(one): column for column, words in _HEADINGS.items() for one in re.split(r"[,\n]", words) if one.strip()}
_EXACT |= {key.replace(" ", ""): column for key, column in _EXACT.items()}
# Words that tell in a longer heading, such as "E-mail 1 - Value" or "Telefoon (werk)"; the first that fits counts.
_WITHIN = [
    (re.compile(rf"\b(?:{words})\b"), column)
    for words, column in (
        ("type|label|labels|soort|language|taal|format", Column.WORDS),
        ("display name|weergavenaam", Column.NAME),
        (r"e ?mail\w*|mailadres", Column.EMAIL),
        (r"\w*telefoon\w*|\w*phone\w*|mobiel\w*|mobile|tel|telnr|gsm|\w*fax|pager|callback", Column.PHONE),
        (r"geboortedatum|geb ?datum|birth(?:day|date| date)|dob|verjaardag", Column.DOB),
        (
            r"\w*(?:adres|postcode|straat\w*|plaats|address|street)|postal code|zip|city|po box|postbus|region",
            Column.PLACE,
        ),
        (r"latitude|longitude|location|locatie", Column.PLACE),
        (r"password|wachtwoord|pincode|token|secret", Column.SECRET),
        (r"file ?name|bestandsnaam|bijlagen?|attachments?", Column.FILE),
        (r"company|organi[sz]ation|organisatie|bedrijf\w*|werkgever|employer|job title", Column.ORG),
        (r"username|user name|gebruikersnaam", Column.HANDLE),
        (r"url|link|website|web page", Column.URL),
        (r"bsn|iban|\w*nummer|number|id|uuid", Column.ID),
        (r"\w*naam|names?|contactpersoon", Column.NAME),
        (r"datum|date|timestamp", Column.DATE),
    )
]


def column(heading: str) -> Column:
    """What stands under a heading."""
    if not 1 < len(heading.strip()) <= _LONGEST:
        return Column.UNKNOWN
    key = _key(heading)
    if key in _EXACT:
        return _EXACT[key]
    return next((what for words, what in _WITHIN if words.search(key)), Column.UNKNOWN)


def is_heading(cells: Sequence[str]) -> bool:
    """Whether a row of a table is the one that names its columns: half of it, or two of its cells, are known."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled or any("@" in cell or len(cell) > 2 * _LONGEST for cell in filled):
        return False
    if any(sum(c.isdigit() for c in cell) > 3 for cell in filled):
        return False
    known = sum(column(cell) is not Column.UNKNOWN for cell in filled)
    return known >= min(2, len(filled)) or known * 2 >= len(filled)
