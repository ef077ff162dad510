"""Occupations: who works in a field is found by the field and by the other names of the same group."""

import pytest

from portal.search import german, occupations
from portal.search.synonyms import read_groups, read_line

from .support import found, index_of


@pytest.mark.parametrize(
    ("searched", "title"),
    [
        ("Raumplanerin", "Einführung in die Stadtplanung"),
        ("Anglist*innen", "Amerikanistik am Abend"),
        ("Journalist", "Der Redakteur heute"),
    ],
)
def test_an_occupation_is_found_by_the_names_and_fields_of_its_group(searched, title):
    assert found(index_of(title, "Schwimmen für alle"), searched) == [title]


def test_an_occupation_mentioned_often_is_not_looked_up():
    named = [f"Glasreiniger {number}" for number in range(10)]
    assert "Fensterreiniger" in found(index_of(*named[:9], "Fensterreiniger"), "Glasreiniger")
    assert "Fensterreiniger" not in found(index_of(*named, "Fensterreiniger"), "Glasreiniger")


def test_the_word_itself_and_what_staff_say_come_before_the_occupations():
    index = index_of("Pantomime", "Kabarettist", "Komiker", synonyms=read_groups("komiker, pantomime"))
    assert found(index, "Komiker") == ["Komiker", "Pantomime", "Kabarettist"]


def test_what_staff_forbid_is_not_taken_from_the_occupations():
    forbidden = [read_line("Glasreiniger, Fensterreiniger", is_block=True)]
    assert found(index_of("Fensterreiniger"), "Glasreiniger") == ["Fensterreiniger"]
    assert found(index_of("Fensterreiniger", synonyms=forbidden), "Glasreiniger") == []


def test_a_field_of_work_does_not_stand_for_those_who_work_in_it():
    assert occupations.related(german.form("Stadtplaner"))
    assert occupations.related(german.form("Stadtplanung")) == ()
    assert found(index_of("Treffen der Fensterreiniger"), "Glasreinigung") == []


def test_a_room_is_no_carpenter():
    assert occupations.related(german.form("Zimmer")) == ()
