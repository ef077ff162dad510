"""„Prüfen“: the team's queue under /verwaltung/. Opening a page changes nothing; buttons do."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import cases, changes, moderation
from ..models import Offer, StatusChange, VisitorReport
from ..reports import reporting
from . import queue_rows
from .queue_case import case_page, decide
from .queue_forms import DecisionForm, QueueFilter, SettleForm

ON_A_PAGE = 50
PROBLEMS = (moderation.TransitionRefused, changes.ChangeMoved)


class QueueUrls:
    """Adds the queue to the admin of offers; who may change offers may use it."""

    def get_urls(self):
        pages = (
            ("pruefen/", queue, "providers_queue"),
            ("pruefen/naechstes/", go_on, "providers_next"),
            ("pruefen/angebot/<int:pk>/", case, "providers_case"),
            ("pruefen/angebot/<int:pk>/beginnen/", begin, "providers_begin"),
            ("pruefen/hinweis/<int:pk>/", report, "providers_report"),
            ("pruefen/zuruecknehmen/<int:pk>/", take_back, "providers_undo"),
        )
        own = [
            path(route, self.admin_site.admin_view(self._guarded(view)), name=name)
            for route, view, name in pages
        ]
        return own + super().get_urls()

    def _guarded(self, view):
        def guarded(request, **arguments):
            if not self.has_change_permission(request):
                raise PermissionDenied
            frame = self.admin_site.each_context(request)
            return view(request, frame, **arguments)

        return guarded


@require_safe
def queue(request, frame):
    wish = QueueFilter(request.GET)
    wish.is_valid()
    kind, number = wish.cleaned_data.get("art", ""), wish.cleaned_data.get("seite", 1)
    counts = queue_rows.counts()
    page = _Page(queue_rows.rows(kind), counts[kind] if kind else sum(counts.values())).get_page(number)
    context = {
        "title": _("Prüfen"),
        "rows": queue_rows.present(page.object_list, request.user),
        "page": page,
        "kind": kind,
        "tabs": [(name, words, counts[name]) for name, words in queue_rows.KINDS.items() if counts[name]],
        "all": sum(counts.values()),
        "recent": _recent(request.user),
        "more": _more(),
    }
    return TemplateResponse(request, "admin/providers/queue.html", frame | context)


class _Page(Paginator):
    """Pages of rows that are counted already."""

    def __init__(self, rows, count):
        super().__init__(rows, ON_A_PAGE)
        self.count = count


def _recent(user):
    """The user's last decisions that can still be taken back."""
    limit = timezone.now() - moderation.UNDO_WITHIN
    newest = StatusChange.objects.filter(offer=OuterRef("offer")).order_by("-at", "-pk").values("pk")[:1]
    mine = StatusChange.objects.filter(by=user, at__gte=limit, pk=Subquery(newest)).exclude(
        before=Offer.Status.DRAFT
    )
    return list(mine.select_related("offer")[:5])


def _more():
    """Other lists of what waits, which are worked on in their own pages."""
    return [
        (
            _("Ansprüche auf Anbieter"),
            reverse("admin:providers_providerclaim_changelist") + "?status__exact=open",
        ),
        (_("Neue Anbieter"), reverse("admin:providers_provider_changelist") + "?status__exact=draft"),
        (_("Textbausteine"), reverse("admin:providers_replytext_changelist")),
        (_("Stichproben einstellen"), reverse("admin:providers_moderationsettings_changelist")),
    ]


@require_POST
def begin(request, frame, pk):
    offer = get_object_or_404(Offer, pk=pk)
    if other := cases.begin_check(offer, by=request.user):
        messages.warning(
            request, _("„%(title)s“ wird gerade von %(who)s geprüft.") % {"title": offer, "who": other}
        )
    return redirect("admin:providers_case", pk=pk)


@require_POST
def go_on(request, frame):
    return _to_next(request)


def _to_next(request, *, but=None):
    """The oldest row nobody else looks at; the case just left comes last."""
    rows = queue_rows.present(queue_rows.rows()[:ON_A_PAGE], request.user)
    free = [row for row in rows if not row.is_taken and (row.kind, row.key) != but and row.url != but]
    if not free:
        messages.info(request, _("Nichts wartet mehr."))
        return redirect("admin:providers_queue")
    if free[0].kind not in VisitorReport.Kind.values:
        cases.begin_check(Offer.objects.get(pk=free[0].key), by=request.user)
    return HttpResponseRedirect(free[0].url)


@require_http_methods(["GET", "HEAD", "POST"])
def case(request, frame, pk):
    found = Offer.objects.select_related("provider", "kind", "location", "case_check__by", "submission")
    offer = get_object_or_404(found, pk=pk)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _decided(request, offer, form):
        return _onward(request, offer, form)
    context = {"title": offer.title, "case": case_page(offer, request.user), "form": form}
    context["recent"] = _recent(request.user)
    return TemplateResponse(request, "admin/providers/case.html", frame | context)


def _decided(request, offer, form):
    """Whether the decision holds; else its reason stands in the form and what was typed is kept."""
    try:
        messages.success(request, decide(offer, form, by=request.user))
    except PROBLEMS as problem:
        form.add_error(None, str(problem))
    except ValidationError as problem:
        form.add_error(None, problem.messages)
    else:
        return True
    offer.refresh_from_db()
    return False


def _onward(request, offer, form):
    here = reverse("admin:providers_case", args=[offer.pk])
    if form.cleaned_data["action"] == "note":
        return redirect(here)
    cases.end_check(offer, by=request.user)
    return _to_next(request, but=here) if form.cleaned_data["go_on"] else redirect("admin:providers_queue")


@require_http_methods(["GET", "HEAD", "POST"])
def report(request, frame, pk):
    found = get_object_or_404(VisitorReport.objects.select_related("settled_by"), pk=pk)
    form = SettleForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reporting.settle(found, by=request.user, answer=form.cleaned_data["answer"])
        messages.success(request, _("Der Hinweis ist erledigt."))
        return _to_next(request) if form.cleaned_data["go_on"] else redirect("admin:providers_queue")
    context = {"title": found.title, "report": found, "offer": reporting.offer_of(found), "form": form}
    return TemplateResponse(request, "admin/providers/report.html", frame | context)


@require_POST
def take_back(request, frame, pk):
    change = get_object_or_404(StatusChange.objects.select_related("offer"), pk=pk)
    try:
        moderation.undo(change, by=request.user)
        messages.success(request, _("Zurückgenommen. „%s“ wartet wieder.") % change.offer)
    except moderation.TransitionRefused as refusal:
        messages.warning(request, str(refusal))
    return redirect("admin:providers_case", pk=change.offer_id)
