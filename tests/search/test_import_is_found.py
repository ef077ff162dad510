"""What an import brings is found by the next search, however many rows it had."""

from django.core.management import call_command

from portal.search import engine, query
from portal.search.models import SearchChange

ROWS = 60  # more than a request works off by itself


def imported(tmp_path, *options):
    lines = ["source,id,title,start"]
    lines += [f"probe,{number},Töpfern für Gruppe {number},2099-05-01" for number in range(ROWS)]
    file = tmp_path / "angebote.csv"
    file.write_text("\n".join(lines))
    call_command("import_offers", str(file), "--publish", *options)


def found(text):
    return engine.search(query.plan(text=text)).total


def test_a_large_import_is_found_at_once(db, tmp_path):
    imported(tmp_path)
    assert not SearchChange.objects.exists()
    assert found("töpfern") == ROWS


def test_a_dry_run_leaves_the_index_alone(db, tmp_path):
    imported(tmp_path, "--dry-run")
    assert found("töpfern") == 0
