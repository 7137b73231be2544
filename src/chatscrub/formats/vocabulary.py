"""What people call the columns of tables and the blanks in forms, in Dutch and English, and what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from ..model import Role


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


class Words(NamedTuple):
    """What a column is called, by commas and line ends: anywhere, over tables only, before the blanks of forms only."""

    anywhere: str = ""
    in_tables: str = ""
    in_forms: str = ""


HEADINGS = {
    Column.SENDER: Words(
        anywhere="afzender, sender, author, auteur",
        in_tables="""
        naam afzender, verzender, sender name, from, from name, van, author name, user, gebruiker, door, by, sent by
        verzonden door, spreker, speaker, schrijver, writer, wie, who, poster, posted by, display name""",
    ),
    Column.SENDER_ID: Words(
        in_tables="""
        sender id, senderid, sender number, sender phone, sender email, author id, authorid, from id, fromid, user id
        userid, from number, from address, afzender id, afzender nummer, nummer afzender""",
    ),
    Column.MESSAGE: Words(
        in_tables="""
        bericht, berichten, berichttekst, message, messages, message text, message body, msg, text, tekst, content
        contents, inhoud, body, chat message""",
    ),
    Column.WORDS: Words(
        in_tables="""
        onderwerp, subject, notitie, notities, note, notes, opmerking, opmerkingen, comment, comments, remarks
        toelichting, omschrijving, description, beschrijving, titel, title, reactie, reacties, reaction, reactions
        replying to, quote, antwoord, antwoorden, answer, vraag, question, klacht, klachten, hulpvraag, diagnose
        verslag, samenvatting, summary, label, labels""",
    ),
    Column.STATE: Words(
        in_tables="""
        status, type, service, attachment type, direction, richting, geslacht, gender, m/v, sexe, sex""",
    ),
    Column.DATE: Words(
        in_tables="""
        datum, date, datum en tijd, datum tijd, date time, datetime, timestamp, time stamp, tijdstip, message date
        delivered date, read date, edited date, sent, sent at, sent date, verzonden, verzonden op, ontvangen, received
        created, created at, aangemaakt, aangemaakt op, updated at, gewijzigd, when, wanneer, tijdstempel, starttijd
        begintijd, eindtijd, voltooid, tijd van voltooien, start time, end time, completion time, submitted at
        last modified time, laatst gewijzigd, tijdstip van laatste wijziging""",
    ),
    Column.CLOCK: Words(
        in_tables="tijd, time, uur, clock",
    ),
    Column.NAME: Words(
        anywhere="""
        naam, name, volledige naam, full name, contact, contactpersoon, contact person, cliënt, client, naam cliënt
        clientnaam, client name, patiënt, patient, naam patiënt, patiëntnaam, patient name, ontvanger, recipient
        deelnemer, participant, lid, member, partner, ouder, ouders, vader, moeder, father, mother, parent, kind
        kinderen, child, huisarts, gp, arts, therapeut, therapist, behandelaar, psycholoog, psychologist, psychiater
        verwijzer, referrer, referred by, medewerker, employee, collega, mentor, begeleider, leerling, student, docent
        klant, customer, noodcontact, emergency contact, voogd, guardian, ingevuld door, gezinslid, naam partner
        naam huisarts, naam verwijzer""",
        in_tables="""
        namen, names, fullname, weergavenaam, contact name, aan, to, cc, bcc, ontvangers, recipients, deelnemers
        participants, leden, members, parents, children, doctor, teacher, eigenaar, owner, broer, zus, relatie
        naam ouder, naam kind""",
        in_forms="""
        voor- en achternaam, naam en voornaam, hoofdbehandelaar, regiebehandelaar, partner name, naam vader
        naam moeder, manager, opsteller, opgesteld door, completed by, casemanager, hulpverlener, leraar, handtekening
        signature, signed""",
    ),
    Column.FIRST: Words(
        anywhere="voornaam, voornamen, first name, given name, roepnaam",
        in_tables="firstname, first, givenname",
    ),
    Column.MIDDLE: Words(
        anywhere="tussenvoegsel",
        in_tables="tussenvoegsels, tussenv, tv, voorvoegsel, middle name, middlename, additional name, infix",
    ),
    Column.LAST: Words(
        anywhere="achternaam, last name, surname, family name, geslachtsnaam",
        in_tables="lastname, last, familienaam",
    ),
    Column.INITIALS: Words(
        in_tables="voorletters, voorletter, initialen, initials",
    ),
    Column.CALLED: Words(
        anywhere="nickname, meisjesnaam",
        in_tables="""
        bijnaam, alias, maiden name, geboortenaam, birth name, partnernaam, yomi name, phonetic first name
        phonetic last name""",
    ),
    Column.PHONE: Words(
        anywhere="""
        telefoon, telefoonnummer, tel, telnr, tel nr, mobiel, mobiele nummer, mobiel nummer, gsm, 06, 06 nummer, phone
        phone number, mobile, mobile number, cell, fax, telephone, whatsapp""",
        in_tables="telefoonnr, phonenumber, nummer, number, mob",
        in_forms="cell phone, telefoon thuis, telefoon werk",
    ),
    Column.EMAIL: Words(
        anywhere="""
        e mail, email, mail, mailadres, e mailadres, emailadres, email address, e mail address""",
        in_tables="emails",
    ),
    Column.DOB: Words(
        anywhere="""
        geboortedatum, geb, geb datum, gebdatum, geb dat, geboren, geboren op, date of birth, dob, birthday, birth date
        birthdate, birth, born, bday, verjaardag, geboortejaar, jaar van geboorte, year of birth""",
    ),
    Column.STREET: Words(
        anywhere="straat, straatnaam, street",
        in_tables="street name, street address, address line 1, adresregel 1",
    ),
    Column.HOUSE: Words(
        anywhere="huisnummer, huisnr, house number",
        in_tables="toevoeging, huisnummertoevoeging, nr",
    ),
    Column.PLACE: Words(
        anywhere="""
        adres, address, straat en huisnummer, postcode, zip, zip code, postal code, woonplaats, plaats, city
        postcode en woonplaats, geboorteplaats, place of birth""",
        in_tables="""
        zipcode, stad, town, gemeente, provincie, locatie, location, latitude, longitude, lat, lon, lng, coordinates
        coördinaten, gps, address line 2, adresregel 2, pc, wpl""",
    ),
    Column.ID: Words(
        anywhere="""
        bsn, bsn nummer, burgerservicenummer, cliëntnummer, client id, client number, cliënt id, patiëntnummer
        patient id, patient number, polisnummer, policy number, dossiernummer, verzekerdennummer, verzekeringsnummer
        klantnummer, lidnummer, agb, agb code, big nummer, ssn, nhs number, iban, rekeningnummer, account number
        paspoortnummer, passport number, rijbewijsnummer, kenteken, cliëntnr, patiëntnr, polisnr, dossiernr, klantnr
        lidnr, rekeningnr""",
        in_tables="""
        id, sofinummer, clientid, dossier, rekening, bankrekening, uuid, guid, message id, chat id, contact id
        thread id, ip, ip address, ip adres, imei, device id""",
    ),
    Column.HANDLE: Words(
        anywhere="""
        gebruikersnaam, username, user name, instagram, facebook, snapchat, tiktok, linkedin, twitter""",
        in_tables="screen name, handle, login, account, skype, telegram, discord",
    ),
    Column.URL: Words(
        in_tables="""
        url, urls, link, links, website, webpagina, web page, profiel, profile, permalink, avatar, avatarurl""",
    ),
    Column.FILE: Words(
        in_tables="""
        bijlage, bijlagen, attachment, attachments, attachment name, bestand, bestandsnaam, bestanden, file, files
        filename, file name, media, foto, photo""",
    ),
    Column.CHAT: Words(
        in_tables="""
        chat, chat session, gesprek, conversation, groep, group, groepsnaam, group name, kanaal, channel, room""",
    ),
    Column.ORG: Words(
        anywhere="bedrijf, company, organisatie, werkgever, employer, school, praktijk",
        in_tables="""
        bedrijfsnaam, company name, organization, organisation, organization name, verzekeraar, insurer, functie
        job title, department, afdeling, beroep, occupation, profession""",
    ),
    Column.SECRET: Words(
        anywhere="wachtwoord, password, pin, pincode, pin code",
        in_tables="token, secret, sleutel, key, apikey, api key",
    ),
}
ROLES = {
    **dict.fromkeys((Column.NAME, Column.SENDER, Column.FIRST, Column.MIDDLE, Column.LAST, Column.CALLED), Role.NAME),
    **dict.fromkeys((Column.STREET, Column.HOUSE, Column.PLACE), Role.PLACE),
    **dict.fromkeys((Column.INITIALS, Column.ID), Role.ID),
    Column.PHONE: Role.PHONE,
    Column.EMAIL: Role.EMAIL,
    Column.DOB: Role.DOB,
    Column.HANDLE: Role.HANDLE,
    Column.URL: Role.URL,
    Column.CHAT: Role.TITLE,
    Column.ORG: Role.ORG,
    Column.SECRET: Role.SECRET,
}
"""What stands in those columns that hold one thing of one sort."""


def table_headings() -> Iterator[tuple[str, Column]]:
    """All that stands over the columns of tables."""
    for column, words in HEADINGS.items():
        yield from ((one, column) for one in _each(words.anywhere + "," + words.in_tables))


def form_labels() -> Iterator[tuple[str, Role]]:
    """All that stands before the blanks of forms."""
    for column, words in HEADINGS.items():
        yield from ((one, ROLES[column]) for one in _each(words.anywhere + "," + words.in_forms))


def _each(words: str) -> Iterator[str]:
    return (one.strip() for one in re.split(r"[,\n]", words) if one.strip())
