"""The page behind the link: five buttons, effective at once. Opening it changes nothing."""

from datetime import timedelta

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.core.guards import is_over_limit
from portal.core.links import LinkNotValid

from .. import states
from . import link, report
from .forms import StatusForm
from .report import OF_ONE_DATE, OF_THE_WHOLE

LIMIT = {"most": 30, "within": timedelta(hours=1)}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def status(request):
    try:
        offer = link.offer_of(request)
    except LinkNotValid:
        return render(request, "providers/status/over.html", status=410)
    form = StatusForm(request.POST if "stand" in request.POST else None, offer=offer)
    if request.method == "POST" and _done(request, offer, form):
        return redirect(request.get_full_path())
    context = {"offer": offer, "form": form, "newest": _newest(offer)}
    context["whole"], context["single"] = (_buttons(offer, chosen) for chosen in (OF_THE_WHOLE, OF_ONE_DATE))
    return render(request, "providers/status/status.html", context)


def _done(request, offer, form):
    if is_over_limit("status-link", str(offer.pk), **LIMIT):
        form.add_error(
            None, _("Der Stand wurde sehr oft geändert. Versuchen Sie es in einer Stunde noch einmal.")
        )
        return False
    if "zurueck" in request.POST:
        if newest := report.newest(offer):
            report.undo(newest, by=None)
        return True
    return form.is_valid() and _told(offer, form)


def _told(offer, form):
    try:
        report.tell(offer, **form.told, by=None, by_link=True)
    except report.ReportRefused as refusal:
        form.add_error("zeit" if "zeit" in form.fields else None, str(refusal))
        return False
    return True


def _buttons(offer, chosen):
    """(value, words, symbol, is the present state)."""
    for state in chosen:
        _tone, symbol, words = states.availability_badge(state)
        yield state.value, words, symbol, offer.availability == state


def _newest(offer):
    """What was told last, if it can be taken back."""
    newest = report.newest(offer)
    return report.words(newest) if newest else ""
