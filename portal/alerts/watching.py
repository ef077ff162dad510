"""What an alert watches: the search behind an address, in words and as the plan of its next look."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from portal.search import engine, memory
from portal.search.address import SearchAddress
from portal.search.forms import SearchForm
from portal.search.models import SearchEntry
from portal.search.moment import Moment
from portal.search.page import result_page
from portal.search.position import read_position
from providers import wording

# The order, the page and the past mean nothing for what is new, and only offers are watched.
_MEANINGLESS = ("seite", "sortierung", "vergangene", "in", "ansicht")
_EVERYTHING = 1_000_000


@dataclass(frozen=True, slots=True)
class Watched:
    """A search to watch. ``query`` is its canonical query string, ``words`` say it to a person.

    Where the person was is never kept: a position is left out, and ``lost_position`` says so.
    """

    query: str
    words: str
    lost_position: bool = False

    @classmethod
    def of(cls, data):
        """From a query string of the result page (a QueryDict); what is not understood is left out."""
        lost_position = read_position(data.get("ort", "")) is not None
        form = SearchForm(_without_place(data) if lost_position else data)
        page = result_page(form)
        pairs = [pair for pair in form.address().pairs if pair[0] not in _MEANINGLESS]
        words = " · ".join(_words(page)) or _("alle Angebote")
        return cls(urlencode(pairs), words, lost_position)


def _without_place(data):
    left = data.copy()
    for name in ("ort", "umkreis"):
        left.pop(name, None)
    return left


def _words(page):
    """What was typed, how that was understood, and what was chosen."""
    if page.text:
        yield _("„%(text)s“") % {"text": page.text}
    if page.reading.chips:
        understood = wording.list_words(chip.label for chip in page.reading.chips)
        yield _("verstanden als %(filters)s") % {"filters": understood}
    yield from (chip.label for chip in page.chips if chip.parameter not in _MEANINGLESS)


def search_path(query, **more):
    """The result page of a watched search, without the name of the site."""
    pairs = {name: values for name, values in QueryDict(query).lists() if name not in more}
    return str(SearchAddress.of(**(pairs | more)))


def search_address(query, **more):
    """The result page as it stands in a mail."""
    return settings.SITE_URL + search_path(query, **more)


def hits(query, offer_ids):
    """The hits of a search among some offers, in the order of the search; those that leave out a filter are none."""
    plan = replace(SearchForm(QueryDict(query)).plan(), relaxes=False)
    moment = _Among(memory.index, offer_ids)
    return engine.search(replace(plan, page=1, page_size=_EVERYTHING, relaxes=False), moment).hits


class _Among(Moment):
    """The index, which knows the cards of some offers only: the engine leaves out what has no card."""

    def __init__(self, index, offer_ids):
        super().__init__(index)
        entries = SearchEntry.objects.filter(kind="offer", object_id__in=offer_ids)
        self._entry_ids, self._all_cards = set(entries.values_list("pk", flat=True)), self.cards
        self.cards = self._cards_among

    def _cards_among(self, entry_ids):
        return self._all_cards([entry_id for entry_id in entry_ids if entry_id in self._entry_ids])
