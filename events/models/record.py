"""What remains of an event: files, pictures and links of its items, and feedback without names."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.core.images import PictureField

from .event import Event
from .programme import ProgrammeItem


class RecordPart(models.Model):
    """A link, a file or a picture of the documentation, of the whole event or of one item."""

    class Kind(models.TextChoices):
        LINK = "link", _("Link")
        MOODLE = "moodle", _("Moodle-Kurs")
        FILE = "file", _("Datei")
        PICTURE = "picture", _("Bild")

    event = models.ForeignKey(Event, models.CASCADE, related_name="record_parts")
    item = models.ForeignKey(
        ProgrammeItem,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="record_parts",
        verbose_name=_("Programmpunkt"),
    )
    kind = models.CharField(_("Art"), max_length=7, choices=Kind, default=Kind.LINK)
    title = models.CharField(_("Bezeichnung"), max_length=200)
    url = models.URLField(_("Adresse"), max_length=500, blank=True)
    file = models.FileField(_("Datei"), upload_to="dokumentation/", blank=True)
    picture = PictureField(_("Bild"), upload_to="dokumentation/", blank=True)
    picture_alt = models.CharField(_("Bild in Worten"), max_length=300, blank=True)
    has_consent = models.BooleanField(_("Alle abgebildeten Menschen sind einverstanden"), default=False)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _("Teil der Dokumentation")
        verbose_name_plural = _("Teile der Dokumentation")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["link", "moodle"], file="", picture="") & ~Q(url="")
                | Q(kind="file", url="", picture="") & ~Q(file="")
                | Q(kind="picture", url="", file="", has_consent=True) & ~Q(picture="") & ~Q(picture_alt=""),
                name="recordpart_fits_its_kind",
                violation_error_message=_(
                    "Ein Link braucht eine Adresse, eine Datei eine Datei, ein Bild eine Beschreibung in Worten "
                    "und das Einverständnis aller, die darauf zu sehen sind."
                ),
            ),
        ]

    def __str__(self):
        return self.title


class Feedback(models.Model):
    """One filled form, without name, address or time of day; ``day`` is all that is known of when."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="feedback")
    item = models.ForeignKey(
        ProgrammeItem,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="feedback",
        verbose_name=_("Programmpunkt"),
    )
    grade = models.PositiveSmallIntegerField(
        _("Wie war es?"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    good = models.TextField(_("Was war gut?"), blank=True)
    better = models.TextField(_("Was geht besser?"), blank=True)
    wishes = models.TextField(_("Welche Themen wünschen Sie sich?"), blank=True)
    is_released = models.BooleanField(_("Text ist freigegeben"), default=False)
    day = models.DateField(auto_now_add=True)

    class Meta:
        verbose_name = _("Rückmeldung")
        verbose_name_plural = _("Rückmeldungen")
        ordering = ["-day", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(grade__range=(1, 5)), name="feedback_grade_in_range"),
        ]

    def __str__(self):
        return f"{self.event}, {self.day}"

    @property
    def texts(self):
        """What was written, without empty answers."""
        return [text for text in (self.good, self.better, self.wishes) if text]
