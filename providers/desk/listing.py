"""The list of a person's offers: chosen by provider, state and words, page by page, in a fixed number of statements."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import access, completeness, counts, states
from ..models import Offer, OfferChange, OfferDate, Submission
from . import rows

PER_PAGE = 20
LONGEST_TEXT = 100
Status = Offer.Status

# What the public sees and nobody has confirmed for too long: told by dates, not by the status.
UNCONFIRMED = "nicht-bestaetigt"
STATUSES = {
    "veroeffentlicht": Status.PUBLISHED,
    "in-pruefung": Status.SUBMITTED,
    "rueckfrage": Status.QUESTION,
    "entwurf": Status.DRAFT,
    "abgelehnt": Status.REFUSED,
    "zurueckgezogen": Status.WITHDRAWN,
    "abgelaufen": Status.EXPIRED,
    "archiviert": Status.ARCHIVED,
}
# Words of the chips by their slug in the address.
STATES = {slug: states.status_badge(status)[2] for slug, status in STATUSES.items()} | {
    UNCONFIRMED: gettext_lazy("Nicht bestätigt")
}


class ListForm(forms.Form):
    """What the address chooses; what makes no sense there is left out, never an error."""

    stand = forms.CharField(required=False)
    anbieter = forms.CharField(required=False)
    q = forms.CharField(required=False, max_length=LONGEST_TEXT)
    seite = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def chosen(self):
        """The values by name, empty where nothing usable stands in the address."""
        self.is_valid()
        cleaned = self.cleaned_data
        return {
            "stand": cleaned.get("stand") if cleaned.get("stand") in STATES else "",
            "anbieter": cleaned.get("anbieter") or "",
            "q": cleaned.get("q") or "",
            "seite": cleaned.get("seite") or 1,
        }


@dataclass(frozen=True, slots=True)
class Pager:
    """For components/pagination.html."""

    pages: list
    previous_url: str
    next_url: str


@dataclass(frozen=True, slots=True)
class OfferList:
    """``chips`` are (words, address, is chosen), ``query`` what an action adds to come back here."""

    rows: list
    chips: list
    providers: list
    text: str
    stand: str
    anbieter: str
    pager: Pager | None
    query: str
    total: int
    has_team: bool


def offer_list(user, data):
    """The list as chosen by ``data``, the query of an address."""
    chosen = ListForm(data).chosen()
    teams = list(access.providers_of(user).order_by("name"))
    if chosen["anbieter"] not in {team.slug for team in teams}:
        chosen["anbieter"] = ""
    offers = _of_provider(access.offers_of(user), chosen)
    numbers = _numbers(offers)
    paginator = Paginator(_found(offers, chosen), PER_PAGE)
    if not chosen["q"]:
        paginator.count = numbers[chosen["stand"]]
    page = paginator.get_page(chosen["seite"])
    return OfferList(
        rows=[rows.row(offer, timezone.localdate()) for offer in page],
        chips=list(_chips(numbers, chosen)),
        providers=list(_teams(teams, chosen)) if len(teams) > 1 else [],
        text=chosen["q"],
        stand=chosen["stand"],
        anbieter=chosen["anbieter"],
        pager=_pager(page, chosen) if page.has_other_pages() else None,
        query=_query(chosen),
        total=numbers[""],
        has_team=bool(teams),
    )


def _of_provider(offers, chosen):
    return offers.filter(provider__slug=chosen["anbieter"]) if chosen["anbieter"] else offers


def _in_state(offers, stand):
    if stand == UNCONFIRMED:
        return offers.filter(status=Status.PUBLISHED).not_ended().unconfirmed()
    return offers.filter(status=STATUSES[stand]) if stand else offers


def _numbers(offers):
    """How many offers each chip shows, all of them under no name; one statement."""
    unconfirmed = Q(pk__in=_in_state(offers, UNCONFIRMED).order_by().values("pk"))
    filters = {slug: Q(status=status) for slug, status in STATUSES.items()} | {UNCONFIRMED: unconfirmed}
    counted = {slug: Count("pk", filter=condition) for slug, condition in filters.items()}
    numbers = offers.order_by().aggregate(all=Count("pk"), **counted)
    return numbers | {"": numbers["all"]}


def _found(offers, chosen):
    """The offers of the page with all a row says."""
    offers = _in_state(offers, chosen["stand"])
    for word in chosen["q"].split():
        offers = offers.filter(Q(title__icontains=word) | Q(subtitle__icontains=word))
    return described(offers).order_by("-changed_at", "-pk")


def described(offers):
    """Offers with all that `rows.row` asks of other tables, in one statement."""
    coming = OfferDate.objects.filter(offer=OuterRef("pk")).upcoming(timezone.localdate())
    stage = Offer.life_stages.through.objects.filter(offer_id=OuterRef("pk")).order_by("lifestage__position")
    return (
        counts.with_figures(completeness.with_facts(offers))
        .with_confirmed_until()
        .annotate(
            next_day=Subquery(coming.order_by("first_day", "start_time").values("first_day")[:1]),
            next_time=Subquery(coming.order_by("first_day", "start_time").values("start_time")[:1]),
            tone=Subquery(stage.values("lifestage__tone")[:1]),
            district_slug=F("location__district__slug"),
            is_from_outside=Exists(Submission.objects.filter(offer=OuterRef("pk"))),
            has_waiting_change=Exists(OfferChange.objects.waiting().filter(offer=OuterRef("pk"))),
        )
        .select_related("provider")
        .defer("provider__description")
    )


def address(**chosen):
    """The list with some choice."""
    query = _query(chosen)
    return reverse("providers:offers") + (f"?{query}" if query else "")


def _query(chosen):
    return urlencode(
        {name: value for name, value in chosen.items() if value and (name, value) != ("seite", 1)}
    )


def _chips(numbers, chosen):
    kept = {"anbieter": chosen["anbieter"], "q": chosen["q"]}
    every = _("Alle %(number)s") % {"number": numbers[""]}
    yield every, address(**kept), not chosen["stand"]
    for slug, words in STATES.items():
        if numbers[slug]:
            yield f"{words} {numbers[slug]}", address(stand=slug, **kept), chosen["stand"] == slug


def _teams(teams, chosen):
    yield _("Alle Ihre Anbieter"), address(), not chosen["anbieter"]
    for team in teams:
        yield team.name, address(anbieter=team.slug), chosen["anbieter"] == team.slug


def _pager(page, chosen):
    def to(number):
        return address(**(chosen | {"seite": number}))

    return Pager(
        pages=[
            (number, to(number), number == page.number) if isinstance(number, int) else (None, "", False)
            for number in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
        ],
        previous_url=to(page.previous_page_number()) if page.has_previous() else "",
        next_url=to(page.next_page_number()) if page.has_next() else "",
    )
