"""Sentences of consent in a chat: what they are found in, and above all what they are not read into.

The sentences were written before the first pattern. TUNE was looked at while the patterns grew; TEST was not.
``python tests/test_statements.py`` prints what is found in each half, as counts.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import pytest

from chatscrub import files
from chatscrub.statements import statements


class Row(NamedTuple):
    """A sentence, its language, and what it is: "given", "withdrawn" or "neither"."""

    language: str
    what: str
    text: str


def rows(table: str) -> list[Row]:
    return [Row(*line.split(None, 2)) for line in table.strip().splitlines()]


TUNE = rows(
    r"""
en given I don't mind you putting our chat in ChatGPT
en given I agree that you may share our conversation with an AI service
en given totally cool with you feeding our chat to claude
en given I hereby consent to the use of my messages
en given I consent to my messages being shared with ChatGPT.
en given I’m happy for you to use my messages
en given I consent to my messages being used
en given of course you can use my texts, good luck with the project x
en given Permission granted to use my messages!
en given you can put our chat into claude, fine by me
en given you have my permission to share this chat
en given Hi Priya, this is to confirm that I consent to our chat being used in your study. Best, Tom
en given you've got my consent to share these messages
en given i'm ok w you using our chat
en given go ahead and share the whole chat with Claude, I don't mind
en given sure thing, you can feed our texts to chatgpt 😂
en given yeah you can share our convo with chatgpt no worries
en given feel free to use my texts for your study
en given u can use my msgs for ur research
en given I have no objection to you sharing this conversation
en given you may use my messages in your thesis
en neither I can't read your messages
en neither if I give you permission to use my messages, what happens to them?
en neither the school needs permission for the trip
en neither I agree that chat was weird
en neither do you consent?
en neither my sister says I consent to the use of my messages without reading, typical
en neither I deleted my messages by accident
en neither remove me from the group please
en neither do you mind if I share our chat
en neither Tom says it's fine to share our chat
en neither I might let you use my messages, let me think about it
en neither he doesn't want his messages shared
en neither you have my permission to eat the last cookie
en neither maybe you can use my messages, I'll tell you tomorrow
en neither you can use my messages as long as it's anonymous
en neither so you can use my messages without even asking?
en neither I shared the doc with you
en neither feel free to use my kitchen
en neither I'll share my screen
en neither is it ok to use my messages for this
en neither I use chatgpt for my homework
en neither I don't want to fight over text
en neither nobody asked whether I consent to my messages being used
en neither I'm not sure about sharing our chat
en neither I consent to the operation
en neither you may share my recipe
en neither did you get my messages
en neither he gave you permission to use his messages
en neither you can message me anytime
en neither has everyone given permission to use their messages?
en neither share your location
en neither they withdrew their consent
en neither no problem, use my towel
en neither my messages aren't sending
en neither you can use my car
en withdrawn You can use the photos but not my messages
en withdrawn please don't share my messages
en withdrawn I object to my messages being used
en withdrawn I'm withdrawing my consent.
en withdrawn I don't want my messages shared with an AI
en withdrawn I'm not comfortable with my texts going into Claude
en withdrawn not okay with you sharing our chat
en withdrawn pls remove my texts from your research
en withdrawn I do not consent
en withdrawn I don't give permission for that
en withdrawn do not put our chat into ChatGPT
en withdrawn you can share it with your therapist but please don't put our chat in an AI
en withdrawn you can't use my messages
en withdrawn I revoke my permission
en withdrawn I refuse permission for my messages to be shared
en withdrawn consent withdrawn
en withdrawn forget what I said earlier, my messages are off limits
en withdrawn stop using my messages
en withdrawn I take that back, don't use my chats
en withdrawn keep my messages out of any AI
en withdrawn I don’t consent to my messages being used
en withdrawn I changed my mind, please delete my messages from your study
nl given ik ben akkoord met het delen van mijn berichten
nl given je mag deze chat delen met chatgpt wat mij betreft
nl given gebruik mijn berichten maar voor je scriptie
nl given Akkoord, je mag mijn appjes delen met je therapeut
nl given Doe maar hoor, je mag alles uit onze chat gebruiken
nl given Ik vind het prima dat je onze gesprekken in Claude zet
nl given Mijn toestemming heb je, deel onze chat maar
nl given geen probleem, gooi onze chat maar in chatgpt
nl given ik ga ermee akkoord dat mijn berichten met een AI gedeeld worden
nl given hoi! gezellig gister. ik geef trouwens toestemming voor het delen van onze chat, als antwoord op je vraag
nl given prima joh, upload ons gesprek maar naar gemini
nl given mijn appjes mag je gebruiken voor je onderzoek
nl given heb even nagedacht en je mag onze berichten delen met chatgpt. veel succes!
nl given vind het helemaal oké dat je mijn teksten gebruikt
nl given Ik vind het oke om mijn berichten te delen met een AI
nl given jullie mogen mijn berichten gebruiken
nl given is goed, je mag onze chat door ChatGPT halen
nl given je mag mijn kant van het gesprek gewoon gebruiken
nl given Ik stem ermee in dat mijn berichten voor het onderzoek gebruikt worden
nl given ik geef jou toestemming om onze whatsapp te delen met claude
nl given je hebt mijn toestemming om deze groepschat te uploaden
nl given natuurlijk mag jij onze berichten gebruiken schat
nl neither stuur me een bericht als je thuis bent
nl neither ik krijg je berichten niet meer binnen
nl neither mits anoniem mag je mijn berichten gebruiken
nl neither hij mag onze chat van mij lezen als hij 18 is
nl neither tuurlijk mag je mee, gezellig
nl neither je moet mijn berichten niet zo serieus nemen
nl neither ik heb nog geen antwoord op mijn berichten gehad
nl neither gebruik je mijn oplader?
nl neither je mag je berichten wel eens wat korter houden
nl neither lees mijn berichten eens terug
nl neither mag ik onze chat delen?
nl neither onze chat is echt goud haha
nl neither mijn moeder vindt het goed dat je haar berichten gebruikt
nl neither geef je toestemming?
nl neither mag ik jouw laptop gebruiken
nl neither deel je locatie even
nl neither toestemming voor de schoolreis is binnen
nl neither ik weet niet of ik toestemming wil geven om mijn berichten te delen
nl neither als jij je berichten deelt deel ik de mijne
nl neither je mag mijn auto wel lenen hoor
nl neither ik geef toestemming voor de schoolreis
nl neither heb je al toestemming van iedereen voor dat onderzoek?
nl neither als je toestemming geeft kan ik beginnen
nl neither volgens Fenna mag je de berichten gebruiken
nl neither mijn moeder geeft toestemming
nl neither mijn broer zei gister: je mag onze chat delen
nl neither ik dacht dat je had gezegd dat ik onze chat mocht delen
nl neither ze trok haar toestemming in op het laatste moment
nl neither zij geeft toestemming om haar berichten te gebruiken
nl neither zodra ik toestemming geef mag je mijn berichten gebruiken
nl neither laten we dit gesprek niet via de app voeren
nl neither misschien mag je mijn berichten gebruiken, moet er even over nadenken
nl neither je mag best wat vaker appen
nl neither Bram zegt dat je onze chat mag delen
nl neither waarom reageer je niet op mijn berichten
nl withdrawn Ik trek mijn toestemming weer in, sorry
nl withdrawn je mag het wel gebruiken maar niet met chatgpt delen
nl withdrawn ik wil niet meer meedoen aan je onderzoek, verwijder mijn berichten
nl withdrawn zet onze gesprekken niet in zo'n chatbot
nl withdrawn je mag mijn berichten niet gebruiken
nl withdrawn ik heb toch bezwaar tegen het gebruik van mijn berichten
nl withdrawn Bij nader inzien wil ik niet dat mijn berichten gebruikt worden
nl withdrawn doe maar niet, ik wil niet dat anderen onze gesprekken lezen
nl withdrawn nee je mag onze chat niet delen
nl withdrawn hierbij trek ik de toestemming voor het gebruik van mijn berichten in
nl withdrawn gebruik mijn berichten niet meer
nl withdrawn mijn toestemming vervalt per vandaag
nl withdrawn ik geef géén toestemming om mijn berichten te delen
nl withdrawn ik heb me bedacht, deel mijn appjes toch maar niet
nl withdrawn ik wil niet dat je onze chat met ChatGPT deelt
nl withdrawn ik vind het bij nader inzien toch niet fijn als je onze appjes gebruikt
nl withdrawn je hebt mijn toestemming niet meer
nl withdrawn ik ga niet akkoord met het delen van mijn berichten
nl withdrawn ik wil m'n toestemming intrekken
nl withdrawn haal mijn berichten eruit aub
nl withdrawn heb liever dat je mijn berichten er buiten laat
nl withdrawn ik geef hier geen toestemming voor
"""
)
TEST = rows(
    r"""
