"""„Liste einlesen“: bring, name the columns, mend, take over; nobody reaches another's."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import Workbook

from portal.core import retention
from providers.bulk import importing
from providers.bulk.guessing import guessed
from providers.bulk.reading import pasted
from providers.models import BulkUpload, Offer

from ...factories import make_offer
from .conftest import PLACE, signed_in

HEADER = "Kursnr.;Kurstitel;Beginn;Uhrzeit;Gebühr;Veranstaltungsort;PLZ;Mail"


def course(
    number, title="Deutsch A2", start="24.11.2026", clock="18:00–20:15", price="96,00", mail="a@example.org"
):
    return f"{number};{title};{start};{clock};{price};Haus B;39104;{mail}"


def lines(*rows):
    return "\n".join([HEADER, *rows])


def text_of(response):
    """What the main part of a page says, its errors first."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    main = f"{main.partition('id="fehler"')[2]} {main}"
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def take(page, upload, how="entwurf"):
    return page.post(f"{PLACE}{upload.pk}/uebernehmen/", {"wie": how}, follow=True)


def repairs(upload, **texts):
    """Post data that mends each faulty row by column."""
    data = {"zeile": []}
    for row in upload.rows.exclude(faults=[]):
        data["zeile"].append(row.pk)
        for fault in row.faults:
            data[f"z{row.pk}-{fault['column']}"] = texts[fault["column"]]
    return data


def test_two_hundred_rows_with_ten_faults_become_two_hundred_drafts(page, checked):
    rows = [course(number) for number in range(200)]
    for number in range(8):
        rows[number * 20] = course(number * 20, start="im Herbst 26")
    rows[5], rows[6] = course(5, title=""), course(6, mail="keine Adresse")
    upload = checked(lines(*rows))
    shown = text_of(page.get(f"{PLACE}{upload.pk}/"))
    assert "190 von 200 Zeilen" in shown
    assert "Zeile 7: Der Titel fehlt." in shown
    page.post(
        f"{PLACE}{upload.pk}/zeilen/",
        repairs(upload, start="1.12.2026", title="Yoga", contact_email="b@example.org"),
    )
    assert not upload.rows.exclude(faults=[]).exists()
    take(page, upload)
    offers = Offer.objects.filter(provider=upload.provider, status=Offer.Status.DRAFT)
    assert offers.count() == 200
    mended = offers.get(source_id="0")
    assert [f"{date.first_day} {date.start_time}" for date in mended.dates.all()] == ["2026-12-01 None"]
    assert str(offers.get(source_id="1").dates.get().end_time) == "20:15:00"


def test_only_faulty_cells_are_fields_and_keep_what_was_typed(page, checked):
    upload = checked(lines(course(1), course(2, start="31.2.2026")))
    content = page.get(f"{PLACE}{upload.pk}/").content.decode()
    fields = re.findall(r'<input type="text" name="(z\d+-\w+)" value="([^"]*)"', content)
    assert fields == [(f"z{upload.rows.get(line=3).pk}-start", "31.2.2026 18:00–20:15")]
    assert 'id="fehler"' in content


def test_a_mended_cell_that_is_still_wrong_is_shown_again_with_the_new_text(page, checked):
    upload = checked(lines(course(1, start="31.2.2026")))
    page.post(f"{PLACE}{upload.pk}/zeilen/", repairs(upload, start="bald 2026"))
    assert 'value="bald 2026"' in page.get(f"{PLACE}{upload.pk}/").content.decode()


def test_rows_can_be_left_out_and_the_report_counts_them(page, checked):
    upload = checked(lines(course(1), course(2, title=""), course(2, title="Zwei")))
    row = upload.rows.get(line=3)
    page.post(f"{PLACE}{upload.pk}/zeilen/", {"zeile": row.pk, f"z{row.pk}-weglassen": "on"})
    take(page, upload)
    assert set(Offer.objects.values_list("title", flat=True)) == {"Deutsch A2", "Zwei"}


