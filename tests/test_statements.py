"""Sentences of consent in a chat: what they are found in, and above all what they are not read into.

The sentences were written before the first pattern. TUNE was looked at while the patterns grew; TEST was not.
LATER was written to look for trouble, and is no measure of anything.
``python tests/test_statements.py`` prints what is found in each half, as counts.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatscrub import files
from chatscrub.errors import UnreadableError, WordingError
from chatscrub.phrases import Wording
from chatscrub.statements import statements


class Row(NamedTuple):
    """A sentence, its language ("--" where it was not noted), and what it is: "given", "withdrawn" or "neither"."""

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

# Written afterwards, to find what the phrases read into sentences that say something else. They were mended for it.
LATER = rows(
    r"""
-- given ja prima, doe maar, je mag mijn berichten delen met ChatGPT
-- given ik geef toestemming om onze chat te analyseren met claude
-- given ok you can share our chat with Claude
-- given i'm totally fine with you using our messages!!
-- given Ik vind het prima als je onze chat door ChatGPT laat lezen
-- given je mag al mijn berichten gebruiken hoor, geen probleem
-- given hey, re your question: I consent to you using my messages with ChatGPT
-- given wat mij betreft mag je onze chat in chatgpt gooien
-- given you can run all our messages through Gemini, no worries
-- given ik heb het gelezen en ga akkoord met het gebruik van mijn berichten voor je onderzoek
-- given yes I consent to the use of our WhatsApp conversation in your research
-- given prima! je mag onze berichten door claude laten lezen
-- given je mag wat mij betreft al onze appjes in chatgpt stoppen
-- given sure, feed our chat into Claude
-- given I've read the notice and I give my consent to share our chat with ChatGPT
-- given bij deze geef ik toestemming om onze chats te delen met je therapeut en chatgpt
-- given Ik geef je hierbij toestemming om mijn berichten te gebruiken.
-- given You have my full consent to use our messages.
-- given i'm okay with my texts being used
-- given I am fine with my messages being used for your thesis
-- given je kan onze chat gewoon uploaden naar claude
-- given u mag mijn berichten gebruiken voor de scriptie
-- given I agree to you sharing our chat with Claude for this purpose
-- given tuurlijk! upload onze chat maar naar chatgpt
-- given you can use all my messages for your research
-- given okay, you may upload our conversation to ChatGPT
-- given I'm happy with you using my texts
-- given Ja, ik ga akkoord met het gebruik van onze chat
-- withdrawn ik wil toch niet dat je mijn appjes gebruikt
-- withdrawn je mag het niet meer gebruiken, mijn berichten
-- withdrawn bij nader inzien trek ik mijn akkoord in
-- withdrawn geen toestemming!
-- withdrawn Nee, ik geef je geen toestemming voor het delen van onze chat
-- withdrawn ik ben er niet akkoord mee dat je onze chat deelt
-- withdrawn kun je mijn berichten verwijderen uit chatgpt
-- withdrawn ik wil dat je mijn berichten weghaalt
-- withdrawn mijn berichten zijn niet voor AI bedoeld
-- withdrawn doe dat maar niet met onze gesprekken
-- withdrawn Sorry maar ik heb liever niet dat onze appjes bij ChatGPT terechtkomen
-- withdrawn please stop sharing our conversations
-- withdrawn I'd like to withdraw from the study
-- withdrawn I changed my mind about sharing my messages
-- withdrawn not cool that you shared our chat
-- withdrawn I'm revoking the permission I gave
-- withdrawn no AI reading our chats please
-- withdrawn pls dont paste our chat into chatgpt
-- withdrawn you shared our chat with an AI without asking, not ok
-- withdrawn ik wil niet dat onze gesprekken bij een bedrijf in amerika liggen
-- withdrawn deel onze gesprekken nooit met iemand
-- withdrawn ik ben van gedachten veranderd over het delen van mijn berichten
-- withdrawn laat mij er maar buiten, ik wil niet in chatgpt
-- withdrawn that's private, our chat isn't for chatgpt
-- withdrawn ik kom erop terug, gebruik onze chat toch maar niet
-- withdrawn I've had second thoughts. Please don't use what I wrote
-- withdrawn mijn appjes zijn privé, niet delen dus
-- withdrawn ik sta niet toe dat je mijn berichten deelt
-- withdrawn ik verbied je om onze chat te delen
-- withdrawn you are not allowed to use my messages
-- withdrawn I do not give you the right to share our chats
-- withdrawn hoe durf je onze chat met chatgpt te delen, dat mag niet
-- withdrawn take my texts out of your project
-- withdrawn I didn't sign up for my messages being fed to some AI
-- withdrawn nee dat wil ik niet, mijn berichten blijven hier
-- withdrawn ik trek me terug uit het onderzoek
-- withdrawn ik geef je die toestemming niet
-- withdrawn consent revoked as of today
-- withdrawn haal onze gesprekken weer uit claude
-- withdrawn jij deelt mijn berichten met niemand
-- withdrawn mijn berichten niet uploaden
-- withdrawn I said no to sharing our chat
-- withdrawn no you can't put our conversations in gemini
-- withdrawn niet fijn dat je onze appjes hebt gedeeld
-- withdrawn I don't want to be part of this anymore, remove my texts
-- withdrawn ik wil dat jullie onze chat nergens uploaden
-- withdrawn mag je niet doen, onze chat uploaden
-- withdrawn je had onze chat niet mogen delen
-- withdrawn you shouldn't have shared our chat
-- withdrawn I am withdrawing my permission for ChatGPT
-- withdrawn bij deze trek ik me terug, verwijder alles wat ik schreef
-- withdrawn ik ben er niet blij mee dat onze gesprekken in een AI zitten
-- withdrawn leave me out of your AI stuff please, don't upload our texts
-- withdrawn mijn toestemming is niet langer geldig
-- withdrawn hereby I revoke my earlier consent
-- withdrawn toch geen toestemming, sorry
-- withdrawn je mag onze app niet aan je therapeut laten lezen
-- withdrawn don't you dare put our chat in an AI
-- withdrawn stop uploading our chats
-- neither je mag onze chat op mute zetten
-- neither you can put our chat on mute
-- neither je mag onze app gebruiken voor de boodschappenlijst
-- neither you can use this chat to ask questions
-- neither je mag deze chat gebruiken voor vragen aan de buren
-- neither je mag best vaker reageren op mijn berichten in plaats van foto's delen
-- neither ik geef toestemming voor de schoolreis en lees mijn berichten eens
-- neither ik geef toestemming dat je mijn kind ophaalt
-- neither je mag mijn tekst gebruiken voor de uitnodiging
-- neither feel free to use my texts of the speech. kidding, hands off
-- neither je mag mijn berichten gebruiken zodra iedereen akkoord is
-- neither je mag mijn berichten gebruiken, mits je ze anonimiseert
-- neither you can use my messages provided you strip my name
-- neither je mag mijn berichten alleen met je therapeut delen
-- neither you may only use my messages for the study and nothing else
-- neither je mag mijn berichten gebruiken behalve die over mijn werk
-- neither Joost: ja je mag mijn berichten delen, aldus mijn moeder, zegt ze
-- neither hoezo je mag mijn berichten delen?
-- neither hoe kom je erbij dat je mijn berichten mag delen
-- neither je mag mijn berichten delen?? sinds wanneer
-- neither ik denk dat je onze chat mag delen
-- neither volgens mij mag je onze chat delen
-- neither oh tuurlijk, je mag onze chat delen met de hele wereld, not
-- neither mijn zus: "ik geef toestemming om mijn berichten te delen"
-- neither 'I consent to my messages being used' is the sentence they want
-- neither stuur dit terug: ik geef toestemming om mijn berichten te gebruiken
-- neither Antwoord met: ik geef toestemming om mijn berichten te gebruiken
-- neither Typ "ik geef toestemming om mijn berichten te gebruiken" als je meedoet
-- neither Please answer: I consent to my messages being used
-- neither if everyone agrees you can use my messages
-- neither you can use my messages when I'm dead
-- neither when hell freezes over you can use my messages
-- neither I think you can use our chat right
-- neither are you sure I give permission to use my messages
-- neither I forgot to say I give permission to use my messages, or did I
-- neither they asked me to write I consent to my messages being used
-- neither did you know you can share this chat with a link
-- neither tip: je mag deze chat delen via de knop rechtsboven
-- neither you can export the chat via settings
-- neither you can share the conversation via the menu
-- neither You can use our group chat for lift shares
-- neither you may use my words against me
-- neither go ahead and copy the thread from the other jumper
-- neither ok use our chat for planning pls
-- neither sure, show our conversation to mum and see what she thinks
-- neither the consent form says I agree to my messages being used
-- neither wie zegt dat je mijn berichten mag gebruiken
-- neither ik hoop dat je mijn berichten deelt met niemand
-- neither ja gooi onze chat maar dicht
-- neither deel onze chat gerust als pdf
-- neither prima, deel dit gesprek maar met de makelaar
-- neither you can use my messages as an example of how not to text
-- neither you can forward my messages to the landlord
-- neither je mag mijn berichten doorsturen naar de verhuurder
-- neither stuur mijn berichten gerust door naar mam
-- neither you can show my texts to the plumber
-- neither jij mag mijn berichten best wel vaker beantwoorden
-- neither je kan mijn berichten delen via dat pijltje
-- neither je kan mijn berichten gebruiken als bewijs dat ik te laat was
-- neither you can quote my messages to HR
-- neither je mag onze chat delen met Bram maar verder met niemand
-- neither ja je mag onze app delen op je telefoon
-- neither jullie mogen deze chat gebruiken voor het project van groep 8
-- neither you can share this chat with the project team
-- neither you can use the chat for the project updates
-- neither sure use this thread for the research group planning
-- neither ik geef toestemming voor het gebruik van mijn foto's
-- neither ik geef toestemming voor het delen van mijn gegevens met school
-- neither I consent to my photos being used in the newsletter
-- neither I give permission to use my picture and my messages board
-- neither I agree to the use of my data for the gym
-- neither I have no objection to you sharing the recipe
-- neither she consents to her messages being used, I still need to decide
-- neither Fenna geeft toestemming om haar berichten te gebruiken, ik moet er nog over nadenken
-- neither of ik toestemming geef om mijn berichten te delen weet ik nog niet
-- neither ik overweeg of je mijn berichten mag gebruiken
-- neither vraag me morgen nog eens of je mijn berichten mag gebruiken
-- neither moet ik dan zeggen: je mag mijn berichten gebruiken
-- neither dan moet je dus ik geef toestemming om mijn berichten te gebruiken intypen
-- neither I was going to write you can use my messages but I need to think
-- neither the bot asks: do you consent to your messages being used
-- neither ja doei, je mag mijn berichten gebruiken als wc papier
-- neither wat bedoel je met je mag mijn berichten gebruiken
-- neither lol you can use my messages as toilet paper
-- neither you can use my messages, psych!
-- neither is that a yes? can you use my messages?
-- neither nu mag je mijn berichten gebruiken denk je
-- neither niemand vroeg mij maar je mag mijn berichten gebruiken blijkbaar
-- neither ik wil wel eens weten wat chatgpt van onze chat vindt
-- neither chatgpt kan onze chat analyseren wist je dat
-- neither ik heb onze chat met chatgpt gedeeld
-- neither I shared our chat with ChatGPT yesterday
-- neither should we share our chat with Claude
-- neither let's put our chat into ChatGPT and see what it says
-- neither zullen we onze chat in chatgpt gooien
-- neither you're free to use my flat while I'm away
-- neither you may share my messages in twenty years
-- neither over tien jaar mag je mijn berichten gebruiken
-- neither ok for the last time: you can use my spare key
-- neither don't use my name in your speech
-- neither please don't share the photo of my mum
-- neither niet mijn berichten lezen tijdens het rijden
-- neither stop met mijn berichten negeren
-- neither haal de was even uit de machine
-- neither delete my number
-- neither I no longer use whatsapp, use signal
-- neither ik gebruik deze chat niet meer, app me op mijn andere nummer
-- neither ik lees deze chat niet meer
-- neither verwijder deze chat maar, ik maak een nieuwe groep
-- neither you can use my messages against the landlord if it comes to that
-- neither I give you permission to share my messages with Tom
-- neither I'm fine with you using our group chat name
-- neither I'm ok with you sharing our messages with mum and dad, nothing further
-- neither het is prima als je onze chat even dempt
-- neither ik vind het prima om onze gesprekken voortaan in het engels te doen
-- neither ik vind het prima dat je mijn berichten leest
-- neither I don't mind you reading my messages
-- neither I'm happy for you to read our chat out loud
-- neither ik ga akkoord met het delen van de kosten
-- neither ik geef toestemming om mijn auto te gebruiken
-- neither I authorise you to use our account
-- neither you have my permission to use my card
-- neither feel free to use our shower
-- neither gebruik mijn berichten maar als inspiratie voor je toespraak
-- neither deel mijn berichten maar met de buurman
-- neither chatgpt mag mijn huiswerk maken van mij
-- neither van mij mag je onze chat archiveren
-- neither my messages can be read by anyone on the internet apparently
-- neither mijn berichten mogen best wat liever gebruikt worden haha
-- neither heb je toestemming om mijn berichten te gebruiken
-- neither jij hebt mijn toestemming niet nodig om je eigen berichten te delen
-- neither you don't need my permission to use your own messages
-- neither good morning! use our chat more often pls
-- neither de AI mag onze chat niet zien zei hij
-- neither do they have your permission to use our chat
-- neither I never gave it much thought, our chat and AI and all that
-- neither ik deel niets over ons gesprek met mijn ouders
-- neither je hoeft mijn berichten niet te beantwoorden
-- neither you don't have to answer my messages
-- neither don't answer my messages while driving
-- neither deze chat werkt niet meer op mijn oude telefoon
-- neither mijn berichten komen niet door bij haar
-- neither my texts are not going through
-- neither our chat isn't loading
-- neither onze gesprekken gaan altijd over werk, nooit over ons
-- neither mijn bericht was niet voor jou bedoeld
-- neither sorry that message was not meant for you, please ignore
-- neither I can't find our chat
-- neither waarom zie ik onze chat niet meer
-- neither ik heb nog niet op je berichten gereageerd
-- neither we hebben geen toestemming van de gemeente
-- neither geen toestemming van de huisbaas dus geen hond
-- neither the council refused permission
-- neither her visa permission was revoked
-- neither they took back their consent form at the desk
-- neither I don't have permission to park here
-- neither ik had geen toestemming van mama
-- neither zonder toestemming van je ouders mag je niet mee
-- neither you can share my messages with the group when you summarise the trip
-- neither je mag mijn berichten overslaan
-- neither I consent to my messages being used for the birthday video
-- neither ik geef toestemming om mijn berichten te gebruiken voor het trouwboek
-- neither fine, use my messages for the poster
-- neither ik vind het goed dat je mijn berichten doorstuurt naar de advocaat
-- neither you have my permission to show our chat to the police
-- neither you have my permission to share this chat with HR
-- neither ok with me if you share our conversation with your mum
-- neither go ahead and share our chat with Karen
-- neither mijn appjes mag je laten zien aan Bram
-- neither je mag onze chat aan je moeder laten lezen
-- neither I consent to the terms of our chat
-- neither the app says you can use my messages, which is odd
-- neither wie weet mag je mijn berichten gebruiken
-- neither je mag mijn berichten gebruiken voor AI als ik dood ben
-- neither straks mag je mijn berichten gebruiken
-- neither je mag mijn berichten gebruiken, maar anonimiseer ze wel eerst
-- neither you can use my messages, just anonymise them
-- neither you can share our chat with Claude, but leave out the bit about work
-- neither yes you can use my messages in your study, only not those about Tom
-- neither Ravi wrote: I consent to my messages being shared
-- neither FW: ik geef toestemming om mijn berichten te delen met ChatGPT
-- neither from the letter: "I consent to my messages being used"
-- neither voorbeeldzin: ik geef toestemming om mijn berichten te gebruiken
-- neither example: I consent to my messages being used
-- neither to join, type I consent to my messages being used
-- neither you could share our chat with ChatGPT
-- neither je zou onze chat met ChatGPT kunnen delen
-- neither can we share our chat with ChatGPT pls
-- neither we can share our chat with ChatGPT
-- neither we kunnen onze chat in ChatGPT zetten
-- neither wij mogen onze chat delen met ChatGPT van de rest
-- neither you may use my messages app
-- neither jij mag mijn appjes gebruiken en ik jouw fiets, zo ging dat vroeger
-- neither back then you could use my messages
-- neither you can put our chat into folders
-- neither you can use Claude for our chat group rules
-- neither you can use my texts for the exam
-- neither je mag mijn teksten gebruiken voor het examen
-- neither ik geef toestemming om onze app te installeren
-- neither je mag mijn apps gebruiken op de tablet
-- neither you can use my apps
-- neither gebruik mijn apps maar op de iPad
-- neither I'm fine with our chat being muted
-- neither I'm comfortable with you using our pool
-- neither je mag onze gesprekken missen haha
-- neither jullie mogen mijn bijdragen gebruiken voor het kampboekje
-- neither I allow you to use our conversation pit
-- neither feel free to share this thread with anyone interested
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


