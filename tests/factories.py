"""Plain factories: each makes one saved object with sensible values; say only what the test is about."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from portal.core.models import User
from providers.models import (
    AccessFeature,
    Audience,
    District,
    Funding,
    Language,
    LifeStage,
    Location,
    Offer,
    OfferDate,
    OfferKind,
    Operator,
    OperatorKind,
    Provider,
    ProviderKind,
    Topic,
)
from providers.schedule import refresh_span

_number = count(1)

BUCKAU = (52.10, 11.63)
ALTSTADT = (52.13, 11.63)


def today(days=0):
    """The portal's day, moved by some days."""
    return timezone.localdate() + timedelta(days=days)


def make_user(email=None, **fields):
    return User.objects.create_user(email or f"person{next(_number)}@example.org", **fields)


def make_term(model, slug, **fields):
    """A vocabulary row, found by slug or made."""
    return model.objects.get_or_create(slug=slug, defaults={"name": slug.replace("-", " ").title()} | fields)[
        0
    ]


def make_life_stage(slug="beruf-und-familie", **fields):
    return make_term(LifeStage, slug, **fields)


def make_topic(slug="sprache", **fields):
    return make_term(Topic, slug, **fields)


def make_audience(slug="erwachsene", **fields):
    return make_term(Audience, slug, **fields)


def make_funding(slug="bildungsgutschein", **fields):
    return make_term(Funding, slug, **fields)


def make_language(slug="de", **fields):
    return make_term(Language, slug, **fields)


def make_offer_kind(slug="kurs", **fields):
    return make_term(OfferKind, slug, **fields)


def make_provider_kind(slug="verein", **fields):
    return make_term(ProviderKind, slug, **fields)


def make_access_feature(slug="stufenlos", **fields):
    return make_term(AccessFeature, slug, **fields)


def make_operator(slug="stadt", **fields):
    kind = make_term(OperatorKind, "kommunal")
    return make_term(Operator, slug, **({"kind": kind} | fields))


def square(lat, lon, half=0.01):
    """GeoJSON MultiPolygon of a square around a point; `half` in degrees."""
    west, south, east, north = lon - half, lat - half, lon + half, lat + half
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "MultiPolygon", "coordinates": [[ring]]}


def make_district(slug="buckau", center=BUCKAU, **fields):
    lat, lon = center
    return make_term(District, slug, **({"lat": lat, "lon": lon, "geometry": square(lat, lon)} | fields))


def make_provider(name=None, status=Provider.Status.PUBLISHED, **fields):
    number = next(_number)
    defaults = {"name": name or f"Beispiel-Verein {number}", "slug": f"anbieter-{number}"}
    return Provider.objects.create(**(defaults | fields), status=status)


def make_location(provider=None, center=BUCKAU, **fields):
    lat, lon = center or (None, None)
    defaults = {
        "name": "Haus der Probe",
        "street": "Musterstraße 1",
        "postcode": "39104",
        "city": "Magdeburg",
    }
    provider = provider or make_provider()
    return Location.objects.create(provider=provider, **(defaults | {"lat": lat, "lon": lon} | fields))


def make_offer(title=None, *, status=Offer.Status.PUBLISHED, days=(), terms=(), keywords=(), **fields):
    """An offer; `days` are offsets from today for its dates, `terms` vocabulary rows of any kind."""
    number = next(_number)
    defaults = {"title": title or f"Angebot {number}", "slug": f"angebot-{number}", "status": status}
    provider = fields.pop("provider", None) or make_provider()
    offer = Offer.objects.create(provider=provider, **(defaults | fields))
    for term in terms:
        _relation(offer, term).add(term)
    if keywords:
        offer.keywords.add(*keywords)
    for offset in days:
        make_date(offer, offset)
    refresh_span(Offer.objects.filter(pk=offer.pk))
    offer.refresh_from_db()
    return offer


def make_date(offer, days=0, **fields):
    day = today(days)
    return OfferDate.objects.create(offer=offer, **({"first_day": day, "last_day": day} | fields))


def _relation(offer, term):
    names = {LifeStage: "life_stages", Topic: "topics", Audience: "audiences", Funding: "fundings"}
    return getattr(offer, {**names, Language: "languages"}[type(term)])
