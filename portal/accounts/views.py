"""A person's own area: its start page, the settings, export and end of the account."""

from allauth.account.views import ConfirmEmailView
from django.conf import settings as configuration
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.core.links import PARAMETER

from . import closing
from .forms import OwnDataForm
from .sections import panels_for


@never_cache
@require_safe
@login_required
def home(request):
    panels = [render_to_string(name, context, request) for name, context in panels_for(request.user)]
    return render(request, "accounts/home.html", {"panels": panels})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def settings(request):
    posted = request.POST if request.method == "POST" else None
    form = OwnDataForm(posted, initial={"name": request.user.name})
    if form.is_valid():
        request.user.name = form.cleaned_data["name"]
        request.user.save(update_fields=["name"])
        messages.success(request, _("Ihr Name ist gespeichert."))
        return redirect("accounts:settings")
    context = {"form": form, "has_single_sign_on": bool(configuration.OIDC_SERVER_URL)}
    return render(request, "accounts/settings.html", context)


@never_cache
@require_POST
@login_required
def export(request):
    response = JsonResponse(
        closing.data_of(request.user), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response["Content-Disposition"] = 'attachment; filename="meine-daten.json"'
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delete(request):
    obstacles = closing.obstacles_of(request.user)
    if request.method == "POST" and not obstacles:
        closing.delete(request)
        return redirect("accounts:deleted")
    return render(request, "accounts/delete.html", {"obstacles": obstacles})


@require_safe
def deleted(request):
    return render(request, "accounts/deleted.html")


class ConfirmEmail(ConfirmEmailView):
    """The key stands behind a question mark, not in the path: paths are logged."""

    def get_object(self, queryset=None):
        self.kwargs = {"key": self.request.GET.get(PARAMETER, "")}
        return super().get_object(queryset)

    def post(self, *args, **kwargs):
        try:
            return super().post(*args, **kwargs)
        except Http404:
            return redirect(self.request.get_full_path())

    def render_to_response(self, context, **options):
        return super().render_to_response(context, status=200 if self.object else 410, **options)


confirm_email = never_cache(ConfirmEmail.as_view())
