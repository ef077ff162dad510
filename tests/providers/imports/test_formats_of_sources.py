"""The formats of subscribed lists: what their entries say becomes cells, what is broken a German reason, never more."""

import json

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from providers.imports import formats
from providers.imports.report import Report
from providers.imports.rows import FileFault
from providers.models import Offer

OPENVHS = """<?xml version="1.0" encoding="UTF-8"?>
<openvhs:veranstaltungen version="1.2" xmlns:openvhs="http://www.dvv-vhs.de/Open-VHS"><veranstaltung>
<guid>G-1</guid><nummer>N1</nummer><name><![CDATA[Töpfern & mehr]]></name><untertitel>am Abend</untertitel>
<merkmale><merkmal><name>kursart_digital</name><wert>blended_learning</wert></merkmal></merkmale>
<dvv_kategorie version="2.0">2.06</dvv_kategorie><level>B1.2</level>
<aktuelle_teilnehmerzahl>9</aktuelle_teilnehmerzahl><maximale_teilnehmerzahl>12</maximale_teilnehmerzahl>
<beginn_datum>2030-02-03</beginn_datum><ende_datum>2030-02-10</ende_datum>
<schlagwort>Ton</schlagwort><schlagwort>Glasur; Brand</schlagwort>
<text><eigenschaft>text</eigenschaft><text>Wir töpfern.</text></text>
<veranstaltungsort><name>Haus B</name><adresse><plz>39104</plz><ort>Musterstadt</ort><strasse>Weg 1</strasse></adresse>
</veranstaltungsort>
<termin><beginn_datum>2030-02-03</beginn_datum><beginn_uhrzeit>18:30:00</beginn_uhrzeit>
<ende_uhrzeit>21:00:00</ende_uhrzeit></termin><termin><beginn_datum>2030-02-10</beginn_datum></termin>
<preis><betrag>82.8</betrag><zusatz>ermäßigt 41,40 €</zusatz></preis>
<webadresse><typ>attachment</typ><uri>https://example.org/plan.pdf</uri></webadresse>
<webadresse><typ>website</typ><uri>https://example.org/kurs</uri></webadresse>
</veranstaltung></openvhs:veranstaltungen>"""
VHS_JSON = {
    "veranstaltungen": {
        "veranstaltung": [
            {
                "guid": "7",
                "name": "Kickboxen",
                "untertitel": None,
                "ortetermine": {
                    "adresse": [
                        {
                            "lehrstaette": "Halle",
                            "plz": "10115",
                            "ort": "Berlin",
                            "raum": "4.09",
                            "breitengrad": "52.5",
                            "laengengrad": "13.4",
                        }
                    ],
                    "termin": {
                        "beginn_datum": "2030-09-02",
                        "beginn_uhrzeit": "16:00",
                        "ende_uhrzeit": "17:30",
                    },
                },
                "anmeldung": {"telefon": "030 1", "mail": "a@example.org", "link": "https://example.org/"},
                "preis": {"betrag": "84.70", "zusatz": "erm. Preis: 47,00 EUR"},
            }
        ]
    }
}
JSONLD = {
    "@context": "https://schema.org",
    "@graph": [
        {
            "@type": "Course",
            "courseCode": "K1",
            "name": "Deutsch",
            "hasCourseInstance": [
                {
                    "@type": "CourseInstance",
                    "startDate": "2030-12-01T17:00:00Z",
                    "endDate": "2030-12-01T19:00:00Z",
                    "courseMode": "online",
                },
                {"@type": "CourseInstance", "startDate": "2030-12-08"},
            ],
            "offers": {"price": 0, "availability": "https://schema.org/SoldOut"},
            "isAccessibleForFree": True,
        },
        {
            "@type": ["Thing", "schema:EducationEvent"],
            "name": "Lesung",
            "startDate": "2030-12-24",
            "endDate": "2030-12-26",
            "eventStatus": "https://schema.org/EventCancelled",
            "location": {
                "@type": "Place",
                "name": "Haus",
                "address": {"streetAddress": "Weg 1", "postalCode": "39104"},
            },
        },
    ],
}
PAGE = f"""<!doctype html><html><head><title>x</title><script>var a = "<script>";</script>
<script type="application/ld+json">{json.dumps(JSONLD)}</script>
<script type="application/ld+json">{{kaputt</script></head><body></body></html>"""


def read(tmp_path, content, name="auto"):
    path = tmp_path / "liste.xlsx"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    report = Report()
    return [row.cells for row in formats.read(path, report, name=name)], report


def test_open_vhs(tmp_path):
    [cells], _report = read(tmp_path, OPENVHS)
    expected = {
        "id": "G-1", "title": "Töpfern & mehr", "subtitle": "am Abend", "category": "DVV 2.06", "level": "B1",
        "places_total": "12", "places_left": "3", "keywords": "Ton; Glasur, Brand", "description": "Wir töpfern.",
        "dates": "2030-02-03 18:30–21:00; 2030-02-10", "price": "82.8", "price_reduced": "41,40",
        "place": "Haus B", "street": "Weg 1", "postcode": "39104", "city": "Musterstadt", "format": "hybrid",
        "url": "https://example.org/kurs",
    }  # fmt: skip
    assert expected.items() <= cells.items()


def test_berlin_vhs(tmp_path):
    [cells], _report = read(tmp_path, json.dumps(VHS_JSON))
    expected = {
        "id": "7", "title": "Kickboxen", "place": "Halle", "place_note": "4.09", "lat": "52.5", "lon": "13.4",
        "dates": "2030-09-02 16:00–17:30", "price": "84.70", "price_reduced": "47,00", "contact_email": "a@example.org",
    }  # fmt: skip
    assert expected.items() <= cells.items()