def test_double_click_imports_once(page, checked):
    upload = checked(lines(course(1)))
    for _click in range(3):
        response = take(page, upload)
    upload.refresh_from_db()
    assert upload.report["created"] == 1
    assert "Die Liste ist übernommen" in text_of(response)
    assert Offer.objects.count() == 1


def test_the_same_list_again_changes_nothing(page, checked):
    for _time in range(2):
        upload = checked(lines(course(1), course(2)))
        take(page, upload)
    upload.refresh_from_db()
    assert (upload.report["created"], upload.report["unchanged"]) == (0, 2)


@pytest.mark.parametrize("columns", ["source;id;title", "source;id;title;provider"])
def test_no_cell_of_a_list_reaches_offers_of_another_provider(page, checked, other, columns):
    theirs = make_offer("Nachbars Kurs", provider=other, source="verein", source_id="7")
    upload = checked(
        f"{columns}\nverein;7;Gekapert;Verein nebenan\n"
        if "provider" in columns
        else f"{columns}\nverein;7;Gekapert\n"
    )
    take(page, upload)
    theirs.refresh_from_db()
    assert (theirs.title, theirs.provider) == ("Nachbars Kurs", other)
    mine = Offer.objects.get(title="Gekapert")
    assert (mine.provider, mine.source) == (upload.provider, f"liste-{upload.provider.pk}")


def test_even_a_source_of_the_same_name_with_anothers_offers_is_refused(page, checked, school, other):
    theirs = make_offer("Nachbars Kurs", provider=other, source=f"liste-{school.pk}", source_id="7")
    upload = checked("id;title\n7;Gekapert\n8;Eigener\n")
    take(page, upload)
    upload.refresh_from_db()
    theirs.refresh_from_db()
    assert theirs.title == "Nachbars Kurs"
    assert upload.report["refused"] == 1
    assert "schon vergeben" in upload.report["faults"][0]


@pytest.mark.parametrize("step", ["", "spalten/", "zeilen/", "uebernehmen/", "verwerfen/", "fehler.csv"])
def test_anothers_upload_does_not_exist(checked, omar, other, step):
    upload = checked(lines(course(1)))
    client = signed_in(omar)
    method = client.post if step in ("zeilen/", "uebernehmen/") else client.get
    assert method(f"{PLACE}{upload.pk}/{step}").status_code == 404
    assert method(f"{PLACE}99999999999999999999/{step}").status_code == 404
    assert BulkUpload.objects.filter(pk=upload.pk).exists()


def test_a_list_goes_to_an_own_provider_only(bring, other):
    assert bring(lines(course(1)), provider=other.pk).status_code == 200
    assert not BulkUpload.objects.exists()


def test_rows_of_another_upload_are_not_mended(page, checked, omar, other):
    mine, row = checked(lines(course(1, title=""))), None
    theirs = BulkUpload.objects.create(
        provider=other, by=omar, name="x", header=["id"], columns=["id"], state="checked"
    )
    row = theirs.rows.create(
        line=2, cells=["1"], faults=[{"column": "title", "level": "refused", "value": "", "reason": ""}]
    )
    page.post(f"{PLACE}{mine.pk}/zeilen/", {"zeile": [row.pk, "x", "9" * 30], f"z{row.pk}-title": "Gekapert"})
    row.refresh_from_db()
    assert row.repairs == {}


def test_without_an_id_column_the_portal_says_how_it_knows_an_offer_again(page, checked, bring):
    response = page.get(f"{bring('Titel;Beginn;Ort\nYoga;1.12.2026;Haus').url}spalten/")
    assert "Titel, Beginn und Ort" in text_of(response)
    for _time in range(2):
        take(page, checked("Titel;Beginn;Ort\nYoga;1.12.2026;Haus\nYoga;2.12.2026;Haus"))
    assert Offer.objects.filter(title="Yoga").count() == 2


