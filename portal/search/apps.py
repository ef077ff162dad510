from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.core import followups


class SearchConfig(AppConfig):
    name = "portal.search"
    verbose_name = _("Suche")

    def ready(self):
        from portal.search.index import follow_bulk  # models are loaded only now

        followups.after_bulk(follow_bulk)