@pytest.mark.parametrize("content", [json.dumps(JSONLD), PAGE], ids=["file", "page"])
def test_schema_org(tmp_path, content):
    [course, event], _report = read(tmp_path, content)
    assert course["dates"] == "2030-12-01 18:00–20:00; 2030-12-08"
    assert (course["id"], course["price"], course["availability"], course["format"]) == (
        "K1",
        "kostenlos",
        "full",
        "online",
    )
    assert (event["dates"], event["availability"]) == ("2030-12-24 – 2030-12-26", "cancelled")
    assert (event["place"], event["street"], event["postcode"]) == ("Haus", "Weg 1", "39104")
    assert event["id"].startswith("ohne-nr-")


@pytest.mark.parametrize(
    ("lines", "dates"),
    [
        ("DTSTART:20301203T170000Z\nDTEND:20301203T190000Z", "2030-12-03 18:00–20:00"),
        ("DTSTART;VALUE=DATE:20301203\nDTEND;VALUE=DATE:20301206", "2030-12-03 – 2030-12-05"),
        ("DTSTART;VALUE=DATE:20301203", "2030-12-03"),
        ("DTSTART:20301203T220000\nDURATION:PT4H", "2030-12-03 22:00 – 2030-12-04 02:00"),
        ("DTSTART:20301203T220000\nRRULE:FREQ=SECONDLY", "2030-12-03 22:00"),
        ("DTSTART:20301203T220000\nRRULE:FREQ=DAILY;BYSECOND=1,2,3", "2030-12-03 22:00"),
        ("DTSTART:00010101T000000\nRRULE:FREQ=DAILY", "0001-01-01 00:00"),
        ("SUMMARY:ohne Beginn", ""),
    ],
)
def test_dates_of_a_calendar(tmp_path, lines, dates):
    content = f"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n"
    [cells], _report = read(tmp_path, content)
    assert cells["dates"] == dates


@pytest.mark.parametrize(
    "content", [OPENVHS, json.dumps(VHS_JSON), json.dumps(JSONLD)], ids=["openvhs", "vhs", "jsonld"]
)
def test_the_command_reads_them_and_a_second_time_changes_nothing(tmp_path, db, content, capsys):
    path = tmp_path / "liste"
    path.write_text(content)
    call_command("import_offers", path)
    assert Offer.objects.exists()
    call_command("import_offers", path)
    assert "0 Änderungen" in capsys.readouterr().out


@pytest.mark.parametrize(
    "content",
    [
        '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><veranstaltungen>&d;</veranstaltungen>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><veranstaltungen/>',
        "<veranstaltungen>" * 50,
        "[" * 100_000,
        '{"@graph": ' * 900 + "1" + "}" * 900,
        "BEGIN:VCALENDAR\nBEGIN:VEVENT",
    ],
)
def test_hostile_files_give_a_reason_or_nothing(tmp_path, content):
    try:
        rows, _report = read(tmp_path, content)
    except FileFault:
        rows = []
    assert rows == []


LINES = st.sampled_from(
    [
        "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR", "UID:1", "DTSTART:20301203T220000", "DTSTART:99991231T235959Z",
        "DTSTART;TZID=Nirgendwo:20301203T220000", "DTEND:20201203T220000", "DURATION:-P9999999D", "RRULE:FREQ=WEEKLY",
        "RRULE:FREQ=WEEKLY;COUNT=-1", "EXDATE:x", "RDATE:20301203", "SUMMARY:\x00a", "CATEGORIES:a,,b", "STATUS:",
        "RECURRENCE-ID:20301203T220000", "DTSTART:", " gefaltet", "LOCATION:a\\nb", "X-WR-TIMEZONE:Mars/Nord",
    ]
)  # fmt: skip
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
KEYS = st.sampled_from(
    [
        "@type", "@graph", "name", "startDate", "endDate", "offers", "price", "location", "address", "veranstaltungen",
        "veranstaltung", "guid", "termin", "ortetermine", "adresse", "preis", "text", "webadresse", "keywords",
    ]
)  # fmt: skip
TREES = st.recursive(
    LEAVES | st.sampled_from(["Event", "Course", "2030-12-01", "9999-99-99T99:99", "٣"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=25,
)


def survives(folder, content):
    """Rows of text, or a FileFault: nothing else."""
    try:
        rows, _report = read(folder, content)
    except FileFault:
        return
    assert all(isinstance(text, str) for cells in rows for text in cells.values())


FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FUZZ
@given(lines=st.lists(LINES, max_size=14))
def test_any_calendar_is_read_or_refused(tmp_path, lines):
    survives(tmp_path, "BEGIN:VCALENDAR\nVERSION:2.0\n" + "\n".join(lines))


@FUZZ
@given(
    tree=TREES,
    wrap=st.sampled_from(["{}", '{{"@graph": {}}}', '{{"veranstaltungen": {{"veranstaltung": {}}}}}']),
)
def test_any_json_is_read_or_refused(tmp_path, tree, wrap):
    survives(tmp_path, wrap.format(json.dumps(tree)))


@FUZZ
@given(cut=st.integers(0, len(OPENVHS)), put=st.text(max_size=6))
def test_any_xml_is_read_or_refused(tmp_path, cut, put):
    survives(tmp_path, (OPENVHS[:cut] + put + OPENVHS[cut:]).encode("utf-8", "replace"))


@FUZZ
@given(content=st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(tmp_path, content):
    survives(tmp_path, content)
