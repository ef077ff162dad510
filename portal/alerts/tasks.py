"""Jobs of the alerts; `subscription` brings the rules for what was never confirmed or renewed."""

from portal.core.jobs import MONDAY, daily, every, weekly

from . import news, subscription
from .models import SearchAlert


@every(minutes=1)
def tell_at_once():
    news.tell(SearchAlert.Rhythm.AT_ONCE)


@weekly(MONDAY, 6, 30)
def tell_weekly():
    news.tell(SearchAlert.Rhythm.WEEKLY)


@daily(8, 10)
def ask_for_renewals():
    subscription.ask_for_renewals()
