"""`manage.py dbshell` with the psql of the wheel."""

from django.db.backends.postgresql import client

from portal.core.embedded import location, program, users
from portal.core.embedded.cluster import PORT, USER


class DatabaseClient(client.DatabaseClient):
    @classmethod
    def settings_to_cmd_args_env(cls, settings_dict, parameters):
        cluster = location.of_settings(settings_dict)
        users.join(cluster)
        address = {"HOST": str(cluster.socket_folder), "PORT": PORT, "USER": USER}
        arguments, env = super().settings_to_cmd_args_env(settings_dict | address, parameters)
        return [str(program.installed() / "bin" / arguments[0]), *arguments[1:]], {
            **(env or {}),
            "PGHOSTADDR": "",
        }
