"""Last places: never one too many, the line in true order, nothing given twice."""

import threading
from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.utils import timezone

from events import registration
from events.models import Booking, Event, Participation, PlaceStatus, Registration
from events.wishes import RegistrationRefused
from portal.core.models import OutgoingMail

from .factories import make_event, make_item, wish

pytestmark = pytest.mark.django_db


def arrive(event, **fields):
    """Register and confirm."""
    return registration.confirm(registration.register(event, wish(**fields)))


def states(registered):
    return [person.status for person in registered.people.order_by("pk")]


def test_places_go_to_those_who_come_first_and_the_others_wait_in_line():
    event = make_event(capacity=2)
    first, second, third = (arrive(event) for _number in range(3))
    assert [states(each) for each in (first, second, third)] == [["confirmed"], ["confirmed"], ["waitlisted"]]


def test_a_place_given_back_goes_to_whoever_waits_longest():
    event = make_event(capacity=1)
    first, second, third = (arrive(event) for _number in range(3))
    registration.cancel(first)
    assert states(second) == ["confirmed"]
    assert states(third) == ["waitlisted"]
    assert OutgoingMail.objects.filter(recipient=second.email, subject__contains="nachgerückt").count() == 1


def test_newcomers_wait_while_somebody_waits_even_where_a_place_is_free():
    event = make_event(capacity=3)
    arrive(event, people=2)
    group = arrive(event, people=2, is_together=True)
    assert states(group) == ["waitlisted", "waitlisted"]
    late = arrive(event)
    assert states(late) == ["waitlisted"]


def test_a_group_that_stays_together_moves_up_as_one():
    event = make_event(capacity=3)
    first = arrive(event, people=2)
    group = arrive(event, people=3, is_together=True)
    registration.cancel_person(first.people.first())
    assert states(group) == ["waitlisted"] * 3
    registration.cancel(first)
    assert states(group) == ["confirmed"] * 3


def test_a_family_that_does_not_mind_gets_the_places_there_are():
    event = make_event(capacity=3)
    arrive(event)
    family = arrive(event, people=4)
    assert states(family) == ["confirmed", "confirmed", "waitlisted", "waitlisted"]


def test_more_places_go_to_the_line_and_fewer_take_none_away():
    event = make_event(capacity=1)
    first, second = arrive(event), arrive(event)
    Event.objects.filter(pk=event.pk).update(capacity=2)
    registration.capacity_changed(event)
    assert states(second) == ["confirmed"]
    Event.objects.filter(pk=event.pk).update(capacity=0)
    registration.capacity_changed(event)
    assert states(first) == ["confirmed"]


def test_who_moves_up_has_time_to_accept_and_is_offered_a_place_only_once():
    event = make_event(capacity=1, accept_within_hours=24)
    first, second, third = (arrive(event) for _number in range(3))
    registration.cancel(first)
    assert states(second) == ["offered"]
    registration.end_what_is_over(timezone.now() + timedelta(hours=25))
    assert states(second) == ["cancelled"]
    assert states(third) == ["offered"]
    assert registration.accept(third.people.get())
    assert states(third) == ["confirmed"]


def test_an_offer_that_is_over_cannot_be_accepted():
    event = make_event(capacity=1, accept_within_hours=1)
    first, second = arrive(event), arrive(event)
    registration.cancel(first)
    second.people.update(offered_until=timezone.now() - timedelta(minutes=1))
    assert not registration.accept(second.people.get())


def test_a_place_is_held_while_the_mail_is_on_its_way_and_given_back_when_nobody_confirms():
    event = make_event(capacity=1)
    slow = registration.register(event, wish())
    second = arrive(event)
    assert (states(slow), states(second)) == (["held"], ["waitlisted"])
    registration.end_what_is_over(timezone.now() + registration.CONFIRM_WITHIN + timedelta(minutes=1))
    assert not Registration.objects.filter(pk=slow.pk).exists()
    assert states(second) == ["confirmed"]


def test_the_same_form_twice_is_one_registration_and_one_mail():
    event, form = make_event(), wish()
    assert registration.register(event, form) == registration.register(event, form)
    assert OutgoingMail.objects.filter(recipient=form.email).count() == 1


def test_who_is_registered_already_gets_the_link_again_and_no_second_place():
    event = make_event(capacity=5)
    known = arrive(event, email="familie@example.org")
    again = registration.register(event, wish(email="Familie@example.org"))
    assert again == known
    assert Participation.objects.count() == 1
    assert OutgoingMail.objects.filter(subject__startswith="Sie sind schon angemeldet").count() == 1


