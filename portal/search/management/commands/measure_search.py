"""`manage.py measure_search --set tuning --data offers.csv`: how well labelled questions are answered, as a table.

The offers are not part of the portal, because their texts belong to others: ``--data`` names CSV files for our own sets
and the folder of the prototype's set for that one. Ended offers count, for most of the real ones have ended. Topics and
synonyms are those of this database, so that an installation measures itself.
"""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError

from portal.search.quality import labelled, measures
from portal.search.quality.systems import OwnSearch, PostgresSearch

SETS = ("tuning", "untouched", "everyday_tuning", "everyday_untouched", "prototype")
LABELS = Path(settings.BASE_DIR) / "tests" / "search" / "labelled"
_OWN = ("Portal, nur Treffer", "Portal, wie gezeigt")
_POSTGRES = ("PostgreSQL german, UND", "PostgreSQL german, ODER")
_COLUMNS = {
    "questions": "Fragen",
    "ndcg": "nDCG@10",
    "precision": "P@10",
    "recall": "R@10",
    "hits": "Treffer",
    "mrr": "MRR",
    "empty": "leer",
    "silent": "nichts",
}
_LEGEND = (
    "Treffer: passende unter den zehn ÷ min(10, passende); leer: Anteil ohne Antwort, obwohl es eine gibt; "
    "nichts: Anteil der Fragen ohne richtige Antwort, auf die nichts kommt."
)


class Command(BaseCommand):
    help = "Misst die Güte der Suche an Fragen mit bekannten Antworten und gibt Tabellen oder JSON aus."

    def add_arguments(self, parser):
        parser.add_argument("--set", choices=[*SETS, "all"], default="tuning", help="welche Fragen")
        parser.add_argument(
            "--data",
            nargs="+",
            type=Path,
            required=True,
            help="CSV-Dateien mit Angeboten, Ordner des Prototyps",
        )
        parser.add_argument("--compare", action="store_true", help="auch PostgreSQLs Volltextsuche messen")
        parser.add_argument("--json", action="store_true", help="als JSON ausgeben")

    def handle(self, *args, data, **options):
        folders = [path for path in data if path.is_dir()]
        files = [path for path in data if not path.is_dir()]
        wanted = SETS if options["set"] == "all" else (options["set"],)
        figures = {}
        try:
            if "prototype" in wanted:
                figures |= _prototype(folders, options["compare"])
            if own := [name for name in wanted if name != "prototype"]:
                figures |= _own_sets(own, files, options["compare"])
        except (labelled.UnreadableOffers, OSError) as error:
            raise CommandError(str(error)) from error
        except ProgrammingError as error:
            raise CommandError("Die Datenbank ist leer. Zuerst: manage.py demo --prepare-only") from error
        self.stdout.write(json.dumps(figures, ensure_ascii=False) if options["json"] else _as_text(figures))


def _prototype(folders, compare):
    if not folders:
        raise CommandError("Nennen Sie mit --data den Ordner mit offers.json und queries.json.")
    questions, documents = labelled.prototype(folders[0])
    return {"prototype": _measured(questions, _systems(documents, compare))}


def _own_sets(names, files, compare):
    if not files:
        raise CommandError("Nennen Sie mit --data die CSV-Dateien der Angebote.")
    with labelled.imported(files) as documents:
        systems = _systems(documents, compare)
        return {
            name: _measured(labelled.questions(LABELS / f"offers_{name}.json"), systems) for name in names
        }


def _systems(documents, compare):
    systems = {_OWN: OwnSearch(documents)}
    if compare:
        systems[_POSTGRES] = PostgresSearch(documents)
    return systems


def _measured(questions, systems):
    """{system: {type: measures}}; a system answers each question in two ways."""
    figures = {}
    for names, system in systems.items():
        answers = {question.id: system.answers(question.text) for question in questions}
        for place, name in enumerate(names):
            figures[name] = measures.summary(questions, {key: both[place] for key, both in answers.items()})
    return figures


def _as_text(figures):
    lines = []
    for name, systems in figures.items():
        for system, rows in systems.items():
            lines += [f"{name}: {system}", f"{'':20}" + "".join(f"{head:>9}" for head in _COLUMNS.values())]
            lines += [
                f"{kind:20}" + "".join(f"{_cell(row[key]):>9}" for key in _COLUMNS)
                for kind, row in rows.items()
            ]
            lines.append("")
    return "\n".join([*lines, _LEGEND])


def _cell(figure):
    return "–" if figure is None else figure if isinstance(figure, int) else f"{figure:.3f}"
