"""Schulferien and Feiertage: days on which a series may pause."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Holiday(models.Model):
    """School holidays of a federal state, or a public holiday beyond those that `providers.holidays` computes."""

    class Kind(models.TextChoices):
        SCHOOL = "school", _("Schulferien")
        PUBLIC = "public", _("Feiertag")

    class State(models.TextChoices):
        """Federal states by their ISO 3166-2 code."""

        BW = "BW", "Baden-Württemberg"
        BY = "BY", "Bayern"
        BE = "BE", "Berlin"
        BB = "BB", "Brandenburg"
        HB = "HB", "Bremen"
        HH = "HH", "Hamburg"
        HE = "HE", "Hessen"
        MV = "MV", "Mecklenburg-Vorpommern"
        NI = "NI", "Niedersachsen"
        NW = "NW", "Nordrhein-Westfalen"
        RP = "RP", "Rheinland-Pfalz"
        SL = "SL", "Saarland"
        SN = "SN", "Sachsen"
        ST = "ST", "Sachsen-Anhalt"
        SH = "SH", "Schleswig-Holstein"
        TH = "TH", "Thüringen"

    kind = models.CharField(_("Art"), max_length=6, choices=Kind, default=Kind.SCHOOL)
    name = models.CharField(_("Name"), max_length=100, help_text=_("zum Beispiel „Winterferien“"))
    first_day = models.DateField(_("erster Tag"))
    last_day = models.DateField(_("letzter Tag"))
    state = models.CharField(_("Bundesland"), max_length=2, choices=State, default=State.ST)

    class Meta:
        verbose_name = _("Ferien oder Feiertag")
        verbose_name_plural = _("Ferien und Feiertage")
        ordering = ["first_day"]
        constraints = [
            models.UniqueConstraint("state", "kind", "name", "first_day", name="holiday_once"),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="holiday_ends_after_begin",
                violation_error_message=_("Der letzte Tag liegt vor dem ersten."),
            ),
        ]

    def __str__(self):
        return f"{self.name} {self.first_day:%d.%m.%Y}–{self.last_day:%d.%m.%Y}"
