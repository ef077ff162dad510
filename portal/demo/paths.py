"""Example paths: offers of the demo that build on each other, and how often they were looked at."""

from datetime import timedelta

from django.utils import timezone

from providers.models import LearningPath, LearningPathStep, Offer, OfferCount, OfferRelation

from . import content
from .institutions import EXAMPLE

COUNTED_DAYS = 30


def load():
    """Write the relations and paths of the file; those that lie there already are replaced."""
    data, keys = (
        content.read_json("paths.json"),
        dict(Offer.objects.filter(source=EXAMPLE).values_list("source_id", "pk")),
    )
    OfferRelation.objects.bulk_create(
        [
            OfferRelation(offer_id=keys[offer], kind=kind, other_id=keys[other])
            for offer, kind, other in data["relations"]
        ],
        ignore_conflicts=True,
    )
    for position, entry in enumerate(data["paths"]):
        _path(entry, position, keys)
    _count(sorted(keys.values()))


def _path(entry, position, keys):
    path, _is_new = LearningPath.objects.update_or_create(
        slug=entry["slug"],
        defaults={
            "title": entry["title"],
            "text": entry["text"],
            "goal_id": keys[entry["goal"]] if "goal" in entry else None,
            "is_public": True,
            "position": position,
        },
    )
    path.steps.all().delete()
    LearningPathStep.objects.bulk_create(
        LearningPathStep(
            path=path, position=place, title=step["title"], text=step["text"], offer_id=keys[step["offer"]]
        )
        for place, step in enumerate(entry.get("steps", ()))
    )


def _count(offers):
    """Figures for the desk: the same at every start, some offers popular, some hardly seen."""
    today = timezone.localdate()
    OfferCount.objects.bulk_create(
        OfferCount(
            offer_id=pk,
            day=today - timedelta(days=days),
            shown=(place * 13 + days * 7) % 29,
            opened=(place * 5 + days * 3) % 7,
        )
        for place, pk in enumerate(offers)
        for days in range(0, COUNTED_DAYS, 6)
    )
