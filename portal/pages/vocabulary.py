"""The life line and the topics as pages show them, kept for a minute: staff change them rarely."""

from dataclasses import dataclass

from django.db.models import OuterRef

from providers.models import LifeStage, Topic, Transition

from .kept import kept
from .rows import rows


@dataclass(frozen=True, slots=True)
class Way:
    """A transition between two life stages, or within one."""

    slug: str
    name: str
    description: str
    before: LifeStage
    after: LifeStage


@kept(60)
def life_stages():
    """All life stages in order; `ways_in` and `ways_out` are the transitions before and after them."""
    ways = Transition.objects.active().filter(before=OuterRef("pk")).order_by("position", "name")
    stages = list(LifeStage.objects.annotate(ways=rows(ways, "slug", "name", "description", "after_id")))
    by_pk = {stage.pk: stage for stage in stages}
    for stage in stages:
        stage.ways_in, stage.ways_out = [], []
    for stage in stages:
        for row in stage.ways:
            way = Way(row["slug"], row["name"], row["description"], stage, by_pk[row["after_id"]])
            way.before.ways_out.append(way)
            way.after.ways_in.append(way)
    return stages


@kept(60)
def topics():
    """All topics in order; each has `parent` and `below`, the list of its active topics."""
    found = list(Topic.objects.all())
    by_pk = {topic.pk: topic for topic in found}
    for topic in found:
        topic.below = []
        topic.parent = by_pk.get(topic.parent_id)
    for topic in found:
        if topic.parent and topic.is_active:
            topic.parent.below.append(topic)
    return found


def topic_fields():
    """The active fields of the first level."""
    return [topic for topic in topics() if topic.is_active and not topic.parent_id]


def life_line(current=None):
    """Stages for components/life_line.html: (tone, symbol, name, address, ages, is current)."""
    return [
        (stage.tone, stage.icon, stage.name, stage.get_absolute_url(), stage.age_label, stage == current)
        for stage in life_stages()
        if stage.is_active
    ]


def with_slug(terms, slug):
    """The term of the list with this slug, retired ones too, or None."""
    return next((term for term in terms if term.slug == slug), None)


def forget():
    life_stages.forget()
    topics.forget()
