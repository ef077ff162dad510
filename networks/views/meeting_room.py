"""The room of one meeting: agenda, invitation, who comes, minutes and their release."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.core.answers import READ_OR_ACT, pdf_file

from .. import access, meetings, room_pages
from ..forms.rooms import ItemRecordForm, MinutesForm, PresentForm, ReleaseForm
from ..minutes import minutes_pdf
from ..models import Attendance, Meeting, Minutes
from .rooms import posted, show


def _kept(request, slug, pk):
    """A meeting of a network the user coordinates."""
    network = access.coordinated_or_404(request.user, slug)
    return get_object_or_404(Meeting.objects.select_related("network"), pk=pk, network=network)


@never_cache
@require_safe
@login_required
def room(request, slug, pk):
    network = access.network_or_404(request.user, slug)
    meeting = get_object_or_404(Meeting.objects.select_related("network"), pk=pk, network=network)
    may_edit = access.coordinated_by(request.user).filter(pk=network.pk).exists()
    context = room_pages.meeting(meeting, request.user, may_edit)
    return show(request, network, "meeting", "meetings", **context)


@require_POST
@login_required
def fill(request, slug, pk):
    """Put what is open on the agenda."""
    number = meetings.fill_agenda(_kept(request, slug, pk))
    text = ngettext("%d offener Punkt übernommen.", "%d offene Punkte übernommen.", number) % number
    messages.success(request, text if number else _("Zurzeit ist nichts offen."))
    return redirect("rooms:meeting", slug, pk)


@require_POST
@login_required
def invite(request, slug, pk):
    """Send the invitation to those who do not have it yet."""
    number = meetings.invite(_kept(request, slug, pk), by=request.user)
    text = ngettext("%d Einladung verschickt.", "%d Einladungen verschickt.", number) % number
    messages.success(request, text if number else _("Alle mit E-Mail-Adresse sind schon eingeladen."))
    return redirect("rooms:meeting", slug, pk)


@require_POST
@login_required
def answer(request, slug, pk):
    """The user's own yes or no."""
    network = access.network_or_404(request.user, slug)
    own = access.own_seat_or_404(request.user, network)
    meeting = get_object_or_404(Meeting, pk=pk, network=network)
    given = request.POST.get("answer")
    if given not in (Attendance.Answer.YES, Attendance.Answer.NO):
        raise Http404
    attendance = Attendance.objects.get_or_create(meeting=meeting, membership=own)[0]
    meetings.answer(attendance, answer=given)
    return redirect("rooms:meeting", slug, pk)


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def minutes(request, slug, pk):
    """Write the minutes: item by item, who was there, and the two texts."""
    meeting = _kept(request, slug, pk)
    row = Minutes.objects.filter(meeting=meeting).first() or Minutes(meeting=meeting)
    form = MinutesForm(posted(request), instance=row, network=meeting.network)
    records = [
        ItemRecordForm(posted(request), instance=item, prefix=f"top-{item.pk}")
        for item in meeting.items.all()
    ]
    present = PresentForm(posted(request), **room_pages.presence(meeting))
    if all([form.is_valid(), present.is_valid(), *(record.is_valid() for record in records)]):
        items = [record.save(commit=False) for record in records if record.has_changed()]
        meetings.save_minutes(form.save(commit=False), items=items, present=present.cleaned_data["present"])
        return redirect("rooms:meeting", slug, pk)
    context = {"form": form, "records": records, "present": present, "meeting": meeting}
    return show(request, meeting.network, "minutes", "meetings", **context)


@require_POST
@login_required
def release(request, slug, pk):
    """Open the minutes to members or to all."""
    meeting = _kept(request, slug, pk)
    row = get_object_or_404(Minutes, meeting=meeting)
    form = ReleaseForm(request.POST)
    if form.is_valid():
        meetings.release(row, to=form.cleaned_data["release"])
        messages.success(request, _("Die Freigabe ist geändert."))
    return redirect("rooms:meeting", slug, pk)


@never_cache
@require_safe
@login_required
def pdf(request, slug, pk):
    """The whole minutes, once members may read them; the coordination reads drafts."""
    network = access.network_or_404(request.user, slug)
    meeting = get_object_or_404(Meeting.objects.select_related("network"), pk=pk, network=network)
    may_edit = access.coordinated_by(request.user).filter(pk=network.pk).exists()
    if room_pages.readable_minutes(meeting, may_edit) is None:
        raise Http404
    content = minutes_pdf(meeting, portal=settings.PORTAL_NAME, for_members=True)
    return pdf_file(content, f"protokoll-{pk}-intern")
