"""The admin site of the Bildungsmanagement team: Django's own, with the day's work on its start page."""

from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

from .work import open_tasks

# The team's order: what it touches daily first. Models named nowhere here keep a group of their own app.
GROUPS = (
    (_("Inhalte"), ("Offer", "Provider", "Location", "Submission", "OfferSource")),
    (
        _("Netzwerke"),
        (
            "Network", "Organisation", "Membership", "Admission", "Handover", "ContactNote", "Meeting",
            "MeetingSeries", "Goal", "Decision", "Measure", "NetworkSnapshot",
        ),
    ),
    (
        _("Veranstaltungen"),
        (
            "Event", "ProgrammeItem", "Speaker", "Room", "Track", "Contribution", "EventSeries", "ProgrammeVersion",
        ),
    ),
    (_("Aktualität und Lernwege"), ("ConfirmationRule", "LearningPath", "OfferRelation")),
    (_("Seiten und Texte"), ("SiteSettings", "LegalPage", "ReplyText", "ModerationSettings")),
    (_("Suche"), ("SearchedText", "Synonym", "Place")),
    (
        _("Vokabular"),
        (
            "Topic", "LifeStage", "Transition", "Audience", "OfferKind", "Funding", "Language", "AccessFeature",
            "ProviderKind", "Operator", "OperatorKind", "District", "Tag", "Holiday",
        ),
    ),
    (_("Betrieb"), ("OutgoingMail",)),
    (_("Zugänge"), ("User", "Group", "TeamMember", "TeamInvitation", "ProviderClaim", "Authenticator")),
)  # fmt: skip


class DeskSite(AdminSite):
    site_header = _("Bildungsportal: Verwaltung")
    site_title = _("Verwaltung")
    index_title = _("Heute")

    def register(self, model_or_iterable, admin_class=None, **options):
        """Without allauth's own pages: they show the secrets of the second factor."""
        if admin_class is None or not admin_class.__module__.startswith("allauth."):
            super().register(model_or_iterable, admin_class, **options)

    def login(self, request, extra_context=None):
        """One way in for everybody, with its limits, its second factor and its passkeys."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        return redirect_to_login(
            request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index", current_app=self.name)
        )

    def index(self, request, extra_context=None):
        return super().index(request, (extra_context or {}) | {"tasks": open_tasks()})

    def get_app_list(self, request, app_label=None):
        apps = super().get_app_list(request, app_label)
        return apps if app_label else _grouped(apps)

    def i18n_javascript(self, request, extra_context=None):
        """Django's words for the admin's scripts, and ours where it has none in German."""
        return JavaScriptCatalog.as_view(packages=["django.contrib.admin", "portal.desk"])(request)


def _grouped(apps):
    models = {model["object_name"]: (model, app) for app in apps for model in app["models"]}
    groups = [_group(name, [models.pop(key) for key in keys if key in models]) for name, keys in GROUPS]
    left = {id(model) for model, _app in models.values()}
    rest = [app | {"models": [model for model in app["models"] if id(model) in left]} for app in apps]
    return [group for group in [*groups, *rest] if group and group["models"]]


def _group(name, found):
    """One group shaped like Django's own; it has no page of its own, so it leads to that of its first app."""
    if not found:
        return None
    app = found[0][1]
    return app | {"name": name, "models": [model for model, _app in found]}
