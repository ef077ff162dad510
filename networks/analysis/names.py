"""Names for the ids of a snapshot, asked for when it is shown: what was deleted since has none any more."""

from functools import cached_property

from django.utils.translation import gettext as _

from providers.models import District, LifeStage, Topic, Transition

from ..models import Membership, Network, Organisation

_TERMS = {"topics": Topic, "life_stages": LifeStage, "transitions": Transition, "districts": District}


class Names:
    """Each table is read once, and only if a row asks for it. People are named by the seats in ``data``."""

    def __init__(self, data):
        self._seats = {row["seat"] for rows in data.values() for row in rows if "seat" in row}
        self._terms = {}

    @cached_property
    def _bodies(self):
        return dict(Network.objects.values_list("pk", "name"))

    @cached_property
    def _houses(self):
        return {row.pk: row.title for row in Organisation.objects.named()}

    @cached_property
    def _people(self):
        return dict(Membership.objects.filter(pk__in=self._seats).values_list("pk", "person_name"))

    def body(self, number):
        return self._bodies.get(number) or _("gelöschtes Netzwerk")

    def house(self, number):
        return self._houses.get(number) or _("gelöschte Einrichtung")

    def person(self, seat):
        return self._people.get(seat) or _("eine Person")

    def term(self, subject, number):
        if subject not in self._terms:
            self._terms[subject] = dict(_TERMS[subject].objects.values_list("pk", "name"))
        return self._terms[subject].get(number) or _("gelöschter Begriff")
