"""The result page."""

from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from .forms import SearchForm
from .page import result_page


# Caches may keep an answer but ask each time: it must never be older than the last commit.
@require_safe
@cache_control(no_cache=True)
@conditional_page
def results(request):
    """`/suche/`: always 200 for whatever stands in the query string."""
    page = result_page(SearchForm(request.GET))
    return render(request, "search/results.html", {"page": page})
