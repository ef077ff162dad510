"""The exchange in a network's room: members alone read it."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.core.answers import READ_OR_ACT
from portal.core.guards import is_over_limit

from .. import access, exchange, exchange_pages
from ..forms.exchange import ExchangeEntryForm, MessageForm
from ..models import ExchangeEntry
from .rooms import form_page, posted, show

MOST_MESSAGES = 30


@never_cache
@require_safe
@login_required
def board(request, slug):
    network = access.network_or_404(request.user, slug)
    return show(request, network, "exchange", "exchange", **exchange_pages.board(network, request.user))


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def edit(request, slug, pk=None):
    """A new entry or a change of one's own."""
    network = access.network_or_404(request.user, slug)
    seat = access.own_seat_or_404(request.user, network)
    own = ExchangeEntry.objects.filter(network=network, seat__user=request.user)
    row = get_object_or_404(own, pk=pk) if pk else ExchangeEntry(network=network, seat=seat)
    form = ExchangeEntryForm(posted(request), instance=row, network=network)
    if form.is_valid():
        form.save()
        return redirect("rooms:exchange-entry", slug, row.pk)
    heading = _("Eintrag ändern") if pk else _("Anbieten oder suchen")
    back = reverse("rooms:exchange", args=[slug])
    lead = _("Nur Mitglieder lesen es. Ihre Adresse bleibt verborgen, bis Sie sie zeigen.")
    return form_page(request, network, form, tab="exchange", heading=heading, back=back, lead=lead)


@require_POST
@login_required
def remove(request, slug, pk):
    own = ExchangeEntry.objects.filter(network__slug=slug, seat__user=request.user)
    get_object_or_404(own, pk=pk).delete()
    messages.success(request, _("Entfernt."))
    return redirect("rooms:exchange", slug)


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def entry(request, slug, pk):
    """One entry with what may fit; writing about it begins a conversation."""
    network = access.network_or_404(request.user, slug)
    found = get_object_or_404(exchange_pages.entries(network), pk=pk)
    form = MessageForm(posted(request))
    if form.is_bound and found.seat.user_id == request.user.pk:
        raise Http404
    if form.is_valid() and _may_write(request, form):
        seat = access.own_seat_or_404(request.user, network)
        contact = exchange.begin(found, seat=seat, text=form.cleaned_data["text"])
        return redirect("rooms:exchange-contact", slug, contact.pk)
    context = exchange_pages.entry(found, request.user) | {"form": form}
    return show(request, network, "exchange_entry", "exchange", **context)


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def contact(request, slug, pk):
    """A conversation of two members; for everybody else it does not exist."""
    network = access.network_or_404(request.user, slug)
    found = get_object_or_404(exchange.contacts_of(request.user), pk=pk, entry__network=network)
    form = MessageForm(posted(request))
    if form.is_valid() and _may_write(request, form):
        by_owner = found.entry.seat.user_id == request.user.pk
        exchange.say(found, text=form.cleaned_data["text"], by_owner=by_owner)
        return redirect("rooms:exchange-contact", slug, pk)
    context = exchange_pages.contact(found, request.user) | {"form": form}
    return show(request, network, "exchange_contact", "exchange", **context)


@require_POST
@login_required
def agree(request, slug, pk):
    network = access.network_or_404(request.user, slug)
    found = get_object_or_404(exchange.contacts_of(request.user), pk=pk, entry__network=network)
    exchange.agree(found, by_owner=found.entry.seat.user_id == request.user.pk)
    return redirect("rooms:exchange-contact", slug, pk)


def _may_write(request, form):
    """Whether the person has not written too much today; else the form says so."""
    over = is_over_limit("exchange", request.user.pk, most=MOST_MESSAGES, within=timedelta(days=1))
    if over:
        form.add_error(None, _("Das sind sehr viele Nachrichten an einem Tag. Schreiben Sie morgen weiter."))
    return not over
