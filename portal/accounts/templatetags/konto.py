"""`{% load konto %}`: the tabs of `/konto/`."""

from django import template
from django.urls import reverse

from portal.accounts.sections import sections_for

register = template.Library()


@register.simple_tag(takes_context=True)
def konto_sections(context):
    """Sections of the person signed in; `current` as `aria-current` names it: „page“, „true“ below it, or ""."""
    request = context["request"]
    sections = [(each.label, each.url) for each in sections_for(request.user)]
    nearest = max((url for _label, url in sections if request.path.startswith(url)), key=len, default="")
    return [
        {"label": label, "url": url, "current": _current(request.path, url, nearest)}
        for label, url in sections
    ]


def _current(here, url, nearest):
    if here == url:
        return "page"
    return "true" if url == nearest and url != reverse("accounts:home") else ""
