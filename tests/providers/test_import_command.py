"""`manage.py import_offers`: what it prints, what it leaves, with which exit code; and the template."""

import csv
import json
import re
import tomllib
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from providers import vocabulary
from providers.imports.columns import COLUMNS
from providers.imports.vocabulary import MAPPING_FILE
from providers.models import Offer
from tests.factories import make_provider

from .offer_files import csv_file, faults, raw_file, reasons, row, run, xlsx_file

pytestmark = pytest.mark.django_db


def command(*args, **options):
    """Standard output and standard error of the command."""
    out, err = StringIO(), StringIO()
    call_command("import_offers", *map(str, args), stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_the_figures_are_printed(tmp_path):
    path = csv_file(tmp_path, row(), row(), row(id="2", start="31.02.2026"))
    out, _err = command(path, "--publish")
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert lines[0].startswith(
        "nicht übernommen: Zeile 3, Spalte „id“, „1“: Quelle und Kennung stehen schon in Zeile 2"
    )
    assert lines[1].startswith("Warnung: Zeile 4, Spalte „start“, „31.02.2026“: Das Datum")
    for line in ("Zeilen gelesen: 3", "neu: 2", "nicht übernommen: 1", "veröffentlicht: 2", "2 Änderungen"):
        assert line in lines


def test_a_second_time_says_0_changes(tmp_path):
    path = csv_file(tmp_path, row())
    command(path)
    assert "\n0 Änderungen" in command(path)[0]


def test_faults_of_a_kind_are_not_printed_without_end(tmp_path):
    out, _err = command(csv_file(tmp_path, *(row(id=str(number), price="0") for number in range(50))))
    assert out.count("„price“") == 10 and "… und 40 weitere dieser Art" in out


def test_progress_goes_to_standard_error(tmp_path):
    _out, err = command(csv_file(tmp_path, *(row(id=str(number)) for number in range(1500))))
    assert re.match(r"1\.000 Zeilen \(\d\d %\)\n", err)


def test_a_dry_run_says_so_and_saves_nothing(tmp_path):
    out, _err = command(csv_file(tmp_path, row()), "--dry-run")
    assert "Probelauf, es wurde nichts gespeichert" in out and not Offer.objects.exists()


@pytest.mark.parametrize("content", ["", "Nummer;Name\n1;Yoga\n", "id,title\n,Yoga\n"])
def test_a_file_that_gives_nothing_ends_with_an_error(tmp_path, content):
    with pytest.raises(CommandError, match="Es wurde nichts gespeichert"):
        command(raw_file(tmp_path, content))


def test_a_call_without_file_and_an_unknown_provider_are_explained(tmp_path):
    with pytest.raises(CommandError, match="Nennen Sie eine Datei"):
        command()
    with pytest.raises(CommandError, match="„nirgends“ gibt es nicht"):
        command(csv_file(tmp_path, row()), "--provider", "nirgends")


def test_a_provider_can_be_named(tmp_path):
    known = make_provider()
    command(csv_file(tmp_path, row()), "--provider", known.slug)
    assert known.offers.count() == 1


def test_the_report_as_csv_is_safe_to_open_in_a_spreadsheet(tmp_path):
    report = tmp_path / "bericht.csv"
    command(csv_file(tmp_path, row(price="=CMD()"), row(id="2", title="")), "--report", report)
    rows = list(csv.reader(report.open(encoding="utf-8-sig"), delimiter=";"))
    assert rows[0] == ["Stufe", "Zeile", "Spalte", "Wert", "Grund"]
    assert [cells[:4] for cells in rows[2:]] == [
        ["Warnung", "2", "price", "'=CMD()"],
        ["nicht übernommen", "3", "title", "2"],
    ]


def test_the_report_as_json_is_written_for_a_failed_import_too(tmp_path):
    report = tmp_path / "bericht.json"
    with pytest.raises(CommandError):
        command(raw_file(tmp_path, "id,Name\n"), "--report", report)
    written = json.loads(report.read_text())
    assert written["failed"] and "title" in written["faults"][-1]["reason"]


def test_a_report_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(CommandError, match="lässt sich nicht schreiben"):
        command(csv_file(tmp_path, row()), "--report", tmp_path / "fehlt" / "bericht.csv")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_template_as_it_is_holds_no_offer_and_every_column(tmp_path, ending):
    path = tmp_path / f"vorlage.{ending}"
    command("--template", path)
    assert "Unter der Kopfzeile steht kein Angebot" in reasons(run(path))


def test_the_template_explains_every_column_and_lists_the_words(tmp_path):
    vocabulary.load(vocabulary.read(vocabulary.FIRST_WORDS))
    command("--template", tmp_path / "vorlage.xlsx")
    help_rows = list(load_workbook(tmp_path / "vorlage.xlsx")["Erklärung"].values)[1:]
    assert [cells[0] for cells in help_rows] == [column.name for column in COLUMNS]
    assert "beruf-und-familie" in {cells[0]: cells[4] for cells in help_rows}["life_stages"]


@pytest.mark.parametrize("make", [csv_file, xlsx_file])
def test_the_examples_of_the_template_are_read_without_a_fault(tmp_path, make):
    vocabulary.load(vocabulary.read(vocabulary.FIRST_WORDS))
    path = make(
        tmp_path, [str(column.example) for column in COLUMNS], header=[column.name for column in COLUMNS]
    )
    report = run(path)
    assert not faults(report), reasons(report)
    offer = Offer.objects.get()
    assert (offer.age_from, offer.level, offer.registration, offer.places_left) == (16, "A2", "required", 9)
    assert (offer.dates.count(), offer.topics.count(), offer.life_stages.count()) == (2, 1, 2)
    assert run(path).changes == 0


def test_a_template_does_not_overwrite_a_file(tmp_path):
    path = csv_file(tmp_path, row())
    with pytest.raises(CommandError, match="gibt es schon"):
        command("--template", path)
    with pytest.raises(CommandError, match=r"als \.csv und als \.xlsx"):
        command("--template", tmp_path / "vorlage.docx")


def test_every_editable_field_of_an_offer_has_a_column():
    left_out = {"slug", "source", "source_id", "source_category", "location", "provider", "price_from"}
    left_out |= {"picture", "picture_alt", "picture_author", "picture_licence", "needs_review", "review_note"}
    fields = {
        field.name for field in [*Offer._meta.concrete_fields, *Offer._meta.many_to_many] if field.editable
    }
    assert fields - left_out - {"id", "created_at", "changed_at"} <= {column.name for column in COLUMNS}


def test_the_mapping_names_only_words_the_portal_starts_with():
    vocabulary.load(vocabulary.read(vocabulary.FIRST_WORDS))
    words = tomllib.loads(MAPPING_FILE.read_text())
    known = {
        name: set(vocabulary.TABLES[name].objects.values_list("slug", flat=True))
        for name in ("offer_kinds", "topics")
    }
    assert set(words["kinds"].values()) <= known["offer_kinds"]
    assert {
        slug for table in words["topics"].values() for slugs in table.values() for slug in slugs
    } <= known["topics"]
