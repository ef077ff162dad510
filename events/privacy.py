"""Deletion dates of what people tell when they register; the form names them. Figures without names stay."""

from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.models import OutgoingMail
from portal.core.retention import rule
from providers.wording import day_words

from . import registration as activity
from .models import Event, Participation, Registration, Speaker

_OWN = ("name", "email", "phone", "organisation", "group_name", "answers", "is_together", "is_walk_in")
_OF_PERSON = ("name", "kind", "age", "guardian", "needs", "answers", "status")

NEEDS_KEPT = timedelta(days=1)
NAMES_KEPT = timedelta(days=30)
ADDRESSES_KEPT = timedelta(days=90)
VERSIONS_KEPT = timedelta(days=2 * 365)
_CONTACT = dict.fromkeys(("contact_name", "contact_email", "contact_phone"), "")


def dates(event):
    """[(what, until when)] for the form."""
    needs, names = (timezone.localtime(event.ends_at + span).date() for span in (NEEDS_KEPT, NAMES_KEPT))
    return [
        (_("Was eine Person braucht"), _("bis %s") % day_words(needs)),
        (_("Namen, E-Mail, Telefon, Alter, Schule, Antworten auf Fragen"), _("bis %s") % day_words(names)),
        (_("Anmeldung ohne Bestätigung"), _("zwei Stunden, dann ist alles gelöscht")),
        (_("Wie viele Menschen kamen, ohne Namen"), _("dauerhaft")),
    ]


@rule("Was Angemeldete brauchen (Essen, Dolmetschen, Zugang), am Tag nach der Veranstaltung")
def delete_needs(now):
    over = Participation.objects.exclude(needs="").filter(event__ends_at__lt=now - NEEDS_KEPT)
    return over.update(needs="")


@rule("Namen, Adressen und Antworten von Angemeldeten, 30 Tage nach der Veranstaltung")
def anonymise_past(now):
    return anonymise(Registration.objects.filter(event__ends_at__lt=now - NAMES_KEPT), now)


@rule("E-Mail-Adressen von Mitwirkenden, 90 Tage nach der Veranstaltung")
def delete_addresses_of_speakers(now):
    over = Speaker.objects.exclude(email="").filter(event__ends_at__lt=now - ADDRESSES_KEPT)
    return over.update(email="")


@rule("Ansprechpersonen in alten Fassungen von Veranstaltungen, nach zwei Jahren")
def empty_old_versions(now):
    old = Event.history.filter(history_date__lt=now - VERSIONS_KEPT)
    return old.exclude(**_CONTACT).update(**_CONTACT)


def anonymise(registrations, now):
    """Take everything personal from registrations; rows without names stay for the figures. Returns how many."""
    late = list(registrations.filter(anonymised_at=None).values_list("pk", flat=True))
    Participation.objects.filter(registration__in=late).update(
        name="", age=None, guardian="", needs="", answers={}
    )
    return Registration.objects.filter(pk__in=late).update(
        user=None,
        name="",
        email="",
        phone="",
        organisation="",
        group_name="",
        answers={},
        note="",
        token=None,
        anonymised_at=now,
    )


def export(registration):
    """Everything the portal holds about a registration, as JSON can hold it."""
    event = registration.event
    return {
        "event": {"title": event.title, "starts_at": event.starts_at.isoformat()},
        "registration": {name: getattr(registration, name) for name in _OWN}
        | {"created_at": registration.created_at.isoformat()},
        "people": [_exported(person) for person in registration.people.prefetch_related("bookings__item")],
    }


def _exported(person):
    return {name: getattr(person, name) for name in _OF_PERSON} | {
        "checked_in_at": person.checked_in_at and person.checked_in_at.isoformat(),
        "items": [{"item": str(each.item), "status": each.status} for each in person.bookings.all()],
    }


@transaction.atomic
def forget(registration):
    """The person's own wish: give back what is held, delete names and mails at once."""
    if not registration.event.is_past:
        activity.cancel(registration, tell=False)
    # Mails about a registration hold its signed code; the part before the signature is always the same.
    code = signing.dumps(registration.code).partition(":")[0]
    OutgoingMail.objects.filter(recipient=registration.email, text__contains=code).delete()
    anonymise(Registration.objects.filter(pk=registration.pk), timezone.now())


def exports_of(user):
    """Registrations a person with an account made, for the export of the account."""
    return [export(each) for each in Registration.objects.living().filter(user=user).select_related("event")]
