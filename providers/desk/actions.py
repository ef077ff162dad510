"""What a person does with one offer from its row; every change is a POST and comes back to the list."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.core.answers import READ_OR_ACT

from .. import access, confirmation, moderation, paths
from ..models import Offer, StatusLink
from ..status_link import link, report
from .forms import RelationForm, StateForm
from .needs import waiting
from .rows import WITHDRAWABLE, doubtful


def back(request, **more):
    """To the list as the person had chosen it."""
    query = request.GET.copy()
    for name, value in more.items():
        query[name] = value
    return redirect(reverse("providers:offers") + (f"?{query.urlencode()}" if query else ""))


def live_offer_or_404(user, pk):
    """The user's offer if the public sees it now; else like one that does not exist."""
    offers = Offer.objects.current().filter(provider__in=access.providers_of(user)).select_related("provider")
    return get_object_or_404(offers, pk=pk)


@require_POST
@login_required
def state(request, pk):
    """Set places or cancel the next date, from the select in the row."""
    offer = live_offer_or_404(request.user, pk)
    form = StateForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Wählen Sie einen Stand aus der Liste."))
        return back(request)
    made = report.tell(offer, form.cleaned_data["stand"], by=request.user)
    return back(request, gemeldet=made.pk)


@require_POST
@login_required
def undo(request, pk):
    """Take back what was told last about an offer."""
    newest = report.newest(live_offer_or_404(request.user, pk))
    if newest and report.undo(newest, by=request.user):
        messages.success(request, _("Die Meldung ist zurückgenommen."))
    else:
        messages.warning(request, _("Die Meldung lässt sich nicht mehr zurücknehmen."))
    return back(request)


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def withdraw(request, pk):
    """Ask, then take the offer back."""
    offer = access.offer_or_404(request.user, pk)
    if request.method == "POST" and offer.status in WITHDRAWABLE:
        moderation.withdraw(offer, by=request.user)
        messages.success(request, _("„%(title)s“ ist zurückgezogen.") % {"title": offer.title})
        return back(request)
    context = {"offer": offer, "is_possible": offer.status in WITHDRAWABLE}
    return render(request, "providers/desk/withdraw.html", context)


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def confirm(request):
    """„Stimmen diese Angebote noch?“ for all that wait, one by one or together."""
    found = waiting(request.user)
    if request.method == "POST":
        chosen = request.POST.get("stimmt", "")
        offers = found if chosen == "alle" else found.filter(pk=key(chosen))
        _thank(request, confirmation.confirm(list(offers.values_list("pk", flat=True)), by=request.user))
        return redirect("providers:offers-confirm" if request.GET.get("einzeln") else "providers:offers")
    rows = [doubtful(offer, timezone.localdate()) for offer in found]
    return render(request, "providers/desk/confirm.html", {"rows": rows})


def _thank(request, count):
    if count:
        words = ngettext("Danke. Ein Angebot ist bestätigt.", "Danke. %(n)s Angebote sind bestätigt.", count)
        messages.success(request, words % {"n": count})


def key(text):
    """A key, or one that no row has."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def status_link(request, pk):
    """The link with its code: make, renew, end."""
    offer = live_offer_or_404(request.user, pk)
    activities = {"neu": link.make, "erneuern": link.renew, "beenden": link.end}
    if request.method == "POST":
        if activity := activities.get(request.POST.get("was")):
            activity(offer)
        return redirect("providers:offer-link", pk=offer.pk)
    return render(request, "providers/desk/link.html", _link(offer))


@never_cache
@require_http_methods(["GET", "HEAD"])
@login_required
def notice(request, pk):
    """A sheet to print, with the code."""
    offer = live_offer_or_404(request.user, pk)
    context = _link(offer)
    if not context["address"]:
        return redirect("providers:offer-link", pk=offer.pk)
    return render(request, "providers/desk/notice.html", context)


def _link(offer):
    found = StatusLink.objects.filter(offer=offer, is_active=True).first()
    if found is None:
        return {"offer": offer, "address": ""}
    address = link.address(found)
    return {"offer": offer, "address": address, "drawing": link.drawing(address)}


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def relations(request, pk):
    """What the offer requires, leads to or replaces."""
    offer = access.offer_or_404(request.user, pk)
    form = RelationForm(request.POST if "other" in request.POST else None, user=request.user, offer=offer)
    if request.method == "POST" and "entfernen" in request.POST:
        paths.unrelate(offer, key(request.POST["entfernen"]), by=request.user)
        return redirect("providers:offer-relations", pk=offer.pk)
    if form.is_valid() and form.relate(by=request.user):
        return redirect("providers:offer-relations", pk=offer.pk)
    found = paths.candidates(request.user, offer, request.GET.get("q", ""))
    context = {"offer": offer, "form": form, "rows": paths.own_relations(offer), "found": found}
    return render(
        request, "providers/desk/relations.html", context | {"text": request.GET.get("q", "")[:100]}
    )
