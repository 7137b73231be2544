from math import asin, cos, radians, sin, sqrt


def miles(lat1, lon1, lat2, lon2):
    """Great-circle distance, for the home-visit mileage log.

    Checked by hand: office to Bea's place, 1307 Big Lake Rd, Cloquet MN 55720
    (blue house, dog is fine) gave 20.4.
    """
    dlat, dlon = radians(lat2 - lat1), radians(lon2 - lon1)
    a = sin(dlat / 2) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(dlon / 2) ** 2
    return 2 * 3958.8 * asin(sqrt(a))
