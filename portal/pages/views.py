"""Public pages that join several subjects. They read, set no cookie and need no script."""

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.csp import csp_override
from django.views.decorators.http import conditional_page, require_safe
from django.views.generic import RedirectView
from django.views.static import serve

from events.models import Event
from portal.core.markdown import render as markdown
from providers import counts, paths
from providers.models import Offer, Provider

from . import subjects, vocabulary
from .calendar_files import calendar_file
from .coming_events import coming_lines
from .home import home_page
from .links import search_url
from .models import LegalPage
from .offer.finding import OfferGone, any_offer, changed_offer, public_offer
from .offer.page import offer_page
from .provider.listing import ProviderList
from .provider.profile import ProviderGone, profile, public_provider
from .teasers import Teasers

SIMILAR = 3
PROFILE_CARDS = 6


@require_safe
def home(request):
    return render(request, "pages/home.html", home_page())


@require_safe
def offer(request, slug):
    """200 for what is public, 410 for what once was; staff may look at the rest."""
    if wanted := _PREVIEWS.get(request.GET.get("vorschau")):
        return _offer_preview(request, slug, *wanted)
    try:
        found = public_offer(slug)
    except OfferGone:
        return _gone_offer(request, slug)
    except Offer.DoesNotExist as error:
        raise Http404 from error
    topics = tuple(row["slug"] for row in found.topic_rows)
    counts.opened(request, found.pk)
    context = {"page": offer_page(found), "similar": Teasers().similar(found, topics, SIMILAR)}
    return render(request, "pages/offer.html", context)


@require_safe
@cache_control(no_cache=True)
@conditional_page
def offer_calendar(request, slug):
    """The coming dates of one offer; where the offer is not public, as on its page."""
    try:
        found = public_offer(slug)
    except OfferGone:
        return _gone_offer(request, slug)
    except Offer.DoesNotExist as error:
        raise Http404 from error
    return calendar_file(Offer.objects.filter(pk=found.pk), found.title, slug)


# What staff may look at before it is public: how it is found, and what the page says on top.
_PREVIEWS = {
    "1": (any_offer, gettext_lazy("Vorschau: Nur das Team sieht diese Seite. Status: %(status)s.")),
    "aenderung": (
        changed_offer,
        gettext_lazy("Vorschau: So sähe die Seite mit der Änderung aus, die wartet."),
    ),
}


def _offer_preview(request, slug, find, words):
    """The page as it would look, for staff who may see offers; never kept by a cache."""
    if not (request.user.is_staff and request.user.has_perm("providers.view_offer")):
        raise Http404
    try:
        found = find(slug)
    except Offer.DoesNotExist as error:
        raise Http404 from error
    preview = words % {"status": found.get_status_display()}
    response = render(request, "pages/offer.html", {"page": offer_page(found), "preview": preview})
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _gone_offer(request, slug):
    title = _("Dieses Angebot gibt es nicht mehr")
    return _gone(request, title, slug, instead=paths.replacements(slug))


def _gone(request, title, slug, instead=()):
    """410 with a way on; says nothing of what once stood here. ``instead`` are (title, address)."""
    words = slug.replace("-", " ")
    context = {"title": title, "words": words, "search_url": search_url(q=words), "instead": instead}
    return render(request, "pages/gone.html", context, status=410)


@require_safe
def providers(request):
    return render(request, "pages/providers.html", {"list": ProviderList(request.GET)})


@require_safe
def provider(request, slug):
    try:
        found = public_provider(slug)
    except ProviderGone:
        return _gone(request, _("Diesen Anbieter gibt es hier nicht mehr"), slug)
    except Provider.DoesNotExist as error:
        raise Http404 from error
    context = {
        "page": profile(found),
        "offers": Teasers().coming(PROFILE_CARDS, provider=(slug,)),
        "events": coming_lines(Event.objects.filter(provider=found)),
    }
    return render(request, "pages/provider.html", context)


@require_safe
def life_stages(request):
    return render(request, "pages/life_stages.html", subjects.life_stages_page())


@require_safe
def life_stage(request, slug):
    stage = _term(vocabulary.life_stages(), slug)
    return render(request, "pages/life_stage.html", subjects.life_stage_page(stage))


@require_safe
def topics(request):
    return render(request, "pages/topics.html", subjects.topics_page())


@require_safe
def topic(request, slug):
    return render(request, "pages/topic.html", subjects.topic_page(_term(vocabulary.topics(), slug)))


def _term(terms, slug):
    found = vocabulary.with_slug(terms, slug)
    if found is None:
        raise Http404
    return found


@require_safe
def legal(request, slug):
    """One of the four pages every portal must have; without a text it says whose task that is."""
    page = LegalPage.objects.filter(slug=slug).first()
    title = page.title if page else LegalPage.Slug(slug).label
    text = markdown(page.body, top=2) if page else ""
    return render(request, "pages/legal.html", {"title": title, "text": text, "page": page})


class Favicon(RedirectView):
    """Browsers ask for this address whatever the page says."""

    permanent = False

    def get_redirect_url(self, *args, **kwargs):
        return static("img/marke.svg")


@require_safe
@csp_override({"default-src": ["'none'"], "sandbox": True})
def media(request, path):
    """Uploaded pictures on a laptop; on a server nginx or the object store serves them."""
    try:
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except (SuspiciousFileOperation, ValueError) as error:
        raise Http404 from error
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
