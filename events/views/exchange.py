"""The programme for other programmes: schedule JSON, schedule XML and iCalendar."""

from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from events.exchange import json_file, xml_file
from events.exchange.writing import Schedule
from events.readers import event_page

_FORMATS = {
    "json": (json_file.write, "application/json"),
    "xml": (xml_file.write, "application/xml; charset=utf-8"),
}


@require_safe
@cache_control(no_cache=True)
@conditional_page
@event_page
def programme_file(request, event, ending):
    """The programme as a file; an event without programme has an empty one."""
    write, content_type = _FORMATS[ending]
    response = HttpResponse(write(Schedule(event)), content_type=content_type)
    response.headers["Content-Disposition"] = f'inline; filename="{event.slug}.{ending}"'
    return response
