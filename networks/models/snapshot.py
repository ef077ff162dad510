"""What jobs have worked out of the networks, kept until it is worked out anew."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

ABANDONED_AFTER = timedelta(minutes=30)  # a calculation that long was killed in the middle


class NetworkSnapshotQuerySet(models.QuerySet):
    def finished(self):
        return self.exclude(computed_at=None).order_by("-computed_at", "-pk")

    def waiting(self, now=None):
        """Asked for and not worked out, including what was begun and left."""
        left = models.Q(begun_at=None) | models.Q(begun_at__lt=(now or timezone.now()) - ABANDONED_AFTER)
        return self.filter(left, computed_at=None).order_by("asked_at", "pk")


class NetworkSnapshot(models.Model):
    """One result. ``data`` is JSON of ids, names of organisations and figures, never of people."""

    class Kind(models.TextChoices):
        ANALYSIS = "analysis", _("Lückenanalyse")
        LANDSCAPE = "landscape", _("Landkarte")

    kind = models.CharField(_("Art"), max_length=9, choices=Kind)
    asked_at = models.DateTimeField(_("angefordert"), default=timezone.now)
    begun_at = models.DateTimeField(_("begonnen"), null=True, blank=True)
    computed_at = models.DateTimeField(_("berechnet"), null=True, blank=True)
    progress = models.CharField(_("Fortschritt"), max_length=100, blank=True)
    fingerprint = models.CharField(_("Stand der Daten"), max_length=64, blank=True)
    data = models.JSONField(_("Ergebnis"), default=dict)

    objects = NetworkSnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("Auswertung der Netzwerke")
        verbose_name_plural = _("Auswertungen der Netzwerke")
        ordering = ["-asked_at", "-pk"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.asked_at:%d.%m.%Y %H:%M}"
