"""Bad files: a clear German report, nothing imported, never a traceback."""

import os
import random
import re
import zipfile

import pytest

from providers.imports import formats, rows
from providers.models import Offer, Provider

from .offer_files import (
    HEADER,
    csv_file,
    csv_text,
    faults,
    raw_file,
    reasons,
    row,
    run,
    with_member,
    xlsx_file,
)

pytestmark = pytest.mark.django_db
SHEET = "xl/worksheets/sheet1.xml"


def refused(path, **options):
    """The reason why a file was not taken; nothing may have been written."""
    report = run(path, **options)
    assert report.failed and not report.changes
    assert not Offer.objects.exists() and not Provider.objects.exists()
    return report.faults[-1].words()


def titles(path):
    report = run(path)
    assert not report.failed, reasons(report)
    return sorted(Offer.objects.values_list("title", flat=True))


def test_a_missing_file_is_named(tmp_path):
    assert "„fehlt.csv“ gibt es nicht" in refused(tmp_path / "fehlt.csv")


def test_a_name_no_file_can_have_is_no_traceback(tmp_path):
    assert "gibt es nicht" in refused(tmp_path / "a\0b.csv")


def test_a_folder_is_no_file(tmp_path):
    assert "ist keine Datei" in refused(tmp_path)


def test_a_pipe_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    assert "ist keine Datei" in refused(tmp_path / "pipe.csv")


@pytest.mark.parametrize("content", ["", "\n\n  \n", "# nur eine Erklärung\n", "\ufeff"])
def test_an_empty_file_is_named_so(tmp_path, content):
    assert "leer" in refused(raw_file(tmp_path, content))


def test_a_header_without_offers_is_named_so(tmp_path):
    assert "kein Angebot" in refused(csv_file(tmp_path))


def test_missing_columns_are_named_with_what_was_found(tmp_path):
    reason = refused(raw_file(tmp_path, "Nummer,title,Ort\n1,Yoga,Köln\n"))
    assert "Zeile 1" in reason and "die Spalte id" in reason and "„Nummer“, „title“, „Ort“" in reason


def test_a_heading_that_occurs_twice_is_refused(tmp_path):
    assert "„title“ kommt mehrmals vor" in refused(raw_file(tmp_path, "id,title,Titel\n1,a,b\n"))


def test_unknown_columns_are_ignored_and_named(tmp_path):
    assert "farbe" in reasons(run(raw_file(tmp_path, "id,title,farbe\n1,Yoga,rot\n")))


def test_a_large_file_is_refused_before_it_is_read(tmp_path):
    path = raw_file(tmp_path, csv_text(row()))
    os.truncate(path, 200 * 1024 * 1024)
    assert "200 MB; erlaubt sind 50 MB" in refused(path)


def test_the_limit_can_be_set(tmp_path):
    path = csv_file(tmp_path, row(description="x" * 2000))
    assert "erlaubt sind" in refused(path, limits=formats.Limits(size=1000))


@pytest.mark.parametrize(
    "start", [b"%PDF-1.7", b"\x89PNG\r\n", b"\xd0\xcf\x11\xe0", b"\x1f\x8b\x08", b"\xff\xfea\0"]
)
def test_other_kinds_of_files_are_refused(tmp_path, start):
    assert "CSV" in refused(raw_file(tmp_path, start + b"id,title\n1,a\n"))


def test_random_bytes_are_refused(tmp_path):
    for seed in range(30):
        refused(raw_file(tmp_path, random.Random(seed).randbytes(random.Random(seed).randrange(1, 3000))))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_usual_encodings_are_read(tmp_path, encoding):
    assert titles(csv_file(tmp_path, row(title="Töpfern „groß“"), encoding=encoding)) == ["Töpfern „groß“"]


def test_an_older_encoding_is_noted(tmp_path):
    assert "Prüfen Sie die Umlaute" in reasons(
        run(csv_file(tmp_path, row(title="Töpfern"), encoding="cp1252"))
    )


