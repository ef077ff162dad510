"""Fragments that a form asks for while somebody writes; nothing is stored."""

from datetime import timedelta
from functools import wraps

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.core.guards import is_over_limit, network_of

from .. import holidays, plain_dates
from ..access import providers_of
from ..duplicates import likely_duplicates
from ..readability import read
from .forms import DatesForm, TextForm, TitleForm

MOST = 120
WITHIN = timedelta(minutes=10)


def _aid(form_class):
    """A view that answers a valid form, for as long as a network does not ask too often."""

    def decorate(answer):
        @require_POST
        @never_cache
        @wraps(answer)
        def view(request):
            if is_over_limit("writing", network_of(request), most=MOST, within=WITHIN):
                text = _(
                    "Gerade kommen sehr viele Anfragen. Schreiben Sie ruhig weiter, die Hilfe kommt wieder."
                )
                return _render(request, "unanswered", {"texts": [text]}, status=429)
            form = form_class(request.POST)
            if form.is_valid():
                return answer(request, **form.cleaned_data)
            texts = [error for errors in form.errors.values() for error in errors]
            return _render(request, "unanswered", {"texts": texts}, status=400)

        return view

    return decorate


@_aid(DatesForm)
def dates(request, text):
    today = timezone.localdate()
    understood = plain_dates.parse(text, today=today, holidays=holidays.known())
    lines = plain_dates.say(understood, today=today)
    return _render(request, "dates", {"understood": understood, "lines": lines})


@_aid(TextForm)
def readability(request, text):
    return _render(request, "readability", {"reading": read(text)})


@_aid(TitleForm)
def duplicates(request, title, provider, start):
    is_member = provider and request.user.is_authenticated
    own = providers_of(request.user).filter(slug=provider).first() if is_member else None
    found = likely_duplicates(title, provider=own, start=start)
    return _render(request, "duplicates", {"duplicates": found})


def _render(request, name, context, status=200):
    return render(request, f"providers/writing/{name}.html", context, status=status)