en given it's ok to use everything I've written here
en given I agree to my messages being analysed
en given I allow you to use our messages
en given I do consent to you using my messages
en given my messages can be used for research
en given you all may use my messages for the paper
en given My consent to use these chats is hereby given
en given I give you permission to run our conversation through ChatGPT
en given ok with me if you share our chats with your therapist
en given You can use what I said in here
en given no problem, use my messages
en given I give permission to use my messages for your research
en given fine, paste our chat into copilot if it helps
en given ok I thought about it. You can share our messages with the AI thing
en given YOU HAVE MY PERMISSION TO SHARE THIS CHAT
en given you're welcome to use my messages
en given sure, go ahead and upload our chat to Gemini
en given I give my consent for our messages to be shared
en given yes you can show our chat to your therapist
en given I'm fine with you sharing our chat with an AI
en given I authorise you to use our messages for the project
en neither can you share the notes from class
en neither may I use your messages for my study?
en neither I'm happy for you!
en neither she said you can use her messages
en neither please reply "I consent to my messages being used" if you agree
en neither we need consent from everyone in the group
en neither can I share our chat?
en neither don't leave me on read, answer my messages
en neither our chat history is so long
en neither please don't share your password with anyone
en neither once I sign the form you can use my messages
en neither I would consent to sharing my messages if it were anonymous
en neither you can use my messages if you change my name
en neither stop sending me messages at 3am
en neither imagine if I let you put our chat into chatgpt lol
en neither Anna told me she's fine with you sharing our chat
en neither can you use my messages app to check
en neither don't use my mug
en neither please don't use so many emojis in your messages
en neither if you consent I can start
en neither What if someone says you can use my messages and then changes their mind
en neither don't text me
en neither would you be ok with me sharing our chat with claude?
en neither you can use my charger
en neither I wish you could use my messages
en neither did I give you permission to share this chat?
en neither I saw your chat with the plumber
en neither nice chat yesterday!
en neither you can share the pizza
en neither the doctor asked for my consent to share the scan
en neither my mum gives her consent
en neither you can put our names on the list
en neither “you have my permission to share this chat” is what you need to say
en neither let me know if you consent to your messages being used
en neither my mom doesn't want me to use chatgpt
en withdrawn I no longer agree to you using our chat
en withdrawn you do not have my consent
en withdrawn could you please not share our chat with chatgpt?
en withdrawn sorry, I'd prefer you not use our chats after all
en withdrawn I hereby withdraw the permission I gave you to share our chat
en withdrawn I never gave you permission to use my texts
en withdrawn on second thought, I want my messages taken out
en withdrawn you may not share this conversation
en withdrawn i opt out, dont use my msgs
en withdrawn can you take my messages out of chatgpt please
en withdrawn no longer want my messages used
en withdrawn please leave my messages out of it
en withdrawn I withdraw my consent
en withdrawn Never share our conversations with anyone again
en withdrawn I didn't agree to this chat being shared
en withdrawn I don't want you to upload our chat
en withdrawn you don't have my permission to share this
en withdrawn PLEASE DONT SHARE OUR CHAT
en withdrawn I want out of the study, please erase everything I wrote
en withdrawn I'd rather you didn't share our conversation
en withdrawn I take back my permission
en withdrawn nope, don't feed our convo to chatgpt
nl given ik geef toestemming om mijn berichten te gebruiken
nl given ja hoor je mag mijn berichten gewoon gebruiken 👍
nl given u mag mijn berichten gebruiken voor uw onderzoek
nl given Beste Hanneke, hierbij mijn toestemming om onze WhatsAppgesprekken te gebruiken voor je onderzoek. Groet, Joost
nl given mijn zegen heb je, zet onze chat maar in chatgpt
nl given tuurlijk mag je onze chat laten lezen door chatgpt
nl given ik vind t goed als je onze chat aan je therapeut laat lezen
nl given ik geef je toestemming onze appjes te laten analyseren door AI
nl given deel onze chat gerust met Claude
nl given IK GEEF TOESTEMMING OM MIJN BERICHTEN TE DELEN
nl given van mij mag je onze hele app in chatgpt gooien haha
nl given wat mij betreft mag je alles wat ik hier schrijf gebruiken
nl given mijn berichten mogen gebruikt worden voor onderzoek
nl given wmb mag je onze chat delen
nl given Toestemming gegeven voor het delen van mijn berichten met ChatGPT
nl given Je mág ónze chat delen met Claude!
nl given “Ja”, je mag mijn berichten delen… met ChatGPT
nl given Ik heb er geen bezwaar tegen dat je mijn berichten deelt
nl given ja je mag mn appjes delen met die ai
nl given ja dat is goed. je mag onze app in een chatbot plakken
nl given Hierbij geef ik toestemming voor het gebruik van mijn berichten in jouw onderzoek.
nl given ik geef toestemming om mijn berichten te delen
nl neither we moeten nog toestemming vragen aan de rest van de groep
nl neither chatgpt zegt dat ik mijn berichten korter moet maken
nl neither mag je mijn berichten zomaar delen van de wet?
nl neither gebruik geen hoofdletters in je berichten
nl neither prima, gooi het maar in de groep
nl neither "je mag mijn berichten gebruiken" zei ze
nl neither stel dat ik toestemming geef om mijn berichten te gebruiken, wat dan?
nl neither deel dit bericht met al je vrienden!
nl neither hij wil niet dat zijn berichten gedeeld worden
nl neither kun je dat bericht nog eens delen
nl neither ik gebruik chatgpt voor mijn scriptie
nl neither ik deel mijn locatie
nl neither we delen een taart
nl neither de leraar moest toestemming geven voor het gebruik van de zaal
nl neither de juf heeft toestemming nodig om foto's te delen
nl neither geen probleem, gebruik mijn parkeerkaart maar
nl neither ik kan je berichten niet lezen
nl neither had ik maar toestemming gegeven
nl neither ik heb toestemming van mijn baas om thuis te werken
nl neither mijn berichten worden niet verzonden
nl neither zou je het oké vinden dat ik onze appjes gebruik voor mijn onderzoek
nl neither ik heb je berichten gelezen
nl neither vind je het goed als ik onze chat deel met claude
nl neither ik geef toestemming voor de operatie
nl neither mag ik onze chat delen met chatgpt
nl neither leuke chat gehad met de buurvrouw
nl neither geef jij toestemming om je berichten te delen?
nl neither je mag mijn fiets gebruiken
nl neither hoe werkt dat, toestemming voor mijn berichten?
nl neither je mag me altijd een berichtje sturen
nl neither ik geef geen toestemming voor de schoolreis
nl neither de gemeente heeft de vergunning ingetrokken
nl neither heb je mijn berichten gelezen?
nl neither je mag de pizza delen met Bram
nl neither je mag mijn berichten gebruiken als je mijn naam weglaat
nl withdrawn ik trek mijn toestemming in
nl withdrawn wil je mijn berichten niet meer delen aub
nl withdrawn mijn berichten mogen niet gedeeld worden
nl withdrawn waarom heb je onze chat gedeeld? dat wil ik niet
nl withdrawn kun je mijn berichten er alsjeblieft uit laten?
nl withdrawn nope, onze chat gaat niet naar een AI
nl withdrawn GEBRUIK MIJN BERICHTEN NIET!!
nl withdrawn ik heb daar nooit toestemming voor gegeven!
nl withdrawn nee, liever geen AI over onze gesprekken
nl withdrawn hou mijn berichten uit chatgpt
nl withdrawn niet delen hoor, deze chat
nl withdrawn ik vind het niet goed dat je onze app deelt
nl withdrawn toch liever niet dat je mijn berichten deelt
nl withdrawn vergeet wat ik zei, je mag onze chat toch niet gebruiken
nl withdrawn stop met mijn berichten delen
nl withdrawn ik herroep mijn toestemming
nl withdrawn ik geef geen toestemming
nl withdrawn je mag mijn berichten niet met ChatGPT delen maar wel met Claude
nl withdrawn geen toestemming van mij
nl withdrawn Laat mijn appjes er alsjeblieft buiten
nl withdrawn wis mijn berichten uit je onderzoek
nl withdrawn je mag onze chat NIET in chatgpt zetten
"""
)


def found_in(text: str) -> str:
    """What a message of that text says."""
    export = files.read_bytes(f"02-05-2022 16:00 - Sanne de Vries: {text}\n".encode(), "_chat.txt")
    said = statements(export)
    assert len(said) < 2
    return said[0].what if said else "neither"


class Score(NamedTuple):
    """How many were found rightly, found wrongly, missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)


def score(table: list[Row], what: str) -> Score:
    counts = Counter((row.what == what, found_in(row.text) == what) for row in table)
    return Score(counts[True, True], counts[False, True], counts[True, False])


@pytest.mark.parametrize("row", TUNE, ids=lambda row: row.text[:60])
def test_sentences_that_were_tuned_on(row: Row) -> None:
    assert found_in(row.text) == row.what


def test_sentences_that_were_not_looked_at() -> None:
    given, withdrawn = score(TEST, "given"), score(TEST, "withdrawn")
    assert given.wrong == 0
    assert given.recall >= 0.7
    assert withdrawn.recall >= 0.85
    assert withdrawn.precision >= 0.85


if __name__ == "__main__":
    import sys

    for name, half in (("tune", TUNE), ("test", TEST)):
        for what in ("given", "withdrawn"):
            counted = score(half, what)
            sys.stdout.write(f"{name} {what}: {counted} {counted.precision:.3f} {counted.recall:.3f}\n")
