"""Offers of the demo: entries of `data/offers` become rows, in bulk, and are published."""

from datetime import timedelta

from django.utils import timezone
from taggit.models import Tag

from portal.core.slugs import free_slug
from providers import history, moderation, schedule
from providers.models import (
    AccessFeature,
    Audience,
    Funding,
    Language,
    LifeStage,
    Location,
    Offer,
    OfferAccess,
    OfferDate,
    OfferHours,
    OfferKeyword,
    OfferKind,
    OfferSeries,
    Provider,
    Topic,
)

from . import content, pictures
from .institutions import EXAMPLE, answers, weekly
from .rows import offer, series, single

REASON = "Demodaten"
# Confirmations spread evenly over so many days; steps of a number without common divisor hit each day.
CONFIRMED_WITHIN, STEP = 210, 37
TAGS = {
    "life_stages": LifeStage,
    "topics": Topic,
    "audiences": Audience,
    "languages": Language,
    "fundings": Funding,
}


def load(calendar, by):
    """Create and publish the offers of all files; returns how many."""
    entries, words = content.offers(), Words()
    offers = {entry["id"]: offer(entry, words, calendar) for entry in entries}
    Offer.objects.bulk_create(offers.values())
    for entry in entries:
        _add_dates(offers[entry["id"]], entry.get("when", {}), calendar)
    _tag(offers, entries, words)
    _add_keywords(offers, entries)
    _add_access(offers, entries, words)
    _refresh_days(offers.values())
    moderation.publish_imported([row.pk for row in offers.values()], by=by, reason=REASON)
    _set_confirmed(offers, entries)
    history.record([row.pk for row in offers.values()], [], by=by, reason=REASON)
    return len(entries)


class Words:
    """Primary keys by slug of everything an entry names."""

    def __init__(self):
        models = {*TAGS.values(), OfferKind, AccessFeature}
        self._keys = {model: dict(model.objects.values_list("slug", "pk")) for model in models}
        self._keys[Provider] = dict(Provider.objects.filter(source=EXAMPLE).values_list("source_id", "pk"))
        self._places = _places()
        self._slugs = set(Offer.objects.values_list("slug", flat=True))
        self.pictures = pictures.descriptions()

    def key(self, model, slug):
        """Raises KeyError for a slug that is not known; None stays None."""
        return self._keys[model][slug] if slug else None

    def free_slug(self, name):
        """The name itself, unless somebody who tried out the demo has taken it."""
        return free_slug(name, self._slugs.__contains__, max_length=120)

    def place(self, entry):
        """The named place of the provider, or its first one; none where the entry says so or is online."""
        places = self._places[entry["provider"]]
        default = None if entry.get("format") == "online" else next(iter(places), None)
        name = entry.get("place", default)
        return places[name] if name else None


def _places():
    """Primary keys of the places by provider and key of the place."""
    rows = {}
    places = Location.objects.filter(provider__source=EXAMPLE).order_by("pk")
    for provider, pk in places.values_list("provider__source_id", "pk"):
        rows.setdefault(provider, []).append(pk)
    entries = content.read_json("providers.json")["providers"]
    return {
        entry["slug"]: dict(
            zip([place["key"] for place in entry["places"]], rows.get(entry["slug"], ()), strict=True)
        )
        for entry in entries
    }


def _add_dates(row, when, calendar):
    OfferSeries.objects.bulk_create(series(row, rule, calendar) for rule in when.get("series", ()))
    OfferDate.objects.bulk_create(single(row, moment, calendar) for moment in when.get("dates", ()))
    OfferHours.objects.bulk_create(OfferHours(offer=row, **weekly(hours)) for hours in when.get("hours", ()))


def _tag(offers, entries, words):
    for field, model in TAGS.items():
        through, column = getattr(Offer, field).through, f"{model._meta.model_name}_id"
        through.objects.bulk_create(
            through(offer_id=offers[entry["id"]].pk, **{column: words.key(model, slug)})
            for entry in entries
            for slug in dict.fromkeys(entry.get(field, ()))
        )


def _add_keywords(offers, entries):
    names = {name for entry in entries for name in entry.get("keywords", ())}
    known = {tag.name: tag for tag in Tag.objects.filter(name__in=names)}
    known |= {tag.name: tag for tag in Tag.objects.bulk_create(_new_tags(names - set(known)))}
    OfferKeyword.objects.bulk_create(
        OfferKeyword(content_object=offers[entry["id"]], tag=known[name])
        for entry in entries
        for name in dict.fromkeys(entry.get("keywords", ()))
    )


def _new_tags(names):
    slugs = set(Tag.objects.values_list("slug", flat=True))
    for name in sorted(names):
        slug = free_slug(name, slugs.__contains__)
        slugs.add(slug)
        yield Tag(name=name, slug=slug)


def _add_access(offers, entries, words):
    OfferAccess.objects.bulk_create(
        OfferAccess(offer=offers[entry["id"]], feature_id=words.key(AccessFeature, slug), **answer)
        for entry in entries
        for slug, answer in answers(entry.get("access", {}))
    )


def _refresh_days(rows):
    for row in rows:
        if row.schedule == Offer.Schedule.SERIES:
            schedule.refresh(row)
    schedule.refresh_span(Offer.objects.filter(pk__in=[row.pk for row in rows]))


def _set_confirmed(offers, entries):
    """Say for each offer how long ago it was confirmed; `publish_imported` has set now for all."""
    now, rows = timezone.now(), []
    for number, entry in enumerate(entries):
        days = entry.get("confirmed_days_ago", number * STEP % CONFIRMED_WITHIN)
        row = offers[entry["id"]]
        row.confirmed_at = now - timedelta(days=days)
        row.published_at = min(row.confirmed_at, now - timedelta(days=number * STEP % CONFIRMED_WITHIN))
        rows.append(row)
    Offer.objects.bulk_update(rows, ["confirmed_at", "published_at"], batch_size=500)
