"""`manage.py measure_search`: our labelled sets, the prototype's, and PostgreSQL beside them."""

import json
from collections import Counter

import pytest
from django.core.management import CommandError, call_command

from portal.search.management.commands.measure_search import LABELS
from portal.search.quality import labelled
from portal.search.quality.systems import OwnSearch, PostgresSearch
from providers.models import Offer, Provider

HEADER = (
    "source,id,title,subtitle,description,category,keywords,"
    "provider,place,postcode,lat,lon,start,end,price,url,kind"
)


def offer_row(number, title, **cells):
    row = {"source": "probe", "id": number, "title": title, "provider": "Probehaus", **cells}
    return ",".join(str(row.get(name, "")) for name in HEADER.split(","))


@pytest.fixture
def offers_file(tmp_path):
    """Two offers; the second has ended."""
    path = tmp_path / "offers.csv"
    rows = [
        offer_row("1", "Töpfern am Abend", place="Magdeburg"),
        offer_row("2", "Gitarre für Anfänger", start="2024-03-04", end="2024-03-08"),
    ]
    path.write_text("\n".join([HEADER, *rows]))
    return path


@pytest.fixture
def prototype(tmp_path):
    """A set in the layout of the prototype."""
    folder = tmp_path / "prototype"
    folder.mkdir()
    offer = {
        "id": 7,
        "title": "Wilde Kräuter sammeln",
        "summary": "Ein Spaziergang.",
        "description": "Wir bestimmen Pflanzen.",
        "provider": "Naturhaus",
        "tags": ["Natur"],
        "district": "Buckau",
        "audience": "Erwachsene",
        "category": "Umwelt",
    }
    query = {"id": 1, "type": "inflection", "q": "Kräuter sammeln", "rel": {"7": 2}, "set": "tuned"}
    (folder / "offers.json").write_text(json.dumps([offer]))
    (folder / "queries.json").write_text(json.dumps([query]))
    return folder


def measured(capsys, *arguments):
    call_command("measure_search", *map(str, arguments), "--json")
    return json.loads(capsys.readouterr().out)


def test_offers_are_read_as_the_import_reads_them_and_nothing_stays(db, offers_file):
    with labelled.imported([offers_file]) as documents:
        keys = [labelled.key_of(document.card) for document in documents]
        assert Offer.objects.count() == 2
    assert keys == [("probe", "1"), ("probe", "2")]
    assert not Offer.objects.exists()
    assert not Provider.objects.exists()


def test_own_search_tells_what_fits_from_what_is_near_and_knows_ended_offers(db, offers_file):
    with labelled.imported([offers_file]) as documents:
        own = OwnSearch(documents)
        strict, shown = own.answers("gitarre")
    assert strict == [("probe", "2")]
    assert shown[:1] == strict


def test_postgres_needs_all_words_or_any(db, offers_file):
    with labelled.imported([offers_file]) as documents:
        every, some = PostgresSearch(documents).answers("gitarre abend")
    assert every == []
    assert sorted(some) == [("probe", "1"), ("probe", "2")]


def test_postgres_takes_any_text_for_a_question(db, offers_file):
    with labelled.imported([offers_file]) as documents:
        assert PostgresSearch(documents).answers("'(&|!") == ([], [])


def test_command_measures_a_set_overall_and_by_type(db, offers_file, capsys):
    figures = measured(capsys, "--set", "tuning", "--data", offers_file)
    rows = figures["tuning"]["Portal, wie gezeigt"]
    assert list(figures["tuning"]) == ["Portal, nur Treffer", "Portal, wie gezeigt"]
    assert rows["alle"]["questions"] == sum(row["questions"] for kind, row in rows.items() if kind != "alle")


def test_command_measures_the_prototypes_set_beside_postgres(db, prototype, capsys):
    figures = measured(capsys, "--set", "prototype", "--compare", "--data", prototype)["prototype"]
    assert len(figures) == 4
    assert figures["Portal, wie gezeigt"]["inflection"]["ndcg"] == 1


def test_table_names_every_measure(db, prototype, capsys):
    call_command("measure_search", "--set", "prototype", "--data", str(prototype))
    table = capsys.readouterr().out
    assert "prototype: Portal, wie gezeigt" in table
    for head in ("nDCG@10", "P@10", "R@10", "Treffer", "MRR", "leer", "nichts"):
        assert head in table


@pytest.mark.parametrize("chosen", ["tuning", "prototype"])
def test_command_says_which_data_it_needs(db, chosen, offers_file, prototype):
    other = prototype if chosen == "tuning" else offers_file
    with pytest.raises(CommandError, match="--data"):
        call_command("measure_search", "--set", chosen, "--data", str(other))


def test_command_says_why_a_file_cannot_be_read(db, tmp_path):
    with pytest.raises(CommandError, match="gibt-es-nicht"):
        call_command("measure_search", "--data", str(tmp_path / "gibt-es-nicht.csv"))


@pytest.fixture(scope="module")
def halves():
    return [labelled.questions(LABELS / f"offers_{name}.json") for name in ("tuning", "untouched")]


def test_both_halves_hold_different_questions_of_every_type(halves):
    types = [Counter(question.type for question in half) for half in halves]
    assert types[0].keys() == types[1].keys()
    assert min((types[0] + types[1]).values()) >= 12
    assert max(abs(types[0][kind] - types[1][kind]) for kind in types[0]) <= 1
    texts = [question.text.casefold() for half in halves for question in half]
    assert len(texts) == len(set(texts))


def test_set_is_large_enough_and_a_part_has_no_answer(halves):
    answerable = [question for half in halves for question in half if question.grades]
    unanswerable = [question for half in halves for question in half if not question.grades]
    assert len(answerable) >= 130
    assert len(unanswerable) >= 20
    assert {question.type for question in unanswerable} == {"none"}


def test_the_everyday_sets_ask_in_sentences_and_other_words():
    for name in ("everyday_tuning", "everyday_untouched"):
        types = Counter(question.type for question in labelled.questions(LABELS / f"offers_{name}.json"))
        assert types["sentence"] >= 30
        assert types["synonym"] >= 20
        assert types["none"] >= 15


def test_judgements_hold_identities_and_grades_only():
    for path in sorted(LABELS.glob("offers_*.json")):
        for row in json.loads(path.read_text())["questions"]:
            assert row.keys() == {"id", "type", "text", "relevant"}
            assert row["relevant"].keys() <= {"1", "2"}


def test_every_answerable_question_has_an_offer_the_person_wants(halves):
    assert all(2 in question.grades.values() for half in halves for question in half if question.grades)
