"""Pages behind the link of a registration: read, change, cancel, take along, delete."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events import badges, calendar, changes, places, privacy, wishes
from events import registration as activity
from events.forms.choice import slots
from events.forms.people import PersonForm
from events.models import Booking, Participation, PlaceStatus
from events.notifications import MANAGING
from events.pages import managing as pages
from events.pages.registering import crumbs
from portal.core.answers import READ_OR_ACT

from .registration import friendly, posted


def _found(request):
    """The registration the signed code belongs to."""
    return pages.registration_of(MANAGING.value(request))


def _living_person(registration, pk):
    if not str(pk).isascii() or not str(pk).isdigit() or len(str(pk)) > 18:
        raise Http404
    living = registration.people.exclude(status__in=PlaceStatus.ended())
    return get_object_or_404(living, pk=int(pk), event__ends_at__gte=timezone.now())


def _back(registration):
    return redirect(pages.own_path(registration, "registration"))


@never_cache
@require_safe
@friendly
def manage(request):
    found = _found(request)
    if found.confirmed_at is None:
        return render(request, "events/unconfirmed.html", {"registration": found})
    return render(request, "events/registration.html", pages.page(found))


@never_cache
@require_POST
@friendly
def answer(request):
    """Accept or give back an offered place, of a person or in an item."""
    found = _found(request)
    rows = {
        "person": Participation.objects.filter(registration=found),
        "item": Booking.objects.filter(participation__registration=found),
    }
    pk = request.POST.get("pk", "")
    if not pk.isascii() or not pk.isdigit() or len(pk) > 18:
        raise Http404
    row = get_object_or_404(rows.get(request.POST.get("kind"), rows["person"]), pk=int(pk))
    if request.POST.get("answer") != "ja":
        activity.decline_offer(row)
        messages.success(request, _("Der Platz ist zurückgegeben."))
    elif activity.accept(row):
        messages.success(request, _("Der Platz gehört Ihnen."))
    else:
        messages.warning(request, _("Die Zeit zum Annehmen ist leider vorbei."))
    return _back(found)


@never_cache
@require_http_methods(READ_OR_ACT)
@friendly
def person(request):
    found = _found(request)
    row = _living_person(found, request.GET.get("person", ""))
    form = _person_form(request, found, row)
    if form.is_valid() and _done(form, lambda wanted: changes.change_person(row, wanted)):
        messages.success(request, _("Die Änderung ist gespeichert."))
        return _back(found)
    context = {
        "form": form,
        "crumbs": crumbs(found.event, _("Anmeldung ändern")),
        "back": pages.own_path(found, "registration"),
        "cancel_url": pages.own_path(found, "cancel", person=row.pk),
        "qr_url": pages.own_path(found, "own-code", person=row.pk) if row.status == "confirmed" else "",
        "title": pages.person_words(row, ""),
    }
    return render(request, "events/person.html", context)


@never_cache
@require_http_methods(READ_OR_ACT)
@friendly
def add(request):
    """One more person, under the same rules as a new registration."""
    found = _found(request)
    if found.confirmed_at is None or wishes.closed_because(found.event):
        raise Http404
    form = _person_form(request, found, None)
    if form.is_valid() and _done(form, lambda wanted: activity.add_people(found, [wanted])):
        messages.success(request, _("Die Person ist angemeldet. Ihr Stand steht hier."))
        return _back(found)
    context = {
        "form": form,
        "crumbs": crumbs(found.event, _("Person hinzufügen")),
        "back": pages.own_path(found, "registration"),
        "title": _("Noch eine Person"),
    }
    return render(request, "events/person.html", context)


def _person_form(request, found, row):
    event = found.event
    questions = list(event.questions.filter(is_each=True)) if not found.group_name else []
    return PersonForm(
        posted(request),
        event=event,
        asked=slots(places.open_queues(event)),
        questions=questions,
        is_group=bool(found.group_name),
        row=row,
    )


def _done(form, act):
    """Do it; False with the reasons in the form where a rule is broken."""
    try:
        act(form.people()[0])
    except wishes.RegistrationRefused as refused:
        for message in refused.messages:
            form.add_error(None, message)
        return False
    return True


@never_cache
@require_http_methods(READ_OR_ACT)
@friendly
def cancel(request):
    """Give back every place, or those of one person."""
    found = _found(request)
    row = _living_person(found, request.GET["person"]) if "person" in request.GET else None
    if request.method == "POST":
        activity.cancel_person(row) if row else activity.cancel(found)
        messages.success(request, _("Die Plätze sind zurückgegeben. Danke, dass Sie Bescheid sagen."))
        return _back(found)
    context = {
        "head": pages.event_words(found.event),
        "crumbs": crumbs(found.event, _("Absagen")),
        "who": pages.person_words(row, "") if row else "",
        "number": found.people.exclude(status__in=PlaceStatus.ended()).count(),
        "back": pages.own_path(found, "registration"),
    }
    return render(request, "events/cancel.html", context)


@require_safe
@friendly
def calendar_file(request):
    found = _found(request)
    content = calendar.of_items(found.event, pages.items_of(found))
    return _file(content, "text/calendar; charset=utf-8", "meine-anmeldung.ics")


@never_cache
@require_safe
@friendly
def qr(request):
    """The code for the entrance: of one person, or of everybody who comes together."""
    found = _found(request)
    row = _living_person(found, request.GET["person"]) if "person" in request.GET else found
    return HttpResponse(
        badges.qr_svg(badges.entrance_address(found.event, row.code)), content_type="image/svg+xml"
    )


@never_cache
@require_safe
@friendly
def export(request):
    """Everything the portal holds about this registration."""
    found = _found(request)
    response = JsonResponse(privacy.export(found), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = 'attachment; filename="meine-anmeldung.json"'
    return response


@never_cache
@require_http_methods(READ_OR_ACT)
@friendly
def forget(request):
    """Delete what is personal now; places still held are given back."""
    found = _found(request)
    if request.method == "POST":
        privacy.forget(found)
        return redirect("events:forgotten")
    context = {
        "head": pages.event_words(found.event),
        "crumbs": crumbs(found.event, _("Daten löschen")),
        "is_coming": not found.event.is_past,
        "back": pages.own_path(found, "registration"),
    }
    return render(request, "events/forget.html", context)


@require_safe
def forgotten(request):
    return render(request, "events/forgotten.html")


def _file(content, kind, name):
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
