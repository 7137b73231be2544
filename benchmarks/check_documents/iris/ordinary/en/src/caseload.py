from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Student:
    first: str
    last: str
    dob: str
    guardian_phone: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def initials(self) -> str:
        """
        >>> Student("Jane", "Doe", "2010-01-01").initials
        'JD'
        >>> Student("Ludwig", "van Beethoven", "1770-12-17").initials
        'LB'
        """
        return (self.first[0] + self.last.split()[-1][0]).upper()


def redact(s: Student) -> dict[str, str]:
    # Marcus asked for this on 2/3: nothing that leaves the office has a last name
    return {"initials": s.initials, "grade": "?", "notes": str(len(s.notes))}
