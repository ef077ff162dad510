"""What waits for the team: one `Task` per kind of open work, the most pressing first."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Max, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.models import OutgoingMail
from portal.search.models import SearchedText
from providers.models import Holiday, Offer, OfferChange, Provider, ProviderClaim, VisitorReport

from . import event_work, network_work
from .counting import counted

ANSWER_WITHIN = timedelta(days=2)
HOLIDAYS_AHEAD = timedelta(days=183)


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
    """Tasks with something to do, in the order of urgency; as many statements whatever their number."""
    now = now or timezone.now()
    published = Offer.objects.published().order_by()
    numbers = Offer.objects.aggregate(
        submitted=Count("pk", filter=Q(status=Offer.Status.SUBMITTED)),
        submitted_since=Min("changed_at", filter=Q(status=Offer.Status.SUBMITTED)),
        review=Count("pk", filter=Q(needs_review=True)),
        draft=Count("pk", filter=Q(status=Offer.Status.DRAFT)),
        stale=Count("pk", filter=Q(pk__in=published.unconfirmed().values("pk"))),
        ended=Count("pk", filter=Q(pk__in=published.ended().values("pk"))),
    )
    gaps, given_up = SearchedText.objects.filter(is_gap=True), OutgoingMail.objects.given_up()
    numbers |= counted(gaps=gaps, given_up=given_up, **network_work.rows(), **event_work.rows())
    numbers |= _of_providers() | _of_changes() | _of_holidays(now)
    of_rooms = (Task(*row) for row in (*network_work.tasks(numbers), *event_work.tasks(numbers)))
    return [task for task in (*_tasks(numbers, now), *of_rooms) if task.count]


def _of_changes():
    """Changes and reports of visitors by what they are, in one statement."""
    changes, reports = OfferChange.objects.due(), VisitorReport.objects.unsettled()
    rows = _numbered(changes, "status").union(_numbered(reports, "kind"), all=True).order_by()
    found = {what: (number, since) for what, number, since in rows}
    nothing, status, kinds = (0, None), OfferChange.Status, VisitorReport.Kind
    said = [found[kind] for kind in kinds.values if kind in found]
    waiting = found.get(status.WAITING, nothing)
    return {
        "changes": waiting[0],
        "changes_since": waiting[1],
        "unchecked": sum(found.get(each, nothing)[0] for each in (status.LIVE, status.SAMPLE)),
        "reports": sum(number for number, _since in said),
        "reports_since": min((since for _number, since in said), default=None),
    }


def _numbered(rows, name):
    return (
        rows.order_by().values(name).annotate(n=Count("pk"), since=Min("at")).values_list(name, "n", "since")
    )


def _of_providers():
    is_open = Q(claims__status=ProviderClaim.Status.OPEN)
    return Provider.objects.aggregate(
        provider_drafts=Count("pk", filter=Q(status=Provider.Status.DRAFT), distinct=True),
        provider_review=Count("pk", filter=Q(needs_review=True), distinct=True),
        claims_open=Count("claims", filter=is_open, distinct=True),
        claims_since=Min("claims__created_at", filter=is_open),
    )


def _of_holidays(now):
    """One task where the known school holidays end within half a year."""
    school = Holiday.objects.filter(kind=Holiday.Kind.SCHOOL)
    until = school.aggregate(until=Max("last_day"))["until"]
    if until is None or until > timezone.localdate(now) + HOLIDAYS_AHEAD:
        return {"holidays": 0, "holidays_until": ""}
    words = _("bekannt bis %(day)s") % {"day": f"{until:%d.%m.%Y}"}
    return {"holidays": 1, "holidays_until": words}


def _tasks(numbers, now):
    since = numbers["submitted_since"]
    offers = reverse("admin:providers_offer_changelist")
    queue = reverse("admin:providers_queue")
    providers = reverse("admin:providers_provider_changelist")
    return [
        Task(
            numbers["submitted"],
            _("Angebote warten auf Prüfung"),
            queue,
            _("Prüfung beginnen"),
            _age(since, now),
            _is_late(since, now),
        ),
        Task(
            numbers["changes"],
            _("Änderungen an veröffentlichten Angeboten"),
            f"{queue}?art=waiting",
            _("Vergleichen"),
            _age(numbers["changes_since"], now),
            _is_late(numbers["changes_since"], now),
        ),
        Task(
            numbers["reports"],
            _("Hinweise aus der Öffentlichkeit"),
            queue,
            _("Ansehen"),
            _age(numbers["reports_since"], now),
            _is_late(numbers["reports_since"], now),
        ),
        Task(
            numbers["unchecked"],
            _("Angaben sind schon sichtbar und noch nicht angesehen"),
            f"{queue}?art=live",
            _("Ansehen"),
            _("Termine, Plätze, Kosten, Kontakt; dazu Stichproben"),
        ),
        Task(
            numbers["review"],
            _("Angebote sind zu prüfen"),
            f"{offers}?needs_review__exact=1",
            _("Ansehen"),
            _("zum Beispiel, weil sie in ihrer Quelle fehlen"),
        ),
        Task(numbers["draft"], _("Angebote sind Entwürfe"), f"{offers}?status__exact=draft", _("Ansehen")),
        Task(
            numbers["claims_open"],
            _("Anbieter-Ansprüche warten"),
            reverse("admin:providers_providerclaim_changelist") + "?status__exact=open",
            _("Prüfen"),
            _age(numbers["claims_since"], now),
            _is_late(numbers["claims_since"], now),
        ),
        Task(
            numbers["provider_drafts"],
            _("Anbieter sind Entwürfe"),
            f"{providers}?status__exact=draft",
            _("Ansehen"),
        ),
        Task(
            numbers["provider_review"],
            _("Anbieter haben Name, Art oder Adresse geändert"),
            f"{providers}?needs_review__exact=1",
            _("Ansehen"),
        ),
        Task(
            numbers["stale"],
            _("veröffentlichte Angebote sind nicht bestätigt"),
            f"{offers}?status__exact=published&stand=nicht-bestaetigt",
            _("Ansehen"),
            _("länger nicht, als die Regeln der Bestätigung erlauben"),
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
        Task(
            numbers["holidays"],
            _("Ferienkalender endet bald"),
            reverse("admin:providers_holiday_changelist"),
            _("Schulferien ergänzen"),
            numbers["holidays_until"],
        ),
        Task(
            numbers["given_up"],
            _("E-Mails haben niemanden erreicht"),
            reverse("admin:core_outgoingmail_changelist"),
            _("Ansehen"),
            _("meist stimmt die Adresse nicht mehr"),
        ),
    ]


def _is_late(since, now):
    return bool(since and now - since > ANSWER_WITHIN)


def _age(since, now):
    if not since:
        return ""
    days = (now - since).days
    return ngettext("ältestes seit %d Tag", "ältestes seit %d Tagen", days) % days if days else _("von heute")
