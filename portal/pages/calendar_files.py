"""Calendars to download: coming dates of one offer or of a list."""

from django.http import HttpResponse
from django.utils import timezone

from providers import calendar


def calendar_file(offers, name, filename):
    """The answer with the coming dates of offers, in two statements; an open calendar program takes it in."""
    file = calendar.calendar(calendar.scheduled(offers, timezone.localdate()), name=name)
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}.ics"'
    return response
