"""Providers, their places, opening times and what is known of accessibility."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.core.images import PictureField

from .vocabulary import AccessFeature, District, Operator, ProviderKind


class Weekday(models.IntegerChoices):
    """Monday is 0, as in `datetime.date.weekday`."""

    MONDAY = 0, _("Montag")
    TUESDAY = 1, _("Dienstag")
    WEDNESDAY = 2, _("Mittwoch")
    THURSDAY = 3, _("Donnerstag")
    FRIDAY = 4, _("Freitag")
    SATURDAY = 5, _("Samstag")
    SUNDAY = 6, _("Sonntag")


class Answer(models.TextChoices):
    """What is known of an accessibility feature. A feature without a row counts as unknown."""

    YES = "yes", _("ja")
    NO = "no", _("nein")
    UNKNOWN = "unknown", _("nicht bekannt")


class ProviderQuerySet(models.QuerySet):
    def published(self):
        """Providers the public may see."""
        return self.filter(status=Provider.Status.PUBLISHED)


class Provider(models.Model):
    """Anbieter: an institution, club or firm that offers learning."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        PUBLISHED = "published", _("veröffentlicht")
        WITHDRAWN = "withdrawn", _("zurückgezogen")
        ARCHIVED = "archived", _("archiviert")

    name = models.CharField(_("Name"), max_length=200)
    slug = models.SlugField(_("Kürzel in der Adresse"), max_length=100, unique=True)
    kind = models.ForeignKey(
        ProviderKind,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("Art"),
        related_name="providers",
        help_text=_("Leer lassen, wenn nicht bekannt."),
    )
    operator = models.ForeignKey(
        Operator, models.PROTECT, null=True, blank=True, verbose_name=_("Träger"), related_name="providers"
    )
    summary = models.CharField(_("In einem Satz"), max_length=300, blank=True)
    description = models.TextField(_("Beschreibung"), blank=True, help_text=_("Markdown ist erlaubt."))
    email = models.EmailField(_("E-Mail"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=60, blank=True)
    contact_person = models.CharField(_("Ansprechperson"), max_length=150, blank=True)
    website = models.URLField(_("Website"), max_length=300, blank=True)
    logo = PictureField(_("Logo"), upload_to="anbieter/", blank=True)
    logo_alt = models.CharField(
        _("Logo in Worten"),
        max_length=200,
        blank=True,
        help_text=_("Für Menschen, die das Bild nicht sehen."),
    )
    is_example = models.BooleanField(
        _("Beispiel"), default=False, help_text=_("Erfundener Anbieter für die Vorführung.")
    )
    is_trusted = models.BooleanField(
        _("veröffentlicht selbst"),
        default=False,
        help_text=_("Angebote und Änderungen erscheinen sofort; das Team sieht Stichproben an."),
    )
    needs_review = models.BooleanField(
        _("zu prüfen"), default=False, help_text=_("Das Team des Anbieters hat Name oder Art geändert.")
    )
    trusted_note = models.CharField(_("Warum"), max_length=300, blank=True)
    source = models.CharField(_("Quelle"), max_length=100, blank=True, db_index=True)
    source_id = models.CharField(_("Kennung in der Quelle"), max_length=100, blank=True)
    source_note = models.CharField(_("Stand und Lizenz der Quelle"), max_length=300, blank=True)
    status = models.CharField(
        _("Status"), max_length=10, choices=Status, default=Status.DRAFT, editable=False
    )
    created_at = models.DateTimeField(_("angelegt"), auto_now_add=True)
    changed_at = models.DateTimeField(_("geändert"), auto_now=True)

    history = HistoricalRecords()
    objects = ProviderQuerySet.as_manager()

    class Meta:
        verbose_name = _("Anbieter")
        verbose_name_plural = _("Anbieter")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "source", "source_id", condition=~Q(source_id=""), name="provider_source_once"
            ),
            models.CheckConstraint(
                condition=Q(is_trusted=False) | ~Q(trusted_note=""),
                name="provider_trusted_for_a_reason",
                violation_error_message=_("Schreiben Sie, warum dieser Anbieter selbst veröffentlicht."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("pages:provider", args=[self.slug])

    @property
    def is_public(self):
        return self.status == self.Status.PUBLISHED


class Location(models.Model):
    """Lernort. `place_note` of an offer says what an address cannot."""

    provider = models.ForeignKey(
        Provider, models.CASCADE, related_name="locations", verbose_name=_("Anbieter")
    )
    name = models.CharField(
        _("Name des Ortes"), max_length=200, blank=True, help_text=_("Zum Beispiel „Haus B, Raum 12“.")
    )
    street = models.CharField(_("Straße und Hausnummer"), max_length=200, blank=True)
    postcode = models.CharField(_("Postleitzahl"), max_length=10, blank=True)
    city = models.CharField(_("Ort"), max_length=100, blank=True)
    lat = models.FloatField(
        _("Breite"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    lon = models.FloatField(
        _("Länge"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    district = models.ForeignKey(
        District,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("Stadtteil"),
        related_name="locations",
        help_text=_("Wird aus den Koordinaten bestimmt."),
    )
    directions = models.CharField(
        _("Weg dorthin"), max_length=300, blank=True, help_text=_("Zum Beispiel die nächste Haltestelle.")
    )
    is_main = models.BooleanField(_("Hauptort"), default=False)
    access = models.ManyToManyField(
        AccessFeature, through="LocationAccess", blank=True, verbose_name=_("Barrierefreiheit")
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Lernort")
        verbose_name_plural = _("Lernorte")
        ordering = ["-is_main", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True) | Q(lat__isnull=False, lon__isnull=False),
                name="location_both_coordinates_or_none",
                violation_error_message=_("Tragen Sie Breite und Länge zusammen ein oder keine von beiden."),
            ),
            models.CheckConstraint(
                condition=Q(lat__isnull=True) | Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                name="location_coordinates_on_earth",
            ),
            models.UniqueConstraint("provider", condition=Q(is_main=True), name="provider_one_main_location"),
        ]

    def __str__(self):
        return ", ".join(
            part for part in (self.name, self.street, f"{self.postcode} {self.city}".strip()) if part
        )

    @property
    def has_coordinates(self):
        return self.lat is not None and self.lon is not None


class LocationAccess(models.Model):
    """One answer about one place: „stufenlos: ja“."""

    location = models.ForeignKey(Location, models.CASCADE, related_name="access_facts")
    feature = models.ForeignKey(
        AccessFeature,
        models.CASCADE,
        verbose_name=_("Merkmal"),
        limit_choices_to={"scope": AccessFeature.Scope.PLACE},
    )
    answer = models.CharField(_("Antwort"), max_length=7, choices=Answer, default=Answer.UNKNOWN)
    note = models.CharField(_("Hinweis"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Angabe zur Barrierefreiheit")
        verbose_name_plural = _("Angaben zur Barrierefreiheit")
        constraints = [models.UniqueConstraint("location", "feature", name="location_feature_once")]

    def __str__(self):
        return f"{self.feature}: {self.get_answer_display()}"


class WeeklyHours(models.Model):
    """Shared shape of opening times: one span on one weekday."""

    weekday = models.PositiveSmallIntegerField(_("Wochentag"), choices=Weekday)
    opens = models.TimeField(_("von"))
    closes = models.TimeField(_("bis"))

    class Meta:
        abstract = True
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")) & Q(weekday__lte=6),
                name="%(class)s_closes_after_opens",
                violation_error_message=_("Das Ende liegt vor dem Beginn. Prüfen Sie die beiden Uhrzeiten."),
            )
        ]

    def __str__(self):
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


class LocationHours(WeeklyHours):
    location = models.ForeignKey(Location, models.CASCADE, related_name="hours")

    class Meta(WeeklyHours.Meta):
        verbose_name = _("Öffnungszeit")
        verbose_name_plural = _("Öffnungszeiten")


class Closure(models.Model):
    """Schließzeit, both days included."""

    location = models.ForeignKey(Location, models.CASCADE, related_name="closures")
    first_day = models.DateField(_("erster Tag"))
    last_day = models.DateField(_("letzter Tag"))
    reason = models.CharField(_("Grund"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Schließzeit")
        verbose_name_plural = _("Schließzeiten")
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="closure_ends_after_begin",
                violation_error_message=_("Der letzte Tag liegt vor dem ersten."),
            )
        ]

    def __str__(self):
        return f"{self.first_day:%d.%m.%Y}–{self.last_day:%d.%m.%Y}"