def test_submitted_in_one_go(page, checked):
    take(page, checked(lines(course(1), course(2))), "einreichen")
    assert set(Offer.objects.values_list("status", flat=True)) == {Offer.Status.SUBMITTED}


def test_published_offers_a_list_changes_are_marked_for_the_team(page, checked, school):
    offer = make_offer("Alt", provider=school, source=f"liste-{school.pk}", source_id="1")
    take(page, checked(lines(course(1))))
    offer.refresh_from_db()
    assert (offer.title, offer.status, offer.needs_review) == ("Deutsch A2", "published", True)
    assert offer.confirmed_at is not None


def test_long_lists_wait_for_the_worker(page, checked, monkeypatch):
    monkeypatch.setattr(importing, "AT_ONCE", 1)
    upload = checked(lines(course(1), course(2)))
    assert "0 von 2 Zeilen" in text_of(take(page, upload))
    assert not Offer.objects.exists()
    importing.import_waiting()
    assert Offer.objects.count() == 2
    assert "Die Liste ist übernommen" in text_of(page.get(f"{PLACE}{upload.pk}/"))


def test_uploads_go_after_fourteen_days_and_when_discarded(page, checked):
    upload = checked(lines(course(1)))
    now = timezone.now() + timedelta(days=14, minutes=1)
    assert importing.delete_old_uploads in [rule.delete for rule in retention.RULES]
    upload = checked(lines(course(2)))
    page.get(f"{PLACE}{upload.pk}/verwerfen/")
    assert BulkUpload.objects.count() == 2
    page.post(f"{PLACE}{upload.pk}/verwerfen/")
    assert BulkUpload.objects.count() == 1
    importing.delete_old_uploads(now)
    assert not BulkUpload.objects.exists()


def test_the_list_of_faults_is_safe_in_a_spreadsheet(page, checked):
    upload = checked(lines(course(1, mail="=1+1@")))
    content = page.get(f"{PLACE}{upload.pk}/fehler.csv").content.decode()
    assert ";'=1+1@;" in content


def test_a_pasted_table_takes_the_same_way(page, school):
    text = "Titel\tBeginn\nYoga am Abend\t1.12.2026\n"
    response = page.post(PLACE, {"provider": school.pk, "text": text})
    assert "Yoga am Abend" in text_of(page.get(f"{response.url}spalten/"))


@pytest.mark.parametrize(
    "text",
    [
        "A;B\n1;2",
        "A\tB\n1\t2",
        "| A | B |\n|---|:--|\n| 1 | 2 |",
        "A|B\n1|2",
        "A,B\r\n1,2",
        '"A";"B"\n"1";"2"',
    ],
)
def test_tables_of_any_kind_can_be_pasted(text):
    assert pasted(text) == [["A", "B"], ["1", "2"]]


def test_quotes_that_stand_for_themselves_can_be_pasted():
    assert pasted('A\tB\n"Hallo" Kurs\t2') == [["A", "B"], ['"Hallo" Kurs', "2"]]


def test_columns_are_guessed_by_heading_and_by_content():
    header = ["Kurs-Nr.", "Titel", "Wer?", "Seite", "", "Quelle", "title"]
    samples = [["1"], ["x"], ["a@b.de", "c@d.de"], ["https://example.org"], ["1.12.2026", ""], ["vhs"], ["y"]]
    assert guessed(header, samples) == ["id", "title", "contact_email", "url", "start", "", ""]


def test_a_column_chosen_twice_and_a_missing_title_are_said(page, bring):
    place = f"{bring('A;B\n1;2').url}spalten/"
    assert "in welcher Spalte der Titel" in text_of(page.post(place, {"c0": "id", "c1": "-"}))
    assert "zweimal gewählt" in text_of(page.post(place, {"c0": "title", "c1": "title"}))
    assert page.post(place, {"c0": "title", "c1": "nonsense"}).status_code == 200


