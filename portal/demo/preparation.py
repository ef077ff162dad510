"""From an empty database, or from what an earlier start left behind, to a demo of today."""

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.search import index
from providers import districts, holidays, vocabulary
from providers.models import Provider

from . import (
    content,
    events,
    freshness,
    gazetteer,
    institutions,
    networks,
    offers,
    ownership,
    paths,
    people,
    pictures,
    submissions,
    texts,
    waiting,
)
from .calendar import Calendar, monday_of
from .models import DemoState

DISTRICTS = content.DATA / "stadtteile.geojson"


def prepare(say):
    """Make the demo ready, telling each longer step with `say(text)`. Raises ownership.NotOurs."""
    with ownership.one_at_a_time():
        ownership.check()
        say(_("Die Tabellen werden angelegt oder geprüft …"))
        call_command("migrate", verbosity=0, interactive=False)
        _load_or_move(say)
        pictures.save_missing()
        index.catch_up()


@transaction.atomic
def _load_or_move(say):
    """All or nothing: the row of DemoState is written last, so a start cut short leaves no half demo."""
    state = DemoState.objects.select_for_update().first()
    fingerprint = content.fingerprint(vocabulary.FIRST_WORDS)
    today = timezone.localdate()
    monday = monday_of(today)
    if state is None or state.fingerprint != fingerprint:
        say(_("Die Demodaten werden geladen …"))
        _load(Calendar(today))
    elif state.monday != monday:
        say(_("Die Termine ziehen in diese Woche um …"))
        freshness.move((monday - state.monday).days // 7)
        events.move((monday - state.monday).days // 7)
        networks.move((monday - state.monday).days // 7)
    DemoState.objects.update_or_create(pk=1, defaults={"fingerprint": fingerprint, "monday": monday})


def _load(calendar):
    """Replace the providers of the demo and their offers; add what else is missing."""
    by = people.staff()
    vocabulary.load(vocabulary.read(vocabulary.FIRST_WORDS))
    districts.load(districts.read(DISTRICTS))
    holidays.load(holidays.read(holidays.SHIPPED))
    gazetteer.load()
    texts.load()
    pictures.remove()
    Provider.objects.filter(source__in=institutions.SOURCES).delete()
    institutions.load(calendar, by)
    offers.load(calendar, by)
    networks.load(calendar)
    events.load(calendar, by)
    people.join_teams()
    paths.load()
    submissions.load(by)
    waiting.load()
    _count_rows()


def _count_rows():
    """Tell PostgreSQL how full its tables are: it plans for empty ones otherwise, and the index takes minutes."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
