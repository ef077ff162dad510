"""Changes that providers make to published offers: waiting, or live and still to be looked at."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .offer import Offer


class OfferChangeQuerySet(models.QuerySet):
    def waiting(self):
        """Changes that are not on the public page."""
        return self.filter(status=OfferChange.Status.WAITING)

    def open(self):
        """What the team still has to look at."""
        return self.filter(status__in=OfferChange.Status.open())

    def due(self):
        """Open, and not waiting for an answer of the provider."""
        return self.open().filter(asked_at__isnull=True)

    def asked(self):
        """Open, and the provider's turn: the team has asked."""
        return self.open().filter(asked_at__isnull=False)


class OfferChange(models.Model):
    """Fields of an offer, before and after, in the plain form of `providers.changes.values`."""

    class Status(models.TextChoices):
        """`providers.changes` alone changes it."""

        WAITING = "waiting", _("wartet auf Prüfung")
        LIVE = "live", _("sofort sichtbar, noch nicht angesehen")
        SAMPLE = "sample", _("Stichprobe")
        ACCEPTED = "accepted", _("übernommen")
        REFUSED = "refused", _("abgelehnt")
        SEEN = "seen", _("angesehen")
        UNDONE = "undone", _("rückgängig gemacht")

        @classmethod
        def open(cls):
            return (cls.WAITING, cls.LIVE, cls.SAMPLE)

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="changes")
    status = models.CharField(_("Stand"), max_length=8, choices=Status)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("von")
    )
    at = models.DateTimeField(_("seit"), default=timezone.now)
    changed_at = models.DateTimeField(auto_now=True)
    asked_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(_("Grund"), max_length=2000, blank=True)

    objects = OfferChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Änderung")
        verbose_name_plural = _("Änderungen")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint("offer", condition=Q(status="waiting"), name="change_one_waits"),
            models.UniqueConstraint("offer", condition=Q(status="live"), name="change_one_unchecked"),
        ]
        indexes = [
            models.Index(
                fields=["at"], condition=Q(status__in=["waiting", "live", "sample"]), name="change_open"
            )
        ]

    def __str__(self):
        return f"{self.offer}: {self.get_status_display()}"

    @property
    def token(self):
        """Changes whenever the change or its offer does; a decision names the one it was made for."""
        return f"{self.changed_at.isoformat()} {self.offer.changed_at.isoformat()}"
