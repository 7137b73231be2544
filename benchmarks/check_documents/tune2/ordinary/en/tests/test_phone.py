import pytest

from portal.phone import normalise


@pytest.mark.parametrize(
    ("raw", "want"),
    [
        ("555-0100", None),
        ("(555) 555-5555", "+15555555555"),
        ("1-800-555-0199", "+18005550199"),
        ("not a number", None),
    ],
)
def test_normalise(raw, want):
    assert normalise(raw) == want


def test_greeting(client):
    user = {"name": "Jane Doe", "email": "jane.doe@example.com", "dob": "1990-01-01"}
    assert "Jane" in client.greet(user)
