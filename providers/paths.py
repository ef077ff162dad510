"""How offers build on each other: relations, their circles refused, and paths to a goal."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from . import access
from .models import Offer, OfferRelation

Kind = OfferRelation.Kind
ORDERING = (Kind.REQUIRES, Kind.LEADS_TO)
MOST_FOUND = 10
MOST_STEPS = 20
_LOCK = 7_306  # advisory: two relations made at once could close a circle that neither sees


class RelationRefused(Exception):
    """The relation makes no sense; the message is for the person."""


@transaction.atomic
def relate(offer, kind, other, *, by):
    """Say that ``offer`` requires, leads to or replaces ``other``. Raises RelationRefused, a circle named in it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    refuse_circle(offer, kind, other, named=Offer.objects.all() if by.is_staff else related_to_by(by))
    relation, is_new = OfferRelation.objects.get_or_create(offer=offer, kind=kind, other=other)
    if is_new:
        _remember(offer, by, _("Beziehung: %(words)s") % {"words": relation})
    return relation


@transaction.atomic
def unrelate(offer, key, *, by):
    """Take back a relation that the offer itself names."""
    for relation in OfferRelation.objects.filter(pk=key, offer=offer).select_related("offer", "other"):
        _remember(offer, by, _("Beziehung entfernt: %(words)s") % {"words": relation})
        relation.delete()


def _remember(offer, by, words):
    """History alone: the entry itself has not changed."""
    offer._history_user, offer._change_reason = by, words[:100]
    offer.save(update_fields=["changed_at"])


def refuse_circle(offer, kind, other, *, named):
    """Raise RelationRefused where the way would come back to its beginning; it names offers of ``named`` only."""
    if offer == other:
        raise RelationRefused(_("Ein Angebot kann sich nicht auf sich selbst beziehen."))
    before, after = _in_order(offer.pk, kind, other.pk)
    kinds = (Kind.REPLACES,) if kind == Kind.REPLACES else ORDERING
    if way := _way(_graph(kinds), after, before):
        titles = dict(named.filter(pk__in=way).values_list("pk", "title"))
        circle = " → ".join(
            titles.get(pk, _("ein Angebot, das nicht öffentlich ist")) for pk in (before, *way)
        )
        raise RelationRefused(_("Das ergäbe einen Kreis: %(circle)s.") % {"circle": circle})


def _in_order(offer, kind, other):
    """(what comes first, what comes after it)."""
    return (offer, other) if kind == Kind.LEADS_TO else (other, offer)


def _graph(kinds):
    """What comes directly after each offer, in one statement."""
    after = defaultdict(list)
    for offer, kind, other in OfferRelation.objects.filter(kind__in=kinds).values_list(
        "offer", "kind", "other"
    ):
        before, behind = _in_order(offer, kind, other)
        after[before].append(behind)
    return after


def _way(graph, start, goal):
    """The shortest way from one offer to another as keys, both included, or None."""
    ways, seen = [[start]], {start}
    while ways:
        longer = []
        for way in ways:
            if way[-1] == goal:
                return way
            fresh = [each for each in graph[way[-1]] if each not in seen]
            seen.update(fresh)
            longer += [[*way, each] for each in fresh]
        ways = longer
    return None


def related_to_by(user):
    """Offers a person may name in a relation: what everybody sees, and the own ones."""
    return Offer.objects.filter(
        Q(pk__in=access.offers_of(user).values("pk")) | Q(pk__in=Offer.objects.published().values("pk"))
    )


def candidates(user, offer, text):
    """Offers whose title holds all words, some of them; none without a text."""
    words = text.replace("\x00", "")[:100].split()
    if not words:
        return []
    found = related_to_by(user).exclude(pk=offer.pk).select_related("provider").order_by("title", "pk")
    for word in words:
        found = found.filter(Q(title__icontains=word) | Q(provider__name__icontains=word))
    return list(found[:MOST_FOUND])


def own_relations(offer):
    """(key, words, title) of what the offer itself names."""
    rows = offer.relations.select_related("other").order_by("kind", "other__title")
    return [(row.pk, row.get_kind_display(), row.other.title) for row in rows]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Public offers around one, each as (title, address)."""

    before: list
    after: list
    replaced_by: list
    replaces: list

    def __bool__(self):
        return bool(self.before or self.after or self.replaced_by or self.replaces)


def neighbours(offer):
    """What to do before and after an offer and what replaces it, whichever side has said so; one statement."""
    rows = OfferRelation.objects.filter(Q(offer=offer) | Q(other=offer)).select_related("offer", "other")
    public = Offer.objects.published().values("pk")
    found = Neighbours([], [], [], [])
    for row in rows.filter(offer__in=public | _only(offer), other__in=public | _only(offer)).order_by("pk"):
        is_own = row.offer_id == offer.pk
        other = row.other if is_own else row.offer
        _list(found, row.kind, is_own).append((other.title, other.get_absolute_url()))
    return found


def replacements(slug):
    """(title, address) of the public offers that stand in for the one of that address."""
    rows = OfferRelation.objects.filter(kind=Kind.REPLACES, other__slug=slug)
    found = Offer.objects.published().filter(pk__in=rows.values("offer")).order_by("title")
    return [(offer.title, offer.get_absolute_url()) for offer in found]


def _only(offer):
    return Offer.objects.filter(pk=offer.pk).values("pk")


def _list(found, kind, is_own):
    if kind == Kind.REPLACES:
        return found.replaces if is_own else found.replaced_by
    comes_first = is_own == (kind == Kind.LEADS_TO)
    return found.after if comes_first else found.before


def steps_to(goal):
    """Keys of the public offers that lead to a goal, in an order in which they can be taken, the goal last."""
    after = _graph(ORDERING)
    before = defaultdict(list)
    for first, following in after.items():
        for each in following:
            before[each].append(first)
    order = []
    _visit(goal.pk, before, set(), order)
    return order[-MOST_STEPS:]


def _visit(pk, before, seen, order):
    """Depth first; relations hold no circle."""
    seen.add(pk)
    for each in sorted(before[pk]):
        if each not in seen:
            _visit(each, before, seen, order)
    order.append(pk)
