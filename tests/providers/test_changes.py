"""Edits of published offers: small ones at once, the others wait; nobody overwrites anybody in silence."""

import threading
from datetime import date, time
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connections

from portal.core.models import OutgoingMail
from providers import cases, changes, versions
from providers.changes import values
from providers.differences import differences, marked
from providers.models import CaseMessage, Offer, OfferAccess, OfferChange, TeamMember
from tests.factories import (
    make_access_feature,
    make_date,
    make_location,
    make_offer,
    make_provider,
    make_topic,
)

pytestmark = pytest.mark.django_db
Status = OfferChange.Status


@pytest.fixture
def offer(provider, anna):
    TeamMember.objects.create(provider=provider, user=anna)
    return make_offer("Nähen", provider=provider, summary="Wir nähen.", days=[3])


def edit(offer, by, **data):
    return changes.save_edit(offer, data, by=by, expected=changes.token(offer))


def test_texts_wait_and_leave_the_page_alone(offer, anna):
    edited = edit(offer, anna, title="Nähen für alle", topics=[make_topic("mode")])
    offer.refresh_from_db()
    assert offer.title == "Nähen"
    assert not offer.topics.exists()
    assert set(edited.waiting) == {"title", "topics"}
    assert "Bis dahin bleibt die Seite" in edited.words
    assert changes.current_values(offer)["title"] == "Nähen für alle"


def test_what_visitors_must_know_is_live_at_once_and_stays_unchecked(offer, anna):
    day = {"first_day": date(2027, 3, 2), "last_day": date(2027, 3, 2), "start_time": time(17)}
    edited = edit(offer, anna, price="amount", price_from=Decimal(12), availability="full", dates=[day])
    offer.refresh_from_db()
    assert (offer.price_from, offer.availability, str(offer.first_day)) == (Decimal(12), "full", "2027-03-02")
    assert set(edited.live) == {"price", "price_from", "availability", "dates"}
    assert OfferChange.objects.get().status == Status.LIVE


def test_a_second_edit_joins_the_one_that_waits(offer, anna):
    edit(offer, anna, title="Nähen für alle")
    edit(offer, anna, summary="Mit Maschine.")
    edit(offer, anna, title="Nähen")
    change = OfferChange.objects.get()
    assert change.after == {"summary": "Mit Maschine."}
    edit(offer, anna, summary="Wir nähen.")
    assert not OfferChange.objects.exists()


def test_a_draft_is_saved_plainly(provider, anna):
    draft = make_offer("Alt", provider=provider, status=Offer.Status.DRAFT)
    edit(draft, anna, title="Neu", keywords=["Stoff", "Garn"])
    draft.refresh_from_db()
    assert draft.title == "Neu"
    assert sorted(draft.keywords.names()) == ["Garn", "Stoff"]
    assert draft.history.first().history_user == anna
    assert not OfferChange.objects.exists()


def test_a_trusted_team_changes_texts_at_once_and_a_stranger_does_not(anna, omar):
    provider = make_provider(is_trusted=True, trusted_note="sorgfältig")
    TeamMember.objects.create(provider=provider, user=anna)
    offer = make_offer("Nähen", provider=provider)
    edit(offer, anna, title="Nähen am Abend")
    edit(offer, omar, summary="Von Omar.")
    offer.refresh_from_db()
    assert (offer.title, offer.summary) == ("Nähen am Abend", "")


def test_two_people_on_different_fields_both_count(offer, anna):
    seen = changes.token(offer)
    changes.save_edit(offer, {"summary": "Von anderen.", "title": "Nähen"}, by=None, expected=seen)
    changes.save_edit(offer, {"summary": "Wir nähen.", "title": "Nähkurs"}, by=anna, expected=seen)
    assert OfferChange.objects.get().after == {"summary": "Von anderen.", "title": "Nähkurs"}


