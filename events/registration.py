"""Registering for an event: the only writer of places.

Every activity locks the event's row first, so that the last place goes to one person and the waiting list keeps its
order. A place is held from the moment the form is sent; who does not confirm the address in time gives it back.
"""

from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.retention import rule

from . import notifications, places
from .models import Booking, Event, Participation, PlaceStatus, Registration
from .wishes import (
    Person,
    RegistrationRefused,
    Wish,
    children_have_a_guardian,
    nobody_is_in_two_items_at_once,
    not_too_many_people,
    problems,
    window_is_open,
)

CONFIRM_WITHIN = timedelta(hours=2)


@transaction.atomic
def register(event, wish, *, user=None):
    """Hold places or numbers in the line, and mail the link that confirms. Raises RegistrationRefused.

    The same ``token`` again gives the same registration and no second mail. Who is registered already gets the link to
    that registration by mail: the page tells nobody whether an address is known.
    """
    event = _locked(event)
    if known := Registration.objects.filter(token=wish.token, event=event).first():
        return known
    if refused := problems(event, wish):
        raise RegistrationRefused(refused)
    if known := _living(event, wish):
        notifications.already_registered(known)
        return known
    registration = _new_registration(event, wish, user)
    _place_people(event, registration, wish.people, PlaceStatus.HELD)
    notifications.ask_to_confirm(registration)
    return registration


def _living(event, wish):
    """The confirmed registration of that address, unless a group comes: a teacher may bring two classes."""
    if wish.group_name:
        return None
    same = Registration.objects.confirmed().filter(event=event, email=wish.email.lower())
    return same.filter(people__status__in=[*PlaceStatus.holding(), PlaceStatus.WAITLISTED]).first()


def _locked(event):
    return Event.objects.select_for_update(no_key=True).get(pk=event.pk)


def _new_registration(event, wish, user):
    return Registration.objects.create(
        event=event,
        user=user,
        name=wish.name,
        email=wish.email.lower(),
        phone=wish.phone,
        organisation=wish.organisation,
        group_name=wish.group_name,
        answers=wish.answers,
        is_together=wish.is_together,
        token=wish.token,
    )


def _place_people(event, registration, people, status):
    rows = [
        Participation(
            registration=registration,
            event=event,
            name=person.name,
            kind=person.kind,
            age=person.age,
            guardian=person.guardian,
            needs=person.needs,
            answers=person.answers,
        )
        for person in people
    ]
    places.allot(places.Queue(event), rows, status, together=registration.is_together)
    Participation.objects.bulk_create(rows)
    _book(event, registration, zip(rows, (person.items for person in people), strict=True), status)


def _book(event, registration, wishes, status):
    """Book items for saved people; who has no place at the event waits in the item's line as well."""
    by_item = {}
    for person, items in wishes:
        for item in items:
            by_item.setdefault(item.pk, []).append(Booking(participation=person, item=item))
    # Read under the lock: the form's items may have other capacities by now.
    for item in event.items.filter(pk__in=by_item).select_related("room"):
        queue, rows = places.Queue(event, item), by_item[item.pk]
        may = [row for row in rows if row.participation.status in PlaceStatus.holding()]
        must_wait = [row for row in rows if row not in may]
        places.allot(queue, may, status, together=registration.is_together)
        number = max([queue.next_number(), *(row.queued + 1 for row in may if row.queued)])
        for place, row in enumerate(must_wait):
            row.status, row.queued = PlaceStatus.WAITLISTED, number + place
        Booking.objects.bulk_create(rows)


@transaction.atomic
def confirm(registration):
    """The address is right: held places become places, or wait for the organiser's word. Twice changes nothing."""
    event = _locked(registration.event)
    registration = Registration.objects.select_for_update().get(pk=registration.pk)
    if registration.confirmed_at is None:
        registration.confirmed_at = timezone.now()
        registration.save(update_fields=["confirmed_at"])
        after = (
            PlaceStatus.REQUESTED
            if event.registration == Event.Registration.APPROVAL
            else PlaceStatus.CONFIRMED
        )
        registration.people.filter(status=PlaceStatus.HELD).update(status=after)
        _bookings(registration).filter(status=PlaceStatus.HELD).update(status=after)
        moved = fill(event)
        notifications.confirmed(registration, told=moved)
    return registration


