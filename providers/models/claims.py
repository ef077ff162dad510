"""Requests of people to look after a provider that is already in the portal."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .provider import Provider


class ProviderClaimQuerySet(models.QuerySet):
    def waiting(self):
        """Claims staff has not decided yet."""
        return self.filter(status=ProviderClaim.Status.OPEN)


class ProviderClaim(models.Model):
    """Somebody says: this provider is ours. Only `providers.claims` changes the status."""

    class Status(models.TextChoices):
        OPEN = "open", _("wartet")
        ACCEPTED = "accepted", _("angenommen")
        REFUSED = "refused", _("abgelehnt")

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="claims", verbose_name=_("Anbieter"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="claims", verbose_name=_("Konto")
    )
    function = models.CharField(_("Aufgabe in der Einrichtung"), max_length=150)
    work_contact = models.CharField(_("dort erreichbar über"), max_length=200)
    reason = models.TextField(_("Begründung"), max_length=2000)
    status = models.CharField(_("Stand"), max_length=8, choices=Status, default=Status.OPEN, editable=False)
    answer = models.TextField(_("Antwort"), max_length=2000, blank=True)
    created_at = models.DateTimeField(_("gestellt"), default=timezone.now, editable=False)
    decided_at = models.DateTimeField(_("entschieden"), null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("entschieden von"),
    )

    objects = ProviderClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("Anspruch auf einen Anbieter")
        verbose_name_plural = _("Ansprüche auf Anbieter")
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "user"], condition=Q(status="open"), name="claim_open_once"
            ),
            models.CheckConstraint(
                condition=Q(status="open", decided_at=None)
                | (~Q(status="open") & Q(decided_at__isnull=False)),
                name="claim_decided_has_a_date",
            ),
        ]

    def __str__(self):
        return f"{self.provider}: {self.user}"
