from django.db import migrations

from portal.search import triggers


class Migration(migrations.Migration):
    """The rules of confirmation are watched too."""

    dependencies = [("search", "0005_block"), ("providers", "0005_networks")]
    operations = [migrations.RunPython(triggers.install, migrations.RunPython.noop)]
