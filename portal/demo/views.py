"""Mails of the demo, which nobody gets: a page shows them instead. Elsewhere these addresses do not exist."""

import re
from base64 import b64encode
from functools import wraps
from hashlib import sha256

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.core.models import OutgoingMail

from . import ownership

MOST_SHOWN = 100


def _only_in_the_demo(view):
    @never_cache
    @require_safe
    @wraps(view)
    def guarded(request, **values):
        if not ownership.is_demo():
            raise Http404
        return view(request, **values)

    return guarded


@_only_in_the_demo
def mailbox(request):
    return render(request, "demo/mailbox.html", {"mails": OutgoingMail.objects.all()[:MOST_SHOWN]})


@_only_in_the_demo
def mail(request, pk):
    found = get_object_or_404(OutgoingMail, pk=pk)
    return render(request, "demo/mail.html", {"mail": found, "sender": settings.DEFAULT_FROM_EMAIL})


@_only_in_the_demo
def designed_mail(request, pk):
    """As mail programs show it. Its style is let in by its hash; the policy stays without exceptions."""
    html = get_object_or_404(OutgoingMail, pk=pk).html
    response = HttpResponse(html)
    hashes = " ".join(_hash(style) for style in re.findall(r"<style>(.*?)</style>", html, flags=re.S))
    policy = f"default-src 'none'; style-src {hashes}; base-uri 'none'; frame-ancestors 'none'"
    response.headers["Content-Security-Policy"] = policy
    return response


def _hash(style):
    return f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"
