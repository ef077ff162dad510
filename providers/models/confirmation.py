"""Until when a provider's word counts, and who was asked for it again: the rules staff set, the reminders sent."""

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .vocabulary import OfferKind


class ConfirmationRule(models.Model):
    """The ladder for one kind of offer, in days since the last confirmation; the row without a kind is for all others.

    Where no row exists, the defaults of the fields hold.
    """

    kind = models.OneToOneField(
        OfferKind,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="confirmation_rule",
        verbose_name=_("Art"),
        help_text=_("Leer: gilt für alle Arten ohne eigene Regel."),
    )
    remind_after = models.PositiveSmallIntegerField(_("Erinnerung nach (Tage)"), default=150)
    remind_again_after = models.PositiveSmallIntegerField(_("zweite Erinnerung nach (Tage)"), default=170)
    unconfirmed_after = models.PositiveSmallIntegerField(
        _("„Nicht bestätigt“ nach (Tage)"),
        default=180,
        help_text=_("Von da an steht das Angebot in der Suche auch weiter unten."),
    )
    hide_after = models.PositiveSmallIntegerField(_("nicht mehr zeigen nach (Tage)"), default=240)
    archive_after = models.PositiveSmallIntegerField(_("archivieren nach (Tage)"), default=365)

    class Meta:
        verbose_name = _("Regel der Bestätigung")
        verbose_name_plural = _("Regeln der Bestätigung")
        ordering = [F("kind__position").asc(nulls_first=True), "kind__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                nulls_distinct=False,
                name="confirmation_rule_once",
                violation_error_message=_("Für diese Art gibt es schon eine Regel."),
            ),
            models.CheckConstraint(
                condition=Q(remind_after__gte=7)
                & Q(remind_again_after__gt=F("remind_after"))
                & Q(unconfirmed_after__gte=F("remind_again_after"))
                & Q(hide_after__gt=F("unconfirmed_after"))
                & Q(archive_after__gt=F("hide_after")),
                name="confirmation_rule_in_order",
                violation_error_message=_(
                    "Die Stufen müssen aufeinander folgen: erste Erinnerung frühestens nach 7 Tagen, dann die zweite, "
                    "„Nicht bestätigt“, nicht mehr zeigen, archivieren."
                ),
            ),
        ]

    def __str__(self):
        return str(self.kind) if self.kind_id else str(_("alle anderen Arten"))


def rule_days(name):
    """SQL: the days of one step (a field of ConfirmationRule) for the offer at hand."""
    of_kind = ConfirmationRule.objects.filter(kind=OuterRef("kind")).values(name)
    of_others = ConfirmationRule.objects.filter(kind=None).values(name)
    default = ConfirmationRule._meta.get_field(name).default
    return Coalesce(Subquery(of_kind), Subquery(of_others), Value(default))


def confirmed_until():
    """SQL: the last day on which the offer's confirmation counts, NULL where nobody ever gave one."""
    days = TruncDate("confirmed_at") + rule_days("unconfirmed_after")
    return models.ExpressionWrapper(days, models.DateField())


class ConfirmationRound(models.Model):
    """One question „Stimmen diese Angebote noch?“ to one provider; its links lead to these offers and to no others."""

    provider = models.ForeignKey("Provider", models.CASCADE, related_name="confirmation_rounds")
    asked_at = models.DateTimeField(_("gefragt am"), default=timezone.now)

    def __str__(self):
        return f"{self.provider} {self.asked_at:%d.%m.%Y}"


class Reminder(models.Model):
    """An offer that a round asks for; once for each step after a confirmation, whatever is cut off in the middle."""

    class Step(models.IntegerChoices):
        FIRST = 1, _("erste Erinnerung")
        SECOND = 2, _("zweite Erinnerung")
        HIDDEN = 3, _("nicht mehr gezeigt")

    round = models.ForeignKey(ConfirmationRound, models.CASCADE, related_name="reminders")
    offer = models.ForeignKey("Offer", models.CASCADE, related_name="reminders")
    step = models.PositiveSmallIntegerField(_("Stufe"), choices=Step)
    since = models.DateTimeField(_("unbestätigt seit"))

    class Meta:
        verbose_name = _("Erinnerung")
        verbose_name_plural = _("Erinnerungen")
        constraints = [
            models.UniqueConstraint(fields=["offer", "step", "since"], name="reminder_once_a_step"),
        ]

    def __str__(self):
        return f"{self.offer}, {self.get_step_display()}"
