"""Context of every page: names, navigation, footer. At most one statement, kept for some seconds."""

from django.conf import settings


def site(request):
    return {"site": {"name": settings.PORTAL_NAME, "city": settings.PORTAL_CITY}}