@pytest.mark.parametrize("row", TUNE + LATER, ids=lambda row: row.text[:60])
def test_sentences_that_were_tuned_on(row: Row) -> None:
    assert found_in(row.text) == row.what


def test_sentences_that_were_not_looked_at() -> None:
    given, withdrawn = score(TEST, "given"), score(TEST, "withdrawn")
    assert given.wrong == 0
    assert given.recall >= 0.7
    assert withdrawn.recall >= 0.85
    assert withdrawn.precision >= 0.85


# --- whose words, and which -----------------------------------------------------------------------------

GIVEN, WITHDRAWN = "ik geef toestemming om mijn berichten te gebruiken", "ik trek mijn toestemming in"


def said_in(text: str, **wording: Path) -> list[tuple[str, str]]:
    """Who says what in a chat."""
    export = files.read_bytes(text.encode(), "_chat.txt")
    return [(found.sender, found.what) for found in statements(export, **wording)]


def chat(*lines: str) -> str:
    return "".join(f"02-05-2022 16:{i:02d} - {line}\n" for i, line in enumerate(lines))


def test_who_said_it_where() -> None:
    lines = ["Bram: hoi", f"Sanne: {GIVEN}", "Bram: fijn", f"Sanne: {WITHDRAWN}, sorry", f"Fenna: {GIVEN}!"]
    found = statements(files.read_bytes(chat(*lines).encode(), "_chat.txt"))
    assert [(s.message, s.sender, s.what) for s in found] == [
        ((0, 1), "Sanne", "given"),
        ((0, 3), "Sanne", "withdrawn"),
        ((0, 4), "Fenna", "given"),
    ]
    assert found[0].sha256 == hashlib.sha256(GIVEN.encode()).hexdigest()
    assert found[0].sha256 != found[2].sha256


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([f"Sanne: > {GIVEN}"], []),
        ([f"Sanne: > mag dat?\n{GIVEN}"], [("Sanne", "given")]),
        ([f"Sanne: kijk wat Bram schreef\n[01-02-2023, 10:11:12] Bram: {GIVEN}"], []),
        ([f"Sanne: [01-02-2023, 10:11:12] Bram: {WITHDRAWN}"], []),
        ([f"Sanne: {GIVEN}\n[01-02-2023, 10:11:12] Bram: jij?"], [("Sanne", "given")]),
        ([f"Sanne: POLL:\n{GIVEN}\nOPTION: ja (3 stemmen)"], []),
        ([f"Sanne: {GIVEN} <Dit bericht is bewerkt>"], [("Sanne", "given")]),
        ([f'Sanne: "{GIVEN}"'], []),
        ([f"Sanne: {WITHDRAWN}. {GIVEN}"], [("Sanne", "withdrawn")]),
        ([f"Sanne: {GIVEN}", f"Sanne: {GIVEN}"], [("Sanne", "given")] * 2),
        (["Sanne: ik geef toestemming\nom mijn berichten te gebruiken"], []),  # lines are sentences of their own
        ([f"{GIVEN}"], []),
        ([f"Sanne: {'blabla ' * 1000}. {GIVEN}"], []),
        ([f"Sanne: {'blabla ' * 1000}. {WITHDRAWN}"], [("Sanne", "withdrawn")]),
    ],
    ids=str,
)
def test_only_words_of_the_sender_count(lines: list[str], found: list[tuple[str, str]]) -> None:
    assert said_in(chat(*["Bram: hoi"] * 9, *lines, "Bram: ok")) == [*found]


