from django.db import migrations, models

# A text is seen from three searches on, over all days that are kept.
VIEW = """
    CREATE VIEW search_searchedtext AS
    SELECT text, sum(searches)::integer AS searches, sum(without_result)::integer AS without_result,
           count(*)::integer AS days, max(day) AS last_day,
           (array_agg(without_result = searches ORDER BY day DESC))[1] AS is_gap
    FROM search_searchwordcount GROUP BY text HAVING sum(searches) >= 3"""


class Migration(migrations.Migration):
    dependencies = [("search", "0003_first_synonyms")]
    operations = [
        migrations.CreateModel(
            name="SearchWordCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(db_index=True)),
                ("text", models.CharField(max_length=100)),
                ("searches", models.PositiveIntegerField()),
                ("without_result", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("text", "day"), name="search_word_count_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchedText",
            fields=[
                (
                    "text",
                    models.CharField(
                        max_length=100, primary_key=True, serialize=False, verbose_name="Suchwort"
                    ),
                ),
                ("searches", models.PositiveIntegerField(verbose_name="gesucht")),
                ("without_result", models.PositiveIntegerField(verbose_name="davon ohne Treffer")),
                ("days", models.PositiveIntegerField(verbose_name="an Tagen")),
                ("last_day", models.DateField(verbose_name="zuletzt am")),
                (
                    "is_gap",
                    models.BooleanField(
                        help_text="Am letzten Tag fand die Suche nichts.", verbose_name="Suchlücke"
                    ),
                ),
            ],
            options={
                "verbose_name": "Suchwort",
                "verbose_name_plural": "Suchwörter",
                "db_table": "search_searchedtext",
                "ordering": ["-searches", "text"],
                "managed": False,
            },
        ),
        migrations.RunSQL(VIEW, "DROP VIEW search_searchedtext"),
    ]
