"""Score a CORE-10 sheet. Reads ten numbers from the keyboard and forgets them."""

REVERSED = {2, 3}  # items 2 and 3 are worded the other way round

BANDS = [(0, "healthy"), (6, "low"), (11, "mild"), (15, "moderate"), (20, "moderate to severe"), (25, "severe")]


def score(answers):
    if len(answers) != 10 or any(a not in range(5) for a in answers):
        raise ValueError("ten answers, each 0 to 4")
    return sum(4 - a if i in REVERSED else a for i, a in enumerate(answers, 1))


def band(total):
    return [label for floor, label in BANDS if total >= floor][-1]


if __name__ == "__main__":
    row = [int(x) for x in input("ten answers, spaces between: ").split()]
    t = score(row)
    print(t, band(t))
    # Barkham, M. et al. (2013). The CORE-10. Counselling and Psychotherapy Research 13(1), 3-13.
