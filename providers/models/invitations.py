"""Invitations into the team of a provider: open as long as the row is there."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .provider import Provider
from .team import TeamMember


class TeamInvitation(models.Model):
    """An address asked to join a team; accepting, declining or withdrawing deletes the row."""

    provider = models.ForeignKey(
        Provider, models.CASCADE, related_name="invitations", verbose_name=_("Anbieter")
    )
    email = models.EmailField(_("E-Mail-Adresse"))
    role = models.CharField(_("Rolle"), max_length=6, choices=TeamMember.Role, default=TeamMember.Role.EDITOR)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("eingeladen von"),
    )
    invited_at = models.DateTimeField(_("eingeladen am"), default=timezone.now)

    class Meta:
        verbose_name = _("Einladung")
        verbose_name_plural = _("Einladungen")
        ordering = ["email"]
        constraints = [models.UniqueConstraint(fields=["provider", "email"], name="team_invited_once")]

    def __str__(self):
        return self.email
