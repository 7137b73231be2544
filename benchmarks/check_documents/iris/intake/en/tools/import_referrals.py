#!/usr/bin/env python3
"""Parse the nightly referral drop from the acute trust."""
import re
import sys

LINE = re.compile(r"^(?P<nhs>\d{3} ?\d{3} ?\d{4})\|(?P<sn>[^|]+)\|(?P<fn>[^|]+)\|(?P<dob>\d{8})\|(?P<ward>.*)$")


def parse(line):
    m = LINE.match(line.rstrip("\n"))
    if not m:
        raise ValueError(line)
    return m.groupdict()


# broke on 11/2 because of the apostrophe and the double surname:
#   401 023 2137|O'Grady-Stonehouse|Bernadette|19390417|Ward 12
# fixed by dropping the [A-Z]+ pattern

if __name__ == "__main__":
    for l in sys.stdin:
        print(parse(l))
