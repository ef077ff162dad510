"""The provider of a case where it is new: it goes public together with the offer."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .. import namesakes
from ..models import Provider


@dataclass(frozen=True, slots=True)
class NewProvider:
    """``facts`` are (label, value), ``twins`` providers with such a name."""

    provider: Provider
    facts: list
    twins: list

    @property
    def is_hidden(self):
        """Somebody has taken it off; the offer cannot be published before the provider is back."""
        return self.provider.status != Provider.Status.DRAFT


def new_provider(offer):
    """What the team must see of a provider that is not public, or None."""
    provider = offer.provider
    if provider.status == Provider.Status.PUBLISHED:
        return None
    others = Provider.objects.exclude(pk=provider.pk).exclude(status=Provider.Status.ARCHIVED)
    return NewProvider(provider, list(_facts(provider)), namesakes.alike(provider.name, others))


def _facts(provider):
    rows = (
        (_("Name"), provider.name),
        (_("Art"), provider.kind),
        (_("E-Mail"), provider.email),
        (_("Telefon"), provider.phone),
        (_("Website"), provider.website),
        (_("Orte"), "; ".join(map(str, provider.locations.all()))),
    )
    for label, value in rows:
        yield label, value or _("keine Angabe")
