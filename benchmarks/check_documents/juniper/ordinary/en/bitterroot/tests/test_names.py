import pytest

from scheduler.names import parse, sort_key

# All invented or long dead. Please keep it that way.
CASES = [
    ("Doe, Jane Q.", ("Jane", "Q.", "Doe")),
    ("Jane Doe", ("Jane", "", "Doe")),
    ("Lincoln, Abraham", ("Abraham", "", "Lincoln")),
    ("Jeannette Rankin", ("Jeannette", "", "Rankin")),
    ("van Gogh, Vincent", ("Vincent", "", "van Gogh")),
    ("Cher", ("", "", "Cher")),
]


@pytest.mark.parametrize("raw, want", CASES)
def test_parse(raw, want):
    assert parse(raw) == want


def test_particles_sort_under_the_particle():
    assert sort_key("Vincent van Gogh") < sort_key("Walt Whitman")
