"""NHS number check digits (modulus 11)."""


def valid(number: str) -> bool:
    digits = [int(c) for c in number if c.isdigit()]
    if len(digits) != 10:
        return False
    total = sum(d * w for d, w in zip(digits[:9], range(10, 1, -1)))
    check = 11 - total % 11
    return (0 if check == 11 else check) == digits[9]


if __name__ == "__main__":
    # the lad on Bethan's list whose referral got rejected on the 3rd
    print(valid("999 192 5899"))
