"""What survives a change of people: handovers, warnings about contacts, the team's log of visits and talks."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .membership import Membership
from .network import Network
from .organisation import Organisation

NOTES_KEPT_FOR = timedelta(days=2 * 365)


def two_years_on():
    return timezone.localdate() + NOTES_KEPT_FOR


class HandoverQuerySet(models.QuerySet):
    def finished(self):
        return self.filter(finished_at__isnull=False)


class Handover(models.Model):
    """What somebody hands over with a seat. The successor finds it at the top of the room until put away."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="handovers")
    successor = models.OneToOneField(
        Membership, models.SET_NULL, null=True, blank=True, related_name="received_handover"
    )
    running = models.TextField(_("Was gerade läuft"), blank=True)
    open_tasks = models.TextField(_("Was offen ist"), blank=True)
    contacts = models.TextField(_("Wichtige Kontakte"), blank=True)
    next_dates = models.TextField(_("Nächste Termine"), blank=True)
    successor_name = models.CharField(_("Name"), max_length=150, blank=True)
    successor_email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    last_day = models.DateField(_("Ihr letzter Tag"), null=True, blank=True)
    begun_at = models.DateTimeField(_("begonnen"), default=timezone.now)
    finished_at = models.DateTimeField(_("übergeben"), null=True, blank=True)
    put_away_at = models.DateTimeField(_("weggelegt"), null=True, blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("Übergabe")
        verbose_name_plural = _("Übergaben")
        ordering = ["-begun_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], condition=Q(finished_at=None), name="handover_one_at_a_time"
            )
        ]

    def __str__(self):
        return f"{self.membership}"


class ContactWarning(models.Model):
    """Why a contact needs a look: told to the coordination once, until settled."""

    class Reason(models.TextChoices):
        BOUNCED = "bounced", _("E-Mails kommen nicht an")
        SILENT = "silent", _("seit einem Jahr kein Lebenszeichen")

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="warnings")
    reason = models.CharField(_("Grund"), max_length=7, choices=Reason)
    told_at = models.DateTimeField(_("gemeldet"), default=timezone.now)
    settled_at = models.DateTimeField(_("geklärt"), null=True, blank=True)

    class Meta:
        verbose_name = _("Hinweis zu einem Kontakt")
        verbose_name_plural = _("Hinweise zu Kontakten")
        ordering = ["-told_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "reason"], condition=Q(settled_at=None), name="contact_warning_once"
            )
        ]

    def __str__(self):
        return f"{self.membership}: {self.get_reason_display()}"


class ContactNoteQuerySet(models.QuerySet):
    def to_follow_up(self, day=None):
        """Notes whose follow-up has come and is not done."""
        return self.filter(follow_up_on__lte=day or timezone.localdate(), followed_up=False)


class ContactNote(models.Model):
    """The team's note of a visit or a talk. Internal to staff, never shown anywhere else; deleted by date."""

    class Kind(models.TextChoices):
        VISIT = "visit", _("Besuch")
        TALK = "talk", _("Gespräch")
        PHONE = "phone", _("Telefonat")
        MAIL = "mail", _("Schriftwechsel")

    kind = models.CharField(_("Art"), max_length=5, choices=Kind, default=Kind.VISIT)
    day = models.DateField(_("am"), default=timezone.localdate)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="contact_notes", verbose_name=_("Einrichtung")
    )
    network = models.ForeignKey(
        Network,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contact_notes",
        verbose_name=_("Netzwerk"),
    )
    topic = models.CharField(_("Worum es ging"), max_length=200)
    agreed = models.TextField(_("Was vereinbart ist"), blank=True)
    follow_up_on = models.DateField(_("wieder melden am"), null=True, blank=True)
    followed_up = models.BooleanField(_("erledigt"), default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("notiert von"),
    )
    delete_on = models.DateField(_("löschen am"), default=two_years_on)

    objects = ContactNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("Kontaktnotiz")
        verbose_name_plural = _("Kontaktnotizen des Teams")
        ordering = ["-day", "-pk"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.day:%d.%m.%Y}: {self.topic}"
