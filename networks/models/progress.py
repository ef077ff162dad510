"""What comes of it: goals with their course, decisions, measures with a traffic light."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .network import Network, Visibility
from .organisation import Organisation


class ProgressQuerySet(models.QuerySet):
    def public(self):
        """Released to everybody, of published networks."""
        return self.filter(visibility=Visibility.PUBLIC, network__is_public=True)


class Entry(models.Model):
    """Shared shape: a title and text for all readers it is released to, a note that stays with the members."""

    network = models.ForeignKey(
        Network, models.CASCADE, related_name="%(class)ss", verbose_name=_("Netzwerk")
    )
    title = models.CharField(_("Titel"), max_length=200)
    text = models.TextField(_("Beschreibung"), blank=True)
    internal_note = models.TextField(
        _("Interne Notiz"),
        blank=True,
        help_text=_("Nur Mitglieder lesen sie, auch wenn alles andere öffentlich ist."),
    )
    visibility = models.CharField(
        _("Wer es sieht"), max_length=7, choices=Visibility, default=Visibility.MEMBERS
    )

    objects = ProgressQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return self.title


class Goal(Entry):
    """A goal one can measure: the indicator in words, from a start to a target, in a unit."""

    class State(models.TextChoices):
        PLANNED = "planned", _("geplant")
        RUNNING = "running", _("läuft")
        STUCK = "stuck", _("hängt")
        REACHED = "reached", _("erreicht")
        DROPPED = "dropped", _("aufgegeben")

    indicator = models.CharField(
        _("Woran wir es messen"),
        max_length=200,
        blank=True,
        help_text=_("Zum Beispiel „Schulen, die mitmachen“."),
    )
    unit = models.CharField(_("Einheit"), max_length=40, blank=True)
    target = models.DecimalField(_("Zielwert"), max_digits=12, decimal_places=2, null=True, blank=True)
    due_on = models.DateField(_("bis"), null=True, blank=True)
    state = models.CharField(_("Stand"), max_length=8, choices=State, default=State.PLANNED)
    state_note = models.CharField(
        _("Stand in Worten"), max_length=200, blank=True, help_text=_("Zum Beispiel, woran es hängt.")
    )

    class Meta:
        verbose_name = _("Ziel")
        verbose_name_plural = _("Ziele")
        ordering = ["due_on", "pk"]


class GoalValue(models.Model):
    """What the indicator was on a day."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="values")
    day = models.DateField(_("am"), default=timezone.localdate)
    value = models.DecimalField(_("Wert"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = _("Wert")
        verbose_name_plural = _("Werte")
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["goal", "day"], name="goal_value_once_a_day")]

    def __str__(self):
        return f"{self.day:%d.%m.%Y}: {self.value}"


class Decision(Entry):
    """Beschluss, of a meeting or between meetings."""

    class State(models.TextChoices):
        OPEN = "open", _("offen")
        DONE = "done", _("umgesetzt")
        REVOKED = "revoked", _("aufgehoben")

    goal = models.ForeignKey(
        Goal, models.SET_NULL, null=True, blank=True, related_name="decisions", verbose_name=_("Ziel")
    )
    meeting = models.ForeignKey(
        "networks.Meeting",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("Sitzung"),
    )
    decided_on = models.DateField(_("beschlossen am"), default=timezone.localdate)
    state = models.CharField(_("Stand"), max_length=7, choices=State, default=State.OPEN)

    class Meta:
        verbose_name = _("Beschluss")
        verbose_name_plural = _("Beschlüsse")
        ordering = ["-decided_on", "-pk"]


class MeasureQuerySet(ProgressQuerySet):
    def open(self):
        return self.filter(state__in=(Measure.State.OPEN, Measure.State.RUNNING))

    def overdue(self, day=None):
        return self.open().filter(due_on__lt=day or timezone.localdate())


class Measure(Entry):
    """Maßnahme: who does what until when, and how it stands."""

    class State(models.TextChoices):
        OPEN = "open", _("offen")
        RUNNING = "running", _("läuft")
        DONE = "done", _("erledigt")
        DROPPED = "dropped", _("aufgegeben")

    class Light(models.TextChoices):
        GREEN = "green", _("grün: läuft nach Plan")
        AMBER = "amber", _("gelb: braucht Aufmerksamkeit")
        RED = "red", _("rot: hängt")

    goal = models.ForeignKey(
        Goal, models.SET_NULL, null=True, blank=True, related_name="measures", verbose_name=_("Ziel")
    )
    decision = models.ForeignKey(
        Decision, models.SET_NULL, null=True, blank=True, related_name="measures", verbose_name=_("Beschluss")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("verantwortlich"),
    )
    due_on = models.DateField(_("bis"), null=True, blank=True)
    state = models.CharField(_("Stand"), max_length=7, choices=State, default=State.OPEN)
    light = models.CharField(_("Ampel"), max_length=5, choices=Light, default=Light.GREEN)
    light_reason = models.CharField(
        _("Grund der Ampel"), max_length=200, blank=True, help_text=_("Bei Gelb und Rot nötig.")
    )
    reminded_for = models.DateField(_("erinnert an"), null=True, blank=True, editable=False)
    overdue_told_for = models.DateField(_("überfällig gemeldet für"), null=True, blank=True, editable=False)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("Maßnahme")
        verbose_name_plural = _("Maßnahmen")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(light="green") | ~Q(light_reason=""),
                name="measure_light_has_a_reason",
                violation_error_message=_("Sagen Sie in einem Satz, warum die Ampel gelb oder rot ist."),
            )
        ]
