"""Vocabulary: the words by which everything in the portal is sorted. Staff edit these tables.

Where an open vocabulary knows a term, its address stands in `uri` (openeduhub, DINI-AG KIM, ISCED, DVV).
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class TermQuerySet(models.QuerySet):
    def active(self):
        """Terms offered for choice; retired ones stay on old entries."""
        return self.filter(is_active=True)


class Term(models.Model):
    """Shared shape of every vocabulary table."""

    name = models.CharField(_("Bezeichnung"), max_length=120)
    slug = models.SlugField(
        _("Kürzel in Adressen"),
        max_length=80,
        unique=True,
        help_text=_(
            "Steht in Adressen, die Menschen speichern. Nach der Veröffentlichung nicht mehr ändern."
        ),
    )
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)
    description = models.TextField(_("Beschreibung"), blank=True)
    uri = models.URLField(
        _("Adresse im offenen Vokabular"),
        max_length=300,
        blank=True,
        help_text=_("Zum Beispiel ein Begriff von openeduhub oder DINI-AG KIM."),
    )
    is_active = models.BooleanField(
        _("wählbar"), default=True, help_text=_("Ausgeschaltet bleibt der Begriff an alten Einträgen stehen.")
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "name"]

    def __str__(self):
        return self.name


class LifeStage(Term):
    """Lebensphase, in order from frühe Kindheit to Alter. Ages in completed years; None: open."""

    class Tone(models.TextChoices):
        AMBER = "l1", _("Bernstein")
        CORAL = "l2", _("Koralle")
        PLUM = "l3", _("Pflaume")
        VIOLET = "l4", _("Violett")
        PETROL = "l5", _("Petrol")
        GREEN = "l6", _("Grün")

    age_from = models.PositiveSmallIntegerField(_("Alter von"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("Alter bis"), null=True, blank=True)
    age_label = models.CharField(_("Alter in Worten"), max_length=60, blank=True)
    tone = models.CharField(_("Farbton"), max_length=2, choices=Tone, default=Tone.AMBER)
    icon = models.CharField(_("Zeichen"), max_length=20, default="stage1")

    class Meta(Term.Meta):
        verbose_name = _("Lebensphase")
        verbose_name_plural = _("Lebensphasen")

    def get_absolute_url(self):
        return reverse("pages:life-stage", args=[self.slug])


class Transition(Term):
    """Übergang between two life stages, such as Kita-Grundschule."""

    before = models.ForeignKey(
        LifeStage, models.CASCADE, related_name="transitions_out", verbose_name=_("von")
    )
    after = models.ForeignKey(
        LifeStage, models.CASCADE, related_name="transitions_in", verbose_name=_("nach")
    )

    class Meta(Term.Meta):
        verbose_name = _("Übergang")
        verbose_name_plural = _("Übergänge")


class Topic(Term):
    """Themenfeld in two levels: a field and the topics below it."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("gehört zu")
    )
    icon = models.CharField(_("Zeichen"), max_length=20, blank=True)

    class Meta(Term.Meta):
        verbose_name = _("Themenfeld")
        verbose_name_plural = _("Themenfelder")

    def get_absolute_url(self):
        return reverse("pages:topic", args=[self.slug])

    def clean(self):
        if self.parent_id and (self.parent_id == self.pk or self.parent.parent_id):
            raise ValidationError(
                {"parent": _("Themen haben zwei Ebenen. Wählen Sie ein Feld der ersten Ebene.")}
            )
        if self.parent_id and self.pk and self.children.exists():
            raise ValidationError({"parent": _("Dieses Feld hat eigene Themen und bleibt darum oben.")})


class Audience(Term):
    class Meta(Term.Meta):
        verbose_name = _("Zielgruppe")
        verbose_name_plural = _("Zielgruppen")


class OfferKind(Term):
    class Meta(Term.Meta):
        verbose_name = _("Art des Angebots")
        verbose_name_plural = _("Arten von Angeboten")


class ProviderKind(Term):
    class Meta(Term.Meta):
        verbose_name = _("Art des Anbieters")
        verbose_name_plural = _("Arten von Anbietern")


class OperatorKind(Term):
    class Meta(Term.Meta):
        verbose_name = _("Art des Trägers")
        verbose_name_plural = _("Arten von Trägern")


class Operator(Term):
    """Träger: the body that answers for a provider."""

    kind = models.ForeignKey(OperatorKind, models.PROTECT, verbose_name=_("Art"), related_name="operators")
    website = models.URLField(_("Website"), blank=True)

    class Meta(Term.Meta):
        verbose_name = _("Träger")
        verbose_name_plural = _("Träger")


class Funding(Term):
    """Förderung: who may get help with the cost, and where to read on."""

    info_url = models.URLField(_("Mehr dazu"), blank=True)

    class Meta(Term.Meta):
        verbose_name = _("Förderung")
        verbose_name_plural = _("Förderungen")


class Language(Term):
    """Language an offer is held in; the slug is the ISO 639 code."""

    class Meta(Term.Meta):
        verbose_name = _("Sprache")
        verbose_name_plural = _("Sprachen")


class AccessFeature(Term):
    """Merkmal der Barrierefreiheit of a place, an offer or both; each answered yes, no or not known."""

    class Scope(models.TextChoices):
        PLACE = "place", _("Ort")
        OFFER = "offer", _("Angebot")

    scope = models.CharField(_("gilt für"), max_length=5, choices=Scope, default=Scope.PLACE)
    icon = models.CharField(_("Zeichen"), max_length=20, default="wheelchair")

    class Meta(Term.Meta):
        verbose_name = _("Merkmal der Barrierefreiheit")
        verbose_name_plural = _("Merkmale der Barrierefreiheit")


class District(Term):
    """Stadtteil with its outline. `geometry` is a GeoJSON MultiPolygon in WGS 84 (longitude, latitude)."""

    code = models.CharField(_("amtliche Nummer"), max_length=10, unique=True, null=True, blank=True)
    geometry = models.JSONField(_("Umriss (GeoJSON)"))
    lat = models.FloatField(_("Breite des Schriftpunkts"))
    lon = models.FloatField(_("Länge des Schriftpunkts"))
    neighbours = models.ManyToManyField("self", blank=True, verbose_name=_("Nachbarn"))

    class Meta(Term.Meta):
        verbose_name = _("Stadtteil")
        verbose_name_plural = _("Stadtteile")