def workbook(*rows):
    book, stream = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


def bomb():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b"0" * 40_000_000)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "leer"),
        (b"\n\n \n", "leer"),
        (b"Titel;Beginn\n", "kein Angebot"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "XLS oder mit Kennwort"),
        (b"%PDF-1.7", "PDF"),
        (b"<html><table><tr><td>Titel</td></tr></table></html>", "Internetseite ohne lesbare"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><veranstaltungen/>", "beschädigt oder enthält"),
        (b"PK\x03\x04kein Archiv", "keine XLSX-Datei"),
        (bytes(range(256)) * 20, "keine Textdatei"),
        ("Titel\nÄpfel".encode("utf-16"), "UTF-16"),
        ("Titel;Ort\nÄpfel;Öl\n".encode() + b"\xff;x\n", "beschädigt"),
        (b'Titel\n"offen', "Anführungszeichen"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nRRULE:x\n", "leer"),
        (b"{" * 5000, "JSON"),
        (b'{"veranstaltungen": 3}', "fehlt die Liste"),
        (b";".join([b"a"] * 150), "Spalten"),
    ],
)
def test_broken_files_get_a_german_answer(bring, content, words):
    response = bring(content)
    assert response.status_code == 200
    assert words in text_of(response)
    assert not BulkUpload.objects.exists()


def test_zip_bombs_and_huge_files_are_left(bring):
    assert "ausgepackt zu groß" in text_of(bring(bomb(), name="liste.xlsx"))
    assert "größer als 10 MB" in text_of(bring(b"x" * (10 * 1024 * 1024 + 1)))


def test_workbooks_with_formulas_and_control_characters_are_read(checked):
    upload = checked(workbook(["Titel", "Beginn", "Preis"], ["Yoga", "1.12.2026", "=1+1"]))
    assert upload.rows.get().cells[0] == "Yoga"
    upload = checked("Titel;Ort\nYo\x00ga\x01;Haus\n")
    assert upload.rows.get().cells == ["Yoga", "Haus"]


def test_formulas_of_a_list_stay_text(page, checked):
    take(page, checked("Titel\n=HYPERLINK(1)\n"))
    assert Offer.objects.get().title == "=HYPERLINK(1)"


def test_a_calendar_can_be_brought_as_well(page, checked):
    event = "BEGIN:VEVENT\nUID:1\nSUMMARY:Treffen\nDTSTART:20261201T180000\nEND:VEVENT\n"
    take(page, checked(f"BEGIN:VCALENDAR\nVERSION:2.0\n{event}END:VCALENDAR\n"))
    assert str(Offer.objects.get(title="Treffen").dates.get().start_time) == "18:00:00"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_template_can_be_brought_back(page, bring, ending):
    template = page.get(f"{PLACE}vorlage.{ending}").content
    assert "kein Angebot" in text_of(bring(template, name=f"v.{ending}"))


def test_the_pages_ask_few_statements_whatever_the_number_of_rows(
    page, checked, django_assert_max_num_queries
):
    counts = []
    for number in (2, 60):
        upload = checked(lines(*[course(each, title="") for each in range(number)]))
        with django_assert_max_num_queries(14) as queries:
            page.get(f"{PLACE}{upload.pk}/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_strangers_are_led_to_the_sign_in(lena, db):
    assert lena.get(PLACE).status_code == 302


def test_a_list_that_breaks_the_import_holds_up_no_other(anna, school):
    broken, good = (
        BulkUpload.objects.create(provider=school, by=anna, name=name, columns=["title"], state="waiting")
        for name in ("kaputt", "gut")
    )
    broken.rows.create(line=2, cells=[7])
    good.rows.create(line=2, cells=["Nähkurs"])
    importing.import_waiting()
    for upload, state in ((broken, "checked"), (good, "done")):
        upload.refresh_from_db()
        assert (upload.state, bool(upload.problem)) == (state, state == "checked")
