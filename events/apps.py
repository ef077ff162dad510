from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Veranstaltungen")

    def ready(self):
        """Tell the area of people with an account what this room has for them."""
        from portal.accounts import closing, sections

        from . import access, privacy

        sections.add_section(_("Veranstaltungen"), "event-room:start", order=25, is_for=access.has_events)
        closing.add_export("events", privacy.exports_of)
