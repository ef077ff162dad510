"""The start page warns before the known school holidays end."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.desk.work import open_tasks
from providers.models import Holiday

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("days", "warns"), [(-10, True), (150, True), (250, False)])
def test_it_warns_half_a_year_before(days, warns):
    day = timezone.localdate() + timedelta(days=days)
    Holiday.objects.create(name="Winterferien", first_day=day, last_day=day)
    hints = [task.hint for task in open_tasks()]
    assert (f"bekannt bis {day:%d.%m.%Y}" in hints) is warns
