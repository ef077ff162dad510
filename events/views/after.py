"""What remains: documentation, feedback, certificates."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events import access, checkin, feedback, papers, publication
from events.forms.after import FeedbackForm, ItemRecordForm, RecordForm, RecordPartForm
from events.models import Participation, RecordPart
from events.notifications import MANAGING
from events.pages.managing import registration_of
from events.pages.registering import crumbs, event_words
from events.readers import event_page
from portal.core.answers import READ_OR_ACT, pdf_file

from .organiser import show
from .registration import friendly, posted


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def record(request, slug):
    """The look back at the day, its items and its parts."""
    event = access.event_or_404(request.user, slug)
    form = RecordForm(posted(request), instance=event, prefix="tag", initial={"attended": _attended(event)})
    if form.is_valid():
        form.save()
        messages.success(request, _("Der Rückblick ist gespeichert."))
        return redirect("event-room:record", slug)
    items = event.items.exclude(kind="break").prefetch_related("record_parts")
    context = {"form": form, "items": items, "parts": event.record_parts.filter(item=None)}
    return show(request, event, "record", "record", **context)


def _attended(event):
    return event.attended if event.attended is not None else checkin.attended(event) or None


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def item_record(request, slug, pk):
    event = access.event_or_404(request.user, slug)
    item = get_object_or_404(event.items, pk=pk)
    form = ItemRecordForm(posted(request), instance=item)
    if form.is_valid():
        form.save()
        messages.success(request, _("Das Ergebnis ist gespeichert."))
        return redirect("event-room:record", slug)
    return show(request, event, "item_record", "record", form=form, item=item, parts=item.record_parts.all())


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def part(request, slug, pk=None):
    """Add a link, a file or a picture to the day, or with ``pk`` to one item."""
    event = access.event_or_404(request.user, slug)
    item = get_object_or_404(event.items, pk=pk) if pk else None
    files = request.FILES if request.method == "POST" else None
    form = RecordPartForm(posted(request), files, instance=RecordPart(event=event, item=item))
    if form.is_valid():
        form.save()
        messages.success(request, _("Hinzugefügt."))
        return redirect("event-room:record", slug)
    return show(request, event, "part", "record", form=form, item=item)


@require_POST
@login_required
def remove_part(request, slug, pk):
    event = access.event_or_404(request.user, slug)
    get_object_or_404(event.record_parts, pk=pk).delete()
    messages.success(request, _("Entfernt."))
    return redirect("event-room:record", slug)


@require_POST
@login_required
def publish_record(request, slug):
    """The event's page becomes its record."""
    event = access.event_or_404(request.user, slug)
    publication.publish_record(event, by=request.user)
    messages.success(request, _("Die Dokumentation ist öffentlich."))
    return redirect("event-room:record", slug)


@never_cache
@require_http_methods(READ_OR_ACT)
@login_required
def feedback_room(request, slug):
    """What people said, and which of it everybody may read."""
    event = access.event_or_404(request.user, slug)
    rows = list(event.feedback.select_related("item"))
    if request.method == "POST":
        chosen = set(request.POST.getlist("zeigen"))
        feedback.release(event, [row.pk for row in rows if str(row.pk) in chosen])
        messages.success(request, _("Die Auswahl ist gespeichert."))
        return redirect("event-room:feedback", slug)
    number, mean = feedback.figures(event)
    context = {
        "rows": rows,
        "number": number,
        "mean": mean,
        "is_public": any(row.is_released for row in rows),
    }
    return show(request, event, "feedback", "feedback", **context)


@never_cache
@require_http_methods(READ_OR_ACT)
@event_page
def give_feedback(request, event):
    """A form without names, open from the beginning until thirty days after the end."""
    is_open = feedback.is_open(event)
    form = FeedbackForm(posted(request) if is_open else None, request=request, event=event)
    if form.is_valid():
        form.save()
        return redirect("events:feedback-thanks", event.slug)
    context = {
        "form": form,
        "is_open": is_open,
        "head": event_words(event),
        "crumbs": crumbs(event, _("Rückmeldung")),
    }
    return render(request, "events/feedback.html", context)


@require_safe
@event_page
def feedback_thanks(request, event):
    return render(request, "events/feedback_thanks.html", {"head": event_words(event)})


@require_safe
@event_page
def feedback_results(request, event):
    """Released texts and figures."""
    if not event.feedback.filter(is_released=True).exists():
        raise Http404
    context = {
        "head": event_words(event),
        "crumbs": crumbs(event, _("Rückmeldungen")),
        "words": feedback.public_words(event),
        "texts": feedback.released_texts(event),
    }
    return render(request, "events/feedback_results.html", context)


@never_cache
@require_safe
@friendly
def certificate(request):
    """Teilnahmebestätigung of one person who was there."""
    found = registration_of(MANAGING.value(request))
    pk = request.GET.get("person", "")
    if not pk.isascii() or not pk.isdigit() or len(pk) > 18:
        raise Http404
    there = Participation.objects.filter(registration=found, checked_in_at__isnull=False)
    person = get_object_or_404(
        there.select_related("event__network", "event__provider", "registration"), pk=int(pk)
    )
    return pdf_file(papers.certificate(person), "teilnahmebestaetigung")
