"""schema.org as JSON-LD: a .json file, or the scripts of a web page. Nothing of a page is run or fetched."""

from html.parser import HTMLParser

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from .entries import (
    DEEPEST,
    bytes_of,
    joined,
    json_of,
    list_of,
    rows_of_entries,
    span_words,
    table_of,
    text_of,
)
from .rows import FileFault

_COURSES = {"Course", "CourseInstance"}
_STATES = {"EventCancelled": "cancelled", "EventPostponed": "delayed", "EventScheduled": ""}
_STOCK = {"SoldOut": "full", "LimitedAvailability": "few", "InStock": "free"}


def read(path, report, limits):
    """Yield the rows of courses and events in a file of JSON-LD or HTML. Raises FileFault."""
    data = bytes_of(path)
    trees = (
        [json_of(data)] if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") else _scripts(data, report)
    )
    entries = [entry for tree in trees for entry in _entries(tree)]
    if not entries:
        raise FileFault(_("Hier steht kein Kurs und keine Veranstaltung als JSON-LD (schema.org)."))
    report.note(_("Gelesen als JSON-LD (schema.org)."))
    return rows_of_entries(map(_cells, entries), report)


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.scripts, self._inside = [], False

    def handle_starttag(self, tag, attrs):
        kind = (dict(attrs).get("type") or "").partition(";")[0].strip().lower()
        self._inside = tag == "script" and kind == "application/ld+json"
        if self._inside:
            self.scripts.append("")

    def handle_data(self, data):
        if self._inside:
            self.scripts[-1] += data

    def handle_endtag(self, tag):
        self._inside = False


def _scripts(data, report):
    page = _Page()
    page.feed(data.decode("utf-8", "replace"))
    if not page.scripts:
        raise FileFault(
            _(
                "Das ist eine Internetseite ohne lesbare Kursangaben. Speichern Sie die Liste als CSV oder XLSX."
            )
        )
    for script in page.scripts:
        try:
            yield json_of(script.encode("utf-8", "replace"))
        except FileFault as fault:
            report.warn(None, "", "", str(fault))


def _types(node):
    return {text_of(kind).rpartition("/")[2].rpartition(":")[2] for kind in list_of(node.get("@type"))}


def _entries(tree, depth=0):
    """Courses and events of a tree, outermost first; what a course contains belongs to it."""
    if depth > DEEPEST:
        return
    if isinstance(tree, list):
        for node in tree:
            yield from _entries(node, depth + 1)
    elif isinstance(tree, dict):
        kinds = _types(tree)
        if kinds & _COURSES or any(kind.endswith("Event") for kind in kinds):
            yield tree
        else:
            for value in tree.values():
                yield from _entries(value, depth + 1)


def _cells(node):
    instances = [table_of(each) for each in list_of(node.get("hasCourseInstance"))] or [node]
    first = instances[0]
    cells = {
        "id": _id(node),
        "title": _text(node.get("name")),
        "description": _text(node.get("description")),
        "keywords": _keywords(node),
        "url": _text(node.get("url")) or _text(first.get("url")),
        "dates": "; ".join(words for each in instances if (words := _span(each))),
        "age_from": "",
        "age_to": "",
    }
    cells["age_from"], _to, cells["age_to"] = _text(node.get("typicalAgeRange")).partition("-")
    return cells | _place(node, first) | _price(node, first) | _state(node, first)


def _text(value):
    """Text, also of a list or of an object with a value or name."""
    value = next(iter(list_of(value)), "")
    if isinstance(value, dict):
        value = value.get("@value") or value.get("value") or value.get("name") or ""
    return text_of(value)


def _id(node):
    return (
        _text(node.get("identifier"))
        or _text(node.get("courseCode"))
        or text_of(node.get("@id"))
        or _text(node.get("url"))
    )


def _keywords(node):
    words = [_text(word) for word in list_of(node.get("keywords"))]
    return joined(part.strip() for word in words for part in word.split(","))


def _span(node):
    first, last = (_moment(_text(node.get(name))) for name in ("startDate", "endDate"))
    return span_words(first, last) if first else ""


def _moment(text):
    """A date, or a datetime in the portal's time; None for what is neither."""
    try:
        moment = parse_datetime(text) if "T" in text else parse_date(text[:10])
    except (ValueError, OverflowError):
        return None
    if moment is None or not hasattr(moment, "hour") or moment.tzinfo is None:
        return moment
    return timezone.localtime(moment).replace(tzinfo=None)


def _place(node, first):
    places = [
        table_of(place) or {"name": place} for place in list_of(first.get("location") or node.get("location"))
    ]
    real = next((place for place in places if "VirtualLocation" not in _types(place)), None)
    virtual = next((place for place in places if "VirtualLocation" in _types(place)), {})
    mode = _text(
        first.get("courseMode") or first.get("eventAttendanceMode") or node.get("eventAttendanceMode")
    ).lower()
    address = table_of((real or {}).get("address"))
    plain = "" if address else _text((real or {}).get("address"))
    geo = table_of((real or {}).get("geo"))
    return {
        "place": ", ".join(filter(None, (_text((real or {}).get("name")), plain))),
        "street": _text(address.get("streetAddress")),
        "postcode": _text(address.get("postalCode")),
        "city": _text(address.get("addressLocality")),
        "lat": _text(geo.get("latitude")),
        "lon": _text(geo.get("longitude")),
        "online_url": _text(virtual.get("url")),
        "format": _mode(mode, real, virtual),
    }


def _mode(mode, real, virtual):
    if "mixed" in mode or "blended" in mode or (real and virtual):
        return "hybrid"
    if "online" in mode or virtual:
        return "online"
    return "vor-ort" if real else ""


def _price(node, first):
    offer = table_of(next(iter(list_of(first.get("offers") or node.get("offers"))), {}))
    free = first.get("isAccessibleForFree", node.get("isAccessibleForFree"))
    if free in (True, "true", "True"):
        return {"price": "kostenlos"}
    return {
        "price": _text(offer.get("price")) or _text(offer.get("lowPrice")),
        "price_to": _text(offer.get("highPrice")),
    }


def _state(node, first):
    offer = table_of(next(iter(list_of(first.get("offers") or node.get("offers"))), {}))
    state = _STATES.get(_text(first.get("eventStatus") or node.get("eventStatus")).rpartition("/")[2])
    stock = _STOCK.get(_text(offer.get("availability")).rpartition("/")[2])
    # Silence of the source leaves alone what the provider has set here by one tap.
    return {} if state is None and stock is None else {"availability": state or stock or ""}
