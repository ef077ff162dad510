"""Public pages of events. They read, set no cookie and need no script."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from events import calendar
from events.feed import of_events
from events.models import ProgrammeItem, Speaker
from events.pages import event as pages
from events.pages import programme
from events.pages.listing import Listing
from events.readers import event_page
from portal.core.answers import calendar_file
from portal.core.markdown import render as markdown


@require_safe
def listing(request):
    return render(request, "events/list.html", Listing(request.GET).context())


@require_safe
def month(request):
    return render(request, "events/month.html", Listing(request.GET).month_context())


@require_safe
@event_page
def event(request, found):
    return render(request, "events/event.html", {"head": pages.head(found, "event")} | pages.overview(found))


@require_safe
@event_page
def programme_page(request, found):
    days = programme.programme(found)
    context = {"head": pages.head(found, "programme"), "days": days, "is_coming": not found.is_past}
    return render(request, "events/programme.html", context)


@require_safe
@event_page
def item(request, found, item):
    try:
        row = programme.one(found, item)
    except ProgrammeItem.DoesNotExist as error:
        raise Http404 from error
    return render(
        request, "events/item.html", {"head": pages.head(found, "programme", here=row["row"].title)} | row
    )


@require_safe
@event_page
def speakers(request, found):
    context = {"head": pages.head(found, "speakers"), "speakers": pages.speakers(found)}
    return render(request, "events/speakers.html", context)


@require_safe
@event_page
def speaker(request, found, speaker):
    try:
        person = pages.found_speaker(found, speaker)
    except Speaker.DoesNotExist as error:
        raise Http404 from error
    context = {
        "head": pages.head(found, "speakers", here=person.name),
        "speaker": person,
        "biography_html": markdown(person.biography),
        "rows": programme.rows_of(found, person.items.all()),
    }
    return render(request, "events/speaker.html", context)


@require_safe
@event_page
def record(request, found):
    if not found.has_record:
        raise Http404
    return render(
        request, "events/record.html", {"head": pages.head(found, "record"), "record": pages.record(found)}
    )


@require_safe
@cache_control(no_cache=True)
@conditional_page
@event_page
def event_calendar(request, found):
    """The event, or its programme where it has one, as a calendar."""
    return calendar_file(calendar.of_event(found), found.slug)


@require_safe
@cache_control(no_cache=True)
@conditional_page
def every_calendar(request):
    """All coming public events, narrowed by the filters of the list."""
    return calendar_file(calendar.of_events(Listing(request.GET).coming), "veranstaltungen")


@require_safe
@cache_control(no_cache=True)
@conditional_page
def feed(request):
    """What was published last, narrowed by the filters of the list, as RSS."""
    return HttpResponse(
        of_events(Listing(request.GET).coming), content_type="application/rss+xml; charset=utf-8"
    )
