"""What visitors tell the team: something is wrong, something is missing. No account, no profile."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

TEXT_MAX = 2000


class VisitorReportQuerySet(models.QuerySet):
    def unsettled(self):
        """Reports nobody has dealt with yet."""
        return self.filter(settled_at__isnull=True)


class VisitorReport(models.Model):
    """One report; the address of whoever wrote it is deleted as soon as it is answered."""

    class Kind(models.TextChoices):
        ERROR = "error", _("Fehler gemeldet")
        MISSING = "missing", _("Angebot fehlt")

    class Problem(models.TextChoices):
        DATES = "dates", _("Termine oder Zeiten stimmen nicht")
        PLACE = "place", _("Ort oder Weg stimmt nicht")
        PRICE = "price", _("Kosten stimmen nicht")
        CONTACT = "contact", _("Kontakt oder Link geht nicht")
        GONE = "gone", _("Das gibt es nicht mehr")
        BARRIER = "barrier", _("Ich kann etwas nicht lesen oder bedienen")
        OTHER = "other", _("Etwas anderes")

    kind = models.CharField(_("Art"), max_length=7, choices=Kind)
    problem = models.CharField(_("Was"), max_length=7, choices=Problem, blank=True)
    page = models.CharField(_("Seite"), max_length=300, blank=True)
    text = models.TextField(_("Beschreibung"), max_length=TEXT_MAX, blank=True)
    wanted = models.CharField(_("Was fehlt"), max_length=200, blank=True)
    audience = models.CharField(_("Für wen"), max_length=200, blank=True)
    place = models.CharField(_("Wo"), max_length=200, blank=True)
    email = models.EmailField(_("E-Mail für eine Antwort"), blank=True)
    # Of everything above: the same report sent twice is one.
    fingerprint = models.CharField(max_length=64, editable=False)
    at = models.DateTimeField(_("am"), default=timezone.now)
    settled_at = models.DateTimeField(_("erledigt am"), null=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    answer = models.TextField(_("Antwort"), max_length=TEXT_MAX, blank=True)

    objects = VisitorReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("Hinweis aus der Öffentlichkeit")
        verbose_name_plural = _("Hinweise aus der Öffentlichkeit")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint("fingerprint", condition=Q(settled_at=None), name="report_once")
        ]

    def __str__(self):
        return self.title

    @property
    def title(self):
        """The report in some words."""
        if self.kind == self.Kind.MISSING:
            return self.wanted
        return f"{self.get_problem_display()}: {self.page or _('ohne Seite')}"
