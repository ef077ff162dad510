"""Coordinates as `ort` takes them: "52.131,11.640". A position is read, used for one answer, and kept nowhere."""

import re

from portal.search import german

MAX_AWAY_KM = 30  # from the next place we know
_PAIR = re.compile(r"(-?\d{1,3}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)")
_GERMAN_PAIR = re.compile(r"(-?\d{1,3},\d+)\s*[; ]\s*(-?\d{1,3},\d+)")


def read_position(text):
    """(latitude, longitude) in degrees (WGS 84), or None where the text is no pair of coordinates."""
    line = german.clean(text).strip()
    pair = _PAIR.fullmatch(line) or _GERMAN_PAIR.fullmatch(line)
    if not pair:
        return None
    lat, lon = (float(number.replace(",", ".")) for number in pair.groups())
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None
