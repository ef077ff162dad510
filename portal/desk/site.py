"""The admin site of the Bildungsmanagement team."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class DeskSite(AdminSite):
    site_header = _("Bildungsportal: Verwaltung")
    site_title = _("Verwaltung")
    index_title = _("Heute")
    enable_nav_sidebar = True
