"""Anmeldung: one registration brings one or several people; each person has a place of the event and of its items.

A place is one row: a `Participation` for the event, a `Booking` for an item. `events.registration` alone changes their
status, always under the lock of the event's row, so that the last place goes to one person only and the waiting list
moves up in true order (`queued` is the order).
"""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .event import Event
from .programme import ProgrammeItem


def new_code():
    """Secret of a registration or a person: 128 bits, as in their links and QR codes."""
    return secrets.token_urlsafe(16)


class PlaceStatus(models.TextChoices):
    """What has become of one place; shared by the event's places and those of its items."""

    HELD = "held", _("wartet auf Ihre Bestätigung")
    REQUESTED = "requested", _("Zusage steht aus")
    CONFIRMED = "confirmed", _("angemeldet")
    WAITLISTED = "waitlisted", _("auf der Warteliste")
    OFFERED = "offered", _("Platz angeboten")
    CANCELLED = "cancelled", _("abgemeldet")
    DECLINED = "declined", _("abgesagt")

    @classmethod
    def holding(cls):
        """States that hold a place, so that nobody else may have it."""
        return (cls.HELD, cls.REQUESTED, cls.CONFIRMED, cls.OFFERED)

    @classmethod
    def ended(cls):
        return (cls.CANCELLED, cls.DECLINED)


class Question(models.Model):
    """What the organiser asks; answers go with the deletion date of the event."""

    class Kind(models.TextChoices):
        TEXT = "text", _("kurzer Text")
        LONG = "long", _("langer Text")
        CHOICE = "choice", _("eine Auswahl")
        YES = "yes", _("ja oder nein")

    event = models.ForeignKey(Event, models.CASCADE, related_name="questions")
    text = models.CharField(_("Frage"), max_length=300)
    hint = models.CharField(_("Hilfe zur Frage"), max_length=300, blank=True)
    kind = models.CharField(_("Art"), max_length=6, choices=Kind, default=Kind.TEXT)
    choices = models.TextField(_("Auswahl"), blank=True, help_text=_("Eine Möglichkeit je Zeile."))
    is_required = models.BooleanField(_("muss beantwortet werden"), default=False)
    is_each = models.BooleanField(_("für jede Person einzeln"), default=False)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _("Frage zur Anmeldung")
        verbose_name_plural = _("Fragen zur Anmeldung")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text


class RegistrationQuerySet(models.QuerySet):
    def confirmed(self):
        """Registrations whose address has been confirmed by the button in the mail."""
        return self.filter(confirmed_at__isnull=False)

    def unconfirmed(self):
        return self.filter(confirmed_at__isnull=True)

    def living(self):
        """Registrations that still say who they belong to."""
        return self.filter(anonymised_at__isnull=True)


class Registration(models.Model):
    """Who registered, for how many; changed and cancelled by the link in the mail, without an account."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="registrations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="registrations"
    )
    code = models.CharField(max_length=32, unique=True, default=new_code, editable=False)
    name = models.CharField(_("Ihr Name"), max_length=150)
    email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=60, blank=True)
    organisation = models.CharField(_("Schule, Einrichtung oder Firma"), max_length=200, blank=True)
    group_name = models.CharField(_("Klasse oder Gruppe"), max_length=100, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    is_together = models.BooleanField(
        _("nur alle zusammen"),
        default=False,
        help_text=_("Wenn die Plätze nicht für alle reichen, warten alle gemeinsam."),
    )
    note = models.CharField(_("Notiz der Veranstalter"), max_length=300, blank=True)
    is_walk_in = models.BooleanField(_("vor Ort gekommen"), default=False)
    # The same form sent twice carries the same token and makes one row.
    token = models.CharField(max_length=64, unique=True, editable=False, null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(_("E-Mail bestätigt am"), null=True, blank=True)
    anonymised_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Anmeldung")
        verbose_name_plural = _("Anmeldungen")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["event", "email"])]

    def __str__(self):
        return self.name or f"{self.pk}"


class Participation(models.Model):
    """One person's place at the event."""

    class Kind(models.TextChoices):
        ADULT = "adult", _("Erwachsene Person")
        CHILD = "child", _("Kind")
        PUPIL = "pupil", _("Schülerin oder Schüler")
        COMPANION = "companion", _("Begleitperson")

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="people")
    event = models.ForeignKey(Event, models.CASCADE, related_name="participations")
    name = models.CharField(_("Name"), max_length=150, blank=True)
    kind = models.CharField(_("Wer"), max_length=9, choices=Kind, default=Kind.ADULT)
    age = models.PositiveSmallIntegerField(_("Alter"), null=True, blank=True)
    guardian = models.CharField(_("Sorgeberechtigte Person"), max_length=200, blank=True)
    needs = models.CharField(
        _("Was diese Person braucht"),
        max_length=300,
        blank=True,
        help_text=_("Zum Beispiel Gebärdensprache, vegetarisches Essen, Zugang ohne Stufen."),
    )
    answers = models.JSONField(default=dict, blank=True)
    code = models.CharField(max_length=32, unique=True, default=new_code, editable=False)
    status = models.CharField(_("Stand"), max_length=10, choices=PlaceStatus)
    queued = models.BigIntegerField(_("Stelle in der Reihenfolge"), null=True, blank=True)
    offered_until = models.DateTimeField(_("anzunehmen bis"), null=True, blank=True)
    was_offered = models.BooleanField(default=False, editable=False)
    checked_in_at = models.DateTimeField(_("angekommen"), null=True, blank=True)

    class Meta:
        verbose_name = _("Teilnahme")
        verbose_name_plural = _("Teilnahmen")
        ordering = ["pk"]
        indexes = [models.Index(fields=["event", "status", "queued"], name="participation_queue")]
        constraints = [
            models.UniqueConstraint(
                "event", "queued", condition=Q(queued__isnull=False), name="participation_queue_once"
            ),
            models.CheckConstraint(
                condition=~Q(status="waitlisted") | Q(queued__isnull=False),
                name="participation_waits_in_line",
            ),
        ]

    def __str__(self):
        return self.name or f"{self.pk}"


class Booking(models.Model):
    """One person's place in one item of the programme."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="bookings")
    item = models.ForeignKey(ProgrammeItem, models.CASCADE, related_name="bookings")
    status = models.CharField(_("Stand"), max_length=10, choices=PlaceStatus)
    queued = models.BigIntegerField(_("Stelle in der Reihenfolge"), null=True, blank=True)
    offered_until = models.DateTimeField(_("anzunehmen bis"), null=True, blank=True)
    was_offered = models.BooleanField(default=False, editable=False)
    checked_in_at = models.DateTimeField(_("angekommen"), null=True, blank=True)

    class Meta:
        verbose_name = _("Platz in einem Programmpunkt")
        verbose_name_plural = _("Plätze in Programmpunkten")
        ordering = ["pk"]
        indexes = [models.Index(fields=["item", "status", "queued"], name="booking_queue")]
        constraints = [
            models.UniqueConstraint("participation", "item", name="booking_once"),
            models.UniqueConstraint(
                "item", "queued", condition=Q(queued__isnull=False), name="booking_queue_once"
            ),
            models.CheckConstraint(
                condition=~Q(status="waitlisted") | Q(queued__isnull=False), name="booking_waits_in_line"
            ),
        ]

    def __str__(self):
        return f"{self.participation}, {self.item}"
