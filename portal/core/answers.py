"""What the views of several rooms have in common: methods of a page with a form, and files they answer with."""

from django.http import HttpResponse

READ_OR_ACT = ["GET", "HEAD", "POST"]


def calendar_file(content, name):
    """A calendar that programs subscribe to or take in."""
    return _file(content, "text/calendar; charset=utf-8", f"{name}.ics")


def pdf_file(content, name):
    """A paper that the browser shows."""
    return _file(content, "application/pdf", f"{name}.pdf")


def _file(content, content_type, name):
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
