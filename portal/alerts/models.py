"""Searches people let the portal watch. An address and a search, nothing else: no account, no profile."""

from django.db import models
from django.db.models.functions import MD5
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from providers.models import Offer


class SearchAlertQuerySet(models.QuerySet):
    def confirmed(self):
        """Alerts whose owner has pressed the button behind the link in the mail."""
        return self.filter(confirmed_at__isnull=False)

    def unconfirmed(self):
        return self.filter(confirmed_at=None)

    def ending_before(self, moment):
        """Confirmed alerts whose year is over before a moment."""
        return self.confirmed().filter(ends_at__lt=moment)


class SearchAlert(models.Model):
    """A wish to hear of new offers that a search finds. Ending it deletes the row."""

    class Rhythm(models.TextChoices):
        AT_ONCE = "at_once", _("sofort, wenn etwas Neues da ist")
        WEEKLY = "weekly", _("gesammelt am Montagmorgen")

    email = models.EmailField(_("E-Mail-Adresse"))
    query = models.TextField(_("Adresse der Suche"), blank=True)
    words = models.TextField(_("Suche in Worten"))
    rhythm = models.CharField(_("Wie oft"), max_length=7, choices=Rhythm)
    asked_at = models.DateTimeField(_("zuletzt gewünscht"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("bestätigt"), null=True)
    seen_until = models.DateTimeField(_("durchgesehen bis"), null=True)
    ends_at = models.DateTimeField(_("endet"), null=True)
    renewal_asked_at = models.DateTimeField(_("nach der Verlängerung gefragt"), null=True)

    objects = SearchAlertQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("email", MD5("query"), name="alert_once"),
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None) | models.Q(ends_at__isnull=False), name="alert_has_end"
            ),
        ]

    def __str__(self):
        return self.words


class Mention(models.Model):
    """An offer an alert has told of: it never does so again."""

    alert = models.ForeignKey(SearchAlert, models.CASCADE, related_name="mentions")
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alert", "offer"], name="mention_once")]

    def __str__(self):
        return f"{self.alert_id} {self.offer_id}"
