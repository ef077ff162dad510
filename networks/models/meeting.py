"""Meetings: single ones and series, what is on the agenda, who comes, what was written down."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .membership import Membership
from .network import Network, Visibility
from .progress import Decision, Measure


class MeetingSeries(models.Model):
    """A rule that makes meetings, such as a Stammtisch. What a 29 February means: see `meetings.series_days`."""

    class Frequency(models.TextChoices):
        WEEKLY = "weekly", _("jede Woche")
        FORTNIGHTLY = "fortnightly", _("alle zwei Wochen")
        MONTHLY = "monthly", _("jeden Monat am selben Wochentag")
        QUARTERLY = "quarterly", _("alle drei Monate am selben Wochentag")
        YEARLY = "yearly", _("jedes Jahr am selben Tag")

    network = models.ForeignKey(Network, models.CASCADE, related_name="series")
    title = models.CharField(_("Titel"), max_length=200)
    frequency = models.CharField(_("Wie oft"), max_length=11, choices=Frequency, default=Frequency.MONTHLY)
    first_day = models.DateField(_("erster Tag"))
    last_day = models.DateField(_("letzter Tag"))
    start_time = models.TimeField(_("Beginn"))
    end_time = models.TimeField(_("Ende"), null=True, blank=True)
    place = models.CharField(_("Ort"), max_length=200, blank=True)
    visibility = models.CharField(
        _("Wer es sieht"), max_length=7, choices=Visibility, default=Visibility.MEMBERS
    )
    except_days = ArrayField(models.DateField(), verbose_name=_("fällt aus am"), default=list, blank=True)

    class Meta:
        verbose_name = _("Sitzungsreihe")
        verbose_name_plural = _("Sitzungsreihen")
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="meetingseries_ends_after_begin",
                violation_error_message=_("Der letzte Tag der Reihe liegt vor dem ersten."),
            ),
            models.CheckConstraint(
                condition=Q(end_time__isnull=True) | Q(end_time__gt=F("start_time")),
                name="meetingseries_times_in_order",
                violation_error_message=_("Das Ende liegt vor dem Beginn. Prüfen Sie die beiden Uhrzeiten."),
            ),
        ]

    def __str__(self):
        return self.title


class MeetingQuerySet(models.QuerySet):
    def public(self):
        """Meetings everybody may know of, of published networks."""
        return self.filter(visibility=Visibility.PUBLIC, network__is_public=True)

    def upcoming(self, now=None):
        """Meetings that begin later and take place, the next first."""
        return self.filter(begins_at__gte=now or timezone.now(), is_cancelled=False).order_by(
            "begins_at", "pk"
        )

    def past(self, now=None):
        """Meetings that took place, the last first."""
        return self.filter(begins_at__lt=now or timezone.now(), is_cancelled=False).order_by(
            "-begins_at", "-pk"
        )


class Meeting(models.Model):
    """Sitzung. `internal_note` and `online_url` are for members only, whoever may know of the meeting."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="meetings", verbose_name=_("Netzwerk"))
    series = models.ForeignKey(
        MeetingSeries, models.SET_NULL, null=True, blank=True, editable=False, related_name="meetings"
    )
    title = models.CharField(_("Titel"), max_length=200)
    begins_at = models.DateTimeField(_("Beginn"))
    ends_at = models.DateTimeField(_("Ende"), null=True, blank=True)
    place = models.CharField(_("Ort"), max_length=200, blank=True)
    text = models.TextField(_("Worum es geht"), blank=True)
    visibility = models.CharField(
        _("Wer von der Sitzung weiß"), max_length=7, choices=Visibility, default=Visibility.MEMBERS
    )
    guests_welcome = models.BooleanField(
        _("Gäste willkommen"), default=False, help_text=_("Dann kann sich jede und jeder anmelden.")
    )
    online_url = models.URLField(
        _("Adresse der Videositzung"), max_length=500, blank=True, help_text=_("Nur Mitglieder sehen sie.")
    )
    internal_note = models.TextField(
        _("Interne Hinweise"), blank=True, help_text=_("Nur Mitglieder lesen sie.")
    )
    is_cancelled = models.BooleanField(_("fällt aus"), default=False)
    invited_at = models.DateTimeField(_("eingeladen"), null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(_("geändert"), auto_now=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("Sitzung")
        verbose_name_plural = _("Sitzungen")
        ordering = ["-begins_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")),
                name="meeting_ends_after_begin",
                violation_error_message=_("Das Ende liegt vor dem Beginn. Prüfen Sie die Angaben."),
            ),
            models.UniqueConstraint("series", "begins_at", name="meeting_series_once"),
        ]

    def __str__(self):
        return f"{self.title}, {timezone.localtime(self.begins_at):%d.%m.%Y}"


