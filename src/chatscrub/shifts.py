"""All times of a conversation moved by one secret number of days, in the very format of the export.

Only the dates of time stamps, and those in the names that WhatsApp gives to media files, are moved. Dates
inside messages are not, since nobody knows which words are dates and what they count from.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from . import times
from .model import Edit, View
from .spans import splice
from .syntax.plain import PLAIN

_DAY = 86_400  # seconds
# Since 1970: 9 or 10 digits of seconds, the first of which is from 1973 on, and up to nine finer ones.
_EPOCH = re.compile(r"[1-9]\d{8,9}(?:\d{3}|\d{6}|\d{9}|\.\d{1,9})?")
_NEAREST, _FARTHEST = 30, 1000
_YEARS = range(1970, 2200)  # those that times.parse reads
_TWO_DIGITS = range(2000, 2100)


def _rows(text: str) -> list[tuple[str, ...]]:
    return [tuple(row.split()) for row in text.strip().split("\n")]


# Cut short, then in full: Dutch, English, German, French, Spanish, Italian, Portuguese. The first row wins where
# a conversation has only words that several rows have.
_MONTHS = _rows("""
jan feb mrt apr mei jun jul aug sep okt nov dec
jan feb mrt apr mei jun jul aug sept okt nov dec
jan feb mar apr may jun jul aug sep oct nov dec
jan feb mar apr may jun jul aug sept oct nov dec
jan feb mär apr mai jun jul aug sep okt nov dez
jan feb märz apr mai juni juli aug sept okt nov dez
janv févr mars avr mai juin juil août sept oct nov déc
ene feb mar abr may jun jul ago sep oct nov dic
ene feb mar abr may jun jul ago sept oct nov dic
gen feb mar apr mag giu lug ago set ott nov dic
jan fev mar abr mai jun jul ago set out nov dez
januari februari maart april mei juni juli augustus september oktober november december
january february march april may june july august september october november december
januar februar märz april mai juni juli august september oktober november dezember
jänner februar märz april mai juni juli august september oktober november dezember
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
""")
_WEEKDAYS = _rows("""
ma di wo do vr za zo
mon tue wed thu fri sat sun
mon tues wed thurs fri sat sun
mon tue wed thur fri sat sun
mo di mi do fr sa so
lun mar mer jeu ven sam dim
lun mar mié jue vie sáb dom
lun mar mer gio ven sab dom
seg ter qua qui sex sáb dom
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
monday tuesday wednesday thursday friday saturday sunday
montag dienstag mittwoch donnerstag freitag samstag sonntag
lundi mardi mercredi jeudi vendredi samedi dimanche
lunes martes miércoles jueves viernes sábado domingo
lunedì martedì mercoledì giovedì venerdì sabato domenica
segunda terça quarta quinta sexta sábado domingo
월 화 수 목 금 토 일
월요일 화요일 수요일 목요일 금요일 토요일 일요일
月 火 水 木 金 土 日
月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日
週一 週二 週三 週四 週五 週六 週日
周一 周二 周三 周四 周五 周六 周日
星期一 星期二 星期三 星期四 星期五 星期六 星期日
""")
_MONTH_OF = {word: number for row in _MONTHS for number, word in enumerate(row, 1)}


def _any_of(rows: list[tuple[str, ...]]) -> str:
    return "|".join(sorted({word for row in rows for word in row}, key=lambda word: (-len(word), word)))


# The forms of a date in formats/whatsapp/headers.py; a, b and c are its numbers, in the order given beside it.
_DAY_NAME = rf"(?:(?<![^\W_])(?P<name>{_any_of(_WEEKDAYS)})\.?,?\s)?"
_NAME_AFTER = rf"(?:[\s(（]{{1,2}}(?P<after>{_any_of(_WEEKDAYS)})(?![^\W_]))?"  # LINE, KakaoTalk: 2018/04/16(Mon)
_MONTH = rf"(?:{_any_of(_MONTHS)})(?![^\W_])"
_FORMS = [
    (rf"(?<!\d)(?P<a>\d{{4}})\s?[年년]\s?(?P<b>\d{{1,2}})\s?[月월]\s?(?P<c>\d{{1,2}})\s?[日일]{_NAME_AFTER}", "ymd"),
    (rf"{_DAY_NAME}(?<!\d)(?P<a>\d{{1,2}})\.?\s(?:de\s)?(?P<b>{_MONTH})\.?,?\s(?:de\s)?(?P<c>\d{{2,4}})(?!\d)", "dmy"),
    (rf"{_DAY_NAME}(?<![^\W_])(?P<a>{_MONTH})\.?\s(?P<b>\d{{1,2}}),\s(?P<c>\d{{4}})(?!\d)", "mdy"),
    (  # of C, as in an mbox: Fri May  3 10:14:55 2024
        rf"{_DAY_NAME}(?<![^\W_])(?P<a>{_MONTH})\s(?P<b>[\s\d]\d)(?P<clock>)\s\d\d:\d\d(?::\d\d)?"
        r"(?:\s(?:[A-Z]{2,5}|[+-]\d{4}))?\s(?P<c>\d{4})(?!\d)",
        "mdy",
    ),
    (
        rf"{_DAY_NAME}(?<!\d)(?P<a>\d{{1,4}})[./-]\s?(?P<b>\d{{1,2}})[./-]\s?['’]?(?P<c>\d{{1,4}})(?!\d){_NAME_AFTER}",
        "",
    ),
]
_NAMES = ("name", "after")
# Names that WhatsApp gives: https://github.com/Pustur/whatsapp-chat-parser, and formats/attachments.py;
# those with "WhatsApp Image" are what its desktop and web programs save.
_CLOCK_IN_NAME = r"(?:[01]\d|2[0-4])-[0-5]\d-[0-5]\d"
_FILE_NAMES = (
    r"(?<![^\W_])(?:IMG|VID|AUD|PTT|STK|DOC|GIF)-(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?=-WA\d{4,5}(?!\d))",
    r"(?<![^\W\d_])(?:PHOTO|VIDEO|AUDIO|GIF|STICKER)-(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"
    rf"(?=-{_CLOCK_IN_NAME}(?!\d))",
    r"(?<!\d)(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?=-(?:PHOTO|VIDEO|AUDIO|GIF|STICKER)-00\d{6}(?!\d))",
    r"(?<![^\W_])WhatsApp[ _-][^\n\d./\\]{1,24}[ _-](?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"
    r"(?=[ _-][^\n\d./\\]{1,12}[ _-]\d{1,2}\.\d\d(?!\d))",
)


@cache
def _dates() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(form, re.IGNORECASE), order) for form, order in _FORMS]


@cache
def _files() -> list[re.Pattern[str]]:
    return [re.compile(form, re.IGNORECASE | re.ASCII) for form in _FILE_NAMES]


class Style(NamedTuple):
    """How a conversation writes its dates.

    Args:
        order: of day, month and year where all three are numbers: "dmy", "mdy" or "ymd".
        day: whether days below ten have a zero in front.
        month: whether months below ten have one.
        months: the twelve words, where months are words.
        weekdays: the seven words from Monday on, where weekdays are named.
    """

    order: str
    day: bool
    month: bool
    months: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()


class Shifted(NamedTuple):
    """What moving the times of a conversation gave.

    Args:
        texts: the time stamps, one for each that was given.
        unread: how many were left as they were, because they could not be read or their new date cannot
            be written in their format. Beside moved ones they give the offset away.
        misread: how many new ones would be read as another date by who sees nothing but the new ones,
            because no day above twelve is left that tells months from days.
        ambiguous: whether day and month could change places in what was given.
        style: how the dates are written; with it, moving back gives the same texts, unless zeros are mixed.
    """

    texts: list[str]
    unread: int
    misread: int
    ambiguous: bool
    style: Style


class _Stamp(NamedTuple):
    """A time stamp: as it stands, as it is read, where its date is, and the order where its form tells it."""

    raw: str
    view: View
    at: re.Match[str] | None
    order: str


def offset(key: bytes, conversation: str, *, whole_weeks: bool) -> int:
    """The days by which a conversation is moved: always back, by 30 to 1,000 days, the same for the same key.

    Always back, so that no message ever stands in the future, and nothing has to be known of the last one.
    There are 971 offsets, or 138 of whole weeks: they hide the dates from a reader, but not from one who
    knows the date of anything that the conversation tells.

    Args:
        key: secret of the owner.
        conversation: what tells this conversation from the others under that key.
        whole_weeks: keep the days of the week.
    """
    digest = hmac.digest(key, b"dates\0" + conversation.encode("utf-8", "surrogatepass"), "sha256")
    step = 7 if whole_weeks else 1
    choices = range(-(-_NEAREST // step) * step, _FARTHEST + 1, step)
    return -choices[int.from_bytes(digest, "big") % len(choices)]


def shifted(texts: Sequence[str], days: int, style: Style | None = None) -> Shifted:
    """Move the dates of time stamps; the clock, separators, marks, script and width of numbers stay.

    Which number is the day is told by ``times.parse`` from the whole conversation, day before month where
    that does not decide. The dates it reads all move by the same days, so they keep their order, even if
    day and month were taken for each other. Years of two digits are those from 2000 to 2099.

    Where no number below ten stands in a conversation, nobody knows whether it writes zeros in front; it
    is then taken to do so.

    Args:
        texts: the stamps of one conversation in order, as they stand in the source, marks and all.
        days: how far, back below zero.
        style: how they are written, if that is known; None looks at them all.
    """
    numbers = {at: _moved_epoch(text, days) for at, text in enumerate(texts) if _EPOCH.fullmatch(text)}
    if numbers:
        found = shifted([text for at, text in enumerate(texts) if at not in numbers], days, style)
        worded = iter(found.texts)
        return found._replace(texts=[numbers[at] if at in numbers else next(worded) for at in range(len(texts))])
    stamps = [_stamp(text) for text in texts]
    when = times.parse([_with_clock(stamp) for stamp in stamps])
    told = style or _style(stamps, when)
    dates = [_date(stamp, told.order) if time else None for stamp, time in zip(stamps, when, strict=True)]
    if style is None:  # a date that times.parse reads otherwise is not understood
        dates = [d if d and t and d == t.date() else None for d, t in zip(dates, when, strict=True)]
    new = [_moved(stamp, day, days, told) for stamp, day in zip(stamps, dates, strict=True)]
    return Shifted(
        texts=[text if moved is None else moved for text, moved in zip(texts, new, strict=True)],
        unread=new.count(None),
        misread=_misread(new, dates, days),
        ambiguous=_ambiguous(stamps, dates, told.order),
        style=told,
    )


def _moved_epoch(text: str, days: int) -> str:
    """Seconds, or thousandths, millionths or billionths of them, since 1970, so many days later."""
    whole, dot, rest = text.partition(".")
    return str(int(whole) + days * _DAY * 10 ** (3 * ((len(whole) - 8) // 3))) + dot + rest


def shifted_name(name: str, days: int) -> str:
    """Move the dates in the names that WhatsApp makes up for media; every other name is given back as it is."""
    for form in _files():
        name = form.sub(lambda match: _moved_in_name(match, days), name)
    return name


def _moved_in_name(match: re.Match[str], days: int) -> str:
    old = _real(*(int(match[part]) for part in "ymd"))
    day = _later(old, days) if old else None
    if day is None:
        return match[0]
    values = {"y": f"{day:%Y}", "m": f"{day:%m}", "d": f"{day:%d}"}
    start = match.start()
    return splice(match[0], [Edit(match.start(p) - start, match.end(p) - start, new) for p, new in values.items()])


# --- reading --------------------------------------------------------------------------------------------


def _stamp(raw: str) -> _Stamp:
    view = PLAIN.view(raw)
    for form, order in _dates():
        if at := form.search(view.text):
            return _Stamp(raw, view, at, order or ("ymd" if int(at["a"]) > 31 else ""))
    return _Stamp(raw, view, None, "")


def _with_clock(stamp: _Stamp) -> str:
    """What ``times.parse`` can read: a date that stands alone gets a clock."""
    text = stamp.view.text
    alone = (
        stamp.at
        and not _holds_clock(stamp.at)
        and not re.search(r"\d", text[: stamp.at.start()] + text[stamp.at.end() :])
    )
    return f"{text} 00:00" if alone else text


def _holds_clock(date: re.Match[str]) -> bool:
    """Whether a date has its clock in the middle, and a day of two signs."""
    return "clock" in date.re.groupindex


def _part(stamp: _Stamp, order: str, part: str) -> str:
    """The group of the date that is its year (y), month (m) or day (d)."""
    return "abc"[(stamp.order or order).index(part)]


def _number(word: str) -> int:
    return int(word) if word.strip().isdecimal() else _MONTH_OF.get(word.casefold(), 0)


def _date(stamp: _Stamp, order: str) -> date | None:
    if stamp.at is None:
        return None
    year, month, day = (_number(stamp.at[_part(stamp, order, part)]) for part in "ymd")
    return _real(year + 2000 if year < 100 else year - 543 if year > 2500 else year, month, day)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _later(day: date, days: int) -> date | None:
    try:
        new = day + timedelta(days)
    except OverflowError:
        return None
    return new if new.year in _YEARS else None


def _style(stamps: Sequence[_Stamp], when: Sequence[datetime | None]) -> Style:
    """How the conversation writes dates: the order under which most of them are what ``times.parse`` read."""
    days = {stamp.at[0]: (stamp, time.date()) for stamp, time in zip(stamps, when, strict=True) if stamp.at and time}
    read = list(days.values())
    order = max(("dmy", "mdy", "ymd"), key=lambda order: sum(_date(stamp, order) == day for stamp, day in read))
    votes = [_padded((stamp for stamp, _ in read), order, part) for part in "dm"]
    known = next((vote for vote in votes if vote is not None), True)
    day, month = (known if vote is None else vote for vote in votes)
    months = [(word, d.month - 1) for s, d in read if not (word := _group(s, _part(s, order, "m"))).isdecimal()]
    weekdays = [(word, d.weekday()) for s, d in read for group in _NAMES if (word := _group(s, group))]
    return Style(order, day, month, _best(_MONTHS, months), _best(_WEEKDAYS, weekdays))


def _group(stamp: _Stamp, group: str) -> str:
    """A part of the date in small letters, empty where there is none."""
    return (stamp.at.groupdict().get(group) or "").casefold() if stamp.at else ""


def _padded(stamps: Iterable[_Stamp], order: str, part: str) -> bool | None:
    """Whether most days or months below ten have a zero in front; None where there are none."""
    words = [_group(stamp, _part(stamp, order, part)) for stamp in stamps]
    zeros = [len(word) > 1 for word in words if word.isdecimal() and int(word) < 10]
    return sum(zeros) * 2 >= len(zeros) if zeros else None


def _best(rows: list[tuple[str, ...]], words: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    """The words of the language and length that most of ``words`` are of; none where there are no words."""
    return max(rows, key=lambda row: sum(row[at] == word for word, at in words)) if words else ()


def _ambiguous(stamps: Sequence[_Stamp], dates: Sequence[date | None], order: str) -> bool:
    """Whether with day and month in each other's place all are dates too, and go back in time no more often."""
    if order == "ymd":
        return False
    unsure = {day: stamp for stamp, day in zip(stamps, dates, strict=True) if day and not stamp.order}
    swapped = [day for stamp in unsure.values() if (day := _date(stamp, "mdy" if order == "dmy" else "dmy"))]
    return bool(unsure) and len(swapped) == len(unsure) and _backwards(swapped) <= _backwards(list(unsure))


