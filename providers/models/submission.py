"""What stands beside an offer while people write it: the steps' memory, and who sent it without an account."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .offer import Offer


class OfferEntry(models.Model):
    """What the steps remember of an offer: the form that began it, the dates as they were typed."""

    offer = models.OneToOneField(Offer, models.CASCADE, related_name="entry")
    key = models.UUIDField(
        unique=True,
        default=uuid.uuid4,
        help_text=_("Vom ersten Formular: zweimal gesendet, einmal angelegt."),
    )
    when = models.CharField(_("Termine in Worten"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Eingabe")
        verbose_name_plural = _("Eingaben")

    def __str__(self):
        return f"{self.offer_id}"


class SubmissionQuerySet(models.QuerySet):
    def unconfirmed(self):
        """Submissions whose sender has not pressed the button behind the mailed link."""
        return self.filter(confirmed_at=None)

    def unsent(self):
        """Submissions still being written, or waiting for that button: nobody but their sender may read them."""
        return self.filter(offer__status=Offer.Status.DRAFT)


class Submission(models.Model):
    """An offer sent by somebody without an account. Staff see it once the address is confirmed."""

    offer = models.OneToOneField(Offer, models.CASCADE, related_name="submission", verbose_name=_("Angebot"))
    email = models.EmailField(_("E-Mail-Adresse"))
    name = models.CharField(_("Name"), max_length=150, blank=True)
    created_at = models.DateTimeField(_("begonnen"), auto_now_add=True)
    sent_at = models.DateTimeField(_("abgeschickt"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("E-Mail-Adresse bestätigt"), null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Einreichung ohne Konto")
        verbose_name_plural = _("Einreichungen ohne Konto")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(confirmed_at=None), name="submission_unconfirmed")
        ]

    def __str__(self):
        return f"{self.email}, {self.created_at:%d.%m.%Y}"
