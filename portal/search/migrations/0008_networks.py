from django.db import migrations

from portal.search import triggers

NOTED = "INSERT INTO search_searchchange (kind, object_id) SELECT 'network', id FROM networks_network"


class Migration(migrations.Migration):
    """Networks are found and watched too."""

    dependencies = [("search", "0007_anew"), ("networks", "0001_networks")]
    operations = [
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
        migrations.RunSQL(NOTED, migrations.RunSQL.noop),
    ]
