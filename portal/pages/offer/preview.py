"""How an offer will look before it is public: the card of the search and the page, for whoever writes it."""

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.core.links import LinkNotValid
from portal.search import cards
from portal.search.documents.offer import card_in_any_state
from portal.search.results import Hit
from providers import access
from providers.models import Submission
from providers.submission import EDITING

from .finding import any_offer
from .page import offer_page

CARD_ONLY = "text/x-card"


@never_cache
@require_safe
@login_required
def draft(request, pk):
    """For people with an account: an offer of their provider."""
    return _preview(request, access.offer_or_404(request.user, pk))


@never_cache
@require_safe
def submission_draft(request):
    """For people without one: the offer their link leads to."""
    try:
        found = Submission.objects.select_related("offer").get(pk=EDITING.value(request))
    except (LinkNotValid, Submission.DoesNotExist, TypeError, ValueError) as error:
        raise Http404 from error
    return _preview(request, found.offer)


def _preview(request, offer):
    """Card and page, or the card alone for the script beside the steps."""
    card = _card(offer)
    if request.headers.get("Accept") == CARD_ONLY:
        return render(request, "components/offer_list.html", {"cards": [card]})
    words = _("Vorschau: So sieht Ihr Angebot aus. Status: %(status)s.") % {
        "status": offer.get_status_display()
    }
    found = any_offer(offer.slug)
    found.title = found.title or _("Noch ohne Titel")
    context = {"page": offer_page(found), "preview": words, "cards": [card]}
    return render(request, "pages/offer_preview.html", context)


def _card(offer):
    """The card as on a result page, without what leads to pages that are not public yet."""
    hit = Hit(kind="offer", object_id=offer.pk, score=0, card=card_in_any_state(offer.pk))
    card = cards.compose([hit], timezone.localdate())[0]
    title = card.title_html or _("Noch ohne Titel")
    return replace(card, url="#inhalt", title_html=title, provider_url="", keep_id="", tags=())
