"""Who can be a member: a provider of the portal, a department of the city, a firm or any other body."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from providers.models import Provider


class OrganisationQuerySet(models.QuerySet):
    def named(self):
        """With what `title` needs, in one statement."""
        return self.select_related("provider")


class Organisation(models.Model):
    """A provider by its own entry (then without a name here), or a body that offers nothing itself."""

    class Kind(models.TextChoices):
        PROVIDER = "provider", _("Anbieter im Portal")
        DEPARTMENT = "department", _("Amt oder Fachbereich")
        FIRM = "firm", _("Betrieb")
        SCHOOL = "school", _("Schule oder Kita")
        CLUB = "club", _("Verein oder Träger")
        OTHER = "other", _("andere Einrichtung")

    kind = models.CharField(_("Art"), max_length=10, choices=Kind, default=Kind.OTHER)
    provider = models.OneToOneField(
        Provider,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="organisation",
        verbose_name=_("Anbieter"),
    )
    name = models.CharField(_("Name"), max_length=200, blank=True)
    slug = models.SlugField(_("Kürzel in der Adresse"), max_length=100, unique=True)
    website = models.URLField(_("Website"), max_length=300, blank=True)
    is_example = models.BooleanField(_("Beispiel"), default=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Einrichtung")
        verbose_name_plural = _("Einrichtungen in Netzwerken")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="provider", provider__isnull=False, name="")
                | (~Q(kind="provider") & Q(provider__isnull=True) & ~Q(name="")),
                name="organisation_provider_or_name",
                violation_error_message=_(
                    "Wählen Sie einen Anbieter aus oder geben Sie einen Namen an, nicht beides."
                ),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("networks:organisation", args=[self.slug])

    @property
    def title(self):
        """Its name; a provider brings its own. Load with `named()`."""
        return self.provider.name if self.provider_id else self.name

    @property
    def is_public(self):
        """Whether the public may read its name; a provider has to be published. Load with `named()`."""
        return self.provider is None or self.provider.is_public
