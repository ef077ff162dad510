"""Call for contributions: the form, and the link that confirms. Opening a link changes nothing; buttons do."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from events import call
from events.forms.call import ContributionForm
from events.models import Contribution
from events.pages.registering import crumbs, event_words
from events.readers import event_or_404
from portal.core.answers import READ_OR_ACT
from portal.core.links import LinkNotValid


@never_cache
@require_http_methods(READ_OR_ACT)
def hand_in(request, slug):
    event = event_or_404(request, slug)
    if event.call_closes_at is None:
        raise Http404
    form = ContributionForm(request.POST if request.method == "POST" else None, request=request)
    if event.has_open_call and form.is_valid():
        call.submit(event, values=form.values)
        return redirect("events:call-sent", slug)
    context = {"form": form, "is_open": event.has_open_call, "until": _day(event.call_closes_at)}
    return render(request, "events/call.html", context | _frame(event, _("Beitrag einreichen")))


def _day(moment):
    return date_format(timezone.localtime(moment), "j. F Y, H:i")


def _frame(event, here):
    return {"head": event_words(event), "crumbs": crumbs(event, here)}


@require_safe
def sent(request, slug):
    event = event_or_404(request, slug)
    return render(request, "events/call_sent.html", _frame(event, _("Beitrag einreichen")))


@never_cache
@require_http_methods(READ_OR_ACT)
def confirm(request):
    try:
        found = Contribution.objects.select_related("event").get(pk=call.CONFIRMING.value(request))
    except (LinkNotValid, Contribution.DoesNotExist):
        return render(request, "events/link_over.html", status=410)
    if request.method == "POST":
        call.confirm(found)
        return redirect(request.get_full_path())
    context = {"contribution": found, "is_new": found.status == Contribution.Status.UNCONFIRMED}
    return render(request, "events/call_confirm.html", context | _frame(found.event, _("Beitrag bestätigen")))
