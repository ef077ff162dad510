from pathlib import Path

from django.db import migrations

from portal.search.synonyms import read_line

FIRST = Path(__file__).parents[1] / "data" / "synonyms.txt"


def load(apps, schema_editor):
    """The list the portal comes with; from here on it belongs to the staff."""
    synonym = apps.get_model("search", "Synonym")
    lines = [line.strip() for line in FIRST.read_text().splitlines()]
    synonym.objects.bulk_create(synonym(words=line) for line in lines if read_line(line))


class Migration(migrations.Migration):
    dependencies = [("search", "0002_triggers")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
