"""The list of providers, A to Z, with what each one offers now."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Paginator
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from portal.core.pager import pager
from portal.search.titles import count_words
from providers.models import Location, Offer, Provider

from .filters import LETTERS, ProviderFilter, with_sort_name

PER_PAGE = 24


@dataclass(frozen=True, slots=True)
class Row:
    """One provider as the list shows it."""

    name: str
    url: str
    shape: str
    kind: str
    places: str
    offers: str


class ProviderList:
    """The answer to a query string; values nobody offers are left out, `is_understood` says so.

    Two statements, and one for the choices of the filters, kept for a minute.
    """

    def __init__(self, query):
        self.filter = ProviderFilter(query, with_sort_name(Provider.objects.published()))
        self.is_understood = self.filter.is_valid()
        letter = query.get("buchstabe", "").lower()
        self.letter = letter if letter in {*LETTERS, "0"} else ""
        self._number = query.get("seite", "1")

    @cached_property
    def _counts(self):
        """Number of providers by first letter; whatever is no letter counts as „0“."""
        counted = {}
        for letter, number in self.filter.qs.order_by("letter").values_list("letter").annotate(Count("pk")):
            letter = letter if letter in LETTERS else "0"
            counted[letter] = counted.get(letter, 0) + number
        return counted

    @cached_property
    def total(self):
        return self._counts.get(self.letter, 0) if self.letter else sum(self._counts.values())

    @property
    def heading(self):
        return count_words(self.total, "provider")

    @cached_property
    def page(self):
        """The page asked for, else the nearest there is."""
        paginator = Paginator(_complete(self._found).order_by("sort_name", "pk"), PER_PAGE)
        paginator.count = self.total
        return paginator.get_page(self._number)

    @cached_property
    def rows(self):
        return [_row(provider) for provider in self.page]

    @property
    def _found(self):
        if not self.letter:
            return self.filter.qs
        if self.letter == "0":
            return self.filter.qs.exclude(letter__in=list(LETTERS))
        return self.filter.qs.filter(letter=self.letter)

    @property
    def letters(self):
        """(letter, address or "" where it is empty, is current)."""
        for letter in [*LETTERS, *(["0"] if "0" in self._counts else [])]:
            url = str(self.address.replace(buchstabe=letter)) if letter in self._counts else ""
            yield _("0–9") if letter == "0" else letter.upper(), url, letter == self.letter

    @property
    def selects(self):
        return [self.filter.form[name] for name in ("art", "traeger", "stadtteil")]

    @property
    def empty(self):
        """As components/empty.html takes it."""
        return {
            "title": _("Dazu haben wir keinen Anbieter"),
            "text": "",
            "ways": [(_("Alle Anbieter ansehen"), reverse("pages:providers"), "")],
        }

    @property
    def crumbs(self):
        return [(_("Anbieter"), "")]

    @property
    def all_letters_url(self):
        return str(self.address)

    @property
    def address(self):
        """The filters as an address, without letter and page."""
        chosen = self.filter.form.cleaned_data.items()
        return ListAddress(tuple((name, value) for name, value in chosen if value))

    @property
    def pagination(self):
        address = self.address.replace(buchstabe=self.letter) if self.letter else self.address
        return pager(address, self.page.number, self.page.paginator.num_pages)


@dataclass(frozen=True, slots=True)
class ListAddress:
    """An address of /anbieter/; every change gives a new one."""

    pairs: tuple = ()

    def replace(self, **values):
        return ListAddress((*self.pairs, *values.items()))

    def page(self, number):
        return self.replace(seite=number) if number > 1 else self

    def __str__(self):
        query = urlencode(self.pairs)
        return reverse("pages:providers") + (f"?{query}" if query else "")


def _complete(providers):
    offers = Offer.objects.current().filter(provider=OuterRef("pk")).order_by().values("provider")
    places = Location.objects.filter(provider=OuterRef("pk"), district__isnull=False).order_by(
        "-is_main", "pk"
    )
    return providers.select_related("kind", "operator").annotate(
        offers_now=Coalesce(
            Subquery(offers.annotate(number=Count("pk")).values("number")), 0, output_field=IntegerField()
        ),
        districts=ArraySubquery(places.values("district__name")),
        district_slugs=ArraySubquery(places.values("district__slug")[:1]),
    )


def _row(provider):
    kinds = [part.name for part in (provider.kind, provider.operator) if part]
    return Row(
        name=provider.name,
        url=provider.get_absolute_url(),
        shape=f"d-{provider.district_slugs[0]}" if provider.district_slugs else "city",
        kind=", ".join(kinds),
        places=", ".join(dict.fromkeys(provider.districts)),
        offers=count_words(provider.offers_now, "offer") if provider.offers_now else "",
    )
