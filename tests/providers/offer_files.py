"""Small made-up offer files for the import tests."""

import csv
import io
import zipfile

from openpyxl import Workbook
from taggit.models import Tag

from providers.imports.run import Options, import_file
from providers.models import Location, Offer, OfferDate, Provider, StatusChange

HEADER = [
    "source",
    "id",
    "title",
    "subtitle",
    "description",
    "category",
    "keywords",
    "provider",
    "place",
    "postcode",
]
HEADER += ["lat", "lon", "start", "end", "price", "url", "kind"]


def row(**cells):
    """Cells of one offer in the order of the exchange file; id and title have defaults."""
    cells = {"source": "probe", "id": "1", "title": "Töpfern für alle"} | cells
    return [cells.get(name, "") for name in HEADER]


def csv_text(*rows, header=HEADER, delimiter=","):
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows([header, *rows])
    return stream.getvalue()


def csv_file(folder, *rows, name="angebote.csv", encoding="utf-8", **how):
    path = folder / name
    path.write_bytes(csv_text(*rows, **how).encode(encoding))
    return path


def raw_file(folder, content, name="angebote.csv"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def xlsx_file(folder, *rows, header=HEADER, sheet="Tabelle1"):
    path = folder / "angebote.xlsx"
    book = Workbook()
    book.active.title = sheet
    for cells in [header, *rows]:
        book.active.append(cells)
    book.save(path)
    return path


def with_member(path, name, change):
    """Rewrite one member of a ZIP file; `change` gets its bytes."""
    with zipfile.ZipFile(path) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    members[name] = change(members[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return path


def run(path, **options):
    """Import and return the report."""
    return import_file(path, Options(**options))


def faults(report, level=None):
    """`(line, column, value)` of each fault, notes left out unless asked for."""
    return [
        (fault.line, fault.column, fault.value)
        for fault in report.faults
        if fault.level == (level or fault.level) and (level or fault.level != "note")
    ]


def reasons(report):
    return " ".join(fault.words() for fault in report.faults)


def take(folder, *rows, header=HEADER, **options):
    """Import rows and return the report; it must have worked."""
    report = run(csv_file(folder, *rows, header=header), **options)
    assert not report.failed, reasons(report)
    return report


def fields(folder, header, *cells, **options):
    """Import one offer from a file of a few columns; returns the offer."""
    take(folder, ["probe", "1", "Yoga", *cells], header=["source", "id", "title", *header], **options)
    return Offer.objects.get(source="probe", source_id="1")


FULL = row(
    subtitle="Kurs",
    description="<p>Ton</p>",
    category="Kunst",
    keywords="Ton; Drehscheibe",
    place="Weg 1, 39104 Magdeburg",
    lat="52.10",
    lon="11.63",
    start="2026-12-01 18:00",
    end="2026-12-01 20:00",
    price="20.00",
    url="https://example.org",
)


def counts():
    models = (
        Offer,
        Provider,
        Location,
        OfferDate,
        Tag,
        StatusChange,
        Offer.history.model,
        Location.history.model,
    )
    return [model.objects.count() for model in models]