def test_damaged_utf8_is_not_taken_for_an_older_encoding(tmp_path):
    content = csv_text(row(title="Töpfern, Nähen, Förderung"), row(id="2")).encode() + b"probe,3,Yo\xffga\n"
    assert "Zeile 4: Die Datei ist UTF-8, aber hier beschädigt" in refused(raw_file(tmp_path, content))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path, delimiter):
    texts = ["Yoga; sanft, warm | ruhig"]
    assert titles(csv_file(tmp_path, row(title=texts[0]), delimiter=delimiter)) == texts


def test_the_delimiter_line_of_excel_is_understood(tmp_path):
    assert titles(raw_file(tmp_path, "sep=;\nid;title\n1;Yoga, sanft\n")) == ["Yoga, sanft"]


def test_a_quote_that_never_closes_is_named_where_it_opens(tmp_path):
    reason = refused(raw_file(tmp_path, 'id,title\n1,a\n2,"Yoga\n3,c\n4,d\n'))
    assert reason.startswith("Zeile 3: Ein Anführungszeichen")


def test_text_behind_a_closing_quote_is_named(tmp_path):
    assert "Zeile 2: Nach einem schließenden" in refused(raw_file(tmp_path, 'id,title\n1,"Yoga" für alle\n'))


def test_a_fault_late_in_the_file_undoes_everything(tmp_path):
    many = [row(id=str(number)) for number in range(1200)]
    assert "Anführungszeichen" in refused(raw_file(tmp_path, csv_text(*many) + 'probe,x,"Yoga\n'))


def test_a_row_with_too_many_cells_is_refused_and_named(tmp_path):
    report = run(raw_file(tmp_path, "id,title,url\n1,Yoga, sanft,https://example.org\n2,Malen,\n"))
    assert faults(report, "refused") == [(2, "", "")] and "4 Zellen, die Kopfzeile 3" in reasons(report)
    assert list(Offer.objects.values_list("title", flat=True)) == ["Malen"]


def test_a_row_with_too_few_cells_counts_the_rest_as_empty(tmp_path):
    report = run(raw_file(tmp_path, "source,id,title,url,kind\na,1,Yoga\n"))
    assert report.created == 1 and "nur 3 von 5" in reasons(report)


def test_nul_and_other_control_characters_fall_away_with_a_warning(tmp_path):
    report = run(raw_file(tmp_path, "source,id,title\na,1,Yo\0ga\n"))
    assert faults(report) == [(2, "title", "Yo\ufffdga")]
    assert Offer.objects.get().title == "Yoga"


def test_a_cell_of_fifty_thousand_characters_is_kept(tmp_path):
    run(csv_file(tmp_path, row(description="wort " * 10_000)))
    assert len(Offer.objects.get().description) == 49_999


def test_a_cell_beyond_all_measure_is_named(tmp_path):
    assert "Zeile 2: Eine Zelle ist länger" in refused(csv_file(tmp_path, row(description="x" * 200_000)))


def test_a_file_of_too_many_rows_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(rows, "MAX_ROWS", 3)
    assert "mehr als 3 Zeilen" in refused(csv_file(tmp_path, *(row(id=str(number)) for number in range(5))))


def test_a_formula_in_csv_is_text(tmp_path):
    assert titles(csv_file(tmp_path, row(title="=1+1"))) == ["=1+1"]


def test_a_workbook_is_read_like_csv(tmp_path):
    path = xlsx_file(tmp_path, row(id=4711, title="Yoga", postcode=39104.0, price=20.5))
    report = run(path)
    offer = Offer.objects.get()
    assert (offer.source_id, offer.location.postcode, float(offer.price_from)) == ("4711", "39104", 20.5)
    assert not faults(report)


def test_the_sheet_called_angebote_wins(tmp_path):
    assert titles(xlsx_file(tmp_path, row(title="Yoga"), sheet="Angebote")) == ["Yoga"]


