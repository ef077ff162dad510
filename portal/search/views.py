"""The result page, and the page that explains it."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from providers import counts

from .address import SearchAddress
from .forms import SearchForm
from .page import result_page
from .searches import book

EXAMPLES = (
    gettext_lazy("kostenloser Deutschkurs abends in Buckau"),
    gettext_lazy("Ferienprogramm für mein Kind, 9 Jahre"),
    gettext_lazy("Schwimmen für Senioren am Dienstag"),
    gettext_lazy("Excel online Bildungsgutschein"),
)


# Caches may keep an answer but ask each time: it must never be older than the last commit.
@require_safe
@cache_control(no_cache=True)
@conditional_page
def results(request):
    """`/suche/`: always 200 for whatever stands in the query string."""
    form = SearchForm(request.GET)
    page = result_page(form)
    book.note(request, form, found=page.empty is None)
    counts.shown(request, [int(card.keep_id) for card in page.cards if page.kind == "offer"])
    return render(request, "search/results.html", {"page": page})


@require_safe
def how_it_works(request):
    """`/suche/hilfe/`: how results are found and ordered, in plain words."""
    examples = [(words, str(SearchAddress.of(q=words))) for words in EXAMPLES]
    return render(request, "search/help.html", {"examples": examples})