def test_two_people_on_one_field_are_told_and_nothing_is_stored(offer, anna):
    seen = changes.token(offer)
    changes.save_edit(offer, {"price_note": "pro Abend"}, by=None, expected=seen)
    with pytest.raises(changes.EditConflict, match="Hinweis zu den Kosten") as caught:
        changes.save_edit(offer, {"price_note": "für alle", "level": "A1"}, by=anna, expected=seen)
    conflict = caught.value
    assert (conflict.theirs, conflict.mine) == ({"price_note": "pro Abend"}, {"price_note": "für alle"})
    assert "<ins>für</ins>" in conflict.differences[0].new
    offer.refresh_from_db()
    assert (offer.price_note, offer.level) == ("pro Abend", "")
    changes.save_edit(offer, conflict.mine, by=anna, expected=conflict.token)
    offer.refresh_from_db()
    assert offer.price_note == "für alle"


@pytest.mark.parametrize("seen", ["", "x", "\x00", "ä", "A" * 400, None])
def test_without_a_readable_token_every_difference_is_a_conflict(offer, anna, seen):
    with pytest.raises(changes.EditConflict):
        changes.save_edit(offer, {"title": "Anders"}, by=anna, expected=seen)
    assert changes.save_edit(offer, {"title": "Nähen"}, by=anna, expected=seen) == changes.Edited()


@pytest.mark.django_db(transaction=True)
def test_twenty_identical_edits_are_one(offer, anna):
    seen, problems, barrier = changes.token(offer), [], threading.Barrier(20)

    def send():
        try:
            barrier.wait(10)
            data = {"title": "Neu", "price_note": "pro Abend"}
            changes.save_edit(Offer.objects.get(pk=offer.pk), data, by=anna, expected=seen)
        except Exception as error:  # noqa: BLE001 - none may come
            problems.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert problems == []
    assert sorted(OfferChange.objects.values_list("status", flat=True)) == ["live", "waiting"]
    assert offer.history.filter(price_note="pro Abend").count() == 1


def test_staff_take_over_some_fields_and_the_rest_goes_on_waiting(offer, anna, mehmet):
    edit(offer, anna, title="Nähkurs", summary="Neu.")
    change = OfferChange.objects.select_related("offer").get()
    changes.accept(change, by=mehmet, seen=change.token, fields=["title"])
    offer.refresh_from_db()
    assert (offer.title, offer.summary) == ("Nähkurs", "Wir nähen.")
    assert changes.waiting(offer).after == {"summary": "Neu."}
    assert OutgoingMail.objects.get().recipient == "anna@example.org"


def test_a_decision_about_something_older_than_what_is_there_is_refused(offer, anna, mehmet):
    edit(offer, anna, title="Nähkurs")
    change = OfferChange.objects.select_related("offer").get()
    seen = change.token
    edit(offer, anna, title="Ganz anders")
    for decide in (changes.accept, changes.refuse):
        more = {"reason": "Nein."} if decide is changes.refuse else {}
        with pytest.raises(changes.ChangeMoved, match="Inzwischen"):
            decide(change, by=mehmet, seen=seen, **more)
    offer.refresh_from_db()
    assert offer.title == "Nähen"


def test_a_refused_edit_never_touches_the_page_and_says_why(offer, anna, mehmet):
    edit(offer, anna, title="BILLIG!!!")
    change = OfferChange.objects.select_related("offer").get()
    with pytest.raises(changes.ChangeMoved):
        changes.refuse(change, by=mehmet, seen=change.token, reason=" ")
    changes.refuse(change, by=mehmet, seen=change.token, reason="Das ist Werbung.")
    offer.refresh_from_db()
    assert offer.title == "Nähen"
    assert "Das ist Werbung." in OutgoingMail.objects.get().text
    with pytest.raises(changes.ChangeMoved, match="schon jemand entschieden"):
        changes.accept(change, by=mehmet, seen=change.token)


def test_a_question_about_a_change_rests_it_until_the_answer(offer, anna, mehmet):
    edit(offer, anna, title="Nähkurs")
    change = OfferChange.objects.get()
    changes.ask(change, by=mehmet, reason="Für wen ist er?")
    assert not OfferChange.objects.due().exists()
    assert cases.thread(offer).is_open
    cases.answer(offer, by=anna, text="Für Kinder.")
    assert OfferChange.objects.due().exists()
    assert CaseMessage.objects.last().text == "Für Kinder."
    assert offer.status == Offer.Status.PUBLISHED


