"""A list someone has brought and not yet imported: it waits here, row by row, until its faults are mended."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .provider import Provider

KEPT_FOR = timedelta(days=14)


class BulkUpload(models.Model):
    """One uploaded or pasted list; everybody in the provider's team may go on with it."""

    class State(models.TextChoices):
        COLUMNS = "columns", _("Spalten zuordnen")
        CHECKED = "checked", _("Zeilen prüfen")
        WAITING = "waiting", _("wird übernommen")
        DONE = "done", _("übernommen")

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="uploads", verbose_name=_("Anbieter"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("Konto")
    )
    name = models.CharField(_("Liste"), max_length=120)
    state = models.CharField(_("Stand"), max_length=7, choices=State, default=State.COLUMNS)
    header = models.JSONField(_("Kopfzeile"), default=list)
    columns = models.JSONField(_("Zuordnung"), default=list)
    notes = models.JSONField(_("Hinweise"), default=list)
    submit = models.BooleanField(_("gleich einreichen"), default=False)
    done = models.PositiveIntegerField(_("Zeilen bearbeitet"), default=0)
    report = models.JSONField(_("Bericht"), default=dict)
    problem = models.CharField(_("Fehler"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("hochgeladen"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("eingelesene Liste")
        verbose_name_plural = _("eingelesene Listen")
        ordering = ["-created_at"]

    def __str__(self):
        return self.name

    @property
    def source(self):
        """The source of its offers: bound to the provider, whatever the file says."""
        return f"liste-{self.provider_id}"

    @property
    def figures(self):
        """Label and number of each count of the import."""
        labels = {
            "read": _("Zeilen"),
            "created": _("neu"),
            "changed": _("geändert"),
            "unchanged": _("unverändert"),
            "submitted": _("eingereicht"),
            "refused": _("nicht übernommen"),
        }
        return [(label, self.report.get(name, 0)) for name, label in labels.items()]

    @property
    def kept_until(self):
        return timezone.localdate(self.created_at + KEPT_FOR)


class BulkRow(models.Model):
    """One row as it stood in the list; `repairs` are cells mended since, by column name.

    `faults` are objects with column, level (as in the import's report), value and reason.
    """

    upload = models.ForeignKey(BulkUpload, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(_("Zeile"))
    cells = models.JSONField(_("Zellen"))
    repairs = models.JSONField(_("verbessert"), default=dict)
    faults = models.JSONField(_("Fehler"), default=list)
    is_skipped = models.BooleanField(_("weglassen"), default=False)

    class Meta:
        verbose_name = _("Zeile einer Liste")
        verbose_name_plural = _("Zeilen einer Liste")
        ordering = ["line"]
        constraints = [models.UniqueConstraint(fields=["upload", "line"], name="bulkrow_line_once")]

    def __str__(self):
        return f"{self.upload}, {self.line}"
