"""What the heading of a column, or the label before a blank in a form, says about what is filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..lexicon import fold, is_compound, is_ordinary, is_public
from ..model import Role

_HEADINGS = {
    Role.NAME: """
    naam, name, voornaam, voornamen, roepnaam, achternaam, tussenvoegsel, geslachtsnaam, meisjesnaam, volledige naam
    voor- en achternaam, naam en voornaam, first name, last name, full name, surname, given name, family name, nickname
    cliënt, client, naam cliënt, naam client, clientnaam, client name, cliëntnaam, patiënt, patient, naam patiënt
    naam patient, patiëntnaam, patient name, contactpersoon, contact person, contact, emergency contact, noodcontact
    behandelaar, hoofdbehandelaar, regiebehandelaar, therapeut, therapist, psycholoog, psychologist, psychiater, arts
    huisarts, naam huisarts, gp, verwijzer, naam verwijzer, referrer, referred by, partner, naam partner, partner name
    ouder, ouders, vader, moeder, naam vader, naam moeder, father, mother, parent, voogd, guardian, kind, kinderen
    child, auteur, author, manager, opsteller, ingevuld door, opgesteld door, completed by, afzender, ontvanger, sender
    recipient, deelnemer, participant, medewerker, employee, collega, begeleider, mentor, casemanager, hulpverlener
    leerling, student, docent, leraar, klant, customer, lid, member, gezinslid, handtekening, signature, signed
    """,
    Role.PHONE: """
    telefoon, telefoonnummer, tel, tel nr, telnr, mobiel, mobiele nummer, mobiel nummer, gsm, 06, 06 nummer, phone
    phone number, mobile, mobile number, cell, cell phone, fax, telephone, telefoon thuis, telefoon werk, whatsapp
    """,
    Role.EMAIL: "e-mail, email, mail, mailadres, e-mailadres, emailadres, email address, e-mail address",
    Role.DOB: """
    geboortedatum, geb datum, gebdatum, geb dat, geboren, geboren op, date of birth, dob, birthday, birth date
    birthdate, verjaardag
    """,
    Role.ID: """
    bsn, bsn nummer, burgerservicenummer, cliëntnummer, clientnummer, client id, client number, patiëntnummer
    patientnummer, patient id, patient number, polisnummer, policy number, dossiernummer, verzekerdennummer
    verzekeringsnummer, klantnummer, lidnummer, agb, agb code, big nummer, ssn, nhs number, iban, rekeningnummer
    account number, paspoortnummer, passport number, rijbewijsnummer, kenteken
    """,
    Role.PLACE: """
    adres, address, straat, straat en huisnummer, straatnaam, huisnummer, street, postcode, zip, zip code, postal code
    woonplaats, plaats, city, postcode en woonplaats, geboorteplaats, place of birth
    """,
    Role.HANDLE: "gebruikersnaam, username, user name, instagram, facebook, snapchat, tiktok, linkedin, twitter",
    Role.SECRET: "wachtwoord, password, pin, pincode, pin code",
    Role.ORG: "werkgever, employer, school, bedrijf, company, praktijk, organisatie",
}
_SIGNS = re.compile(r"[\s:.*()/_-]+")


def _key(text: str) -> str:
    return _SIGNS.sub(" ", fold(text)).strip()


_ROLES = {_key(one): role for role, words in _HEADINGS.items() for one in re.split(r"[,\n]", words) if one.strip()}
_LONGEST = 40
_NEUTRAL = frozenset(
    map(
        _key,
        """relatie, relation, relationship, datum, date, tijd, time, opmerking, opmerkingen, remarks, notes, notitie,
        leeftijd, age, geslacht, gender, sex, nationaliteit, beroep, occupation, burgerlijke staat, status, nr, nummer,
        aantal, bedrag, amount, totaal, total, omschrijving, description, reden, reden van aanmelding, klachten,
        medicatie, diagnose, verzekering, aanmelding, intake, sessie, afspraak, appointment, behandeling,
        treatment""".split(","),
    )
)
_LABEL = re.compile(
    r"^[ \t]*(?P<label>[^\W\d_][^:\n\t]{0,38}?) *(?::[ \t]*|\t[\t:]*)(?P<value>[^\s:][^\n\t]{0,79}?)(?=[ \t]*$|\t)",
    re.MULTILINE,
)
_NOTHING = frozenset(
    "onbekend geen idem nvt zie unknown none see same ja nee yes no niet not anders other zelf".split()
)
_WORDS = re.compile(r"[^\W\d_]+")


def role_of(heading: str) -> Role | None:
    """What stands under or behind a heading, None where it does not tell."""
    return _ROLES.get(_key(heading)) if 1 < len(heading) <= _LONGEST else None


def is_heading(text: str) -> bool:
    """Whether a text is a heading of a column, or a label in a form, that is the same for everybody."""
    return len(text) <= _LONGEST and (_key(text) in _ROLES or _key(text) in _NEUTRAL)


def labelled(text: str) -> Iterator[tuple[Role, int, int]]:
    """What stands behind labels that begin a line of a text, such as ``Naam: ...``: its role and range."""
    for found in _LABEL.finditer(text):
        role = role_of(found["label"])
        if role and not role_of(found["value"]) and is_filled_in(found["value"], role):
            yield role, *found.span("value")


def is_filled_in(value: str, role: Role) -> bool:
    """Whether a value may be what its heading asks for."""
    words = _WORDS.findall(value)
    if role in (Role.NAME, Role.ORG):
        return 0 < len(words) <= 6 and (not is_plain(value) or (value.istitle() and fold(words[0]) not in _NOTHING))
    if role in (Role.PHONE, Role.ID, Role.DOB):
        return any(c.isdigit() for c in value) and len(value) <= _LONGEST
    return any(c.isalnum() for c in value) and not (role is Role.PLACE and is_plain(value) and len(words) > 4)


def is_plain(text: str) -> bool:
    """Whether a text is made of ordinary words only, in small letters but for the first one."""
    words = _WORDS.findall(text)
    plain = all(len(w) < 3 or is_ordinary(w) or is_public(w) or is_compound(w) for w in map(fold, words))
    return plain and not any(word[0].isupper() for word in words[1:])
