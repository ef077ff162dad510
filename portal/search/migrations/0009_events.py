from django.db import migrations

from portal.search import triggers

NOTED = "INSERT INTO search_searchchange (kind, object_id) SELECT 'event', id FROM events_event"


class Migration(migrations.Migration):
    """Events are found and watched too."""

    dependencies = [("search", "0008_networks"), ("events", "0001_events")]
    operations = [
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
        migrations.RunSQL(NOTED, migrations.RunSQL.noop),
    ]
