"""The page of the landscape, prepared: the picture, two tables, what stands out."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.pager import QueryAddress, pager
from providers.models import LifeStage, Topic
from providers.wording import list_words

from ..analysis import findings, reading
from ..filters import NetworkFilter
from ..models import Membership, Network
from . import keeping
from .facts import read, world
from .shape import GUEST, LEAD, MEMBER

ON_A_PAGE = 40
MASKED_BELOW = 10
MOST_STRIKING = 3
_ROLES = {LEAD: ("bp-role--lead", "K"), MEMBER: ("", "M"), GUEST: ("bp-role--guest", "G")}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the matrix: cells are (class, letter, spoken role) or None."""

    name: str
    url: str
    cells: list
    total: int


class Landscape:
    """The answer to a query string of the page."""

    def __init__(self, query):
        self.filter = NetworkFilter(query, Network.objects.published())
        self.is_understood = self.filter.is_valid()
        self.is_narrowed = any(self.filter.form.cleaned_data.values())
        self.facts, self.networks = read(self.filter.qs)
        self._page = Paginator(self.facts.houses, ON_A_PAGE).get_page(query.get("seite"))
        address = QueryAddress(reverse("networks:landscape"), query)
        self.pager = pager(address, self._page.number, self._page.paginator.num_pages)

    @property
    def selects(self):
        return [self.filter.form[name] for name in ("art", "thema", "lebensphase", "stadtteil")]

    def picture(self):
        return keeping.picture(self.facts)

    @property
    def summary(self):
        networks, houses = len(self.facts.bodies), len(self.facts.houses)
        return _("%(networks)s, %(houses)s.") % {
            "networks": ngettext("%d Netzwerk", "%d Netzwerke", networks) % networks,
            "houses": ngettext("%d Einrichtung", "%d Einrichtungen", houses) % houses,
        }

    def people(self):
        """How many people work together, in words; not for a part of the networks, whose differences would tell."""
        if self.is_narrowed:
            return ""
        seats = Membership.objects.public().filter(network__in=self.networks).manned()
        number = seats.values("person_name").distinct().count()
        return masked(number)

    def matrix(self):
        """Rows of the organisations of this page of the table."""
        return [self._line(house) for house in self._page.object_list]

    def _line(self, house):
        roles = [self.facts.links.get((house.id, body.id)) for body in self.facts.bodies]
        cells = [(*_ROLES[role], spoken(role)) if role else None for role in roles]
        return Line(house.name, house.url, cells, sum(role is not None for role in roles))

    def coverage(self):
        """(life stages, rows): for each field of topics and each life stage the networks that name both."""
        stages = list(LifeStage.objects.active())
        rows = [
            (topic.name, [self._named(topic.pk, stage.pk) for stage in stages])
            for topic in Topic.objects.active().filter(parent=None)
        ]
        return [stage.name for stage in stages], rows

    def _named(self, topic, stage):
        """(name, address) of the networks that name a topic, or one below it, and a life stage."""
        return [
            (network.name, network.get_absolute_url())
            for network in self.networks
            if any(topic in (each.pk, each.parent_id) for each in network.topics.all())
            and any(each.pk == stage for each in network.life_stages.all())
        ]

    def striking(self):
        """At most three (heading, sentence) pairs worth a thought."""
        if self.is_narrowed or not self.networks:
            return []
        known = world(self.facts, self.networks, timezone.localdate(), reading.vocabulary())
        return [*_bridges(known), *_holes(known), *_transitions(known)][:MOST_STRIKING]


def spoken(role):
    return {LEAD: _("Koordination"), MEMBER: _("Mitglied"), GUEST: _("Gast")}[role]


def masked(number):
    """A number of people in words; few of them are not told apart."""
    if number < MASKED_BELOW:
        return _("weniger als %d Menschen") % MASKED_BELOW
    return _("%d Menschen") % number


def _bridges(known):
    for row in findings.only_ways(known)[:1]:
        sides = (list_words(known.named(body) for body in side) for side in row["sides"])
        house = known.named(house=row["house"])
        text = _("Nur über %(house)s kommen zusammen: %(sides)s.")
        yield _("Brücke"), text % {"house": house, "sides": " | ".join(sides)}


def _holes(known):
    for row in findings.holes(known)[:1]:
        one, other = (known.named(body) for body in row["bodies"])
        text = _("%(one)s und %(other)s arbeiten an Gleichem, aber niemand sitzt in beiden.")
        yield _("Gleiches Thema, niemand gemeinsam"), text % {"one": one, "other": other}


def _transitions(known):
    for row in findings.uncovered(known):
        if row["subject"] == "transitions":
            name = known.vocabulary["transitions"][row["term"]]
            yield _("Übergang ohne Runde"), _("Für „%s“ gibt es bisher kein Netzwerk.") % name
            return
