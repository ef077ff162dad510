"""What organisers do with registrations: write to people, hand out lists."""

import csv
import io

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.exports import safe_cell

from . import notifications
from .models import Event, PlaceStatus, ProgrammeItem
from .registration import capacity_changed

TO_ALL = [*PlaceStatus.holding(), PlaceStatus.WAITLISTED]


def addressees(event, states):
    """Confirmed registrations with an address and somebody in one of these states."""
    found = event.registrations.confirmed().exclude(email="").filter(people__status__in=states)
    return found.distinct().order_by("pk")


@transaction.atomic
def write_to_people(event, *, states, subject, text):
    """Send the same words to everybody in these states; returns to how many."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    registrations = list(addressees(event, states))
    for each in registrations:
        notifications.message(each, subject, lines)
    return len(registrations)


@transaction.atomic
def set_capacities(event, *, capacity, items):
    """``items`` maps items to their places, None for those of the room; whoever waits moves up at once."""
    Event.objects.filter(pk=event.pk).update(capacity=capacity)
    for item, places in items.items():
        ProgrammeItem.objects.filter(pk=item.pk).update(capacity=places)
    return capacity_changed(event)


def people_of(event):
    """Everybody with a place or in line, by name, with registration and items; three statements."""
    people = event.participations.exclude(status__in=PlaceStatus.ended())
    people = people.filter(registration__confirmed_at__isnull=False).select_related("registration")
    return people.prefetch_related("bookings__item__room").order_by(
        "registration__name", "registration", "pk"
    )


def csv_file(event):
    """The list as a file for spreadsheets, one line a person; no cell can run as a formula."""
    out, questions = io.StringIO(), list(event.questions.all())
    writer = csv.writer(out, delimiter=";")
    head = [_("Name"), _("Wer"), _("Alter"), _("Stand"), _("Angemeldet von"), _("E-Mail"), _("Telefon"),
            _("Einrichtung"), _("Gruppe"), _("Sorgeberechtigt"), _("Braucht"), _("Programmpunkte"),
            _("Angekommen")]  # fmt: skip
    writer.writerow([*head, *(safe_cell(question.text) for question in questions)])
    for person in people_of(event):
        writer.writerow([safe_cell(str(cell)) for cell in _cells(person, questions)])
    return out.getvalue().encode("utf-8-sig")


def _cells(person, questions):
    registration = person.registration
    answers = registration.answers | person.answers
    arrived = timezone.localtime(person.checked_in_at) if person.checked_in_at else None
    return [
        person.name,
        person.get_kind_display(),
        "" if person.age is None else person.age,
        person.get_status_display(),
        registration.name,
        registration.email,
        registration.phone,
        registration.organisation,
        registration.group_name,
        person.guardian,
        person.needs,
        ", ".join(f"{each.item} ({each.get_status_display()})" for each in person.bookings.all()),
        f"{arrived:%d.%m.%Y %H:%M}" if arrived else "",
        *(answers.get(str(question.pk), "") for question in questions),
    ]
