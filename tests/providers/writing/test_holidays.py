"""School holidays and public holidays: where they come from and how far they are known."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from providers import holidays
from providers.models import Holiday

pytestmark = pytest.mark.django_db
HEAD = ",".join(holidays.COLUMNS)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 3), "Karfreitag"),
        (date(2026, 5, 14), "Christi Himmelfahrt"),
        (date(2027, 3, 29), "Ostermontag"),
        (date(2027, 5, 17), "Pfingstmontag"),
        (date(2031, 1, 6), "Heilige Drei Könige"),
        (date(2031, 10, 31), "Reformationstag"),
    ],
)
def test_public_holidays_of_sachsen_anhalt_are_known_for_any_year(day, name):
    assert holidays.public_holidays(day.year)[day] == name
    assert len(holidays.public_holidays(day.year)) == 11


def test_the_shipped_file_loads_once_and_keeps_what_staff_changed():
    call_command("load_holidays", verbosity=0)
    number = Holiday.objects.count()
    Holiday.objects.filter(name="Sommerferien", first_day="2026-07-04").update(last_day="2026-08-16")
    call_command("load_holidays", verbosity=0)
    assert Holiday.objects.count() == number
    assert holidays.known().school_until == date(2026, 8, 16)


def test_known_holidays_cost_one_statement(django_assert_num_queries):
    call_command("load_holidays", verbosity=0)
    with django_assert_num_queries(1):
        known = holidays.known()
    assert known.is_school(date(2026, 2, 3))
    assert not known.is_school(date(2026, 3, 3))
    assert known.is_public(date(2026, 12, 25))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a,b\n1,2\n", "Diese Spalten fehlen"),
        (f"{HEAD}\nsachsen-anhalt,winter,gestern,2027-02-06,true,false\n", "Zeile 2"),
        (f"{HEAD}\nsachsen-anhalt,winter,2027-02-06,2027-02-01,true,false\n", "liegt vor"),
        ("\xff", "lesen"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(content, message, tmp_path):
    path = tmp_path / "ferien.csv"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(CommandError, match=message):
        call_command("load_holidays", str(path))
    assert not Holiday.objects.exists()
