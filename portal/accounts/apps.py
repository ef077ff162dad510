from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = _("Anmeldung")

    def ready(self):
        from .sections import add_section  # noqa: PLC0415

        add_section(_("Übersicht"), "accounts:home", order=0)
        add_section(_("Einstellungen"), "accounts:settings", order=90)
