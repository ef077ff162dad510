"""What the result page is compared with: nothing at all, and the same content by the shortest way to write it.

The naive page shows what ours shows (20 cards, every filter value with its count, pages) from rows with prefetch; it
finds words by `icontains` and counts each filter group once, without the others.
"""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render

from providers.models import (
    Audience,
    District,
    Funding,
    Language,
    LifeStage,
    Offer,
    OfferKind,
    Provider,
    Topic,
)

_GROUPS = {
    "lebensphase": (LifeStage, "offers"),
    "thema": (Topic, "offers"),
    "stadtteil": (District, "locations__offers"),
    "foerderung": (Funding, "offers"),
    "zielgruppe": (Audience, "offers"),
    "art": (OfferKind, "offers"),
    "sprache": (Language, "offers"),
    "anbieter": (Provider, "offers"),
}
MANY = 60


def plain(_request):
    return HttpResponse("ok")


def results(request):
    offers = Offer.objects.current()
    for word in request.GET.get("q", "").split():
        offers = offers.filter(Q(title__icontains=word) | Q(summary__icontains=word))
    shown = (
        offers.order_by("first_day", "pk")
        .select_related("provider", "location__district", "kind")
        .prefetch_related("dates", "life_stages", "audiences", "fundings")
    )
    page = Paginator(shown, 20).get_page(request.GET.get("seite"))
    groups = {name: _counted(offers, *group) for name, group in _GROUPS.items()}
    return render(request, "naive.html", {"page": page, "groups": groups, "q": request.GET.get("q", "")})


def _counted(offers, model, path):
    counted = model.objects.annotate(found=Count(path, filter=Q(**{f"{path}__in": offers})))
    return counted.filter(found__gt=0).order_by("-found")[:MANY]