class AgendaItem(models.Model):
    """TOP. The open decision, measure or deferred item it comes from is kept."""

    class State(models.TextChoices):
        OPEN = "open", _("offen")
        DONE = "done", _("behandelt")
        DEFERRED = "deferred", _("vertagt")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("Nummer"), default=1)
    title = models.CharField(_("Titel"), max_length=200)
    text = models.TextField(_("Worum es geht"), blank=True)
    internal_note = models.TextField(_("Interne Notiz"), blank=True)
    is_internal = models.BooleanField(
        _("nicht öffentlich"), default=False, help_text=_("Dann fehlt der Punkt in allem, was alle lesen.")
    )
    state = models.CharField(_("Stand"), max_length=8, choices=State, default=State.OPEN)
    record = models.TextField(_("Was besprochen wurde"), blank=True)
    decision = models.ForeignKey(Decision, models.SET_NULL, null=True, blank=True, related_name="+")
    measure = models.ForeignKey(Measure, models.SET_NULL, null=True, blank=True, related_name="+")
    deferred_from = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="deferred_to"
    )

    class Meta:
        verbose_name = _("Tagesordnungspunkt")
        verbose_name_plural = _("Tagesordnungspunkte")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title


class Minutes(models.Model):
    """Protokoll. What is public and what is not stand in two fields; the release says who reads the first."""

    class Release(models.TextChoices):
        DRAFT = "draft", _("Entwurf der Koordination")
        MEMBERS = "members", _("für Mitglieder")
        PUBLIC = "public", _("für alle")

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="minutes")
    text = models.TextField(_("Protokoll"), blank=True, help_text=_("Markdown ist erlaubt."))
    internal_text = models.TextField(
        _("Nicht öffentlicher Teil"),
        blank=True,
        help_text=_("Nur Mitglieder lesen ihn, auch nach der Freigabe."),
    )
    release = models.CharField(_("Freigabe"), max_length=7, choices=Release, default=Release.DRAFT)
    released_at = models.DateTimeField(_("freigegeben"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("Protokoll")
        verbose_name_plural = _("Protokolle")

    def __str__(self):
        return f"{self.meeting}"


class AttendanceQuerySet(models.QuerySet):
    def coming(self):
        return self.filter(answer=Attendance.Answer.YES)


class Attendance(models.Model):
    """Who was asked, said what and was there: a seat of the network or, with a name, a guest."""

    class Answer(models.TextChoices):
        OPEN = "open", _("keine Antwort")
        YES = "yes", _("kommt")
        NO = "no", _("kommt nicht")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    membership = models.ForeignKey(
        Membership, models.CASCADE, null=True, blank=True, related_name="attendances"
    )
    guest_name = models.CharField(_("Name"), max_length=150, blank=True)
    guest_email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    answer = models.CharField(_("Antwort"), max_length=4, choices=Answer, default=Answer.OPEN)
    was_there = models.BooleanField(_("war da"), default=False)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("Teilnahme")
        verbose_name_plural = _("Teilnahmen")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "membership"], name="attendance_once"),
            models.UniqueConstraint(
                fields=["meeting", "guest_email"], condition=~Q(guest_email=""), name="attendance_guest_once"
            ),
        ]

    def __str__(self):
        return f"{self.meeting_id}: {self.get_answer_display()}"
