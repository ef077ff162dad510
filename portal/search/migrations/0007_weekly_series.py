from django.db import migrations, models

# Entries hold fewer, longer times from here on; those of before stay readable until the worker has written them anew.
NOTE_ALL = """
    INSERT INTO search_searchchange (kind, object_id) SELECT kind, object_id FROM search_searchentry WHERE NOT is_gone;
"""


class Migration(migrations.Migration):
    """Dates of every week are kept as one time; staff are told that the built-in lexicon can be overruled."""

    dependencies = [("search", "0006_anew")]
    operations = [
        migrations.AlterField(
            model_name="synonym",
            name="is_block",
            field=models.BooleanField(
                default=False,
                help_text=(
                    "Diese Wörter findet die Suche nie füreinander, auch wenn das eingebaute Wörterbuch oder der "
                    "Thesaurus es sagt: „Kunst, Gewerbe“."
                ),
                verbose_name="nicht verwenden",
            ),
        ),
        migrations.RunSQL(NOTE_ALL, migrations.RunSQL.noop),
    ]
