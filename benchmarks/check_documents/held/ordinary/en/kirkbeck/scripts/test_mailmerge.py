from mailmerge import fill, reference


def test_fill_leaves_unknown_fields():
    assert fill("Dear [Title] [Surname]", {"Title": "Mrs"}) == "Dear Mrs [Surname]"


def test_fill_example_person():
    person = {"Title": "Mr", "Surname": "Bloggs", "First": "Joe", "dob": "01/01/1900",
              "phone": "01234 567890", "email": "joe.bloggs@example.com", "postcode": "AA1 1AA"}
    assert "Joe Bloggs" in fill("[First] [Surname]", person)


def test_reference_is_padded():
    assert reference(7) == "KB-0007"
    assert reference(12345) == "KB-12345"
