"""demo: a portal with example data on this computer."""

import os
import time
from argparse import ArgumentTypeError

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.utils.translation import gettext as _

from portal.core.embedded import location
from portal.demo import ownership, people, preparation, removal, server
from providers.models import District, Offer, Provider


def port(text):
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise ArgumentTypeError(_("Ein Anschluss ist eine Zahl von 1 bis 65535."))


class Command(BaseCommand):
    help = "Startet eine Vorführung des Portals mit Beispieldaten auf diesem Rechner."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", type=port, default=8000, help="Anschluss (8000)")
        parser.add_argument("--prepare-only", action="store_true", help="nur vorbereiten, nicht starten")
        parser.add_argument("--remove", action="store_true", help="alle Daten der Vorführung löschen")

    def handle(self, *, port, prepare_only, remove, **options):
        try:
            if remove:
                self._say(removal.remove())
            elif prepare_only:
                self._prepare()
            else:
                server.check_port(port)
                self._prepare()
                self._serve(port)
        except (ownership.NotOurs, server.PortTaken) as error:
            raise CommandError(error) from error
        except OperationalError as error:
            raise CommandError(reason(error)) from error

    def _prepare(self):
        begin = time.monotonic()
        preparation.prepare(self._say)
        self._say(
            _(
                "%(offers)s Angebote, %(providers)s Anbieter, %(districts)s Stadtteile. Fertig nach %(seconds).1f s."
            )
            % {
                "offers": Offer.objects.count(),
                "providers": Provider.objects.count(),
                "districts": District.objects.count(),
                "seconds": time.monotonic() - begin,
            }
        )
        self._say(_("Daten: %s") % where())
        for role, email, password in people.renew_logins():
            self._say(f"{role}: {email}  {password}")

    def _serve(self, port):
        if "SITE_URL" not in os.environ:
            settings.SITE_URL = f"http://localhost:{port}"
        if "Manifest" in settings.STORAGES["staticfiles"]["BACKEND"]:
            call_command("collectstatic", verbosity=0, interactive=False)
        self._say(_("Portal: %s") % f"http://localhost:{port}/")
        self._say(_("Verwaltung: %s") % f"http://localhost:{port}/verwaltung/")
        self._say(_("Postfach: %s") % f"http://localhost:{port}/demo/postfach/")
        self._say(_("Beenden mit Strg-C."))
        server.serve(port)

    def _say(self, text):
        self.stdout.write(text)
        self.stdout.flush()


def reason(error):
    """The embedded server explains itself; of another one the person learns at least that it is the database."""
    return error if settings.EMBEDDED_DATABASE else _("Die Datenbank antwortet nicht. %s") % error


def where():
    """Where the data lie, without password."""
    if settings.EMBEDDED_DATABASE:
        return location.describe(location.default_cluster())
    about = connection.settings_dict
    return _("PostgreSQL-Datenbank %(name)s auf %(host)s.") % {
        "name": about["NAME"],
        "host": f"{about['HOST'] or 'localhost'}:{about['PORT'] or 5432}",
    }
