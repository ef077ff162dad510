"""The register for machines: CSV, JSON, vCard, and all public meetings as a calendar."""

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from portal.core.answers import calendar_file

from .. import exports
from ..calendar import calendar
from ..models import Meeting, Network


@require_safe
@cache_control(no_cache=True)
def register_csv(request):
    response = HttpResponse(exports.as_csv(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="netzwerke.csv"'
    return response


@require_safe
@cache_control(no_cache=True)
def register_json(request):
    return JsonResponse({"networks": exports.rows()}, json_dumps_params={"ensure_ascii": False})


@require_safe
@cache_control(no_cache=True)
def vcard(request, slug):
    found = get_object_or_404(Network.objects.published(), slug=slug)
    response = HttpResponse(exports.vcards(found), content_type="text/vcard; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}.vcf"'
    return response


@require_safe
@cache_control(no_cache=True)
@conditional_page
def meetings(request):
    """Public meetings of all networks, the newest first."""
    public = Meeting.objects.public().select_related("network").order_by("-begins_at")
    name = _("Sitzungen der Netzwerke, %(portal)s") % {"portal": settings.PORTAL_NAME}
    return calendar_file(calendar(public, name=name), "sitzungen")
