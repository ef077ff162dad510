"""Jobs of the alerts; `subscription` brings the rule for what was never confirmed."""

from portal.core.jobs import MONDAY, every, weekly

from . import news
from .models import SearchAlert


@every(minutes=1)
def tell_at_once():
    news.tell(SearchAlert.Rhythm.AT_ONCE)


@weekly(MONDAY, 6, 30)
def tell_weekly():
    news.tell(SearchAlert.Rhythm.WEEKLY)
