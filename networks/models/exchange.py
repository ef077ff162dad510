"""What members offer each other and look for: rooms, people, material, know-how."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from providers.models import District, Topic

from .membership import Membership
from .network import Network

USUAL_TIME = timedelta(days=90)


def three_months_on():
    return timezone.localdate() + USUAL_TIME


class ExchangeEntryQuerySet(models.QuerySet):
    def current(self, day=None):
        """Entries that have not ended, of seats that run."""
        day = day or timezone.localdate()
        runs = Q(seat__until_day=None) | Q(seat__until_day__gte=day)
        return self.filter(runs, until_day__gte=day, seat__from_day__lte=day)


class ExchangeEntry(models.Model):
    """An entry of a member, read by members of the same network alone."""

    class Direction(models.TextChoices):
        OFFERS = "offers", _("Ich biete")
        SEEKS = "seeks", _("Ich suche")

    class Kind(models.TextChoices):
        ROOM = "room", _("Räume")
        PEOPLE = "people", _("Menschen, die helfen")
        MATERIAL = "material", _("Material")
        KNOWLEDGE = "knowledge", _("Wissen und Erfahrung")

    network = models.ForeignKey(Network, models.CASCADE, related_name="exchange")
    seat = models.ForeignKey(Membership, models.CASCADE, related_name="exchange")
    direction = models.CharField(_("Was Sie möchten"), max_length=6, choices=Direction)
    kind = models.CharField(_("Worum es geht"), max_length=9, choices=Kind)
    title = models.CharField(
        _("In einem Satz"), max_length=120, help_text=_("Zum Beispiel „Raum für 20 Personen, mittwochs“.")
    )
    text = models.TextField(_("Genauer"), max_length=2000, blank=True)
    topic = models.ForeignKey(
        Topic, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Themenfeld")
    )
    district = models.ForeignKey(
        District, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Stadtteil")
    )
    until_day = models.DateField(_("gilt bis"), default=three_months_on)
    created_at = models.DateTimeField(_("vom"), default=timezone.now)

    objects = ExchangeEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("Eintrag der Börse")
        verbose_name_plural = _("Börse der Netzwerke")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.title


class ExchangeContact(models.Model):
    """One member asking another about an entry. Addresses stay hidden until both have agreed to be shown."""

    entry = models.ForeignKey(ExchangeEntry, models.CASCADE, related_name="contacts")
    seat = models.ForeignKey(Membership, models.CASCADE, related_name="exchange_contacts")
    asker_shows = models.BooleanField(_("Wer fragt, zeigt die Adresse"), default=False)
    owner_shows = models.BooleanField(_("Wer gefragt ist, zeigt die Adresse"), default=False)
    created_at = models.DateTimeField(_("vom"), default=timezone.now)

    class Meta:
        verbose_name = _("Kontakt der Börse")
        verbose_name_plural = _("Kontakte der Börse")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "seat"], name="exchange_contact_once"),
        ]

    def __str__(self):
        return f"{self.entry}, {self.seat}"

    @property
    def is_open(self):
        """Whether both agreed that their addresses are shown to each other."""
        return self.asker_shows and self.owner_shows


class ExchangeMessage(models.Model):
    """What was written through the portal, and by whom."""

    contact = models.ForeignKey(ExchangeContact, models.CASCADE, related_name="messages")
    by_owner = models.BooleanField(default=False)
    text = models.TextField(_("Nachricht"), max_length=3000)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Nachricht der Börse")
        verbose_name_plural = _("Nachrichten der Börse")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.at:%d.%m.%Y}"
