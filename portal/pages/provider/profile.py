"""The profile of one provider, in two statements."""

import re
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.markdown import render
from providers.models import Location, Provider

from .. import rows
from ..contact import Contact, contact_of_provider
from ..district_map import district_map
from ..links import search_url
from ..place import access_of, closure_lines, hours_lines

# Sources say how old they are: „Stand 2017“, „Stand November 2026“.
_AS_OF = re.compile(r"Stand (\w+ )?\d{4}")
GONE = (Provider.Status.WITHDRAWN, Provider.Status.ARCHIVED)


class ProviderGone(Exception):
    """The provider was public once and is no more."""


@dataclass(frozen=True, slots=True)
class Place:
    """A Lernort as the profile shows it."""

    location: Location
    heading: str
    map: object
    hours: list
    closures: list
    access: dict


@dataclass(frozen=True, slots=True)
class Profile:
    provider: Provider
    shape: str
    kind: str
    badges: list
    facts: list
    crumbs: list
    description_html: str
    contact: Contact
    places: list
    origin: str
    offers_url: str


def public_provider(slug):
    """The provider anybody may see. Raises Provider.DoesNotExist, or ProviderGone for withdrawn and archived."""
    provider = Provider.objects.select_related("kind", "operator__kind").get(slug=slug)
    if provider.is_public:
        return provider
    raise ProviderGone if provider.status in GONE else Provider.DoesNotExist


def profile(provider):
    """The profile as of today."""
    today = timezone.localdate()
    locations = list(
        Location.objects.filter(provider=provider)
        .select_related("district")
        .defer("district__geometry")
        .annotate(
            hours_rows=rows.hours("pk"),
            closure_rows=rows.closures("pk"),
            features=rows.place_features("pk"),
        )
    )
    return Profile(
        provider=provider,
        kind=provider.kind.name if provider.kind else "",
        badges=_badges(provider),
        facts=_facts(provider, locations),
        crumbs=[(_("Anbieter"), reverse("pages:providers")), (provider.name, "")],
        shape=next((f"d-{place.district.slug}" for place in locations if place.district), "city"),
        description_html=render(provider.description),
        contact=contact_of_provider(provider),
        places=[_place(location, today) for location in locations],
        origin=_origin(provider),
        offers_url=search_url(anbieter=provider.slug),
    )


def _place(location, today):
    return Place(
        location=location,
        heading=location.name or location.street or _("Lernort"),
        map=district_map(location),
        hours=hours_lines(location.hours_rows),
        closures=closure_lines(location.closure_rows, today),
        access=access_of(location.features),
    )


def _badges(provider):
    """(tone, symbol, words): invented, or known only as of the date its source names."""
    if provider.is_example:
        return [("", "info", _("Erfundenes Beispiel"))]
    as_of = _AS_OF.search(provider.source_note)
    return [("warn", "history", as_of[0])] if as_of else []


def _facts(provider, locations):
    """(symbol, label, value, more) for components/facts.html."""
    operator = provider.operator
    districts = dict.fromkeys(place.district.name if place.district else place.city for place in locations)
    found = [
        ("user", _("Ansprechperson"), provider.contact_person, ""),
        ("pin", _("Wo"), ", ".join(name for name in districts if name), ""),
        ("people", _("Träger"), operator.name if operator else "", operator.kind.name if operator else ""),
    ]
    return [fact for fact in found if fact[2]]


def _origin(provider):
    """Where the entry comes from; only what a person can read, never the code of a source."""
    return _("Quelle: %(note)s.") % {"note": provider.source_note} if provider.source_note else ""
