"""The talk between the Bildungsbüro and whoever keeps an offer, and what the team's desk needs for it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .offer import Offer

TEXT_MAX = 2000
# So long a case counts as being looked at; nobody is locked out, others are told.
CHECKED_FOR = timedelta(minutes=15)


class CaseMessageQuerySet(models.QuerySet):
    def shared(self):
        """What both sides read; notes stay in the house."""
        return self.exclude(kind=CaseMessage.Kind.NOTE)


class CaseMessage(models.Model):
    """One message about an offer; `providers.moderation`, `cases` and `changes` write it."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("Rückfrage")
        ANSWER = "answer", _("Antwort")
        NOTE = "note", _("Notiz im Haus")

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="messages")
    kind = models.CharField(_("Art"), max_length=8, choices=Kind)
    text = models.TextField(_("Text"), max_length=TEXT_MAX)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("von")
    )
    at = models.DateTimeField(_("am"), default=timezone.now)

    objects = CaseMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("Nachricht")
        verbose_name_plural = _("Nachrichten")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text[:60]}"


class CaseCheck(models.Model):
    """Who looks at an offer's case right now."""

    offer = models.OneToOneField(Offer, models.CASCADE, related_name="case_check")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.by}: {self.offer}"

    @property
    def is_fresh(self):
        return self.since > timezone.now() - CHECKED_FOR


class ReplyText(models.Model):
    """A text the team uses again and again; choosing it fills the field, so it can be changed each time."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("Rückfrage")
        REFUSAL = "refusal", _("Grund einer Ablehnung")

    kind = models.CharField(_("Wofür"), max_length=8, choices=Kind)
    name = models.CharField(_("Kurzer Name"), max_length=100)
    slug = models.SlugField(_("Kürzel"), max_length=100, unique=True)
    text = models.TextField(_("Text"), max_length=TEXT_MAX)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)
    is_active = models.BooleanField(_("in Gebrauch"), default=True)

    class Meta:
        verbose_name = _("Textbaustein")
        verbose_name_plural = _("Textbausteine")
        ordering = ["kind", "position", "name"]

    def __str__(self):
        return self.name


class ModerationSettings(models.Model):
    """One row: how much of what trusted providers publish themselves the team looks over afterwards."""

    sample_every = models.PositiveSmallIntegerField(
        _("Stichprobe: jede wievielte Veröffentlichung"),
        default=5,
        help_text=_("5 heißt: jede fünfte. 0 heißt: keine."),
    )
    direct_count = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("Einstellung der Prüfung")
        verbose_name_plural = _("Einstellungen der Prüfung")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="moderation_settings_once")]

    def __str__(self):
        return str(_("Einstellungen der Prüfung"))