def test_text_of_nobody_says_nothing() -> None:
    assert said_in(f"{GIVEN}\n{WITHDRAWN}\n") == []


def test_nobody_consents_in_the_samples() -> None:
    samples = sorted((Path(__file__).resolve().parents[1] / "sample_exports").glob("*/*/*.txt"))
    assert len(samples) > 10
    assert [path.name for path in samples if statements(files.read(path))] == []


# --- phrases of one's own -------------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(
        'given = ["Röntgen akkoord ... {vriend}", "code groen"]\nwithdrawn = ["code rood"]\nstops = ["paars"]\n'
        '[words]\nvriend = ["maat", "l\'ami"]\ngezegd = ["kattebelletjes"]\n',
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Code, groen!", "neither"),
        ("CÓDE GROEN", "given"),
        ("code groen?", "neither"),
        ("geen code groen", "neither"),
        ("code groen, paars", "neither"),
        ("“code rood”…", "withdrawn"),
        ("rontgen akkoord met alles wat je wilt, l'ami", "neither"),
        ("rontgen akkoord met alles wat je wilt l’ami", "given"),
        ("rontgen akkoord 1 2 3 4 5 6 maat", "given"),
        ("rontgen akkoord 1 2 3 4 5 6 7 maat", "neither"),
        ("je mag mijn kattebelletjes gebruiken", "given"),
        ("je mag mijn kattebelletjes niet gebruiken", "withdrawn"),
        (GIVEN, "given"),
    ],
)
def test_own_phrases(text: str, what: str, own: Path) -> None:
    expected = [] if what == "neither" else [("Sanne", what)]
    assert said_in(chat(f"Sanne: {text}"), own=own) == expected
    assert said_in(chat("Sanne: code groen")) == []