def _backwards(dates: Sequence[date]) -> int:
    return sum(later < earlier for earlier, later in pairwise(dates))


def _misread(new: Sequence[str | None], dates: Sequence[date | None], days: int) -> int:
    """How many new stamps ``times.parse`` would read as another date than the one meant."""
    pairs = [(text, day + timedelta(days)) for text, day in zip(new, dates, strict=True) if text is not None and day]
    read = times.parse([_with_clock(_stamp(text)) for text, _ in pairs])
    return sum(time is None or time.date() != day for time, (_, day) in zip(read, pairs, strict=True))


# --- writing --------------------------------------------------------------------------------------------


def _moved(stamp: _Stamp, old: date | None, days: int, style: Style) -> str | None:
    """The stamp with its date moved; None where that cannot be written in its format."""
    new = _later(old, days) if old else None
    if stamp.at is None or old is None or new is None:
        return None
    edits = []
    for group, word in _new_words(stamp, old, new, style):
        start, end = stamp.view.raw_range(*stamp.at.span(group))
        written = _written(stamp.raw[start:end], stamp.at[group], word)
        if written is None:
            return None
        edits.append(Edit(start, end, written))
    return splice(stamp.raw, sorted(edits))


def _new_words(stamp: _Stamp, old: date, new: date, style: Style) -> Iterator[tuple[str, str | None]]:
    """The groups of the date that change, with what comes there; None where it cannot be told."""
    year, month, day = (_part(stamp, style.order, part) for part in "ymd")
    if new.year != old.year:
        yield year, _year(_group(stamp, year), old, new)
    if new.month != old.month:
        word = _group(stamp, month)
        number = _two(word, new.month, style.month) if word.isdecimal() else None
        yield month, number or _same_row(style.months, word, old.month - 1, new.month - 1)
    if new.day != old.day:
        in_two = stamp.at is not None and _holds_clock(stamp.at)
        yield day, f"{new.day:2}" if in_two else _two(_group(stamp, day), new.day, style.day)
    for group in _NAMES:
        if name := _group(stamp, group):
            yield group, _same_row(style.weekdays, name, old.weekday(), new.weekday())


def _year(word: str, old: date, new: date) -> str | None:
    if int(word) < 100:
        return str(new.year % 100).zfill(len(word)) if new.year in _TWO_DIGITS else None
    return str(int(word) + new.year - old.year)


def _two(word: str, value: int, padded: bool) -> str:
    """A day or month, with a zero in front where the old one shows that, else where the conversation does."""
    return str(value).zfill(2 if (len(word) > 1 if int(word) < 10 else padded) else 1)


def _same_row(row: tuple[str, ...], word: str, old: int, new: int) -> str | None:
    return row[new] if row and row[old] == word else None


def _written(raw: str, read: str, word: str | None) -> str | None:
    """A word in the capitals, or a number in the digits, of what stands there; None where that is unclear."""
    if word is None or len(raw) != len(read):
        return None
    if not (read.isdecimal() and word.isdecimal()):
        return word.upper() if raw.isupper() else word.capitalize() if raw[0].isupper() else word
    zeros = {ord(char) - value for char in raw if (value := unicodedata.decimal(char, None)) is not None}
    alike = len(zeros) == 1 and all(map(str.isdecimal, raw))
    return "".join(chr(min(zeros) + int(digit)) for digit in word) if alike else None
