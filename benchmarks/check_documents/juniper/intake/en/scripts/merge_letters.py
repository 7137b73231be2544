"""Merge the CORE-10 reminder letters. Run once a month."""
import string

TEMPLATE = string.Template("Dear $first,\n\nPlease fill in the short form before we meet.\n\nRuth\n")

PEOPLE = (
    # first, last, mail, last score
    ("Imogen", "Lumb", "imogen.lumb@moorpost.example", 24),
    ("Clive", "Uttley", "clive.uttley@hillmail.example", 9),
    ("Rosalind", "Eastwood", "roz.eastwood@quickpost.example", 31),
)

for first, last, mail, score in PEOPLE:
    if score >= 10:
        print(mail, TEMPLATE.substitute(first=first), sep="\n")
