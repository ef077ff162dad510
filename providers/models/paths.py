"""What one offer has to do with another, and ways of several steps to a goal."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .offer import Offer


class OfferRelation(models.Model):
    """„``offer`` requires, leads to or replaces ``other``“; it has a direction and is shown on both pages."""

    class Kind(models.TextChoices):
        REQUIRES = "requires", _("setzt voraus")
        LEADS_TO = "leads_to", _("führt zu")
        REPLACES = "replaces", _("ersetzt")

    offer = models.ForeignKey(
        Offer, models.CASCADE, related_name="relations", verbose_name=_("dieses Angebot")
    )
    kind = models.CharField(_("Beziehung"), max_length=8, choices=Kind)
    other = models.ForeignKey(
        Offer, models.CASCADE, related_name="relations_back", verbose_name=_("anderes Angebot")
    )

    class Meta:
        verbose_name = _("Beziehung zwischen Angeboten")
        verbose_name_plural = _("Beziehungen zwischen Angeboten")
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "kind", "other"],
                name="offer_relation_once",
                violation_error_message=_("Diese Beziehung gibt es schon."),
            ),
            models.CheckConstraint(
                condition=~Q(offer=F("other")),
                name="offer_relation_to_another",
                violation_error_message=_("Ein Angebot kann sich nicht auf sich selbst beziehen."),
            ),
        ]

    def __str__(self):
        return f"{self.offer} {self.get_kind_display()} {self.other}"


class LearningPathQuerySet(models.QuerySet):
    def published(self):
        """Paths the public may see."""
        return self.filter(is_public=True)


class LearningPath(models.Model):
    """A way to a goal: with steps of its own, or with those that the relations of the goal's offer give."""

    title = models.CharField(
        _("Ziel als Frage"),
        max_length=150,
        help_text=_("Zum Beispiel: Wie komme ich zum Hauptschulabschluss?"),
    )
    slug = models.SlugField(_("Kürzel in der Adresse"), max_length=80, unique=True)
    text = models.TextField(_("Worum es geht"), blank=True, help_text=_("Markdown ist erlaubt."))
    goal = models.ForeignKey(
        Offer,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Angebot am Ziel"),
        help_text=_("Ohne eigene Schritte zeigt der Weg, was zu diesem Angebot führt."),
    )
    is_public = models.BooleanField(_("öffentlich"), default=False)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    objects = LearningPathQuerySet.as_manager()

    class Meta:
        verbose_name = _("Lernweg")
        verbose_name_plural = _("Lernwege")
        ordering = ["position", "title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("pages:path", args=[self.slug])


class LearningPathStep(models.Model):
    """A step in words, with the offer that serves it where there is one."""

    path = models.ForeignKey(LearningPath, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)
    title = models.CharField(
        _("Schritt"), max_length=150, blank=True, help_text=_("Leer: der Titel des Angebots.")
    )
    text = models.CharField(_("Hinweis"), max_length=400, blank=True)
    offer = models.ForeignKey(
        Offer, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Angebot")
    )

    class Meta:
        verbose_name = _("Schritt")
        verbose_name_plural = _("Schritte")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") | Q(offer__isnull=False),
                name="path_step_says_something",
                violation_error_message=_("Ein Schritt braucht Worte oder ein Angebot."),
            )
        ]

    def __str__(self):
        return self.title or str(self.offer)
