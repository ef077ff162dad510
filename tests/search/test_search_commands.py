"""`search`, `reindex` and `benchmark_search` on the command line."""

import json

import pytest
from django.core.management import call_command

from portal.search.models import SearchEntry
from tests.factories import make_offer

pytestmark = pytest.mark.django_db


def output(capsys, *arguments, **options):
    call_command(*arguments, **options)
    return capsys.readouterr().out


def test_search_prints_data_for_programs(capsys):
    offer = make_offer("Gitarre", source="probe", source_id="7")
    make_offer("Gitarre und Gesang")
    data = json.loads(output(capsys, "search", "gittare", "--limit", "1", "--json"))
    assert (data["total"], len(data["hits"]), data["did_you_mean"]) == (2, 1, ["gitarre"])
    assert (data["hits"][0]["id"], data["hits"][0]["source_id"]) == (offer.pk, "7")


def test_search_prints_lines_for_people(capsys):
    make_offer("Gitarre")
    lines = output(capsys, "search", "gittare")
    assert "1 Treffer" in lines
    assert "Meinten Sie: gitarre" in lines


def test_reindex_writes_everything_again(capsys):
    make_offer("Gitarre")
    assert "2 Einträge" in output(capsys, "reindex")
    assert SearchEntry.objects.count() == 2


def test_reindex_can_work_off_the_list_alone(capsys):
    make_offer("Gitarre")
    output(capsys, "reindex", "--pending")
    assert SearchEntry.objects.count() == 2
    assert "0 Einträge" in output(capsys, "reindex", "--pending")
