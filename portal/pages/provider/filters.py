"""What the list of providers can be narrowed by."""

from django.db.models import Exists, F, Func, OuterRef, Value
from django.db.models.functions import Left, Lower
from django.forms import Select
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet

from providers.models import District, Location, OperatorKind, Provider, ProviderKind

from ..kept import kept

# PostgreSQL without ICU sorts Ö behind Z; the list sorts as a German index does.
SORT_NAME = Func(Lower(F("name")), Value("äöüßÄÖÜ"), Value("aousaou"), function="translate")
SELECT = {"widget": Select(attrs={"class": "bp-input"}), "empty_label": _("alle")}
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@kept(60)
def choices():
    """Choices of the selects by field name, from one statement."""
    models = {"art": ProviderKind, "traeger": OperatorKind, "stadtteil": District}
    parts = [
        model.objects.active().order_by().values("position", "name", "slug", group=Value(name))
        for name, model in models.items()
    ]
    found = {name: [] for name in models}
    for row in parts[0].union(*parts[1:], all=True).order_by("position", "name"):
        found[row["group"]].append((row["slug"], row["name"]))
    return found


def choices_of(name):
    return lambda: choices()[name]


class ProviderFilter(FilterSet):
    """Query string of /anbieter/: `name`, `art`, `traeger`, `stadtteil`, `buchstabe`."""

    name = CharFilter(lookup_expr="icontains", label=_("Name"), max_length=100)
    art = ChoiceFilter("kind__slug", choices=choices_of("art"), label=_("Art"), **SELECT)
    traeger = ChoiceFilter("operator__kind__slug", choices=choices_of("traeger"), label=_("Träger"), **SELECT)
    stadtteil = ChoiceFilter(
        method="in_district", choices=choices_of("stadtteil"), label=_("Stadtteil"), **SELECT
    )

    class Meta:
        model = Provider
        fields = []

    def in_district(self, queryset, name, value):
        return queryset.filter(Exists(Location.objects.filter(provider=OuterRef("pk"), district__slug=value)))


def with_sort_name(providers):
    """Annotated with `sort_name` and its first `letter`."""
    return providers.annotate(sort_name=SORT_NAME, letter=Left(SORT_NAME, 1))
