from django.db import migrations

# Entries of an older shape cannot be read: they go, and every object is noted as changed. `reindex` is faster.
ANEW = """
    DELETE FROM search_searchentry;
    DELETE FROM search_searchrevision;
    INSERT INTO search_searchchange (kind, object_id)
    SELECT 'offer', id FROM providers_offer UNION ALL SELECT 'provider', id FROM providers_provider;
"""


class Migration(migrations.Migration):
    """Entries know the level and the price."""

    dependencies = [("search", "0006_triggers")]
    operations = [migrations.RunSQL(ANEW, migrations.RunSQL.noop)]
