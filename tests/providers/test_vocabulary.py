"""The first words of a portal, and how they get in."""

import json

import pytest
from django.core.management import CommandError, call_command

from providers import vocabulary
from providers.models import LifeStage, Topic, Transition

pytestmark = pytest.mark.django_db


@pytest.fixture
def words():
    return vocabulary.read(vocabulary.FIRST_WORDS)


def test_six_life_stages_stand_in_the_order_of_life(words):
    vocabulary.load(words)
    stages = LifeStage.objects.values_list("name", "tone", "icon")
    assert list(stages) == [
        ("Frühe Kindheit", "l1", "stage1"),
        ("Grundschulzeit", "l2", "stage2"),
        ("Jugend", "l3", "stage3"),
        ("Ausbildung und Studium", "l4", "stage4"),
        ("Beruf und Familie", "l5", "stage5"),
        ("Älter werden", "l6", "stage6"),
    ]


def test_transitions_lead_from_stage_to_stage(words):
    vocabulary.load(words)
    into_school = Transition.objects.get(slug="kita-grundschule")
    assert (into_school.before.slug, into_school.after.slug) == ("fruehe-kindheit", "grundschulzeit")


def test_topics_have_two_levels(words):
    vocabulary.load(words)
    for topic in Topic.objects.select_related("parent"):
        assert topic.parent is None or topic.parent.parent_id is None
    assert Topic.objects.get(slug="schwimmen").parent.slug == "gesundheit-und-bewegung"
    assert not Topic.objects.filter(parent=None, children=None).exists()


def test_every_first_word_is_valid_and_known_once(words):
    vocabulary.load(words)
    for table, model in vocabulary.TABLES.items():
        slugs = [term["slug"] for term in _flat(words.get(table, []))]
        assert sorted(slugs) == sorted(set(slugs)) == sorted(model.objects.values_list("slug", flat=True))


def test_addresses_of_terms_are_those_of_open_vocabularies(words):
    addresses = [term["uri"] for terms in words.values() for term in _flat(terms) if "uri" in term]
    assert addresses
    assert all(address.startswith("http://w3id.org/openeduhub/vocabs/") for address in addresses)


def test_loading_twice_adds_nothing(words):
    assert vocabulary.load(words) > 200
    assert vocabulary.load(words) == 0


def test_what_staff_changed_stays(words):
    vocabulary.load(words)
    LifeStage.objects.filter(slug="jugend").update(name="Junge Leute", position=9, is_active=False)
    vocabulary.load(words)
    youth = LifeStage.objects.get(slug="jugend")
    assert (youth.name, youth.position, youth.is_active) == ("Junge Leute", 9, False)


def test_a_missing_term_is_added_below_its_field(words):
    vocabulary.load(words)
    Topic.objects.filter(slug="schwimmen").delete()
    assert vocabulary.load(words) == 1
    assert Topic.objects.get(slug="schwimmen").parent.slug == "gesundheit-und-bewegung"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("kein json", "kein JSON"),
        ('{"farben": []}', "life_stages, transitions"),
        ('{"audiences": "Kinder"}', "life_stages, transitions"),
        ('{"audiences": [{"slug": "kinder", "farbe": "rot", "name": "Kinder"}]}', "kinder"),
        ('{"audiences": [{"slug": "Kinder und mehr", "name": "Kinder"}]}', "slug"),
        ('{"audiences": [{"slug": "kinder"}]}', "name"),
        ('{"operators": [{"slug": "stadt", "name": "Stadt", "kind": "unbekannt"}]}', "unbekannt"),
    ],
)
def test_a_bad_file_is_refused_in_words_and_changes_nothing(tmp_path, content, message):
    path = tmp_path / "vocabulary.json"
    path.write_text(content)
    with pytest.raises(CommandError, match=message):
        call_command("load_vocabulary", path)
    assert not any(model.objects.exists() for model in vocabulary.TABLES.values())


def test_a_missing_file_is_named():
    with pytest.raises(CommandError, match="fehlt.json"):
        call_command("load_vocabulary", "fehlt.json")


def test_another_city_brings_its_own_words(tmp_path, capsys):
    path = tmp_path / "vocabulary.json"
    path.write_text(json.dumps({"topics": [{"slug": "hafen", "name": "Hafen", "topics": []}]}))
    call_command("load_vocabulary", path)
    assert Topic.objects.get().name == "Hafen"
    assert "1 Begriffe angelegt" in capsys.readouterr().out


def _flat(terms):
    for term in terms:
        yield term
        yield from term.get("topics", [])
