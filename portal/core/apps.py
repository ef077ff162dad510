from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "portal.core"
    verbose_name = _("Zugänge")

    def ready(self):
        from . import fetching  # noqa: F401, PLC0415 - registers its check
