"""The admin site of the Bildungsmanagement team: Django's own, with the day's work on its start page."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _

from .work import open_tasks


class DeskSite(AdminSite):
    site_header = _("Bildungsportal: Verwaltung")
    site_title = _("Verwaltung")
    index_title = _("Heute")

    def index(self, request, extra_context=None):
        tasks = open_tasks()
        context = {"tasks": tasks, "waiting": sum(task.count for task in tasks)}
        return super().index(request, (extra_context or {}) | context)
