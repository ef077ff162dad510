"""The state of an offer, told in one tap: the link that allows it, and what was told."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .dates import OfferDate
from .offer import Offer


class StatusLink(models.Model):
    """The link of one offer; a new ``serial`` makes every older link and printed code worthless."""

    offer = models.OneToOneField(Offer, models.CASCADE, related_name="status_link")
    serial = models.PositiveIntegerField(default=1)
    is_active = models.BooleanField(_("gilt"), default=True)
    made_at = models.DateTimeField(_("angelegt am"), default=timezone.now)

    class Meta:
        verbose_name = _("Link für den Stand")
        verbose_name_plural = _("Links für den Stand")

    def __str__(self):
        return str(self.offer)


class StatusReport(models.Model):
    """One message about the state: of the whole offer or, with ``date``, of one date; undoing puts ``before`` back."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="status_reports")
    date = models.ForeignKey(OfferDate, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(_("Stand"), max_length=9, choices=Offer.Availability)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    at = models.DateTimeField(_("am"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(_("zurückgenommen am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Meldung zum Stand")
        verbose_name_plural = _("Meldungen zum Stand")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.offer}: {self.get_state_display()}"
