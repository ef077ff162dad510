"""Which column of someone's list is which of ours: by its heading, else by what its cells look like."""

import re

from ..imports import dates
from ..imports.columns import COLUMNS, column_name

# Bound to the provider, so nobody chooses them.
NOT_CHOSEN = ("source", "provider")
# Not a column of the import: its cells are joined to the begin.
CLOCK = "clock"
NAMES = tuple(column.name for column in COLUMNS if column.name not in NOT_CHOSEN)

_SYNONYMS = {
    "id": "kursnummer kursnr nummer nr lfdnr veranstaltungsnummer veranstaltungsnr angebotsnummer code guid uid",
    "title": "titel kurstitel kursname kurs angebot angebotstitel bezeichnung name veranstaltung thema",
    "subtitle": "untertitel zusatz",
    "summary": "kurzbeschreibung kurztext teaser kurzinfo zusammenfassung",
    "description": "beschreibung inhalt inhalte kursinhalt text langtext details beschreibungstext",
    "category": "kategorie rubrik fachbereich programmbereich bereich",
    "kind": "art angebotsart veranstaltungsart typ",
    "topics": "themenfeld themenfelder themengebiet",
    "audiences": "zielgruppe zielgruppen teilnehmerkreis fuerwen",
    "keywords": "schlagwort schlagworte schlagwoerter stichworte tags",
    "age_from": "mindestalter alterab abalter",
    "age_to": "hoechstalter alterbis bisalter",
    "languages": "sprache kurssprache unterrichtssprache",
    "level": "niveau sprachniveau stufe kursniveau",
    "price": "preis gebuehr kosten entgelt kursgebuehr teilnahmegebuehr kurspreis betrag preisineuro preiseur",
    "price_reduced": "ermaessigt ermaessigtepreis ermaessigung preisermaessigt ermaessigterpreis",
    "price_note": "preishinweis hinweispreis kostenhinweis",
    "format": "form format durchfuehrung praesenzonline",
    "place": "ort veranstaltungsort kursort adresse anschrift treffpunkt raum lernort standort wo",
    "street": "strasse strassehausnummer strassenr strasseundhausnummer strassehausnr",
    "postcode": "plz postleitzahl",
    "city": "stadt gemeinde wohnort ortsname",
    "start": "beginn start datum termin startdatum kursbeginn von am wann beginndatum anfang",
    "end": "ende enddatum kursende bis endedatum",
    "dates": "termine alletermine kurstermine daten",
    CLOCK: "uhrzeit zeit uhrzeiten zeiten kurszeit",
    "places_total": "plaetze teilnehmerzahl maxteilnehmer maximaleteilnehmerzahl maxtn kapazitaet",
    "places_left": "freieplaetze restplaetze frei",
    "contact_name": "ansprechpartner ansprechperson kontakt ansprechpartnerin kontaktperson",
    "contact_email": "email mail emailadresse kontaktemail",
    "contact_phone": "telefon tel telefonnummer rufnummer",
    "url": "link webseite website internet homepage url weblink webadresse internetseite",
    "registration_url": "anmeldelink anmeldung anmeldungonline buchungslink",
    "registration_deadline": "anmeldeschluss anmeldefrist anmeldungbis",
}
_BY_WORD = {word: name for name, words in _SYNONYMS.items() for word in words.split()}
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_LOOKS = (
    ("contact_email", re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)),
    ("url", re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)),
    ("postcode", re.compile(r"\d{5}")),
    (CLOCK, re.compile(r"\d{1,2}[:.]\d{2}(?: ?(?:-|–|bis) ?\d{1,2}[:.]\d{2})?(?: ?Uhr)?")),
)


def guessed(header, samples):
    """The name of our column for each heading, "" where none fits; no column is given twice.

    `samples` are some cells of each column.
    """
    chosen = [_by_heading(heading) for heading in header]
    chosen = [name if name and name not in chosen[:index] else "" for index, name in enumerate(chosen)]
    for index, cells in enumerate(samples):
        name = "" if chosen[index] else _by_content([cell.strip() for cell in cells if cell.strip()])
        if name and name not in chosen:
            chosen[index] = name
    return chosen


def _by_heading(heading):
    name = column_name(heading)
    if name in NOT_CHOSEN:
        return ""
    if name:
        return name
    return _BY_WORD.get(re.sub(r"[^a-z]", "", heading.casefold().translate(_GERMAN)), "")


def _by_content(cells):
    if not cells:
        return ""
    for name, look in _LOOKS:
        if all(look.fullmatch(cell) for cell in cells):
            return name
    return "start" if all(dates.single_day(cell) for cell in cells) else ""
