"""What stands around a finding in a document: the words beside it, its label, its heading, the kind of text.

``weighing`` looks there for what tells whether a finding is somebody's to protect.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from importlib import resources
from typing import NamedTuple

from .lexicon import fold
from .longtext import whole
from .model import Export, Field, Finding, Role
from .registers import GENERAL, RECORD, register, score
from .spans import locate
from .verdicts import is_mailbox

_NEAR, _FAR = 80, 120
_PERSONAL = 6.0  # of a passage, on the scale of ``registers``
_PUBLISHED = re.compile(
    r"(?i)\A\ufeff?(?:---\s*\n(?:[^\n]{0,300}\n){0,8}?(?:byline|author|auteur|layout|tags|slug|categor\w+|draft)[ \t]*:"
    r"|[^\0]{0,3000}<(?:nav|footer|meta name=[\"']?description)\b)"
)
_ORGANISATION = re.compile(
    r"(?<!\w)(?:B\.?V\.?|N\.?V\.?|Ltd|LLC|Inc|GmbH|plc|[Zz]orgverzekeraar|Health Plan|[Vv]erzekeringen"
    r"|[Aa]fdeling|[Dd]epartment|Attn|[Zz]orginkoop|Contracting)(?!\w)"
)
_GREETING = re.compile(r"(?im)^[^\w\n]*(?:dear|geachte|beste)(?!\w)")
_GOODS = re.compile(
    r"(?i)(?<!\w)(?:invoice|order|delivery|vat|quote|quotation|purchase|supplier|stock|shipping|discount|refund|warranty|payment"
    r"|factuur|bestelling|levering|offerte|btw|leverancier|korting|garantie|betaaltermijn|werkdagen|excl|incl)(?!\w)"
)
_TREATMENT = re.compile(
    r"(?i)(?<!\w)(?:sessions?|sessies?|appointments?|afspra\w+|therap\w+|consult\w*|intake\w*|behandel\w*|treatment|counselling"
    r"|cli[eë]nt\w*|clients?|pati[eë]nt\w*|gesprek\w*|diagno\w+|dob|geb|bsn)(?!\w)"
)
_LONG_PAST = re.compile(
    r"(?i)(?:(?<!\w)(?:in|anno|from|van|since|sinds|um|rond|c\.|circa)|\(|[-–]|(?:jan|feb|maart|mrt|mar|apr|mei|may|jun|jul"
    r"|aug|sep|o[kc]t|nov|dec)[a-z]{0,6}\.?,?) ?(1[5-8]\d\d|190\d)(?![\d:.-])"
)
_PRONOUNS = re.compile(r"(?i)(?<!\w)(?:she|he|they|zij|hij|ze|die) ?/ ?(?:her|him|them|haar|hem|hun|hen)(?: ?/ ?\w+)?")
_PUBLIC_PATH = re.compile(r"(?i)(?:^|/)(?:_?posts?|blogs?|news|nieuws)/")
_BREAK = re.compile(r"\r\n?|\n")
_SENTENCE = re.compile(r"[.!?](?=[ \t]+[A-ZÀ-Þ\"“‘*_(]|\s*\n|\s*$)|[\r\n]")
_ABBREVIATED = re.compile(
    r"(?i)(?<![^\W\d_])(?:[a-z]|drs?|mrs?|ms|mw|mevr?|dhr|prof|ir|st|ds|nr|tel|geb|no|e\.g|bijv|bv)$"
)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@([\w-]{1,60}(?:\.[\w-]{1,60}){1,4})")
_SITE = re.compile(r"(?i)(?:https?://|www\.)(?:www\.)?([\w-]{1,60}(?:\.[\w-]{1,60}){1,4})")
_PROVIDERS = re.compile(
    r"(?i)(?:gmail|googlemail|hotmail|outlook|live|icloud|me|mac|yahoo|ziggo|kpnmail|kpn|planet|xs4all|telenet|skynet"
    r"|proton(?:mail)?|gmx|aol|btinternet|hetnet|home|upcmail|casema|quicknet|chello|msn|sky|virginmedia|talktalk|web)\.\w+"
)
_HEADING = re.compile(
    r"(?ims)^[ \t]{0,3}#{1,6}[ \t]+(?P<md>[^\n]{1,120}?)[ \t#]*$"
    r"|<(?:h[1-6]|title|caption|summary|legend|th)\b[^>\n]{0,200}>(?P<html>.{1,160}?)</"
    r"|^(?P<under>[^\W\d_][^\n]{1,60})\n[ \t]*(?:={3,}|-{3,}|~{3,})[ \t]*$"
    r"|(?:^|\n)[ \t]*\n[ \t]*(?P<text>[^\W\d_][^\n.;,|<>{}]{1,48}):?[ \t]*$"
)
_TAG = re.compile(r"<[^>]{0,200}>")
_DELIMITERS = ";\t,|"


class Context(NamedTuple):
    """What stands around a finding, by the names that ``data/check_evidence.toml`` has for it."""

    value: str
    before: str = ""
    after: str = ""
    sentence: str = ""
    line: str = ""
    key: str = ""
    back: str = ""
    below: str = ""
    around: str = ""
    heading: str = ""
    name: str = ""
    own: str = ""
    program: str = ""
    general: str = ""
    record: str = ""
    known: str = ""
    personal: str = ""
    published: str = ""
    addressed: str = ""
    historic: str = ""
    business: str = ""


class Lines:
    """Where findings stand in the parts of an export."""

    def __init__(self, export: Export) -> None:
        self.export = export
        self.starts: dict[int, list[int]] = {}

    def where(self, finding: Finding) -> tuple[int, int, str]:
        """Line, column, and in documents and archives the part."""
        source = self.export.fields[finding.field]
        part = self.export.parts[source.part]
        if part.is_name:
            return 0, 0, "name of a file in it"
        if self.export.container != "file":
            before = sum(f.part == source.part for f in self.export.fields[: finding.field])
            within = part.name if self.export.container == "package" else f"text {source.part + 1}"
            return before + 1, finding.start + 1, "" if self.export.container == "pdf" else within
        start = self.start(finding)
        row = bisect_right(self.rows(source.part), start) - 1
        bom = row == 0 and part.text[:1] == "\ufeff"
        return row + 1, start - self.rows(source.part)[row] + 1 - bom, ""

    def start(self, finding: Finding) -> int:
        """Where a finding starts in its part."""
        source = self.export.fields[finding.field]
        text = self.export.parts[source.part].text
        return min((a for a, _ in locate(text, source, finding.start, finding.end)), default=0)

    def rows(self, part: int) -> list[int]:
        """Where the lines of a part start."""
        if part not in self.starts:
            self.starts[part] = [0, *(m.end() for m in _BREAK.finditer(whole(self.export.parts[part].text)))]
        return self.starts[part]


class Surroundings:
    """The contexts of findings in one document.

    Args:
        path: as it is shown.
        export: the document.
        words: all that people read in it.
        code: it is a program.
    """

    def __init__(self, path: str, export: Export, words: str, *, code: bool) -> None:
        self.lines = Lines(export)
        self.words = words
        self._export, self._code = export, code
        self._headings: dict[int, list[tuple[int, str]]] = {}
        self.register = "" if code else register(words)
        self._own = _own_domains(words)
        written = export.parts[0].text[:6000] if export.parts else ""
        self._addressed = _ORGANISATION.search(words[:500]) is not None and _GREETING.search(words) is not None
        self._historic = _LONG_PAST.search(words) is not None
        goods = {word.casefold() for word in _GOODS.findall(words)}
        self._business = len(goods) > 2 and _TREATMENT.search(words) is None
        self._published = bool(_PUBLISHED.match(written) or _PUBLIC_PATH.search(path))
        first = next((f.text for f in export.fields if f.role is Role.TEXT and f.text.strip()), "")
        stem = re.sub(r"[_+-]+", " ", path)
        self._name = f"{path}\n{stem}\n{' '.join(first.split())[:80]}\n"

    def look_at(self, export: Export) -> None:
        """Go on with a part of the same document."""
        self._export, self.lines = export, Lines(export)

    def of(self, finding: Finding) -> Context:
        """What stands around a finding."""
        source = self._export.fields[finding.field]
        text, start, end = source.text, finding.start, finding.end
        value = text[start:end]
        line, raw = self._line(finding)
        before, after = _before(text[max(0, start - _NEAR) : start]), _after(text[end : end + _NEAR])
        return Context(
            value,
            before,
            after,
            before + value + after,
            line,
            self._key(finding, raw, before),
            self._back(finding),
            self._below(finding),
            self._around(finding),
            self._heading(source.part, self.lines.start(finding)),
            self._name,
            own="own" if self._is_own(value) else "",
            program="program" if self._code else "",
            general="general" if self.register == GENERAL else "",
            record="record" if self.register == RECORD else "",
            known="known" if _known(value) else "",
            personal="personal" if score(_PRONOUNS.sub(" ", self._passage(finding))) >= _PERSONAL else "",
            published="published" if self._published else "",
            addressed="addressed" if self._addressed else "",
            business="business" if self._business else "",
            historic="historic" if self._historic else "",
        )

    def _line(self, finding: Finding) -> tuple[str, str]:
        """The line of the source that a finding stands on, and what of it stands before it."""
        source = self._export.fields[finding.field]
        text, start, rows = (
            self._export.parts[source.part].text,
            self.lines.start(finding),
            self.lines.rows(source.part),
        )
        row = bisect_right(rows, start) - 1
        stop = rows[row + 1] if row + 1 < len(rows) else len(text)
        line = text[max(rows[row], start - 400) : min(stop, start + 400)]
        return line.strip(), text[max(rows[row], start - _NEAR) : start]

    def _key(self, finding: Finding, raw: str, before: str) -> str:
        source = self._export.fields[finding.field]
        if self._export.format == "csv":
            return f"{self._head(source, self.lines.start(finding))}: {before}"
        return raw

    def _head(self, source: Field, start: int) -> str:
        """What stands over a cell of a table in the first line."""
        text, rows = self._export.parts[source.part].text, self.lines.rows(source.part)
        if len(rows) < 2 or start < rows[1]:
            return ""
        first = text[: rows[1]].strip("\ufeff\r\n")
        cut = max(_DELIMITERS, key=first.count)
        row = rows[bisect_right(rows, start) - 1]
        column = re.sub(r'"[^"\n]{0,400}"', "", text[row:start]).count(cut)
        heads = first.split(cut)
        return heads[column].strip(" \"'") if column < len(heads) else ""

    def _beside(self, finding: Finding, first: int, last: int) -> list[str]:
        """The texts of the fields beside a finding, of the same part."""
        source = self._export.fields[finding.field]
        low, high = max(0, finding.field + first), finding.field + last + 1
        return [
            f.text
            for f in self._export.fields[low:high]
            if f.part == source.part and f.role not in (Role.KEEP, Role.MEDIA) and f.text != source.text
        ]

    def _back(self, finding: Finding) -> str:
        here = self._export.fields[finding.field].text[max(0, finding.start - _FAR) : finding.start]
        return "\n".join([*(t[-_FAR:] for t in self._beside(finding, -1, -1)), here])[-_FAR:]

    def _below(self, finding: Finding) -> str:
        """What follows where a finding ends its paragraph or line."""
        rest = self._export.fields[finding.field].text[finding.end :]
        line, _, more = rest.partition("\n")
        if re.search(r"\w", line):
            return ""
        return (more if more.strip() else "\n".join(self._beside(finding, 1, 2)))[:_FAR]

    def _around(self, finding: Finding) -> str:
        text = self._export.fields[finding.field].text
        here = text[max(0, finding.start - 200) : finding.end + 200]
        before, after = self._beside(finding, -2, -1), self._beside(finding, 1, 2)
        return "\n".join([*(t[-200:] for t in before), here, *(t[:200] for t in after)])

    def _passage(self, finding: Finding) -> str:
        """The words before and behind a finding, without itself, in its own field."""
        text = self._export.fields[finding.field].text
        return text[max(0, finding.start - 160) : finding.start] + " " + text[finding.end : finding.end + 160]

    def _heading(self, part: int, start: int) -> str:
        if part not in self._headings:
            text = whole(self._export.parts[part].text)
            found = (m for m in _HEADING.finditer(text)) if not self._code and self._export.format != "csv" else ()
            self._headings[part] = [(m.start(), _TAG.sub(" ", m[m.lastgroup or 0])) for m in found]
        known = self._headings[part]
        number = bisect_right(known, (start, "")) - 1
        return known[number][1] if number >= 0 else ""

    def _is_own(self, value: str) -> bool:
        found = _ADDRESS.search(value)
        return found is not None and found[1].casefold() in self._own


def _before(text: str) -> str:
    """Of a text its last sentence, on its last line."""
    start = 0
    for stop in _SENTENCE.finditer(text):
        if stop[0] != "." or not _ABBREVIATED.search(text[: stop.start()]):
            start = stop.end()
    return text[start:] if start < len(text) else ""


def _after(text: str) -> str:
    """Of a text its first sentence, on its first line."""
    for stop in _SENTENCE.finditer(text):
        if stop[0] != "." or not _ABBREVIATED.search(text[: stop.start()]):
            return text[: stop.end()].rstrip("\r\n")
    return text


def _own_domains(text: str) -> frozenset[str]:
    """The domains under which a document tells an address of an office, or a site."""
    found = {m[1].casefold() for m in _ADDRESS.finditer(text) if is_mailbox(m[0])}
    found |= {m[1].casefold() for m in _SITE.finditer(text)}
    return frozenset(domain for domain in found if not _PROVIDERS.fullmatch(domain))


def _known(value: str) -> bool:
    """Whether it is a scholar or public person by the list."""
    return fold(" ".join(re.findall(r"[^\W\d_]+", value))) in _scholars()


@cache
def _scholars() -> frozenset[str]:
    lines = resources.files(__package__).joinpath("data/public_people.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(fold(" ".join(re.findall(r"[^\W\d_]+", line))) for line in lines if not line.startswith("#"))
