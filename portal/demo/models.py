"""What the demo remembers: that this database is its own, and which data lie in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DemoState(models.Model):
    """The one row is written last: without it, nothing of the demo is there."""

    fingerprint = models.CharField(_("Fingerabdruck der Daten"), max_length=64)
    monday = models.DateField(_("Montag der Woche, für die die Termine gelten"))

    class Meta:
        verbose_name = _("Stand der Demodaten")
        verbose_name_plural = _("Stand der Demodaten")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="demostate_one_row")]

    def __str__(self):
        return f"{self.monday:%d.%m.%Y}"
