"""Registering: how many, who, and the link that confirms. Opening a link changes nothing; buttons do."""

from functools import wraps

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from events import registration as activity
from events import wishes
from events.forms.registration import RegistrationForms
from events.models import Registration
from events.notifications import CONFIRMING, managing_address
from events.pages import registering
from events.readers import event_page
from portal.core.answers import READ_OR_ACT
from portal.core.links import LinkNotValid


def posted(request):
    """What was sent, for a form; None while a page is only opened."""
    return request.POST if request.method == "POST" else None


def friendly(view):
    """A link that is late, used up or broken gets a page that says so."""

    @wraps(view)
    def guarded(request, *args):
        try:
            return view(request, *args)
        except (LinkNotValid, Registration.DoesNotExist):
            return render(request, "events/link_over.html", status=410)

    return guarded


@never_cache
@require_http_methods(READ_OR_ACT)
@event_page
def register(request, event):
    closed = wishes.closed_because(event)
    start = registering.Start(request.GET, event)
    if closed or start.size is None:
        return render(request, "events/register_start.html", start.context(closed))
    forms = RegistrationForms(posted(request), request=request, event=event, size=start.size)
    if forms.is_valid() and _taken(request, event, forms):
        return redirect("events:register-sent", event.slug)
    return render(request, "events/register.html", registering.form_context(event, forms))


def _taken(request, event, forms):
    """Register; False with the reasons in the form where a rule is broken."""
    user = request.user if request.user.is_authenticated else None
    try:
        activity.register(event, forms.wish(), user=user)
    except wishes.RegistrationRefused as refused:
        forms.refuse(refused.messages)
        return False
    return True


@require_safe
@event_page
def sent(request, event):
    return render(request, "events/register_sent.html", {"event": event})


@never_cache
@require_http_methods(READ_OR_ACT)
@friendly
def confirm(request):
    found = Registration.objects.living().select_related("event").get(code=CONFIRMING.value(request))
    if request.method == "POST":
        activity.confirm(found)
        return redirect(managing_address(found))
    context = {
        "registration": found,
        "head": registering.event_words(found.event),
        "number": found.people.count(),
        "manage_url": managing_address(found) if found.confirmed_at else "",
    }
    return render(request, "events/confirm.html", context)
