"""When an offer takes place: single dates, series by rule, weekly hours."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .offer import Offer
from .provider import Location, WeeklyHours


class OfferSeries(models.Model):
    """A rule that makes dates: „jeden Dienstag 17 bis 18:30 Uhr bis 15. Dezember“."""

    class Frequency(models.TextChoices):
        WEEKLY = "weekly", _("jede Woche")
        FORTNIGHTLY = "fortnightly", _("alle zwei Wochen")
        MONTHLY = "monthly", _("jeden Monat am selben Wochentag")
        LAST = "last", _("jeden Monat am letzten solchen Wochentag")

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="series")
    frequency = models.CharField(_("Wie oft"), max_length=11, choices=Frequency, default=Frequency.WEEKLY)
    weekdays = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name=_("Wochentage"),
        size=7,
        help_text=_("0 ist Montag, 6 ist Sonntag."),
    )
    first_day = models.DateField(_("erster Tag"))
    last_day = models.DateField(_("letzter Tag"))
    start_time = models.TimeField(_("Beginn"), null=True, blank=True)
    end_time = models.TimeField(_("Ende"), null=True, blank=True)
    except_days = ArrayField(
        models.DateField(),
        verbose_name=_("fällt aus am"),
        default=list,
        blank=True,
        help_text=_("Tage, durch Komma getrennt."),
    )
    location = models.ForeignKey(
        Location, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("anderer Ort")
    )

    class Meta:
        verbose_name = _("Terminreihe")
        verbose_name_plural = _("Terminreihen")
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="offerseries_ends_after_begin",
                violation_error_message=_("Der letzte Tag der Reihe liegt vor dem ersten."),
            ),
        ]

    def __str__(self):
        return f"{self.get_frequency_display()} {self.first_day:%d.%m.%Y}–{self.last_day:%d.%m.%Y}"


class OfferDateQuerySet(models.QuerySet):
    def upcoming(self, day):
        """Dates that end on the given day or later and take place."""
        return self.filter(last_day__gte=day, status=OfferDate.Status.PLANNED)


class OfferDate(models.Model):
    """Termin: from a day to a day, with times where they are known (local time of the portal)."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("findet statt")
        CANCELLED = "cancelled", _("fällt aus")

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="dates")
    series = models.ForeignKey(
        OfferSeries, models.CASCADE, null=True, blank=True, editable=False, related_name="dates"
    )
    first_day = models.DateField(_("Tag"))
    start_time = models.TimeField(_("Beginn"), null=True, blank=True)
    last_day = models.DateField(_("bis Tag"), help_text=_("Bei einem einzelnen Tag derselbe."))
    end_time = models.TimeField(_("Ende"), null=True, blank=True)
    note = models.CharField(_("Thema oder Hinweis"), max_length=200, blank=True)
    status = models.CharField(_("Stand"), max_length=9, choices=Status, default=Status.PLANNED)
    location = models.ForeignKey(
        Location, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("anderer Ort")
    )

    objects = OfferDateQuerySet.as_manager()

    class Meta:
        verbose_name = _("Termin")
        verbose_name_plural = _("Termine")
        ordering = ["first_day", "start_time"]
        indexes = [models.Index(fields=["first_day", "offer"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="offerdate_ends_after_begin",
                violation_error_message=_("Das Ende liegt vor dem Beginn. Prüfen Sie die beiden Tage."),
            ),
            models.CheckConstraint(
                condition=Q(last_day__gt=F("first_day"))
                | Q(start_time__isnull=True)
                | Q(end_time__isnull=True)
                | Q(end_time__gte=F("start_time")),
                name="offerdate_times_in_order",
                violation_error_message=_("Das Ende liegt vor dem Beginn. Prüfen Sie die beiden Uhrzeiten."),
            ),
        ]

    def __str__(self):
        return f"{self.first_day:%d.%m.%Y}"


class OfferHours(WeeklyHours):
    """Weekly hours of a continuous offer where they differ from those of its place."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="hours")

    class Meta(WeeklyHours.Meta):
        verbose_name = _("Zeit in der Woche")
        verbose_name_plural = _("Zeiten in der Woche")
