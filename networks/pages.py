"""What the public pages show, prepared: nothing here reads a field that is not public."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.core.markdown import render
from portal.core.pager import QueryAddress, pager
from providers.models import Location
from providers.wording import day_words

from . import wording
from .filters import NetworkFilter
from .meetings import when
from .models import Decision, Goal, Meeting, Membership, Minutes, Network, Organisation, Visibility

MOST_COMPARED = 4
PAST_MEETINGS = 5
ON_A_PAGE = 60  # members


@dataclass(frozen=True, slots=True)
class Card:
    """One network as a list shows it."""

    slug: str
    name: str
    url: str
    kind: str
    summary: str
    badges: list
    facts: str


def cards(networks):
    """Cards of networks, in three statements."""
    seats = Count("memberships__organisation", filter=_running("memberships__"), distinct=True)
    found = networks.annotate(members=seats).prefetch_related("life_stages", "topics").order_by("name", "pk")
    return [_card(network) for network in found]


def _running(prefix=""):
    today = timezone.localdate()
    return Q(**{f"{prefix}from_day__lte": today}) & (
        Q(**{f"{prefix}until_day": None}) | Q(**{f"{prefix}until_day__gte": today})
    )


def _card(network):
    members = ngettext("%d Mitglied", "%d Mitglieder", network.members) % network.members
    topics = ", ".join(topic.name for topic in network.topics.all())
    return Card(
        slug=network.slug,
        name=network.name,
        url=network.get_absolute_url(),
        kind=network.get_kind_display(),
        summary=network.summary,
        badges=badges(network),
        facts=" · ".join(filter(None, [members if network.members else "", topics])),
    )


def badges(network):
    """State and life stages, as `{% badges %}` takes them."""
    stages = ((f"tone bp-{stage.tone}", stage.icon, stage.name) for stage in network.life_stages.all())
    return [wording.state_badge(network), *stages]


class Register:
    """The answer to a query string of /netzwerke/; values nobody offers are left out, `is_understood` says so."""

    def __init__(self, query):
        self.filter = NetworkFilter(query, Network.objects.published())
        self.is_understood = self.filter.is_valid()
        self.cards = cards(self.filter.qs)

    @property
    def selects(self):
        names = ("art", "thema", "lebensphase", "stadtteil", "stand", "mitmachen")
        return [self.filter.form[name] for name in names]

    @property
    def heading(self):
        number = len(self.cards)
        return ngettext("%d Netzwerk oder Gremium", "%d Netzwerke und Gremien", number) % number

    @property
    def empty(self):
        return {
            "title": _("Dazu kennen wir kein Netzwerk"),
            "text": _("Vielleicht gründen Sie eines?"),
            "ways": [
                (_("Alle Netzwerke ansehen"), reverse("networks:list"), ""),
                (_("Netzwerk gründen"), reverse("networks:found"), ""),
            ],
        }


def published(slug):
    """The network the public may see, with what its page needs. Raises Network.DoesNotExist."""
    return (
        Network.objects.published()
        .select_related("parent")
        .prefetch_related("life_stages", "topics", "transitions", "districts", "sisters", "children")
        .get(slug=slug)
    )


def network_page(network, query=None):
    """Context of the public page; ``query`` may ask for a further page of the members."""
    today, seats = timezone.localdate(), public_seats(network)
    shown, links = paged(seats, network.get_absolute_url(), query)
    return {
        "network": network,
        "crumbs": [(_("Netzwerke und Gremien"), reverse("networks:list")), (network.name, "")],
        "kind": _kind_line(network),
        "tone": next((stage.tone for stage in network.life_stages.all()), ""),
        "badges": badges(network),
        "facts": _facts(network, seats, today),
        "tasks": render(network.tasks),
        "subjects": _subjects(network),
        "related": _related(network),
        "results": results(network),
        "members": [_member(seat, today) for seat in shown],
        "member_pages": links,
        "meetings": _meetings(network, today),
        "documents": network.documents.filter(visibility=Visibility.PUBLIC),
        "may_ask": network.takes_requests,
    }


def paged(rows, path, query):
    """(the rows of the page asked for, links to the others or None); sixty on a page."""
    query = QueryDict() if query is None else query
    page = Paginator(rows, ON_A_PAGE).get_page(query.get("seite"))
    return page.object_list, pager(QueryAddress(path, query), page.number, page.paginator.num_pages)


def _kind_line(network):
    since = _("seit %(year)s") % {"year": network.begins_on.year} if network.begins_on else ""
    until = _("bis %(year)s") % {"year": network.ends_on.year} if network.ends_on else ""
    return ", ".join(filter(None, [network.get_kind_display(), " ".join(filter(None, [since, until]))]))


def public_seats(network):
    """Running seats of the network; whose name may be shown is for `shown_person` to say."""
    places = Prefetch(
        "organisation__provider__locations",
        Location.objects.filter(is_main=True).select_related("district"),
        to_attr="main_places",
    )
    return list(Membership.objects.public().filter(network=network).named().prefetch_related(places))


def _facts(network, seats, today):
    until = (
        _("gilt bis %(day)s") % {"day": day_words(network.mandate_until, weekday=False)}
        if network.mandate_until
        else ""
    )
    facts = [
        ("people", _("Zugang"), wording.entry_words(network), network.entry_note),
        ("clock", _("Rhythmus"), network.rhythm, network.rhythm_note),
        ("flag", _("Auftrag"), network.mandate, until),
        *(_lead(seat, today) for seat in seats if seat.leads),
    ]
    return [fact for fact in facts if fact[2]]


def _lead(seat, today):
    person = seat.shown_person(today)
    organisation = seat.organisation.title
    more = organisation if person else ""
    return "user", seat.get_role_display(), person or organisation, more


def _subjects(network):
    """(label, words) of what the network is about and where it works."""
    rows = (
        (_("Themen"), network.topics.all()),
        (_("Übergänge"), network.transitions.all()),
        (_("Stadtteile"), network.districts.all()),
    )
    return [(label, ", ".join(term.name for term in terms)) for label, terms in rows if terms]


def _related(network):
    """(label, name, address) of published parents, children and sisters."""
    rows = [
        *([(_("Gehört zu"), network.parent)] if network.parent else []),
        *((_("Dazu gehört"), child) for child in network.children.all()),
        *((_("Arbeitet zusammen mit"), sister) for sister in network.sisters.all()),
    ]
    return [(label, other.name, other.get_absolute_url()) for label, other in rows if other.is_public]


def results(network):
    """„Was daraus geworden ist“: public goals with their course, then measures and decisions that have none."""
    decided = Prefetch("decisions", Decision.objects.public().order_by("decided_on"), "public_decisions")
    goals = Goal.objects.public().filter(network=network).prefetch_related("values", decided)
    rows = [(goal.title, _goal_line(goal), wording.goal_badge(goal)) for goal in goals]
    measures = network.measures.public().select_related("organisation__provider")
    rows += [(each.title, _measure_line(each), wording.measure_badge(each)) for each in measures]
    decisions = network.decisions.public().filter(goal=None, measures=None)
    return rows + [(each.title, _decided(each), _decision_badge(each)) for each in decisions]


def _goal_line(goal):
    values = list(goal.values.all())
    course = ""
    if values and goal.target is not None:
        course = _("%(value)s von %(target)s %(unit)s") % {
            "value": wording.number_words(values[-1].value),
            "target": wording.number_words(goal.target),
            "unit": goal.unit,
        }
    due = _("Ziel: %(day)s") % {"day": day_words(goal.due_on, weekday=False)} if goal.due_on else ""
    decided = _decided(goal.public_decisions[0]) if goal.public_decisions else ""
    return ", ".join(filter(None, [decided, goal.state_note, course.strip(), due]))


def _measure_line(measure):
    due = _("bis %(day)s") % {"day": day_words(measure.due_on, weekday=False)} if measure.due_on else ""
    who = measure.organisation.title if measure.organisation and measure.organisation.is_public else ""
    return ", ".join(filter(None, [who, due, measure.light_reason]))


def _decided(decision):
    return _("beschlossen am %(day)s") % {"day": day_words(decision.decided_on, weekday=False)}


def _decision_badge(decision):
    tone, icon = {"open": ("note", "clock"), "done": ("good", "check")}.get(decision.state, ("", "close"))
    return tone, icon, wording.first_capital(str(decision.get_state_display()))


def _member(seat, today):
    provider = seat.organisation.provider
    place = next(iter(provider.main_places), None) if provider else None
    person = seat.shown_person(today)
    return {
        "name": seat.organisation.title,
        "url": seat.organisation.get_absolute_url(),
        "shape": f"d-{place.district.slug}" if place and place.district else "i-people",
        "role": ", ".join(filter(None, [str(seat.get_role_display()), person])),
    }


def _meetings(network, today):
    """Public meetings: the coming ones, then the last five that have something to read."""
    public = Meeting.objects.public().filter(network=network).select_related("minutes", "network")
    past = public.past()[:PAST_MEETINGS]
    return [_meeting_row(each, today, is_past=False) for each in public.upcoming()[:10]] + [
        _meeting_row(each, today, is_past=True) for each in past
    ]


def _meeting_row(meeting, today, *, is_past):
    has_minutes = hasattr(meeting, "minutes") and meeting.minutes.release == Minutes.Release.PUBLIC
    return {
        "title": meeting.title,
        "when": when(meeting, today),
        "place": meeting.place,
        "text": meeting.text,
        "url": reverse("networks:meeting", args=[meeting.network.slug, meeting.pk]),
        "has_minutes": is_past and has_minutes,
        "guests": meeting.guests_welcome and not is_past,
    }


def comparison(slugs):
    """Published networks side by side: (networks, rows of label and cells); at most four, in the order asked for."""
    known = set(Network.objects.published().values_list("slug", flat=True))
    wanted = [slug for slug in dict.fromkeys(slugs) if slug in known][:MOST_COMPARED]
    found = Network.objects.published().filter(slug__in=wanted)
    found = {each.slug: each for each in found.prefetch_related("life_stages", "topics", "districts")}
    networks = [found[slug] for slug in wanted]
    rows = [(label, [words(network) or "–" for network in networks]) for label, words in _COMPARED]
    return networks, rows


def _names(relation):
    return lambda network: ", ".join(term.name for term in getattr(network, relation).all())


_COMPARED = (
    (gettext_lazy("Wozu"), lambda network: network.summary),
    (gettext_lazy("Art"), lambda network: network.get_kind_display()),
    (gettext_lazy("Stand"), lambda network: network.get_state_display()),
    (gettext_lazy("Auftrag"), lambda network: network.mandate),
    (gettext_lazy("Rhythmus"), lambda network: network.rhythm),
    (gettext_lazy("Lebensphasen"), _names("life_stages")),
    (gettext_lazy("Themen"), _names("topics")),
    (gettext_lazy("Stadtteile"), lambda network: _names("districts")(network) or _("ganze Stadt")),
    (gettext_lazy("Mitmachen"), wording.entry_words),
    (
        _("Mitglieder"),
        lambda network: ", ".join(dict.fromkeys(seat.organisation.title for seat in public_seats(network))),
    ),
)


def organisation_page(slug):
    """Context of an organisation's public seats. Raises Organisation.DoesNotExist where it has none."""
    today = timezone.localdate()
    seats = Membership.objects.public().filter(organisation__slug=slug).named()
    rows = [
        (
            seat.network.name,
            seat.network.get_absolute_url(),
            seat.get_role_display(),
            seat.shown_person(today),
        )
        for seat in seats.order_by("network__name")
    ]
    if not rows:
        raise Organisation.DoesNotExist
    organisation = seats[0].organisation
    provider = organisation.provider
    return {
        "organisation": organisation,
        "profile_url": provider.get_absolute_url() if provider and provider.is_public else "",
        "rows": rows,
        "crumbs": [(_("Netzwerke und Gremien"), reverse("networks:list")), (organisation.title, "")],
    }


def meeting_page(slug, pk):
    """Context of a public meeting. Raises Meeting.DoesNotExist."""
    meeting = Meeting.objects.public().select_related("network", "minutes").get(network__slug=slug, pk=pk)
    network = meeting.network
    minutes = getattr(meeting, "minutes", None)
    is_open = bool(minutes and minutes.release == Minutes.Release.PUBLIC)
    items = meeting.items.filter(is_internal=False)
    return {
        "meeting": meeting,
        "network": network,
        "when": when(meeting, timezone.localdate()),
        "is_past": meeting.begins_at < timezone.now(),
        "items": [(item.title, item.text, item.record if is_open else "") for item in items],
        "minutes": render(minutes.text) if is_open else "",
        "has_minutes": is_open,
        "decisions": meeting.decisions.public() if is_open else [],
        "crumbs": [
            (_("Netzwerke und Gremien"), reverse("networks:list")),
            (network.name, network.get_absolute_url()),
            (meeting.title, ""),
        ],
    }


def comparison_crumbs():
    return [(_("Netzwerke und Gremien"), reverse("networks:list")), (_("Vergleich"), "")]
