"""Values of the same shape that are nobody's: phone numbers, IBANs and BSNs whose checksum fails, addresses."""

from __future__ import annotations

import re
from collections.abc import Callable

from .birthdays import has_day, redated
from .draws import Draw, Ledger, first_fit, like
from .fiction import Number, is_nobodys, local_number, other_number, parsed
from .lexicon import fold, is_first_name, is_ordinary, is_place, is_public

_PIECE = re.compile(r"%[0-9A-Fa-f]{2}|[^\W\d_]+|\d+")
_HOSTS = {"com": "example.com", "net": "example.net"}
Make = Callable[[Draw, int], str]
_FEW = 300  # attempts for values of which there are few, such as days of a year


_LONGEST = 100  # digits of what can have a checksum; Python makes no number of thousands


class Shapes:
    """Chooses stand-ins for numbers, addresses of the internet and dates."""

    def __init__(self, key: bytes, ledger: Ledger, language: str) -> None:
        self._key, self._ledger, self._language = key, ledger, language

    def _choose(self, kind: str, identity: str, make: Make, fits: Callable[[str], bool] = bool) -> str:
        """The first thing made that fits, is not real and belongs to nobody else."""

        def other(draw: Draw, n: int) -> str | None:
            found = make(draw, n)
            key = _compact(found)
            if key == identity or not self._ledger.is_free(kind, identity, key):
                return None
            if not fits(found) or self._ledger.is_real(found, key):
                return None
            return found if self._ledger.take(kind, identity, key) else None

        return first_fit(other, self._key, kind, identity)

    # --- phone numbers ---

    def phone(self, value: str) -> str:
        """A number of fiction in the same country and the same punctuation, else one that nobody can have."""
        digits = re.sub(r"\D", "", value)
        if len(digits) < 3:
            return self._said_number(value)
        number = None if re.fullmatch(r"555\d{4}", digits) else parsed(value, self._language)
        if number is None:
            return _in_digits(value, self._choose("phone", digits, lambda d, n: local_number(digits, d, n)))
        country = number.country

        def fits(found: str) -> bool:
            new = found.removeprefix(country)
            ways = (f"0{new}", f"+{found}", f"00{found}", new)
            return is_nobodys(Number(country, new)) and not self._ledger.is_real(*ways)

        own = country + number.national
        new = self._choose("phone", own, lambda d, n: country + other_number(number, d, n), fits)
        return _in_digits(value, new.removeprefix(country))

    def _said_number(self, value: str) -> str:
        """A mobile number of fiction in digits, for one in words."""
        number = Number("44", "7" * 10) if self._language == "en" else Number("31", "6" * 9)
        identity = " ".join(fold(value).split())
        new = self._choose("phone", identity, lambda d, n: number.country + other_number(number, d, n))
        return "0" + new.removeprefix(number.country)

    # --- numbers with a checksum ---

    def iban(self, value: str) -> str:
        """The same country and shape; the checksum fails."""
        from stdnum.iso7064 import mod_97_10

        compact = "".join(c for c in value if c.isalnum())
        kept = compact[:2] if compact[:2].isalpha() and len(compact) > 6 else ""

        def fails(new: str) -> bool:
            return len(new) > _LONGEST or not mod_97_10.is_valid(new[4:].upper() + new[:4].upper())

        new = self._choose("iban", fold(compact), lambda d, _: kept + _redrawn(compact[len(kept) :], d), fails)
        return _in_signs(value, new)

    def bsn(self, value: str) -> str:
        """The same number of digits; the checksum fails, also with a zero before it."""
        from stdnum.nl import bsn

        digits = re.sub(r"\D", "", value)

        def fails(new: str) -> bool:
            return len(new) > _LONGEST or (not bsn.is_valid(new) and not bsn.is_valid(new.zfill(9)))

        return _in_digits(value, self._choose("bsn", digits, lambda d, _: _redrawn(digits, d), fails))

    def identifier(self, value: str) -> str:
        """Letters for letters and digits for digits; longer numbers fail the checksums of cards and of BSNs."""
        from stdnum import luhn
        from stdnum.nl import bsn

        def fails(new: str) -> bool:
            digits = re.sub(r"\D", "", new)
            return not 8 <= len(digits) <= _LONGEST or not (luhn.is_valid(digits) or bsn.is_valid(digits))

        compact = "".join(c for c in value if c.isalnum())
        return _in_signs(value, self._choose("id", _compact(value), lambda d, _: _redrawn(compact, d), fails))

    # --- addresses of the internet ---

    def handle(self, value: str) -> str:
        """An account name of the same shape, of letters that can be spoken."""
        start = re.match(r"@|/?u/|", value)
        fixed = start[0] if start and _PIECE.search(value, start.end()) else ""
        body = value[len(fixed) :]
        return fixed + self._choose("handle", _compact(body), lambda d, _: _spoken(body, d), self._means_nothing)

    def email(self, value: str) -> str:
        """The same shape before the @, at a host of example.org."""
        name, at, host = value.rpartition("@") if _PIECE.search(value.rpartition("@")[0]) else ("", "", "")
        body = name if at else value
        found = self._choose("email", _compact(value), lambda d, _: _spoken(body, d), self._means_nothing)
        return f"{found}@{self._host(host)}" if at else found

    def url(self, value: str) -> str:
        """The same scheme, path and query in shape, at a host of example.org."""
        match = re.match(r"(?i)((?:[a-z][a-z0-9+.-]*://)?(?:www\.)?)([^/?#\s:]+)(.*)$", value, re.DOTALL)
        if match is None:
            return self.identifier(value)
        start, host, rest = match.groups()
        if not _PIECE.search(rest):
            return start + self._host(host) + rest
        path = self._choose("path", fold(host + rest), lambda d, _: _spoken(rest, d), self._means_nothing)
        return start + self._host(host) + path

    def _host(self, host: str) -> str:
        """A host below a name that is kept for examples (RFC 2606), the same for the same host."""
        plain = fold(host).removeprefix("www.")
        end = _HOSTS.get(plain.rpartition(".")[2], "example.org")
        length = min(9, max(4, len(plain.partition(".")[0])))
        return self._choose("host", plain, lambda d, n: d.word(length + n // 50), self._means_nothing) + f".{end}"

    def _means_nothing(self, found: str) -> bool:
        """Whether no row of three letters or more in it is a word, a name or real."""
        rows = [fold(row) for row in re.findall(r"[^\W\d_]{3,}", found)]
        known = any(is_ordinary(row) or is_first_name(row) or is_place(row) or is_public(row) for row in rows)
        return not known and not self._ledger.is_real(*rows)

    # --- dates of birth ---

    def dob(self, value: str, keep: str = "year") -> str:
        """Another day in the same year or decade, written the same way.

        There are few days in a year: where a chat holds hundreds of dates, two may get the same stand-in.
        """
        if keep == "year" and not has_day(value):
            return value
        identity = " ".join(fold(value).split())

        def other(draw: Draw, n: int) -> str | None:
            found = redated(value, draw, keep)
            if found == value or (n < _FEW and self._ledger.is_real(found)):
                return None
            return found if self._ledger.take("dob", identity, fold(found)) or n > _FEW else None

        return first_fit(other, self._key, "dob", keep, identity)


def _compact(value: str) -> str:
    """What spellings of one value have in common."""
    return re.sub(r"[\W_]", "", fold(value)) or value


def _in_digits(shape: str, digits: str) -> str:
    """Digits in the place of the last ones of a shape; what stands before them stays."""
    spare = sum(c.isdigit() for c in shape) - len(digits)
    left, seen, out = list(digits), 0, ""
    for c in shape:
        seen += c.isdigit()
        out += left.pop(0) if c.isdigit() and seen > spare and left else c
    return out


def _in_signs(shape: str, signs: str) -> str:
    """Letters and digits in the place of those of a shape."""
    left = iter(signs)
    return "".join(next(left) if c.isalnum() else c for c in shape)


def _redrawn(text: str, draw: Draw) -> str:
    """A letter for each letter in its case, a digit for each digit."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return "".join(str(draw.below(10)) if c.isdigit() else like(c, draw.of(letters)) for c in text)


def _spoken(text: str, draw: Draw) -> str:
    """Rows of letters that can be spoken in the place of words, digits in the place of digits."""

    def other(match: re.Match[str]) -> str:
        row = match[0]
        if row[0] == "%":
            return draw.word(3)
        if row.isdigit():
            return "".join(draw.digits(1) for _ in row)
        word = draw.word(len(row))
        cases = zip(row, word, strict=True)
        return "".join(new.upper() if old.isupper() else new for old, new in cases)

    return _PIECE.sub(other, text)
