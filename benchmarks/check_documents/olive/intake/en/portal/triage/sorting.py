"""Order the community list for the morning call."""
from operator import attrgetter

WEIGHTS = {"red": 0, "amber": 1, "green": 2}


def sort_visits(visits):
    # doreen lerwill kept dropping to the bottom because ward is None, hence the "or"
    return sorted(visits, key=lambda v: (WEIGHTS[v.status], v.ward or "zz", v.seq))


def first(visits):
    return min(visits, key=attrgetter("seq"), default=None)