def _bookings(registration):
    return Booking.objects.filter(participation__registration=registration)


def fill(event):
    """Let people move up wherever places are free, and tell them; returns their rows. Needs the event's lock."""
    moved = []
    for queue in places.queues_of(event):
        moved += places.move_up(queue)
    notifications.moved_up(moved)
    return moved


@transaction.atomic
def capacity_changed(event):
    """After a capacity was edited: more places go to those who wait, fewer take none away."""
    return fill(_locked(event))


@transaction.atomic
def cancel(registration, *, tell=True):
    """Give back everything a registration holds; twice changes nothing."""
    event = _locked(registration.event)
    people = list(registration.people.exclude(status__in=PlaceStatus.ended()))
    for person in people:
        _end(person, PlaceStatus.CANCELLED)
    if people and tell:
        notifications.cancelled(registration)
    fill(event)


@transaction.atomic
def cancel_person(person):
    """Take one person off a registration."""
    event = _locked(person.event)
    person.refresh_from_db()
    if person.status not in PlaceStatus.ended():
        _end(person, PlaceStatus.CANCELLED)
        fill(event)


@transaction.atomic
def cancel_booking(booking):
    """Leave one item, or its waiting list."""
    event = _locked(booking.participation.event)
    Booking.objects.filter(pk=booking.pk).exclude(status__in=PlaceStatus.ended()).update(
        status=PlaceStatus.CANCELLED
    )
    fill(event)


def _end(person, status):
    person.status = status
    person.save(update_fields=["status"])
    person.bookings.exclude(status__in=PlaceStatus.ended()).update(status=status)


@transaction.atomic
def add_people(registration, people):
    """More people on a confirmed registration, under the same rules. Raises RegistrationRefused."""
    event = _locked(registration.event)
    wish = Wish(registration.name, registration.email, tuple(people), token="")
    living = registration.people.exclude(status__in=PlaceStatus.ended()).count()
    all_of_them = replace(wish, people=(Person(),) * living + wish.people)
    refused = problems(
        event, wish, rules=(window_is_open, children_have_a_guardian, nobody_is_in_two_items_at_once)
    )
    if refused := refused + problems(event, all_of_them, rules=(not_too_many_people,)):
        raise RegistrationRefused(refused)
    _place_people(event, registration, people, _status_of(event, registration))
    fill(event)


@transaction.atomic
def choose_items(person, items):
    """Change which items a person takes part in: what is no longer chosen is given back first."""
    event = _locked(person.event)
    person.refresh_from_db()
    if person.status in PlaceStatus.ended():
        raise RegistrationRefused([_("Diese Person ist inzwischen abgemeldet.")])
    wish = Wish("", "", (Person(items=tuple(items)),), token="")
    if clash := problems(event, wish, rules=(nobody_is_in_two_items_at_once,)):
        raise RegistrationRefused(clash)
    living = {booking.item_id: booking for booking in person.bookings.exclude(status__in=PlaceStatus.ended())}
    chosen = {item.pk: item for item in items}
    gone = [booking.pk for pk, booking in living.items() if pk not in chosen]
    Booking.objects.filter(pk__in=gone).update(status=PlaceStatus.CANCELLED)
    new = [item for pk, item in chosen.items() if pk not in living]
    # A place once given back can be asked for again, at the end of the line.
    person.bookings.filter(item__in=new).delete()
    _book(event, person.registration, [(person, new)], _status_of(event, person.registration))
    fill(event)


def _status_of(event, registration):
    if registration.confirmed_at is None:
        return PlaceStatus.HELD
    return (
        PlaceStatus.REQUESTED if event.registration == Event.Registration.APPROVAL else PlaceStatus.CONFIRMED
    )


