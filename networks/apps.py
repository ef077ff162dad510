from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworksConfig(AppConfig):
    name = "networks"
    verbose_name = _("Netzwerke und Gremien")

    def ready(self):
        """Tell the area of people with an account what this room has for them."""
        from portal.accounts import closing, sections

        from . import access, contacts, exchange, room_pages

        sections.add_section(_("Netzwerke"), "rooms:start", order=20, is_for=access.has_rooms)
        sections.add_panel("networks/room/_panel.html", order=20, context=room_pages.panel)
        closing.add_export("networks", contacts.export)
        closing.add_export("networks_exchange", exchange.export)
        closing.add_obstacles(contacts.obstacles)
