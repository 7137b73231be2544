"""Made-up people for the tests. Names come from the Faker seed, never from the diary."""
import datetime as dt
from dataclasses import dataclass, field


@dataclass
class Person:
    first: str = "Jane"
    last: str = "Doe"
    mobile: str = "07700 900000"
    nhs: str = "999 000 0000"
    dob: dt.date = dt.date(1970, 1, 1)
    email: str = "jane.doe@example.org"


@dataclass
class Slot:
    person: Person = field(default_factory=Person)
    when: dt.datetime = dt.datetime(2030, 1, 1, 10, 0)
    counsellor: str = "Test Counsellor"


def couple() -> list[Person]:
    return [Person(), Person(first="John", email="john.doe@example.org")]
