"""A check names entries that differ from the tables, and mends them."""

import pytest
from django.core.management import call_command
from django.db import connection

from portal.search import audit, documents, engine, index, query
from portal.search.entries import SUBJECT
from portal.search.models import SearchChange, SearchEntry
from tests.factories import make_offer, make_topic


@pytest.fixture
def offer(db):
    offer = make_offer("Töpfern am Abend", days=[3], keywords=["Ton"])
    index.catch_up()
    return offer


def faults():
    return [(row.kind, row.fault) for row in audit.differences()]


def without_triggers(statement, *values):
    """Change a row behind the index' back, as a restore would."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_an_index_kept_by_triggers_agrees_with_the_tables(offer):
    assert faults() == []


def test_an_entry_with_an_old_title_is_named_and_mended(offer):
    without_triggers("UPDATE providers_offer SET title = 'Malen am Abend' WHERE id = %s", offer.pk)
    assert faults() == [("offer", audit.Fault.DIFFERENT)]
    call_command("reindex", "--mend", verbosity=0)
    assert faults() == []
    assert engine.search(query.plan(text="malen")).total == 1


def test_missing_and_surplus_entries_are_named(offer):
    SearchEntry.objects.filter(kind="offer").delete()
    assert ("offer", audit.Fault.MISSING) in faults()
    SearchEntry.objects.create(kind="offer", object_id=987654, version=1)
    assert ("offer", audit.Fault.SURPLUS) in faults()


def test_what_waits_on_the_list_of_changes_is_no_fault(offer):
    offer.title = "Neu"
    offer.save()
    assert SearchChange.objects.exists()
    assert faults() == []


def test_checking_alone_changes_nothing(offer, capsys):
    without_triggers("UPDATE providers_offer SET title = 'Malen' WHERE id = %s", offer.pk)
    call_command("reindex", "--check")
    assert "1 Eintrag weicht ab" in capsys.readouterr().out
    assert len(faults()) == 1


def test_a_provider_reads_the_same_however_its_offers_are_ordered(offer):
    for slug, position in (("zirkus", 1), ("akrobatik", 3), ("musik", 2)):
        topic = make_topic(slug, position=position)
        make_offer(provider=offer.provider, terms=[topic])
    (document,) = documents.BUILDERS["provider"]([offer.provider_id])
    subjects = [text for field, text in document.texts if field is SUBJECT]
    assert subjects == ["Zirkus. Musik. Akrobatik"]
