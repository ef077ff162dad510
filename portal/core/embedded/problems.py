"""What can be wrong with the embedded server, said to the person who starts it."""

import errno
import platform
import shutil
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.db.utils import OperationalError
from django.utils.translation import gettext as _

from portal.core.embedded import server
from portal.core.embedded.cluster import Cluster

SMALLEST_SPACE = 64 * 2**20  # bytes; a new cluster takes about 40 MB, its first log segment 16 MB
NO_SPACE = (errno.ENOSPC, errno.EDQUOT)


class OtherVersion(OperationalError):
    """Data made by another major version of PostgreSQL: they can be deleted, but not asked anything."""


def no_server_for_this_system() -> ImproperlyConfigured:
    return ImproperlyConfigured(
        _(
            "Für dieses System (%(system)s) ist kein eingebauter PostgreSQL-Server installiert. Bitte installieren Sie "
            "die Pakete aus requirements.txt oder nennen Sie mit DATABASE_URL einen eigenen PostgreSQL-Server."
        )
        % {"system": f"{platform.system()} {platform.machine()}"}
    )


def no_account() -> ImproperlyConfigured:
    return ImproperlyConfigured(
        _(
            "PostgreSQL läuft nicht mit dem Konto root, und auf diesem System gibt es weder das Konto postgres noch "
            "nobody. Bitte starten Sie das Portal mit einem anderen Konto oder nennen Sie mit DATABASE_URL einen "
            "eigenen PostgreSQL-Server."
        )
    )


def other_version(cluster: Cluster, found: str, expected: str) -> OtherVersion:
    return OtherVersion(
        _(
            "Die Daten in %(folder)s stammen von PostgreSQL %(found)s, der eingebaute Server ist PostgreSQL "
            "%(expected)s. Wenn Sie die Daten nicht mehr brauchen, löschen Sie sie mit „manage.py demo --remove“. "
            "Sonst nennen Sie mit DATABASE_URL einen Server der Version %(found)s."
        )
        % {"folder": cluster.data, "found": found, "expected": expected}
    )


def belongs_to_somebody_else(folder: Path, owner: str) -> OperationalError:
    return OperationalError(
        _(
            "Der Ordner %(folder)s gehört dem Konto %(owner)s. Bitte starten Sie das Portal mit diesem Konto, oder "
            "löschen Sie den Ordner mit diesem Konto durch „manage.py demo --remove“."
        )
        % {"folder": folder, "owner": owner}
    )


def no_access_rights(folder: Path) -> OperationalError:
    return OperationalError(
        _(
            "Das Dateisystem von %(folder)s kennt keine Zugriffsrechte, die PostgreSQL für seine Daten verlangt. Bitte "
            "legen Sie das Projekt in einen anderen Ordner, unter Windows in das Dateisystem von WSL."
        )
        % {"folder": folder}
    )


def still_in_use(cluster: Cluster) -> OperationalError:
    return OperationalError(
        _(
            "Die Datenbank in %(folder)s wird noch von einem anderen Prozess benutzt. Bitte beenden Sie zuerst alle "
            "laufenden Befehle und Server des Portals."
        )
        % {"folder": cluster.home}
    )


def takes_too_long(cluster: Cluster) -> OperationalError:
    return OperationalError(
        _(
            "Der eingebaute PostgreSQL-Server ist noch nicht bereit. Nach einem Absturz kann das einige Minuten "
            "dauern. Sein Protokoll liegt in %(log)s."
        )
        % {"log": cluster.log}
    )


def does_not_start(cluster: Cluster, reason: str) -> OperationalError:
    """`reason` is what the failed program said, in English; a full disk is named as such whatever it said."""
    if _is_full(cluster.home):
        return no_space(cluster)
    return OperationalError(
        _("Der eingebaute PostgreSQL-Server in %(folder)s startet nicht: %(reason)s")
        % {"folder": cluster.home, "reason": reason or _("Er hat keinen Grund genannt.")}
    )


def no_space(cluster: Cluster) -> OperationalError:
    return OperationalError(
        _("Für die Datenbank in %(folder)s reicht der Speicherplatz nicht. Sie braucht etwa 100 MB.")
        % {"folder": cluster.home}
    )


def of_system(cluster: Cluster, error: OSError) -> OperationalError:
    """What the operating system refused."""
    if error.errno in NO_SPACE:
        return no_space(cluster)
    return does_not_start(cluster, f"{error.strerror}: {error.filename}" if error.filename else str(error))


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < SMALLEST_SPACE
    except OSError:
        return False


def of_server(cluster: Cluster) -> OperationalError:
    return does_not_start(cluster, server.last_words(cluster))
