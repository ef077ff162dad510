"""Names of the filter values an address holds: only what no entry of the index uses is looked up."""

from django.db.models import Value

from providers.models import (
    AccessFeature,
    Audience,
    District,
    Funding,
    Language,
    LifeStage,
    OfferKind,
    Provider,
    Topic,
)

from . import query

_ROWS = {
    "thema": Topic.objects,
    "lebensphase": LifeStage.objects,
    "zielgruppe": Audience.objects,
    "stadtteil": District.objects,
    "art": OfferKind.objects,
    "anbieter": Provider.objects.published(),
    "sprache": Language.objects,
    "foerderung": Funding.objects,
    "barrierefrei": AccessFeature.objects,
}
_FACETS = {parameter: facet for facet, parameter in query.FACETS.items()}


def missing(chosen, values):
    """{parameter: values} of the chosen values that the index does not know; ``values`` is its `Values`."""
    found = {
        parameter: [slug for slug in chosen[parameter] if (_FACETS[parameter], slug) not in values.ids]
        for parameter in _ROWS
    }
    return {parameter: slugs for parameter, slugs in found.items() if slugs}


def names(slugs):
    """{(parameter, slug): name} of the given values that exist, in one statement or none."""
    rows = [
        _ROWS[parameter].filter(slug__in=wanted).order_by().values_list(Value(parameter), "slug", "name")
        for parameter, wanted in slugs.items()
    ]
    if not rows:
        return {}
    found = rows[0].union(*rows[1:], all=True).order_by()
    return {(parameter, slug): name for parameter, slug, name in found}
