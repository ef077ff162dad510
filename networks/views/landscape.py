"""`/netzwerke/landkarte/`."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..landscape.page import Landscape


@require_safe
def landscape(request):
    """Who works with whom, as a picture and as tables."""
    page = Landscape(request.GET)
    return render(
        request,
        "networks/landscape/page.html",
        {"page": page, "heading": _("Wer arbeitet mit wem zusammen?")},
    )
