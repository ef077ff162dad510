"""An import as a whole: publishing, complete lists, all of it or nothing."""

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from providers import moderation
from providers.imports import run as running
from providers.imports.columns import COLUMNS
from providers.models import Offer, Provider, StatusChange
from tests.factories import (
    make_offer,
    make_provider,
    make_topic,
)

from .offer_files import FULL, counts, csv_file, faults, fields, reasons, row, run, take

pytestmark = pytest.mark.django_db


# Publishing


def test_without_publish_offers_and_providers_are_drafts(tmp_path):
    take(tmp_path, row())
    assert (Offer.objects.get().status, Provider.objects.get().status) == ("draft", "draft")


def test_publish_goes_through_moderation_and_shows_the_offer(tmp_path, mehmet):
    take(tmp_path, row(), publish=True, by=mehmet)
    assert Offer.objects.published().count() == 1
    change = StatusChange.objects.get()
    assert (change.before, change.after, change.by) == ("draft", "published", mehmet)
    assert "angebote.csv" in change.reason


def test_publish_shows_drafts_of_an_earlier_import_and_counts_them(tmp_path):
    take(tmp_path, row())
    report = take(tmp_path, row(), publish=True)
    assert (report.published, report.changes) == (1, 1) and Offer.objects.published().exists()


def test_what_staff_withdrew_stays_withdrawn(tmp_path, mehmet):
    take(tmp_path, row(), publish=True)
    moderation.withdraw(Offer.objects.get(), by=mehmet)
    take(tmp_path, row(subtitle="neu"), publish=True)
    offer = Offer.objects.get()
    assert (offer.status, offer.subtitle) == ("withdrawn", "neu")


def test_a_draft_provider_of_staff_stays_a_draft(tmp_path):
    provider = make_provider("In Vorbereitung", status=Provider.Status.DRAFT)
    take(tmp_path, row(provider="In Vorbereitung"), publish=True)
    provider.refresh_from_db()
    assert provider.status == Provider.Status.DRAFT


def test_history_shows_what_the_import_left(tmp_path, mehmet):
    topic = make_topic("malen")
    fields(tmp_path, ["topics"], "malen", publish=True, by=mehmet)
    entry = Offer.history.get()
    assert (entry.history_type, entry.status, entry.history_user) == ("+", "published", mehmet)
    assert [row.topic for row in entry.topics.all()] == [topic]
    fields(tmp_path, ["topics"], "")
    assert [entry.history_type for entry in Offer.history.order_by("history_id")] == ["+", "~"]
    assert not Offer.history.first().topics.exists()
    assert Provider.history.count() == 2


# Complete lists


def test_a_complete_list_marks_what_is_missing_and_deletes_nothing(tmp_path):
    make_offer("Von Hand")
    take(tmp_path, row(id="1"), row(id="2"), row(id="1", source="andere"))
    report = take(tmp_path, row(id="1"), complete=True)
    assert report.marked_missing == 1 and Offer.objects.count() == 4
    missing = Offer.objects.get(needs_review=True)
    assert missing.source_id == "2" and missing.review_note.startswith(
        "Fehlt in der Datei der Quelle „probe“"
    )
    assert take(tmp_path, row(id="1"), complete=True).changes == 0


def test_an_offer_that_comes_back_is_no_longer_marked(tmp_path):
    take(tmp_path, row(id="1"), row(id="2"))
    take(tmp_path, row(id="1"), complete=True)
    take(tmp_path, row(id="1"), row(id="2"), complete=True)
    assert not Offer.objects.filter(needs_review=True).exists()


def test_a_mark_of_staff_stays(tmp_path):
    take(tmp_path, row())
    Offer.objects.update(needs_review=True, review_note="Preis prüfen")
    take(tmp_path, row(subtitle="neu"))
    assert Offer.objects.get().review_note == "Preis prüfen"


def test_a_refused_row_is_not_missing(tmp_path):
    take(tmp_path, row(id="1"), row(id="2"))
    assert take(tmp_path, row(id="1"), row(id="2", title=""), complete=True).marked_missing == 0
    report = take(tmp_path, row(id="1"), row(id=""), complete=True)
    assert report.marked_missing == 0 and "nicht geprüft, was in der Datei fehlt" in reasons(report)


# The whole


def test_a_dry_run_writes_nothing_and_reports_everything(tmp_path):
    before = counts()
    report = take(tmp_path, FULL, row(id="2", start="x"), dry_run=True, publish=True, complete=True)
    assert counts() == before
    assert (report.created, report.published, len(faults(report))) == (2, 2, 1)


def test_all_or_nothing_writes_nothing_when_one_row_is_refused(tmp_path):
    report = run(csv_file(tmp_path, row(), row(id="2", title="")), all_or_nothing=True)
    assert report.failed and not Offer.objects.exists() and (3, "title", "2") in faults(report)


def test_a_file_of_refused_rows_only_has_failed(tmp_path):
    report = run(csv_file(tmp_path, row(title=""), row(id="")))
    assert report.failed and report.refused == 2 and "Keine Zeile konnte" in reasons(report)


def test_a_failing_database_leaves_nothing_and_is_told_in_german(tmp_path):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE providers_offerkeyword ADD CONSTRAINT probe CHECK (tag_id < 0)")
    report = run(csv_file(tmp_path, row(keywords="Ton")))
    assert report.failed and "Die Datenbank hat abgebrochen" in reasons(report)
    assert not Offer.objects.exists()


def test_a_second_import_at_the_same_time_is_told_to_wait(tmp_path):
    info = connection.connection.info
    server = {"host": info.host, "port": info.port, "user": info.user, "password": info.password}
    with psycopg.connect(dbname=info.dbname, **server) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [running._LOCK])
        report = run(csv_file(tmp_path, row()))
    assert report.failed and "läuft ein anderer Import" in reasons(report)


def statements(folder, rows, **options):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        take(folder, *rows, **options)
    return len(captured)


def offers(number, start=0, **cells):
    numbers = range(start, start + number)
    return [
        row(
            id=str(n),
            title=f"Kurs {n}",
            provider=f"Verein {n}",
            place=f"Ort {n}",
            keywords=f"Wort {n}",
            start="1.12.2026",
            **cells,
        )
        for n in numbers
    ]


def test_an_import_needs_as_many_statements_for_many_rows_as_for_few(tmp_path):
    first = statements(tmp_path, offers(2), publish=True)
    assert statements(tmp_path, offers(200, start=1000), publish=True) == first
    changed = statements(tmp_path, offers(2, subtitle="neu"))
    assert statements(tmp_path, offers(200, start=1000, subtitle="neu")) == changed


# Without most control characters: a file full of them counts as binary and is refused as a whole.
ODD = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"])
    | st.sampled_from("\x7f\x85\u2028'\"<>&;:,.-–/0123456789 \n=€\N{ZERO WIDTH JOINER}"),
    max_size=40,
)


@settings(max_examples=25, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(ODD, min_size=len(COLUMNS), max_size=len(COLUMNS)), min_size=1, max_size=4))
def test_no_cell_whatever_it_holds_breaks_an_import(tmp_path, rows):
    rows = [["odd", str(number), f"Titel {number}", *cells[3:]] for number, cells in enumerate(rows)]
    report = run(csv_file(tmp_path, *rows, header=[column.name for column in COLUMNS]), publish=True)
    assert report.accepted == len(rows), reasons(report)
    assert run(tmp_path / "angebote.csv", publish=True).changes == 0
