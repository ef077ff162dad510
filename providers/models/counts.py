"""How often an offer was shown in a list and opened: numbers by day, nothing about who did so."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .offer import Offer


class OfferCount(models.Model):
    """The numbers of one day, or of the month that begins on ``day`` once the days are folded together."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="counts")
    day = models.DateField(_("Tag"))
    is_month = models.BooleanField(_("ganzer Monat"), default=False)
    shown = models.PositiveIntegerField(_("gezeigt"), default=0)
    opened = models.PositiveIntegerField(_("geöffnet"), default=0)

    class Meta:
        verbose_name = _("Aufrufe")
        verbose_name_plural = _("Aufrufe")
        constraints = [
            models.UniqueConstraint(fields=["offer", "day", "is_month"], name="offer_count_once"),
            models.CheckConstraint(
                condition=Q(is_month=False) | Q(day__day=1), name="offer_count_month_begins"
            ),
        ]

    def __str__(self):
        return f"{self.offer_id} {self.day}: {self.shown}, {self.opened}"