def test_undoing_a_live_change_spares_what_was_changed_since(offer, anna, mehmet):
    edit(offer, anna, price_note="teuer", contact_name="Unbekannt")
    Offer.objects.filter(pk=offer.pk).update(contact_name="Anna")
    change = OfferChange.objects.select_related("offer").get()
    changes.undo(change, by=mehmet, seen=change.token, reason="Stimmt nicht.")
    offer.refresh_from_db()
    assert (offer.price_note, offer.contact_name) == ("", "Anna")


def test_a_field_taken_over_alone_must_still_fit_the_rules(offer, anna, mehmet):
    edit(offer, anna, age_from=10, age_to=12)
    Offer.objects.filter(pk=offer.pk).update(age_to=5)
    change = OfferChange.objects.select_related("offer").get()
    with pytest.raises(ValidationError, match="Alter"):
        changes.accept(change, by=mehmet, seen=change.token, fields=["age_from"])
    offer.refresh_from_db()
    assert offer.age_from is None


def test_a_new_picture_waits_as_a_file_and_goes_when_it_is_refused(
    offer, anna, mehmet, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    upload = ContentFile(b"picture", name="neu.webp")
    edit(offer, anna, picture=upload, picture_alt="Eine Nähmaschine")
    change = OfferChange.objects.select_related("offer").get()
    stored = tmp_path / change.after["picture"]
    assert stored.read_bytes() == b"picture"
    with django_capture_on_commit_callbacks(execute=True):
        changes.refuse(change, by=mehmet, seen=change.token, reason="Unscharf.")
    assert not stored.exists()


def test_every_field_survives_the_way_through_json(offer, mehmet):
    feature, place = make_access_feature("induktion", scope="offer"), make_location(offer.provider)
    OfferAccess.objects.create(offer=offer, feature=feature, answer="yes")
    offer.hours.create(weekday=1, opens=time(9), closes=time(10, 30))
    offer.series.create(weekdays=[1], first_day=date(2027, 1, 5), last_day=date(2027, 1, 26))
    make_date(offer, 9, note="Fest", location=place)
    offer.keywords.add("Stoff")
    stored = values.of_offer(offer)
    copy = make_offer("Kopie", provider=offer.provider)
    values.write(copy, stored, by=mehmet)
    assert values.of_offer(Offer.objects.get(pk=copy.pk)) == stored
    assert versions.token(stored) == changes.token(copy)


def test_a_name_that_is_no_field_is_refused(offer, anna):
    with pytest.raises(KeyError):
        edit(offer, anna, status="published")


def test_words_that_go_and_come_are_marked_and_escaped():
    old, new = marked("Nähen <b> am Montag", "Nähen <b> am Dienstag")
    assert old == "Nähen &lt;b&gt; am <del>Montag</del>"
    assert new == "Nähen &lt;b&gt; am <ins>Dienstag</ins>"


def test_relations_and_dates_are_shown_in_words(offer, django_assert_max_num_queries):
    topics = [make_topic(slug, name=name) for slug, name in (("mode", "Mode"), ("kunst", "Kunst"))]
    place = make_location(offer.provider, name="Haus B")
    day = {"first_day": "2027-03-02", "last_day": "2027-03-02", "start_time": "17:00:00"}
    after = values.of_data({"topics": topics, "location": place, "dates": [day], "price": "free"})
    before = values.of_offer(make_offer())
    with django_assert_max_num_queries(3):
        shown = {row.name: row.new for row in differences(before, after)}
    assert shown["topics"] == "<ins>Mode</ins><br><ins>Kunst</ins>"
    assert shown["location"].startswith("<ins>Haus B, Musterstraße 1")
    assert "Di, 2. März 2027, 17 Uhr" in shown["dates"].replace("\xa0", " ")
    assert "kostenlos" in shown["price"]