@transaction.atomic
def accept(row):
    """Take an offered place in time; False where the offer is over."""
    _locked(_event_of(row))
    row.refresh_from_db()
    if row.status != PlaceStatus.OFFERED or row.offered_until < timezone.now():
        return False
    row.status = PlaceStatus.CONFIRMED
    row.save(update_fields=["status"])
    return True


@transaction.atomic
def decline_offer(row):
    """Give an offered place back; whoever waits next gets it."""
    event = _locked(_event_of(row))
    row.refresh_from_db()
    if row.status == PlaceStatus.OFFERED:
        _end_row(row)
        fill(event)


def _event_of(row):
    return row.event if isinstance(row, Participation) else row.participation.event


def _end_row(row):
    if isinstance(row, Participation):
        _end(row, PlaceStatus.CANCELLED)
    else:
        row.status = PlaceStatus.CANCELLED
        row.save(update_fields=["status"])


@transaction.atomic
def decide(registration, *, accepts):
    """The organiser's word where an approval is asked for."""
    event = _locked(registration.event)
    after = PlaceStatus.CONFIRMED if accepts else PlaceStatus.DECLINED
    people = list(registration.people.filter(status__in=[PlaceStatus.REQUESTED, PlaceStatus.WAITLISTED]))
    for person in people:
        if not accepts:
            _end(person, after)
        elif person.status == PlaceStatus.REQUESTED:
            person.status = after
            person.save(update_fields=["status"])
            person.bookings.filter(status=PlaceStatus.REQUESTED).update(status=after)
    if people:
        notifications.decided(registration, accepts=accepts)
    fill(event)


@transaction.atomic
def walk_in(event, person, *, organisation=""):
    """Somebody who comes without registration gets a free place and is there. Raises RegistrationRefused."""
    event = _locked(event)
    free = places.Queue(event).free()
    if free is not None and free <= 0:
        raise RegistrationRefused([_("Alle Plätze sind vergeben. Erhöhen Sie erst die Zahl der Plätze.")])
    now = timezone.now()
    registration = Registration.objects.create(
        event=event, name=person.name, organisation=organisation, is_walk_in=True, confirmed_at=now
    )
    return Participation.objects.create(
        registration=registration,
        event=event,
        name=person.name,
        kind=person.kind,
        status=PlaceStatus.CONFIRMED,
        checked_in_at=now,
    )


def end_what_is_over(now=None):
    """Give back places that were not confirmed or accepted in time; the worker's job, each event on its own."""
    now = now or timezone.now()
    late = Registration.objects.unconfirmed().filter(created_at__lt=now - CONFIRM_WITHIN)
    events = set(late.values_list("event", flat=True))
    for model, path in ((Participation, "event"), (Booking, "participation__event")):
        lapsed = model.objects.filter(status=PlaceStatus.OFFERED, offered_until__lt=now)
        events |= set(lapsed.values_list(path, flat=True))
    for pk in sorted(events):
        _end_in_event(pk, now)


@transaction.atomic
def _end_in_event(pk, now):
    event = Event.objects.select_for_update(no_key=True).get(pk=pk)
    event.registrations.unconfirmed().filter(created_at__lt=now - CONFIRM_WITHIN).delete()
    for person in event.participations.filter(status=PlaceStatus.OFFERED, offered_until__lt=now):
        _end(person, PlaceStatus.CANCELLED)
        notifications.offer_lapsed(person)
    lapsed = Booking.objects.filter(item__event=event, status=PlaceStatus.OFFERED, offered_until__lt=now)
    for booking in lapsed:
        _end_row(booking)
        notifications.offer_lapsed(booking)
    fill(event)


@rule("Anmeldungen ohne bestätigte E-Mail-Adresse, nach einem Tag")
def delete_unconfirmed(now):
    return Registration.objects.unconfirmed().filter(created_at__lt=now - timedelta(days=1)).delete()[0]