def test_a_formula_in_a_workbook_gives_its_saved_result(tmp_path):
    path = xlsx_file(tmp_path, row(title='="Yo"&"ga"'))
    with_member(
        path,
        SHEET,
        lambda xml: re.sub(
            rb"<c r=\"C2\"[^>]*>(<f>.*?</f>)<v\s*/?>", rb'<c r="C2" t="str">\1<v>Yoga</v>', xml
        ),
    )
    assert titles(path) == ["Yoga"]


def test_a_formula_without_a_saved_result_is_named(tmp_path):
    report = run(xlsx_file(tmp_path, row(subtitle="=1+1")))
    assert faults(report) == [(2, "D", "=1+1")] and Offer.objects.get().subtitle == ""


def test_a_zip_bomb_is_refused_by_its_directory(tmp_path):
    path = xlsx_file(tmp_path, row())
    with_member(path, SHEET, lambda xml: xml + b" " * 2_000_000)
    assert path.stat().st_size < 20_000
    assert "ausgepackt zu groß" in refused(path, limits=formats.Limits(size=100_000))


def test_a_workbook_that_lies_about_its_size_is_refused(tmp_path):
    path = xlsx_file(tmp_path, row())
    with_member(path, SHEET, lambda xml: xml + b" " * 3_000_000)
    size = (3_000_000 + len(zipfile.ZipFile(xlsx_file(tmp_path / "..", row())).read(SHEET))).to_bytes(
        4, "little"
    )
    content = path.read_bytes()
    assert size in content
    path.write_bytes(content.replace(size, (700).to_bytes(4, "little")))
    assert "beschädigt" in refused(path, limits=formats.Limits(size=100_000))


def test_one_text_that_every_row_points_at_is_counted_each_time(tmp_path):
    path = xlsx_file(tmp_path, *(row(id=str(number), description="lang") for number in range(50)))
    pointer = re.compile(rb't="inlineStr"><is><t>lang</t></is>')
    with_member(path, SHEET, lambda xml: pointer.sub(b't="s"><v>0</v>', xml))
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    with_member(path, "[Content_Types].xml", lambda xml: xml.replace(b"</Types>", part))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{space}"><si><t>{"x" * 30_000}</t></si></sst>')
    assert "zu viel Text" in refused(path, limits=formats.Limits(size=20_000))
    assert run(path).created == 50


def test_another_packing_is_refused(tmp_path):
    path = xlsx_file(tmp_path, row())
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    assert "auf eine Art gepackt" in refused(path)


def test_entities_in_a_workbook_are_refused(tmp_path):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    path = xlsx_file(tmp_path, row())
    with_member(
        path, SHEET, lambda xml: re.sub(rb"(<\?xml[^>]*\?>)?", lambda found: found[0] + bomb, xml, count=1)
    )
    assert "beschädigt" in refused(path)


@pytest.mark.parametrize(
    "broken", [b"", b"<worksheet", b"<worksheet><sheetData><row r='x'/></sheetData></worksheet>"]
)
def test_a_broken_sheet_is_refused(tmp_path, broken):
    assert refused(with_member(xlsx_file(tmp_path, row()), SHEET, lambda xml: broken))


def test_a_workbook_cut_short_is_refused(tmp_path):
    path = xlsx_file(tmp_path, row())
    content = path.read_bytes()
    for length in range(1, len(content), 97):
        path.write_bytes(content[:length])
        refused(path)


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "angebote.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("brief.txt", "Hallo")
    assert "keine XLSX-Datei" in refused(path)


def test_a_row_number_from_nowhere_does_not_run_for_ever(tmp_path):
    path = xlsx_file(tmp_path, row(), row(id="2"))
    with_member(path, SHEET, lambda xml: xml.replace(b'<row r="3"', b'<row r="99999999999"'))
    assert "mehr Zeilen" in refused(path)


def test_the_format_can_be_said(tmp_path):
    assert "keine XLSX-Datei" in refused(csv_file(tmp_path, row()), format="xlsx")


def test_the_columns_of_the_exchange_file_are_all_known():
    assert all(formats.csv_file.column_name(name) for name in HEADER)
