"""Addresses a provider's offers are fetched from, and what is in dispute between such a list and a person."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .offer import Offer
from .provider import Provider


class OfferSource(models.Model):
    """A list on the web that is fetched again and again; its offers follow it."""

    class Format(models.TextChoices):
        """The names of the import's formats."""

        AUTO = "auto", _("selbst erkennen")
        ICS = "ics", _("Kalender (iCal)")
        JSONLD = "jsonld", _("Internetseite oder JSON-LD (schema.org)")
        OPENVHS = "openvhs", _("Open-vhs (XML)")
        VHS_JSON = "vhs-json", _("Kursliste der VHS Berlin (JSON)")
        CSV = "csv", _("Tabelle (CSV)")
        XLSX = "xlsx", _("Tabelle (XLSX)")

    class State(models.TextChoices):
        ACTIVE = "active", _("wird abgerufen")
        PAUSED = "paused", _("angehalten")
        FAILED = "failed", _("nach Fehlern angehalten")

    class Rhythm(models.IntegerChoices):
        """Hours between two fetches."""

        QUARTER_DAY = 6, _("alle 6 Stunden")
        DAY = 24, _("jeden Tag")
        WEEK = 168, _("jede Woche")

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="sources", verbose_name=_("Anbieter"))
    url = models.URLField(_("Adresse der Liste"), max_length=1000)
    format = models.CharField(_("Format"), max_length=8, choices=Format, default=Format.AUTO)
    every_hours = models.PositiveSmallIntegerField(_("Abruf"), choices=Rhythm, default=Rhythm.DAY)
    publishes = models.BooleanField(
        _("veröffentlicht neue Angebote"),
        default=False,
        help_text=_("Nur für Quellen, denen das Team traut. Sonst warten neue Angebote als Entwurf."),
    )
    state = models.CharField(_("Stand"), max_length=6, choices=State, default=State.ACTIVE)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("von"),
    )
    created_at = models.DateTimeField(_("angelegt"), default=timezone.now, editable=False)
    due_at = models.DateTimeField(_("nächster Abruf"), default=timezone.now, db_index=True)
    fetched_at = models.DateTimeField(_("letzter Abruf"), null=True, blank=True, editable=False)
    failures = models.PositiveSmallIntegerField(_("Fehler hintereinander"), default=0, editable=False)
    problem = models.CharField(_("letzter Fehler"), max_length=500, blank=True, editable=False)
    etag = models.CharField(max_length=200, blank=True, editable=False)
    modified = models.CharField(max_length=200, blank=True, editable=False)
    report = models.JSONField(_("letzter Bericht"), default=dict, editable=False)

    class Meta:
        verbose_name = _("abonnierte Quelle")
        verbose_name_plural = _("abonnierte Quellen")
        ordering = ["provider", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "url"],
                name="offersource_address_once",
                violation_error_message=_("Diese Adresse ist schon eingetragen."),
            )
        ]

    def __str__(self):
        return self.url

    @property
    def source(self):
        """The source of its offers: its own, so that it reaches no others."""
        return f"abo-{self.pk}"


class SourceConflict(models.Model):
    """A field someone keeps by hand while its source says something else; decided once for each word of the source."""

    source = models.ForeignKey(OfferSource, models.CASCADE, related_name="conflicts")
    offer = models.ForeignKey(
        Offer, models.CASCADE, related_name="source_conflicts", verbose_name=_("Angebot")
    )
    field = models.CharField(_("Feld"), max_length=40)
    value = models.JSONField(_("in der Quelle"), null=True, encoder=DjangoJSONEncoder)
    is_open = models.BooleanField(_("zu entscheiden"), default=True)
    found_at = models.DateTimeField(_("gefunden"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("Widerspruch zur Quelle")
        verbose_name_plural = _("Widersprüche zu Quellen")
        ordering = ["offer", "field"]
        constraints = [models.UniqueConstraint(fields=["offer", "field"], name="sourceconflict_once")]

    def __str__(self):
        return f"{self.offer}: {self.field}"
