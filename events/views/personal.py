"""Personal programme: without account, cookie or script; what is chosen stands in the address."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events import calendar
from events.pages import personal as pages
from events.pages.registering import crumbs, event_words
from events.readers import event_page
from portal.core.answers import calendar_file as ics


@require_safe
@event_page
def programme(request, event):
    numbers = pages.chosen(request.GET)
    if numbers and not pages.is_tidy(request.GET):
        return redirect(pages.address(event, numbers))
    items = list(pages.items_of(event, numbers))
    context = {"head": event_words(event), "crumbs": crumbs(event, _("Mein Programm"))}
    return render(request, "events/personal.html", context | {"event": event} | pages.context(event, items))


@require_safe
@event_page
def calendar_file(request, event):
    items = pages.items_of(event, pages.chosen(request.GET))
    return ics(calendar.of_items(event, items), f"mein-programm-{event.slug}")
