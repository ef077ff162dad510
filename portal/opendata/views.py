"""Pages about the open data, for people."""

from functools import cache

from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from .api import api
from .docs import docs_page


@require_safe
def docs(request):
    """`/api/v1/docs`: written from the OpenAPI document, readable without JavaScript."""
    return render(request, "opendata/docs.html", {"page": _docs_in(get_language())})


@cache
def _docs_in(_language):
    """Made once: describing every shape costs more than the page around it."""
    return docs_page(api.get_openapi_schema())
