"""Providers as documents. They carry the topics and life stages of their offers, so that filters reach them."""

from collections import defaultdict

from django.db.models import Count

from portal.search.entries import BODY, PLACE, SUBJECT, SUMMARY, TITLE, Document
from providers.models import (
    Answer,
    Audience,
    Funding,
    Language,
    LifeStage,
    Offer,
    OfferKind,
    Provider,
    Topic,
)

from . import shared

# Facet -> vocabulary that offers name.
_OF_OFFERS = {
    "topic": Topic.objects.select_related("parent"),
    "life_stage": LifeStage.objects,
    "audience": Audience.objects,
    "language": Language.objects,
    "funding": Funding.objects,
    "offer_kind": OfferKind.objects,
}


def findable():
    return Provider.objects.published()


def documents(ids):
    """Documents of the findable providers among some ids."""
    providers = (
        findable()
        .filter(pk__in=ids)
        .select_related("kind", "operator")
        .prefetch_related("locations__district", "locations__access_facts__feature")
    )
    terms = _terms_of_offers(ids)
    counts = dict(
        Offer.objects.approved().filter(provider__in=ids).values_list("provider").annotate(Count("pk"))
    )
    return [_document(provider, terms[provider.pk], counts.get(provider.pk, 0)) for provider in providers]


def _terms_of_offers(ids):
    """{provider: {facet: rows}} of what their offers name, in the order of the vocabulary."""
    offers = Offer.objects.approved().filter(provider__in=ids)
    found = defaultdict(dict)
    for facet, rows in _OF_OFFERS.items():
        used = rows.filter(offers__in=offers).order_by()
        providers_of = defaultdict(list)
        for row, provider in used.values_list("pk", "offers__provider").distinct():
            providers_of[row].append(provider)
        for row in rows.filter(pk__in=providers_of):
            for provider in providers_of[row.pk]:
                found[provider].setdefault(facet, []).append(row)
    return found


def _document(provider, terms, offers):
    locations = list(provider.locations.all())
    return Document(
        kind="provider",
        object_id=provider.pk,
        texts=_texts(provider, terms, locations),
        card=_card(provider, locations, offers),
        values=_values(terms, locations),
        places=shared.coordinates(locations),
        published=provider.created_at,
    )


def _texts(provider, terms, locations):
    named = [provider.kind, provider.operator, *shared.with_parents(terms.get("topic", ()))]
    return [
        (TITLE, provider.name),
        (SUBJECT, shared.joined(*(row.name for row in named if row))),
        (PLACE, shared.place_words(locations)),
        (SUMMARY, provider.summary),
        (BODY, shared.plain(provider.description)),
    ]


def _values(terms, locations):
    values = [
        value
        for facet, rows in terms.items()
        for value in shared.term_values(facet, shared.with_parents(rows) if facet == "topic" else rows)
    ]
    access = {
        fact.feature_id: fact.feature
        for place in locations
        for fact in place.access_facts.all()
        if fact.answer == Answer.YES
    }
    return values + shared.term_values("access", access.values()) + shared.district_values(locations)


def _card(provider, locations, offers):
    return {
        "title": provider.name,
        "summary": provider.summary,
        "slug": provider.slug,
        "url": provider.get_absolute_url(),
        "kind": shared.term(provider.kind) if provider.kind else None,
        "operator": shared.term(provider.operator) if provider.operator else None,
        "is_example": provider.is_example,
        "place": shared.place_card(locations[0]) if locations else None,
        "places": len(locations),
        "offers": offers,
        "website": provider.website,
    }
