"""What waits for the team, in order of age: offers, answers, changes, samples, reports of visitors; one statement."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, CharField, Count, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..models import Offer, OfferChange, StatusChange, VisitorReport
from ..models.cases import CHECKED_FOR

KINDS = {
    "new": gettext_lazy("Neues Angebot"),
    "answer": gettext_lazy("Antwort auf Rückfrage"),
    "waiting": gettext_lazy("Änderung wartet"),
    "live": gettext_lazy("Schon sichtbar, ungeprüft"),
    "sample": gettext_lazy("Stichprobe"),
    "error": gettext_lazy("Fehler gemeldet"),
    "missing": gettext_lazy("Angebot fehlt"),
}
# Which of the three queries below holds a kind.
_PART_OF = {"new": 0, "answer": 0, "waiting": 1, "live": 1, "sample": 1, "error": 2, "missing": 2}
_COLUMNS = ("what", "key", "name", "owner", "begun", "checker", "checker_id", "checked")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the queue, in words."""

    kind: str
    key: int
    kind_words: str
    title: str
    owner: str
    age: str
    url: str
    checker: str
    is_taken: bool


def rows(kind=""):
    """A sliceable query of what waits, the oldest first; ``kind`` is one of `KINDS` or empty for all."""
    if kind:
        found = _parts()[_PART_OF[kind]].filter(what=kind).values(*_COLUMNS)
    else:
        first, *others = [part.values(*_COLUMNS) for part in _parts()]
        found = first.union(*others, all=True)
    return found.order_by("begun", "key")


def counts():
    """How many rows there are of each kind; one statement."""
    parts = [
        part.order_by().values("what").annotate(n=Count("pk")).values_list("what", "n") for part in _parts()
    ]
    found = dict(parts[0].union(*parts[1:], all=True).order_by())
    return {kind: found.get(kind, 0) for kind in KINDS}


def present(found, user):
    """Rows as the page shows them to this user."""
    now = timezone.now()
    return [_row(row, user, now) for row in found]


def case_url(kind, key):
    name = "report" if kind in VisitorReport.Kind.values else "case"
    return reverse(f"admin:providers_{name}", args=[key])


def _parts():
    return _offers(), _changes(), _reports()


def _offers():
    newest = StatusChange.objects.filter(offer=OuterRef("pk")).order_by("-at", "-pk")
    return Offer.objects.filter(status=Offer.Status.SUBMITTED).annotate(
        what=Case(
            When(pk__in=_answered(), then=Value("answer")), default=Value("new"), output_field=CharField()
        ),
        key=F("pk"),
        name=F("title"),
        owner=F("provider__name"),
        begun=Coalesce(Subquery(newest.values("at")[:1]), F("changed_at")),
        checker=Coalesce(F("case_check__by__name"), Value("")),
        checker_id=F("case_check__by_id"),
        checked=F("case_check__since"),
    )


def _answered():
    """Offers whose newest change of status was the answer to a question."""
    newest = StatusChange.objects.filter(offer=OuterRef("offer")).order_by("-at", "-pk").values("pk")[:1]
    return StatusChange.objects.filter(pk=Subquery(newest), before=Offer.Status.QUESTION).values("offer")


def _changes():
    return OfferChange.objects.due().annotate(
        what=F("status"),
        key=F("offer_id"),
        name=F("offer__title"),
        owner=F("offer__provider__name"),
        begun=F("at"),
        checker=Coalesce(F("offer__case_check__by__name"), Value("")),
        checker_id=F("offer__case_check__by_id"),
        checked=F("offer__case_check__since"),
    )


def _reports():
    nobody = Value(None, output_field=Offer._meta.pk)
    return VisitorReport.objects.unsettled().annotate(
        what=F("kind"),
        key=F("pk"),
        name=Case(
            When(kind=VisitorReport.Kind.MISSING, then=F("wanted")),
            default=F("page"),
            output_field=CharField(),
        ),
        owner=F("problem"),
        begun=F("at"),
        checker=Value("", output_field=CharField()),
        checker_id=nobody,
        checked=Value(None, output_field=StatusChange._meta.get_field("at")),
    )


def _row(row, user, now):
    is_taken = bool(row["checked"] and row["checked"] > now - CHECKED_FOR and row["checker_id"] != user.pk)
    is_report = row["what"] in VisitorReport.Kind.values
    return Row(
        kind=row["what"],
        key=row["key"],
        kind_words=str(KINDS[row["what"]]),
        title=row["name"] or _("ohne Seite"),
        owner=str(dict(VisitorReport.Problem.choices).get(row["owner"], "")) if is_report else row["owner"],
        age=age_words(row["begun"], now),
        url=case_url(row["what"], row["key"]),
        checker=(row["checker"] or _("einer anderen Person")) if is_taken else "",
        is_taken=is_taken,
    )


def age_words(since: datetime, now: datetime) -> str:
    """„von heute“, „seit 3 Tagen“."""
    days = (timezone.localdate(now) - timezone.localdate(since)).days
    return ngettext("seit %d Tag", "seit %d Tagen", days) % days if days > 0 else _("von heute")
