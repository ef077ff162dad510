"""What staff would write once: legal pages, footer, helpline."""

from portal.pages.models import LegalPage, SiteSettings

from . import content


def load():
    """Write the pages and settings of the demo where they are missing."""
    for slug, title, body in content.pages():
        LegalPage.objects.get_or_create(slug=slug, defaults={"title": title, "body": body})
    SiteSettings.objects.get_or_create(pk=1, defaults=content.read_json("settings.json") | {"is_demo": True})
