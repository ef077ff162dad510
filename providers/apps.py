from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProvidersConfig(AppConfig):
    name = "providers"
    verbose_name = _("Anbieter und Angebote")

    def ready(self):
        from portal.accounts import closing, sections  # noqa: PLC0415

        from . import claims, privacy, team  # noqa: PLC0415 - bring their deletion dates too
        from .desk.panel import keeps_entries, panel  # noqa: PLC0415

        sections.add_section(_("Anbieter"), "providers:own", order=30)
        closing.add_export("teams", team.export)
        closing.add_export("claims", claims.export)
        closing.add_export("offers", privacy.export)
        closing.add_obstacles(team.obstacles)
        sections.add_section(_("Angebote"), "providers:offers", order=10, is_for=keeps_entries)
        sections.add_panel("providers/desk/_panel.html", order=10, context=panel)
        sections.add_section(_("Liste einlesen"), "providers:bulk", order=40, is_for=keeps_entries)
        sections.add_section(_("Quellen"), "providers:sources", order=41, is_for=keeps_entries)
