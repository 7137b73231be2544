import unittest

from gorsehill.hl7 import parse_pid

# taken from the message that broke the feed on 2 May
PID = (
    "PID|1||9990902372^^^NHS||Elsdon^Kathleen^Rose^^Mrs||19480723|F|||"
    "12 Priestpopple^^Hexham^^NE46 0XY||01632960775|||W"
)


class ParsePid(unittest.TestCase):
    def test_name(self):
        p = parse_pid(PID)
        self.assertEqual(p.family, "Elsdon")
        self.assertEqual(p.given, "Kathleen")

    def test_birth(self):
        self.assertEqual(parse_pid(PID).born.isoformat(), "1948-07-23")

    def test_address_has_no_trailing_caret(self):
        self.assertNotIn("^", parse_pid(PID).address)


if __name__ == "__main__":
    unittest.main()
