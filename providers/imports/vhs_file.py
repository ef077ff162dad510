"""Open-vhs 1.2 (XML of the DVV) and the open data of the Berlin Volkshochschulen (JSON, the same words)."""

import re
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from .entries import DEEPEST, bytes_of, joined, json_of, list_of, rows_of_entries, table_of, text_of
from .rows import FileFault

_LEVEL = re.compile(r"\b([ABC][12])\b")
_REDUCED = re.compile(r"(?:erm(?:äßigt|\.)|reduziert)[^\d]{0,20}(\d+(?:[.,]\d{2})?)", re.IGNORECASE)
# Terms beyond this are said by first and last day.
_ON_SITE, _ONLINE, _BOTH = "vor-ort", "online", "hybrid"


def read_xml(path, report, limits):
    """Yield the rows of an Open-vhs file. Raises FileFault."""
    try:
        root = fromstring(bytes_of(path))
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        raise FileFault(_("Das XML ist beschädigt oder enthält, was hier nicht erlaubt ist.")) from error
    courses = [_tree(node) for node in root.iter() if _name(node) == "veranstaltung"]
    report.note(_("Gelesen als Open-vhs (XML)."))
    return rows_of_entries(map(_cells, courses), report)


def read_json(path, report, limits):
    """Yield the rows of a file of the Berlin Volkshochschulen. Raises FileFault."""
    courses = table_of(table_of(json_of(bytes_of(path))).get("veranstaltungen")).get("veranstaltung")
    if courses is None:
        raise FileFault(_("Im JSON fehlt die Liste „veranstaltungen“."))
    report.note(_("Gelesen als Kursliste der Berliner Volkshochschulen (JSON)."))
    return rows_of_entries(
        (_cells(course) for course in list_of(courses) if isinstance(course, dict)), report
    )


def _name(node):
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _tree(node, depth=0):
    """An element as the JSON has it: text, or an object whose repeated names are lists."""
    if not len(node) or depth > DEEPEST:
        return node.text or ""
    tree = {}
    for child in node:
        tree.setdefault(_name(child), []).append(_tree(child, depth + 1))
    return {name: values[0] if len(values) == 1 else values for name, values in tree.items()}


def _cells(course):
    def line(name):
        return text_of(next(iter(list_of(course.get(name))), ""))

    cells = {
        "id": line("guid") or line("nummer"),
        "title": line("name"),
        "subtitle": ", ".join(map(text_of, list_of(course.get("untertitel")))),
        "description": _description(course),
        "category": _category(course),
        "keywords": joined(map(text_of, list_of(course.get("schlagwort")))),
        "level": _level(course),
        "places_total": line("maximale_teilnehmerzahl"),
        "places_left": _left(line("maximale_teilnehmerzahl"), line("aktuelle_teilnehmerzahl")),
        "url": _url(course),
        "dates": _dates(course),
        "format": _format(course),
    }
    return cells | _price(course) | _place(course) | _contact(course)


def _description(course):
    texts = (text_of(table_of(text).get("text")) for text in list_of(course.get("text")))
    return "\n\n".join(text for text in texts if text)


def _category(course):
    category = course.get("dvv_kategorie")
    number = text_of(table_of(category).get("#text")) or text_of(category)
    return f"DVV {number}" if number else ""


def _level(course):
    found = _LEVEL.search(f"{text_of(course.get('level'))} {text_of(course.get('name'))}")
    return found[1] if found else ""


def _left(total, taken):
    if not (total.isdecimal() and taken.isdecimal() and len(total) < 8 and len(taken) < 8):
        return ""
    return str(max(0, int(total) - int(taken)))


def _url(course):
    pages = [table_of(page) for page in list_of(course.get("webadresse"))]
    return next((text_of(page.get("uri")) for page in pages if text_of(page.get("typ")) == "website"), "")


def _format(course):
    features = table_of(course.get("merkmale")).get("merkmal")
    kinds = {
        text_of(value)
        for feature in map(table_of, list_of(features))
        if text_of(feature.get("name")) == "kursart_digital"
        for value in list_of(feature.get("wert"))
    }
    if "blended_learning" in kinds:
        return _BOTH
    if kinds & {"online_angebot", "selbstlernangebot"}:
        return _ONLINE
    return _ON_SITE if _address(course) else ""


def _address(course):
    """The place as one flat object: the JSON keeps places beside the dates, the XML around the address."""
    beside = list_of(table_of(course.get("ortetermine")).get("adresse"))
    place = table_of(next(iter(list_of(course.get("veranstaltungsort"))), {}))
    return table_of(next(iter(beside), {})) or place | table_of(place.get("adresse"))


def _place(course):
    place = {name: text_of(value) for name, value in _address(course).items()}
    names = (place.get("lehrstaette") or place.get("name", ""), place.get("raum", ""))
    return {
        "place": names[0],
        "street": place.get("strasse", ""),
        "postcode": place.get("plz", ""),
        "city": place.get("ort", ""),
        "lat": place.get("breitengrad", ""),
        "lon": place.get("laengengrad", ""),
        "place_note": names[1],
    }


def _dates(course):
    terms = list_of(course.get("termin")) or list_of(table_of(course.get("ortetermine")).get("termin"))
    dates = [words for term in map(table_of, terms) if (words := _term(term))]
    if dates:
        return "; ".join(dates)
    first, last = text_of(course.get("beginn_datum")), text_of(course.get("ende_datum"))
    return f"{first} – {last}" if first and last > first else first


def _term(term):
    day, *clocks = (text_of(term.get(name)) for name in ("beginn_datum", "beginn_uhrzeit", "ende_uhrzeit"))
    start, end = (clock[:5] for clock in clocks)
    return f"{day} {start}" + (f"–{end}" if start and end else "") if day and start else day


def _price(course):
    price = table_of(next(iter(list_of(course.get("preis"))), {}))
    note = ". ".join(filter(None, map(text_of, list_of(price.get("zusatz")))))
    reduced = _REDUCED.search(note)
    return {
        "price": text_of(price.get("betrag")),
        "price_reduced": reduced[1] if reduced else "",
        "price_note": note,
    }


def _contact(course):
    contact = table_of(course.get("anmeldung"))
    return (
        {
            "contact_phone": text_of(contact.get("telefon")),
            "contact_email": text_of(contact.get("mail")),
            "registration_url": text_of(contact.get("link")),
        }
        if contact
        else {}
    )