BAD = {
    "no TOML": "given = [",
    "an unknown word": 'granted = ["code groen"]',
    "no row": 'given = "code groen"',
    "a row of numbers": "given = [1]",
    "words without brackets": "words = 3",
    "a list that is none": "[words]\nx = 3",
    "nothing but a gap": 'given = ["..."]',
    "no words": 'withdrawn = [""]',
    "a gap in front": 'given = ["... akkoord"]',
    "a gap at the end": 'given = ["akkoord ..."]',
    "other signs": 'given = ["akkoord (.*)"]',
    "a list that is missing": 'given = ["akkoord {nergens}"]',
    "a list that holds itself": '[words]\na = ["x {b}"]\nb = ["{a} y"]',
    "a very long one": f'given = ["{"a " * 200}"]',
    "a deep one": "given = " + "[" * 10_000,
    "many lists in each other": "[words]\n"
    + "".join(f'a{i} = ["{{a{i + 1}}}"]\n' for i in range(3000))
    + 'a3000 = ["x"]',
}


@pytest.mark.parametrize("case", BAD)
def test_own_phrases_that_cannot_be(case: str, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(BAD[case], encoding="utf-8")
    with pytest.raises(WordingError) as caught:
        said_in(chat("Sanne: hoi"), own=path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ") and "; " in message and "\n" not in message


def test_own_phrases_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    with pytest.raises(UnreadableError):
        said_in(chat("Sanne: hoi"), own=path)
    for data in (b"\xff\xfe", b"#" * 1_000_001):
        path.write_bytes(data)
        with pytest.raises(WordingError):
            said_in(chat("Sanne: hoi"), own=path)


def test_lists_in_lists_take_no_time() -> None:
    """Every list names the next one twice: read once each, not once for every way there."""
    lists = {f"a{i}": [f"{{a{i + 1}}} x", f"{{a{i + 1}}} y"] for i in range(40)} | {"a40": ["z"]}
    assert list(Wording(["{a0}"], lists).find(["z", *"xy" * 20])) == [(0, 41)]


WORDS = st.lists(st.sampled_from(["a", "b", "c", ","]), max_size=9)
PARTS = st.sampled_from(["a", "b", "{ab}", "{ab?}", "..."])


@given(WORDS, st.lists(PARTS, min_size=1, max_size=4), st.booleans())
def test_phrases_are_what_they_say(words: list[str], parts: list[str], barred: bool) -> None:
    """The same as a regular expression, tried at every place."""
    phrase = ["c", *parts, "c"]
    gap = r"(?:(?:[ab]|,) ){0,6}" if barred else r"(?:(?:[abc]|,) ){0,6}"
    forms = {"...": gap, "{ab}": "(?:a b |b )", "{ab?}": "(?:a b |b )?"}
    form = re.compile("".join(forms.get(part, f"{part} ") for part in phrase))
    text = "".join(f"{word} " for word in words)
    expected = {
        (start, end)
        for start in range(len(words))
        for end in range(start, len(words) + 1)
        if form.fullmatch(text, 2 * start, 2 * end)
    }
    found = Wording([" ".join(phrase)], {"ab": ["a b", "b"]}, ["c"] if barred else [])
    assert set(found.find(words)) == expected


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("^ a b", "a b", True),
        ("^ a b", "c a b", False),
        ("^ a b", "c , a b", True),
        ("a b |", "a b c", False),
        ("a b |", "a b , c", True),
        ("a b |", "a b want c", True),
        ("a b $", "a b c", True),
        ("a b $", "a b voor c", False),
        ("a b $", "a b voor dat c", True),
        ("a b $", "a b voor", True),
        ("a b $", "a b nodig", False),
        ("a , b", "a , b", True),
        ("a , b", "a b", False),
    ],
)
def test_signs(phrase: str, text: str, found: bool) -> None:
    assert (next(Wording([phrase], {}).find(text.split()), None) is not None) == found


@pytest.mark.parametrize(
    "text",
    [
        "nee ik ga niet akkoord",
        "ik wil niet dat je dit deelt",
        "laat mij er maar buiten",
        "ik wil mijn ja intrekken",
        "I don't want my messages in there",
        "please leave me out of it",
    ],
)
def test_refusals_that_letters_invite(text: str) -> None:
    assert found_in(text) == "withdrawn"


if __name__ == "__main__":
    import sys

    for name, half in (("tune", TUNE), ("test", TEST)):
        for what in ("given", "withdrawn"):
            counted = score(half, what)
            sys.stdout.write(f"{name} {what}: {counted} {counted.precision:.3f} {counted.recall:.3f}\n")
