from django.db import migrations

from portal.search import triggers


class Migration(migrations.Migration):
    """Renewed by a later migration whenever `portal.search.dependencies` changes."""

    dependencies = [
        ("search", "0001_initial"),
        ("providers", "0001_initial"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]
    operations = [migrations.RunPython(triggers.install, triggers.remove)]
