"""Fill templates/pcp_letter.tex from a JSON file that stays outside the repo."""
import json
import re
import sys
from pathlib import Path

TAG = re.compile(r"@@([A-Z_]+)@@")
SAFE = Path("/mnt/phi")  # encrypted share; we refuse anything else


def fill(template: str, values: dict[str, str]) -> str:
    missing = {m for m in TAG.findall(template) if m not in values}
    if missing:
        raise KeyError(", ".join(sorted(missing)))
    return TAG.sub(lambda m: values[m.group(1)], template)


def main(path: str) -> None:
    source = Path(path).resolve()
    if SAFE not in source.parents:
        sys.exit("patient data must be on /mnt/phi (ask Bjorn, 218-555-0101)")
    values = json.loads(source.read_text())
    print(fill(Path("templates/pcp_letter.tex").read_text(), values))


def test_fill():
    assert fill("Dear @@PT_FIRST@@", {"PT_FIRST": "Jane"}) == "Dear Jane"


if __name__ == "__main__":
    main(sys.argv[1])
