from django.db import migrations

from portal.search import triggers

# Entries of an older shape cannot be read: they go, and every object is noted as changed. `reindex` is faster.
ANEW = """
    DELETE FROM search_searchentry;
    DELETE FROM search_searchrevision;
    INSERT INTO search_searchchange (kind, object_id)
    SELECT 'offer', id FROM providers_offer
    UNION ALL SELECT 'provider', id FROM providers_provider
    UNION ALL SELECT 'network', id FROM networks_network
    UNION ALL SELECT 'event', id FROM events_event;
"""


class Migration(migrations.Migration):
    """Networks and events are found too; entries know level, price and how long a confirmation counts."""

    dependencies = [
        ("search", "0005_block"),
        ("providers", "0003_rooms_of_the_providers"),
        ("networks", "0001_initial"),
        ("events", "0001_initial"),
    ]
    operations = [
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
        migrations.RunSQL(ANEW, migrations.RunSQL.noop),
    ]
