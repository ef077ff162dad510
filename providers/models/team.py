"""Who keeps a provider's entries: people with an account, in a role."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .provider import Provider


class TeamMember(models.Model):
    """One person in the team of one provider; one person may be in several teams."""

    class Role(models.TextChoices):
        OWNER = "owner", _("Verantwortlich")
        EDITOR = "editor", _("Bearbeitung")

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="team", verbose_name=_("Anbieter"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="teams", verbose_name=_("Konto")
    )
    role = models.CharField(_("Rolle"), max_length=6, choices=Role, default=Role.EDITOR)
    since = models.DateTimeField(_("seit"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("Mitglied eines Teams")
        verbose_name_plural = _("Teams der Anbieter")
        ordering = ["provider", "user"]
        constraints = [models.UniqueConstraint(fields=["provider", "user"], name="team_member_once")]

    def __str__(self):
        return f"{self.user}, {self.provider}"
