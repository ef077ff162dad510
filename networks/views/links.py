"""Pages behind links in mails. Opening one changes nothing: each has its button."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.core.answers import READ_OR_ACT, calendar_file
from portal.core.links import LinkNotValid

from .. import meetings, memberships
from ..calendar import calendar
from ..forms.public import InvitationForm
from ..forms.rooms import DeclineForm
from ..models import Admission, Attendance, Meeting, Membership

GONE = (LinkNotValid, Admission.DoesNotExist, Attendance.DoesNotExist, Membership.DoesNotExist)


def _friendly(view):
    """A link that is late, used up or broken gets a page that says so."""

    @wraps(view)
    def guarded(request):
        try:
            return view(request)
        except (*GONE, memberships.AnsweredBefore):
            return render(request, "networks/link_over.html", status=410)

    return guarded


@never_cache
@require_http_methods(READ_OR_ACT)
@_friendly
def invitation(request):
    """Yes with the own words, or no."""
    open_ones = Admission.objects.open().select_related("network", "organisation__provider")
    admission = open_ones.get(pk=memberships.INVITATION.value(request))
    if request.method == "POST" and "decline" in request.POST:
        return _decline(request, admission)
    form = InvitationForm(request.POST if request.method == "POST" else None, admission=admission)
    if form.is_valid() and _accept(request, admission, form):
        return redirect("networks:sent", "antwort")
    context = {"form": form, "admission": admission, "network": admission.network}
    return render(request, "networks/invitation.html", context)


def _accept(request, admission, form):
    """Whether the seat was taken; what the database refuses stands in the form."""
    fields = dict(form.cleaned_data)
    if name := fields.pop("organisation_name", ""):
        admission.organisation_name = name
        admission.save(update_fields=["organisation_name"])
    user = request.user if request.user.is_authenticated else None
    try:
        seat = memberships.accept(admission, user=user, **fields)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    memberships.tell_of_yes(seat)
    return True


def _decline(request, admission):
    form = DeclineForm(request.POST)
    memberships.decline(admission, reason=form.cleaned_data["reason"] if form.is_valid() else "")
    return redirect("networks:sent", "antwort")


@never_cache
@require_http_methods(READ_OR_ACT)
@_friendly
def answer(request):
    """Signing up for a meeting or apologising."""
    rows = Attendance.objects.select_related("meeting__network", "membership__organisation__provider")
    attendance = rows.get(pk=meetings.ANSWER.value(request))
    given = request.POST.get("answer")
    if request.method == "POST" and given in (Attendance.Answer.YES, Attendance.Answer.NO):
        meetings.answer(attendance, answer=given)
        return redirect(request.get_full_path())
    is_over = attendance.meeting.begins_at < timezone.now()
    context = {"attendance": attendance, "meeting": attendance.meeting, "is_over": is_over}
    return render(request, "networks/answer.html", context | {"when": meetings.when(attendance.meeting)})


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
@_friendly
def seat(request):
    """Giving the account that is signed in the seat whose link came by mail."""
    found = Membership.objects.not_over().named().get(pk=memberships.SEAT.value(request))
    if request.method == "POST":
        memberships.connect(found, user=request.user)
        messages.success(request, _("Der Sitz gehört jetzt zu Ihrem Konto."))
        return redirect("rooms:network", found.network.slug)
    return render(request, "networks/seat.html", {"seat": found})


@never_cache
@require_safe
@_friendly
def member_calendar(request):
    """All meetings of a network for one member, as long as the term runs."""
    found = Membership.objects.not_over().named().get(pk=memberships.CALENDAR.value(request))
    every = Meeting.objects.filter(network=found.network_id).select_related("network").order_by("-begins_at")
    return calendar_file(calendar(every, name=found.network.name, for_members=True), found.network.slug)
