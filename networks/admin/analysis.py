"""„Lückenanalyse“ under /verwaltung/: what the last calculation found, as tables and files."""

import csv

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.core.exports import safe_cell

from ..analysis import keeping, words
from ..models import NetworkSnapshot


@admin.register(NetworkSnapshot)
class NetworkSnapshotAdmin(admin.ModelAdmin):
    """The list leads to the analysis; results are made by the job alone."""

    def get_urls(self):
        pages = (
            ("", page, "networks_networksnapshot_changelist"),
            ("neu-rechnen/", ask, "networks_analysis_ask"),
            ("<slug:key>.csv", export, "networks_analysis_export"),
        )
        return [
            path(route, self.admin_site.admin_view(self._guarded(view)), name=name)
            for route, view, name in pages
        ]

    def _guarded(self, view):
        def guarded(request, **arguments):
            if not self.has_view_permission(request):
                raise PermissionDenied
            return view(request, self.admin_site.each_context(request), **arguments)

        return guarded

    def has_add_permission(self, request):
        return False

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("networks.change_network")

    def has_change_permission(self, request, obj=None):
        return False


@require_safe
def page(request, frame):
    latest = keeping.latest()
    context = {
        "title": _("Lückenanalyse der Netzwerke"),
        "latest": latest,
        "size": latest.data["size"] if latest else {},
        "pending": keeping.pending(),
        "sections": words.sections(_questions(latest.data)) if latest else [],
    }
    return TemplateResponse(request, "admin/networks/analysis.html", frame | context)


def _questions(data):
    return {key: rows for key, rows in data.items() if key != "size"}


@require_POST
def ask(request, frame):
    keeping.ask()
    messages.success(
        request, _("Die Analyse wird neu gerechnet. Das Ergebnis steht in wenigen Minuten hier.")
    )
    return redirect("admin:networks_networksnapshot_changelist")


@require_safe
def export(request, frame, key):
    """All rows of one table."""
    latest = keeping.latest()
    found = words.sections(_questions(latest.data), only=key, limit=None) if latest else []
    if not found:
        raise Http404
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="luecken-{key}.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow([*found[0].columns, _("Was das heißt")])
    for row in found[0].rows:
        writer.writerow([safe_cell(cell) for cell in (*row.cells, row.says)])
    return response
