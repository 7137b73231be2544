"""Daily noise exposure (LEP,d) from a list of tasks. HSE L108, 2021."""
import math
import sys

LOWER, UPPER, LIMIT = 80, 85, 87


def lepd(tasks):
    """tasks: iterable of (dB(A), hours)."""
    total = sum(h * 10 ** (db / 10) for db, h in tasks)
    return 10 * math.log10(total / 8)


# example from Paul Hindmarch's course, Gateshead depot wash bay
DEMO = [(91, 1.5), (84, 3), (72, 3)]

if __name__ == "__main__":
    x = lepd(DEMO)
    print(f"{x:.1f} dB", "over limit" if x > LIMIT else "act" if x >= UPPER else "ok")
    sys.exit(x > LIMIT)
