"""Programme of an event: rooms, tracks, speakers and items, parallel ones included."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.fields.ranges import RangeBoundary
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.core.images import PictureField

from .event import Event


class Room(models.Model):
    """Where items take place; ``capacity`` is what the room holds, in people."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="rooms")
    name = models.CharField(_("Raum"), max_length=120)
    capacity = models.PositiveIntegerField(_("Plätze im Raum"), null=True, blank=True)
    directions = models.CharField(_("Weg dorthin"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _("Raum")
        verbose_name_plural = _("Räume")
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                "event",
                "name",
                name="room_name_once",
                violation_error_message=_(
                    "Einen Raum mit diesem Namen gibt es in dieser Veranstaltung schon."
                ),
            )
        ]

    def __str__(self):
        return self.name


class Track(models.Model):
    """Strang: items that belong together by subject."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="tracks")
    name = models.CharField(_("Strang"), max_length=120)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _("Strang")
        verbose_name_plural = _("Stränge")
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint("event", "name", name="track_name_once")]

    def __str__(self):
        return self.name


class Speaker(models.Model):
    """A person with a part in the programme, with the affiliation as printed for this event."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="speakers")
    name = models.CharField(_("Name"), max_length=150)
    slug = models.SlugField(_("Kürzel in der Adresse"), max_length=120)
    affiliation = models.CharField(_("Amt oder Einrichtung"), max_length=300, blank=True)
    biography = models.TextField(_("Zur Person"), blank=True)
    picture = PictureField(_("Bild"), upload_to="mitwirkende/", blank=True)
    picture_alt = models.CharField(_("Bild in Worten"), max_length=300, blank=True)
    email = models.EmailField(_("E-Mail (nicht öffentlich)"), blank=True)
    source_id = models.CharField(max_length=100, blank=True, editable=False)

    class Meta:
        verbose_name = _("Mitwirkende Person")
        verbose_name_plural = _("Mitwirkende")
        ordering = ["name"]
        constraints = [models.UniqueConstraint("event", "slug", name="speaker_slug_once")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("events:speaker", args=[self.event.slug, self.slug])


class ProgrammeItemQuerySet(models.QuerySet):
    def taking_place(self):
        """Items that were not cancelled."""
        return self.exclude(status=ProgrammeItem.Status.CANCELLED)


class ProgrammeItem(models.Model):
    """Programmpunkt. Parallel items overlap in time; the same room or person never does."""

    class Kind(models.TextChoices):
        WELCOME = "welcome", _("Begrüßung")
        TALK = "talk", _("Impuls")
        SESSION = "session", _("Session")
        PANEL = "panel", _("Podium")
        WORKSHOP = "workshop", _("Workshop")
        BREAK = "break", _("Pause")
        OTHER = "other", _("Sonstiges")

    class Status(models.TextChoices):
        PLANNED = "planned", _("findet statt")
        CANCELLED = "cancelled", _("fällt aus")

    event = models.ForeignKey(Event, models.CASCADE, related_name="items")
    kind = models.CharField(_("Art"), max_length=8, choices=Kind, default=Kind.SESSION)
    label = models.CharField(
        _("Bezeichnung"), max_length=60, blank=True, help_text=_("Zum Beispiel „Session II“.")
    )
    title = models.CharField(_("Titel"), max_length=300)
    subtitle = models.CharField(_("Untertitel"), max_length=300, blank=True)
    slug = models.SlugField(_("Kürzel in der Adresse"), max_length=120)
    abstract = models.TextField(_("Worum es geht"), blank=True, help_text=_("Markdown ist erlaubt."))
    description = models.TextField(_("Ausführlich"), blank=True, help_text=_("Markdown ist erlaubt."))
    language = models.CharField(_("Sprache"), max_length=10, blank=True)
    starts_at = models.DateTimeField(_("Beginn"))
    ends_at = models.DateTimeField(_("Ende"))
    room = models.ForeignKey(
        Room, models.SET_NULL, null=True, blank=True, related_name="items", verbose_name=_("Raum")
    )
    track = models.ForeignKey(
        Track, models.SET_NULL, null=True, blank=True, related_name="items", verbose_name=_("Strang")
    )
    speakers = models.ManyToManyField(
        Speaker, through="Appearance", related_name="items", verbose_name=_("Mitwirkende")
    )
    needs_registration = models.BooleanField(_("Platz muss gewählt werden"), default=False)
    capacity = models.PositiveIntegerField(
        _("Plätze"), null=True, blank=True, help_text=_("Leer: so viele, wie der Raum hat.")
    )
    status = models.CharField(_("Stand"), max_length=9, choices=Status, default=Status.PLANNED)
    change_note = models.CharField(_("Was sich geändert hat"), max_length=300, blank=True)
    changed_after_publication_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Afterwards
    record = models.TextField(_("Ergebnis"), blank=True, help_text=_("Markdown ist erlaubt."))
    # Identity in the plan it came from (frab and pretalx call it guid)
    source_id = models.CharField(max_length=100, blank=True, editable=False)
    extra = models.JSONField(default=dict, blank=True, editable=False)

    objects = ProgrammeItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("Programmpunkt")
        verbose_name_plural = _("Programmpunkte")
        ordering = ["starts_at", "label", "pk"]
        constraints = [
            models.UniqueConstraint("event", "slug", name="item_slug_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")),
                name="item_ends_after_begin",
                violation_error_message=_("Das Ende liegt vor dem Beginn. Prüfen Sie die beiden Uhrzeiten."),
            ),
            # No btree_gist in the embedded server, so equality of rooms is overlap of one-element ranges.
            ExclusionConstraint(
                name="item_room_is_free",
                expressions=[
                    (
                        Func(F("room"), F("room"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(
                            F("starts_at"),
                            F("ends_at"),
                            RangeBoundary(),
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(room__isnull=False, status="planned"),
                violation_error_message=_("Der Raum ist zu dieser Zeit schon belegt."),
            ),
        ]

    def __str__(self):
        return f"{self.label}: {self.title}" if self.label else self.title

    def get_absolute_url(self):
        return reverse("events:item", args=[self.event.slug, self.slug])


class Appearance(models.Model):
    """One person's part in one item, in the order of the programme."""

    item = models.ForeignKey(ProgrammeItem, models.CASCADE, related_name="appearances")
    speaker = models.ForeignKey(
        Speaker, models.CASCADE, related_name="appearances", verbose_name=_("Mitwirkende Person")
    )
    part = models.CharField(
        _("Aufgabe"), max_length=100, blank=True, help_text=_("Zum Beispiel „Moderation“.")
    )
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _("Mitwirkung")
        verbose_name_plural = _("Mitwirkungen")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint("item", "speaker", name="appearance_once")]

    def __str__(self):
        return f"{self.speaker}, {self.item}"


class ProgrammeVersion(models.Model):
    """The programme as it was at a moment after its publication, for the list of changes and for exports."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="programme_versions")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(_("Was sich geändert hat"), max_length=300, blank=True)
    items = models.JSONField()

    class Meta:
        verbose_name = _("Fassung des Programms")
        verbose_name_plural = _("Fassungen des Programms")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint("event", "number", name="programme_version_once")]

    def __str__(self):
        return f"{self.event}, {self.number}"


class Contribution(models.Model):
    """An answer to the call for contributions, reviewed before it becomes an item."""

    class Status(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("E-Mail nicht bestätigt")
        SUBMITTED = "submitted", _("eingereicht")
        ACCEPTED = "accepted", _("angenommen")
        DECLINED = "declined", _("abgelehnt")
        WITHDRAWN = "withdrawn", _("zurückgezogen")

    event = models.ForeignKey(Event, models.CASCADE, related_name="contributions")
    kind = models.CharField(
        _("Art"), max_length=8, choices=ProgrammeItem.Kind, default=ProgrammeItem.Kind.SESSION
    )
    title = models.CharField(_("Titel"), max_length=300)
    abstract = models.TextField(_("Worum es geht"))
    minutes = models.PositiveSmallIntegerField(_("Dauer in Minuten"), default=45)
    speakers = models.TextField(_("Wer trägt vor? Eine Person je Zeile, mit Einrichtung"))
    email = models.EmailField(_("E-Mail-Adresse"))
    needs = models.TextField(_("Was Sie brauchen"), blank=True)
    status = models.CharField(_("Stand"), max_length=11, choices=Status, default=Status.UNCONFIRMED)
    review_note = models.TextField(_("Notizen zur Auswahl (nicht öffentlich)"), blank=True)
    score = models.PositiveSmallIntegerField(_("Bewertung, 1 bis 5"), null=True, blank=True)
    item = models.OneToOneField(
        ProgrammeItem, models.SET_NULL, null=True, blank=True, related_name="contribution", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Eingereichter Beitrag")
        verbose_name_plural = _("Eingereichte Beiträge")
        ordering = ["-created_at"]

    def __str__(self):
        return self.title
