"""What waits for the team: one `Task` per kind of open work, the most pressing first."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.search.models import SearchedText
from providers.models import Offer, Provider

ANSWER_WITHIN = timedelta(days=2)


@dataclass(frozen=True)
class Task:
    """A line of the start page: how many, what, since when, and where to begin."""

    count: int
    label: str
    url: str
    action: str
    hint: str = ""
    is_overdue: bool = False


def open_tasks(now=None):
    """Tasks with something to do, in the order of urgency; five statements whatever their number."""
    now = now or timezone.now()
    numbers = Offer.objects.aggregate(
        submitted=Count("pk", filter=Q(status=Offer.Status.SUBMITTED)),
        submitted_since=Min("changed_at", filter=Q(status=Offer.Status.SUBMITTED)),
        review=Count("pk", filter=Q(needs_review=True)),
        draft=Count("pk", filter=Q(status=Offer.Status.DRAFT)),
    )
    numbers["gaps"] = SearchedText.objects.filter(is_gap=True).count()
    published = Offer.objects.published()
    numbers |= {"stale": published.unconfirmed().count(), "ended": published.ended().count()}
    drafts = Provider.objects.filter(status=Provider.Status.DRAFT).count()
    return [task for task in _tasks(numbers, drafts, now) if task.count]


def _tasks(numbers, provider_drafts, now):
    since = numbers["submitted_since"]
    offers = reverse("admin:providers_offer_changelist")
    providers = reverse("admin:providers_provider_changelist")
    return [
        Task(
            numbers["submitted"],
            _("Angebote warten auf Prüfung"),
            f"{offers}?status__exact=submitted",
            _("Prüfung beginnen"),
            _age(since, now),
            bool(since and now - since > ANSWER_WITHIN),
        ),
        Task(
            numbers["review"],
            _("Angebote sind zu prüfen"),
            f"{offers}?needs_review__exact=1",
            _("Ansehen"),
            _("zum Beispiel, weil sie in ihrer Quelle fehlen"),
        ),
        Task(numbers["draft"], _("Angebote sind Entwürfe"), f"{offers}?status__exact=draft", _("Ansehen")),
        Task(provider_drafts, _("Anbieter sind Entwürfe"), f"{providers}?status__exact=draft", _("Ansehen")),
        Task(
            numbers["stale"],
            _("veröffentlichte Angebote sind nicht bestätigt"),
            f"{offers}?status__exact=published&stand=nicht-bestaetigt",
            _("Ansehen"),
            _("seit mehr als sechs Monaten hat niemand sie bestätigt"),
        ),
        Task(
            numbers["ended"],
            _("veröffentlichte Angebote sind beendet"),
            f"{offers}?status__exact=published&stand=beendet",
            _("Archivieren"),
            _("sie stehen nur noch unter den vergangenen"),
        ),
        Task(
            numbers["gaps"],
            _("Suchwörter fanden zuletzt nichts"),
            reverse("admin:search_searchedtext_changelist") + "?luecken=1",
            _("Ansehen"),
            _("ein Synonym oder ein Angebot fehlt"),
        ),
    ]


def _age(since, now):
    if not since:
        return ""
    days = (now - since).days
    return ngettext("ältestes seit %d Tag", "ältestes seit %d Tagen", days) % days if days else _("von heute")
