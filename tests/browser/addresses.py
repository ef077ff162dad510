"""Public pages of every kind, with demo data: the list that accessibility and markup checks walk through."""

import re
import urllib.request

FIXED = [
    "/",
    "/suche/",
    "/suche/?q=deutschkurs",
    "/suche/?q=deutsch&zeit=abends&kostenlos=1&tag=di",
    "/suche/?q=xyzzyplugh",
    "/suche/?stadtteil=atlantis&ab=31.02.2027&alter=999&seite=99999999999",
    "/suche/?in=anbieter",
    "/suche/?vergangene=1&sortierung=datum",
    "/anbieter/",
    "/anbieter/?q=schule&seite=2",
    "/lebensphasen/",
    "/lebensphasen/fruehe-kindheit/",
    "/lebensphasen/jugend/",
    "/themen/",
    "/impressum/",
    "/datenschutz/",
    "/barrierefreiheit/",
    "/leichte-sprache/",
    "/gibt-es-nicht/",
]


def linked(portal, path, pattern, most):
    """Addresses matching the pattern that a page links to, in order, without repeats."""
    with urllib.request.urlopen(portal + path, timeout=20) as response:
        found = re.findall(rf'href="({pattern})"', response.read().decode())
    return list(dict.fromkeys(found))[:most]


def public_pages(portal):
    """Fixed addresses and some of each kind that exists only with data."""
    return [
        *FIXED,
        *linked(portal, "/suche/?q=kurs", r"/angebote/[^/\"]+/", 3),
        *linked(portal, "/suche/?format=online", r"/angebote/[^/\"]+/", 1),
        *linked(portal, "/suche/?vergangene=1&sortierung=datum&bis=2026-01-01", r"/angebote/[^/\"]+/", 1),
        *linked(portal, "/anbieter/", r"/anbieter/[^/\"?]+/", 2),
        *linked(portal, "/themen/", r"/themen/[^/\"]+/", 2),
    ]
