"""Who sits where, for whom, from when until when; how they come in."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from providers.models import Provider

from .network import Network
from .organisation import Organisation


class Role(models.IntegerChoices):
    """In the order of lists. A number, because an exclusion constraint compares ranges of numbers only."""

    CHAIR = 1, _("Vorsitz")
    COORDINATION = 2, _("Koordination")
    MEMBER = 3, _("Mitglied")
    DEPUTY = 4, _("Stellvertretung")
    GUEST = 5, _("Gast")


LEADING = (Role.CHAIR, Role.COORDINATION)


def same(name):
    """An equality for an exclusion constraint without btree_gist."""
    return Func(name, name, Value("[]"), function="int8range"), RangeOperators.OVERLAPS


def term():
    """The days of a term, both ends included, as a range."""
    return Func("from_day", "until_day", Value("[]"), function="daterange"), RangeOperators.OVERLAPS


class MembershipQuerySet(models.QuerySet):
    def current(self, day=None):
        """Terms that run on the given day, today by default."""
        day = day or timezone.localdate()
        return self.filter(Q(until_day=None) | Q(until_day__gte=day), from_day__lte=day)

    def public(self):
        """Running seats that anybody may know of: of published networks and of organisations the public may see."""
        hidden = Q(organisation__provider__isnull=False) & ~Q(
            organisation__provider__status=Provider.Status.PUBLISHED
        )
        return self.current().filter(network__is_public=True).exclude(hidden)

    def not_over(self, day=None):
        """Terms that run or are still to come: who follows may read in beforehand."""
        return self.filter(Q(until_day=None) | Q(until_day__gte=day or timezone.localdate()))

    def leading(self):
        """Chairs and coordinators."""
        return self.filter(role__in=LEADING)

    def vacant(self):
        """Seats without a person."""
        return self.filter(person_name="")

    def manned(self):
        return self.exclude(person_name="")

    def named(self):
        """With what lists show, in one statement."""
        return self.select_related("organisation__provider", "network")


class Membership(models.Model):
    """The term of one organisation, and of the person it sends, in one role of a network.

    Data of the person are shown only with consent and only while the term runs; `retention` deletes them afterwards.
    """

    Role = Role

    network = models.ForeignKey(
        Network, models.CASCADE, related_name="memberships", verbose_name=_("Netzwerk")
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="memberships", verbose_name=_("Einrichtung")
    )
    role = models.PositiveSmallIntegerField(_("Rolle"), choices=Role, default=Role.MEMBER)
    has_vote = models.BooleanField(_("stimmberechtigt"), default=False)
    from_day = models.DateField(_("von"), default=timezone.localdate)
    until_day = models.DateField(_("bis"), null=True, blank=True, help_text=_("Leer heißt: ohne Ende."))
    person_name = models.CharField(_("Name der Person"), max_length=150, blank=True)
    person_email = models.EmailField(_("E-Mail der Person"), blank=True)
    person_phone = models.CharField(_("Telefon der Person"), max_length=60, blank=True)
    shows_person = models.BooleanField(
        _("Name darf öffentlich stehen"),
        default=False,
        help_text=_("Nur mit Zustimmung der Person, und nur solange sie im Netzwerk ist."),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("Konto"),
    )
    expectations = models.TextField(
        _("Was wir erwarten"), blank=True, help_text=_("In eigenen Worten. Nur Mitglieder lesen es.")
    )
    contributions = models.TextField(
        _("Was wir beitragen"), blank=True, help_text=_("In eigenen Worten. Nur Mitglieder lesen es.")
    )
    last_sign_on = models.DateField(_("letztes Lebenszeichen"), default=timezone.localdate)

    history = HistoricalRecords()
    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("Mitgliedschaft")
        verbose_name_plural = _("Mitgliedschaften")
        ordering = ["role", "from_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_day__gte=F("from_day")),
                name="membership_ends_after_begin",
                violation_error_message=_("Das Ende liegt vor dem Beginn. Prüfen Sie die beiden Tage."),
            ),
            models.CheckConstraint(
                condition=~Q(person_name="") | Q(person_email="", person_phone="", shows_person=False),
                name="membership_contact_has_a_name",
                violation_error_message=_("Geben Sie den Namen der Person an, zu der die Angaben gehören."),
            ),
            ExclusionConstraint(
                name="membership_once_per_organisation",
                expressions=[same("network"), same("organisation"), same("role"), term()],
                violation_error_message=_(
                    "Diese Einrichtung hat in dieser Rolle schon einen Sitz in der Zeit. Beenden Sie ihn zuerst."
                ),
            ),
            ExclusionConstraint(
                name="membership_once_per_person",
                expressions=[same("network"), same("user"), same("role"), term()],
                condition=Q(user__isnull=False),
                violation_error_message=_("Diese Person hat in dieser Rolle schon einen Sitz in der Zeit."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation}, {self.get_role_display()}"

    @property
    def is_vacant(self):
        return not self.person_name

    @property
    def leads(self):
        return self.role in LEADING

    def runs_on(self, day):
        return self.from_day <= day and (self.until_day is None or self.until_day >= day)

    def shown_person(self, day):
        """The name the public may read on a day, or ""."""
        return self.person_name if self.shows_person and self.runs_on(day) else ""


class AdmissionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=Admission.State.OPEN)


class Admission(models.Model):
    """The way in: a request of an organisation or an invitation by the coordination, until it is answered.

    The row is deleted some months after the answer: what counts then is the membership.
    """

    class Origin(models.TextChoices):
        REQUESTED = "requested", _("Anfrage")
        INVITED = "invited", _("Einladung")

    class State(models.TextChoices):
        OPEN = "open", _("offen")
        ACCEPTED = "accepted", _("angenommen")
        DECLINED = "declined", _("abgelehnt")

    network = models.ForeignKey(
        Network, models.CASCADE, related_name="admissions", verbose_name=_("Netzwerk")
    )
    origin = models.CharField(_("Weg"), max_length=9, choices=Origin)
    state = models.CharField(_("Stand"), max_length=8, choices=State, default=State.OPEN)
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="admissions",
        verbose_name=_("Einrichtung"),
    )
    organisation_name = models.CharField(_("Name der Einrichtung"), max_length=200, blank=True)
    role = models.PositiveSmallIntegerField(_("Rolle"), choices=Role, default=Role.MEMBER)
    person_name = models.CharField(_("Name der Person"), max_length=150, blank=True)
    person_email = models.EmailField(_("E-Mail-Adresse"))
    shows_person = models.BooleanField(_("Name darf öffentlich stehen"), default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Konto"),
    )
    message = models.TextField(_("Nachricht"), blank=True)
    expectations = models.TextField(_("Was wir erwarten"), blank=True)
    contributions = models.TextField(_("Was wir beitragen"), blank=True)
    created_at = models.DateTimeField(_("vom"), default=timezone.now)
    answered_at = models.DateTimeField(_("beantwortet"), null=True, blank=True)

    objects = AdmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Anfrage oder Einladung")
        verbose_name_plural = _("Anfragen und Einladungen")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "person_email"], condition=Q(state="open"), name="admission_open_once"
            )
        ]

    def __str__(self):
        return f"{self.organisation_title}, {self.network}"

    @property
    def organisation_title(self):
        return self.organisation.title if self.organisation_id else self.organisation_name
