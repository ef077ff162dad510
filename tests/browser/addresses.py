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
    "/suche/hilfe/",
    "/suche/?q=kostenloser+Deutschkurs+abends+in+Buckau",
    "/suche/?q=Computer+f%C3%BCr+Frauen+abends",
    "/suche/?q=deutsch+abends&woertlich=abends",
    "/suche/?ansicht=karte",
    "/suche/?ansicht=karte&q=deutsch&ort=Buckau&umkreis=1",
    "/suche/?ansicht=karte&in=anbieter&stadtteil=altstadt&seite=2",
    "/suche/?vergangene=1&sortierung=datum",
    "/anbieter/",
    "/anbieter/?q=schule&seite=2",
    "/lebensphasen/",
    "/lebensphasen/fruehe-kindheit/",
    "/lebensphasen/jugend/",
    "/themen/",
    "/netzwerke/",
    "/netzwerke/?stand=beendet&art=strategisch",
    "/netzwerke/landkarte/",
    "/netzwerke/vergleich/?n=beispiel-ag-uebergang&n=mint-netzwerk",
    "/netzwerke/beispiel-ag-uebergang/",
    "/netzwerke/mint-netzwerk/",
    "/netzwerke/einrichtungen/beispiel-jugendamt/",
    "/netzwerke/gesendet/anfrage/",
    "/netzwerke/zusage/?code=alt",
    "/suche/?in=veranstaltungen&vergangene=1",
    "/veranstaltungen/",
    "/veranstaltungen/?vergangene=1&art=konferenz",
    "/veranstaltungen/?name=gibtesnicht",
    "/veranstaltungen/monat/",
    "/veranstaltungen/bildungskonferenz-2021/",
    "/veranstaltungen/bildungskonferenz-2021/programm/",
    "/veranstaltungen/bildungskonferenz-2021/programm/session-ii/",
    "/veranstaltungen/bildungskonferenz-2021/dokumentation/",
    "/veranstaltungen/bildungskonferenz-2021/mitwirkende/",
    "/veranstaltungen/beispiel-bildungskonferenz/",
    "/veranstaltungen/beispiel-bildungskonferenz/programm/",
    "/veranstaltungen/stammtisch-bne-beispiel/",
    "/veranstaltungen/beitrag/bestaetigen/?code=alt",
    "/merkliste/",
    "/merkliste/?a=quatsch-999999999",
    "/impressum/",
    "/datenschutz/",
    "/barrierefreiheit/",
    "/leichte-sprache/",
    "/api/v1/docs",
    "/gibt-es-nicht/",
    "/hinweis-danke/",
    "/suche/melden/gesendet/",
    "/suche/melden/beendet/",
    "/suche/melden/beenden/?code=alt",
    "/lernwege/",
    "/lernwege/hauptschulabschluss/",
    "/lernwege/deutsch-fuer-den-beruf/",
    "/konto/stand/?code=alt",
    "/konto/bestaetigen/?code=alt",
    "/suche/melden/verlaengern/?code=alt",
    "/veranstaltungen/anmeldung/?code=alt",
    "/veranstaltungen/anmeldung/geloescht/",
    "/veranstaltungen/beispiel-bildungskonferenz/anmelden/gesendet/",
    "/veranstaltungen/beispiel-bildungskonferenz/mein-programm/",
    "/veranstaltungen/beispiel-bildungskonferenz/rueckmeldung/",
    "/demo/postfach/",
]
# Forms have addresses of their own and may set the cookie that keeps them from being sent by other sites.
FORMS = [
    "/veranstaltungen/beispiel-bildungskonferenz/anmelden/",
    "/veranstaltungen/beispiel-bildungskonferenz/anmelden/?personen=2",
    "/veranstaltungen/beispiel-bildungskonferenz/anmelden/?schueler=24&erwachsene=2",
    "/konto/anmelden/",
    "/konto/registrieren/",
    "/konto/anmelden/code/",
    "/konto/passwort/vergessen/",
    "/konto/e-mail/unterwegs/",
    "/konto/e-mail/bestaetigen/?code=alt",
    "/konto/einladung/?code=alt",
    "/veranstaltungen/beispiel-bildungskonferenz/beitrag/",
    "/fehler-melden/?seite=/suche/",
    "/angebot-fehlt/?q=Schwimmen",
    "/angebot-einreichen/",
    "/suche/melden/?q=deutsch&kostenlos=1",
]


def linked(portal, path, pattern, most):
    """Addresses matching the pattern that a page links to, in order, without repeats."""
    with urllib.request.urlopen(portal + path, timeout=20) as response:
        found = re.findall(rf'href="({pattern})"', response.read().decode())
    return list(dict.fromkeys(found))[:most]


def shared_lists(portal):
    """Merklisten: some offers, and one just taken off beside one that is no more."""
    with urllib.request.urlopen(portal + "/suche/?q=kurs", timeout=20) as response:
        ids = re.findall(r'data-keep="(\d+)"', response.read().decode())[:3]
    every = "-".join(ids)
    return [f"/merkliste/?a={every}", f"/merkliste/?a={every}-999999999&weg={ids[0]}"]


def public_pages(portal):
    return [*reading_pages(portal), *FORMS]


def reading_pages(portal):
    """Fixed addresses and some of each kind that exists only with data."""
    return [
        *FIXED,
        *linked(portal, "/suche/?q=kurs", r"/angebote/[^/\"]+/", 3),
        *linked(portal, "/suche/?format=online", r"/angebote/[^/\"]+/", 1),
        *linked(portal, "/suche/?vergangene=1&sortierung=datum&bis=2026-01-01", r"/angebote/[^/\"]+/", 1),
        *linked(portal, "/anbieter/", r"/anbieter/[^/\"?]+/", 2),
        *shared_lists(portal),
        *linked(portal, "/themen/", r"/themen/[^/\"]+/", 2),
    ]
