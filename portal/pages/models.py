"""Texts of the site that staff edit: legal pages, the footer's notes, the helpline."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class LegalPage(models.Model):
    """One of the pages every portal must have; which ones exist is fixed, their text is not."""

    class Slug(models.TextChoices):
        IMPRINT = "impressum", _("Impressum")
        PRIVACY = "datenschutz", _("Datenschutz")
        ACCESSIBILITY = "barrierefreiheit", _("Barrierefreiheit")
        EASY_LANGUAGE = "leichte-sprache", _("Leichte Sprache")

    slug = models.CharField(_("Seite"), max_length=20, choices=Slug, unique=True)
    title = models.CharField(_("Überschrift"), max_length=150)
    body = models.TextField(_("Text"), help_text=_("Markdown ist erlaubt."))
    changed_at = models.DateTimeField(_("geändert"), auto_now=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Rechtliche Seite")
        verbose_name_plural = _("Rechtliche Seiten")
        ordering = ["slug"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse(f"pages:{self.slug}")


class SiteSettings(models.Model):
    """What staff set once for the whole site; there is exactly one row, or none and the defaults hold."""

    footer_note = models.TextField(
        _("Hinweise in der Fußzeile"),
        blank=True,
        help_text=_("Projekt und Förderung, Markdown ist erlaubt."),
    )
    advice_name = models.CharField(_("Bildungsberatung: Name"), max_length=150, blank=True)
    advice_phone = models.CharField(_("Bildungsberatung: Telefon"), max_length=60, blank=True)
    advice_hours = models.CharField(_("Bildungsberatung: Zeiten"), max_length=150, blank=True)
    contact_email = models.EmailField(_("E-Mail des Bildungsbüros"), blank=True)
    frequent_searches = models.TextField(
        _("Oft gesucht"), blank=True, help_text=_("Ein Suchwort je Zeile; steht auf der Startseite.")
    )
    is_demo = models.BooleanField(_("Demodaten"), default=False, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Einstellungen der Seite")
        verbose_name_plural = _("Einstellungen der Seite")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="sitesettings_one_row"),
        ]

    def __str__(self):
        return str(_("Einstellungen der Seite"))
