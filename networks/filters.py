"""What the register can be narrowed by."""

from django.db.models import Q
from django.forms import Select
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet

from providers.models import District, LifeStage, Topic

from .models import Network

SELECT = {"widget": Select(attrs={"class": "bp-input"}), "empty_label": _("alle")}
# Addresses speak German; the words of the state and of taking part are the register's own.
KINDS = {
    "austausch": Network.Kind.EXCHANGE,
    "strategisch": Network.Kind.STRATEGIC,
    "operativ": Network.Kind.OPERATIVE,
    "kontrolle": Network.Kind.CONTROL,
    "kreativ": Network.Kind.CREATIVE,
    "taskforce": Network.Kind.TASKFORCE,
}
STATES = {
    "im-aufbau": Network.State.BUILDING,
    "aktiv": Network.State.ACTIVE,
    "ruhend": Network.State.RESTING,
    "beendet": Network.State.ENDED,
}
ENTRIES = {
    "offen": Network.Entry.OPEN,
    "anfrage": Network.Entry.REQUEST,
    "einladung": Network.Entry.INVITATION,
}


def _labels(words):
    return [(slug, value.label) for slug, value in words.items()]


def _terms(model, **only):
    return lambda: model.objects.active().filter(**only).values_list("slug", "name")


class NetworkFilter(FilterSet):
    """Query string of /netzwerke/: `name`, `art`, `thema`, `lebensphase`, `stadtteil`, `stand`, `mitmachen`."""

    name = CharFilter(lookup_expr="icontains", label=_("Name"), max_length=100)
    art = ChoiceFilter(method="by_word", choices=_labels(KINDS), label=_("Art"), **SELECT)
    thema = ChoiceFilter("topics__slug", choices=_terms(Topic), label=_("Thema"), **SELECT)
    lebensphase = ChoiceFilter(
        "life_stages__slug", choices=_terms(LifeStage), label=_("Lebensphase"), **SELECT
    )
    stadtteil = ChoiceFilter(method="in_district", choices=_terms(District), label=_("Stadtteil"), **SELECT)
    stand = ChoiceFilter(method="by_word", choices=_labels(STATES), label=_("Stand"), **SELECT)
    mitmachen = ChoiceFilter(method="by_word", choices=_labels(ENTRIES), label=_("Mitmachen"), **SELECT)

    class Meta:
        model = Network
        fields = []

    def by_word(self, queryset, name, value):
        field, words = {
            "art": ("kind", KINDS),
            "stand": ("state", STATES),
            "mitmachen": ("entry", ENTRIES),
        }[name]
        return queryset.filter(**{field: words[value]})

    def in_district(self, queryset, name, value):
        """Networks of the whole city work in every district."""
        return queryset.filter(Q(districts__slug=value) | Q(districts=None)).distinct()
