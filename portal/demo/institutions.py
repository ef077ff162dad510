"""Providers of the demo: invented ones, the schools of a register, universities from public facts."""

from django.conf import settings

from portal.core.slugs import free_slug, german_slug
from providers import moderation, vocabulary
from providers.models import (
    AccessFeature,
    Closure,
    Location,
    LocationAccess,
    LocationHours,
    Operator,
    Provider,
    ProviderKind,
)
from providers.places import district_finder, locate

from . import content
from .calendar import WEEKDAYS, clock

EXAMPLE, REGISTER, FACTS = "demo", "jedeschule-2017", "oeffentliche-angaben"
SOURCES = (EXAMPLE, REGISTER, FACTS)
NOTES = {
    REGISTER: "Schulregister, gesammelt von jedeschule.de, Stand 2017, Lizenz nicht angegeben",
    FACTS: "Öffentlich bekannte Angaben, von Hand eingetragen, Stand November 2026",
}
# The first word that the name holds tells the kind; a name without any stays without a kind.
KINDS_BY_NAME = (
    ("förderschule", "foerderschule"),
    ("gemeinschafts", "gemeinschaftsschule"),
    ("grundschule", "grundschule"),
    ("sekundarschule", "sekundarschule"),
    ("gesamtschule", "gesamtschule"),
    ("gymnasium", "gymnasium"),
    ("berufsbildende", "berufsbildende-schule"),
    ("zweiten bildungsweges", "zweiter-bildungsweg"),
    ("waldorfschule", "freie-schule"),
)


def load(calendar, by):
    """Create and publish all providers of the demo with their places."""
    examples, institutions = content.read_json("providers.json"), content.read_json("institutions.json")
    vocabulary.load({"operators": examples["operators"] + institutions["operators"]})
    shelf = Shelf(calendar)
    for entry in examples["providers"]:
        shelf.put(entry, EXAMPLE)
    for entry in institutions["providers"]:
        shelf.put(entry, FACTS)
    for row in content.read_csv("schulen_2017.csv"):
        shelf.put(school(row), REGISTER)
    for provider in Provider.objects.filter(source__in=SOURCES):
        moderation.publish_provider(provider, by=by)


def school(row):
    """A row of the register as an entry: what the register does not say stays unsaid."""
    place = {"postcode": row["plz"], "lat": float(row["lat"]), "lon": float(row["lon"])}
    return {
        "id": row["id"],
        "slug": german_slug(row["name"]),
        "name": row["name"],
        "kind": kind_of(row["name"]),
        "places": [place],
    }


def kind_of(name):
    """Slug of the kind of school that the name tells, or None."""
    return next((kind for word, kind in KINDS_BY_NAME if word in name.lower()), None)


class Shelf:
    """Puts entries into the database; knows the vocabulary and the districts."""

    def __init__(self, calendar):
        self.calendar = calendar
        self.kinds = {kind.slug: kind for kind in ProviderKind.objects.all()}
        self.operators = {operator.slug: operator for operator in Operator.objects.all()}
        self.features = {feature.slug: feature for feature in AccessFeature.objects.all()}
        self.slugs = set(Provider.objects.values_list("slug", flat=True))
        self.finder = district_finder()

    def put(self, entry, source):
        provider = Provider.objects.create(
            kind=self.kinds.get(entry["kind"]),
            operator=self.operators.get(entry.get("operator")),
            source=source,
            source_id=entry.get("id", entry["slug"]),
            source_note=NOTES.get(source, ""),
            is_example=source == EXAMPLE,
            slug=free_slug(entry["slug"], self.slugs.__contains__, max_length=100),
            **{
                name: entry.get(name, "")
                for name in ("name", "summary", "description", "email", "phone", "website")
            },
        )
        self.slugs.add(provider.slug)
        for number, place in enumerate(entry["places"]):
            self._put_place(provider, place, is_main=number == 0)

    def _put_place(self, provider, place, *, is_main):
        location = Location(
            provider=provider,
            is_main=is_main,
            city=settings.PORTAL_CITY,
            lat=place["lat"],
            lon=place["lon"],
            **{name: place.get(name, "") for name in ("name", "street", "postcode", "directions")},
        )
        locate(location, self.finder).save()
        LocationHours.objects.bulk_create(
            LocationHours(location=location, **hours) for hours in map(weekly, place.get("hours", ()))
        )
        Closure.objects.bulk_create(
            Closure(
                location=location,
                first_day=self.calendar.day(closure["from"]),
                last_day=self.calendar.day(closure["to"]),
                reason=closure["reason"],
            )
            for closure in place.get("closures", ())
        )
        LocationAccess.objects.bulk_create(
            LocationAccess(location=location, feature=self.features[slug], **answer)
            for slug, answer in answers(place.get("access", {}))
        )


def weekly(hours):
    """Fields of opening hours from {"day": "mo", "opens": "09:00", "closes": "12:00"}."""
    return {
        "weekday": WEEKDAYS.index(hours["day"]),
        "opens": clock(hours["opens"]),
        "closes": clock(hours["closes"]),
    }


def answers(access):
    """Slug and fields of each answer from {"stufenlos": "yes", "aufzug": ["no", "kommt bald"]}."""
    for slug, value in access.items():
        answer, note = (value, "") if isinstance(value, str) else value
        yield slug, {"answer": answer, "note": note}
