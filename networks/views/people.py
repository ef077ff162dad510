"""Seats: inviting, taking in, changing, ending, handing over."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.core.answers import READ_OR_ACT
from portal.core.guards import is_over_limit

from .. import access, contacts, memberships
from ..forms.rooms import (
    HANDOVER_STEPS,
    AcceptForm,
    DeclineForm,
    HandoverForm,
    InviteForm,
    LeaveForm,
    OwnSeatForm,
    SeatForm,
)
from ..models import Admission, Handover, Membership
from .rooms import form_page, posted, show

MOST_INVITATIONS = 40  # a person a day: anybody may found a network, nobody shall flood mailboxes with it


def took(form, activity, *args, **options):
    """Whether an activity on seats went through; what a rule or the database refuses stands in the form."""
    try:
        activity(*args, **options)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    except memberships.AnsweredBefore as error:
        raise Http404 from error
    return True


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def invite(request, slug):
    network = access.coordinated_or_404(request.user, slug)
    form = InviteForm(posted(request))
    back = reverse("rooms:members", args=[slug])
    if form.is_valid() and _may_invite(request, form):
        memberships.invite(network, by=request.user, **form.cleaned_data)
        messages.success(request, _("Die Einladung ist unterwegs."))
        return redirect(back)
    return form_page(request, network, form, tab="members", heading=_("Einrichtung einladen"), back=back,
                     submit=_("Einladung schicken"))  # fmt: skip


def _may_invite(request, form):
    """Whether the person has not invited too many today; else the form says so."""
    who, day = request.user.pk, timedelta(days=1)
    over = is_over_limit("network-invitations", who, most=MOST_INVITATIONS, within=day)
    if over:
        form.add_error(None, _("Das sind sehr viele Einladungen an einem Tag. Laden Sie morgen weiter ein."))
    return not over


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def admission(request, slug, pk):
    """A request: taken in as an organisation and role, or declined with a sentence."""
    network = access.coordinated_or_404(request.user, slug)
    wishes = Admission.objects.open().filter(network=network, origin=Admission.Origin.REQUESTED)
    wish = get_object_or_404(wishes.select_related("network", "organisation__provider"), pk=pk)
    if "decline" in request.POST:
        return _decline(request, wish)
    form = AcceptForm(posted(request), initial={"organisation": wish.organisation_id})
    if form.is_valid() and took(form, memberships.accept, wish, **form.cleaned_data):
        return redirect("rooms:members", slug)
    return show(request, network, "admission", "members", form=form, wish=wish, no=DeclineForm())


def _decline(request, wish):
    form = DeclineForm(request.POST)
    memberships.decline(wish, reason=form.cleaned_data["reason"] if form.is_valid() else "")
    messages.success(request, _("Die Absage ist unterwegs."))
    return redirect("rooms:members", wish.network.slug)


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def seat(request, slug, pk=None):
    """Make or change a seat."""
    network = access.coordinated_or_404(request.user, slug)
    row = get_object_or_404(Membership, pk=pk, network=network) if pk else Membership(network=network)
    form = SeatForm(posted(request), instance=row, network=network)
    back = reverse("rooms:members", args=[slug])
    if form.is_valid() and took(form, memberships.save_term, form.save(commit=False)):
        return redirect(back)
    return form_page(request, network, form, tab="members", heading=_("Sitz"), back=back)


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def end(request, slug, pk):
    """End the term of a seat."""
    network = access.coordinated_or_404(request.user, slug)
    row = get_object_or_404(Membership.objects.named(), pk=pk, network=network)
    return _end(request, network, row, reverse("rooms:members", args=[slug]))


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def leave(request, slug):
    """End the own seat."""
    network = access.network_or_404(request.user, slug)
    row = access.own_seat_or_404(request.user, network)
    return _end(request, network, row, reverse("rooms:start"))


def _end(request, network, row, back):
    form = LeaveForm(posted(request))
    if form.is_valid() and took(
        form, memberships.leave, row, last_day=form.cleaned_data["last_day"], by=request.user
    ):
        messages.success(request, _("Der Sitz endet am %(day)s.") % {"day": f"{row.until_day:%d.%m.%Y}"})
        return redirect(back)
    heading = _("Sitz beenden: %(organisation)s") % {"organisation": row.organisation}
    return form_page(
        request, network, form, tab="members", heading=heading, back=back, submit=_("Sitz beenden")
    )


@require_POST
@login_required
def settle(request, slug, pk):
    """A contact holds."""
    network = access.coordinated_or_404(request.user, slug)
    contacts.settle(get_object_or_404(Membership, pk=pk, network=network))
    return redirect("rooms:members", slug)


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def own_seat(request, slug):
    """What a person says of the own seat: contact, consent, expectations."""
    network = access.network_or_404(request.user, slug)
    row = access.own_seat_or_404(request.user, network)
    form = OwnSeatForm(posted(request), instance=row, network=network)
    if form.is_valid():
        changed = form.save(commit=False)
        memberships.note_sign(changed)
        if took(form, memberships.save_term, changed):
            return redirect("rooms:network", slug)
    return form_page(request, network, form, tab="seat", heading=_("Mein Sitz"),
                     back=reverse("rooms:network", args=[slug]))  # fmt: skip


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def handover(request, slug, step):
    """One step of handing over the own seat; each is kept when it is sent."""
    network = access.network_or_404(request.user, slug)
    row = contacts.open_handover(access.own_seat_or_404(request.user, network))
    form = HandoverForm(posted(request), instance=row, network=network, step=step)
    steps = list(HANDOVER_STEPS)
    if form.is_valid():
        form.instance = contacts.save_step(form.instance)
        if step != steps[-1]:
            return redirect("rooms:handover", slug, steps[steps.index(step) + 1])
        if took(form, contacts.finish_handover, form.instance, by=request.user):
            return redirect("rooms:start")
    return show(request, network, "handover", "seat", form=form, **_steps(step))


def _steps(step):
    """The stepper: (label, step, state) and the number of this step."""
    names = list(HANDOVER_STEPS)
    here = names.index(step)
    states = ["done" if n < here else "current" if n == here else "" for n in range(len(names))]
    rows = [(HANDOVER_STEPS[name][0], name, state) for name, state in zip(names, states, strict=True)]
    return {"steps": rows, "number": here + 1, "is_last": here == len(names) - 1, "label": rows[here][0]}


@require_POST
@login_required
def put_away(request, slug):
    """The successor has read the handover."""
    network = access.network_or_404(request.user, slug)
    own = Handover.objects.filter(successor__user=request.user, successor__network=network)
    own.update(put_away_at=timezone.now())
    return redirect("rooms:network", slug)
