"""Pages of „Liste einlesen“."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ..access import providers_of
from ..imports.rows import FileFault
from ..imports.template import template_content
from ..models import BulkUpload
from . import checking, importing, listing, reading
from .forms import AT_A_TIME, BringForm, ColumnsForm, RepairForm

State = BulkUpload.State
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _uploads_of(user):
    return BulkUpload.objects.filter(provider__team__user=user).select_related("provider")


def _upload_or_404(user, pk):
    return get_object_or_404(_uploads_of(user), pk=pk)


@never_cache
@login_required
def bring(request):
    form = BringForm(request.POST or None, request.FILES or None, providers=providers_of(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("providers:bulk_upload", _received(form.cleaned_data, request.user).pk)
        except FileFault as fault:
            form.add_error("file" if form.cleaned_data["file"] else "text", str(fault))
    return render(
        request, "providers/bulk/bring.html", {"form": form, "uploads": _uploads_of(request.user)[:20]}
    )


def _received(data, user):
    if data["file"]:
        return reading.receive_file(data["file"], provider=data["provider"], by=user)
    return reading.receive_text(data["text"], provider=data["provider"], by=user)


@require_safe
@login_required
def template(request, ending):
    headers = {"Content-Disposition": f'attachment; filename="vorlage-angebote.{ending}"'}
    return HttpResponse(template_content(f".{ending}"), content_type=TYPES[ending], headers=headers)


@never_cache
@require_safe
@login_required
def upload(request, pk):
    """The step an upload is at."""
    found = _upload_or_404(request.user, pk)
    if found.state == State.COLUMNS:
        return redirect("providers:bulk_columns", pk)
    if found.state == State.CHECKED:
        return render(request, "providers/bulk/rows.html", _rows_context(found))
    return render(request, f"providers/bulk/{found.state}.html", {"upload": found})


def _rows_context(found):
    counts = listing.counts(found)
    rows = listing.faulty_rows(found)[:AT_A_TIME]
    form = RepairForm(upload=found, rows=rows)
    counts["taken"] = counts["good"] + counts["unclear"]
    counts["faulty"] = counts["unclear"] + counts["refused"]
    return {"upload": found, "form": form, "counts": counts, "titles": listing.good_titles(found)}


@never_cache
@login_required
def columns(request, pk):
    found = _upload_or_404(request.user, pk)
    if found.state not in (State.COLUMNS, State.CHECKED):
        return redirect("providers:bulk_upload", pk)
    form = ColumnsForm(request.POST or None, upload=found)
    if request.method == "POST" and form.is_valid():
        checking.name_columns(found, form.columns)
        return redirect("providers:bulk_upload", pk)
    fields = list(zip(form, listing.samples(found), strict=True))
    context = {"upload": found, "form": form, "fields": fields, "has_id": "id" in found.columns}
    return render(request, "providers/bulk/columns.html", context)


@require_POST
@login_required
def repair(request, pk):
    found = _upload_or_404(request.user, pk)
    lines = {
        int(line)
        for line in request.POST.getlist("zeile")[:AT_A_TIME]
        if line.isascii() and line.isdecimal() and len(line) < 18
    }
    form = RepairForm(request.POST, upload=found, rows=found.rows.filter(pk__in=lines))
    if found.state != State.CHECKED:
        return redirect("providers:bulk_upload", pk)
    if not form.is_valid():
        return render(request, "providers/bulk/rows.html", _rows_context(found) | {"form": form})
    checking.repair(found, form.cells, form.skipped, shown=lines)
    messages.success(request, _("Die Zeilen sind noch einmal geprüft."))
    return redirect("providers:bulk_upload", pk)


@require_POST
@login_required
def take(request, pk):
    found = _upload_or_404(request.user, pk)
    importing.start(found, submit=request.POST.get("wie") == "einreichen")
    found.refresh_from_db()
    if found.problem:
        messages.error(request, found.problem)
    return redirect("providers:bulk_upload", pk)


@never_cache
@require_safe
@login_required
def faults(request, pk):
    found = _upload_or_404(request.user, pk)
    headers = {"Content-Disposition": 'attachment; filename="fehler.csv"'}
    return HttpResponse(listing.faults_as_csv(found), content_type=TYPES["csv"], headers=headers)


@never_cache
@login_required
def discard(request, pk):
    found = _upload_or_404(request.user, pk)
    if request.method != "POST":
        return render(request, "providers/bulk/discard.html", {"upload": found})
    importing.discard(found)
    messages.success(request, _("Die Liste „%(name)s“ ist verworfen.") % {"name": found.name})
    return redirect("providers:bulk")