def test_items_have_places_and_lines_of_their_own():
    event = make_event(capacity=10)
    small, large = make_item(event, capacity=1), make_item(event, after=120, capacity=5)
    first, second = arrive(event, items=[small, large]), arrive(event, items=[small, large])
    booked = Booking.objects.filter(participation__registration=second)
    assert dict(booked.values_list("item", "status")) == {small.pk: "waitlisted", large.pk: "confirmed"}
    registration.cancel(first)
    assert booked.get(item=small).status == "confirmed"


def test_who_waits_for_the_event_blocks_no_item_and_keeps_the_turn_there():
    event = make_event(capacity=1)
    item = make_item(event, capacity=2)
    first, waiting = arrive(event, items=[item]), arrive(event, items=[item])
    booking = Booking.objects.get(participation__registration=waiting)
    assert booking.status == PlaceStatus.WAITLISTED
    registration.cancel(first)
    booking.refresh_from_db()
    assert booking.status == PlaceStatus.CONFIRMED


def test_two_items_at_once_are_refused_with_their_names():
    event = make_event()
    one, other = make_item(event, "Session I"), make_item(event, "Session II", after=30)
    with pytest.raises(RegistrationRefused, match="Session I.*Session II.*gleichzeitig"):
        registration.register(event, wish(items=[one, other]))


def test_another_choice_gives_the_old_place_to_the_line():
    event = make_event()
    one, other = make_item(event, capacity=1), make_item(event, capacity=1)
    first, second = arrive(event, items=[one]), arrive(event, items=[one])
    registration.choose_items(first.people.get(), [other])
    assert Booking.objects.get(participation__registration=second, item=one).status == "confirmed"
    assert Booking.objects.get(participation__registration=first, item=other).status == "confirmed"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"status": Event.Status.CANCELLED}, "abgesagt"),
        ({"status": Event.Status.DRAFT}, "kann man sich nicht anmelden"),
        ({"registration": Event.Registration.NONE}, "keine Anmeldung"),
        ({"registration_opens_at": timezone.now() + timedelta(days=1)}, "noch nicht begonnen"),
        ({"registration_closes_at": timezone.now() - timedelta(minutes=1)}, "beendet"),
        ({"most_people": 1}, "höchstens 1 Person"),
    ],
)
def test_what_a_wish_must_keep(fields, message):
    with pytest.raises(RegistrationRefused, match=message):
        registration.register(make_event(**fields), wish(people=2))


def test_approval_comes_before_the_place():
    event = make_event(capacity=1, registration=Event.Registration.APPROVAL)
    first, second = arrive(event), arrive(event)
    assert (states(first), states(second)) == (["requested"], ["waitlisted"])
    registration.decide(first, accepts=False)
    assert (states(first), states(second)) == (["declined"], ["confirmed"])


def rush(event, people, *, cancel=()):
    """Everybody registers at the same moment, some of the early ones cancel meanwhile, capacity is edited."""
    start = threading.Barrier(people + len(cancel) + 1)
    failures = []

    def at_once(work):
        try:
            start.wait()
            work()
        except Exception as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)
        finally:
            connections.close_all()

    def resize():
        Event.objects.filter(pk=event.pk).update(capacity=event.capacity + 1)
        registration.capacity_changed(event)

    def come():
        # Who has not confirmed yet is passed over, rightly; order is promised among those who have.
        with transaction.atomic():
            arrive(event)

    work = [come] * people
    work += [lambda each=each: registration.cancel(each) for each in cancel]
    threads = [threading.Thread(target=at_once, args=(each,)) for each in [*work, resize]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def taken(event):
    return event.participations.filter(status__in=PlaceStatus.holding()).count()


@pytest.mark.django_db(transaction=True)
def test_last_places_go_to_as_many_as_there_are_while_others_cancel_and_the_room_grows():
    event = make_event(capacity=3)
    early = [arrive(event) for _number in range(3)]
    rush(event, 12, cancel=early[:2])
    assert taken(event) == 4
    waiting = event.participations.filter(status="waitlisted").order_by("queued")
    moved = event.participations.filter(status="confirmed", queued__isnull=False)
    assert waiting.count() == 12 - 3
    assert not waiting.filter(queued__lt=max((each.queued for each in moved), default=0)).exists()


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_there_would_be_more_people_than_places(monkeypatch):
    monkeypatch.setattr(registration, "_locked", lambda event: Event.objects.get(pk=event.pk))
    counted = threading.Barrier(4, timeout=5)
    allot = registration.places.allot

    def slow_allot(*args, **options):
        allot(*args, **options)
        counted.wait()

    monkeypatch.setattr(registration.places, "allot", slow_allot)
    event = make_event(capacity=1)

    def work():
        registration.register(event, wish())
        connections.close_all()

    threads = [threading.Thread(target=work) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert taken(event) > 1
