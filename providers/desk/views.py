"""The desk: what needs an answer, and the list of offers."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..models import StatusReport
from ..status_link import report
from .actions import key
from .listing import offer_list
from .panel import desk


@never_cache
@require_safe
@login_required
def offers(request):
    found = offer_list(request.user, request.GET)
    request.user.keeps_entries = found.has_team
    context = desk(request.user, found)
    return render(request, "providers/desk/offers.html", context | {"told": _told(request)})


def _told(request):
    """What was told with the last button, to take it back; None where it is not the user's."""
    number = key(request.GET.get("gemeldet", ""))
    if not number:
        return None
    own = StatusReport.objects.filter(offer__provider__team__user=request.user, undone_at=None)
    found = own.select_related("date", "offer").filter(pk=number).first()
    return found and {"offer": found.offer, "words": report.words(found)}
